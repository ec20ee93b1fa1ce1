/** Words into the cells of a grid, tables into the cells of others, and what stands in each as lines that were written. */
import type { Finding } from '../../domain/finding.ts'
import { makeParagraph, makeTableBuilder } from '../document/build.ts'
import type { Block } from '../document/model.ts'
import { type Measure, type Signs, writtenLines } from './pdf-breaks.ts'
import { holds, sourceOf } from './pdf-geometry.ts'
import type { Grid, GridCell } from './pdf-grid.ts'
import { type Chunk, linesOfChunks, type TextLine } from './pdf-lines.ts'

/** A cell with what stands in it; `lines` are those of its own, in order. */
export interface FilledCell extends GridCell {
  readonly lines: readonly TextLine[]
  readonly tables: readonly FilledGrid[]
}
export interface FilledGrid {
  readonly grid: Grid
  readonly cells: readonly FilledCell[]
  /** What separates words from the cells' borders. */
  readonly padding: { readonly left: number; readonly right: number }
}
export interface Filled {
  readonly tables: readonly FilledGrid[]
  /** In no cell. */
  readonly chunks: readonly Chunk[]
}

/** @param grids largest first: a word is in the smallest that holds it */
export const fillGrids = (grids: readonly Grid[], chunks: readonly Chunk[]): Filled => {
  const words = new Map<GridCell, Chunk[]>()
  const inner = new Map<GridCell, Grid[]>()
  const finders = new Map(grids.map(grid => [grid, makeCellFinder(grid)] as const))
  const outside: Chunk[] = []
  const top: Grid[] = []
  const cellAt = (x: number, y: number, within: readonly Grid[]): GridCell | undefined => {
    for (let at = within.length - 1; at >= 0; at--) {
      const cell = finders.get(within[at]!)?.(x, y)
      if (cell) return cell
    }
    return undefined
  }
  for (const [at, grid] of grids.entries()) {
    const { left, right, top: above, bottom } = grid.box
    const cell = cellAt((left + right) / 2, (above + bottom) / 2, grids.slice(0, at))
    if (cell) inner.set(cell, [...(inner.get(cell) ?? []), grid])
    else top.push(grid)
  }
  for (const chunk of chunks) {
    // Words that run over their cell belong to where they begin.
    const first = chunk.letters[0]!
    const cell = cellAt((first.left + first.right) / 2, chunk.baseline - chunk.size * 0.3, grids)
    const own = cell ? (words.get(cell) ?? []) : outside
    own.push(chunk)
    if (cell) words.set(cell, own)
  }
  const fill = (grid: Grid): FilledGrid => {
    const cells = grid.cells.map(cell => ({
      ...cell,
      lines: linesOfChunks(words.get(cell) ?? []),
      tables: (inner.get(cell) ?? []).map(fill),
    }))
    return { grid, cells, padding: paddingOf(cells) }
  }
  return { tables: top.map(fill), chunks: outside }
}

const makeCellFinder = ({
  box,
  columns,
  rows,
  cells,
}: Grid): ((x: number, y: number) => GridCell | undefined) => {
  const wide = columns.length
  const owners = new Map<number, GridCell>()
  for (const cell of cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let at = cell.column; at < cell.column + cell.columnSpan; at++) owners.set(row * wide + at, cell)
  return (x, y) => {
    if (!holds(box, x, y)) return undefined
    const row = rows.findLastIndex((edge, at) => edge <= y && at < rows.length - 1)
    const column = columns.findLastIndex((edge, at) => edge <= x && at < columns.length - 1)
    return owners.get(row * wide + column)
  }
}

/** Points: half a centimetre, more is no padding. */
const widest = 14

/** Most lines of a form begin at their cell's left edge; no line goes over the right one. */
const paddingOf = (cells: readonly FilledCell[]): FilledGrid['padding'] => {
  const gaps = cells
    .flatMap(cell => cell.lines.map(line => line.left - cell.box.left))
    .filter(one => one >= 0)
  const right = cells
    .flatMap(cell => cell.lines.map(line => cell.box.right - line.right))
    .filter(one => one >= 0)
  const count = new Map<number, number>()
  for (const one of gaps) count.set(Math.round(one * 2), (count.get(Math.round(one * 2)) ?? 0) + 1)
  const [most] = [...count].sort((one, other) => other[1] - one[1] || one[0] - other[0])
  const lowest = (numbers: readonly number[]): number =>
    numbers.reduce((one, other) => Math.min(one, other), widest)
  const least = lowest([...gaps, ...right])
  const left = most && most[1] >= 3 && most[1] * 4 >= gaps.length ? Math.min(widest, most[0] / 2) : least
  return { left, right: Math.min(left, lowest(right)) }
}

export interface PageContext {
  readonly page: number
  readonly signs: Signs
  readonly note: (one: Finding) => void
}

export const measureOf = ({ box }: GridCell, padding: FilledGrid['padding'], signs: Signs): Measure => ({
  left: box.left + padding.left,
  right: box.right - padding.right,
  signs,
  leading: Number.POSITIVE_INFINITY,
  isPage: false,
})

/** What one cell says. */
export const blocksOfCell = (
  cell: FilledCell,
  padding: FilledGrid['padding'],
  context: PageContext,
): Block[] => {
  const measure = measureOf(cell, padding, context.signs)
  const blocks: { top: number; block: Block }[] = cell.tables.flatMap(table =>
    blocksOfTable(table, context).map(block => ({ top: table.grid.box.top, block })),
  )
  const source = sourceOf(context.page, cell.box)
  const tops = blocks.map(one => one.top).sort((one, other) => one - other)
  for (const part of partsBetween(cell.lines, tops))
    blocks.push({
      top: part[0]!.baseline,
      block: makeParagraph(writtenLines(part, measure, source, context.note), source),
    })
  if (blocks.length === 0) return [makeParagraph([], source)]
  return blocks.sort((one, other) => one.top - other.top).map(one => one.block)
}

const partsBetween = (lines: readonly TextLine[], tops: readonly number[]): TextLine[][] => {
  const parts = Array.from({ length: tops.length + 1 }, (): TextLine[] => [])
  for (const line of lines) parts[tops.filter(top => top < line.baseline).length]!.push(line)
  return parts.filter(part => part.length > 0)
}

/** A frame around words is no table. */
export const blocksOfTable = (table: FilledGrid, context: PageContext): Block[] => {
  const [only, ...others] = table.cells
  if (only && others.length === 0) return blocksOfCell(only, table.padding, context)
  const builder = makeTableBuilder()
  for (const cell of table.cells)
    builder.place({
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      blocks: blocksOfCell(cell, table.padding, context),
      source: sourceOf(context.page, cell.box),
    })
  const { table: built, findings } = builder.finish()
  for (const one of findings) context.note(one)
  return [built]
}
