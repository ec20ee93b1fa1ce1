/** The sheet `Quyết định`: who decided what and when, what it was and what it became. Nothing of it is ever changed. */
import { idsInEffect } from '../domain/decision.ts'
import type { SheetWords } from './sheet-words.ts'
import { columnsOf, rowsOf, type TrackingCell, type TrackingSheet } from './tracking-sheet.ts'
import { makeDecisionWords } from './written-decision.ts'
import { makeSubjects } from './written-subject.ts'

export const decisionSheet = (words: SheetWords): TrackingSheet => {
  const { phrase } = words
  return {
    name: phrase('tracking.decisionsSheet'),
    range: 'QuyetDinh',
    columns: columnsOf(phrase, [
      ['decisionNumber', 8, 'number'],
      ['decidedAt', 17, 'time'],
      ['decidedBy', 22],
      ['decision', 26],
      ['about', 34],
      ['before', 46],
      ['after', 46],
      ['effect', 16],
      ['messageCode', 13],
    ]),
    printed: 9,
    rows: rowsOf(() => decisionRows(words)),
    below: [],
  }
}

function* decisionRows(words: SheetWords): Generator<TrackingCell[]> {
  const { phrase, snapshot } = words
  if (snapshot.decisions.length === 0) return
  const standing = idsInEffect(snapshot.decisions)
  const about = makeSubjects(words)
  const carried = makeDecisionWords(words)
  for (const one of snapshot.decisions)
    yield [
      one.id,
      one.at,
      one.by,
      phrase(`tracking.decision-${one.kind}`),
      about(one).name,
      carried(one.kind, one.before),
      carried(one.kind, one.after),
      one.kind === 'undo' ? '' : phrase(standing.has(one.id) ? 'tracking.inEffect' : 'tracking.takenBack'),
      about(one).messageCode,
    ]
}
