/**
 * The tables that are open while a story of a .doc is read: paragraphs fall into the cell that is open in the innermost of
 * them, marks end cells and rows (MS-DOC 2.4.3, 2.4.4).
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { type Block, type Table, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { RowShape } from './bordered-rows.ts'
import { type BorderedRow, makeTable } from './bordered-table.ts'
import { tooLarge } from './reading.ts'

interface OpenTable {
  readonly number: number
  /** Rows until now, those of a table that it touched too: sources go on counting. */
  ended: number
  rows: BorderedRow[]
  cells: { blocks: Block[]; source: Source }[]
  blocks: Block[]
}

export interface OpenTables {
  readonly depth: () => number
  /** Of a paragraph here; undefined outside tables. */
  source(): Source | undefined
  put(block: Block): void
  endCell(): void
  /** @param shape undefined where the row does not say how it is cut */
  endRow(shape: RowShape | undefined): void
  /** A row deleted under tracked changes goes, unless something in it was not deleted: then nobody knows. */
  dropRow(shape: RowShape | undefined): void
  /** Opens and ends tables until so many are open. */
  goTo(depth: number): void
}

/**
 * @param put takes tables that stand in no other
 * @param count cells of the whole file so far, against the limit
 */
export const makeOpenTables = (
  part: string,
  count: { cells: number },
  note: (one: Finding) => void,
  put: (table: Table) => void,
): OpenTables => {
  const open: OpenTable[] = []
  let numbers = 0

  const source = (): Source | undefined => {
    const table = open.at(-1)
    return table && { kind: 'cell', part, table: table.number, row: table.ended, cell: table.cells.length }
  }
  const endCell = (): void => {
    const table = open.at(-1)
    if (!table) return
    if (++count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
    table.cells.push({ blocks: table.blocks, source: source()! })
    table.blocks = []
  }
  const putInto = (table: OpenTable | undefined, made: Table | undefined): void => {
    if (!made) return
    if (table) table.blocks.push(made)
    else put(made)
  }
  const endRow = (shape: RowShape | undefined): void => {
    const table = open.at(-1)
    if (!table) return
    if (table.blocks.length > 0) endCell()
    if (table.rows.length >= limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
    // Tables touch where one was laid somewhere else on the page by hand.
    const before = table.rows.at(-1)?.shape
    if (before && shape && before.position !== shape.position) {
      putInto(open.at(-2), makeTable(table.rows, note))
      table.rows = []
    }
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, shape })
    table.cells = []
    table.ended++
  }
  return {
    depth: () => open.length,
    source,
    put: block => open.at(-1)?.blocks.push(block),
    endCell,
    endRow,
    dropRow(shape) {
      const table = open.at(-1)
      const text = textOf(table?.cells.flatMap(cell => cell.blocks) ?? []).trim()
      note(text === '' ? finding('tracked-changes') : finding('two-readings', { text }))
      if (text !== '') endRow(shape)
      else if (table) Object.assign(table, { cells: [], blocks: [] })
    },
    goTo(depth) {
      if (depth > limits.doc.tableDepth) throw tooLarge(`${limits.doc.tableDepth} tables`)
      while (open.length > depth) {
        // A row without an end: cut short. What it says stays; that it is not whole is said by the missing shape.
        endRow(undefined)
        const table = open.pop()!
        putInto(open.at(-1), makeTable(table.rows, note))
      }
      while (open.length < depth) open.push({ number: numbers++, ended: 0, rows: [], cells: [], blocks: [] })
    },
  }
}
