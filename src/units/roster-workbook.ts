/**
 * The roster as the clerk edits it in Excel: opened and written by exceljs. What its sheets say is `roster-sheets.ts`.
 */
import ExcelJS from 'exceljs'
import type { Book, BookCell } from '../domain/book.ts'
import type { Roster, Unit } from '../domain/unit.ts'
import { writtenDay } from '../domain/zoned-time.ts'
import { type RosterColumn, rosterColumns } from './roster-rows.ts'
import {
  findRosterTable,
  type RosterTable,
  readRosterSheets,
  refused,
  said,
  type Wording,
} from './roster-sheets.ts'

/** Rows below the list that are ready to be typed in: text cells, the yes/no list. */
const spareRows = 300
const widths: Record<RosterColumn, number> = {
  id: 34,
  name: 46,
  block: 40,
  group: 22,
  aliases: 60,
  confirmed: 16,
  contact: 26,
  phone: 16,
  addresses: 34,
  extendedTo: 16,
}

/**
 * @param bytes an .xlsx file of the clerk's folder. What comes from elsewhere is opened in the child process
 * @param known the roster in force: a row without a code keeps the id that its name has there
 * @throws AppError bad-roster; its message is Vietnamese, for the clerk
 */
export const readRosterWorkbook = async (
  bytes: Uint8Array,
  wording: Wording,
  known?: Roster,
): Promise<Roster> => readRosterSheets(sheetsOf(await openWorkbook(bytes, wording)), wording, known)

/** The workbook with its list found. @throws AppError bad-roster where there is none */
export const openRosterTable = async (
  bytes: Uint8Array,
  wording: Wording,
): Promise<RosterTable & { workbook: ExcelJS.Workbook; worksheet: ExcelJS.Worksheet }> => {
  const workbook = await openWorkbook(bytes, wording)
  const table = findRosterTable(sheetsOf(workbook), wording)
  return { ...table, workbook, worksheet: workbook.worksheets[table.sheet]! }
}

const openWorkbook = async (bytes: Uint8Array, wording: Wording): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook()
  try {
    // A validation over whole columns makes exceljs hang (#1842); nothing here needs those nodes.
    await workbook.xlsx.load(new Uint8Array(bytes).buffer as ArrayBuffer, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'hyperlinks', 'drawing'],
    })
    return workbook
  } catch (cause) {
    throw refused([{ code: 'unreadable', values: {} }], wording, cause)
  }
}

const sheetsOf = (workbook: ExcelJS.Workbook): Book['sheets'] =>
  workbook.worksheets.map(sheet => {
    const rows: Book['sheets'][number]['rows'] = []
    sheet.eachRow((row, number) => {
      const cells: BookCell[] = []
      row.eachCell((cell, at) => void cells.push({ column: at - 1, ...cellOf(cell.value) }))
      rows.push({ number, cells })
    })
    return { name: sheet.name, rows }
  })

const cellOf = (value: ExcelJS.CellValue): Omit<BookCell, 'column'> => {
  const text = (said: string): Omit<BookCell, 'column'> => ({ text: said, number: null, isBroken: false })
  if (value === null || value === undefined) return text('')
  if (typeof value === 'string') return text(value)
  if (typeof value === 'boolean') return text(String(value))
  if (typeof value === 'number') return { text: String(value), number: value, isBroken: false }
  if (value instanceof Date) return text(value.toISOString().slice(0, 10))
  if ('richText' in value) return text(value.richText.map(run => run.text).join(''))
  if ('text' in value) return cellOf(value.text as ExcelJS.CellValue)
  if ('error' in value) return { text: '', number: null, isBroken: true }
  return 'result' in value ? cellOf(value.result) : text('')
}

/** A column for whoever looks, at the right of ours; read back it says nothing. */
export interface MoreColumn {
  readonly heading: string
  readonly width: number
  readonly text: (unit: Unit) => string
}

/** The clerk's workbook, as bytes: the list, and beside it how to edit it. */
export const renderRosterWorkbook = async (
  roster: Roster,
  wording: Wording,
  more: readonly MoreColumn[] = [],
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(said(wording, 'sheet'), { views: [{ state: 'frozen', ySplit: 1 }] })
  const font = { name: 'Times New Roman', size: 12 }
  const columnWidths = [...rosterColumns.map(column => widths[column]), ...more.map(one => one.width)]
  sheet.columns = columnWidths.map(width => ({
    width,
    // `@` is text: a phone number typed later keeps its 0.
    style: { numFmt: '@', font, alignment: { vertical: 'top', wrapText: true } },
  }))
  const head = sheet.addRow([
    ...rosterColumns.map(column => said(wording, `column-${column}`)),
    ...more.map(one => one.heading),
  ])
  head.height = 34
  head.eachCell(cell => {
    cell.font = { ...font, bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2EFDA' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = { bottom: { style: 'thin' } }
  })
  for (const unit of roster.units) {
    const texts = [
      ...rosterColumns.map(column => shownIn(unit, column, wording)),
      ...more.map(one => one.text(unit)),
    ]
    const lines = texts.map((text, at) => Math.ceil((text.length * 1.02) / columnWidths[at]!))
    // Nothing fits a row to wrapped text when it opens the file; points, by an estimate of its lines.
    sheet.addRow(texts).height = 16 * Math.max(1, ...lines) + 2
  }
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  sheet.pageSetup.printTitlesRow = '1:1'
  const last = roster.units.length + 1
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: columnWidths.length } }
  offerYesAndNo(sheet, rosterColumns.indexOf('confirmed') + 1, 2, last, wording)
  const help = workbook.addWorksheet(said(wording, 'help-sheet'))
  help.columns = [{ width: 110, style: { font, alignment: { wrapText: true, vertical: 'top' } } }]
  for (const line of said(wording, 'help').split('\n').filter(Boolean)) help.addRow([line])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The cells of the list, and of the rows below it, offer both words. */
export const offerYesAndNo = (
  sheet: ExcelJS.Worksheet,
  column: number,
  first: number,
  last: number,
  wording: Wording,
): void => {
  for (let row = first; row <= last + spareRows; row++)
    sheet.getCell(row, column).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${said(wording, 'yes')},${said(wording, 'no')}"`],
      // Suggests only: "x" is understood too.
      showErrorMessage: false,
    }
}

/** What stands in its cell of that column. */
export const shownIn = (unit: Unit, column: RosterColumn, wording: Wording): string => {
  if (column === 'aliases') return unit.aliases.join(' | ')
  if (column === 'addresses') return unit.addresses.join('\n')
  if (column === 'extendedTo') return unit.extendedTo && writtenDay(unit.extendedTo)
  if (column === 'confirmed') return said(wording, unit.confirmed ? 'yes' : 'no')
  return unit[column]
}
