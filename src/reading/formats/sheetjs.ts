/**
 * Sheets as SheetJS reads them: the independent second reader of .xls, and of what exceljs cannot open. It gives words, in
 * no order; no fonts. Loaded when first needed.
 */
import type { ParsingOptions, WorkBook } from '@e965/xlsx'

export const openWithSheetJs = async (bytes: Uint8Array, options: ParsingOptions = {}): Promise<WorkBook> => {
  const { read } = await import('@e965/xlsx')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return read(buffer, { type: 'buffer', cellFormula: false, cellHTML: false, cellText: false, ...options })
  } catch (error) {
    // It throws plain strings too: at a tag that it does not know in the XML of Excel 2003.
    throw error instanceof Error ? error : new Error(String(error))
  }
}

/** @param needsCodePages text is kept in an old code page (BIFF5): the tables are half a megabyte, loaded for it alone */
export const sheetJsText = async (bytes: Uint8Array, needsCodePages = false): Promise<string> => {
  if (needsCodePages) {
    const { set_cptable } = await import('@e965/xlsx')
    set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  }
  const book = await openWithSheetJs(bytes)
  const words: string[] = []
  for (const name of book.SheetNames) {
    const sheet = new Map<string, unknown>(Object.entries(book.Sheets[name] ?? {}))
    // Charts, macros and dialogs are sheets to it; the form's words are in none of them.
    if (sheet.has('!type') && sheet.get('!type') !== 'sheet') continue
    // By the cells that there are: the range that a file declares can be millions of places.
    for (const [address, cell] of sheet) if (!address.startsWith('!') && isText(cell)) words.push(cell.v)
  }
  return words.join('\n')
}

/** Only text: numbers and dates are shown in as many ways as there are readers. */
const isText = (cell: unknown): cell is { readonly v: string } =>
  typeof cell === 'object' &&
  cell !== null &&
  't' in cell &&
  cell.t === 's' &&
  'v' in cell &&
  typeof cell.v === 'string'
