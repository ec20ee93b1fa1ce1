/** A form's unit put on the roster, or taught another name, as the form says it; and the form made that unit's. */
import type { Account } from '../../../domain/account.ts'
import { type AppError, isAppError } from '../../../domain/errors.ts'
import type { Unit } from '../../../domain/unit.ts'
import { foldTones } from '../../../text/fold.ts'
import { addAlias, addUnit, unitMark } from '../../../units/roster-edits.ts'
import { changeRoster } from '../../change-roster.ts'
import { type Desk, take } from '../../desk.ts'
import type { Item } from './find-item.ts'

export interface NewUnit {
  readonly name: string
  readonly block: string
  readonly confirmed: boolean
}

/** What refuses a change of the roster says why, to the clerk. */
export const isRosterTrouble = (error: unknown): error is AppError =>
  isAppError(error, 'bad-roster', 'table-locked')

/** @returns the unit as it stands on the roster. @throws AppError table-locked, bad-roster */
export const putOnRoster = async (desk: Desk, person: Account, wish: NewUnit): Promise<Unit> => {
  const { units } = await changeRoster(desk, person, {}, addUnit(wish))
  const unit = units.find(one => foldTones(one.name) === foldTones(wish.name))
  if (!unit) throw new Error(`the roster was given ${wish.name} and has it not`)
  return unit
}

/** @throws AppError table-locked, bad-roster, stale-version */
export const teachName = (desk: Desk, person: Account, unit: Unit, name: string): Promise<unknown> =>
  changeRoster(desk, person, { [unit.id]: unitMark(unit) }, addAlias(unit.id, name))

/**
 * Says that the form is of the unit. The roster changed a moment ago, and forms are being settled by it: a version that
 * went up for that alone was not somebody's word.
 * @throws AppError stale-version where somebody decided meanwhile
 */
export const sayUnit = async (desk: Desk, person: Account, item: Item, unitId: string): Promise<number> => {
  const { store } = desk.app
  const { subject } = item
  const known = (await store.decisions(subject)).length
  for (let tries = 1; ; tries++) {
    const { version, unitId: before } = await store.submission(subject)
    const decision = { subject, kind: 'unit' as const, after: { unitId } }
    try {
      return await take(desk, person, { ...decision, before: before && { unitId: before } }, version)
    } catch (error) {
      const isStale = isAppError(error, 'stale-version')
      if (!isStale || tries > 3 || (await store.decisions(subject)).length !== known) throw error
    }
  }
}
