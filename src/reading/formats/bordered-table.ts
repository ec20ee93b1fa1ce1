/**
 * Rows whose cells are given by their borders (.doc, .rtf), each with borders of its own, to a table on one grid. Knows
 * nothing of text: what a cell holds was read by the caller.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import type { Block, Table } from '../document/model.ts'
import { limits } from '../limits.ts'
import { continuedToTheRight, type RowShape } from './bordered-rows.ts'
import { addBlocks, collectCells, type GridCell } from './merged-cells.ts'
import { tooLarge } from './reading.ts'
import { type Span, snapBorders } from './table-borders.ts'

export interface BorderedRow {
  readonly cells: readonly { readonly blocks: Block[]; readonly source: Source }[]
  readonly shape: RowShape | undefined
}

/** @returns undefined for a table without a cell. @throws Refused */
export const makeTable = (rows: readonly BorderedRow[], note: (one: Finding) => void): Table | undefined => {
  const grid = gridOf(rows)
  const table = collectCells()
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
        addBlocks(left, blocks)
        continue
      }
      const span = (continued[place + 1] ? widthOfSet(row, place, continued, grid) : end) - column
      const above = shape?.cells[place]?.continuesAbove
        ? table.goOn(row, column, Math.max(1, span), blocks)
        : undefined
      left = above ?? table.put({ row, column, columnSpan, blocks, source })
    }
  }
  return table.finish(note)
}

type Grid = (row: number, place: number) => Span

const widthOfSet = (row: number, place: number, continued: readonly boolean[], grid: Grid): number => {
  let last = place
  while (continued[last + 1]) last++
  return grid(row, last)[1]
}

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
