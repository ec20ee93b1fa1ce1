/**
 * The list of units whose form was not received: a plain text that goes with the summary, and only from two days before
 * the deadline, and only when the roster is confirmed: nobody is named for lack of a list. Pure.
 */
import type { Figures } from '../consolidation/figures.ts'
import type { Phrase } from '../consolidation/phrases.ts'
import type { Campaign } from '../domain/campaign.ts'
import { addDays, startOfDay, writtenTimeAndDay } from '../domain/zoned-time.ts'

/** Days before the deadline's day ("trước ngày 15/02/2022": from 13/02/2022). */
const daysBefore = 2

export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @returns undefined while units are not to be named, or none is missing */
export const renderMissingUnits = (
  figures: Figures,
  now: number,
  campaign: Campaign,
  phrase: Phrase,
): NamedFile | undefined => {
  const missing = figures.entries.filter(one => one.confirmed && one.state === 'missing')
  const from = startOfDay(addDays(campaign.lastDay, 1 - daysBefore), campaign.timeZone)
  if (figures.counts.confirmedTotal === null || now < from || missing.length === 0) return undefined
  const lines = [
    phrase('summary.missingTitle', { count: missing.length }),
    phrase('summary.missingAsOf', writtenTimeAndDay(now, campaign.timeZone)),
    ...[...Map.groupBy(missing, one => one.block)].flatMap(([block, entries]) => [
      '',
      `${block}: ${entries.length}`,
      ...entries.map((entry, index) => `${index + 1}. ${entry.units.map(unit => unit.name).join('; ')}`),
    ]),
    '',
  ]
  // The byte order mark tells old Windows programs that this is UTF-8; their line ends are CR LF.
  return { name: phrase('summary.missingFile'), bytes: Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf8') }
}
