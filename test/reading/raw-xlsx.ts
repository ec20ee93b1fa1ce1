/** .xlsx files written part by part, for tests of what no library writes. */
import { escaped } from '../../scripts/forms/form-docx.ts'
import { zipped } from '../../scripts/forms/zip.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A cell with its text inline: `A1`, `D7`. */
export const text = (address: string, value: string, style = 0): string =>
  `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`

/** Rows of text from A1 on, blanks left out. */
export const grid = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((value, column) => value && text(`${String.fromCharCode(65 + column)}${row + 1}`, value)).join('')}</row>`,
    )
    .join('')

export interface RawSheet {
  readonly name?: string
  readonly state?: string
  /** Rows, as XML. */
  readonly data: string
  readonly columns?: string
  readonly merges?: readonly string[]
  /** Paragraphs of a shape that floats over it. */
  readonly drawn?: readonly string[]
}

/** @param book entries of one's own: `xl/styles.xml`, `xl/sharedStrings.xml`, which the workbook then refers to */
export const xlsx = (
  sheets: readonly RawSheet[],
  book: Readonly<Record<string, string>> = {},
): Uint8Array => {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (all: string): string =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`
  return zipped({
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${declaration}<workbook ${main} xmlns:r="${office}"><sheets>${sheets
      .map(
        (sheet, at) =>
          `<sheet name="${sheet.name ?? `Sheet${at + 1}`}" sheetId="${at + 1}" r:id="s${at + 1}"${sheet.state ? ` state="${sheet.state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, at) => relation(`s${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('') +
        (book['xl/styles.xml'] ? relation('st', 'styles', 'styles.xml') : '') +
        (book['xl/sharedStrings.xml'] ? relation('ss', 'sharedStrings', 'sharedStrings.xml') : ''),
    ),
    ...Object.fromEntries(
      sheets.flatMap((sheet, at): [string, string][] => {
        const merges = sheet.merges?.map(ref => `<mergeCell ref="${ref}"/>`).join('')
        return [
          [
            `xl/worksheets/sheet${at + 1}.xml`,
            `${declaration}<worksheet ${main} xmlns:r="${office}">${sheet.columns ?? ''}<sheetData>${sheet.data}</sheetData>${merges ? `<mergeCells>${merges}</mergeCells>` : ''}</worksheet>`,
          ],
          ...(sheet.drawn
            ? ([
                [
                  `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
                  relations(relation('d', 'drawing', `../drawings/drawing${at + 1}.xml`)),
                ],
                [
                  `xl/drawings/drawing${at + 1}.xml`,
                  `${declaration}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${sheet.drawn.map(one => `<xdr:sp><xdr:txBody><a:p><a:r><a:t>${escaped(one)}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`).join('')}</xdr:wsDr>`,
                ],
              ] as [string, string][])
            : []),
        ]
      }),
    ),
    ...Object.fromEntries(
      Object.entries(book).map(([name, xml]) => [
        name,
        declaration + xml.replace(/^<\w+/, start => `${start} ${main}`),
      ]),
    ),
  })
}
