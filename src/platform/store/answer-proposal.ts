/** Somebody's word on what a later reading says of a form that was decided about: taken, or not; in one transaction. */
import { type Decision, holdingReading, type NewDecision } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import { partsAround } from '../../domain/identity.ts'
import type { ProposalAnswer } from '../../domain/wishes.ts'
import { decide } from './decisions.ts'
import { readingMark } from './held-readings.ts'
import { requestReading } from './jobs.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

/** @returns read jobs where accepted, else validate jobs. @throws AppError stale-version */
export const answerProposal = async (db: Ledger, answer: ProposalAnswer): Promise<number[]> => {
  const { what, submissionId, readAt, version, by, at } = answer
  const proposal = await db
    .selectFrom('proposal')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .executeTakeFirst()
  const form = await db
    .selectFrom('submission')
    .select(['message_id', 'part_path', 'version'])
    .where('id', '=', submissionId)
    .executeTakeFirst()
  if (proposal?.at !== readAt || form?.version !== version)
    throw new AppError('stale-version', 'the form, or what was read of it, is not as it was seen: look again')
  if (what === 'keep') {
    await db.deleteFrom('proposal').where('submission_id', '=', submissionId).execute()
    const after = { reading: readingMark(proposal.proposed_json) }
    const kept = { subject: submissionId, kind: 'keep-reading', before: null, after, by, at } as const
    return (await decide(db, kept, version)).jobs
  }
  const subjects = [form.message_id, ...partsAround(form.message_id, form.part_path), submissionId]
  const decisions = await readDecisions(db, subjects)
  let ofForm = version
  for (const subject of subjects) {
    const own: readonly Decision[] = decisions.filter(one => one.subject === subject)
    const held = holdingReading(own).toReversed()
    for (const [undone, { id }] of held.entries()) {
      const undo: NewDecision = { subject, kind: 'undo', before: null, after: { decision: id }, by, at }
      await decide(db, undo, subject === submissionId ? ofForm++ : own.length + undone)
    }
  }
  return requestReading(db, [form.message_id], at)
}
