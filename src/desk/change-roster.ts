/** The roster changed in somebody's name: in the clerk's workbook, in force, and in the history of each unit that changed. */
import type { Account } from '../domain/account.ts'
import type { Roster } from '../domain/unit.ts'
import { recordUnitChanges } from '../units/record-changes.ts'
import type { RosterEdit, SeenUnits } from '../units/roster-edits.ts'
import type { Desk } from './desk.ts'

/**
 * @param seen marks of the units that it changes (`unitMark`), from the page that the person saw; new ones need none
 * @throws AppError stale-version, table-locked, bad-roster: nothing was changed; the message is for the clerk
 */
export const changeRoster = (
  { app: { roster, store, clock } }: Desk,
  { shown }: Account,
  seen: SeenUnits,
  edit: RosterEdit,
): Promise<Roster> =>
  roster.change({
    ...{ seen, edit },
    record: changes => recordUnitChanges(store, changes, shown, clock.now()),
  })
