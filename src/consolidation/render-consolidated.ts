/**
 * Draws the biểu tổng hợp as .xlsx, as it is printed: A4 landscape, margins 20/20/30/15 mm, Times New Roman, the heading
 * repeated on every page, page number at the top from page 2. No colours, no hidden columns, nothing to click. It decides
 * nothing: every word and number comes from the table model.
 */
import type ExcelJS from 'exceljs'
import { cellText, textFormat } from './cell-text.ts'
import { columnsBefore, columnWidths, digits, page, sizes } from './consolidated-layout.ts'
import { sectionLines, type TableLine } from './table-lines.ts'
import type { ConsolidatedTable, TableTotal } from './table-model.ts'
import { columnRoom, type DrawnLine, joinLines, wrapText } from './text-lines.ts'
import { inches, type Look, makeStyles, makeWorkbookBytes, pageFont, type Sheet } from './workbook-bytes.ts'

const size = sizes.text
/** Points: a line of the font as Excel draws it, and the white above and below. */
const lineHeight = 15.75
const padding = 3
/** Excel draws no row higher than 409 points; longer text goes on in a row below, so that paper shows all of it. */
const linesInRow = 24

type Value = string | number
export interface ConsolidatedNames {
  readonly sheet: string
  readonly author: string
  readonly campaign: string
}

/** @returns the bytes of the .xlsx */
export const renderConsolidated = (table: ConsolidatedTable, names: ConsolidatedNames): Promise<Buffer> =>
  makeWorkbookBytes(
    { title: table.title, revision: table.revision, asOf: table.asOf, ...names },
    workbook => {
      const columns = columnWidths(table.columns.sectors.length).map(digits)
      const headRow = 10
      const sheet = workbook.addWorksheet(names.sheet.replaceAll("'", '’'), {
        views: [{ showGridLines: false }],
        properties: { defaultRowHeight: lineHeight },
        headerFooter: { differentFirst: true, oddHeader: `&C&"${pageFont},Regular"&${sizes.head}&P` },
        pageSetup: {
          paperSize: 9,
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          horizontalCentered: true,
          printTitlesRow: `${headRow}:${headRow + 1}`,
          margins: {
            top: inches(page.top),
            bottom: inches(page.bottom),
            left: inches(page.left),
            right: inches(page.right),
            header: inches(page.number),
            footer: inches(page.number),
          },
        },
      })
      sheet.columns = columns.map(width => ({ width }))
      drawTable(makePen(sheet, columns), table)
      return []
    },
  )

const drawTable = (pen: Pen, table: ConsolidatedTable): void => {
  const { columns } = table
  const last = pen.columns
  const [parent = '', office = '', star = ''] = table.head.left
  const head = (left: string, leftLook: Look, right = '', rightLook: Look = {}): void =>
    pen.spans([
      { from: 1, to: 3, text: left, look: { size: sizes.head, ...leftLook } },
      { from: 4, to: last, text: right, look: { size: sizes.head, ...rightLook } },
    ])
  head(parent, {}, table.head.party, { bold: true, underline: true })
  head(office, { bold: true }, table.head.placeAndDate, { italic: true })
  head(star, {})
  head(table.draft, { bold: true })
  pen.skip()
  pen.spans([{ from: 1, to: last, text: table.title, look: { bold: true, size: sizes.head } }])
  pen.spans([{ from: 1, to: last, text: table.basis, look: { italic: true, size: sizes.head } }])
  pen.spans([{ from: 1, to: last, text: table.asOfWords, look: { italic: true, size: sizes.head } }])
  pen.skip()

  pen.heading(columns)
  for (const section of table.sections)
    for (const line of sectionLines(table, section, section === table.sections[0]))
      pen.line(line, table.continuedWords)
  pen.total(table.total)
  pen.skip()
  pen.spans([
    {
      from: 1,
      to: columnsBefore,
      text: table.foot.recipients,
      look: { underline: true, align: 'left', size: sizes.head },
    },
    {
      from: columnsBefore + 1,
      to: last,
      text: table.foot.signer,
      look: { bold: true, size: sizes.head },
    },
  ])
}

interface Span {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly look: Look
}

interface Pen {
  readonly columns: number
  skip(): void
  spans(spans: readonly Span[]): void
  heading(columns: ConsolidatedTable['columns']): void
  line(line: TableLine, continuedWords: string): void
  total(total: TableTotal): void
}

const headingLook: Look = { bold: true, bordered: true }
const lineLook: Look = { align: 'left', bordered: true }
/** What a cell of a row looks like, by its column. */
const rowLook = (column: number): Look => ({
  align: column === 1 ? 'center' : 'left',
  vertical: 'top',
  bordered: true,
})

