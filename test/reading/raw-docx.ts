/**
 * .docx files written element by element, for tests of what no filled form shows: merges, revisions, fields, fonts. Texts
 * given as strings are escaped; whoever passes XML says so by its function.
 */
import { escaped } from '../../scripts/forms/form-docx.ts'
import { zipped } from '../../scripts/forms/zip.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const more =
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** A run; `properties` is the XML in its `w:rPr`. A line feed is a `w:br`, a tab a `w:tab`. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${text
    .split(/([\n\t])/)
    .map(piece =>
      piece === '\n'
        ? '<w:br/>'
        : piece === '\t'
          ? '<w:tab/>'
          : piece && `<w:t xml:space="preserve">${escaped(piece)}</w:t>`,
    )
    .join('')}</w:r>`
export const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`

/** A paragraph of runs; `properties` is the XML in its `w:pPr`. */
export const paragraph = (runs: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`
export const line = (text: string): string => paragraph(run(text))

/** A cell of paragraphs; a string of plain text gives one for each line feed. */
export const cell = (content: string, properties = ''): string =>
  `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : content.split('\n').map(line).join('')}</w:tc>`
export const wide = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`
export const top = '<w:vMerge w:val="restart"/>'
export const below = '<w:vMerge/>'

export const row = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells.map(one => (one.startsWith('<w:tc>') || one.startsWith('<w:sdt>') ? one : cell(one))).join('')}</w:tr>`

/** @param widths of `w:tblGrid`, in twentieths of a point */
export const table = (rows: readonly string[], widths: readonly number[] = []): string =>
  `<w:tbl><w:tblPr/><w:tblGrid>${widths.map(width => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`

/** A file; `parts` are more of its entries, as XML without declaration; `relations` of the document, by id. */
export const docx = (
  body: string,
  parts: Readonly<Record<string, string>> = {},
  relations: Readonly<Record<string, string>> = {},
): Uint8Array =>
  zipped({
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document ${w} ${more}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(
      relations,
    )
      .map(([id, target]) => `<Relationship Id="${id}" Type="x" Target="${target}"/>`)
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        `word/${name}`,
        declaration + xml.replace(/^<w:\w+/, start => `${start} ${w} ${more}`),
      ]),
    ),
  })

export const sectors = [
  'Kinh tế',
  'Văn hóa-xã hội',
  'An ninh quốc phòng',
  'Xây dựng hệ thống chính trị',
] as const
/** The letter's headings: two rows for collectives, one for individuals. */
export const collectiveHeading = [
  row([
    cell('TT', top),
    cell('Tên tập thể thực hiện', top),
    cell('Lĩnh vực thực hiện (ghi cụ thể tên mô hình)', wide(4)),
    cell('Ghi chú', top),
  ]),
  row([cell('', below), cell('', below), ...sectors, cell('', below)]),
]
export const individualHeading = row(['', 'Tên cá nhân thực hiện', ...sectors, ''])

export const above = [
  'ĐẢNG CỘNG SẢN VIỆT NAM',
  'Đơn vị: Trường THCS Kim Thư',
  'Thanh Oai, ngày 11 tháng 02 năm 2022',
  'BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
  '(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)',
].map(line)
export const signature = ['THỦ TRƯỞNG ĐƠN VỊ', '(Ký, đóng dấu)'].map(line)

/** A whole form around rows of its table; the second heading stands where `rows` puts it. */
export const form = (
  rows: readonly string[],
  around: { above?: readonly string[]; after?: readonly string[] } = {},
): string =>
  [...(around.above ?? above), table([...collectiveHeading, ...rows]), ...(around.after ?? signature)].join(
    '',
  )
