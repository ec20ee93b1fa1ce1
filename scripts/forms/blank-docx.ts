/**
 * The blank form as .docx for units to type into, by the `docx` package: styles, page numbers and settings as Word itself
 * would have them. (Filled forms of tests are written by hand, see `form-docx.ts`.)
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Campaign } from '../../src/domain/campaign.ts'
import { type FilledForm, type GridCell, grids, type Line, linesAbove, linesBelow } from './form.ts'
import { rezipped } from './zip.ts'

const columnWidths = [700, 3000, 2150, 2150, 2150, 2450, 1960]
const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

export const makeBlankDocx = async (campaign: Campaign, form: FilledForm): Promise<Uint8Array> => {
  const [grid = []] = grids(campaign, form)
  const document = new Document({
    title: linesAbove(campaign, form).find(line => line.align === 'center')?.text ?? '',
    creator: campaign.letter.issuer,
    lastModifiedBy: campaign.letter.issuer,
    styles: { default: { document: { run: { font: 'Times New Roman', size: 26 } } } },
    sections: [
      {
        properties: {
          page: {
            // docx turns the sheet by itself: width and height are those of the upright page.
            size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
            margin: { top: 1134, right: 851, bottom: 851, left: 1418 },
          },
        },
        children: [
          ...linesAbove(campaign, form).map(lineOf),
          new Paragraph({ children: [] }),
          new Table({
            layout: TableLayoutType.FIXED,
            width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
            columnWidths,
            rows: grid.map(
              (cells, row) =>
                new TableRow({
                  height: { value: row < 2 ? 440 : 560, rule: 'atLeast' },
                  cantSplit: true,
                  children: cells.flatMap((one, column) => (one ? [cellOf(one, column)] : [])),
                }),
            ),
          }),
          new Paragraph({ children: [] }),
          ...linesBelow(form).map(signatureOf),
        ],
      },
    ],
  })
  return rezipped(new Uint8Array(await Packer.toBuffer(document)))
}

const runOf = ({ text, bold = false, italic = false }: Line): TextRun =>
  new TextRun({ text, bold, italics: italic })
const lineOf = (line: Line): Paragraph =>
  new Paragraph({
    alignment: alignments[line.align],
    // Some air above the title.
    spacing: { before: line.align === 'center' && line.bold ? 240 : 0 },
    children: [runOf(line)],
  })
/** Centred under one another on the right half. */
const signatureOf = (line: Line): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, indent: { left: 8800 }, children: [runOf(line)] })

const cellOf = (one: GridCell, column: number): TableCell => {
  const edge = { style: BorderStyle.SINGLE, size: 4, color: 'auto' }
  const centred = one.heading || column === 0
  return new TableCell({
    columnSpan: one.columns,
    rowSpan: one.rows,
    verticalAlign: VerticalAlign.CENTER,
    borders: { top: edge, bottom: edge, left: edge, right: edge },
    children: [
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: one.lines.map(text => new TextRun({ text, bold: one.heading })),
      }),
    ],
  })
}
