/**
 * A filled form as .docx, its XML written by hand: merges, shifted rows and runs are then exactly what a test wants, and
 * owe nothing to a library that the program also reads with. WordprocessingML, ECMA-376 part 1, clause 17.
 */
import type { Campaign } from '../../src/domain/campaign.ts'
import {
  type FilledForm,
  type Grid,
  type GridCell,
  grids,
  type Lettering,
  type Line,
  letterheadLines,
  linesAbove,
  linesBelow,
} from './form.ts'
import { zipped } from './zip.ts'

export interface DocxStyle {
  /** Letters and their marks apart, as macOS and some phones write. */
  readonly decomposed?: boolean
  /** Lines of a cell by `w:br` in one paragraph instead of paragraphs. */
  readonly lineBreaks?: boolean
  /** Text cut into runs of this many characters, as Word does after spell checks. */
  readonly runLength?: number
  /** Old letters: TCVN3, VNI. */
  readonly letters?: Lettering
  /** Blank first columns left out by `w:gridBefore`: rows begin at the second column. */
  readonly gridBefore?: boolean
}

const columnWidths = [700, 2900, 2200, 2200, 2200, 2400, 1900]
const widthOf = (column: number): number => columnWidths[column] ?? 1900

export const makeFormDocx = (campaign: Campaign, form: FilledForm, style: DocxStyle = {}): Uint8Array =>
  makeDocx(formBody(campaign, form, style))

/** Several forms in one file, a page each: a commune gathers its schools. */
export const makeFormsDocx = (
  campaign: Campaign,
  forms: readonly FilledForm[],
  style: DocxStyle = {},
): Uint8Array =>
  makeDocx(
    forms.map(form => formBody(campaign, form, style)).join('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
  )

const formBody = (campaign: Campaign, form: FilledForm, style: DocxStyle): string => {
  const head = letterheadLines(campaign, form)
  const [first, ...others] = grids(campaign, form)
  return [
    ...(head ? [letterheadTable(head, style)] : []),
    ...linesAbove(campaign, form).map(line => paragraph(line, style)),
    table(first ?? [], style),
    // Word joins tables that touch.
    ...others.flatMap(grid => [paragraph({ text: '', align: 'left' }, style), table(grid, style)]),
    ...linesBelow(form).map(line => paragraph(line, style)),
  ].join('')
}

/** A .docx of plain paragraphs: letters and plans that are no form. */
export const makeTextDocx = (lines: readonly Line[]): Uint8Array =>
  makeDocx(lines.map(line => paragraph(line, {})).join(''))

const makeDocx = (body: string): Uint8Array =>
  zipped({
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="851" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  })
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const letterheadTable = ({ left, right }: { left: Line[]; right: Line[] }, style: DocxStyle): string => {
  const column = (lines: Line[]): string =>
    `<w:tc><w:tcPr><w:tcW w:w="7250" w:type="dxa"/></w:tcPr>${lines.map(line => paragraph(line, style)).join('')}</w:tc>`
  return `<w:tbl><w:tblPr><w:tblW w:w="14500" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="7250"/><w:gridCol w:w="7250"/></w:tblGrid><w:tr>${column(left)}${column(right)}</w:tr></w:tbl>`
}

const table = (grid: Grid, style: DocxStyle): string => {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map(side => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')
  const columns = (grid[0] ?? []).map((_, column) => `<w:gridCol w:w="${widthOf(column)}"/>`).join('')
  const rows = grid.map((_, row) => tableRow(grid, row, style)).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="14500" w:type="dxa"/><w:tblBorders>${border}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows}</w:tbl>`
}

const tableRow = (grid: Grid, row: number, style: DocxStyle): string => {
  const places = grid[row] ?? []
  const first = places[0]
  // Only an entry's row, and only where nothing stands in or reaches over the place that is left out.
  const shifted = style.gridBefore && first && !first.heading && first.rows === 1
  const cells = places.flatMap((one, column): string[] => {
    if (shifted && column === 0) return []
    if (one) return [tableCell(one, widthOf(column), one.rows > 1 ? 'restart' : undefined, style)]
    const above = reachingDown(grid, row, column)
    return above ? [tableCell({ ...above, lines: [] }, widthOf(column), 'continue', style)] : []
  })
  const before = shifted
    ? `<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="${columnWidths[0]}" w:type="dxa"/></w:trPr>`
    : ''
  return `<w:tr>${before}${cells.join('')}</w:tr>`
}

/** The cell above that reaches down to this place, where its left column is this one. */
const reachingDown = (grid: Grid, row: number, column: number): GridCell | undefined => {
  for (let up = row - 1; up >= 0; up--) {
    const above = grid[up]?.[column]
    if (above) return up + above.rows > row ? above : undefined
  }
  return undefined
}

const tableCell = (
  one: GridCell,
  width: number,
  merge: 'restart' | 'continue' | undefined,
  style: DocxStyle,
): string => {
  const span = one.columns > 1 ? `<w:gridSpan w:val="${one.columns}"/>` : ''
  const down = merge ? `<w:vMerge${merge === 'restart' ? ' w:val="restart"' : ''}/>` : ''
  const line = (text: string): Line => ({
    text,
    align: one.heading ? 'center' : 'left',
    bold: one.heading,
  })
  const lines = one.lines.length > 0 ? one.lines : ['']
  const content = style.lineBreaks
    ? paragraph(line(lines.join('\n')), style)
    : lines.map(text => paragraph(line(text), style)).join('')
  return `<w:tc><w:tcPr><w:tcW w:w="${width * one.columns}" w:type="dxa"/>${span}${down}</w:tcPr>${content}</w:tc>`
}

const paragraph = ({ text, align, bold, italic }: Line, style: DocxStyle): string => {
  const properties = (font: string): string =>
    `<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/>${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}<w:sz w:val="26"/></w:rPr>`
  const letters: Lettering = style.letters ?? (one => [{ text: one, font: 'Times New Roman' }])
  const written = style.decomposed ? text.normalize('NFD') : text
  const runs = written.split('\n').map(line =>
    letters(line)
      .flatMap(one =>
        pieces(one.text, style.runLength ?? Number.POSITIVE_INFINITY).map(
          piece => `<w:r>${properties(one.font)}<w:t xml:space="preserve">${escaped(piece)}</w:t></w:r>`,
        ),
      )
      .join(''),
  )
  return `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${runs.join('<w:r><w:br/></w:r>')}</w:p>`
}

const pieces = (text: string, length: number): string[] => {
  const letters = Array.from(text)
  if (letters.length <= length) return text === '' ? [] : [text]
  return [letters.slice(0, length).join(''), ...pieces(letters.slice(length).join(''), length)]
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
