/** What the program made of each mail, against what a careful person would. */
import { listWaiting } from '../../../src/consolidation/waiting.ts'
import type { Snapshot } from '../../../src/domain/ledger.ts'
import type { Row } from './fill.ts'
import type { Draft, Truth } from './mails.ts'

export interface Judged {
  /** Submissions that a careful person could register without asking, and how many of them went straight through. */
  readonly straight: number
  readonly through: number
  /** Wrong values, or something that should have waited, that came out as registered. */
  readonly silent: readonly string[]
  /** A straight one that waits or is lost: its kind, and why. */
  readonly held: readonly string[]
  /** Items that wait for the clerk. */
  readonly waiting: number
  readonly byReason: ReadonlyMap<string, number>
}

const fold = (row: Row): string => row.join(' | ').normalize('NFC').toLowerCase()
const same = (one: readonly Row[], other: readonly Row[]): boolean =>
  one.map(fold).sort().join('\n') === other.map(fold).sort().join('\n')

/** @param drafts by the id of their message (the SHA-256 of the mail) */
export const judge = (snapshot: Snapshot, drafts: ReadonlyMap<string, Draft>): Judged => {
  const silent: string[] = []
  const held: string[] = []
  let straight = 0
  let through = 0
  for (const [id, draft] of drafts) {
    const forms = snapshot.submissions
      .filter(one => one.messageId === id)
      .map(one => ({
        one,
        rows: snapshot.registrations
          .filter(row => row.submissionId === one.id)
          .map((row): Row => [row.section, row.name, row.sector ?? '', row.model, row.note]),
      }))
    const left = [...draft.truth]
    for (const { one, rows } of forms) {
      if (one.standing !== 'registered') continue
      const at = left.findIndex(truth => truth.unit === one.unitId && same(truth.rows, rows))
      const isRight = at >= 0 && draft.care !== 'ask' && draft.care !== 'other'
      if (at >= 0) left.splice(at, 1)
      if (isRight) continue
      silent.push(`${draft.kind}: ${one.unitName}: ${difference(draft.truth, rows)}`)
    }
    if (draft.care !== 'straight') continue
    straight += draft.truth.length
    through += draft.truth.length - left.length
    const codes = [
      ...forms.flatMap(({ one }) => (one.standing === 'review' ? one.findings.map(found => found.code) : [])),
      ...snapshot.parts
        .filter(part => part.messageId === id && part.standing === 'review')
        .flatMap(part => part.findings.map(found => `${part.format}:${found.code}`)),
    ]
    for (const truth of left) held.push(`${draft.kind}: ${truth.unit}: ${codes.join(' ') || 'nothing read'}`)
  }
  const waiting = listWaiting(snapshot)
  const byReason = new Map<string, number>()
  for (const one of waiting) {
    const reason = one.reasons[0]?.code ?? one.kind
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1)
  }
  return { straight, through, silent, held, waiting: waiting.length, byReason }
}

const difference = (truths: readonly Truth[], rows: readonly Row[]): string => {
  const wanted = new Set(truths.flatMap(truth => truth.rows.map(fold)))
  const extra = rows.map(fold).filter(row => !wanted.has(row))
  const got = new Set(rows.map(fold))
  const missing = [...wanted].filter(row => !got.has(row))
  return `extra ${JSON.stringify(extra.slice(0, 2))}, missing ${JSON.stringify(missing.slice(0, 2))}`
}
