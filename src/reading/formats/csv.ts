/**
 * A sheet saved as text (CSV, TSV, Excel's "Unicode text") to `Document`. It knows no fonts, merges or hidden rows: letters
 * are decided by the line.
 */
import { finding } from '../../domain/finding.ts'
import { noFont } from './lettering.ts'
import { decodeText, findDelimiter, readRecords } from './plain-text.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'
import { makeBookBuilder, makeMerges, type SheetCell } from './sheet-document.ts'

export const readCsv = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(() => {
    const text = decodeText(bytes)
    const delimiter = findDelimiter(text.slice(0, 4096))
    if (delimiter === undefined) throw unreadable()
    const cells = readRecords(text, delimiter).flatMap((fields, row): SheetCell[] =>
      fields.map((field, column) => ({
        row: row + 1,
        column: column + 1,
        runs: [{ text: field, font: noFont }],
      })),
    )
    const builder = makeBookBuilder()
    const lost = lostLetter.exec(text)
    if (lost)
      builder.note(
        finding('legacy-letters', { font: text.slice(Math.max(0, lost.index - 10), lost.index + 10) }),
      )
    builder.addSheet(
      {
        name: 'CSV',
        isHidden: false,
        merges: makeMerges(),
        isHiddenRow: () => false,
        isHiddenColumn: () => false,
      },
      cells,
    )
    return builder.finish()
  })

/** Saved in a code page that lacks the letter: `tr??ng`. What stood there is gone. Not the query of an address. */
const lostLetter = /\p{L}\?+\p{L}+(?![\p{L}=])/u
