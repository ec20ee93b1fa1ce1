/** Looking into a table: the cell at a place, those of a row, what a cell says. Knows nothing of forms. */
import { tidy } from '../../text/fold.ts'
import { type Cell, type Table, textOf } from '../document/model.ts'

export const cellAt = (table: Table, row: number, column: number): Cell | undefined =>
  table.cells.find(
    cell =>
      cell.row <= row &&
      row < cell.row + cell.rowSpan &&
      cell.column <= column &&
      column < cell.column + cell.columnSpan,
  )

export const cellsInRow = (table: Table, row: number): Cell[] =>
  table.cells.filter(cell => cell.row <= row && row < cell.row + cell.rowSpan)

export const cellText = (cell: Cell | undefined): string => (cell ? tidy(textOf(cell.blocks)) : '')

/** The texts of the cells that begin in these rows. */
export const headingsOf = (table: Table, from: number, end: number): string[] =>
  table.cells
    .filter(cell => cell.row >= from && cell.row < end)
    .map(cellText)
    .filter(text => text !== '')
