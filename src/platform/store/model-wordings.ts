/** The names of models as forms that stand have them, and whom a lasting code was given to. */
import type { ModelWording } from '../../domain/wishes.ts'
import type { Ledger } from './tables.ts'

/** In the order in which they were first registered. */
export const readWordings = async (db: Ledger): Promise<ModelWording[]> => {
  const found = new Map<string, string[]>()
  const rows = db
    .selectFrom('code')
    .innerJoin('registration', 'registration.id', 'code.registration_id')
    .innerJoin('submission', 'submission.id', 'registration.submission_id')
    .select(['registration.id', 'registration.model'])
    .where('submission.standing', '=', 'registered')
    .where('submission.superseded_by', 'is', null)
    .where('registration.model', '!=', '')
    .orderBy('code.number')
    .stream()
  for await (const { id, model } of rows) {
    const known = found.get(model)
    if (known) known.push(id)
    else found.set(model, [id])
  }
  return [...found].map(([model, registrations]) => ({ model, registrations }))
}

export const findCoded = async (db: Ledger, number: number): Promise<string | undefined> => {
  const row = await db
    .selectFrom('code')
    .select('registration_id')
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.registration_id
}
