/**
 * PDFs written by hand, for what LibreOffice does not write: one font in which each letter is half its size wide and its
 * code is its code point, pages of plain operators. Places are points from the top left corner.
 */
import { deflateSync } from 'node:zlib'

const pageWidth = 600
const pageHeight = 800

export interface RawPage {
  /** Operators; see `text`, `line`, `table`. */
  readonly content: string
  /** More of the page's dictionary: `/Rotate 90`, `/Annots [ … ]`. */
  readonly more?: string
}
export interface RawPdf {
  readonly pages: readonly RawPage[]
  /** Names of the fonts F0, F1 …; one of the letter's own by default. */
  readonly fonts?: readonly string[]
  /** Without it nobody can tell which letters are drawn. */
  readonly isMapped?: boolean
  /** Objects from 100 on. */
  readonly objects?: Readonly<Record<number, string>>
  /** More of the catalogue, and of the trailer. */
  readonly catalog?: string
  readonly trailer?: string
  readonly isPacked?: boolean
}

const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0000> <ffff> <0000> endbfrange
endcmap end end`

export const makePdf = (pdf: RawPdf): Uint8Array => {
  const fonts = pdf.fonts ?? ['ABCDEF+TimesNewRomanPSMT']
  const stream = (text: string, more = ''): string => {
    const bytes = pdf.isPacked ? deflateSync(Buffer.from(text, 'latin1')) : Buffer.from(text, 'latin1')
    const filter = pdf.isPacked ? '/Filter /FlateDecode ' : ''
    return `<< ${filter}${more} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`
  }
  const objects = new Map<number, string>()
  objects.set(1, `<< /Type /Catalog /Pages 2 0 R ${pdf.catalog ?? ''} >>`)
  const kids = pdf.pages.map((_, at) => `${50 + at * 2} 0 R`).join(' ')
  objects.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pdf.pages.length} >>`)
  objects.set(3, stream(map))
  fonts.forEach((name, at) => {
    const own = 10 + at * 2
    const unicode = pdf.isMapped === false ? '' : '/ToUnicode 3 0 R'
    objects.set(
      own,
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H ${unicode} /DescendantFonts [${own + 1} 0 R] >>`,
    )
    objects.set(
      own + 1,
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>`,
    )
  })
  const resources = `<< /Font << ${fonts.map((_, at) => `/F${at} ${10 + at * 2} 0 R`).join(' ')} >> /XObject << /I 100 0 R >> >>`
  pdf.pages.forEach(({ content, more = '' }, at) => {
    objects.set(
      50 + at * 2,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Resources ${resources} /Contents ${51 + at * 2} 0 R ${more} >>`,
    )
    objects.set(51 + at * 2, stream(content))
  })
  for (const [number, body] of Object.entries(pdf.objects ?? {})) objects.set(Number(number), body)
  let file = '%PDF-1.7\n'
  const places = new Map<number, number>()
  for (const [number, body] of objects) {
    places.set(number, file.length)
    file += `${number} 0 obj\n${body}\nendobj\n`
  }
  const size = Math.max(...places.keys()) + 1
  const entry = (number: number): string => {
    const place = places.get(number)
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`
  }
  const start = file.length
  file += `xref\n0 ${size}\n${Array.from({ length: size }, (_, number) => entry(number)).join('')}`
  file += `trailer\n<< /Size ${size} /Root 1 0 R ${pdf.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

const hex = (words: string): string => {
  const bytes = Buffer.from(words, 'utf16le').swap16()
  return bytes.toString('hex')
}

/** @param more operators before the words: `3 Tr`, `1 1 1 rg` */
export const text = (
  left: number,
  baseline: number,
  words: string,
  { size = 10, more = '', font = 0 } = {},
): string =>
  `q BT /F${font} ${size} Tf ${more} 1 0 0 1 ${left} ${pageHeight - baseline} Tm <${hex(words)}> Tj ET Q\n`

/** A thin filled rectangle, as Word draws borders. */
export const rule = (left: number, top: number, right: number, bottom: number): string =>
  `${left - 0.25} ${pageHeight - bottom - 0.25} ${right - left + 0.5} ${bottom - top + 0.5} re f\n`

export interface RawTable {
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  /** By row, then column; lines of each cell. The first baseline stands 12 under the row, the next ones 12 further. */
  readonly cells: readonly (readonly (readonly string[])[])[]
  /** Borders between `row/column` and what is right of it (`|`) or under it (`_`) that are left out: `0/2|`. */
  readonly open?: readonly string[]
}

export const table = ({ columns, rows, cells, open = [] }: RawTable): string => {
  const out: string[] = []
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns.length - 1; column++)
      if (!open.includes(`${row - 1}/${column}_`))
        out.push(rule(columns[column]!, rows[row]!, columns[column + 1]!, rows[row]!))
  for (let column = 0; column < columns.length; column++)
    for (let row = 0; row < rows.length - 1; row++)
      if (!open.includes(`${row}/${column - 1}|`))
        out.push(rule(columns[column]!, rows[row]!, columns[column]!, rows[row + 1]!))
  cells.forEach((line, row) => {
    line.forEach((lines, column) => {
      lines.forEach((words, at) => {
        if (words !== '') out.push(text(columns[column]! + 5, rows[row]! + 12 + at * 12, words))
      })
    })
  })
  return out.join('')
}
