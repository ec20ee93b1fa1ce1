/** What people decided about submissions: appended, never changed. What a decision means is the rules' business. */
import { campaignSubject, type Decision, decisionShapes, type NewDecision } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import { mailKinds } from '../../domain/ledger.ts'
import { addJobs } from './jobs.ts'
import { raiseRevision } from './meta.ts'
import type { Ledger } from './tables.ts'

/**
 * Appends, and asks for what hangs on it to be settled again, since that is how a decision takes effect. Of two who saw
 * the same version the second is refused.
 * @param version a submission's own; of any other subject, how many decisions on it were seen
 * @returns the validate jobs. @throws AppError not-found, stale-version
 */
export const decide = async (db: Ledger, decision: NewDecision, version: number): Promise<number[]> => {
  const { subject, at, kind } = decision
  // A decision that nobody could read again would be no history.
  decisionShapes[kind].parse(decision.after)
  const submissions = await raiseVersion(db, subject, version)
  await db
    .insertInto('decision')
    .values({
      ...{ subject, version, at, kind, decided_by: decision.by },
      before_json: JSON.stringify(decision.before ?? null),
      after_json: JSON.stringify(decision.after ?? null),
    })
    .execute()
  await raiseRevision(db)
  return addJobs(db, 'validate', submissions, at)
}

/** @returns the submissions that hang on the subject */
const raiseVersion = async (db: Ledger, subject: string, version: number): Promise<string[]> => {
  const row = await db.selectFrom('submission').select('version').where('id', '=', subject).executeTakeFirst()
  if (row) {
    const [raised] = await db
      .updateTable('submission')
      .set({ version: version + 1 })
      .where('id', '=', subject)
      .where('version', '=', version)
      .returning('id')
      .execute()
    if (!raised) throw stale(version, row.version)
    return [subject]
  }
  const known = await db.selectFrom('decision').select('id').where('subject', '=', subject).execute()
  if (known.length !== version) throw stale(version, known.length)
  return submissionsUnder(db, subject)
}

const stale = (seen: number, now: number): AppError =>
  new AppError('stale-version', `decided on version ${seen}, but it is at ${now}: look again`)

/** @throws AppError not-found for what is neither a message, a part, the campaign nor a mail of ours */
const submissionsUnder = async (db: Ledger, subject: string): Promise<string[]> => {
  const isMail = mailKinds.some(kind => subject.startsWith(`${kind} `))
  if (subject === campaignSubject || isMail) return []
  const message = await db.selectFrom('message').select('id').where('id', '=', subject).executeTakeFirst()
  const part = await db.selectFrom('part').select('id').where('id', '=', subject).executeTakeFirst()
  if (!message && !part) throw new AppError('not-found', 'what was decided is not in the ledger')
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where(message ? 'message_id' : 'part_id', '=', subject)
    .orderBy('id')
    .execute()
  return rows.map(row => row.id)
}

/** Oldest first. @param subjects null: all there are */
export const readDecisions = async (db: Ledger, subjects: readonly string[] | null): Promise<Decision[]> => {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .$if(subjects !== null, query => query.where('subject', 'in', subjects ?? []))
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    ...{ id: row.id, subject: row.subject, by: row.decided_by, at: row.at, kind: row.kind },
    ...{ before: JSON.parse(row.before_json), after: JSON.parse(row.after_json) },
  }))
}
