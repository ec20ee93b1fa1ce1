/**
 * .xlsx (ECMA-376, SpreadsheetML) to `Document`: one table a sheet on the sheet's own grid, cells as text. Fonts come
 * from styles and rich text, so legacy letters are decoded by what they were drawn in. No formula is ever computed:
 * the value that the writer stored is read.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { decodeLegacy, encodingOfFont } from '../../text/legacy.ts'
import { makeParagraph, makeTableBuilder } from '../document/build.ts'
import type { Document, DocumentSection, Line } from '../document/model.ts'
import { limits } from '../limits.ts'
import { dateText, isDateFormat } from './sheet-dates.ts'
import { childElements, findChild, readXml, textContent, type XmlElement, XmlRefused } from './xml.ts'
import type { ZipEntries } from './zip.ts'

/** `value` is absent where nothing could be read; then `findings` holds the error. */
export const readXlsx = (entries: ZipEntries): { value?: Document; findings: Finding[] } => {
  const findings: Finding[] = []
  try {
    const book = readWorkbook(entries)
    if (!book) return { findings: [finding('unreadable-part')] }
    if (book.sheets.length > limits.sheets)
      return { findings: [finding('part-too-large', { limit: `${limits.sheets} sheets` })] }
    const count = { cells: 0 }
    const sections: DocumentSection[] = []
    for (const sheet of book.sheets) {
      const bytes = entries.get(sheet.part)
      if (!bytes) {
        findings.push(finding('unreadable-part'))
        continue
      }
      sections.push(readSheet(readXml(bytes), sheet, book, findings, count))
    }
    return { value: { sections, findings }, findings }
  } catch (error) {
    if (error instanceof TooLarge) return { findings: [finding('part-too-large', { limit: error.message })] }
    if (error instanceof XmlRefused)
      return {
        findings: [
          error.hostile ? finding('hostile-part', { reason: error.message }) : finding('unreadable-part'),
        ],
      }
    throw error
  }
}

class TooLarge extends Error {}

interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}
interface Run {
  readonly text: string
  readonly font: string | undefined
}
interface CellStyle {
  readonly font: string | undefined
  readonly isDate: boolean
}
interface Book {
  readonly sheets: readonly Sheet[]
  readonly strings: readonly (readonly Run[])[]
  readonly styles: readonly CellStyle[]
  /** Days are counted from 1904 (old Macs). */
  readonly from1904: boolean
}

