/**
 * Tables of an .odt on their layout grid (ODF 1.3 part 3, 9.1): spans, covered cells, repeated rows and cells. Knows
 * nothing of text: what a cell holds is read by the caller.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeTableBuilder } from '../document/build.ts'
import { type Block, type Table, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { OdfStyles } from './odf-styles.ts'
import { hostile, tooLarge } from './reading.ts'
import { type Span, snapBorders } from './table-borders.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'

export interface OdtTableWalk {
  readonly part: string
  readonly styles: OdfStyles
  /** Cells of the whole file so far, against the limit. */
  readonly count: { cells: number }
  note(one: Finding): void
  readBlocks(cell: XmlElement, source: Source): Block[]
}

interface Placed {
  readonly row: number
  readonly span: Span
  readonly rowSpan: number
  readonly element: XmlElement
}

/** @param index of the table in its part, 0-based. @returns undefined for a table without a cell. @throws Refused */
export const readOdtTable = (element: XmlElement, index: number, walk: OdtTableWalk): Table | undefined => {
  const rows = rowsOf(element)
  const cells = rows.flatMap((row, at) => cellsOf(row, at, rows.length, walk))
  const area = cells.reduce((sum, { span, rowSpan }) => sum + (span[1] - span[0]) * rowSpan, 0)
  if (area > 4 * limits.table.cells) throw hostile('merged area')
  const columnOf = snapBorders(
    widthsOf(element, walk.styles),
    cells.map(cell => cell.span),
  )
  const builder = makeTableBuilder()
  for (const { row, span, rowSpan, element: cell } of cells) {
    const source: Source = { kind: 'cell', part: walk.part, table: index, row, cell: span[0] }
    const blocks = walk.readBlocks(cell, source)
    // A covered cell is not drawn. Where one holds words all the same, they have no place: the builder says so.
    if (isCovered(cell) && textOf(blocks).trim() === '') continue
    const column = columnOf(span[0])
    builder.place({ row, column, rowSpan, columnSpan: columnOf(span[1]) - column, blocks, source })
  }
  const { table, findings } = builder.finish()
  for (const one of findings) walk.note(one)
  return table.cells.length > 0 ? table : undefined
}

const isCovered = (cell: XmlElement): boolean => cell.name === 'table:covered-table-cell'

/** How often an element stands for itself. */
export const repeats = (element: XmlElement, kind: 'rows' | 'columns'): number =>
  wholeNumber(element.attributes[`table:number-${kind}-repeated`])
/** How many rows or columns a cell covers. */
export const spans = (element: XmlElement, kind: 'rows' | 'columns'): number =>
  wholeNumber(element.attributes[`table:number-${kind}-spanned`])

/** At least 1; cells stand at no halves. */
const wholeNumber = (written: string | undefined): number =>
  Math.max(1, Math.floor(Number(written ?? 1)) || 1)

/** Elements around rows and columns that only group them (9.1.7 to 9.1.12). */
export const isGrouping = ({ name }: XmlElement): boolean =>
  /^table:table-(?:header-rows|rows|row-group|header-columns|columns|column-group)$/.test(name)

const rowsOf = (parent: XmlElement): XmlElement[] => {
  const rows: XmlElement[] = []
  const add = (element: XmlElement): void => {
    for (const child of childElements(element))
      if (isGrouping(child)) add(child)
      else if (child.name === 'table:table-row') {
        const count = repeats(child, 'rows')
        if (rows.length + count > limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
        for (let at = 0; at < count; at++) rows.push(child)
      }
  }
  add(parent)
  return rows
}

const cellsOf = (row: XmlElement, at: number, rows: number, walk: OdtTableWalk): Placed[] => {
  const placed: Placed[] = []
  let column = 0
  for (const cell of childElements(row)) {
    if (cell.name !== 'table:table-cell' && !isCovered(cell)) continue
    const wide = isCovered(cell) ? 1 : spans(cell, 'columns')
    for (let count = repeats(cell, 'columns'); count > 0; count--) {
      if (++walk.count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
      if (column + wide > limits.table.columns) throw tooLarge(`${limits.table.columns} columns`)
      placed.push({
        row: at,
        span: [column, column + wide],
        rowSpan: isCovered(cell) ? 1 : Math.min(spans(cell, 'rows'), rows - at),
        element: cell,
      })
      // What a span covers follows as covered cells of its own.
      column++
    }
  }
  return placed
}

const widthsOf = (table: XmlElement, styles: OdfStyles): number[] => {
  const widths: number[] = []
  const add = (element: XmlElement): void => {
    for (const child of childElements(element))
      if (isGrouping(child)) add(child)
      else if (child.name === 'table:table-column') {
        const style = styles.find({ family: 'table-column', name: child.attributes['table:style-name'] })
        const width = findChild(style, 'style:table-column-properties')?.attributes['style:column-width']
        for (
          let count = repeats(child, 'columns');
          count > 0 && widths.length < limits.table.columns;
          count--
        )
          widths.push(twips(width))
      }
  }
  add(table)
  return widths
}

const twipsOf = new Map([
  ['in', 1440],
  ['cm', 1440 / 2.54],
  ['mm', 144 / 2.54],
  ['pt', 20],
  ['pc', 240],
  ['px', 15],
])
/** A length in twentieths of a point; NaN where there is none. */
const twips = (length: string | undefined): number => {
  const match = /^([\d.]+)(in|cm|mm|pt|pc|px)$/.exec(length ?? '')
  return match ? Number(match[1]) * twipsOf.get(match[2]!)! : Number.NaN
}
