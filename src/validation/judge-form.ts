/** The rules on one submission: its unit, its time, its sender's authentication. Pure; reading's findings come along. */
import { afterDueDay, type Campaign, deadline } from '../domain/campaign.ts'
import { type Finding, finding } from '../domain/finding.ts'
import type { FormReading } from '../domain/reading.ts'
import type { UnitEvidence } from '../domain/unit.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import type { UnitMatcher } from '../units/match.ts'

/** What the rules know of the mail that a form came in. */
export interface FormContext {
  /** Null for a loose file that did not come by mail. */
  readonly receivedAt: number | null
  readonly fileName: string
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
  const outside: UnitEvidence[] = [
    { kind: 'file-name', text: context.fileName, role: 'own' },
    { kind: 'sender', text: context.senderName, role: 'own' },
  ]
  const match = matcher.match([...form.evidence, ...outside.filter(one => one.text !== '')])
  return {
    unitId: match.unit?.id ?? null,
    unitName: match.name,
    findings: [
      ...form.findings,
      ...match.findings,
      ...judgeTime(context.receivedAt, campaign),
      ...context.messageFindings,
    ],
  }
}

/** Letter 454-CV/HU: before 15/02/2022, by the server's receipt. */
const judgeTime = (receivedAt: number | null, campaign: Campaign): Finding[] => {
  if (receivedAt === null || receivedAt < deadline(campaign)) return []
  const { day, time } = localTime(receivedAt, campaign.timeZone)
  return [
    finding(receivedAt < afterDueDay(campaign) ? 'on-due-day' : 'late', {
      when: `${time} ${writtenDay(day)}`,
    }),
  ]
}
