/**
 * .xls (MS-XLS: BIFF8 of Excel 97 to 2003, BIFF5 of Excel 5 and 95) to `Document`, in the shape that .xlsx has. Fonts come
 * from cell styles and rich text, so legacy letters are decoded by what they were drawn in. No formula is ever computed.
 */
import { finding } from '../../domain/finding.ts'
import { type OleInput, pathsOf, streamOf } from './ole.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'
import { makeBookBuilder } from './sheet-document.ts'
import { readXlsBook } from './xls-book.ts'
import { openRecords } from './xls-records.ts'
import { readBeside, readCells, readLayout } from './xls-sheet.ts'

export const readXls = ({ file }: OleInput): Promise<DocumentReading> =>
  attempt(() => {
    // Saved for both, "Book" is what Excel 95 shows.
    const bytes = streamOf(file, '/Workbook') ?? streamOf(file, '/Book')
    if (!bytes) throw unreadable()
    const records = openRecords(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    const book = readXlsBook(records)
    const builder = makeBookBuilder()
    for (const one of book.findings) builder.note(one)
    for (const sheet of book.sheets) {
      const layout = readLayout(records, sheet)
      builder.addSheet(layout, readCells(records, sheet, layout, book))
      const { drawn, comments } = readBeside(records, sheet, book, builder.note)
      builder.addDrawn(sheet, drawn)
      builder.addComments(sheet.name, comments)
    }
    // Objects put into the sheets, a storage each (MS-OLEDS; "MBD" and the object's number).
    if (pathsOf(file).some(path => /\/MBD[0-9A-F]{8}\//i.test(path))) builder.note(finding('embedded-part'))
    return { ...builder.finish(), pictures: book.pictures }
  })
