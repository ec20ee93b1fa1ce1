/**
 * A workbook that somebody saved, as text by cell, whatever program saved it (.xlsx, .xls, .ods): SheetJS opens what
 * exceljs does not, and here only words count. Colours, widths, hidden rows and columns are not looked at.
 */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { SnapshotName } from '../record-files.ts'

export interface HandCell {
  /** As somebody would read it; line breaks as `\n`. */
  readonly text: string
  /** A date or time, as days since 30/12/1899; undefined for what is no number. */
  readonly number: number | undefined
  /** It shows an error (`#REF!`). */
  readonly isBroken: boolean
}
export interface HandRow {
  /** As the sheet counts: from 1. */
  readonly number: number
  /** By column, from 0; only cells that hold something. */
  readonly cells: ReadonlyMap<number, HandCell>
}
export interface HandSheet {
  readonly name: string
  readonly rows: readonly HandRow[]
}
export interface HandBook {
  /** The snapshot that it was written from, where its properties still say so. */
  readonly snapshot: SnapshotName | undefined
  readonly sheets: readonly HandSheet[]
}

/** A table of a hundred thousand rows has some ten megabytes. */
const mostBytes = 64 * 1024 * 1024

/** @returns undefined for what is no workbook, or too large to be one of ours */
export const openBook = async (bytes: Uint8Array): Promise<HandBook | undefined> => {
  if (bytes.length > mostBytes) return undefined
  const book = await read(bytes)
  const keywords = book?.Props?.Keywords ?? (await keywordsInOds(bytes))
  return (
    book && {
      snapshot: snapshotOf(keywords),
      sheets: book.SheetNames.flatMap(name => {
        const sheet = book.Sheets[name]
        return sheet ? [{ name, rows: rowsOf(sheet) }] : []
      }),
    }
  )
}

const read = async (bytes: Uint8Array): Promise<WorkBook | undefined> => {
  const { read: open } = await import('@e965/xlsx')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return open(buffer, {
      ...{ type: 'buffer', dense: true, cellDates: false },
      ...{ cellFormula: false, cellHTML: false, cellText: false },
    })
  } catch {
    // Half a file, a picture by that name, a password: said as "cannot be read", whatever the library throws.
    return undefined
  }
}

/**
 * `dan-van-kheo-2022; revision 7; 2022-02-14T09:30:00.000Z`, the keywords in the file's properties. Every office program
 * keeps them; LibreOffice cuts them into pieces at `;` and `:`, and in .ods SheetJS leaves them out.
 */
const snapshotOf = (keywords: string): SnapshotName | undefined => {
  const [, revision, day, minutes, seconds] =
    /revision\W+(\d+)\W+(\d{4}-\d\d-\d\dT\d\d)\W+(\d\d)\W+(\d\d\.\d{3}Z)/.exec(keywords) ?? []
  const asOf = Date.parse(`${day}:${minutes}:${seconds}`)
  return Number.isNaN(asOf) ? undefined : { revision: Number(revision), asOf }
}

/** Larger than any office program writes it, in bytes. */
const mostMeta = 1024 * 1024

/** `<meta:keyword>revision 7</meta:keyword>` … as words (OpenDocument 1.3 part 3, 4.3.2.6). */
const keywordsInOds = async (bytes: Uint8Array): Promise<string> => {
  const { unzipSync } = await import('fflate')
  try {
    const { 'meta.xml': meta } = unzipSync(bytes, {
      filter: one => one.name === 'meta.xml' && one.originalSize < mostMeta,
    })
    return meta
      ? Buffer.from(meta)
          .toString('utf8')
          .replace(/<[^>]*>/g, ' ')
      : ''
  } catch {
    // An .xls, a web page: no zip, and nothing that says more.
    return ''
  }
}

const rowsOf = (sheet: WorkSheet): HandRow[] => {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  const rows: HandRow[] = []
  // forEach, twice: rows and cells that nobody wrote are holes.
  data.forEach((row, at) => {
    const cells = new Map<number, HandCell>()
    row.forEach((cell, column) => {
      const one = cell && cellOf(cell)
      if (one) cells.set(column, one)
    })
    if (cells.size > 0) rows.push({ number: at + 1, cells })
  })
  return rows
}

const cellOf = ({ t, v }: CellObject): HandCell | undefined => {
  if (t === 'e') return { text: '', number: undefined, isBroken: true }
  if (v === undefined || v === '') return undefined
  const text = String(v).replace(/\r\n?/g, '\n')
  if (text.trim() === '') return undefined
  return { text, number: typeof v === 'number' ? v : undefined, isBroken: false }
}

/** @param column from 0 */
export const addressOf = (row: number, column: number): string => {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row}`
}
