/** What a decision is about, in a clerk's words: the form's unit, the file, the mail, a unit, an account, the campaign as a whole. */
import { campaignSubject, type Decision } from '../domain/decision.ts'
import { shortCode } from '../domain/identity.ts'
import type { KeptPart, KeptSubmission } from '../domain/ledger.ts'
import type { SheetWords } from './sheet-words.ts'
import { partName } from './tracking-sheet.ts'

/** @returns for a decision its subject's name, and the short code of its mail; '' where it is about none */
export const makeSubjects = ({
  phrase,
  snapshot,
  messageOf,
  unitOf,
}: SheetWords): ((one: Pick<Decision, 'subject'>) => {
  readonly name: string
  readonly messageCode: string
}) => {
  const submissions = new Map<string, KeptSubmission>(snapshot.submissions.map(one => [one.id, one]))
  const parts = new Map<string, KeptPart>(snapshot.parts.map(one => [one.id, one]))
  return ({ subject }) => {
    const submission = submissions.get(subject)
    if (submission) return { name: submission.unitName, messageCode: shortCode(submission.messageId) }
    const part = parts.get(subject)
    if (part) return { name: partName(part, part.path, phrase), messageCode: shortCode(part.messageId) }
    const message = messageOf(subject)
    if (message) return { name: message.headers?.subject ?? '', messageCode: shortCode(message.id) }
    const [, kind, name = ''] = /^(unit|account) (.+)$/s.exec(subject) ?? []
    if (kind === 'unit') return { name: unitOf({ unitId: name, unitName: name }).name, messageCode: '' }
    if (kind === 'account') return { name: phrase('tracking.accountOf', { name }), messageCode: '' }
    return { name: subject === campaignSubject ? phrase('tracking.campaign') : subject, messageCode: '' }
  }
}
