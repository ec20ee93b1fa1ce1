/** The sheet `Thư`: every mail and every part of it, and what became of them. */
import type { Finding } from '../domain/finding.ts'
import type { KeptMessage, KeptSubmission } from '../domain/ledger.ts'
import type { Standing } from '../domain/outcome.ts'
import { byReceipt } from './registration-order.ts'
import {
  columnsOf,
  type Desk,
  partName,
  rowsOf,
  senderOf,
  shortCode,
  type TrackingCell,
  type TrackingSheet,
} from './tracking-sheet.ts'

/** A row for each mail, then one for each file and body in it, each saying whose it is: the sheet can be filtered. */
export const messageSheet = (desk: Desk): TrackingSheet => {
  const { phrase, snapshot, texts } = desk
  const partsOf = Map.groupBy(snapshot.parts, one => one.messageId)
  const formsOf = Map.groupBy(snapshot.submissions, one => one.messageId)
  const countOf = Map.groupBy(snapshot.registrations, one => one.submissionId)
  const mail = (message: KeptMessage): readonly (readonly TrackingCell[])[] => {
    const forms = formsOf.get(message.id) ?? []
    const row = (
      kind: string,
      file: string,
      format: string,
      standing: Standing,
      findings: readonly Finding[],
      own: readonly KeptSubmission[],
    ): TrackingCell[] => {
      const registered = own.filter(one => one.standing === 'registered')
      return [
        phrase(`tracking.kind-${kind}`),
        message.receivedAt,
        senderOf(message),
        message.headers?.subject ?? '',
        file,
        format,
        phrase(`outcome.${standing}`),
        [...new Set(own.map(one => one.unitName))].join('\n'),
        // Only where the forms are, so that the column adds up.
        kind === 'message'
          ? null
          : registered.reduce((sum, one) => sum + (countOf.get(one.id)?.length ?? 0), 0),
        texts(kind === 'message' ? findings : [...findings, ...own.flatMap(one => one.findings)]),
        [...new Set(message.locations.map(one => one.folder))].join('\n'),
        shortCode(message.id),
      ]
    }
    return [
      row('message', '', '', message.standing, message.findings, forms),
      ...(partsOf.get(message.id) ?? []).map(part =>
        row(
          'part',
          partName(part, part.path, phrase),
          part.format,
          part.standing,
          part.findings,
          forms.filter(one => one.partPath === part.path),
        ),
      ),
    ]
  }
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
    ]),
    printed: 10,
    rows: rowsOf(function* () {
      for (const message of snapshot.messages.toSorted(byReceipt)) yield* mail(message)
    }),
    below: [],
  }
}
