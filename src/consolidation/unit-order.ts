/** Where a unit's rows stand in the biểu tổng hợp: the roster's order of blocks and units. */
import type { Roster } from '../domain/unit.ts'
import { unitKey } from '../validation/unit-key.ts'
import type { PlacedRegistration } from './registration-order.ts'

/** Where a unit stands and what it is called. */
export interface UnitPlace {
  readonly key: string
  readonly rank: number
  readonly name: string
  readonly block: string
}
export type UnitOrder = (one: PlacedRegistration) => UnitPlace

/** The roster's order; a unit that left the roster after it was registered stands last, under its own heading. */
export const unitOrder = (roster: Roster, offRoster: string): UnitOrder => {
  const blocks = [...new Set(roster.units.map(unit => unit.block))]
  const places = new Map(
    roster.units.map((unit, index): [string, UnitPlace] => [
      unit.id,
      {
        key: unit.id,
        // A roster edited by hand may have a block in two places: the block's first place counts.
        rank: blocks.indexOf(unit.block) * roster.units.length + index,
        name: unit.name,
        block: unit.block,
      },
    ]),
  )
  return ({ submission }) =>
    places.get(submission.unitId ?? '') ?? {
      key: unitKey(submission),
      rank: Number.POSITIVE_INFINITY,
      name: submission.unitName,
      block: offRoster,
    }
}
