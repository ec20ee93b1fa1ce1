/**
 * Was it in time? Letter 454-CV/HU: before 15/02/2022, by the server's receipt; by the sender's clock only where nothing
 * better is known. A unit that was given longer has its own last day.
 */
import { afterDueDay, type Campaign, deadline } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { ReceiptSource } from '../domain/ledger.ts'
import type { Unit } from '../domain/unit.ts'
import { writtenMoment } from '../domain/zoned-time.ts'

export const judgeTime = (
  receivedAt: number,
  /**
   * `file`: a loose file; when it came nobody knows, and its own time is when somebody saved it. `said`: by the person who
   * took it in.
   */
  receiptSource: ReceiptSource | 'said',
  campaign: Campaign,
  unit: Pick<Unit, 'extendedTo'> | undefined,
): Finding[] => {
  if (receiptSource === 'file') return [finding('receipt-unknown')]
  const source = receiptSource === 'date-header' ? [finding('receipt-from-header')] : []
  const lastDay = lastDayOf(campaign, unit)
  if (receivedAt < deadline(campaign, lastDay)) return source
  const code = receivedAt < afterDueDay(campaign, lastDay) ? 'on-due-day' : 'late'
  return [...source, finding(code, { when: writtenMoment(receivedAt, campaign.timeZone) })]
}

/** An extension gives time, and takes none. */
export const lastDayOf = (campaign: Campaign, unit: Pick<Unit, 'extendedTo'> | undefined): string =>
  unit && unit.extendedTo > campaign.lastDay ? unit.extendedTo : campaign.lastDay
