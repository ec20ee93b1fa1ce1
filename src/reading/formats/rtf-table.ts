/**
 * Rows of an RTF table as their words define them (RTF 1.9.1, "Table Definitions"), in the shape that a .doc's rows have:
 * its words are those properties by other names. So a row that begins late, or has other widths, falls into its columns.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import type { Block, Table } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { RowShape } from './bordered-rows.ts'
import { makeTable } from './bordered-table.ts'
import { tooLarge } from './reading.ts'

/** Of a cell as its row defines it; places in twentieths of a point from the page's margin. */
export interface CellDefinition {
  readonly right: number
  /** `\clmrg`, `\clvmrg`: goes on the cell to the left, or above. */
  readonly continuesLeft: boolean
  readonly continuesAbove: boolean
}
export interface RowDefinition {
  left: number
  readonly cells: CellDefinition[]
}
export interface WrittenRow {
  readonly definition: RowDefinition
  readonly cells: readonly { readonly blocks: Block[]; readonly source: Source }[]
}

/** @returns undefined for a table without a cell. @throws Refused */
export const makeRtfTable = (
  rows: readonly WrittenRow[],
  note: (one: Finding) => void,
): Table | undefined => {
  if (rows.length > limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
  return makeTable(
    rows.map(({ definition, cells }) => ({ cells, shape: shapeOf(definition, cells.length) })),
    note,
  )
}

/** @param count of cells in the row: definitions beyond them say nothing, cells beyond the definitions are made up */
const shapeOf = ({ left, cells }: RowDefinition, count: number): RowShape => {
  const borders = [left]
  // Borders only go to the right; one that does not is moved.
  for (const { right } of cells.slice(0, count)) borders.push(Math.max(right, borders.at(-1)! + 1))
  return {
    borders,
    cells: cells.slice(0, count).map(({ continuesLeft, continuesAbove }, at) => ({
      horizontal: continuesLeft ? 2 : cells[at + 1]?.continuesLeft ? 1 : 0,
      continuesAbove,
    })),
  }
}
