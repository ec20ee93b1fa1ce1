/**
 * Cells of a text document's table as they are read, row by row: one that only goes on with the one above or to its left
 * becomes part of it. Knows no format: what goes on with what, the caller says.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeTableBuilder } from '../document/build.ts'
import { type Block, type Table, textOf } from '../document/model.ts'

export interface GridCell {
  readonly row: number
  readonly column: number
  rowSpan: number
  columnSpan: number
  readonly blocks: Block[]
  readonly source: Source
}

export interface MergedCells {
  /** A cell of its own, as yet of one row. */
  put(cell: Omit<GridCell, 'rowSpan'>): GridCell
  /** Takes the cell above down by a row; undefined where none of that column and width ends in the row above. */
  goOn(row: number, column: number, columnSpan: number, blocks: readonly Block[]): GridCell | undefined
  /** @returns undefined for a table without a cell */
  finish(note: (one: Finding) => void): Table | undefined
}

export const collectCells = (): MergedCells => {
  const cells: GridCell[] = []
  /** Those that may go on downwards, by their left column. */
  const open = new Map<number, GridCell>()
  return {
    put: cell => {
      const own = { ...cell, rowSpan: 1 }
      cells.push(own)
      open.set(own.column, own)
      return own
    },
    goOn: (row, column, columnSpan, blocks) => {
      const above = open.get(column)
      if (above?.columnSpan !== columnSpan || above.row + above.rowSpan !== row) return undefined
      above.rowSpan++
      addBlocks(above, blocks)
      return above
    },
    finish: note => {
      const builder = makeTableBuilder()
      for (const cell of cells) builder.place(cell)
      const { table, findings } = builder.finish()
      for (const one of findings) note(one)
      return table.cells.length > 0 ? table : undefined
    },
  }
}

/** Word hides what a continued cell holds, but some writers leave text there: it must not vanish. */
export const addBlocks = (cell: GridCell, blocks: readonly Block[]): void => {
  cell.blocks.push(...blocks.filter(block => block.kind === 'table' || textOf([block]).trim() !== ''))
}
