/**
 * A sheet saved as text (CSV, TSV, Excel's "Unicode text") to `Document`. It knows no fonts, merges or hidden rows: letters
 * are decided by the line.
 */
import { finding } from '../../domain/finding.ts'
import { noFont } from './lettering.ts'
import { type Delimiter, decodeText, findDelimiter, readRecords } from './plain-text.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'
import { makeBookBuilder, makeMerges, type SheetCell } from './sheet-document.ts'

export const readCsv = (bytes: Uint8Array): Promise<DocumentReading> =>
  attempt(() => {
    const text = decodeText(bytes)
    const delimiter = findDelimiter(text.slice(0, 4096))
    if (delimiter === undefined) throw unreadable()
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
      cellsOf(text, delimiter),
    )
    return builder.finish()
  })

function* cellsOf(text: string, delimiter: Delimiter): Iterable<SheetCell> {
  let row = 0
  for (const fields of readRecords(text, delimiter)) {
    row++
    for (const [at, field] of fields.entries())
      if (field !== '') yield { row, column: at + 1, runs: [{ text: field, font: noFont }] }
  }
}

/** Saved in a code page that lacks the letter: `tr??ng`. What stood there is gone. Not the query of an address. */
const lostLetter = /\p{L}\?+\p{L}+(?![\p{L}=])/u
