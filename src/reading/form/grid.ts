/**
 * Finds the form's headings in a table, and what each column means under them. Knows no format and no values.
 */
import type { Section } from '../../domain/reading.ts'
import type { Cell, Table } from '../document/model.ts'
import { type Column, type Heading, readHeading, readListHeading } from './columns.ts'
import { cellsFromRow, cellsInRow, cellText } from './grid-cells.ts'
import type { FormWords } from './words.ts'

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
/** `isLabel`: a row that only says which section follows, under the headings above. */
type Found = Omit<GridBlock, 'endRow'> & { readonly isLabel: boolean }

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
  const starts = cellsFromRow(table, row)
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

/**
 * The letter's own second heading leaves the cells over TT and Ghi chú empty; others merge the one over TT with the name's.
 */
const withColumnsAbove = (columns: readonly Column[], above: Found | undefined): Column[] => {
  const names = columns.filter(column => column.role === 'name').length
  return columns.map((column, at) => {
    const over = above?.columns[at]
    const isBlank = column.role === 'none' && (over?.role === 'ordinal' || over?.role === 'note')
    const isMerged = column.role === 'name' && names > 1 && over?.role === 'ordinal'
    return isBlank || isMerged ? over : column
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
