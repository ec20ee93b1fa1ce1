/**
 * The roster as the clerk edits it in Excel. Reading takes what a clerk does to a sheet: columns moved, own columns
 * added, rows left blank, "x" for "có", a phone number typed as a number, a row added without a code. What cannot be
 * taken is refused as a whole, in Vietnamese, with the row: half a roster must never come into force.
 */
import ExcelJS from 'exceljs'
import { AppError } from '../domain/errors.ts'
import type { Roster, Unit } from '../domain/unit.ts'
import { writtenDay } from '../domain/zoned-time.ts'
import { fill } from '../text/fill.ts'
import { foldBare } from '../text/fold.ts'
import {
  optionalColumns,
  type RosterColumn,
  type RosterRow,
  type RosterTrouble,
  readRosterRows,
  rosterColumns,
} from './roster-rows.ts'

/** Texts by dotted key, as `openCampaignFolder` gives them; here those of the group `roster`. */
export type Wording = Readonly<Record<string, string>>

const troublesShown = 5
/** Headings are looked for in the first rows only: a clerk may put a title above them. */
const headingRows = 20
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
 * @param bytes an .xlsx file
 * @param known the roster in force: a row without a code keeps the id that its name has there
 * @throws AppError bad-roster; its message is Vietnamese, for the clerk
 */
export const readRosterWorkbook = async (
  bytes: Uint8Array,
  wording: Wording,
  known?: Roster,
): Promise<Roster> => {
  const { rows, broken } = await openRosterTable(bytes, wording)
  const { roster, troubles } = readRosterRows(rows, known)
  if (broken.length + troubles.length > 0) throw refused([...broken, ...troubles], wording)
  return roster
}

interface RosterTable extends Table {
  readonly workbook: ExcelJS.Workbook
  readonly rows: readonly RosterRow[]
  readonly broken: readonly RosterTrouble[]
}

/** The workbook with its list found. @throws AppError bad-roster where there is none */
export const openRosterTable = async (bytes: Uint8Array, wording: Wording): Promise<RosterTable> => {
  const workbook = await openWorkbook(bytes, wording)
  const table = findTable(workbook, wording)
  if (!table) throw refused([{ code: 'no-headings', values: {} }], wording)
  const { sheet, headingRow, columns } = table
  const headingTroubles = rosterColumns.flatMap((column): RosterTrouble[] => {
    const places = columns.filter(one => one.column === column).length
    const values = { column: said(wording, `column-${column}`) }
    if (places > 1) return [{ code: 'column-twice', values }]
    return places === 0 && !optionalColumns.includes(column) ? [{ code: 'column-missing', values }] : []
  })
  if (headingTroubles.length > 0) throw refused(headingTroubles, wording)

  const rows: RosterRow[] = []
  const broken: RosterTrouble[] = []
  sheet.eachRow((row, number) => {
    if (number <= headingRow) return
    const cells = columns.map(({ column, at }) => {
      const text = cellText(row.getCell(at).value, column)
      if (text === undefined)
        broken.push({
          code: 'cell-broken',
          values: { row: number, column: said(wording, `column-${column}`) },
        })
      return [column, text ?? ''] as const
    })
    rows.push({ row: number, cells: Object.fromEntries(cells) })
  })
  return { workbook, ...table, rows, broken }
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

interface Table {
  readonly sheet: ExcelJS.Worksheet
  readonly headingRow: number
  readonly columns: readonly { readonly column: RosterColumn; readonly at: number }[]
}

/** The first sheet with a row that has at least the headings of name and block. */
const findTable = (workbook: ExcelJS.Workbook, wording: Wording): Table | undefined => {
  const columnOf = new Map<string, RosterColumn>()
  for (const column of rosterColumns) {
    const heading = said(wording, `column-${column}`)
    columnOf.set(foldBare(heading), column)
    columnOf.set(foldBare(heading.replace(/\(.*\)/, '')), column)
  }
  for (const sheet of workbook.worksheets)
    for (let number = 1; number <= Math.min(headingRows, sheet.rowCount); number++) {
      const columns: { column: RosterColumn; at: number }[] = []
      sheet.getRow(number).eachCell((cell, at) => {
        const column = columnOf.get(foldBare(cellText(cell.value, 'name') ?? ''))
        if (column) columns.push({ column, at })
      })
      const has = (column: RosterColumn): boolean => columns.some(one => one.column === column)
      if (has('name') && has('block')) return { sheet, headingRow: number, columns }
    }
  return undefined
}

/** A cell as text; undefined for a cell that shows an error (`#REF!`). */
const cellText = (value: ExcelJS.CellValue, column: RosterColumn): string | undefined => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return column === 'phone' ? phoneText(value) : String(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if ('richText' in value) return value.richText.map(run => run.text).join('')
  if ('text' in value) return cellText(value.text as ExcelJS.CellValue, column)
  if ('error' in value) return undefined
  return 'result' in value ? cellText(value.result, column) : ''
}

/** Excel drops the 0 of a number typed as one; Vietnamese numbers have 9 or 10 digits after it. */
const phoneText = (value: number): string => {
  const digits = String(value)
  return /^[1-9]\d{8,9}$/.test(digits) ? `0${digits}` : digits
}

/** The clerk's workbook, as bytes: the list, and beside it how to edit it. */
export const renderRosterWorkbook = async (roster: Roster, wording: Wording): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(said(wording, 'sheet'), { views: [{ state: 'frozen', ySplit: 1 }] })
  const font = { name: 'Times New Roman', size: 12 }
  sheet.columns = rosterColumns.map(column => ({
    width: widths[column],
    // `@` is text: a phone number typed later keeps its 0.
    style: { numFmt: '@', font, alignment: { vertical: 'top', wrapText: true } },
  }))
  const head = sheet.addRow(rosterColumns.map(column => said(wording, `column-${column}`)))
  head.height = 34
  head.eachCell(cell => {
    cell.font = { ...font, bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2EFDA' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = { bottom: { style: 'thin' } }
  })
  for (const unit of roster.units) {
    const texts = rosterColumns.map(column => shownIn(unit, column, wording))
    const lines = texts.map((text, at) => Math.ceil((text.length * 1.02) / widths[rosterColumns[at]!]))
    // Nothing fits a row to wrapped text when it opens the file; points, by an estimate of its lines.
    sheet.addRow(texts).height = 16 * Math.max(1, ...lines) + 2
  }
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  sheet.pageSetup.printTitlesRow = '1:1'
  const last = roster.units.length + 1
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: last, column: rosterColumns.length } }
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

/** A text of the group `roster`. @throws Error where the campaign's wording lacks it */
export const said = (wording: Wording, key: string, values: Record<string, string | number> = {}): string => {
  const text = wording[`roster.${key}`]
  if (text === undefined) throw new Error(`wording.yaml has no roster.${key}`)
  return fill(text, values)
}

const refused = (troubles: readonly RosterTrouble[], wording: Wording, cause?: unknown): AppError => {
  const lines = troubles
    .slice(0, troublesShown)
    .map(({ code, values }) => said(wording, `trouble-${code}`, { ...values }))
  const more = troubles.length - lines.length
  if (more > 0) lines.push(said(wording, 'trouble-more', { count: more }))
  return new AppError('bad-roster', lines.join(' '), { cause })
}
