/** The sheet `Cần xử lý`: what waits for the clerk and why, with what was read of it. */
import type { RegistrationReading } from '../domain/reading.ts'
import { columnsOf, type Desk, partName, senderOf, shortCode, type TrackingSheet } from './tracking-sheet.ts'
import { listWaiting, type Waiting } from './waiting.ts'

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
    rows: listWaiting(snapshot).map((one, index) => [
      index + 1,
      phrase(`tracking.kind-${one.kind}`),
      one.submission?.unitName ?? '',
      reasonOf(one, desk),
      one.read.map(registration => writtenReading(registration, desk)).join('\n'),
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

const reasonOf = (one: Waiting, { phrase, texts }: Desk): string => {
  if (one.kind === 'job') return phrase('tracking.jobFailed', { error: one.jobError })
  return texts(one.reasons) || phrase('tracking.noReason')
}

/** What was read of a form that waits, gaps shown: `Tập thể: Chi bộ thôn Trung · Kinh tế: … (ghi chú)`. */
const writtenReading = (one: RegistrationReading, { phrase, sectorName }: Desk): string =>
  phrase('tracking.reading', {
    section: phrase(`section.${one.section}`),
    name: one.name || '…',
    sector: sectorName(one.sector) || '…',
    model: one.model || '…',
  }) + (one.note ? ` (${one.note})` : '')
