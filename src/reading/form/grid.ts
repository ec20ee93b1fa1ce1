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
  /** One column for the models of every sector, and the one that says which sector (or rows between do: `I. Kinh tế`). */
  | { readonly role: 'model' | 'sector-name' }
  | { readonly role: 'sector'; readonly sector: string }
  /** A column that units add, and that registers nothing: `Địa chỉ`, `Số người tham gia`. */
  | { readonly role: 'aside'; readonly heading: string }
  /** A column the form does not have: a fifth sector, a sector for the second time. */
  | { readonly role: 'other'; readonly heading: string }

/** One block of the form in a table: its heading rows, then its rows. */
export interface GridBlock {
  readonly section: Section
  /** What stands where the heading should say which section it is; undefined where it does say so. */
  readonly unclear: { readonly text: string; readonly cell: Cell } | undefined
  /** First heading row, first row of data, and the row after the last. */
  readonly headingRow: number
  readonly firstRow: number
  readonly endRow: number
  readonly columns: readonly Column[]
}
type Heading = Pick<GridBlock, 'headingRow' | 'firstRow' | 'columns'>
/** `isLabel`: a row that only says which section follows, under the headings above. */
type Found = Omit<GridBlock, 'endRow'> & { readonly isLabel: boolean }

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

/** Blocks in order of their rows; none where the table is not the form. */
export const findBlocks = (table: Table, words: FormWords): GridBlock[] => {
  const found: Found[] = []
  for (let row = 0; row < table.rows; row++) {
    const block = blockAt(table, row, found, words)
    if (!block) continue
    const before = found.at(-1)
    // A label right under the headings, or right above others: together they are one beginning.
    if (before?.firstRow === block.headingRow && (before.isLabel || block.isLabel)) {
      found.pop()
      found.push({ ...block, headingRow: before.headingRow })
    } else found.push(block)
    row = block.firstRow - 1
  }
  return found.map(({ isLabel: _, ...block }, at) => ({
    ...block,
    endRow: found[at + 1]?.headingRow ?? table.rows,
  }))
}

const blockAt = (table: Table, row: number, found: readonly Found[], words: FormWords): Found | undefined => {
  const starts = table.cells.filter(cell => cell.row === row)
  const least = found.at(-1)?.firstRow ?? 0
  const label = found.length > 0 ? labelOf(starts, words) : undefined
  const name = starts.find(cell => words.sectionOf(cellText(cell)) !== undefined)
  if (label !== undefined)
    return {
      section: label,
      unclear: undefined,
      isLabel: true,
      headingRow: row,
      firstRow: row + 1,
      columns: found.at(-1)!.columns,
    }
  if (name) {
    const heading =
      readHeading(table, row, least, name, words) ??
      readListHeading(table, row, least, name, words) ??
      inherited(found.at(-1), starts, name, words, row)
    if (!heading) return undefined
    const text = cellText(name)
    return {
      ...heading,
      isLabel: false,
      section: words.sectionOf(text)!,
      unclear: words.namesBothSections(text) ? { text, cell: name } : undefined,
      columns: withColumnsAbove(heading.columns, found.at(-1)),
    }
  }
  // Sectors over nothing that says whose models these are: a heading typed over, or one that we do not know.
  const first = starts.find(cell => words.sectorOf(cellText(cell)) !== undefined)
  const sectors = new Set(starts.flatMap(cell => words.sectorOf(cellText(cell)) ?? []))
  if (!first || sectors.size < 2) return undefined
  const beside = cellsInRow(table, row)
    .filter(
      cell => cell.row >= least && cell.column < first.column && !words.isOrdinalHeading(cellText(cell)),
    )
    .at(-1)
  if (!beside) return undefined
  const heading = readHeading(table, beside.row, least, beside, words)
  return (
    heading && {
      ...heading,
      isLabel: false,
      section: found.length > 0 ? 'individual' : 'collective',
      unclear: { text: cellText(beside), cell: beside },
      columns: withColumnsAbove(heading.columns, found.at(-1)),
    }
  )
}

/** `B. CÁ NHÂN` alone in its row, above people. `Tên cá nhân thực hiện` is no label: it is a heading. */
const labelOf = (starts: readonly Cell[], words: FormWords): Section | undefined => {
  const texts = starts
    .map(cellText)
    .filter(text => text !== '' && !/^(?:[IVX]+|[A-D]|\d{1,2})[.)/]?$/.test(text))
  const text = texts[0]?.replace(/^(?:[IVX]+|[A-D]|\d{1,2})\s*[.)/-]\s*/, '').replace(/\s*:$/, '')
  if (text === undefined || texts.length > 1 || /^(?:họ|tên)\s/iu.test(text)) return undefined
  return words.namesBothSections(text) ? undefined : words.sectionOf(text)
}

