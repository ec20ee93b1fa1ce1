/**
 * The workbook with a change in it, as bytes that say exactly what was meant: written into the clerk's own where that
 * can be, whole where it cannot, and read back before it may stand anywhere.
 */
import { AppError } from '../domain/errors.ts'
import type { Roster } from '../domain/unit.ts'
import { editRosterWorkbook } from './edit-roster-workbook.ts'
import { isSameUnit } from './roster-edits.ts'
import type { Wording } from './roster-sheets.ts'
import { readRosterWorkbook, renderRosterWorkbook } from './roster-workbook.ts'

/**
 * @param bytes of which `before` was read
 * @throws AppError bad-roster, in the words of the clerk's workbook: `after` is no roster
 */
export const renderChangedWorkbook = async (
  bytes: Uint8Array,
  before: Roster,
  after: Roster,
  wording: Wording,
): Promise<{ readonly bytes: Uint8Array; readonly roster: Roster }> => {
  const edited = await tryEdit(bytes, before, after, wording)
  if (edited) return { bytes: edited, roster: after }
  const whole = await renderRosterWorkbook(after, wording)
  return { bytes: whole, roster: await readRosterWorkbook(whole, wording) }
}

const tryEdit = async (
  bytes: Uint8Array,
  before: Roster,
  after: Roster,
  wording: Wording,
): Promise<Uint8Array | undefined> => {
  try {
    const edited = await editRosterWorkbook(bytes, before, after, wording)
    return isSameRoster(await readRosterWorkbook(edited, wording, before), after) ? edited : undefined
  } catch (cause) {
    // Merged cells, a shared formula: what the library cannot keep is written whole, which tells the troubles that are real.
    if (cause instanceof AppError && cause.code !== 'bad-roster') throw cause
    return undefined
  }
}

/** The same units in the same order. */
export const isSameRoster = (one: Roster, other: Roster): boolean =>
  one.units.length === other.units.length &&
  one.units.every((unit, at) => other.units[at]?.id === unit.id && isSameUnit(unit, other.units[at]))
