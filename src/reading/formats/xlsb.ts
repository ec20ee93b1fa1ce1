/**
 * .xlsb (MS-XLSB, the binary workbook) to `Document`, through SheetJS: nobody sends it on purpose, so it is worth no reader
 * of its own. SheetJS tells no fonts: letters are decided by the line. No second reader: there is none that is not it.
 */
import type { Comment, WorkSheet } from '@e965/xlsx'
import { limits } from '../limits.ts'
import { noFont } from './lettering.ts'
import { attempt, type DocumentReading, tooLarge, unreadable } from './reading.ts'
import { isDateFormat, numberText } from './sheet-dates.ts'
import { makeBookBuilder, makeMerges, positionOf, type SheetCell } from './sheet-document.ts'
import { openWithSheetJs } from './sheetjs.ts'
import { errors } from './xls-sheet.ts'
import { repackZip, type ZipEntries } from './zip.ts'

export const readXlsb = (entries: ZipEntries): Promise<DocumentReading> =>
  attempt(async () => {
    const book = await openBook(repackZip(entries))
    if (book.SheetNames.length > limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
    const from1904 = book.Workbook?.WBProps?.date1904 === true
    const builder = makeBookBuilder()
    book.SheetNames.forEach((name, at) => {
      const sheet = book.Sheets[name]
      if (!sheet || (sheet['!type'] && sheet['!type'] !== 'sheet')) return
      const merges = makeMerges()
      for (const { s, e } of sheet['!merges'] ?? [])
        merges.add({ row: s.r + 1, column: s.c + 1 }, { row: e.r + 1, column: e.c + 1 })
      builder.addSheet(
        {
          name,
          isHidden: Boolean(book.Workbook?.Sheets?.[at]?.Hidden),
          merges,
          isHiddenRow: row => sheet['!rows']?.[row - 1]?.hidden === true,
          isHiddenColumn: column => sheet['!cols']?.[column - 1]?.hidden === true,
        },
        cellsOf(sheet, from1904),
      )
      builder.addComments(name, commentsIn(sheet))
    })
    return builder.finish()
  })

const openBook = async (bytes: Uint8Array) => {
  try {
    return await openWithSheetJs(bytes, { cellStyles: true, cellNF: true })
  } catch (error) {
    // Whatever it throws at a damaged file says no more than this.
    if (error instanceof Error) throw unreadable()
    throw error
  }
}

/** Remarks on cells, by the cells that there are. */
const commentsIn = (sheet: WorkSheet): string[] =>
  Object.keys(sheet).flatMap(address => {
    const remarks: readonly Comment[] = address.startsWith('!') ? [] : (sheet[address].c ?? [])
    return remarks.map(one => one.t ?? '')
  })

function* cellsOf(sheet: WorkSheet, from1904: boolean): Iterable<SheetCell> {
  for (const address of Object.keys(sheet)) {
    const place = address.startsWith('!') ? undefined : positionOf(address)
    if (!place) continue
    const { t, v, z } = sheet[address]
    const plain = (text: string): SheetCell => ({ ...place, runs: [{ text, font: noFont }] })
    if (t === 'e') yield { ...plain(errors.get(Number(v)) ?? String(v)), isUnread: true }
    else if (t === 'n') yield plain(numberText(Number(v), isDateFormat(0, String(z ?? '')), from1904))
    else if (t === 'b') yield plain(v ? 'TRUE' : 'FALSE')
    else yield plain(v === undefined ? '' : String(v))
  }
}
