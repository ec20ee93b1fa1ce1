/**
 * A book that was read, as the comparisons go through it: cells by their column, and the snapshot that it was written
 * from, where its properties still say so.
 */
import type { Book, BookCell } from '../../domain/book.ts'
import type { SnapshotName } from '../record-files.ts'
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

/**
 * `dan-van-kheo-2022; revision 7; 2022-02-14T09:30:00.000Z`, the keywords in the file's properties. Every office program
 * keeps them; LibreOffice cuts them into pieces at `;` and `:`.
 */
export const snapshotOf = ({ keywords }: Book): SnapshotName | undefined => {
  const [, revision, day, minutes, seconds] =
    /revision\W+(\d+)\W+(\d{4}-\d\d-\d\dT\d\d)\W+(\d\d)\W+(\d\d\.\d{3}Z)/.exec(keywords) ?? []
  const asOf = Date.parse(`${day}:${minutes}:${seconds}`)
  return Number.isNaN(asOf) ? undefined : { revision: Number(revision), asOf }
}

/** @param column from 0 */
export const addressOf = (row: number, column: number): string => `${columnLetter(column)}${row}`
