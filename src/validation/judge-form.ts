/** The rules on one submission: its unit, its time, its sender's authentication. Pure; reading's findings come along. */
import { afterDueDay, type Campaign, deadline } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { ReceiptSource } from '../domain/ledger.ts'
import type { FormReading } from '../domain/reading.ts'
import type { UnitEvidence } from '../domain/unit.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import type { UnitMatcher } from '../units/match.ts'

/** What the rules know of the mail that a form came in. */
export interface FormContext {
  readonly receivedAt: number
  /** `file`: a loose file; when it came nobody knows, and its own time is when somebody saved it. */
  readonly receiptSource: ReceiptSource
  readonly senderName: string
  readonly messageFindings: readonly Finding[]
}

export interface FormVerdict {
  readonly unitId: string | null
  readonly unitName: string
  readonly findings: readonly Finding[]
}

export const judgeForm = (
  form: FormReading,
  context: FormContext,
  campaign: Campaign,
  matcher: UnitMatcher,
): FormVerdict => {
  const sender: UnitEvidence[] =
    context.senderName === '' ? [] : [{ kind: 'sender', text: context.senderName, role: 'own' }]
  const match = matcher.match([...form.evidence, ...sender])
  return {
    unitId: match.unit?.id ?? null,
    unitName: match.name,
    findings: [
      ...form.findings,
      ...match.findings,
      ...judgeTime(context, campaign),
      ...context.messageFindings,
    ],
  }
}

/** Letter 454-CV/HU: before 15/02/2022, by the server's receipt; by the sender's clock only where nothing better is known. */
const judgeTime = ({ receivedAt, receiptSource }: FormContext, campaign: Campaign): Finding[] => {
  if (receiptSource === 'file') return [finding('receipt-unknown')]
  const source = receiptSource === 'date-header' ? [finding('receipt-from-header')] : []
  if (receivedAt < deadline(campaign)) return source
  const { day, time } = localTime(receivedAt, campaign.timeZone)
  return [
    ...source,
    finding(receivedAt < afterDueDay(campaign) ? 'on-due-day' : 'late', {
      when: `${time} ${writtenDay(day)}`,
    }),
  ]
}
