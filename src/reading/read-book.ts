/**
 * A workbook that somebody saved, as text by cell, whatever program saved it (.xlsx, .xls, .ods): SheetJS opens what
 * exceljs does not. Zips pass the guard first, and are handed on packed again, as everywhere. No forms here: it is for
 * tables of ours that came back.
 */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import type { Book, BookCell, BookRow } from '../domain/book.ts'
import { openWithSheetJs } from './formats/sheetjs.ts'
import { sniffFormat } from './formats/sniff.ts'
import { openZip, repackZip, type ZipEntries } from './formats/zip.ts'
import { limits } from './limits.ts'

/** @returns null for what is no workbook, is damaged or locked, or is too large to be one of ours */
export const readBook = async (bytes: Uint8Array): Promise<Book | null> => {
  if (bytes.length > limits.messageBytes) return null
  // SheetJS takes any text for a table of its own.
  const format = sniffFormat(bytes)
  if (format !== 'zip' && format !== 'ole') return null
  const zip = format === 'zip' ? await openZip(bytes) : undefined
  if (zip && 'finding' in zip) return null
  const book = await open(zip ? repackZip(zip.value) : bytes)
  if (!book || book.SheetNames.length > limits.sheets) return null
  return {
    keywords: book.Props?.Keywords ?? (zip ? keywordsInOds(zip.value) : ''),
    sheets: book.SheetNames.flatMap(name => {
      const sheet = book.Sheets[name]
      return sheet ? [{ name, rows: rowsOf(sheet) }] : []
    }),
  }
}

const open = async (bytes: Uint8Array): Promise<WorkBook | null> => {
  try {
    return await openWithSheetJs(bytes, { dense: true })
  } catch {
    // Half a file, a picture by that name, a password: whatever the library throws, it is no workbook to us.
    return null
  }
}

/** `<meta:keyword>revision 7</meta:keyword>` … as words (OpenDocument 1.3 part 3, 4.3.2.6); SheetJS leaves them out. */
const keywordsInOds = (entries: ZipEntries): string =>
  new TextDecoder().decode(entries.get('meta.xml')).replace(/<[^>]*>/g, ' ')

const rowsOf = (sheet: WorkSheet): BookRow[] => {
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  const rows: BookRow[] = []
  // forEach, twice: rows and cells that nobody wrote are holes.
  data.forEach((row, at) => {
    const cells: BookCell[] = []
    row.forEach((cell, column) => {
      const one = cell && cellOf(cell, column)
      if (one) cells.push(one)
    })
    if (cells.length > 0) rows.push({ number: at + 1, cells })
  })
  return rows
}

const cellOf = ({ t, v }: CellObject, column: number): BookCell | undefined => {
  if (t === 'e') return { column, text: '', number: null, isBroken: true }
  const text = String(v ?? '').replace(/\r\n?/g, '\n')
  if (text.trim() === '') return undefined
  return { column, text, number: typeof v === 'number' ? v : null, isBroken: false }
}
