/** The sheet `Thư`: every mail and every part of it, and what became of them. */
import type { Finding } from '../domain/finding.ts'
import { shortCode } from '../domain/identity.ts'
import type { KeptMessage, KeptSubmission } from '../domain/ledger.ts'
import { type Standing, stands } from '../domain/outcome.ts'
import { localTime, writtenDay, writtenMoment } from '../domain/zoned-time.ts'
import { byReceipt } from './registration-order.ts'
import type { SheetWords } from './sheet-words.ts'
import {
  columnsOf,
  partName,
  rowsOf,
  senderOf,
  type TrackingCell,
  type TrackingSheet,
} from './tracking-sheet.ts'

/** A row for each mail, then one for each file and body in it, each saying whose it is: the sheet can be filtered. */
export const messageSheet = (words: SheetWords): TrackingSheet => {
  const { phrase } = words
  return {
    name: phrase('tracking.messagesSheet'),
    range: 'Thu',
    columns: columnsOf(phrase, [
      ['kind', 14],
      ['receivedAt', 17, 'time'],
      ['sender', 28],
      ['subject', 34],
      ['file', 28],
      ['format', 10],
      ['outcome', 19],
      ['unit', 26],
      ['models', 10, 'number'],
      ['whatBecame', 50],
      ['folder', 14],
      ['messageCode', 13],
      ['relation', 34],
      ['original', 20],
    ]),
    printed: 10,
    rows: rowsOf(() => messageRows(words)),
    below: [],
  }
}

interface Whole {
  readonly kind: 'message' | 'part'
  readonly file: string
  readonly format: string
  readonly standing: Standing
  readonly findings: readonly Finding[]
  readonly forms: readonly KeptSubmission[]
}

function* messageRows(words: SheetWords): Generator<TrackingCell[]> {
  const { phrase, snapshot, texts, campaignFolder } = words
  const { timeZone } = campaignFolder.campaign
  const partsOf = Map.groupBy(snapshot.parts, one => one.messageId)
  const formsOf = Map.groupBy(snapshot.submissions, one => one.messageId)
  const formById = new Map(snapshot.submissions.map(one => [one.id, one]))
  const counts = new Map<string, number>()
  for (const { submissionId } of snapshot.registrations)
    counts.set(submissionId, (counts.get(submissionId) ?? 0) + 1)

  /** `Thay bằng bản nhận 08:15 12/02/2022 (mã thư 1a2b3c4d5e)` */
  const relationOf = (one: KeptSubmission): string[] => {
    const said = (key: string, id: string | null): string[] => {
      const other = id === null ? undefined : words.messageOf(formById.get(id)?.messageId)
      if (!other) return []
      const when = writtenMoment(other.receivedAt, timeZone)
      return [phrase(`tracking.${key}`, { when, code: shortCode(other.id) })]
    }
    return [...said('supersededBy', one.supersededBy), ...said('duplicateOf', one.duplicateOf)]
  }
  const originalOf = ({ purgedAt }: KeptMessage): string =>
    purgedAt === null
      ? phrase('tracking.kept')
      : phrase('tracking.purged', { day: writtenDay(localTime(purgedAt, timeZone).day) })

  const row = (
    message: KeptMessage,
    { kind, file, format, standing, findings, forms }: Whole,
  ): TrackingCell[] => [
    phrase(`tracking.kind-${kind}`),
    message.receivedAt,
    senderOf(message),
    message.headers?.subject ?? '',
    file,
    format,
    phrase(`outcome.${standing}`),
    [...new Set(forms.map(one => one.unitName))].join('\n'),
    // Only where the forms are, so that the column adds up.
    kind === 'message' ? null : forms.filter(stands).reduce((sum, one) => sum + (counts.get(one.id) ?? 0), 0),
    texts(kind === 'message' ? findings : [...findings, ...forms.flatMap(one => one.findings)]),
    [...new Set(message.locations.map(one => one.folder))].join('\n'),
    shortCode(message.id),
    kind === 'message' ? '' : forms.flatMap(relationOf).join('\n'),
    kind === 'message' ? originalOf(message) : '',
  ]
  for (const message of snapshot.messages.toSorted(byReceipt)) {
    const forms = formsOf.get(message.id) ?? []
    const { standing, findings } = message
    yield row(message, { kind: 'message', file: '', format: '', standing, findings, forms })
    for (const part of partsOf.get(message.id) ?? [])
      yield row(message, {
        ...{ kind: 'part', file: partName(part, part.path, phrase), format: part.format },
        ...{ standing: part.standing, findings: part.findings },
        forms: forms.filter(one => one.partPath === part.path),
      })
  }
}
