/** Changes as lines for a person: what each form was and would be, a few rows each, and a sum at the end. */
import { type Campaign, sectorName } from '../domain/campaign.ts'
import type { Finding } from '../domain/finding.ts'
import { shortCode, writtenCode } from '../domain/identity.ts'
import type { Standing } from '../domain/outcome.ts'
import type { Change } from './compare-ledgers.ts'
import type { Said } from './difference.ts'

export interface ChangeWords {
  readonly campaign: Pick<Campaign, 'code' | 'form'>
  /** `replay.heading` and the like, of the program's own words. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string
  readonly when: (instant: number) => string
  readonly outcome: (standing: Standing) => string
  readonly section: (section: Said['section']) => string
  readonly finding: (one: Finding) => string
}

/** Rows shown of one form and kind; characters of one text. */
const rowsShown = 12
const longest = 120

/** @param most forms and files that are shown; the others are counted */
export const writtenChanges = (changes: readonly Change[], words: ChangeWords, most: number): string[] => {
  const { say } = words
  const lines: string[] = []
  let mail = ''
  for (const change of changes.slice(0, most)) {
    const { message } = change
    if (message.id !== mail) {
      const { fromAddress = '', subject = '' } = message.headers ?? {}
      const from = fromAddress || message.locations[0]?.uid || ''
      const values = { id: shortCode(message.id), when: words.when(message.receivedAt) }
      lines.push('', say('replay.mail', { ...values, from: short(from), subject: short(subject) }))
    }
    mail = message.id
    lines.push(...changeLines(change, words).map(line => `  ${line}`))
  }
  if (changes.length > most) lines.push('', say('replay.more', { count: changes.length - most }))
  return lines
}

const changeLines = (change: Change, words: ChangeWords): string[] => {
  const { say } = words
  const file = short(change.part?.name || say('replay.body'))
  const heading =
    change.of === 'message'
      ? say('replay.wholeMail')
      : change.of === 'part'
        ? say('replay.file', { file })
        : say('replay.form', { file, place: change.place + 1, unit: change.unitName || say('replay.noUnit') })
  const written = (one: Said): string => writtenRow(one, words)
  const rows = <T>(all: readonly T[], line: (one: T) => string | string[]): string[] => [
    ...all.slice(0, rowsShown).flatMap(line),
    ...(all.length > rowsShown ? [say('replay.moreRows', { count: all.length - rowsShown })] : []),
  ]
  return [
    `${heading}${say(`replay.kind-${change.kind}`)}`,
    ...[
      ...(change.outcome && change.kind !== 'proposed'
        ? [
            say('replay.outcome', {
              from: writtenOutcome(change.outcome.from, words),
              to: writtenOutcome(change.outcome.to, words),
            }),
          ]
        : []),
      ...(change.kind === 'proposed' && change.outcome ? [say('replay.proposedGone')] : []),
      ...(change.unit
        ? [
            say('replay.unit', {
              from: short(change.unit.from) || say('replay.noUnit'),
              to: short(change.unit.to) || say('replay.noUnit'),
            }),
          ]
        : []),
      ...rows(change.removed, one => say('replay.removed', { row: written(one) })),
      ...rows(change.changed, one => [
        say('replay.changed', { row: written(one.from) }),
        say('replay.changedTo', { row: written(one.to) }),
      ]),
      ...rows(change.added, one => say('replay.added', { row: written(one) })),
      ...rows(change.goneFindings, one => say('replay.goneFinding', { text: short(words.finding(one)) })),
      ...rows(change.newFindings, one => say('replay.newFinding', { text: short(words.finding(one)) })),
    ].map(line => `    ${line}`),
  ]
}

const writtenOutcome = (one: Standing | 'superseded' | null, { say, outcome }: ChangeWords): string =>
  one === null ? say('replay.none') : one === 'superseded' ? say('replay.superseded') : outcome(one)

const writtenRow = (one: Said, { campaign, section }: ChangeWords): string =>
  [
    ...(one.codeNumber === null ? [] : [writtenCode(campaign.code, one.codeNumber)]),
    section(one.section),
    one.name,
    sectorName(campaign, one.sector) ?? '?',
    one.model,
    ...(one.note === '' ? [] : [one.note]),
  ]
    .map(short)
    .join(' | ')

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
