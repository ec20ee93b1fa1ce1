/**
 * The biểu tổng hợp as measured pieces, ready to be laid on pages: words wrapped into their columns in the page's font,
 * heights in points, what must stay together. Draws nothing.
 */
import {
  betweenModels,
  bodyWidth,
  cellMargin,
  cellPadding,
  columnsBefore,
  columnWidths,
  points,
  signingRoom,
  sizes,
} from './consolidated-layout.ts'
import { type Face, fontMetrics, type Measure } from './page-font.ts'
import type { CellLine, Piece, PlanCell } from './page-plan.ts'
import { sectionLines, type TableLine } from './table-lines.ts'
import type { ConsolidatedTable, TableTotal } from './table-model.ts'
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
type TableCell = PlanCell<CellLook>

/** White below the ruled words, for the line. */
const ruleRoom = 3

const plain: CellLook = {
  face: 'regular',
  size: sizes.text,
  align: 'left',
  vertical: 'top',
  bordered: true,
  role: 'TD',
}
const heading: CellLook = { ...plain, face: 'bold', align: 'center', vertical: 'middle', role: 'TH' }
const outside: CellLook = { ...plain, size: sizes.head, align: 'center', bordered: false }

export const lineHeight = (size: number): number => size * fontMetrics.line

/** @param drawable the words as the font can draw them */
export const makePieces = (
  table: ConsolidatedTable,
  measure: Measure,
  drawable: (text: string) => string,
): TablePiece[] => {
  const sectors = table.columns.sectors.length
  const widths = columnWidths(sectors).map(points)
  const columns = widths.length

  const linesOf = (paragraphs: readonly string[], from: number, to: number, look: CellLook): CellLine[] => {
    const width = look.bordered
      ? widths.slice(from, to).reduce((sum, one) => sum + one, 0) - 2 * points(cellMargin)
      : points(bodyWidth)
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
  const cell = (from: number, to: number, paragraphs: readonly string[], look: CellLook): TableCell => {
    const lines = linesOf(paragraphs, from, to, look)
    return { from, to, top: 0, height: heightOf(lines, look), lines, look }
  }
  /** Cells side by side, all as high as the highest. */
  const beside = (cells: readonly TableCell[], over: Partial<TablePiece> = {}): TablePiece => {
    const height = Math.max(...cells.map(one => one.height))
    return { height, cells: cells.map(one => ({ ...one, height })), ...over }
  }
  const across = (text: string, look: CellLook, over: Partial<TablePiece> = {}): TablePiece =>
    beside([cell(0, columns, [text], look)], over)
  const blank = (height: number): TablePiece => ({ height, cells: [] })

  const pageHeading = (nameHeading: string): TablePiece => {
    const { ordinal, unit, sectorGroup, note } = table.columns
    const group = cell(columnsBefore, columns - 1, [sectorGroup], heading)
    const lower = table.columns.sectors.map((text, index) =>
      cell(columnsBefore + index, columnsBefore + index + 1, [text], heading),
    )
    const before = [ordinal, unit, nameHeading].map((text, index) => cell(index, index + 1, [text], heading))
    const after = cell(columns - 1, columns, [note], heading)
    const height = Math.max(
      ...[...before, after].map(one => one.height),
      group.height + Math.max(...lower.map(one => one.height)),
    )
    return {
      height,
      cells: [
        ...before.map(one => ({ ...one, height })),
        group,
        { ...after, height },
        ...lower.map(one => ({ ...one, top: group.height, height: height - group.height })),
      ],
    }
  }

  const rowPiece = (cells: readonly TableCell[], over: Partial<TablePiece>): TablePiece => {
    const piece = beside(cells, over)
    return {
      ...piece,
      split: room => {
        const cut = cells.map(one => splitCell(one, room, table.continuedWords))
        return [
          beside(
            cut.map(([part]) => part),
            { heading: over.heading! },
          ),
          rowPiece(
            cut.map(([, rest]) => rest),
            over,
          ),
        ]
      },
    }
  }
  const totalPiece = (total: TableTotal, over: Partial<TablePiece>): TablePiece => {
    const look: CellLook = { ...plain, face: 'bold', align: 'center', vertical: 'middle' }
    return beside(
      [
        cell(0, columnsBefore, [total.words], { ...look, align: 'left' }),
        ...total.bySector.map((count, index) =>
          cell(columnsBefore + index, columnsBefore + index + 1, [String(count)], look),
        ),
        cell(columns - 1, columns, [total.modelWords], look),
      ],
      over,
    )
  }
  /** A section and its heading begin a page by themselves: no heading is repeated above them. */
  const linePiece = (line: TableLine, over: Partial<TablePiece>): TablePiece => {
    switch (line.kind) {
      case 'section':
        return across(line.text, { ...plain, face: 'bold' }, { keepsWithNext: true })
      case 'block':
        return across(line.text, { ...plain, face: 'boldItalic' }, { ...over, keepsWithNext: true })
      case 'empty':
        return across(line.text, { ...plain, face: 'italic' }, { ...over, keepsWithNext: true })
      case 'heading':
        return beside(
          line.texts.map((text, index) => cell(index, index + 1, [text], heading)),
          { keepsWithNext: true },
        )
      case 'row':
        return rowPiece(
          line.cells.map((paragraphs, index) =>
            cell(index, index + 1, paragraphs, index === 0 ? { ...plain, align: 'center' } : plain),
          ),
          over,
        )
      case 'total':
        return totalPiece(line.total, over)
    }
  }

  const [parent = '', office = '', star = ''] = table.head.left
  const head = (left: string, leftFace: Face, right: string, rightLook: Partial<CellLook>): TablePiece =>
    beside([
      cell(0, columnsBefore, left === '' ? [] : [left], { ...outside, face: leftFace }),
      cell(columnsBefore, columns, right === '' ? [] : [right], { ...outside, ...rightLook }),
    ])
  const top: TablePiece[] = [
    head(parent, 'regular', table.head.party, { face: 'bold', ruled: true }),
    head(office, 'bold', '', {}),
    head(star, 'regular', table.head.placeAndDate, { face: 'italic' }),
    head(table.draft, 'bold', '', {}),
    blank(lineHeight(sizes.text)),
    across(table.title, { ...outside, face: 'bold' }),
    across(table.basis, { ...outside, face: 'italic' }),
    across(table.asOfWords, { ...outside, face: 'italic' }),
    blank(lineHeight(sizes.text)),
  ]
  const body = table.sections.flatMap((section, index) => {
    const over = { heading: pageHeading(section.nameHeading) }
    const lines = sectionLines(table, section, index === 0)
    return lines.map((line, place) =>
      // The row above a sum stays with it, and the last sum with the sum of all.
      linePiece(line, {
        ...over,
        keepsWithNext: keepsWithNext(lines[place + 1], index === table.sections.length - 1),
      }),
    )
  })
  const last = table.sections.at(-1)
  const foot = beside([
    cell(0, columnsBefore, [table.foot.recipients], { ...outside, align: 'left', ruled: true }),
    cell(columnsBefore, columns, [table.foot.signer], { ...outside, face: 'bold' }),
  ])
  return [
    ...top,
    ...(table.sections[0] ? [{ ...pageHeading(table.sections[0].nameHeading), keepsWithNext: true }] : []),
    ...body,
    totalPiece(table.total, {
      ...(last ? { heading: pageHeading(last.nameHeading) } : {}),
      keepsWithNext: true,
    }),
    { ...blank(lineHeight(sizes.text)), keepsWithNext: true },
    { ...foot, height: foot.height + points(signingRoom) },
  ]
}

const keepsWithNext = (next: TableLine | undefined, isLastSection: boolean): boolean =>
  next === undefined ? isLastSection : next.kind === 'total'

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
