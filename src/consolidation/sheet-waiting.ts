/** The sheet `Cần xử lý`: what waits for the clerk and why, with what was read of it. */
import { columnsOf, type Desk, partName, senderOf, shortCode, type TrackingSheet } from './tracking-sheet.ts'
import { listWaiting, type Waiting } from './waiting.ts'
import { writtenDifferences, writtenRow } from './written-differences.ts'

export const waitingSheet = (desk: Desk): TrackingSheet => {
  const { phrase, snapshot } = desk
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
    ]),
    printed: 6,
    rows: listWaiting(snapshot).map((one, index) => [
      index + 1,
      phrase(`tracking.kind-${one.kind}`),
      one.submission?.unitName ?? '',
      reasonOf(one, desk),
      one.read.map(registration => writtenRow(registration, desk)).join('\n'),
      desk.texts(one.warnings),
      one.message?.receivedAt ?? null,
      senderOf(one.message),
      one.message?.headers?.subject ?? '',
      one.part ? partName(one.part, one.part.path, phrase) : '',
      shortCode(one.message?.id ?? one.subject),
    ]),
    below: [],
  }
}

const reasonOf = (one: Waiting, desk: Desk): string => {
  const { phrase, texts } = desk
  if (one.kind === 'job') return phrase('tracking.jobFailed', { error: one.jobError })
  const reasons = texts(one.reasons) || phrase('tracking.noReason')
  return one.against ? `${reasons}\n${writtenDifferences(one.against.rows, desk)}` : reasons
}
