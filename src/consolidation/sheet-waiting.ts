/** The sheet `Cần xử lý`: what waits for the clerk and why, with what was read of it. */
import { type Decision, decisionShapes, lastOf } from '../domain/decision.ts'
import { shortCode } from '../domain/identity.ts'
import { cameAfter, findLastReport } from './news.ts'
import type { SheetWords } from './sheet-words.ts'
import { columnsOf, partName, senderOf, type TrackingSheet } from './tracking-sheet.ts'
import type { Waiting } from './waiting.ts'
import { writtenDifferences, writtenRow } from './written-differences.ts'

export const waitingSheet = (words: SheetWords, waiting: readonly Waiting[]): TrackingSheet => {
  const { phrase, snapshot } = words
  const report = findLastReport(snapshot)
  const decisions = Map.groupBy(snapshot.decisions, one => one.subject)
  return {
    name: phrase('tracking.waitingSheet'),
    range: 'CanXuLy',
    columns: columnsOf(phrase, [
      ['ordinal', 6, 'number'],
      ['kind', 14],
      ['unit', 26],
      ['reason', 50],
      ['read', 50],
      ['warnings', 30],
      ['receivedAt', 17, 'time'],
      ['sender', 28],
      ['subject', 28],
      ['file', 26],
      ['messageCode', 13],
      ['putOff', 30],
      ['sinceReport', 12],
    ]),
    printed: 6,
    rows: waiting.map((one, index) => [
      index + 1,
      phrase(`tracking.kind-${one.kind}`),
      one.submission?.unitName ?? '',
      reasonOf(one, words),
      one.read.map(registration => writtenRow(registration, words)).join('\n'),
      words.texts(one.warnings),
      one.message?.receivedAt ?? null,
      senderOf(one.message),
      one.message?.headers?.subject ?? '',
      one.part ? partName(one.part, one.part.path, phrase) : '',
      shortCode(one.message?.id ?? one.subject),
      putOffNote(decisions.get(one.subject) ?? []),
      report && cameAfter(report, one.message) ? phrase('tracking.new') : '',
    ]),
    below: [],
  }
}

export const reasonOf = (one: Waiting, words: SheetWords): string => {
  const { phrase, texts } = words
  if (one.kind === 'job') return phrase('tracking.jobFailed', { error: one.jobError })
  const reasons = texts(one.reasons) || phrase('tracking.noReason')
  return one.against ? `${reasons}\n${writtenDifferences(one.against.rows, words)}` : reasons
}

/** What somebody wrote when setting it aside for later. */
const putOffNote = (decisions: readonly Decision[]): string => {
  const last = lastOf(decisions, 'put-off')
  return last ? (decisionShapes['put-off'].safeParse(last.decision.after).data?.note ?? '') : ''
}
