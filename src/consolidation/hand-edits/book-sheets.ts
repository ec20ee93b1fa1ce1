/** A book that was read, as the comparisons go through it: cells by their column. */
import type { Book, BookCell } from '../../domain/book.ts'
import { columnLetter } from '../xlsx/markup.ts'

export interface HandRow {
  /** As the sheet counts: from 1. */
  readonly number: number
  /** By column, from 0; only cells that hold something. */
  readonly cells: ReadonlyMap<number, BookCell>
}
export interface HandSheet {
  readonly name: string
  readonly rows: readonly HandRow[]
}

export const sheetsOf = ({ sheets }: Book): HandSheet[] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ number, cells }) => ({
      number,
      cells: new Map(cells.map(cell => [cell.column, cell])),
    })),
  }))

/** @param column from 0 */
export const addressOf = (row: number, column: number): string => `${columnLetter(column)}${row}`
