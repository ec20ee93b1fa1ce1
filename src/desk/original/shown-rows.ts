/**
 * How much of a document a page holds: a browser draws four thousand cells in a blink, and two hundred thousand not at
 * all. Beyond that the rows with marked cells are shown, and everything left out is said.
 */
import type {
  OriginalBlock,
  OriginalCell,
  OriginalParagraph,
  OriginalTable,
} from '../../domain/opened-part.ts'
import type { Source } from '../../domain/source.ts'

export interface Room {
  cells: number
  characters: number
  rows: number
  /** Something was left out. */
  isCut: boolean
}
/** The longest form seen has 700 cells; a letter of 40 pages 120,000 letters in 1,500 paragraphs. */
export const makeRoom = (): Room => ({
  ...{ cells: 4_000, characters: 200_000, rows: 5_000 },
  isCut: false,
})

/**
 * Rows in which no cell begins that are drawn all the same. A sheet with a word in its last cell has a million: passed over.
 */
const mostEmpty = 20

/** Marked rows that are shown beyond that. */
const most = 300

export type IsMarked = (source: Source) => boolean

/** `from` to before `to`, in order, with what is not shown between them. */
export interface RowRun {
  readonly from: number
  readonly to: number
}

/** Letters that each paragraph costs beside its own, and each line: a hundred thousand of one letter are no less to draw. */
const perLine = 20

/** What a paragraph takes of the room. */
export const sizeOf = ({ lines }: OriginalParagraph): number =>
  lines.reduce((sum, line) => sum + line.length + perLine, 0)

/** Takes what it shows out of the room. */
export const shownRows = (table: OriginalTable, isMarked: IsMarked, room: Room): RowRun[] => {
  const byRow = Map.groupBy(table.cells, cell => cell.row)
  const rows = new Set<number>()
  let next = 0
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    const cells = byRow.get(row) ?? []
    const from = row - next > mostEmpty ? row : next
    const count = row + 1 - from
    if (cells.length > room.cells || charactersOf(cells) > room.characters || count > room.rows) {
      room.isCut = true
      break
    }
    spend(cells, room)
    room.rows -= count
    for (let one = from; one <= row; one++) rows.add(one)
    next = row + 1
  }
  // What spans over the last ones needs them to stand on.
  if (!room.isCut && table.rows - next <= mostEmpty) for (; next < table.rows; next++) rows.add(next)
  let marked = 0
  for (const cell of table.cells) {
    if (rows.has(cell.row) || !holdsMark(cell, isMarked)) continue
    if (marked++ >= most) break
    rows.add(cell.row)
  }
  const runs: RowRun[] = []
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last?.to === row) runs[runs.length - 1] = { ...last, to: row + 1 }
    else runs.push({ from: row, to: row + 1 })
  }
  return runs
}

/** Is there room for these words? Takes them out of it. */
export const takeWords = (characters: number, room: Room): boolean => {
  if (characters > room.characters) {
    room.isCut = true
    return false
  }
  room.characters -= characters
  return true
}

export const holdsMark = (cell: OriginalCell, isMarked: IsMarked): boolean =>
  isMarked(cell.source) || hasMark(cell.blocks, isMarked)

export const hasMark = (blocks: readonly OriginalBlock[], isMarked: IsMarked): boolean =>
  blocks.some(block =>
    block.kind === 'table' ? block.cells.some(cell => holdsMark(cell, isMarked)) : isMarked(block.source),
  )

/** Not of tables in tables: these are taken out when they are drawn. */
const charactersOf = (cells: readonly OriginalCell[]): number => {
  let sum = 0
  for (const { blocks } of cells)
    for (const block of blocks) if (block.kind === 'paragraph') sum += sizeOf(block)
  return sum
}
const spend = (cells: readonly OriginalCell[], room: Room): void => {
  room.cells -= cells.length
  room.characters -= charactersOf(cells)
}
