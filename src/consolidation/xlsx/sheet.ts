/**
 * A sheet as XML (ECMA-376 part 1, 18.3.1.99), piece by piece while its rows are made: nothing of a row is kept. What a
 * sheet shows, and how it looks, is its plan's.
 */
import { escaped, xmlHead } from '../office-package.ts'
import { columnLetter, mainNamespace, pageFont } from './markup.ts'

/** From column A on. A string is text whatever it begins with; null is an empty cell. */
export interface SheetRow {
  /** Points. */
  readonly height: number
  readonly values: readonly (string | number | null)[]
  /** Numbers of looks, one for each value; undefined where there is no cell at all. */
  readonly styles: readonly (number | undefined)[]
}

export interface SheetPlan extends SheetFrame {
  /** Gone through once. */
  readonly rows: Iterable<SheetRow>
}
/** One whose rows come from elsewhere, some at a time, and are waited for. */
export interface BatchedSheetPlan extends SheetFrame {
  readonly batches: AsyncIterable<readonly SheetRow[]>
}

export interface SheetFrame {
  readonly name: string
  /** Of the columns, in digits of the page's font. */
  readonly widths: readonly number[]
  /** How many rows stay in view; 0: none. */
  readonly frozen: number
  readonly gridLines: boolean
  readonly page: SheetPage
  /** Asked for when the rows are written. */
  readonly ending: () => SheetEnding
}

/** A4 across, as wide as the paper. */
export interface SheetPage {
  /** Millimetres. */
  readonly margins: {
    readonly top: number
    readonly bottom: number
    readonly left: number
    readonly right: number
    readonly head: number
  }
  /** The rows repeated on each page: `$1:$1`. */
  readonly titles: string
  readonly centred: boolean
  /** In the codes of 18.3.1.46, without a font. */
  readonly header: string
  readonly footer: string
  /** Points. */
  readonly headSize: number
  /** The first page has no header and no footer. */
  readonly firstBare: boolean
}

export interface SheetEnding {
  /** `A1:P120`: its first row has the filters. */
  readonly filter?: string
  /** Where the printed part is not all. */
  readonly printed?: string
  /** Ranges whose numbers have bars, each on its own scale. */
  readonly bars?: readonly string[]
  readonly merges?: readonly string[]
}

/** Text as a cell has it: in the cell itself, or by its number in the workbook's table of strings. */
export type CellText = (text: string) => { readonly type: string; readonly content: string }

/** 18.18.11, `inlineStr`: needs no table of all strings in memory. */
export const inlineText: CellText = text => ({
  type: 'inlineStr',
  content: `<is><t xml:space="preserve">${escaped(text)}</t></is>`,
})

/** @param onEnd is told the ending, for the names of the workbook */
export function* sheetXml(
  plan: SheetPlan,
  cellText: CellText,
  onEnd: (ending: SheetEnding) => void,
): Generator<string> {
  const letters = lettersOf(plan)
  let row = 0
  yield headXml(plan)
  for (const one of plan.rows) yield rowXml(one, ++row, letters, cellText)
  yield* endXml(plan, onEnd)
}

/** The same, a piece a batch. */
export async function* batchedSheetXml(
  plan: BatchedSheetPlan,
  cellText: CellText,
  onEnd: (ending: SheetEnding) => void,
): AsyncGenerator<string> {
  const letters = lettersOf(plan)
  let row = 0
  yield headXml(plan)
  for await (const batch of plan.batches)
    yield batch.map(one => rowXml(one, ++row, letters, cellText)).join('')
  yield* endXml(plan, onEnd)
}

const lettersOf = ({ widths }: SheetFrame): string[] => widths.map((_, at) => columnLetter(at))

const headXml = (plan: SheetFrame): string => [...headPieces(plan)].join('')

