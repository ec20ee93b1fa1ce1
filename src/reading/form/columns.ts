/**
 * What each column of the form's table means, by the headings over it: the letter's way (a column for each sector), or as
 * a list (one column for the models of every sector). Finds no headings: `grid.ts` says which row may be one.
 */
import type { Cell, Table } from '../document/model.ts'
import { cellAt, cellsFromRow, cellText } from './grid-cells.ts'
import type { FormWords } from './words.ts'

/** What stands under a heading. */
export type Column =
  | { readonly role: 'ordinal' | 'name' | 'note' | 'none' }
  /** One column for the models of every sector, and the one that says which sector (or rows between do: `I. Kinh tế`). */
  | { readonly role: 'model' | 'sector-name' }
  | { readonly role: 'sector'; readonly sector: string }
  /** A column that units add, and that registers nothing: `Địa chỉ`, `Số người tham gia`. */
  | { readonly role: 'aside'; readonly heading: string }
  /** A column the form does not have: a fifth sector, a sector for the second time. */
  | { readonly role: 'other'; readonly heading: string }

/** First heading row and first row of data, with what the columns mean. */
export interface Heading {
  readonly headingRow: number
  readonly firstRow: number
  readonly columns: readonly Column[]
}

/** Two sectors at least make a heading of it: a cell that says "Tập thể" by itself is none. */
export const readHeading = (
  table: Table,
  row: number,
  least: number,
  name: Cell,
  words: FormWords,
): Heading | undefined => {
  const headingRow = firstHeadingRow(table, row, least, words)
  for (const rows of [1, 2, 3]) {
    const end = row + rows
    if (end > table.rows) break
    const columns = lowestHeadings(table, headingRow, end, name, cell => columnOf(cell, name, words))
    const sectors = new Set(columns.flatMap(column => (column.role === 'sector' ? [column.sector] : [])))
    if (sectors.size >= 2) return { headingRow, firstRow: Math.max(end, row + name.rowSpan), columns }
  }
  return undefined
}

/** `TT | Tên tập thể | Lĩnh vực | Tên mô hình | Ghi chú`: one column for every sector's models, beside the name. */
export const readListHeading = (
  table: Table,
  row: number,
  least: number,
  name: Cell,
  words: FormWords,
): Heading | undefined => {
  const headingRow = firstHeadingRow(table, row, least, words)
  const end = row + name.rowSpan
  const columns = lowestHeadings(table, headingRow, end, name, cell => listColumnOf(cell, name, words))
  const has = (role: Column['role']): boolean => columns.some(column => column.role === role)
  return has('model') && !has('sector') ? { headingRow, firstRow: end, columns } : undefined
}

const firstHeadingRow = (table: Table, row: number, least: number, words: FormWords): number => {
  let first = row
  while (first > least && isHeadingRow(table, first - 1, words)) first--
  return first
}

/** Above the name's heading: `Lĩnh vực thực hiện`, or TT and Ghi chú that reach down. */
const isHeadingRow = (table: Table, row: number, words: FormWords): boolean => {
  const texts = cellsFromRow(table, row).map(cellText)
  return (
    texts.some(text => text !== '') &&
    texts.every(
      text =>
        text === '' || words.isOrdinalHeading(text) || words.isNoteHeading(text) || words.isSectorGroup(text),
    )
  )
}

/** For each column what its lowest heading says, `end` being the first row of data. */
const lowestHeadings = (
  table: Table,
  from: number,
  end: number,
  name: Cell,
  meaningOf: (cell: Cell) => Column,
): Column[] => {
  const seen = new Map<string, Cell>()
  return Array.from({ length: table.columns }, (_, column): Column => {
    for (let row = end - 1; row >= from; row--) {
      const cell = cellAt(table, row, column)
      if (!cell || cell.row < from || (cellText(cell) === '' && cell !== name)) continue
      const meant = meaningOf(cell)
      const key = standsOnce(meant)
      if (key === undefined) return meant
      // Two headings of one sector: one of them is not what it says.
      const before = seen.get(key)
      seen.set(key, before ?? cell)
      return before === undefined || before === cell ? meant : { role: 'other', heading: cellText(cell) }
    }
    return { role: 'none' }
  })
}

/** What only one heading may say; undefined where several may. */
const standsOnce = (column: Column): string | undefined => {
  if (column.role === 'sector') return `sector ${column.sector}`
  return column.role === 'model' || column.role === 'sector-name' ? column.role : undefined
}

const listColumnOf = (cell: Cell, name: Cell, words: FormWords): Column => {
  const meant = columnOf(cell, name, words)
  if (meant.role !== 'other') return meant
  if (words.isModelHeading(meant.heading)) return { role: 'model' }
  return words.isSectorGroup(meant.heading) ? { role: 'sector-name' } : meant
}

const columnOf = (cell: Cell, name: Cell, words: FormWords): Column => {
  const text = cellText(cell)
  if (cell === name || words.sectionOf(text) !== undefined) return { role: 'name' }
  const sector = words.sectorOf(text)
  if (sector !== undefined) return { role: 'sector', sector }
  if (words.isOrdinalHeading(text)) return { role: 'ordinal' }
  if (words.isNoteHeading(text)) return { role: 'note' }
  if (words.isAsideHeading(text)) return { role: 'aside', heading: text }
  return { role: 'other', heading: text }
}
