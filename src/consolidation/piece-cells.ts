/**
 * Cells with their words in lines, as wide as their columns and as high as their words; side by side they make a piece.
 * How a cell can look, and how it goes on on another page.
 */
import {
  betweenModels,
  cellMargin,
  cellPadding,
  columnsBefore,
  points,
  sizes,
} from './consolidated-layout.ts'
import { type Face, fontMetrics, type Measure } from './page-font.ts'
import type { CellLine, Piece, PlanCell } from './page-plan.ts'
import { wrapLine } from './text-lines.ts'

export interface CellLook {
  readonly face: Face
  /** Points. */
  readonly size: number
  readonly align: 'left' | 'center'
  readonly vertical: 'top' | 'middle'
  readonly bordered: boolean
  /** A line as long as the words, below them. */
  readonly ruled?: boolean
  /** `TH` a heading, `TD` a cell; of bordered ones. */
  readonly role: 'TH' | 'TD'
}
export type TablePiece = Piece<CellLook>
export type TableCell = PlanCell<CellLook>

/** White below the ruled words, for the line. */
const ruleRoom = 5

export const plain: CellLook = {
  face: 'regular',
  size: sizes.text,
  align: 'left',
  vertical: 'top',
  bordered: true,
  role: 'TD',
}
export const heading: CellLook = { ...plain, face: 'bold', align: 'center', vertical: 'middle', role: 'TH' }
export const outside: CellLook = { ...plain, size: sizes.head, align: 'center', bordered: false }

export const lineHeight = (size: number): number => size * fontMetrics.line

export type MakeCell = (from: number, to: number, paragraphs: readonly string[], look: CellLook) => TableCell

/** @param widths of the columns, points. @param drawable the words as the font can draw them */
export const makeCells = (
  widths: readonly number[],
  measure: Measure,
  drawable: (text: string) => string,
): MakeCell => {
  const linesOf = (paragraphs: readonly string[], from: number, to: number, look: CellLook): CellLine[] => {
    const whole = widths.slice(from, to).reduce((sum, one) => sum + one, 0)
    const width = look.bordered ? whole - 2 * points(cellMargin) : whole
    return paragraphs.flatMap((paragraph, index) => {
      const lines = wrapLine(drawable(paragraph), width, text => measure(text, look.face, look.size))
      const isLast = index === paragraphs.length - 1
      return lines.map(({ text, after }, place) => ({
        text,
        endsWord: after === ' ' || (place === lines.length - 1 && !isLast),
        above: index > 0 && place === 0 && look.bordered ? betweenModels : 0,
      }))
    })
  }
  return (from, to, paragraphs, look) => {
    const lines = linesOf(paragraphs, from, to, look)
    return { from, to, top: 0, height: heightOf(lines, look), lines, look }
  }
}

/** Cells side by side, all as high as the highest. */
export const beside = (cells: readonly TableCell[], over: Partial<TablePiece> = {}): TablePiece => {
  const height = Math.max(...cells.map(one => one.height))
  return { height, cells: cells.map(one => ({ ...one, height })), ...over }
}

/** The same for a row that may be taller than a page. @param continued said in the name's column where it goes on */
export const besideOrSplit = (
  cells: readonly TableCell[],
  over: Partial<TablePiece>,
  continued: string,
): TablePiece => ({
  ...beside(cells, over),
  split: room => {
    const cut = cells.map(one => splitCell(one, room, continued))
    const [parts, rests] = [cut.map(([part]) => part), cut.map(([, rest]) => rest)]
    return [
      beside(parts, over.heading ? { heading: over.heading } : {}),
      besideOrSplit(rests, over, continued),
    ]
  },
})

const heightOf = (lines: readonly CellLine[], look: CellLook): number =>
  2 * (look.bordered ? cellPadding : 0) +
  (look.ruled ? ruleRoom : 0) +
  Math.max(1, lines.length) * lineHeight(look.size) +
  lines.reduce((sum, line) => sum + line.above, 0)

/** The lines that fit into `room`, and the rest, which says in the name's column that it goes on. */
const splitCell = (one: TableCell, room: number, continued: string): [TableCell, TableCell] => {
  let height = 2 * cellPadding
  let count = 0
  for (const line of one.lines) {
    height += line.above + lineHeight(one.look.size)
    // One line at least: a page lower than a line would otherwise never be left.
    if (count > 0 && height > room) break
    count++
  }
  count = betweenTwo(one.lines, count)
  const [part, left] = [one.lines.slice(0, count), one.lines.slice(count)]
  const isName = one.from === columnsBefore - 1
  const rest =
    left.length === 0 && isName
      ? [{ text: continued, above: 0 }]
      : left.map((line, index) => (index === 0 ? { ...line, above: 0 } : line))
  return [
    { ...one, lines: part, height: heightOf(part, one.look) },
    { ...one, lines: rest, height: heightOf(rest, one.look) },
  ]
}

/** Rather between two models than within one, where that costs few lines. */
const betweenTwo = (lines: readonly CellLine[], count: number): number => {
  for (let back = 0; back < 6 && count - back > 0; back++)
    if ((lines[count - back]?.above ?? 0) > 0) return count - back
  return count
}
