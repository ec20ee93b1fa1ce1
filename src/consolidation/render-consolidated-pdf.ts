/**
 * Draws the biểu tổng hợp as .pdf, for phones and for printing: every page as it was planned, letters embedded, words
 * that can be searched and copied. The same table gives the same bytes: no random mark, no time but the table's own.
 */
import { writtenKeywords } from '../domain/book.ts'
import {
  bodyHeight,
  bodyWidth,
  cellMargin,
  cellPadding,
  columnWidths,
  page,
  points,
  sizes,
} from './consolidated-layout.ts'
import { makePieces } from './consolidated-pieces.ts'
import {
  type Face,
  fontMetrics,
  type Measure,
  makeDrawable,
  makeMeasure,
  makePdfDocument,
  type PdfDocument,
} from './page-font.ts'
import { type Placed, type PlanCell, planPages } from './page-plan.ts'
import { makeTags, noTags, type Tags } from './pdf-tags.ts'
import { type CellLook, lineHeight } from './piece-cells.ts'
import type { ConsolidatedTable } from './table-model.ts'

export interface PdfNames {
  readonly author: string
  readonly campaign: string
}

/** Points: the lines of the table. */
const rule = 0.5
/** Tags make a file three times as large (0.8 kB a row): too much for a phone where a table has more rows than this. */
const taggedRows = 1000
const pagesATime = 50

/** @returns the bytes of the .pdf */
export const renderConsolidatedPdf = async (table: ConsolidatedTable, names: PdfNames): Promise<Buffer> => {
  const made = new Date(table.asOf)
  const tagged = table.total.rows <= taggedRows
  const document = makePdfDocument({
    size: [points(page.width), points(page.height)],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'vi-VN',
    tagged,
    displayTitle: true,
    info: {
      Title: table.title,
      Author: names.author,
      Keywords: writtenKeywords({ campaign: names.campaign, revision: table.revision, asOf: table.asOf }),
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
  const edges = [points(page.left)]
  for (const width of columnWidths(table.columns.sectors.length)) edges.push(edges.at(-1)! + points(width))
  const pen: Pen = { document, tags: tagged ? makeTags(document) : noTags, measure, edges }
  let number = 0
  for (const placed of planPages(makePieces(table, measure, makeDrawable(document)), points(bodyHeight))) {
    document.addPage()
    number++
    if (number > 1) drawPageNumber(pen, number)
    for (const one of placed) drawPiece(pen, one)
    // Thousands of pages take seconds: others in this process have their turn in between.
    if (number % pagesATime === 0) await new Promise(resolve => setImmediate(resolve))
  }
  pen.tags.end()
  document.end()
  await ended
  return Buffer.concat(chunks)
}

interface Pen {
  readonly document: PdfDocument
  readonly tags: Tags
  readonly measure: Measure
  /** The columns' edges, points from the paper's left. */
  readonly edges: readonly number[]
}

const drawPageNumber = ({ document, tags, measure }: Pen, number: number): void => {
  const text = String(number)
  const x = points(page.left + bodyWidth / 2) - measure(text, 'regular', sizes.head) / 2
  tags.paperOnly('Pagination', () =>
    drawText(document, text, x, points(page.number) + sizes.head, { face: 'regular', size: sizes.head }),
  )
}

const drawPiece = (pen: Pen, { piece, y, isRepeated }: Placed<CellLook>): void => {
  const { document, tags, edges } = pen
  const top = points(page.top) + y
  const bordered = piece.cells.filter(cell => cell.look.bordered)
  const drawLines = (): void => {
    for (const cell of bordered)
      document.rect(edges[cell.from]!, top + cell.top, edges[cell.to]! - edges[cell.from]!, cell.height)
    document.lineWidth(rule).stroke()
  }
  const drawWords = (cell: PlanCell<CellLook>): void => drawCell(pen, cell, top + cell.top)
  if (isRepeated) {
    tags.paperOnly('Pagination', () => {
      drawLines()
      piece.cells.forEach(drawWords)
    })
    return
  }
  if (bordered.length > 0) tags.paperOnly('Layout', drawLines)
  for (const cell of piece.cells)
    if (!cell.look.bordered && cell.lines.length > 0) tags.words(() => drawWords(cell))
  // The heading's cells begin at two heights: two rows.
  for (const row of Map.groupBy(bordered, cell => cell.top).values())
    tags.row(
      row.map(cell => ({
        role: cell.look.role,
        columns: cell.to - cell.from,
        rows: cell.top === 0 && cell.height === piece.height && piece.cells.some(one => one.top > 0) ? 2 : 1,
        draw: cell.lines.some(line => line.text !== '') ? () => drawWords(cell) : undefined,
      })),
    )
}

const drawCell = ({ document, measure, edges }: Pen, cell: PlanCell<CellLook>, top: number): void => {
  const { look, lines } = cell
  const margin = look.bordered ? points(cellMargin) : 0
  const [left, right] = [edges[cell.from]! + margin, edges[cell.to]! - margin]
  const high = lines.reduce((sum, line) => sum + line.above + lineHeight(look.size), 0)
  let y = top + (look.vertical === 'middle' ? (cell.height - high) / 2 : look.bordered ? cellPadding : 0)
  for (const line of lines) {
    y += line.above
    const width = measure(line.text, look.face, look.size)
    const x = look.align === 'center' ? (left + right - width) / 2 : left
    const white = lineHeight(look.size) - (fontMetrics.ascent + fontMetrics.descent) * look.size
    // The space is for whoever copies the words or has them read out: lines would run together.
    const words = line.endsWord ? `${line.text} ` : line.text
    drawText(document, words, x, y + white / 2 + fontMetrics.ascent * look.size, look)
    y += lineHeight(look.size)
    if (look.ruled)
      document
        .moveTo(x, y + 1)
        .lineTo(x + width, y + 1)
        .lineWidth(rule)
        .stroke()
  }
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
