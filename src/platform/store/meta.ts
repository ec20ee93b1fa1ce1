/** The revision: one number that goes up with every change that a table or a mail could show. */
import type { Ledger } from './tables.ts'

export const readRevision = async (db: Ledger): Promise<number> =>
  (await db.selectFrom('meta').select('revision').executeTakeFirstOrThrow()).revision

export const raiseRevision = async (db: Ledger): Promise<void> => {
  await db
    .updateTable('meta')
    .set(eb => ({ revision: eb('revision', '+', 1) }))
    .execute()
}
