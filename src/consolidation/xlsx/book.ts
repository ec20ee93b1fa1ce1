/**
 * A workbook, written row by row into memory (ECMA-376 part 1, 12 and 18; part 2 for the package), so that what is kept,
 * hashed and mailed are the same bytes. Always from nothing: a file loaded and saved loses what the program does not
 * know. exceljs keeps every distinct string and the XML of whole sheets until the end, and a workbook has to fit beside a
 * ledger of a hundred thousand registrations.
 */
import { writtenKeywords } from '../../domain/book.ts'
import {
  contentTypes,
  coreProperties,
  escaped,
  officeRelations,
  packageRelationships,
  relationships,
  xmlHead,
} from '../office-package.ts'
import { makeZip } from '../zip.ts'
import { mainNamespace } from './markup.ts'
import {
  type BatchedSheetPlan,
  batchedSheetXml,
  inlineText,
  type SheetEnding,
  type SheetPlan,
  sheetXml,
} from './sheet.ts'
import { makeSharedStrings } from './strings.ts'
import type { Styles } from './styles.ts'

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
export type NamedSheet = (SheetPlan | BatchedSheetPlan) & { readonly range?: string }

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
  await zip.add('[Content_Types].xml', [typesOf(numbers, shared)])
  await zip.add('_rels/.rels', [packageRelationships('xl/workbook.xml')])
  await zip.add('docProps/core.xml', [properties(facts)])
  const endings: SheetEnding[] = []
  const cellText = strings?.cellText ?? inlineText
  const onEnd = (ending: SheetEnding): void => {
    endings.push(ending)
  }
  for (const [at, sheet] of sheets.entries())
    await zip.add(
      `xl/worksheets/sheet${at + 1}.xml`,
      'batches' in sheet ? batchedSheetXml(sheet, cellText, onEnd) : sheetXml(sheet, cellText, onEnd),
    )
  if (strings) await zip.add('xl/sharedStrings.xml', strings.pieces())
  await zip.add('xl/styles.xml', [styles.xml()])
  await zip.add('xl/workbook.xml', [workbookXml(sheets, endings)])
  await zip.add('xl/_rels/workbook.xml.rels', [workbookLinks(numbers, shared)])
  return zip.end()
}

const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const typesOf = (numbers: readonly number[], shared: boolean): string =>
  contentTypes([
    ['xl/workbook.xml', `${kind}.sheet.main+xml`],
    ['xl/styles.xml', `${kind}.styles+xml`],
    ...(shared ? [['xl/sharedStrings.xml', `${kind}.sharedStrings+xml`] as const] : []),
    ...numbers.map(at => [`xl/worksheets/sheet${at}.xml`, `${kind}.worksheet+xml`] as const),
  ])

const workbookLinks = (numbers: readonly number[], shared: boolean): string =>
  relationships([
    ...numbers.map(at => [`rId${at}`, `${officeRelations}/worksheet`, `worksheets/sheet${at}.xml`] as const),
    ['styles', `${officeRelations}/styles`, 'styles.xml'],
    ...(shared ? [['strings', `${officeRelations}/sharedStrings`, 'sharedStrings.xml'] as const] : []),
  ])

const properties = (facts: WorkbookFacts): string =>
  coreProperties(
    { ...facts, keywords: writtenKeywords(facts) },
    `<cp:lastModifiedBy>${escaped(facts.author)}</cp:lastModifiedBy>`,
  )

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
    `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${officeRelations}"><bookViews><workbookView/></bookViews><sheets>` +
    sheets
      .map((one, at) => `<sheet name="${escaped(one.name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('') +
    `</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  )
}

/** `$A$1:$P$120` of `A1:P120`. */
const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
