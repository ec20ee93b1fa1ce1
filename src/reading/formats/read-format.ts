/**
 * A file's bytes to a `Document`, whatever it is: told by its bytes, guarded, given to the format's reader. Readers are
 * loaded when first needed: a child that meets no PDF does not pay for one. To add a format: `sniff.ts`, and a line here.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Document } from '../document/model.ts'
import { findObjects, pictureSizes } from './enclosed.ts'
import { hasMacros, kindOfOle, type OleInput, openOle } from './ole.ts'
import { type DocumentReading, Refused } from './reading.ts'
import {
  compareReaders,
  secondDocxText,
  secondOdsText,
  secondOdtText,
  secondXlsText,
  secondXlsxText,
  secondXmlSpreadsheetText,
} from './second-reader.ts'
import { kindOfZip, sniffFormat } from './sniff.ts'
import { openZip, type ZipEntries } from './zip.ts'

export interface FormatReading extends DocumentReading {
  /** What the bytes are: `docx`, `xls`, `pdf`. */
  readonly format: string
}

/** What the independent second reader says of it; nothing where there is none. Its time is its own. */
export type SecondReader = (document: Document) => Promise<Finding[]>

/** A format's reader, loaded when first needed; `second` gives the words that an independent library finds. */
interface Known<Input> {
  readonly reader: () => Promise<(input: Input) => DocumentReading | Promise<DocumentReading>>
  readonly second?: (input: Input) => Promise<string>
}
type Table<Input> = Readonly<Record<string, Known<Input>>>

const plainFormats: Table<Uint8Array> = {
  text: { reader: async () => (await import('./prose.ts')).readProse },
  csv: { reader: async () => (await import('./csv.ts')).readCsv },
  'xml-spreadsheet': {
    reader: async () => (await import('./xml-spreadsheet.ts')).readXmlSpreadsheet,
    second: secondXmlSpreadsheetText,
  },
  'flat-odf': { reader: async () => (await import('./odf-flat.ts')).readFlatOdf },
  rtf: { reader: async () => (await import('./rtf.ts')).readRtf },
  mhtml: { reader: async () => (await import('./mhtml.ts')).readMhtml },
  html: { reader: async () => (await import('./html.ts')).readHtml },
  word2: { reader: async () => () => ({ findings: [finding('old-word')] }) },
  pdf: { reader: async () => (await import('./pdf.ts')).readPdf },
}

const oleFormats: Table<OleInput> = {
  doc: { reader: async () => (await import('./doc.ts')).readDoc },
  xls: { reader: async () => (await import('./xls.ts')).readXls, second: secondXlsText },
}

const zipFormats: Table<ZipEntries> = {
  odt: { reader: async () => (await import('./odt.ts')).readOdt, second: secondOdtText },
  ods: { reader: async () => (await import('./ods.ts')).readOds, second: secondOdsText },
  docx: { reader: async () => (await import('./docx.ts')).readDocx, second: secondDocxText },
  xlsx: { reader: async () => (await import('./xlsx.ts')).readXlsx, second: secondXlsxText },
  xlsb: { reader: async () => (await import('./xlsb.ts')).readXlsb },
}

export interface ReadFormat {
  readonly reading: FormatReading
  /** There where another library can read the same file. */
  readonly second?: SecondReader
}

/** What no reader knows has `format-not-read` as its finding. */
export const readFormat = async (bytes: Uint8Array): Promise<ReadFormat> => {
  const format = sniffFormat(bytes)
  if (format === 'zip') return readZipFormat(bytes)
  if (format === 'ole') return readOleFormat(bytes)
  return readBy(format, plainFormats, bytes)
}

/** Readers in use: asking for a module that is there already still takes longer than a small part. */
const loaded = new WeakMap<object, unknown>()

const readBy = async <Input>(format: string, table: Table<Input>, input: Input): Promise<ReadFormat> => {
  const known = table[format]
  if (!known) return { reading: { format, findings: [finding('format-not-read', { format })] } }
  const reader = (loaded.get(known) as Awaited<ReturnType<typeof known.reader>>) ?? (await known.reader())
  loaded.set(known, reader)
  const reading = { format, ...(await reader(input)) }
  const { second } = known
  return { reading, ...(second && { second: secondReader(format, () => second(input)) }) }
}

const readOleFormat = async (bytes: Uint8Array): Promise<ReadFormat> => {
  try {
    const file = openOle(bytes)
    const format = kindOfOle(file)
    if (format === 'encrypted') return { reading: { format, findings: [finding('encrypted-part')] } }
    return mapReading(await readBy(format, oleFormats, { file, bytes }), one =>
      withMacros(one, hasMacros(file)),
    )
  } catch (error) {
    if (error instanceof Refused) return { reading: { format: 'ole', findings: [error.finding] } }
    throw error
  }
}

const readZipFormat = async (bytes: Uint8Array): Promise<ReadFormat> => {
  const zip = await openZip(bytes)
  if ('finding' in zip) return { reading: { format: 'zip', findings: [zip.finding] } }
  const entries = zip.value
  const hasProject = [...entries.keys()].some(entry =>
    /vbaProject\.bin$|^Basic\/.+\/(?!(?:script|dialog)-lb\.xml$).+\.xml$/i.test(entry),
  )
  return mapReading(await readBy(kindOfZip(entries), zipFormats, entries), one =>
    withMacros(withEnclosed(one, entries), hasProject),
  )
}

const mapReading = (read: ReadFormat, change: (reading: DocumentReading) => DocumentReading): ReadFormat => ({
  ...read,
  reading: { format: read.reading.format, ...change(read.reading) },
})

/** Programs in a file are never run; that somebody put them there is for the clerk to see. */
const withMacros = (reading: DocumentReading, present: boolean): DocumentReading =>
  present ? withFindings(reading, [finding('macro-part')]) : reading

const withEnclosed = (reading: DocumentReading, entries: ZipEntries): DocumentReading => {
  const { value } = reading
  if (!value) return reading
  const pictures = [...(value.pictures ?? []), ...pictureSizes(entries)]
  return withFindings({ ...reading, value: { ...value, pictures } }, findObjects(entries))
}

const withFindings = ({ value, findings }: DocumentReading, more: readonly Finding[]): DocumentReading => ({
  findings: [...findings, ...more],
  ...(value && { value: { ...value, findings: [...value.findings, ...more] } }),
})

const secondReader =
  (format: string, read: () => Promise<string>): SecondReader =>
  async document => {
    try {
      return compareReaders(document, await read())
    } catch (error) {
      // A second reader that gives up says nothing about the words; that nobody confirmed them must be said.
      if (error instanceof Error) return [finding('not-confirmed', { format })]
      throw error
    }
  }
