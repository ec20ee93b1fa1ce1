/**
 * .xlsx (ECMA-376, SpreadsheetML) to `Document`: one table a sheet on the sheet's own grid, cells as text. Fonts come
 * from styles and rich text, so legacy letters are decoded by what they were drawn in. No formula is ever computed:
 * the value that the writer stored is read.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeParagraph, makeTableBuilder, plainLine } from '../document/build.ts'
import type { DocumentSection, Line } from '../document/model.ts'
import { limits } from '../limits.ts'
import { linesOfRuns } from './lettering.ts'
import { attempt, type DocumentReading, tooLarge, unreadable } from './reading.ts'
import { dateText } from './sheet-dates.ts'
import {
  type Book,
  type CellStyle,
  drawnText,
  type Run,
  readWorkbook,
  runsOf,
  type Sheet,
  stringText,
} from './xlsx-book.ts'
import { childElements, findChild, readXml, type XmlElement, XmlRefused } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export const readXlsx = (entries: ZipEntries): Promise<DocumentReading> =>
  attempt(() => {
    const findings: Finding[] = []
    const book = readWorkbook(entries)
    if (!book) throw unreadable()
    if (book.sheets.length > limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
    const count = { cells: 0 }
    const sections: DocumentSection[] = []
    for (const sheet of book.sheets) {
      const bytes = entries.get(sheet.part)
      if (!bytes) {
        findings.push(finding('unreadable-part'))
        continue
      }
      sections.push(...readSheet(readXml(bytes), sheet, book, findings, count))
      const drawn = drawnText(entries, sheet)
      if (drawn.length > 0)
        sections.push({
          kind: 'text-box',
          name: sheet.name,
          hidden: sheet.hidden,
          blocks: drawn.map(text => makeParagraph([plainLine(text)], { kind: 'part' })),
        })
    }
    return { sections, findings: onceASheet(findings) }
  })

/** A column of `#N/A` says it once. */
const onceASheet = (findings: readonly Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter(({ code, args, source }) => {
    const key = JSON.stringify([code, args, source?.kind === 'sheet' ? source.sheet : ''])
    return !seen.has(key) && seen.add(key)
  })
}

const readSheet = (
  root: XmlElement,
  sheet: Sheet,
  book: Book,
  findings: Finding[],
  count: { cells: number },
): DocumentSection[] => {
  const merges = mergesOf(root)
  const builder = makeTableBuilder()
  const isHiddenColumn = hiddenColumns(root)
  const hiddenRows = new Set<number>()
  const hidden: string[] = []
  const data = findChild(root, 'sheetData')
  const rows = (data ? childElements(data) : []).filter(row => row.name === 'row')
  let rowNumber = 0
  for (const row of rows) {
    rowNumber = row.attributes.r === undefined ? rowNumber + 1 : Number(row.attributes.r)
    if (isTrue(row.attributes.hidden)) hiddenRows.add(rowNumber)
  }
  rowNumber = 0
  for (const row of rows) {
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
      if (++count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
      if (at.row > 1_048_576 || at.column > 16_384) throw new XmlRefused('cell outside the sheet', true)
      const { rows: rowSpan, columns: columnSpan } = merge ?? { rows: 1, columns: 1 }
      const isShown =
        some(at.row, rowSpan, one => !hiddenRows.has(one)) &&
        some(at.column, columnSpan, one => !isHiddenColumn(one))
      if (!isShown) {
        hidden.push(...lines.map(line => line.raw).filter(text => text.trim() !== ''))
        continue
      }
      builder.place({
        row: at.row - 1,
        column: at.column - 1,
        rowSpan,
        columnSpan,
        blocks: [makeParagraph(lines, source)],
        source,
      })
    }
  }
  const { table, findings: repairs } = builder.finish()
  findings.push(...repairs)
  const section: DocumentSection = {
    kind: 'sheet',
    name: sheet.name,
    hidden: sheet.hidden,
    blocks: table.cells.length > 0 ? [table] : [],
  }
  if (hidden.length === 0) return [section]
  const passedOver = makeParagraph(hidden.map(plainLine), { kind: 'part' })
  return [section, { kind: 'sheet', name: sheet.name, hidden: true, blocks: [passedOver] }]
}

const isTrue = (value: string | undefined): boolean => /^(1|true)$/.test(value ?? '')

const some = (from: number, count: number, test: (at: number) => boolean): boolean => {
  for (let at = from; at < from + count; at++) if (test(at)) return true
  return false
}

/** Columns that are folded away (18.3.1.13). */
const hiddenColumns = (root: XmlElement): ((column: number) => boolean) => {
  const parent = findChild(root, 'cols')
  const ranges = (parent ? childElements(parent) : [])
    .filter(one => isTrue(one.attributes.hidden))
    .map(one => [Number(one.attributes.min), Number(one.attributes.max)] as const)
  return column => ranges.some(([min, max]) => min <= column && column <= max)
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
  const runs = cellRuns(cell, book, style, source, findings)
  return linesOfRuns(
    runs.map(run => ({ text: run.text, font: run.font ?? style?.font })),
    source,
    one => findings.push(one),
  )
}

/**
 * A cell's value by its type (18.18.11): shared string, inline string, number, boolean, error, formula's string. What has
 * no value to show (an error, a formula never computed, a string that is not there) is an `unread-text`.
 */
const cellRuns = (
  cell: XmlElement,
  book: Book,
  style: CellStyle | undefined,
  source: Source,
  findings: Finding[],
): readonly Run[] => {
  const value = findChild(cell, 'v')
  const text = value ? stringText(value) : ''
  const plain = (shown: string): Run[] => [{ text: shown, font: undefined }]
  const unread = (what: string): Run[] => {
    findings.push(finding('unread-text', { text: what }, source))
    return plain(what)
  }
  if (!value && findChild(cell, 'f')) return unread(`=${stringText(findChild(cell, 'f'))}`)
  switch (cell.attributes.t) {
    case 's':
      if (text === '') return []
      return book.strings[Number(text)] ?? unread(`#${text}`)
    case 'inlineStr': {
      const item = findChild(cell, 'is')
      return item ? runsOf(item) : []
    }
    case 'b':
      return plain(text === '1' ? 'TRUE' : 'FALSE')
    case 'e':
      return unread(text)
    case 'str':
    case 'd':
      return plain(text)
    default:
      return text === '' ? [] : plain(numberText(text, style, book.from1904))
  }
}

/** As Excel would show it in a General cell: no trailing noise of binary fractions. */
const numberText = (text: string, style: CellStyle | undefined, from1904: boolean): string => {
  const number = Number(text)
  if (Number.isNaN(number)) return text
  if (style?.isDate) return dateText(number, from1904)
  return String(Number(number.toPrecision(15)))
}
