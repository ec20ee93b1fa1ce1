/**
 * Rows whose cells are given by their borders (.doc, .rtf), each with borders of its own, to a table on one grid. Knows
 * nothing of text: what a cell holds was read by the caller.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeTableBuilder } from '../document/build.ts'
import { type Block, type Table, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import { continuedToTheRight, type RowShape } from './bordered-rows.ts'
import { tooLarge } from './reading.ts'
import { type Span, snapBorders } from './table-borders.ts'

export interface BorderedRow {
  readonly cells: readonly { readonly blocks: Block[]; readonly source: Source }[]
  readonly shape: RowShape | undefined
}

interface GridCell {
  readonly row: number
  readonly column: number
  rowSpan: number
  columnSpan: number
  readonly blocks: Block[]
  readonly source: Source
}

/** @returns undefined for a table without a cell. @throws Refused */
export const makeTable = (rows: readonly BorderedRow[], note: (one: Finding) => void): Table | undefined => {
  const grid = gridOf(rows)
  const builder = makeTableBuilder()
  /** Cells that may go on downwards, by their left column. */
  const open = new Map<number, GridCell>()
  const done: GridCell[] = []
  for (const [row, { cells, shape }] of rows.entries()) {
    if (!shape || shape.cells.length !== cells.length)
      note(finding('table-repaired', { text: `${row + 1}` }, cells[0]?.source))
    const continued = continuedToTheRight(shape?.cells ?? [])
    let left: GridCell | undefined
    for (const [place, { blocks, source }] of cells.entries()) {
      const [column, end] = grid(row, place)
      if (end > limits.table.columns) throw tooLarge(`${limits.table.columns} columns`)
      const columnSpan = Math.max(1, end - column)
      if (left && continued[place]) {
        left.columnSpan = Math.max(left.columnSpan, end - left.column)
        left.blocks.push(...written(blocks))
        continue
      }
      const above = shape?.cells[place]?.continuesAbove ? open.get(column) : undefined
      const span = (continued[place + 1] ? widthOfSet(row, place, continued, grid) : end) - column
      if (above && above.columnSpan === Math.max(1, span) && above.row + above.rowSpan === row) {
        above.rowSpan++
        // Word hides what a continued cell holds, but some writers leave text there: it must not vanish.
        above.blocks.push(...written(blocks))
        left = above
      } else {
        left = { row, column, rowSpan: 1, columnSpan, blocks, source }
        done.push(left)
        open.set(column, left)
      }
    }
  }
  for (const cell of done) builder.place(cell)
  const { table, findings } = builder.finish()
  for (const one of findings) note(one)
  return table.cells.length > 0 ? table : undefined
}

type Grid = (row: number, place: number) => Span

const widthOfSet = (row: number, place: number, continued: readonly boolean[], grid: Grid): number => {
  let last = place
  while (continued[last + 1]) last++
  return grid(row, last)[1]
}

const written = (blocks: readonly Block[]): Block[] =>
  blocks.filter(block => block.kind === 'table' || textOf([block]).trim() !== '')

/** All borders of all rows, those that were meant as one taken together; a row's cells beyond its shape follow on. */
const gridOf = (rows: readonly BorderedRow[]): Grid => {
  const all = [...new Set(rows.flatMap(({ shape }) => shape?.borders ?? []))].sort((a, b) => a - b)
  const places = new Map(all.map((border, at) => [border, at]))
  const spans = rows.map(({ cells, shape }): Span[] => {
    const borders = shape?.borders ?? [all[0] ?? 0]
    let at = 0
    return cells.map((_, place): Span => {
      const known = place + 1 < borders.length
      const from = place < borders.length && known ? places.get(borders[place]!)! : at
      at = known ? places.get(borders[place + 1]!)! : from + 1
      return [from, at]
    })
  })
  const widths = all.slice(1).map((border, at) => border - all[at]!)
  const snapped = snapBorders(
    widths,
    spans.flat().filter(([from, to]) => from !== to),
  )
  return (row, place) => {
    const [from, to] = spans[row]![place]!
    return [snapped(from), snapped(to)]
  }
}
