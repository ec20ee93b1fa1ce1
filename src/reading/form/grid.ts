/**
 * Finds the form's headings in a table, and what each column means under them. Knows no format and no values.
 */
import type { Section } from '../../domain/reading.ts'
import { tidy } from '../../text/fold.ts'
import { type Cell, type Table, textOf } from '../document/model.ts'
import type { FormWords } from './words.ts'

/** What stands under a heading. */
export type Column =
  | { readonly role: 'ordinal' | 'name' | 'note' | 'none' }
  | { readonly role: 'sector'; readonly sector: string }
  /** A column the form does not have: `Địa chỉ`, a fifth sector. */
  | { readonly role: 'other'; readonly heading: string }

/** One block of the form in a table: its heading rows, then its rows. */
export interface GridBlock {
  readonly section: Section
  /** First heading row, first row of data, and the row after the last. */
  readonly headingRow: number
  readonly firstRow: number
  readonly endRow: number
  readonly columns: readonly Column[]
}

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

/** Blocks in order of their rows; none where the table is not the form. */
export const findBlocks = (table: Table, words: FormWords): GridBlock[] => {
  const found: Omit<GridBlock, 'endRow'>[] = []
  for (let row = 0; row < table.rows; row++) {
    const starts = table.cells.filter(cell => cell.row === row)
    const name = starts.find(cell => words.sectionOf(cellText(cell)) !== undefined)
    if (!name) continue
    const heading = readHeading(table, row, name, words) ?? inherited(found.at(-1), starts, name, words, row)
    if (!heading) continue
    // The letter's own second heading leaves the cells over TT and Ghi chú empty.
    const above = found.at(-1)?.columns
    const columns = heading.columns.map((column, at) => {
      const over = above?.[at]
      return column.role === 'none' && (over?.role === 'ordinal' || over?.role === 'note') ? over : column
    })
    found.push({
      section: words.sectionOf(cellText(name))!,
      headingRow: row,
      firstRow: heading.firstRow,
      columns,
    })
    row = heading.firstRow - 1
  }
  return found.map((block, at) => ({ ...block, endRow: found[at + 1]?.headingRow ?? table.rows }))
}

type Heading = Pick<GridBlock, 'firstRow' | 'columns'>

/** Two sectors at least make a heading of it: a cell that says "Tập thể" by itself is none. */
const readHeading = (table: Table, row: number, name: Cell, words: FormWords): Heading | undefined => {
  const lowest = (rows: number): Column[] =>
    Array.from({ length: table.columns }, (_, column) => {
      for (let at = row + rows - 1; at >= row; at--) {
        const cell = cellAt(table, at, column)
        if (cell && cell.row >= row && cellText(cell) !== '') return columnOf(cell, name, words)
      }
      return { role: 'none' }
    })
  for (const rows of [1, 2]) {
    if (row + rows > table.rows) break
    const columns = lowest(rows)
    const sectors = new Set(columns.flatMap(column => (column.role === 'sector' ? [column.sector] : [])))
    if (sectors.size >= 2) return { firstRow: row + Math.max(rows, name.rowSpan), columns }
  }
  return undefined
}

/** `Tên cá nhân thực hiện` over the columns of the block above, its sectors not written again. */
const inherited = (
  above: Omit<GridBlock, 'endRow'> | undefined,
  starts: readonly Cell[],
  name: Cell,
  words: FormWords,
  row: number,
): Heading | undefined => {
  if (above?.columns[name.column]?.role !== 'name') return undefined
  const others = starts.filter(cell => cell !== name && cellText(cell) !== '')
  const known = others.every(
    cell =>
      words.isOrdinalHeading(cellText(cell)) ||
      words.isNoteHeading(cellText(cell)) ||
      words.isSectorGroup(cellText(cell)),
  )
  return known ? { firstRow: row + name.rowSpan, columns: above.columns } : undefined
}

const columnOf = (cell: Cell, name: Cell, words: FormWords): Column => {
  if (cell === name) return { role: 'name' }
  const text = cellText(cell)
  const sector = words.sectorOf(text)
  if (sector !== undefined) return { role: 'sector', sector }
  if (words.isOrdinalHeading(text)) return { role: 'ordinal' }
  if (words.isNoteHeading(text)) return { role: 'note' }
  return { role: 'other', heading: text }
}
