/** What a form says, as one hash: two submissions with the same one register the same, however they were written. */
import { createHash } from 'node:crypto'
import type { RegistrationReading } from '../domain/reading.ts'
import { foldTones } from '../text/fold.ts'

/**
 * Lower-case hex SHA-256 over section, sector and folded name, model and note of every registration, in order. The unit,
 * the signer and the cells do not count.
 * @returns null for a form without registrations: it says nothing, and so repeats nothing
 */
export const contentHash = (registrations: readonly RegistrationReading[]): string | null => {
  if (registrations.length === 0) return null
  const said = registrations.map(one => [
    one.section,
    foldTones(one.name),
    one.sector,
    foldTones(one.model),
    foldTones(one.note),
  ])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
