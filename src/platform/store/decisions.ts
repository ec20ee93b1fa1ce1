/** What people decided about submissions: appended, never changed. What a decision means is the rules' business. */
import { AppError } from '../../domain/errors.ts'
import type { Decision } from '../../domain/ledger.ts'
import { addJobs } from './jobs.ts'
import { raiseRevision } from './meta.ts'
import type { Ledger } from './tables.ts'

/**
 * Appends, raises the submission's version (of two who saw the same one, the second is refused) and asks for it to be
 * settled again, since that is how a decision takes effect.
 * @throws AppError not-found, stale-version
 */
export const decide = async (db: Ledger, decision: Decision, version: number): Promise<void> => {
  const { subject, at, kind } = decision
  const row = await db.selectFrom('submission').select('version').where('id', '=', subject).executeTakeFirst()
  if (!row) throw new AppError('not-found', 'the submission that was decided is not in the ledger')
  const [raised] = await db
    .updateTable('submission')
    .set({ version: version + 1 })
    .where('id', '=', subject)
    .where('version', '=', version)
    .returning('id')
    .execute()
  if (!raised)
    throw new AppError(
      'stale-version',
      `decided on version ${version}, but the submission is at ${row.version}: look again`,
    )
  await db
    .insertInto('decision')
    .values({
      ...{ subject, version, at, kind, decided_by: decision.by },
      before_json: JSON.stringify(decision.before ?? null),
      after_json: JSON.stringify(decision.after ?? null),
    })
    .execute()
  await addJobs(db, 'validate', [subject], at)
  await raiseRevision(db)
}

/** Oldest first. */
export const readDecisions = async (db: Ledger, subject: string): Promise<Decision[]> => {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    ...{ subject: row.subject, by: row.decided_by, at: row.at, kind: row.kind },
    ...{ before: JSON.parse(row.before_json), after: JSON.parse(row.after_json) },
  }))
}
