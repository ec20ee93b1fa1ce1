/**
 * A sheet as XML (ECMA-376 part 1, 18.3.1.99), piece by piece while its rows are made: nothing of a row is kept. Strings
 * stand in their cells (`inlineStr`, 18.18.11), which needs no table of all strings in memory and keeps their spaces.
 */
import { inches, pageFont } from '../workbook-bytes.ts'
import { columnLetter, escaped, mainNamespace, xmlHead } from './markup.ts'

/** From column A on. A string is text whatever it begins with; null is an empty cell. */
export interface SheetRow {
  /** Points. */
  readonly height: number
  readonly values: readonly (string | number | null)[]
  /** Numbers of looks, one for each value. */
  readonly styles: readonly number[]
}

export interface SheetPlan {
  readonly name: string
  /** Of the columns, in digits of the page's font. */
  readonly widths: readonly number[]
  /** The first is the heading: it stays in view, and is repeated on each page. Gone through once. */
  readonly rows: Iterable<SheetRow>
  /** Asked for when the rows are written. */
  readonly ending: () => SheetEnding
}
export interface SheetEnding {
  /** `A1:P120`: its first row has the filters. */
  readonly filter: string
  readonly printed: string
  /** Ranges whose numbers have bars, each on its own scale. */
  readonly bars: readonly string[]
}

/** @param onEnd is told the ending, for the names of the workbook */
export function* sheetXml(plan: SheetPlan, onEnd: (ending: SheetEnding) => void): Generator<string> {
  yield `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
  yield '<sheetFormatPr defaultRowHeight="15.75"/><cols>'
  for (const [at, width] of plan.widths.entries())
    yield `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  yield '</cols><sheetData>'
  const letters = plan.widths.map((_, at) => columnLetter(at))
  let row = 0
  for (const one of plan.rows) yield rowXml(one, ++row, letters)
  const ending = plan.ending()
  onEnd(ending)
  yield `</sheetData><autoFilter ref="${ending.filter}"/>${ending.bars.map(barXml).join('')}`
  const margin = `left="${inches(10)}" right="${inches(10)}" top="${inches(15)}" bottom="${inches(15)}"`
  yield `<pageMargins ${margin} header="${inches(7)}" footer="${inches(7)}"/>`
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
  const font = `&amp;"${pageFont},Regular"`.replaceAll('"', '&quot;')
  yield `<headerFooter><oddHeader>&amp;L${font}&amp;A</oddHeader><oddFooter>&amp;C${font}&amp;P/&amp;N</oddFooter></headerFooter>`
  if (ending.bars.length > 0) yield barExtension(ending.bars)
  yield '</worksheet>'
}

const rowXml = ({ height, values, styles }: SheetRow, row: number, letters: readonly string[]): string => {
  let xml = `<row r="${row}" ht="${height}" customHeight="1">`
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    const place = `<c r="${letters[at]}${row}" s="${styles[at]}"`
    if (value === null || value === undefined || value === '') xml += `${place}/>`
    else if (typeof value === 'number') xml += `${place}><v>${value}</v></c>`
    else xml += `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  }
  return `${xml}</row>`
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
