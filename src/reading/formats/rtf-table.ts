/**
 * Rows of an RTF table on their true grid: each row says where its cells end (`\cellx`, RTF 1.9.1, "Table Definitions"),
 * so that a row that begins late or has other widths falls into its columns. Knows nothing of text.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeTableBuilder } from '../document/build.ts'
import type { Block, Table } from '../document/model.ts'
import { limits } from '../limits.ts'
import { columnsOfBorders } from './borders.ts'
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
export interface WrittenCell {
  readonly blocks: readonly Block[]
  readonly source: Source
}
export interface WrittenRow {
  readonly definition: RowDefinition
  readonly cells: readonly WrittenCell[]
}

interface Placed {
  readonly row: number
  readonly left: number
  right: number
  rowSpan: number
  readonly blocks: Block[]
  readonly source: Source
}

/** @returns undefined for a table without a cell. @throws Refused */
export const makeRtfTable = (
  rows: readonly WrittenRow[],
  note: (one: Finding) => void,
): Table | undefined => {
  if (rows.length > limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
  const columnOf = columnsOfBorders(
    rows.flatMap(row => placesOf(row).map(({ left, right }) => ({ left, right }))),
  )
  const placed: Placed[] = []
  /** Cells that may go on downwards, by their left column. */
  const open = new Map<number, Placed>()
  for (const [row, written] of rows.entries()) {
    let before: Placed | undefined
    for (const { left, right, merge, cell } of placesOf(written)) {
      if (before && merge?.continuesLeft) {
        before.right = right
        before.blocks.push(...withText(cell.blocks))
        continue
      }
      const column = columnOf(left)
      const above = merge?.continuesAbove ? open.get(column) : undefined
      if (above && columnOf(above.right) === columnOf(right) && above.row + above.rowSpan === row) {
        above.rowSpan++
        // Word hides what a continued cell holds, but some writers leave text there: it must not vanish.
        above.blocks.push(...withText(cell.blocks))
        before = undefined
        continue
      }
      before = { row, left, right, rowSpan: 1, blocks: [...cell.blocks], source: cell.source }
      placed.push(before)
      open.set(column, before)
    }
    if (written.cells.length > written.definition.cells.length)
      note(finding('table-repaired', { text: `${row + 1}` }, written.cells[0]?.source))
  }
  const builder = makeTableBuilder()
  for (const { row, left, right, rowSpan, blocks, source } of placed) {
    const column = columnOf(left)
    const columnSpan = Math.max(1, columnOf(right) - column)
    if (column + columnSpan > limits.table.columns) throw tooLarge(`${limits.table.columns} columns`)
    builder.place({ row, column, rowSpan, columnSpan, blocks, source })
  }
  const { table, findings } = builder.finish()
  for (const one of findings) note(one)
  return table.cells.length > 0 ? table : undefined
}

/** Twentieths of a point, for cells that no `\cellx` speaks of: Word makes such up too. */
const madeUpWidth = 1440

/** A row's cells from border to border. Borders only go to the right; one that does not is moved. */
const placesOf = ({
  definition,
  cells,
}: WrittenRow): { left: number; right: number; merge: CellDefinition | undefined; cell: WrittenCell }[] => {
  let left = definition.left
  return cells.map((cell, at) => {
    const merge = definition.cells[at]
    const right = merge ? Math.max(merge.right, left + 1) : left + madeUpWidth
    const place = { left, right, merge, cell }
    left = right
    return place
  })
}

const withText = (blocks: readonly Block[]): Block[] =>
  blocks.filter(block => block.kind === 'table' || block.lines.some(line => line.text.trim() !== ''))
