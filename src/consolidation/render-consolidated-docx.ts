/**
 * Draws the biểu tổng hợp as .docx, to be put behind a report as its appendix: a section of its own, A4 across, one table
 * for each section of the form so that Word repeats the right heading on each page. Word lays out the pages; what it must
 * keep together is said in the file.
 */
import { writtenKeywords } from '../domain/book.ts'
import {
  betweenModels,
  bodyHeight,
  cellMargin,
  cellPadding,
  columnsBefore,
  columnWidths,
  points,
  sizes,
  twips,
} from './consolidated-layout.ts'
import { footRow, headBlock, titleBlock } from './docx-around-table.ts'
import { makeDocx } from './docx-package.ts'
import { sectionLines, type TableLine } from './table-lines.ts'
import type { ConsolidatedTable, TableSection, TableTotal } from './table-model.ts'
import { wrapText } from './text-lines.ts'
import { type ParagraphLook, paragraph, tableCell, tableEnd, tableRow, tableStart } from './word-xml.ts'

export interface DocxNames {
  readonly author: string
  readonly campaign: string
}

/** @returns the bytes of the .docx */
export const renderConsolidatedDocx = (table: ConsolidatedTable, names: DocxNames): Promise<Buffer> =>
  makeDocx(
    {
      title: table.title,
      author: names.author,
      keywords: writtenKeywords({ campaign: names.campaign, revision: table.revision, asOf: table.asOf }),
      asOf: table.asOf,
    },
    bodyOf(table),
  )

const cellStyle = { style: 'BieuO' } as const
/** Between two tables, which Word would otherwise join. */
const gap = paragraph('', { ...cellStyle, exactly: 20 })

function* bodyOf(table: ConsolidatedTable): Generator<string> {
  yield headBlock(table)
  yield titleBlock(table)
  yield paragraph('', cellStyle)
  const pen = makePen(table)
  for (const [index, section] of table.sections.entries()) {
    if (index > 0) yield gap
    yield pen.start
    yield* sectionRows(pen, table, section, index)
    yield tableEnd
  }
  // A document ends with a paragraph.
  yield gap
}

function* sectionRows(
  pen: Pen,
  table: ConsolidatedTable,
  section: TableSection,
  index: number,
): Generator<string> {
  const isFirst = index === 0
  const isLast = index === table.sections.length - 1
  const lines = sectionLines(table, section, isFirst)
  if (isFirst) yield pen.heading(section.nameHeading)
  for (const [place, line] of lines.entries()) {
    const next = lines[place + 1]
    yield pen.line(line, next === undefined ? isLast : next.kind === 'total')
  }
  if (isLast) yield pen.total(table.total, true) + footRow(table)
}

interface Pen {
  readonly start: string
  heading(nameHeading: string): string
  line(line: TableLine, keepsWithNext: boolean): string
  total(total: TableTotal, keepsWithNext: boolean): string
}

const makePen = (table: ConsolidatedTable): Pen => {
  const millimetres = columnWidths(table.columns.sectors.length)
  const widths = millimetres.map(twips)
  const columns = widths.length
  const widthOf = (from: number, to: number): number =>
    widths.slice(from, to).reduce((sum, one) => sum + one, 0)
  const bold: ParagraphLook = { ...cellStyle, bold: true, align: 'center', keepsWithNext: true }
  const middle = (column: number, text: string): string =>
    tableCell({ width: widths[column]!, middle: true }, paragraph(text, bold))
  const across = (text: string, look: ParagraphLook, isHeading = false): string =>
    tableRow(
      tableCell(
        { width: widthOf(0, columns), span: columns },
        paragraph(text, { ...look, keepsWithNext: true }),
      ),
      { isWhole: true, isHeading },
    )

  const pen: Pen = {
    start: tableStart(widths, {
      bordered: true,
      side: twips(cellMargin),
      above: cellPadding * 20,
    }),
    heading: nameHeading => {
      const { ordinal, unit, sectorGroup, sectors, note } = table.columns
      const tall = (column: number, text: string): string =>
        tableCell({ width: widths[column]!, merge: 'restart', middle: true }, paragraph(text, bold))
      const below = (column: number): string =>
        tableCell({ width: widths[column]!, merge: 'continue' }, paragraph('', bold))
      const group = { width: widthOf(columnsBefore, columns - 1), span: sectors.length, middle: true }
      const upper = [
        tall(0, ordinal),
        tall(1, unit),
        tall(2, nameHeading),
        tableCell(group, paragraph(sectorGroup, bold)),
        tall(columns - 1, note),
      ]
      const lower = [
        below(0),
        below(1),
        below(2),
        ...sectors.map((text, index) => middle(columnsBefore + index, text)),
        below(columns - 1),
      ]
      const repeated = { isWhole: true, isHeading: true }
      return tableRow(upper.join(''), repeated) + tableRow(lower.join(''), repeated)
    },
    line: (line, keepsWithNext) => {
      switch (line.kind) {
        case 'section':
          return across(line.text, { ...cellStyle, bold: true }, true)
        case 'block':
          return across(line.text, { ...cellStyle, bold: true, italic: true })
        case 'empty':
          return across(line.text, { ...cellStyle, italic: true })
        case 'heading':
          return tableRow(line.texts.map((text, column) => middle(column, text)).join(''), {
            isWhole: true,
            isHeading: true,
          })
        case 'row':
          return tableRow(
            line.cells
              .map((paragraphs, column) =>
                tableCell(
                  { width: widths[column]! },
                  cellParagraphs(paragraphs, {
                    ...cellStyle,
                    ...(column === 0 ? { align: 'center' } : {}),
                    keepsWithNext,
                  }),
                ),
              )
              .join(''),
            { isWhole: isLow(line.cells, millimetres) },
          )
        case 'total':
          return pen.total(line.total, keepsWithNext)
      }
    },
    total: ({ words, bySector, modelWords }, keepsWithNext) => {
      const look: ParagraphLook = { ...bold, keepsWithNext }
      const counts = bySector.map((count, index) =>
        tableCell({ width: widths[columnsBefore + index]!, middle: true }, paragraph(String(count), look)),
      )
      return tableRow(
        tableCell(
          { width: widthOf(0, columnsBefore), span: columnsBefore, middle: true },
          paragraph(words, { ...look, align: 'left' }),
        ) +
          counts.join('') +
          tableCell({ width: widths[columns - 1]!, middle: true }, paragraph(modelWords, look)),
        { isWhole: true },
      )
    },
  }
  return pen
}

const cellParagraphs = (paragraphs: readonly string[], look: ParagraphLook): string =>
  paragraphs.length === 0
    ? paragraph('', look)
    : paragraphs
        .map((text, index) => paragraph(text, index === 0 ? look : { ...look, before: betweenModels * 20 }))
        .join('')

/** Whether a row surely fits on a page below the heading. One that does not must be free to go on on the next. */
const isLow = (cells: readonly (readonly string[])[], millimetres: readonly number[]): boolean => {
  const room = (points(bodyHeight) * 0.75) / (sizes.text * 1.15)
  return cells.every((paragraphs, column) => {
    const width = points(millimetres[column]! - 2 * cellMargin) * 0.97
    let lines = 0
    for (const text of paragraphs) lines += 0.25 + wrapText(text, width, sizes.text).length
    return lines <= room
  })
}
