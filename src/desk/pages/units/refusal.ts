/** A change of the roster that was not made, in words for who asked for it. */
import { AppError } from '../../../domain/errors.ts'
import type { Desk } from '../../desk.ts'
import type { UnitTrouble } from './unit-form.ts'

/** @throws what is no refusal of a change */
export const refusalOf = ({ app }: Desk, error: unknown): UnitTrouble => {
  if (!(error instanceof AppError)) throw error
  // Their messages are the clerk's (`RosterFile.change`).
  if (error.code === 'table-locked' || error.code === 'bad-roster') return { text: error.message }
  if (error.code === 'disk-full') return { text: app.say('error.disk-full') }
  throw error
}

export type { UnitTrouble }
