/**
 * The one way in which workbooks are made: exceljs's streaming writer, always from nothing (a file loaded and saved by
 * exceljs loses what it does not know), into memory, so that what is written, hashed and mailed are the same bytes. A
 * campaign's workbook is well under a megabyte; rows leave the writer as they are committed.
 */
import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'

export type SheetRow = ExcelJS.Row
export type Sheet = ExcelJS.Worksheet

export interface WorkbookFacts {
  readonly title: string
  readonly author: string
  /** Of the snapshot that is drawn; stands in the file's properties. */
  readonly revision: number
  readonly campaign: string
  /** Milliseconds. */
  readonly asOf: number
}

/** A name for a range, for the clerk's own formulas: stable in every build. */
export interface RangeName {
  readonly name: string
  /** `'Đăng ký'!$A$1:$P$120` */
  readonly range: string
}

/** Draws a workbook. @param draw adds sheets and rows; gives the names of ranges. @returns the bytes of the .xlsx */
export const makeWorkbookBytes = async (
  facts: WorkbookFacts,
  draw: (workbook: ExcelJS.stream.xlsx.WorkbookWriter) => readonly RangeName[],
): Promise<Buffer> => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk)
      done()
    },
  })
  const made = new Date(facts.asOf)
  // Shared strings keep leading spaces and line breaks (`xml:space`); inline ones of this writer do not.
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  workbook.creator = facts.author
  workbook.lastModifiedBy = facts.author
  workbook.created = made
  workbook.modified = made
  workbook.title = facts.title
  workbook.keywords = `${facts.campaign}; revision ${facts.revision}; ${made.toISOString()}`
  setDefaultFont(workbook)
  const names = draw(workbook)
  // `definedNames.add` keeps an object for each cell of a range; what the writer asks of it in the end is this list.
  Object.defineProperty(workbook.definedNames, 'model', {
    value: names.map(one => ({ name: one.name, ranges: [one.range] })),
  })
  await workbook.commit()
  return Buffer.concat(chunks)
}

/** Millimetres as exceljs wants a margin: inches. */
export const inches = (millimetres: number): number => Math.round((millimetres / 25.4) * 1000) / 1000

export const pageFont = 'Times New Roman'

/**
 * The font of the file's Normal style, by whose digits column widths are counted: the page's own, so that columns come
 * out equally wide where there is no Calibri. exceljs puts Calibri there when no font was added before; it has no
 * setting for it, hence the reach inside (its version is pinned, and a test reads the font back).
 */
const setDefaultFont = (workbook: object): void => {
  const { styles } = workbook as { styles: { _addFont(font: object): number } }
  styles._addFont({ name: pageFont, size: 12, family: 1 })
}

/** What a cell looks like; everything else is the page's font at 12 points. */
export interface Look {
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly align?: 'left' | 'center'
  readonly vertical?: 'top' | 'middle'
  readonly bordered?: boolean
  /** Excel's number format. */
  readonly format?: string
}

/**
 * Styles by look, one object each: exceljs turns a style into XML for every cell unless it has met the very object
 * before, which is most of the time of a build.
 */
export const makeStyles = (): ((look: Look) => Partial<ExcelJS.Style>) => {
  const made = new Map<string, Partial<ExcelJS.Style>>()
  return look => {
    const key = JSON.stringify(look)
    const style = made.get(key) ?? styleOf(look)
    made.set(key, style)
    return style
  }
}

const thin = { style: 'thin' } as const
const styleOf = (look: Look): Partial<ExcelJS.Style> => ({
  font: {
    name: pageFont,
    family: 1,
    size: look.size ?? 12,
    bold: look.bold ?? false,
    italic: look.italic ?? false,
    underline: look.underline ?? false,
  },
  alignment: {
    horizontal: look.align ?? 'center',
    vertical: look.vertical ?? 'middle',
    wrapText: true,
  },
  ...(look.bordered ? { border: { top: thin, left: thin, bottom: thin, right: thin } } : {}),
  ...(look.format ? { numFmt: look.format } : {}),
})
