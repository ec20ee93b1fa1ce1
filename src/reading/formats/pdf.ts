/**
 * .pdf with text (ISO 32000-1) to `Document`: ruled tables from drawn lines, words by their places, line breaks told from
 * wraps as far as they can be. No picture is read: a page without words waits for the clerk. The words that a scanner put
 * under a scan are taken down, with a doubt.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { hiddenSections } from '../document/build.ts'
import type { Document, DocumentSection } from '../document/model.ts'
import { limits } from '../limits.ts'
import { columnGap } from './pdf-around.ts'
import { unseenWords, wordsBeside } from './pdf-beside.ts'
import { fillGrids } from './pdf-cells.ts'
import { type Drawn, readDrawn } from './pdf-drawn.ts'
import { makeFonts } from './pdf-fonts.ts'
import { asMatrix, type Box, type Matrix, multiply, sourceOf } from './pdf-geometry.ts'
import { findGrids } from './pdf-grid.ts'
import { lookAtPdf } from './pdf-guard.ts'
import type { Glyph } from './pdf-letters.ts'
import { chunksOf, linesOfChunks, type TextLine } from './pdf-lines.ts'
import { annotationMode, asked, type Pdf, type PdfPage, withPdf } from './pdf-load.ts'
import { assemblePages, isPageNumber, type ReadPage } from './pdf-pages.ts'
import { readSigns } from './pdf-signs.ts'
import { struckWords } from './pdf-struck.ts'
import { attempt, type DocumentReading, tooLarge } from './reading.ts'

export const readPdf = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(async () => {
    const looked = lookAtPdf(bytes)
    return withPdf(bytes, async pdf => {
      const document = await readDocument(pdf, looked.pictures.length > 0)
      const findings = looked.isDamaged ? [finding('unread-text', { text: 'PDF' })] : []
      return { ...document, findings: [...findings, ...document.findings], pictures: looked.pictures }
    })
  })

const readDocument = async (pdf: Pdf, hasPictures: boolean): Promise<Document> => {
  if (pdf.numPages > limits.pdf.pages) throw tooLarge(`${limits.pdf.pages} pages`)
  const findings: Finding[] = []
  const noted = new Set<string>()
  const note = (one: Finding): void => {
    const key = one.code + JSON.stringify(one.args)
    if (!noted.has(key)) findings.push(one)
    noted.add(key)
  }
  const layers = await asked(pdf.getOptionalContentConfig())
  const isVisible = (layer: unknown): boolean =>
    layers.isVisible(layer as Parameters<typeof layers.isVisible>[0]) !== false
  const pages: ReadPage[] = []
  const hidden: string[] = []
  let letters = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await asked(pdf.getPage(number))
    const drawn = await drawnOn(page, isVisible)
    letters += drawn.glyphs.length
    if (letters > limits.pdf.letters) throw tooLarge(`${limits.pdf.letters} letters`)
    pages.push(readPage(number, drawn, hasPictures, note))
    hidden.push(...unseenWords(drawn, number, note))
    for (const one of await wordsBeside(page, number, drawn)) note(one)
    page.cleanup()
  }
  if (await isFormProgram(pdf, letters)) note(finding('unread-text', { text: 'XFA' }))
  if (await asked(pdf.getAttachments())) note(finding('embedded-part'))
  const sections: DocumentSection[] = assemblePages(
    pages,
    readSigns(pages.flatMap(page => page.tables)),
    note,
  )
  sections.push(...hiddenSections('page', 'hidden', hidden))
  return { sections, findings }
}

/** A form of Adobe LiveCycle (XFA) draws itself by a program; its page only says "Please wait". */
const isFormProgram = async (pdf: Pdf, letters: number): Promise<boolean> => {
  const { info } = await asked(pdf.getMetadata())
  return letters < 1_500 && 'IsXFAPresent' in info && info.IsXFAPresent === true
}

