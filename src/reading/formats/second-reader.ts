/**
 * The independent second reader: mammoth for .docx, exceljs for .xlsx, SheetJS for the other sheets, for .odt every text
 * node of its XML. It cannot see the form's geometry or fonts; its words, before decoding, must all be among ours. A word
 * that only it finds is text that we would have lost in silence. Libraries are loaded when first needed: a child that
 * meets no sheet does not pay for exceljs.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { type Document, rawTextOf } from '../document/model.ts'
import { type OleInput, streamOf } from './ole.ts'
import { sheetJsText } from './sheetjs.ts'
import { findChild, isElement, readXml, type XmlElement } from './xml.ts'
import { repackZip, type ZipEntries } from './zip.ts'

/** Letters and digits only: readers differ in spaces, hyphens and line ends. U+00AD too: Word draws it only at line ends. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** `unread-text` with the words that only the second reader found; nothing when all are ours. */
export const compareReaders = (document: Document, secondText: string): Finding[] => {
  const ours = document.sections.flatMap(section => wordsOf(rawTextOf(section.blocks)))
  const left = new Map<string, number>()
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1)
  const surplus = wordsOf(secondText).filter(word => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
  if (surplus.length === 0) return []
  // mammoth's raw text drops w:br and w:cr, so that the words on both sides come out as one.
  const joined = ours.join('')
  const missing = surplus.filter(word => (left.get(word) ?? 0) < -1 || !joined.includes(word))
  return missing.length === 0 ? [] : [finding('unread-text', { text: missing.slice(0, 20).join(' ') })]
}

/** The words of a .docx as mammoth reads them; what it cannot open at all is a finding, not a word. */
export const secondDocxText = async (entries: ZipEntries): Promise<string> => {
  const { default: mammoth } = await import('mammoth')
  const result = await mammoth.extractRawText({ buffer: Buffer.from(repackZip(entries)) })
  return result.value
}

/** The words of an .xlsx as exceljs reads them. The merges were bounded before: one over a whole sheet kills it. */
export const secondXlsxText = async (entries: ZipEntries): Promise<string> => {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  const ignoreNodes = [
    'dataValidations',
    'conditionalFormatting',
    'drawing',
    'picture',
    'hyperlinks',
    'extLst',
  ]
  const packed = repackZip(withPlainBook(entries))
  try {
    await workbook.xlsx.load(Buffer.from(packed) as unknown as ArrayBuffer, { ignoreNodes })
  } catch (error) {
    // It fails on prefixed XML (WPS), odd drawings and names; SheetJS is as independent of ours.
    if (error instanceof Error) return sheetJsText(packed)
    throw error
  }
  const words: string[] = []
  for (const sheet of workbook.worksheets)
    sheet.eachRow(row => {
      row.eachCell(cell => {
        if (cell.isMerged && cell.master !== cell) return
        words.push(...stringsOf(cell.formula ? cell.result : cell.value))
      })
    })
  return words.join('\n')
}

/**
 * exceljs makes a list as long as the highest number of a sheet, and one of every cell under a name: a book of two
 * kilobytes held it for minutes. Neither says a word: the sheets are numbered again, the names left out.
 */
const withPlainBook = (entries: ZipEntries): ZipEntries => {
  const bytes = entries.get('xl/workbook.xml')
  if (!bytes) return entries
  let sheets = 0
  const book = new TextDecoder()
    .decode(bytes)
    .replace(/\bsheetId\s*=\s*(?:"[^"]*"|'[^']*')/g, () => `sheetId="${++sheets}"`)
    .replace(/<definedName\b[^>]*>[^<]*<\/definedName>/g, '')
  return new Map(entries).set('xl/workbook.xml', new TextEncoder().encode(book))
}

/** The words of a .xls as SheetJS reads them. */
export const secondXlsText = ({ file, bytes }: OleInput): Promise<string> =>
  sheetJsText(bytes, streamOf(file, '/Workbook') === undefined)

/** The words of an XML Spreadsheet as SheetJS reads them. */
export const secondXmlSpreadsheetText = (bytes: Uint8Array): Promise<string> => sheetJsText(bytes)

/**
 * The words of an .ods as SheetJS reads them: without styles, of which it says aloud what it does not know, and each cell
 * once, since it walks through a blank one that is repeated over the whole sheet place by place.
 */
export const secondOdsText = async (entries: ZipEntries): Promise<string> => {
  const content = new TextDecoder()
    .decode(entries.get('content.xml'))
    .replace(/\s[\w-]+:number-(?:rows|columns)-repeated\s*=\s*(?:"\d*"|'\d*')/g, '')
  const parts = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': content,
    'styles.xml': '<office:document-styles/>',
    'META-INF/manifest.xml': '<manifest:manifest/>',
  }
  const encoder = new TextEncoder()
  return sheetJsText(
    repackZip(new Map(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)]))),
  )
}

/**
 * No library reads .odt: every text node of the body's XML, wherever it stands, must have been read. Only what is deleted,
 * and what is drawn from something else, is left out.
 */
export const secondOdtText = async (entries: ZipEntries): Promise<string> => {
  const content = entries.get('content.xml')
  return content ? textNodes(findChild(readXml(content), 'office:body')).join('') : ''
}

const notText =
  /^(?:text:(?:tracked-changes|note-citation|ruby-text|script|number|.*-source)|office:(?:forms|event-listeners)|svg:(?:title|desc)|draw:(?:image|object|object-ole|plugin|applet|glue-point|image-map)|dc:.*|meta:.*)$/

const textNodes = (element: XmlElement | undefined): string[] =>
  (element?.children ?? []).flatMap(child => {
    if (!isElement(child)) return [child]
    if (notText.test(child.name)) return []
    // Between blocks, and where a tab or a break stands, one word ends and the next begins.
    const separates = /^(?:text:(?:p|h|s|tab|line-break|note)|table:.*|office:annotation|draw:.*)$/.test(
      child.name,
    )
    return separates ? ['\n', ...textNodes(child), '\n'] : textNodes(child)
  })

/** Only text: numbers and dates are shown in as many ways as there are readers. */
const stringsOf = (value: unknown): string[] => {
  // Control characters are written by their number (22.4.2.4, ST_Xstring); exceljs leaves them so.
  if (typeof value === 'string') return [value.replace(/_x[0-9A-Fa-f]{4}_/g, ' ')]
  if (typeof value !== 'object' || value === null) return []
  if ('richText' in value && Array.isArray(value.richText))
    return stringsOf(value.richText.map(run => String(run.text)).join(''))
  return 'text' in value ? stringsOf(value.text) : []
}
