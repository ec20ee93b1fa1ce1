/** Looking into a table: the cell at a place, those of a row, what a cell says. Knows nothing of forms. */
import { tidy } from '../../text/fold.ts'
import { type Cell, type Table, textOf } from '../document/model.ts'

/** The cells that stand in each row, made once a table: headings and rows ask for them again and again. */
const rowsOf = (table: Table): ReadonlyMap<number, Cell[]> => {
  const known = rows.get(table)
  if (known) return known
  const made = new Map<number, Cell[]>()
  for (const cell of table.cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      const others = made.get(row)
      if (others) others.push(cell)
      else made.set(row, [cell])
    }
  rows.set(table, made)
  return made
}
const rows = new WeakMap<Table, ReadonlyMap<number, Cell[]>>()
const none: readonly Cell[] = []

export const cellAt = (table: Table, row: number, column: number): Cell | undefined =>
  cellsInRow(table, row).find(cell => cell.column <= column && column < cell.column + cell.columnSpan)

export const cellsInRow = (table: Table, row: number): readonly Cell[] => rowsOf(table).get(row) ?? none

/** Those that begin in it, not those that reach down into it. */
export const cellsFromRow = (table: Table, row: number): Cell[] =>
  cellsInRow(table, row).filter(cell => cell.row === row)

const texts = new WeakMap<Cell, string>()
export const cellText = (cell: Cell | undefined): string => {
  if (!cell) return ''
  const known = texts.get(cell)
  if (known !== undefined) return known
  const text = tidy(textOf(cell.blocks))
  texts.set(cell, text)
  return text
}

/** The texts of the cells that begin in these rows. */
export const headingsOf = (table: Table, from: number, end: number): string[] =>
  table.cells
    .filter(cell => cell.row >= from && cell.row < end)
    .map(cellText)
    .filter(text => text !== '')
