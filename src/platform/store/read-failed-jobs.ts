/** Jobs that failed for good: what a snapshot, an excerpt and the pulse say of them. */
import type { Snapshot } from '../../domain/ledger.ts'
import type { Ledger } from './tables.ts'

/** The oldest first. */
export const readFailedJobs = async (db: Ledger): Promise<Snapshot['failedJobs']> => {
  const rows = await db
    .selectFrom('job')
    .select(['kind', 'subject', 'error'])
    .where('state', '=', 'failed')
    .orderBy('id')
    .execute()
  return rows.map(({ kind, subject, error }) => ({ kind, subject, error: error ?? '' }))
}
