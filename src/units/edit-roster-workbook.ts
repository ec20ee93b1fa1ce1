/**
 * Changes of single units, written into the workbook as the clerk has it: her own columns, notes, widths and colours stay.
 * Whoever calls reads it back: where that is not the roster that was meant (rows in another order), it is written whole.
 */
import type { Roster, Unit } from '../domain/unit.ts'
import { filledRows, type RosterColumn, rosterColumns } from './roster-rows.ts'
import { said, type Wording } from './roster-sheets.ts'
import { offerYesAndNo, openRosterTable, shownIn } from './roster-workbook.ts'

/**
 * @param bytes the workbook of which `before` was read
 * @throws AppError bad-roster
 */
export const editRosterWorkbook = async (
  bytes: Uint8Array,
  before: Roster,
  after: Roster,
  wording: Wording,
): Promise<Uint8Array> => {
  const table = await openRosterTable(bytes, wording)
  const { workbook, worksheet: sheet, headingRow } = table
  const places = new Map<RosterColumn, number>(table.columns.map(({ column, at }) => [column, at + 1]))
  const placeOf = (column: RosterColumn): number => {
    const known = places.get(column)
    if (known !== undefined) return known
    // A column that a roster may lack stands at the right, once it has something to say.
    const at = sheet.columnCount + 1
    const heading = sheet.getRow(headingRow).getCell(at)
    heading.value = said(wording, `column-${column}`)
    heading.style = sheet.getRow(headingRow).getCell(Math.max(1, at - 1)).style
    places.set(column, at)
    return at
  }
  const write = (row: number, unit: Unit, was: Unit | undefined): void => {
    for (const column of rosterColumns) {
      const text = shownIn(unit, column, wording)
      const isKept = was && shownIn(was, column, wording) === text
      if (isKept || (text === '' && !places.has(column))) continue
      const cell = sheet.getCell(row, placeOf(column))
      cell.value = text
      cell.numFmt = '@'
    }
  }

  const rows = filledRows(table.rows)
  const next = new Map(after.units.map(unit => [unit.id, unit]))
  const gone: number[] = []
  rows.forEach(({ row, cells }, at) => {
    const was = before.units[at]
    if (!was) return
    const unit = next.get(was.id)
    if (!unit) gone.push(row)
    // A code that the clerk left blank is written down before the name changes that it was found by.
    else write(row, unit, (cells.id ?? '').trim() === '' && unit.name !== was.name ? { ...was, id: '' } : was)
    next.delete(was.id)
  })
  let end = Math.max(headingRow, ...rows.map(({ row }) => row))
  for (const unit of next.values()) {
    end++
    const above = sheet.getRow(end - 1)
    const row = sheet.getRow(end)
    above.eachCell({ includeEmpty: true }, (cell, column) => {
      if (end - 1 > headingRow) row.getCell(column).style = cell.style
    })
    write(end, unit, undefined)
  }
  for (const row of gone.toReversed()) sheet.spliceRows(row, 1)
  offerYesAndNo(sheet, placeOf('confirmed'), headingRow + 1, end, wording)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
