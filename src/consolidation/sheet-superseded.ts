/** The sheet `Đã thay thế`: forms that were registered and that a later one replaced, with what changed and on whose word. */
import { type Decision, lastOf } from '../domain/decision.ts'
import { shortCode } from '../domain/identity.ts'
import { type KeptSubmission, rowsOf as registrationsOf } from '../domain/ledger.ts'
import { compareRows } from '../validation/differences.ts'
import type { SheetWords } from './sheet-words.ts'
import {
  columnsOf,
  findPart,
  partName,
  rowsOf,
  senderOf,
  type TrackingCell,
  type TrackingSheet,
} from './tracking-sheet.ts'
import { writtenDifferences } from './written-differences.ts'

export const supersededSheet = (words: SheetWords): TrackingSheet => {
  const { phrase } = words
  return {
    name: phrase('tracking.supersededSheet'),
    range: 'DaThayThe',
    columns: columnsOf(phrase, [
      ['unit', 30],
      ['oldReceivedAt', 17, 'time'],
      ['oldFile', 26],
      ['newReceivedAt', 17, 'time'],
      ['newFile', 26],
      ['difference', 60],
      ['basis', 34],
      ['oldCodes', 26],
      ['oldSender', 28],
      ['newSender', 28],
      ['oldMessageCode', 13],
      ['newMessageCode', 13],
    ]),
    printed: 7,
    rows: rowsOf(() => supersededRows(words)),
    below: [],
  }
}

function* supersededRows(words: SheetWords): Generator<TrackingCell[]> {
  const { phrase, snapshot, codeOf } = words
  const gone = snapshot.submissions.filter(one => one.supersededBy !== null)
  if (gone.length === 0) return
  const forms = new Map(snapshot.submissions.map(one => [one.id, one]))
  const codes = Map.groupBy(snapshot.registrations, one => one.submissionId)
  const decisions = Map.groupBy(snapshot.decisions, one => one.subject)
  const partOf = findPart(snapshot)
  const fileOf = (one: KeptSubmission | undefined): string =>
    one ? partName(partOf(one), one.partPath, phrase) : ''
  for (const old of gone) {
    const newer = forms.get(old.supersededBy ?? '')
    const [was, is] = [words.messageOf(old.messageId), words.messageOf(newer?.messageId)]
    yield [
      words.unitOf(old).name,
      was?.receivedAt ?? null,
      fileOf(old),
      is?.receivedAt ?? null,
      fileOf(newer),
      writtenDifferences(
        compareRows(registrationsOf(old), newer ? registrationsOf(newer) : []),
        words,
        'tracking.againstReplaced',
      ),
      basisOf(decisions.get(newer?.id ?? '') ?? [], words),
      (codes.get(old.id) ?? []).map(codeOf).join('\n'),
      senderOf(was),
      senderOf(is),
      shortCode(old.messageId),
      shortCode(newer?.messageId ?? ''),
    ]
  }
}

/** One of which the clerk said whose place it takes takes none by its words; the decision may name a copy of the old form. */
const basisOf = (decisions: readonly Decision[], { phrase }: SheetWords): string => {
  const said = lastOf(decisions, 'replace', 'add')
  return said?.kind === 'replace'
    ? phrase('tracking.basisDecision', { number: said.decision.id, by: said.decision.by })
    : phrase('tracking.basisWords')
}
