/**
 * The biểu tổng hợp as measured pieces, ready to be laid on pages: words wrapped into their columns in the page's font,
 * heights in points, what must stay together. One after the other, so that no table has to stand in memory twice. Draws
 * nothing.
 */
import { columnsBefore, columnWidths, points, signingRoom, sizes } from './consolidated-layout.ts'
import type { Measure } from './page-font.ts'
import {
  beside,
  besideOrSplit,
  type CellLook,
  heading,
  lineHeight,
  makeCells,
  outside,
  plain,
  type TableCell,
  type TablePiece,
} from './piece-cells.ts'
import { sectionLines, type TableLine } from './table-lines.ts'
import type { ConsolidatedTable, TableTotal } from './table-model.ts'

/** @param drawable the words as the font can draw them */
export function* makePieces(
  table: ConsolidatedTable,
  measure: Measure,
  drawable: (text: string) => string,
): Generator<TablePiece> {
  const widths = columnWidths(table.columns.sectors.length).map(points)
  const columns = widths.length
  const cell = makeCells(widths, measure, drawable)

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
        return besideOrSplit(
          line.cells.map((paragraphs, index) =>
            cell(index, index + 1, paragraphs, index === 0 ? { ...plain, align: 'center' } : plain),
          ),
          over,
          table.continuedWords,
        )
      case 'total':
        return totalPiece(line.total, over)
    }
  }

  const [parent = '', office = '', star = ''] = table.head.left
  /** Words one below the other, on one side of the head. */
  const stack = (
    from: number,
    to: number,
    words: readonly (readonly [string, Partial<CellLook>])[],
  ): TableCell[] => {
    let top = 0
    return words.map(([text, look]) => {
      const one = { ...cell(from, to, [text], { ...outside, ...look }), top }
      top += one.height
      return one
    })
  }
  const head = [
    ...stack(0, columnsBefore, [
      [parent, {}],
      [office, { face: 'bold' }],
      [star, {}],
      [table.draft, { face: 'bold' }],
    ]),
    ...stack(columnsBefore, columns, [
      [table.head.party, { face: 'bold', ruled: true }],
      [table.head.placeAndDate, { face: 'italic' }],
    ]),
  ]
  yield { height: Math.max(...head.map(one => one.top + one.height)), cells: head }
  yield blank(lineHeight(sizes.text))
  yield across(table.title, { ...outside, face: 'bold' })
  yield across(table.basis, { ...outside, face: 'italic' })
  yield across(table.asOfWords, { ...outside, face: 'italic' })
  yield blank(lineHeight(sizes.text))

  let over: Partial<TablePiece> = {}
  for (const [index, section] of table.sections.entries()) {
    over = { heading: pageHeading(section.nameHeading) }
    if (index === 0) yield { ...over.heading!, keepsWithNext: true }
    const lines = sectionLines(table, section, index === 0)
    const isLast = index === table.sections.length - 1
    // The row above a sum stays with it, and the last sum with the sum of all.
    for (const [place, line] of lines.entries())
      yield linePiece(line, { ...over, keepsWithNext: keepsWithNext(lines[place + 1], isLast) })
  }
  yield totalPiece(table.total, { ...over, keepsWithNext: true })

  yield { ...blank(lineHeight(sizes.text)), keepsWithNext: true }
  const foot = beside([
    cell(0, columnsBefore, [table.foot.recipients], { ...outside, align: 'left', ruled: true }),
    cell(columnsBefore, columns, [table.foot.signer], { ...outside, face: 'bold' }),
  ])
  yield { ...foot, height: foot.height + points(signingRoom) }
}

const keepsWithNext = (next: TableLine | undefined, isLastSection: boolean): boolean =>
  next === undefined ? isLastSection : next.kind === 'total'