const readWorkbook = (entries: ZipEntries): Book | undefined => {
  const xmlOf = (name: string): XmlElement | undefined => {
    const bytes = entries.get(name)
    return bytes && readXml(bytes)
  }
  const main =
    targetsOf(xmlOf('_rels/.rels'), '').find(one => one.type.endsWith('/officeDocument'))?.target ??
    'xl/workbook.xml'
  const workbook = xmlOf(main)
  if (!workbook) return undefined
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = targetsOf(xmlOf(`${folder}_rels/${main.slice(folder.length)}.rels`), folder)
  const partOf = (type: string): string | undefined => targets.find(one => one.type.endsWith(type))?.target
  const stylesPart = partOf('/styles')
  const stringsPart = partOf('/sharedStrings')
  const stringsRoot = stringsPart === undefined ? undefined : xmlOf(stringsPart)
  return {
    sheets: childElements(findChild(workbook, 'sheets') ?? workbook)
      .filter(element => element.name === 'sheet')
      .map(element => ({
        name: element.attributes.name ?? '',
        part: targets.find(one => one.id === element.attributes['r:id'])?.target ?? '',
        hidden: /hidden/i.test(element.attributes.state ?? ''),
      }))
      // Chart and macro sheets hold no cells.
      .filter(sheet => /worksheets?\//i.test(sheet.part) || sheet.part === ''),
    strings: stringsRoot
      ? childElements(stringsRoot)
          .filter(one => one.name === 'si')
          .map(runsOf)
      : [],
    styles: readCellStyles(stylesPart === undefined ? undefined : xmlOf(stylesPart)),
    from1904: /^(1|true)$/.test(findChild(workbook, 'workbookPr')?.attributes.date1904 ?? ''),
  }
}

const targetsOf = (
  root: XmlElement | undefined,
  folder: string,
): { id: string; type: string; target: string }[] =>
  (root ? childElements(root) : []).map(one => {
    const target = one.attributes.Target ?? ''
    return {
      id: one.attributes.Id ?? '',
      type: one.attributes.Type ?? '',
      target: target.startsWith('/')
        ? target.slice(1)
        : new URL(target, `file:///${folder}`).pathname.slice(1),
    }
  })

/** A string item (18.4.8): plain, or runs with fonts of their own; phonetic hints are not part of the text. */
const runsOf = (item: XmlElement): Run[] => {
  const runs = childElements(item).filter(one => one.name === 'r')
  if (runs.length === 0) return [{ text: stringText(findChild(item, 't')), font: undefined }]
  return runs.map(run => ({
    text: stringText(findChild(run, 't')),
    font: findChild(findChild(run, 'rPr'), 'rFont')?.attributes.val,
  }))
}

/** `_x000D_` stands for a carriage return (22.4.2.4, ST_Xstring). */
const stringText = (element: XmlElement | undefined): string =>
  element
    ? textContent(element).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : ''

const readCellStyles = (root: XmlElement | undefined): CellStyle[] => {
  if (!root) return []
  const list = (name: string): XmlElement[] => {
    const parent = findChild(root, name)
    return parent ? childElements(parent) : []
  }
  const fonts = list('fonts').map(font => findChild(font, 'name')?.attributes.val)
  const formats = new Map(
    list('numFmts').map(one => [one.attributes.numFmtId, one.attributes.formatCode ?? '']),
  )
  return list('cellXfs').map(one => ({
    font: fonts[Number(one.attributes.fontId ?? 0)],
    isDate: isDateFormat(Number(one.attributes.numFmtId ?? 0), formats.get(one.attributes.numFmtId)),
  }))
}

const readSheet = (
  root: XmlElement,
  sheet: Sheet,
  book: Book,
  findings: Finding[],
  count: { cells: number },
): DocumentSection => {
  const merges = mergesOf(root)
  const builder = makeTableBuilder()
  const data = findChild(root, 'sheetData')
  let rowNumber = 0
  for (const row of data ? childElements(data) : []) {
    if (row.name !== 'row') continue
    rowNumber = row.attributes.r === undefined ? rowNumber + 1 : Number(row.attributes.r)
    let columnNumber = 0
    for (const cell of childElements(row)) {
      if (cell.name !== 'c') continue
      const at = positionOf(cell.attributes.r) ?? { row: rowNumber, column: columnNumber + 1 }
      columnNumber = at.column
      const merge = merges.get(`${at.row}/${at.column}`)
      const source: Source = { kind: 'sheet', sheet: sheet.name, address: addressOf(at) }
      const lines = linesOf(cell, book, source, findings)
      const written = lines.some(line => line.text.trim() !== '')
      if (!written && !merge) continue
      // A cell under a merge can still hold a text that Excel does not show: it is looked at as a cell of its own.
      if (++count.cells > limits.table.cells) throw new TooLarge(`${limits.table.cells} cells`)
      if (at.row > 1_048_576 || at.column > 16_384) throw new XmlRefused('cell outside the sheet', true)
      builder.place({
        row: at.row - 1,
        column: at.column - 1,
        rowSpan: merge?.rows ?? 1,
        columnSpan: merge?.columns ?? 1,
        blocks: [makeParagraph(lines, source)],
        source,
      })
    }
  }
  const { table, findings: repairs } = builder.finish()
  findings.push(...repairs)
  return {
    kind: 'sheet',
    name: sheet.name,
    hidden: sheet.hidden,
    blocks: table.cells.length > 0 ? [table] : [],
  }
}

/** By their top left place. One merge over the whole sheet makes other readers run out of memory: it is refused. */
const mergesOf = (root: XmlElement): Map<string, { rows: number; columns: number }> => {
  const merges = new Map<string, { rows: number; columns: number }>()
  const parent = findChild(root, 'mergeCells')
  let area = 0
  for (const one of parent ? childElements(parent) : []) {
    const [from, to] = (one.attributes.ref ?? '').split(':').map(positionOf)
    if (!from || !to) continue
    const rows = to.row - from.row + 1
    const columns = to.column - from.column + 1
    area += rows * columns
    if (area > limits.table.cells) throw new XmlRefused('merged area', true)
    if (rows > 0 && columns > 0) merges.set(`${from.row}/${from.column}`, { rows, columns })
  }
  return merges
}

/** `D7` to 1-based row and column. */
const positionOf = (address: string | undefined): { row: number; column: number } | undefined => {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address ?? '')
  if (!match) return undefined
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(match[2]), column }
}

const addressOf = (at: { row: number; column: number }): string => {
  let letters = ''
  for (let left = at.column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters + at.row
}

const linesOf = (cell: XmlElement, book: Book, source: Source, findings: Finding[]): Line[] => {
  const style = book.styles[Number(cell.attributes.s ?? 0)]
  const runs = cellRuns(cell, book, style)
  const lines: { text: string; raw: string }[] = [{ text: '', raw: '' }]
  for (const run of runs) {
    const font = run.font ?? style?.font
    run.text.split(/\r\n|\r|\n/).forEach((piece, at) => {
      if (at > 0) lines.push({ text: '', raw: '' })
      const { text, doubtful } = decodeLegacy(piece, encodingOfFont(font))
      if (doubtful) findings.push(finding('legacy-letters', { font: font ?? '' }, source))
      const line = lines.at(-1)!
      line.text = (line.text + text).normalize('NFC')
      line.raw += piece
    })
  }
  return lines
}

/** A cell's value by its type (18.18.11): shared string, inline string, number, boolean, error, formula's string. */
const cellRuns = (cell: XmlElement, book: Book, style: CellStyle | undefined): readonly Run[] => {
  const value = findChild(cell, 'v')
  const text = value ? stringText(value) : ''
  switch (cell.attributes.t) {
    case 's':
      return book.strings[Number(text)] ?? [{ text, font: undefined }]
    case 'inlineStr': {
      const item = findChild(cell, 'is')
      return item ? runsOf(item) : []
    }
    case 'b':
      return [{ text: text === '1' ? 'TRUE' : 'FALSE', font: undefined }]
    case 'str':
    case 'e':
    case 'd':
      return [{ text, font: undefined }]
    default:
      return text === '' ? [] : [{ text: numberText(text, style, book.from1904), font: undefined }]
  }
}

/** As Excel would show it in a General cell: no trailing noise of binary fractions. */
const numberText = (text: string, style: CellStyle | undefined, from1904: boolean): string => {
  const number = Number(text)
  if (Number.isNaN(number)) return text
  if (style?.isDate) return dateText(number, from1904)
  return String(Number(number.toPrecision(15)))
}
