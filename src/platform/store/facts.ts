/** Small facts by name, as JSON. They do not raise the revision: the mailbox's last good look is no news to a table. */
import type { Ledger } from './tables.ts'

export const findFact = async (db: Ledger, name: string): Promise<unknown> => {
  const row = await db.selectFrom('fact').select('value_json').where('name', '=', name).executeTakeFirst()
  return row && JSON.parse(row.value_json)
}

export const saveFact = async (db: Ledger, name: string, value: unknown): Promise<void> => {
  const value_json = JSON.stringify(value ?? null)
  await db
    .insertInto('fact')
    .values({ name, value_json })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value_json }))
    .execute()
}
