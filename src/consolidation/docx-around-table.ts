/**
 * What stands above and below the table in the .docx: whose paper it is, what it is called, who gets and who signs it.
 * Tables without lines, so that both sides keep their places.
 */
import { bodyWidth, columnsBefore, columnWidths, signingRoom, sizes, twips } from './consolidated-layout.ts'
import { makeMeasure, makePdfDocument } from './page-font.ts'
import type { ConsolidatedTable } from './table-model.ts'
import { paragraph, tableCell, tableEnd, tableRow, tableStart } from './word-xml.ts'

const headStyle = { style: 'BieuDau' } as const

export const headBlock = (table: ConsolidatedTable): string => {
  const widths = columnWidths(table.columns.sectors.length)
  const left = twips(widths.slice(0, columnsBefore).reduce((sum, one) => sum + one, 0))
  const right = twips(bodyWidth) - left
  const measure = makeMeasure(makePdfDocument())
  // Word draws a paragraph's line from indent to indent: as long as the words where these take up the rest.
  const beside = Math.max(0, Math.floor((right - measure(table.head.party, 'bold', sizes.head) * 20) / 2))
  const [parent = '', office = '', star = ''] = table.head.left
  return [
    tableStart([left, right], { bordered: false, side: 0, above: 0 }),
    tableRow(
      tableCell(
        { width: left },
        paragraph(parent, headStyle) +
          paragraph(office, { ...headStyle, bold: true }) +
          paragraph(star, headStyle) +
          paragraph(table.draft, { ...headStyle, bold: true }),
      ) +
        tableCell(
          { width: right },
          paragraph(table.head.party, { ...headStyle, bold: true, ruled: { left: beside, right: beside } }) +
            paragraph(table.head.placeAndDate, { ...headStyle, italic: true, before: 120 }),
        ),
      { isWhole: true },
    ),
    tableEnd,
  ].join('')
}

export const titleBlock = (table: ConsolidatedTable): string =>
  paragraph(table.title, { ...headStyle, bold: true, before: 240 }) +
  paragraph(table.basis, { ...headStyle, italic: true }) +
  paragraph(table.asOfWords, { ...headStyle, italic: true })

/**
 * The table's last row, without its lines: the sum above keeps it on its page, in Word and in LibreOffice, which a table
 * of its own would not be.
 */
export const footRow = (table: ConsolidatedTable): string => {
  const widths = columnWidths(table.columns.sectors.length).map(twips)
  const cell = (from: number, to: number, paragraphs: string): string => {
    const width = widths.slice(from, to).reduce((sum, one) => sum + one, 0)
    return tableCell({ width, span: to - from, isOutside: true }, paragraphs)
  }
  const above = { before: 240 }
  return tableRow(
    cell(
      0,
      columnsBefore,
      paragraph(table.foot.recipients, { ...headStyle, ...above, underline: true, align: 'left' }),
    ) +
      cell(
        columnsBefore,
        widths.length,
        paragraph(table.foot.signer, { ...headStyle, ...above, bold: true }) +
          paragraph('', { ...headStyle, exactly: twips(signingRoom) }),
      ),
    { isWhole: true },
  )
}