/** The letter's own second heading leaves the cells over TT and Ghi chú empty. */
const withColumnsAbove = (columns: readonly Column[], above: Found | undefined): Column[] =>
  columns.map((column, at) => {
    const over = above?.columns[at]
    return column.role === 'none' && (over?.role === 'ordinal' || over?.role === 'note') ? over : column
  })

/** Two sectors at least make a heading of it: a cell that says "Tập thể" by itself is none. */
const readHeading = (
  table: Table,
  row: number,
  least: number,
  name: Cell,
  words: FormWords,
): Heading | undefined => {
  let headingRow = row
  while (headingRow > least && isHeadingRow(table, headingRow - 1, words)) headingRow--
  for (const rows of [1, 2, 3]) {
    const end = row + rows
    if (end > table.rows) break
    const columns = lowestHeadings(table, headingRow, end, name, words)
    const sectors = new Set(columns.flatMap(column => (column.role === 'sector' ? [column.sector] : [])))
    if (sectors.size >= 2) return { headingRow, firstRow: Math.max(end, row + name.rowSpan), columns }
  }
  return undefined
}

/** `TT | Tên tập thể | Lĩnh vực | Tên mô hình | Ghi chú`: one column for every sector's models, beside the name. */
const readListHeading = (
  table: Table,
  row: number,
  least: number,
  name: Cell,
  words: FormWords,
): Heading | undefined => {
  let headingRow = row
  while (headingRow > least && isHeadingRow(table, headingRow - 1, words)) headingRow--
  const end = row + name.rowSpan
  const seen = new Map<string, Cell>()
  const columns = Array.from({ length: table.columns }, (_, column): Column => {
    for (let at = end - 1; at >= headingRow; at--) {
      const cell = cellAt(table, at, column)
      if (!cell || cell.row < headingRow || (cellText(cell) === '' && cell !== name)) continue
      const meant = columnOf(cell, name, words)
      if (meant.role !== 'other') return meant
      const text = cellText(cell)
      const role = words.isModelHeading(text)
        ? 'model'
        : words.isSectorGroup(text)
          ? 'sector-name'
          : undefined
      if (role === undefined) return meant
      const before = seen.get(role)
      seen.set(role, before ?? cell)
      return before === undefined || before === cell ? { role } : meant
    }
    return { role: 'none' }
  })
  const isSector = columns.some(column => column.role === 'sector')
  return seen.has('model') && !isSector ? { headingRow, firstRow: end, columns } : undefined
}

/** Above the name's heading: `Lĩnh vực thực hiện`, or TT and Ghi chú that reach down. */
const isHeadingRow = (table: Table, row: number, words: FormWords): boolean => {
  const texts = table.cells.filter(cell => cell.row === row).map(cellText)
  return (
    texts.some(text => text !== '') &&
    texts.every(
      text =>
        text === '' || words.isOrdinalHeading(text) || words.isNoteHeading(text) || words.isSectorGroup(text),
    )
  )
}

/** For each column what its lowest heading says, `end` being the first row of data. */
const lowestHeadings = (table: Table, from: number, end: number, name: Cell, words: FormWords): Column[] => {
  const seen = new Map<string, Cell>()
  return Array.from({ length: table.columns }, (_, column): Column => {
    for (let row = end - 1; row >= from; row--) {
      const cell = cellAt(table, row, column)
      if (!cell || cell.row < from || (cellText(cell) === '' && cell !== name)) continue
      const meant = columnOf(cell, name, words)
      if (meant.role !== 'sector') return meant
      // Two headings of one sector: one of them is not what it says.
      const before = seen.get(meant.sector)
      seen.set(meant.sector, before ?? cell)
      return before === undefined || before === cell ? meant : { role: 'other', heading: cellText(cell) }
    }
    return { role: 'none' }
  })
}

/** `Tên cá nhân thực hiện` over the columns of the block above, its sectors not written again. */
const inherited = (
  above: Found | undefined,
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
  return known ? { headingRow: row, firstRow: row + name.rowSpan, columns: above.columns } : undefined
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
