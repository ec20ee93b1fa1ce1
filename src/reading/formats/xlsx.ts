/**
 * .xlsx (ECMA-376, SpreadsheetML) to `Document`: one table a sheet on the sheet's own grid, cells as text. Fonts come
 * from styles and rich text, so legacy letters are decoded by what they were drawn in. No formula is ever computed:
 * the value that the writer stored is read.
 */
import { finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import { attempt, type DocumentReading, hostile, tooLarge, unreadable } from './reading.ts'
import { numberText } from './sheet-dates.ts'
import {
  type Merges,
  makeBookBuilder,
  makeMerges,
  makeRanges,
  positionOf,
  type SheetCell,
} from './sheet-document.ts'
import { type Book, besideCells, type Run, readWorkbook, runsOf, stringText } from './xlsx-book.ts'
import { childElements, findChild, readXml, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export const readXlsx = (zip: ZipEntries): Promise<DocumentReading> =>
  attempt(() => {
    const entries = anyCase(zip)
    const book = readWorkbook(entries)
    if (!book) throw unreadable()
    if (book.sheets.length > limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
    const builder = makeBookBuilder()
    if (book.lostStrings) builder.note(finding('unread-text', { text: 'sharedStrings' }))
    for (const sheet of book.sheets) {
      const bytes = entries.get(sheet.part)
      if (!bytes) {
        builder.note(finding('unreadable-part'))
        continue
      }
      const { name, isHidden } = sheet
      const root = readXml(bytes)
      const rows = rowsOf(root)
      const hiddenRows = new Set(
        rows.filter(row => isTrue(row.element.attributes.hidden)).map(row => row.row),
      )
      builder.addSheet(
        {
          name,
          isHidden,
          merges: mergesOf(root),
          isHiddenRow: row => hiddenRows.has(row),
          isHiddenColumn: hiddenColumns(root),
        },
        cellsOf(rows, book),
      )
      const { drawn, comments } = besideCells(entries, sheet)
      builder.addDrawn(sheet, drawn)
      builder.addComments(name, comments)
    }
    return builder.finish()
  })

/** Part names do not tell capitals apart (ECMA-376 part 2, 6.2.2.3); some writers mix them. */
const anyCase = (zip: ZipEntries): Pick<ZipEntries, 'get'> => {
  const byLetters = new Map([...zip].map(([name, bytes]) => [name.toLowerCase(), bytes]))
  return { get: name => zip.get(name) ?? byLetters.get(name.toLowerCase()) }
}

interface Row {
  readonly row: number
  readonly element: XmlElement
}

/** Rows and cells need not say where they stand (18.3.1.73, 18.3.1.4): then they follow the one before. */
const rowsOf = (root: XmlElement): Row[] => {
  const data = findChild(root, 'sheetData')
  let row = 0
  return (data ? childElements(data) : [])
    .filter(element => element.name === 'row')
    .map(element => {
      row = element.attributes.r === undefined ? row + 1 : Number(element.attributes.r)
      // Empty rows and columns that no sheet has: exceljs would make them all.
      if (row > 1_048_576) throw hostile('row outside the sheet')
      return { row, element }
    })
}

function* cellsOf(rows: readonly Row[], book: Book): Iterable<SheetCell> {
  for (const { row, element } of rows) {
    let column = 0
    for (const cell of childElements(element)) {
      if (cell.name !== 'c') continue
      const at = positionOf(cell.attributes.r) ?? { row, column: column + 1 }
      column = at.column
      yield { ...at, ...cellValue(cell, book) }
    }
  }
}

const isTrue = (value: string | undefined): boolean => /^(1|true)$/.test(value ?? '')

/** Columns that are folded away (18.3.1.13). */
const hiddenColumns = (root: XmlElement): ((column: number) => boolean) => {
  const parent = findChild(root, 'cols')
  const columns = parent ? childElements(parent) : []
  // Some writers count a few too many.
  if (columns.some(one => Math.max(Number(one.attributes.min), Number(one.attributes.max)) > 65_536))
    throw hostile('column outside the sheet')
  return makeRanges(
    columns
      .filter(one => isTrue(one.attributes.hidden))
      .map(one => [Number(one.attributes.min), Number(one.attributes.max)] as const),
  )
}

const mergesOf = (root: XmlElement): Merges => {
  const merges = makeMerges()
  const parent = findChild(root, 'mergeCells')
  for (const one of parent ? childElements(parent) : []) {
    const [from, to] = (one.attributes.ref ?? '').split(':').map(positionOf)
    if (from && to) merges.add(from, to)
    // Not read by us, it may be read by exceljs: over the whole sheet, it ends the process.
    else if (one.attributes.ref?.includes(':')) throw hostile('merge outside the sheet')
  }
  return merges
}

/**
 * A cell's value by its type (18.18.11): shared string, inline string, number, boolean, error, formula's string. What has
 * no value to show is unread: an error, a formula never computed, a string that is not there.
 */
const cellValue = (cell: XmlElement, book: Book): Pick<SheetCell, 'runs' | 'isUnread'> => {
  const style = book.styles[Number(cell.attributes.s ?? 0)]
  const value = findChild(cell, 'v')
  const text = value ? stringText(value) : ''
  const plain = (shown: string) => ({ runs: [{ text: shown, font: style?.font, isStruck: style?.isStruck }] })
  const unread = (what: string) => ({ ...plain(what), isUnread: true as const })
  const rich = (runs: readonly Run[]) => ({
    runs: runs.map(({ text, font, isStruck }) => ({
      text,
      font: font ?? style?.font,
      isStruck: isStruck ?? style?.isStruck,
    })),
  })
  if (!value && findChild(cell, 'f')) return unread(`=${stringText(findChild(cell, 'f'))}`)
  switch (cell.attributes.t) {
    case 's': {
      const runs = book.strings[Number(text)]
      return text === '' ? { runs: [] } : runs ? rich(runs) : unread(`#${text}`)
    }
    case 'inlineStr': {
      const item = findChild(cell, 'is')
      return { runs: [], ...(item && rich(runsOf(item))) }
    }
    case 'b':
      return plain(text === '1' ? 'TRUE' : 'FALSE')
    case 'e':
      return unread(text)
    case 'str':
    case 'd':
      return plain(text)
    default: {
      const number = Number(text)
      if (text === '') return { runs: [] }
      return plain(Number.isNaN(number) ? text : numberText(number, style?.isDate ?? false, book.from1904))
    }
  }
}