const drawnOn = async (page: PdfPage, isVisible: (layer: unknown) => boolean): Promise<Drawn> => {
  const viewport = page.getViewport({ scale: 1 })
  const operators = await asked(page.getOperatorList({ annotationMode }))
  const box: Box = { left: 0, top: 0, right: viewport.width, bottom: viewport.height }
  const view = asMatrix(viewport.transform) ?? [1, 0, 0, -1, 0, viewport.height]
  const fontOf = makeFonts(page)
  const drawn = readDrawn(operators, view, box, fontOf, isVisible)
  const turn = mainTurn(drawn.glyphs)
  if (turn === 0) return drawn
  // A landscape table on a page that nobody turned: read as one turns the sheet.
  const turned = multiply(turnBack[turn](box), view)
  const isSide = turn % 2 === 1
  const sheet = isSide ? { left: 0, top: 0, right: box.bottom, bottom: box.right } : box
  return readDrawn(operators, turned, sheet, fontOf, isVisible)
}

const turnBack: Readonly<Record<1 | 2 | 3, (page: Box) => Matrix>> = {
  1: page => [0, -1, 1, 0, 0, page.right],
  2: page => [-1, 0, 0, -1, page.right, page.bottom],
  3: page => [0, 1, -1, 0, page.bottom, 0],
}

const mainTurn = (glyphs: readonly Glyph[]): 0 | 1 | 2 | 3 => {
  const counts = [0, 0, 0, 0]
  for (const { turn, unseen } of glyphs) if (turn !== undefined && !unseen) counts[turn]!++
  const most = Math.max(...counts)
  return counts[0] === most ? 0 : (counts.indexOf(most) as 1 | 2 | 3)
}

/** Fewer letters than this beside a picture: a stamp of the scanner, a page's number. */
const fewLetters = 60

const readPage = (
  number: number,
  drawn: Drawn,
  hasPictures: boolean,
  note: (one: Finding) => void,
): ReadPage => {
  const seen = drawn.glyphs.filter(glyph => glyph.unseen === undefined && glyph.turn === 0)
  // Recognised by a machine: better than nothing to look at, and never certain.
  const ocr = drawn.glyphs.filter(glyph => glyph.unseen === 'ocr' && glyph.turn === 0)
  const grids = findGrids(drawn.rules, note)
  const isScan = hasPictures && seen.filter(glyph => glyph.text.trim() !== '').length < fewLetters
  const letters = isScan ? [...seen, ...ocr] : seen
  const chunks = chunksOf(letters)
  const filled = fillGrids(grids, chunks)
  const whole = sourceOf(number, drawn.page)
  if (ocr.some(glyph => glyph.text.trim() !== '')) note(finding('text-from-ocr', {}, whole))
  else if (isScan && (drawn.pictures.length > 0 || letters.length === 0))
    note(finding('picture-not-read', {}, whole))
  if (letters.length === 0 && !isScan && drawn.shapes > 100) note(finding('picture-not-read', {}, whole))
  const cut = letters.filter(glyph => glyph.isCut)
  if (cut.some(glyph => glyph.text.trim() !== ''))
    note(finding('unread-text', { text: cut.map(glyph => glyph.text).join('') }, whole))
  const struck = struckWords(letters, drawn.rules)
  if (struck !== '') note(finding('struck-out', { text: struck }, whole))
  const unmapped = letters.find(glyph => !glyph.font.isMapped && glyph.text.trim() !== '')
  if (unmapped) note(finding('legacy-letters', { font: unmapped.font.name }, whole))
  const lines = linesOfChunks(filled.chunks, columnGap)
  const edge = (drawn.page.bottom - drawn.page.top) * 0.12
  const isMargin = (line: TextLine): boolean =>
    isPageNumber(line) && (line.baseline < edge || line.baseline > drawn.page.bottom - edge)
  return {
    number,
    tables: filled.tables,
    lines: lines.filter(line => !isMargin(line)),
    margins: lines.filter(isMargin),
  }
}