function* headPieces({ frozen, gridLines, widths }: SheetFrame): Generator<string> {
  yield `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield `<sheetViews><sheetView${gridLines ? '' : ' showGridLines="0"'} workbookViewId="0">`
  if (frozen > 0)
    yield `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15.75"/><cols>'
  for (const [at, width] of widths.entries())
    yield `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  yield '</cols><sheetData>'
}

function* endXml({ page, ending: end }: SheetFrame, onEnd: (ending: SheetEnding) => void): Generator<string> {
  const ending = end()
  onEnd(ending)
  const { filter, merges = [], bars = [] } = ending
  yield '</sheetData>'
  if (filter) yield `<autoFilter ref="${filter}"/>`
  if (merges.length > 0)
    yield `<mergeCells count="${merges.length}">${merges.map(one => `<mergeCell ref="${one}"/>`).join('')}</mergeCells>`
  yield bars.map(barXml).join('')
  if (page.centred) yield '<printOptions horizontalCentered="1"/>'
  yield pageXml(page)
  if (bars.length > 0) yield barExtension(bars)
  yield '</worksheet>'
}

const rowXml = (
  { height, values, styles }: SheetRow,
  row: number,
  letters: readonly string[],
  cellText: CellText,
): string => {
  let xml = `<row r="${row}" ht="${height}" customHeight="1">`
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    const style = styles[at]
    if (style === undefined) continue
    const place = `<c r="${letters[at]}${row}" s="${style}"`
    if (value === null || value === undefined || value === '') xml += `${place}/>`
    else if (typeof value === 'number') xml += `${place}><v>${value}</v></c>`
    else {
      const { type, content } = cellText(value)
      xml += `${place} t="${type}">${content}</c>`
    }
  }
  return `${xml}</row>`
}

const inches = (millimetres: number): number => Math.round((millimetres / 25.4) * 1000) / 1000

const pageXml = ({ margins, header, footer, headSize, firstBare }: SheetPage): string => {
  const { top, bottom, left, right, head } = margins
  // Codes stand at the left, the middle or the right; the font goes in behind that.
  const written = (codes: string): string =>
    escaped(codes.replace(/^&[LCR]/, side => `${side}&"${pageFont},Regular"&${headSize}`))
  return (
    `<pageMargins left="${inches(left)}" right="${inches(right)}" top="${inches(top)}" bottom="${inches(bottom)}"` +
    ` header="${inches(head)}" footer="${inches(head)}"/>` +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter${firstBare ? ' differentFirst="1"' : ''}>` +
    (header ? `<oddHeader>${written(header)}</oddHeader>` : '') +
    (footer ? `<oddFooter>${written(footer)}</oddFooter>` : '') +
    '</headerFooter>'
  )
}

/**
 * Bars from zero (18.3.1.28), the same twice: as Excel 2007 knows them, and as [MS-XLSX] 2.6.25 has them since 2010,
 * where they need not fade out. The two are tied by an id.
 */
const barColour = 'FF9DC3E6'
const barId = (at: number): string => `{DA7A0000-0000-4000-8000-${String(at + 1).padStart(12, '0')}}`
const extensionSpace = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'

const barXml = (range: string, at: number): string =>
  `<conditionalFormatting sqref="${range}"><cfRule type="dataBar" priority="${at + 1}">` +
  `<dataBar minLength="0" maxLength="90"><cfvo type="num" val="0"/><cfvo type="max"/><color rgb="${barColour}"/></dataBar>` +
  `<extLst><ext xmlns:x14="${extensionSpace}" uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${barId(at)}</x14:id></ext></extLst>` +
  '</cfRule></conditionalFormatting>'

const barExtension = (bars: readonly string[]): string =>
  `<extLst><ext xmlns:x14="${extensionSpace}" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>` +
  bars
    .map(
      (range, at) =>
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">' +
        `<x14:cfRule type="dataBar" id="${barId(at)}"><x14:dataBar minLength="0" maxLength="90" gradient="0">` +
        '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="max"/>' +
        `<x14:negativeFillColor rgb="${barColour}"/><x14:axisColor rgb="FF000000"/></x14:dataBar></x14:cfRule>` +
        `<xm:sqref>${range}</xm:sqref></x14:conditionalFormatting>`,
    )
    .join('') +
  '</x14:conditionalFormattings></ext></extLst>'
