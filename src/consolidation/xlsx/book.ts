/**
 * A workbook, written row by row into memory (ECMA-376 part 1, 12 and 18; part 2 for the package), so that what is kept,
 * hashed and mailed are the same bytes. Always from nothing: a file loaded and saved loses what the program does not
 * know. exceljs keeps every distinct string and the XML of whole sheets until the end, and a workbook has to fit beside a
 * ledger of a hundred thousand registrations.
 */
import { writtenKeywords } from '../../domain/book.ts'
import { escaped, mainNamespace, xmlHead } from './markup.ts'
import { inlineText, type SheetEnding, type SheetPlan, sheetXml } from './sheet.ts'
import { makeSharedStrings } from './strings.ts'
import type { Styles } from './styles.ts'
import { makeZip } from './zip.ts'

export interface WorkbookFacts {
  readonly title: string
  readonly author: string
  /** Of the snapshot that is drawn; stands in the file's properties. */
  readonly revision: number
  readonly campaign: string
  /** Milliseconds. */
  readonly asOf: number
}

/** `range`: the defined name of its filtered table; without one it has none. */
export interface NamedSheet extends SheetPlan {
  readonly range?: string
}

export interface Workbook {
  readonly facts: WorkbookFacts
  readonly sheets: readonly NamedSheet[]
  /** The looks of the rows. */
  readonly styles: Styles
  /** Each string once, in a table of its own; else each in its cell. */
  readonly shared: boolean
}

/** @returns the bytes of the .xlsx */
export const writeWorkbook = async ({ facts, sheets, styles, shared }: Workbook): Promise<Buffer> => {
  const zip = makeZip(facts.asOf)
  const strings = shared ? makeSharedStrings() : undefined
  const numbers = sheets.map((_, at) => at + 1)
  await zip.add('[Content_Types].xml', [contentTypes(numbers, shared)])
  await zip.add('_rels/.rels', [packageLinks])
  await zip.add('docProps/core.xml', [properties(facts)])
  const endings: SheetEnding[] = []
  for (const [at, sheet] of sheets.entries())
    await zip.add(
      `xl/worksheets/sheet${at + 1}.xml`,
      sheetXml(sheet, strings?.cellText ?? inlineText, ending => endings.push(ending)),
    )
  if (strings) await zip.add('xl/sharedStrings.xml', strings.pieces())
  await zip.add('xl/styles.xml', [styles.xml()])
  await zip.add('xl/workbook.xml', [workbookXml(sheets, endings)])
  await zip.add('xl/_rels/workbook.xml.rels', [workbookLinks(numbers, shared)])
  return zip.end()
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageSpace = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (numbers: readonly number[], shared: boolean): string =>
  `${xmlHead}<Types xmlns="${packageSpace}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>` +
  (shared ? `<Override PartName="/xl/sharedStrings.xml" ContentType="${kind}.sharedStrings+xml"/>` : '') +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
  numbers
    .map(at => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${kind}.worksheet+xml"/>`)
    .join('') +
  '</Types>'

const link = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`
const links = (all: readonly string[]): string =>
  `${xmlHead}<Relationships xmlns="${packageSpace}/relationships">${all.join('')}</Relationships>`

const packageLinks = links([
  link('rId1', `${relations}/officeDocument`, 'xl/workbook.xml'),
  link('rId2', `${packageSpace}/relationships/metadata/core-properties`, 'docProps/core.xml'),
])
const workbookLinks = (numbers: readonly number[], shared: boolean): string =>
  links([
    ...numbers.map(at => link(`rId${at}`, `${relations}/worksheet`, `worksheets/sheet${at}.xml`)),
    link('styles', `${relations}/styles`, 'styles.xml'),
    ...(shared ? [link('strings', `${relations}/sharedStrings`, 'sharedStrings.xml')] : []),
  ])

const properties = ({ title, author, revision, campaign, asOf }: WorkbookFacts): string => {
  const made = `${new Date(asOf).toISOString().slice(0, 19)}Z`
  const time = (tag: string): string => `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${made}</dcterms:${tag}>`
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="${packageSpace}/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator>` +
    `<cp:keywords>${escaped(writtenKeywords({ campaign, revision, asOf }))}</cp:keywords>` +
    `<cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy>${time('created')}${time('modified')}</cp:coreProperties>`
  )
}

const workbookXml = (sheets: readonly NamedSheet[], endings: readonly SheetEnding[]): string => {
  const names = sheets.flatMap((sheet, at): string[] => {
    const own = (name: string, range: string, more = ''): string =>
      `<definedName name="${name}"${more}>${escaped(`'${sheet.name}'!${range}`)}</definedName>`
    const { filter, printed } = endings[at] ?? {}
    const local = ` localSheetId="${at}"`
    return [
      ...(filter ? [own('_xlnm._FilterDatabase', absolute(filter), `${local} hidden="1"`)] : []),
      ...(printed ? [own('_xlnm.Print_Area', absolute(printed), local)] : []),
      own('_xlnm.Print_Titles', sheet.page.titles, local),
      ...(sheet.range && filter ? [own(sheet.range, absolute(filter))] : []),
    ]
  })
  return (
    `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews><sheets>` +
    sheets
      .map((one, at) => `<sheet name="${escaped(one.name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('') +
    `</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  )
}

/** `$A$1:$P$120` of `A1:P120`. */
const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
