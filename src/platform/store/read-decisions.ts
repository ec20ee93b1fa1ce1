/** What people decided, as it was appended. */
import type { Selectable } from 'kysely'
import type { Decision } from '../../domain/decision.ts'
import { oneOf } from './lists.ts'
import type { Ledger, Tables } from './tables.ts'

/** Oldest first. @param subjects null: all there are */
export const readDecisions = async (db: Ledger, subjects: readonly string[] | null): Promise<Decision[]> => {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .$if(subjects !== null, query => query.where(oneOf('subject', subjects ?? [])))
    .orderBy('id')
    .execute()
  return rows.map(decisionOf)
}

export const decisionOf = (row: Selectable<Tables['decision']>): Decision => ({
  ...{ id: row.id, subject: row.subject, by: row.decided_by, at: row.at, kind: row.kind },
  ...{ before: JSON.parse(row.before_json), after: JSON.parse(row.after_json) },
})
