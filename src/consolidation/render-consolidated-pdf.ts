/**
 * Draws the biểu tổng hợp as .pdf, for phones and for printing: every page as it was planned, letters embedded, words
 * that can be searched and copied. The same table gives the same bytes: no random mark, no time but the table's own.
 */
import {
  bodyHeight,
  bodyWidth,
  cellMargin,
  columnWidths,
  page,
  points,
  sizes,
} from './consolidated-layout.ts'
import { type CellLook, lineHeight, makePieces } from './consolidated-pieces.ts'
import {
  type Face,
  fontMetrics,
  type Measure,
  makeMeasure,
  makePdfDocument,
  type PdfDocument,
} from './page-font.ts'
import { type Placed, type PlanCell, planPages } from './page-plan.ts'
import type { ConsolidatedTable } from './table-model.ts'

export interface PdfNames {
  readonly author: string
  readonly campaign: string
}

/** Points: the lines of the table. */
const rule = 0.5

/** @returns the bytes of the .pdf */
export const renderConsolidatedPdf = async (table: ConsolidatedTable, names: PdfNames): Promise<Buffer> => {
  const made = new Date(table.asOf)
  const document = makePdfDocument({
    size: [points(page.width), points(page.height)],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'vi-VN',
    tagged: true,
    displayTitle: true,
    info: {
      Title: table.title,
      Author: names.author,
      Keywords: `${names.campaign}; revision ${table.revision}; ${made.toISOString()}`,
      CreationDate: made,
      ModDate: made,
    },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const measure = makeMeasure(document)
  const pages = planPages(makePieces(table, measure), points(bodyHeight))
  const edges = [points(page.left)]
  for (const width of columnWidths(table.columns.sectors.length)) edges.push(edges.at(-1)! + points(width))
  for (const [index, placed] of pages.entries()) {
    document.addPage()
    if (index > 0) drawPageNumber(document, index + 1, measure)
    for (const one of placed) drawPiece(document, one, edges, measure)
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

const drawText = (
  document: PdfDocument,
  text: string,
  x: number,
  baseline: number,
  look: { face: Face; size: number },
): void => {
  if (text === '') return
  document.font(look.face, look.size).text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
}

const drawPageNumber = (document: PdfDocument, number: number, measure: Measure): void => {
  const text = String(number)
  const look = { face: 'regular', size: sizes.head } as const
  const middle = points(page.left + bodyWidth / 2)
  drawText(
    document,
    text,
    middle - measure(text, look.face, look.size) / 2,
    points(page.number) + look.size,
    look,
  )
}

const drawPiece = (
  document: PdfDocument,
  { piece, y }: Placed<CellLook>,
  edges: readonly number[],
  measure: Measure,
): void => {
  const top = points(page.top) + y
  for (const cell of piece.cells) {
    if (cell.look.bordered)
      document.rect(edges[cell.from]!, top + cell.top, edges[cell.to]! - edges[cell.from]!, cell.height)
  }
  if (piece.cells.some(cell => cell.look.bordered)) document.lineWidth(rule).stroke()
  for (const cell of piece.cells) drawCell(document, cell, top + cell.top, edges, measure)
}

const drawCell = (
  document: PdfDocument,
  cell: PlanCell<CellLook>,
  top: number,
  edges: readonly number[],
  measure: Measure,
): void => {
  const { look, lines } = cell
  const margin = look.bordered ? points(cellMargin) : 0
  const [left, right] = [edges[cell.from]! + margin, edges[cell.to]! - margin]
  const high = lines.reduce((sum, line) => sum + line.above + lineHeight(look.size), 0)
  let y = top + (look.vertical === 'middle' ? (cell.height - high) / 2 : look.bordered ? 2 : 0)
  for (const line of lines) {
    y += line.above
    const width = measure(line.text, look.face, look.size)
    const x = look.align === 'center' ? (left + right - width) / 2 : left
    const white = lineHeight(look.size) - (fontMetrics.ascent + fontMetrics.descent) * look.size
    drawText(document, line.text, x, y + white / 2 + fontMetrics.ascent * look.size, look)
    y += lineHeight(look.size)
    if (look.ruled)
      document
        .moveTo(x, y + 1)
        .lineTo(x + width, y + 1)
        .lineWidth(rule)
        .stroke()
  }
}
