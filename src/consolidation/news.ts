/**
 * What came after the last report that was sent. A registration is new by its lasting code, which tells rightly also of
 * one that came before the report and was let in after it; a report of before codes were kept with it tells by the time.
 */
import { type KeptMessage, type KeptRegistration, lastSent, type Snapshot } from '../domain/ledger.ts'

export interface LastReport {
  /** When it was sent, milliseconds. */
  readonly at: number
  /** The highest code at that time; undefined: not kept. */
  readonly lastCode: number | undefined
}

export const findLastReport = ({ sentMails }: Snapshot): LastReport | undefined => {
  const last = lastSent(sentMails.filter(one => one.kind === 'summary'))
  return last && { at: last.at, lastCode: last.figures.lastCode }
}

/** Of a job that failed no mail may be known: then it is taken for new. */
export const cameAfter = (report: LastReport, message: KeptMessage | undefined): boolean =>
  message === undefined || message.receivedAt > report.at

export const isNewRegistration = (
  report: LastReport,
  { codeNumber }: KeptRegistration,
  message: KeptMessage | undefined,
): boolean =>
  codeNumber === null || report.lastCode === undefined
    ? cameAfter(report, message)
    : codeNumber > report.lastCode
