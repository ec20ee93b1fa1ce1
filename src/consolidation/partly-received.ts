/** Units that are verified still, and stand in the tables all the same. Pure. */
import type { EntryFigures, Figures, UnitFigures } from './figures.ts'

/** One form of it is registered, another waits: in no report of who has sent, and in every table. */
export const countPartly = (
  entries: readonly EntryFigures[],
  units: readonly UnitFigures[],
  isConfirmed: boolean,
): Figures['verifyingInTables'] => {
  const registered = new Set(units.flatMap(one => (one.registered > 0 ? [one.unit.id] : [])))
  const partly = entries.filter(
    one => one.state === 'verifying' && one.units.some(unit => registered.has(unit.id)),
  )
  const counted = partly.filter(one => !isConfirmed || one.confirmed).length
  return { counted, outside: partly.length - counted }
}
