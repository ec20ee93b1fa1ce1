/** The rows of a submission's registrations, as they count; written whole. */
import type { SettledRegistration } from '../../domain/decision.ts'
import { foldBare } from '../../text/fold.ts'
import type { Ledger } from './tables.ts'

/** Two rows of one id would be one row, and the other lost in silence. @throws Error: a bug */
export const requireUnique = (ids: readonly string[]): void => {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw new Error(`two rows of one id: ${id}`)
    seen.add(id)
  }
}

export const writeRegistrations = async (
  db: Ledger,
  submission: string,
  registrations: readonly SettledRegistration[],
): Promise<void> => {
  requireUnique(registrations.map(one => one.id))
  await db.deleteFrom('registration').where('submission_id', '=', submission).execute()
  const rows = registrations.map(({ source, ...one }, ordinal) => ({
    ...{ ...one, submission_id: submission, ordinal },
    source_json: JSON.stringify(source),
    folded: foldBare(`${one.name} ${one.model} ${one.note}`),
  }))
  // In slices: a statement takes a bounded number of values.
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('registration')
      .values(rows.slice(from, from + 500))
      .execute()
}
