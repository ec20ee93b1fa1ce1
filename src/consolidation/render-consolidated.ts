/**
 * Draws the biểu tổng hợp as .xlsx, as it is printed: A4 landscape, margins 20/20/30/15 mm, Times New Roman, the heading
 * repeated on every page, page number at the top from page 2. No colours, no hidden columns, nothing to click. It decides
 * nothing: every word and number comes from the table model. A row is drawn and gone before the next one.
 */
import { columnsBefore, columnWidths, digits, page, sizes } from './consolidated-layout.ts'
import { makePen, type Pen } from './consolidated-pen.ts'
import { eachLine } from './table-lines.ts'
import type { ConsolidatedTable } from './table-model.ts'
import { writeWorkbook } from './xlsx/book.ts'
import type { SheetPage, SheetRow } from './xlsx/sheet.ts'
import { type Look, makeStyles } from './xlsx/styles.ts'

const headRow = 10

export interface ConsolidatedNames {
  readonly sheet: string
  readonly author: string
  readonly campaign: string
}

/** @returns the bytes of the .xlsx */
export const renderConsolidated = (
  table: ConsolidatedTable,
  { sheet, ...names }: ConsolidatedNames,
): Promise<Buffer> => {
  const styles = makeStyles()
  const widths = columnWidths(table.columns.sectors.length).map(digits)
  const pen = makePen(widths, styles)
  return writeWorkbook({
    facts: { title: table.title, revision: table.revision, asOf: table.asOf, ...names },
    sheets: [
      {
        name: sheet.replaceAll("'", '’'),
        widths,
        frozen: 0,
        gridLines: false,
        page: sheetPage,
        rows: drawTable(pen, table),
        ending: () => ({ merges: pen.merges }),
      },
    ],
    styles,
    // It goes to phones.
    shared: true,
  })
}

const sheetPage: SheetPage = {
  margins: { ...page, head: page.number },
  titles: `$${headRow}:$${headRow + 1}`,
  centred: true,
  header: '&C&P',
  footer: '',
  headSize: sizes.head,
  firstBare: true,
}

function* drawTable(pen: Pen, table: ConsolidatedTable): Generator<SheetRow> {
  const { columns } = table
  const last = pen.columns
  const [parent = '', office = '', star = ''] = table.head.left
  const head = (left: string, leftLook: Look, right = '', rightLook: Look = {}): SheetRow =>
    pen.spans([
      { from: 1, to: 3, text: left, look: { size: sizes.head, ...leftLook } },
      { from: 4, to: last, text: right, look: { size: sizes.head, ...rightLook } },
    ])
  yield head(parent, {}, table.head.party, { bold: true, underline: true })
  yield head(office, { bold: true }, table.head.placeAndDate, { italic: true })
  yield head(star, {})
  yield head(table.draft, { bold: true })
  yield pen.skip()
  yield pen.spans([{ from: 1, to: last, text: table.title, look: { bold: true, size: sizes.head } }])
  yield pen.spans([{ from: 1, to: last, text: table.basis, look: { italic: true, size: sizes.head } }])
  yield pen.spans([{ from: 1, to: last, text: table.asOfWords, look: { italic: true, size: sizes.head } }])
  yield pen.skip()

  yield* pen.heading(columns)
  for (const section of table.sections)
    for (const line of eachLine(table, section, section === table.sections[0]))
      yield* pen.line(line, table.continuedWords)
  yield pen.total(table.total)
  yield pen.skip()
  yield pen.spans([
    {
      from: 1,
      to: columnsBefore,
      text: table.foot.recipients,
      look: { underline: true, align: 'left', size: sizes.head },
    },
    {
      from: columnsBefore + 1,
      to: last,
      text: table.foot.signer,
      look: { bold: true, size: sizes.head },
    },
  ])
}
