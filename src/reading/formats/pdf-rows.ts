/**
 * The rows of a table that pages cut into pieces, as one table's: the heading that a program draws again over each piece
 * goes, and a row that the page's end cut in two is put together, with a doubt where that is not certain.
 */
import { finding } from '../../domain/finding.ts'
import { fitBetween, goesOnWith } from './pdf-breaks.ts'
import { type FilledCell, type FilledGrid, measureOf, type PageContext } from './pdf-cells.ts'
import { sourceOf } from './pdf-geometry.ts'
import { textOfLine } from './pdf-lines.ts'

/** A cell in its place of the whole table. */
export interface PlacedCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  cell: FilledCell
  readonly table: FilledGrid
}

/** @param tables pieces of one table, in order */
export const joinRows = (
  tables: readonly FilledGrid[],
  contextOf: (table: FilledGrid) => PageContext,
): PlacedCell[] => {
  const most = tables.reduce((one, other) =>
    other.grid.columns.length > one.grid.columns.length ? other : one,
  )
  const edgeAt = (x: number): number => {
    const edges = most.grid.columns
    return edges.reduce((best, edge, at) => (Math.abs(edge - x) < Math.abs(edges[best]! - x) ? at : best), 0)
  }
  const placed: PlacedCell[] = []
  let offset = 0
  for (const table of tables) {
    const own = table.cells.map((cell): PlacedCell => {
      const column = edgeAt(cell.box.left)
      const columnSpan = Math.max(1, edgeAt(cell.box.right) - column)
      return { row: cell.row, column, rowSpan: cell.rowSpan, columnSpan, cell, table }
    })
    const rows = table.grid.rows.length - 1
    const skipped = offset === 0 ? 0 : repeatedRows(placed, own, rows)
    const begin = skipped + (offset > 0 && joinCutRow(placed, own, offset - 1, skipped, contextOf) ? 1 : 0)
    for (const one of own) if (one.row >= begin) placed.push({ ...one, row: one.row - begin + offset })
    offset += rows - begin
  }
  return placed
}

const written = ({ cell }: PlacedCell): string =>
  [...cell.lines.map(textOfLine), ...cell.tables.map(() => '\n')].join(' ')
const rowKey = (cells: readonly PlacedCell[], row: number): string =>
  cells
    .filter(cell => cell.row === row)
    .map(cell => `${cell.column}+${cell.columnSpan}x${cell.rowSpan}:${written(cell)}`)
    .join('\n')

/** No program repeats more rows of a heading. */
const mostRepeated = 4

/** Rows that a program draws again at a page's top: the table's first ones, word for word, none of them with a number. */
const repeatedRows = (above: readonly PlacedCell[], below: readonly PlacedCell[], rows: number): number => {
  let count = 0
  while (count < Math.min(mostRepeated, rows - 1)) {
    const cells = below.filter(cell => cell.row === count)
    const isHeading = cells.every(cell => !/^\d+[.)]?$/.test(written(cell)))
    const isEmpty = cells.length > 0 && cells.every(cell => written(cell) === '')
    if (!isHeading || isEmpty || rowKey(below, count) !== rowKey(above, count)) break
    count++
  }
  return count
}

/** Sizes of the letters: less is left under the last line of a cell that goes on on the next page. */
const lineHeight = 1.7

/**
 * A row goes on where it begins with nothing under something, and has words only under cells that are full to their last
 * line. One word in lower case, or one line that was full, makes it certain: such is no beginning.
 */
const joinCutRow = (
  above: readonly PlacedCell[],
  below: readonly PlacedCell[],
  last: number,
  first: number,
  contextOf: (table: FilledGrid) => PageContext,
): boolean => {
  const cells = below.filter(cell => cell.row === first)
  const over = (cell: PlacedCell): PlacedCell | undefined =>
    above.find(one => one.column === cell.column && one.row + one.rowSpan - 1 === last)
  const lead = cells.find(cell => cell.column === 0)
  const before = lead && over(lead)
  const filled = cells.filter(cell => written(cell) !== '')
  if (!lead || !before || written(lead) !== '' || filled.length === 0) return false
  if (cells.some(cell => cell.rowSpan > 1)) return false
  const pairs: (readonly [PlacedCell, PlacedCell])[] = []
  for (const cell of filled) {
    const from = over(cell)
    if (!from || from.columnSpan !== cell.columnSpan || !isFull(from.cell)) return false
    pairs.push([from, cell])
  }
  const isCertain = pairs.some(([from, cell]) => {
    const [end, begin] = [from.cell.lines.at(-1), cell.cell.lines[0]]
    if (!end || !begin) return false
    const measure = measureOf(from.cell, from.table.padding, { spaces: false, tags: false })
    return goesOnWith.test(textOfLine(begin)) || fitBetween(end, begin, measure).next === 'does-not'
  })
  // A heading's row may begin with nothing itself.
  if (!isCertain && written(before) === '') return false
  for (const [from, cell] of pairs) {
    const context = contextOf(cell.table)
    if (!isCertain)
      context.note(finding('row-over-pages', { text: written(cell) }, sourceOf(context.page, cell.cell.box)))
    const { lines, tables } = cell.cell
    // Numbers of tagged pieces begin again on each page.
    const untagged = lines.map(line => ({
      ...line,
      letters: line.letters.map(letter => ({ ...letter, tag: undefined })),
    }))
    from.cell = {
      ...from.cell,
      lines: [...from.cell.lines, ...untagged],
      tables: [...from.cell.tables, ...tables],
    }
  }
  return true
}

const isFull = ({ lines, box }: FilledCell): boolean => {
  const end = lines.at(-1)
  return end !== undefined && box.bottom - end.baseline < lineHeight * end.size
}