/** Writes row after row; a row is complete, merged and committed before the next one begins. */
const makePen = (sheet: Sheet, columns: readonly number[]): Pen => {
  let next = 1
  const style = makeStyles()
  const room = (from: number, to = from): number =>
    columnRoom(columns.slice(from - 1, to).reduce((sum, width) => sum + width, 0))
  const linesOf = (value: Value, from: number, to: number, look: Look): number =>
    wrapText(String(value), room(from, to), look.size ?? size, look.bold).length
  const put = (row: ExcelJS.Row, column: number, value: Value, look: Look): void => {
    const cell = row.getCell(column)
    // Values first, merging after: exceljs loses a merge over cells that are written later.
    if (value !== '') cell.value = typeof value === 'number' ? value : cellText(value)
    cell.style = style(typeof value === 'string' ? { ...look, format: textFormat(value) } : look)
  }
  const height = (lines: number, points = size): number =>
    Math.min(409, lines * lineHeight * (points / size) + padding)

  const drawRow = (values: readonly Value[], look: (column: number) => Look): void => {
    const row = sheet.getRow(next++)
    const lines = values.map((value, index) => {
      put(row, index + 1, value, look(index + 1))
      return linesOf(value, index + 1, index + 1, look(index + 1))
    })
    row.height = height(Math.max(1, ...lines))
    row.commit()
  }
  /** What no row can show goes on in rows below. */
  const drawCells = (
    [[ordinal = ''] = [], ...cells]: readonly (readonly string[])[],
    continued: string,
  ): void => {
    const drawn = cells.map((paragraphs, index) => wrapText(paragraphs.join('\n'), room(index + 2), size))
    const parts = Math.ceil(Math.max(...drawn.map(lines => lines.length)) / linesInRow)
    for (let part = 0; part < parts; part++) {
      const piece = (lines: readonly DrawnLine[]): string =>
        joinLines(lines.slice(part * linesInRow, (part + 1) * linesInRow))
      const [unit = '', name = '', ...rest] = drawn.map(piece)
      drawRow(
        part === 0 ? [Number(ordinal), unit, name, ...rest] : ['', unit, name || continued, ...rest],
        rowLook,
      )
    }
  }

  const pen: Pen = {
    columns: columns.length,
    skip: () => {
      const row = sheet.getRow(next++)
      row.height = lineHeight
      row.commit()
    },
    spans: spans => {
      const row = sheet.getRow(next++)
      for (const { from, to, text, look } of spans) {
        put(row, from, text, look)
        if (to > from) sheet.mergeCells(row.number, from, row.number, to)
      }
      row.height = Math.max(
        ...spans.map(({ from, to, text, look }) => height(linesOf(text, from, to, look), look.size)),
      )
      row.commit()
    },
    heading: texts => {
      const look = headingLook
      const [upper, lower] = [sheet.getRow(next++), sheet.getRow(next++)]
      const last = columns.length
      put(upper, 1, texts.ordinal, look)
      put(upper, 2, texts.unit, look)
      put(upper, 3, texts.name, look)
      put(upper, 4, texts.sectorGroup, look)
      put(upper, last, texts.note, look)
      for (const [index, sector] of texts.sectors.entries()) put(lower, 4 + index, sector, look)
      for (const column of [1, 2, 3, last]) sheet.mergeCells(upper.number, column, lower.number, column)
      if (last - 1 > 4) sheet.mergeCells(upper.number, 4, upper.number, last - 1)
      upper.height = height(linesOf(texts.sectorGroup, 4, last - 1, look))
      const lowest = Math.max(
        ...texts.sectors.map((text, index) => linesOf(text, 4 + index, 4 + index, look)),
      )
      const tallest = Math.max(linesOf(texts.name, 3, 3, look), linesOf(texts.unit, 2, 2, look))
      lower.height = Math.max(height(lowest), height(tallest) - upper.height)
      lower.commit()
    },
    line: (line, continuedWords) => {
      const across = (text: string, look: Look): void =>
        pen.spans([{ from: 1, to: columns.length, text, look: { ...lineLook, ...look } }])
      switch (line.kind) {
        case 'section':
          return across(line.text, { bold: true })
        case 'block':
          return across(line.text, { bold: true, italic: true })
        case 'empty':
          return across(line.text, { italic: true })
        case 'heading':
          return drawRow(line.texts, () => headingLook)
        case 'row':
          return drawCells(line.cells, continuedWords)
        case 'total':
          return pen.total(line.total)
      }
    },
    total: ({ words, bySector, modelWords }) => {
      const row = sheet.getRow(next++)
      const look: Look = { bold: true, bordered: true }
      put(row, 1, words, { ...look, align: 'left' })
      for (const [index, count] of bySector.entries()) put(row, 4 + index, count, look)
      put(row, columns.length, modelWords, look)
      sheet.mergeCells(row.number, 1, row.number, 3)
      row.height = height(
        Math.max(linesOf(words, 1, 3, look), linesOf(modelWords, columns.length, columns.length, look)),
      )
      row.commit()
    },
  }
  return pen
}
