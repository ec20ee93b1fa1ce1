/**
 * Words outside ruled tables: paragraphs, and columns that stand beside each other (a letterhead, the signature beside
 * `Nơi nhận`), which are read column by column, as a table without lines.
 */
import { makeParagraph, makeTableBuilder } from '../document/build.ts'
import type { Block } from '../document/model.ts'
import { type Measure, writtenLines } from './pdf-breaks.ts'
import type { PageContext } from './pdf-cells.ts'
import { sourceOf } from './pdf-geometry.ts'
import { boxOfLines, type TextLine } from './pdf-lines.ts'

/** In sizes of the letters: wider than the widest space of a justified line. */
export const columnGap = 2

/** Lines of one height, from left to right. */
type Row = readonly TextLine[]

const rowsOf = (lines: readonly TextLine[]): Row[] => {
  const rows: TextLine[][] = []
  for (const line of lines) {
    const last = rows.at(-1)
    if (last && Math.abs(last[0]!.baseline - line.baseline) < 0.42 * Math.max(line.size, last[0]!.size))
      last.push(line)
    else rows.push([line])
  }
  return rows.map(row => row.sort((one, other) => one.left - other.left))
}

/** @param lines in order, none of them in a cell; `left` and `right`: where the page's words begin and end */
export const blocksAround = (
  lines: readonly TextLine[],
  width: { left: number; right: number },
  context: PageContext,
): Block[] => {
  const measure: Measure = { ...width, ...context, leading: 2.2, isPage: true }
  const blocks: Block[] = []
  const rows = rowsOf(lines)
  for (let at = 0; at < rows.length; ) {
    const end = columnsEnd(rows, at)
    if (end === at) {
      let until = at + 1
      while (until < rows.length && columnsEnd(rows, until) === until) until++
      blocks.push(...paragraphsOf(rows.slice(at, until).flat(), measure, context))
      at = until
    } else {
      blocks.push(columnsOf(rows.slice(at, end), measure, context))
      at = end
    }
  }
  return blocks
}

/** The row after the last one of the columns that begin here; `at` itself where none begin. */
const columnsEnd = (rows: readonly Row[], at: number): number => {
  const borders = bordersOf(rows[at]!)
  if (borders.length === 0) return at
  let end = at + 1
  while (
    end < rows.length &&
    rows[end]!.every(line => borders.every(border => line.right < border || line.left > border))
  )
    end++
  return end
}

/** The middle of each gap between its lines. */
const bordersOf = (row: Row): number[] => row.slice(1).map((line, at) => (row[at]!.right + line.left) / 2)

const columnsOf = (rows: readonly Row[], measure: Measure, context: PageContext): Block => {
  const borders = bordersOf(rows[0]!)
  const builder = makeTableBuilder()
  for (let column = 0; column <= borders.length; column++) {
    const [from, to] = [
      borders[column - 1] ?? Number.NEGATIVE_INFINITY,
      borders[column] ?? Number.POSITIVE_INFINITY,
    ]
    const own = rows.flat().filter(line => line.left > from && line.left < to)
    // How wide a column without lines is, nobody knows: its lines stay as they are drawn.
    const blocks = own.map(line => paragraphOf([line], measure, context))
    const source = sourceOf(context.page, boxOfLines(own))
    builder.place({ row: 0, column, rowSpan: 1, columnSpan: 1, blocks, source })
  }
  return builder.finish().table
}

const paragraphOf = (lines: readonly TextLine[], measure: Measure, context: PageContext): Block => {
  const source = sourceOf(context.page, boxOfLines(lines))
  return makeParagraph(writtenLines(lines, measure, source, context.note), source)
}

/** A paragraph a line, so that each has its own place; what was wrapped is one. */
const paragraphsOf = (lines: readonly TextLine[], measure: Measure, context: PageContext): Block[] => {
  const whole = sourceOf(context.page, boxOfLines(lines))
  // Counted first: how many drawn lines make each written one.
  const blocks: Block[] = []
  let from = 0
  for (let at = 1; at <= lines.length; at++) {
    const joined =
      at < lines.length && writtenLines(lines.slice(at - 1, at + 1), measure, whole, () => {}).length === 1
    if (joined) continue
    blocks.push(paragraphOf(lines.slice(from, at), measure, context))
    from = at
  }
  return blocks
}
