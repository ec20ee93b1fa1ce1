/**
 * `tonghop remind [--release | --drop [UNIT…]]`: the reminders that wait for the clerk, and whom to call; lets them go, or
 * puts them away: all of them, or those of the units that are named. What could not go at once the service sends.
 */
import type { App } from '../app.ts'
import { AppError } from '../domain/errors.ts'
import type { Unit } from '../domain/unit.ts'
import { addDays, writtenDay } from '../domain/zoned-time.ts'
import type { Say } from '../platform/messages.ts'
import { sendReleased } from '../replies/look.ts'
import { type DraftReminder, dropDrafts, listDrafts, releaseDrafts } from '../replies/reminders.ts'
import { isPath } from '../summary/only-written.ts'
import { foldTones } from '../text/fold.ts'
import type { Output } from './output.ts'

export interface RemindAsked {
  readonly what: 'list' | 'release' | 'drop'
  /** Names or ids; none: all. */
  readonly units: readonly string[]
  readonly by: string
}

/** @returns 1 where a mail could not go. @throws AppError bad-usage for a unit without a draft, stale-version, store-* */
export const remindCommand = async (
  app: App,
  { what, units, by }: RemindAsked,
  say: Say,
  output: Output,
): Promise<number> => {
  const { campaign } = app.folder
  const parts = app.mailParts()
  if (!campaign.mails.reminders) {
    output.line(say('cli.remindOff'))
    return 0
  }
  const { drafts, toCall, unknownMails } = await listDrafts(parts)
  if (what === 'list') {
    listAll(app, drafts, toCall, say, output)
    if (unknownMails > 0) output.line(say('cli.remindUnknown', { count: unknownMails }))
    return 0
  }
  const chosen = choose(drafts, units, say)
  const ids = chosen.map(one => one.id)
  if (what === 'drop') {
    await dropDrafts(parts, ids, by)
    output.line(say('cli.remindDropped', { count: ids.length }))
    return 0
  }
  await releaseDrafts(
    parts,
    chosen.filter(one => !one.isReleased).map(one => one.id),
    by,
  )
  output.line(say('cli.remindReleased', { count: ids.length }))
  const done = await sendReleased(parts)
  for (const { kind, id, detail } of done)
    output.line(say(`cli.mail-${kind === 'sent' && isPath(detail) ? 'written' : kind}`, { id, detail }))
  const sent = done.filter(one => one.kind === 'sent').length
  if (sent < ids.length) output.line(say('cli.remindLeft', { count: ids.length - sent }))
  return done.every(one => one.kind === 'sent' || one.kind === 'already') ? 0 : 1
}

const listAll = (
  { folder }: App,
  drafts: readonly DraftReminder[],
  toCall: readonly (readonly Unit[])[],
  say: Say,
  output: Output,
): void => {
  const { lastDay, mails } = folder.campaign
  const days = (mails.reminders?.daysBefore ?? []).map(days => addDays(lastDay, 1 - days)).sort()
  output.line(say('cli.remindDrafts', { count: drafts.length, days: days.map(writtenDay).join(', ') }))
  for (const one of drafts)
    output.line(
      say(one.isReleased ? 'cli.remindDraftReleased' : 'cli.remindDraft', {
        unit: namesOf(one.units),
        id: one.unit.id,
        to: one.addresses.join(', '),
        due: writtenDay(one.dueDay),
      }),
    )
  if (toCall.length > 0) output.line(say('cli.remindCalls', { count: toCall.length }))
  for (const units of toCall) {
    const [known = units[0]!] = units.filter(unit => unit.phone !== '' || unit.contact !== '')
    const contact = [known.contact, known.phone].filter(one => one !== '').join(', ')
    output.line(
      say('cli.remindCall', { unit: namesOf(units), contact: contact || say('cli.remindNoContact') }),
    )
  }
}

const namesOf = (units: readonly Unit[]): string => units.map(unit => unit.name).join('; ')

/** Each by the id or the name of one of its units. */
const choose = (drafts: readonly DraftReminder[], units: readonly string[], say: Say): DraftReminder[] => {
  if (units.length === 0) return [...drafts]
  return units.map(text => {
    const found = drafts.find(one =>
      one.units.some(unit => unit.id === text || foldTones(unit.name) === foldTones(text)),
    )
    if (!found) throw new AppError('bad-usage', say('cli.remindNoDraft', { text }))
    return found
  })
}
