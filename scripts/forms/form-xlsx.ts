/** A filled form as .xlsx, laid out as units do: the table anywhere on the sheet, sheets around it, rich text. */
import ExcelJS from 'exceljs'
import type { Campaign } from '../../src/domain/campaign.ts'
import {
  type FilledForm,
  type Grid,
  grids,
  type Lettering,
  type Line,
  letterheadLines,
  linesAbove,
  linesBelow,
} from './form.ts'
import { rezipped } from './zip.ts'

export interface XlsxStyle {
  /** Sheet name; default `Sheet1`. */
  readonly sheet?: string
  /** Columns and rows left blank before the form: `{columns: 3, rows: 6}` begins at D7. */
  readonly offset?: { readonly columns: number; readonly rows: number }
  /** Text cells as rich text of two runs. */
  readonly richText?: boolean
  readonly decomposed?: boolean
  /** Old letters: TCVN3, VNI. */
  readonly letters?: Lettering
  /** The second table of the form on a sheet of its own, under the form's heading again. */
  readonly twoSheets?: boolean
  /** Ordinals as numbers and notes that look like dates as dates, as Excel makes of what is typed. */
  readonly typed?: boolean
  /** A sheet before it that has nothing to do with the form. */
  readonly decoy?: readonly (readonly string[])[]
  /** A hidden sheet after it with another filling. */
  readonly hiddenDraft?: FilledForm
}

const columnWidths = [6, 30, 22, 22, 22, 24, 18]

export const makeFormXlsx = async (
  campaign: Campaign,
  form: FilledForm,
  style: XlsxStyle = {},
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  if (style.decoy) workbook.addWorksheet('Ghi chép').addRows(style.decoy.map(row => [...row]))
  const tables = grids(campaign, form)
  const sheets = style.twoSheets ? tables.map(table => ({ ...form, tables: [table] })) : [form]
  for (const [at, one] of sheets.entries())
    drawForm(workbook.addWorksheet(style.sheet ?? `Sheet${at + 1}`), campaign, one, style)
  if (style.hiddenDraft)
    drawForm(workbook.addWorksheet('Nháp', { state: 'hidden' }), campaign, style.hiddenDraft, {})
  return rezipped(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

const drawForm = (sheet: ExcelJS.Worksheet, campaign: Campaign, form: FilledForm, style: XlsxStyle): void => {
  const left = (style.offset?.columns ?? 0) + 1
  const right = left + columnWidths.length - 1
  let row = (style.offset?.rows ?? 0) + 1
  for (const [at, width] of columnWidths.entries()) sheet.getColumn(left + at).width = width
  sheet.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }

  const put = (at: number, column: number, text: string, look: Partial<ExcelJS.Style>): void => {
    const target = sheet.getCell(at, column)
    const written = style.decomposed ? text.normalize('NFD') : text
    const middle = Math.ceil(written.length / 2)
    const pieces = style.letters?.(written) ?? []
    const font = { name: pieces[0]?.font ?? 'Times New Roman', size: 13, ...look.font }
    target.style = { ...look, font }
    if (pieces.length > 0) {
      target.value =
        pieces.length > 1
          ? { richText: pieces.map(piece => ({ text: piece.text, font: { ...font, name: piece.font } })) }
          : pieces[0]!.text
      return
    }
    const value = style.typed ? typedValue(written) : written
    target.value =
      style.richText && written.length > 3
        ? {
            richText: [
              { text: written.slice(0, middle), font },
              { text: written.slice(middle), font: { ...font, color: { argb: 'FF000080' } } },
            ],
          }
        : value
  }
  /** The form's own lines: left ones over the first five columns, right ones over the last three, the title over all. */
  const line = ({ text, align, bold = false, italic = false }: Line, at: number): void => {
    const from = align === 'right' ? right - 2 : left
    const to = align === 'left' ? right - 3 : right
    sheet.mergeCells(at, from, at, to)
    put(at, from, text, {
      font: { bold, italic },
      alignment: { horizontal: align === 'left' ? 'left' : 'center', vertical: 'middle' },
    })
  }

  const head = letterheadLines(campaign, form)
  if (head) {
    for (const [at, one] of head.left.entries()) line({ ...one, align: 'left' }, row + at)
    for (const [at, one] of head.right.entries()) line({ ...one, align: 'right' }, row + at)
    row += Math.max(head.left.length, head.right.length) + 1
  }
  for (const one of linesAbove(campaign, form)) line(one, row++)
  row++
  for (const grid of grids(campaign, form)) {
    for (const [down, cells] of grid.entries()) {
      sheet.getRow(row + down).height = heightOf(cells)
      for (const [across, one] of cells.entries()) {
        if (!one) continue
        const [top, start] = [row + down, left + across]
        if (one.rows > 1 || one.columns > 1)
          sheet.mergeCells(top, start, top + one.rows - 1, start + one.columns - 1)
        const edge = { style: 'thin' } as const
        put(top, start, one.lines.join('\n'), {
          font: { bold: one.heading },
          alignment: {
            wrapText: true,
            vertical: 'middle',
            horizontal: one.heading || across === 0 ? 'center' : 'left',
          },
          border: { top: edge, left: edge, bottom: edge, right: edge },
        })
      }
    }
    row += grid.length + 1
  }
  for (const one of linesBelow(form)) line(one, row++)
}

/** `1` is a number to Excel, `15/02/2022` a day. */
const typedValue = (text: string): string | number | Date => {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const day = /^(\d\d)\/(\d\d)\/(20\d\d)$/.exec(text)
  return day ? new Date(Date.UTC(Number(day[3]), Number(day[2]) - 1, Number(day[1]))) : text
}

/** Points. Neither Excel nor LibreOffice fits a row to wrapped text when it opens a file: estimated by letters a line. */
const heightOf = (cells: Grid[number]): number => {
  const lines = cells.map((one, column) =>
    one && one.rows === 1
      ? one.lines.reduce(
          (sum, line) => sum + Math.ceil((line.length * 1.15) / ((columnWidths[column] ?? 18) * one.columns)),
          0,
        )
      : 1,
  )
  return Math.max(28, 17 * Math.max(...lines) + 4)
}
