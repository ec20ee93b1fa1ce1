/**
 * What a .xls says of itself, before any sheet: its sheets, shared strings, fonts, cell styles, code page (MS-XLS 2.1.7.20.3,
 * the globals substream). BIFF8 is Excel 97 to 2003; BIFF5, Excel 5 and 95, keeps bytes of a code page instead of Unicode.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { encodingOfFont } from '../../text/legacy.ts'
import { limits } from '../limits.ts'
import type { FontRun } from './lettering.ts'
import { Refused, tooLarge, unreadable } from './reading.ts'
import { isDateFormat } from './sheet-dates.ts'
import { type Cursor, makeCursor, type Records, type XlsRecord } from './xls-records.ts'

export type Biff = 5 | 8

/** Text as it is stored, a byte a character in BIFF5; each format holds from its character on. */
export interface StoredText {
  readonly text: string
  readonly formats: readonly { readonly at: number; readonly font: number }[]
}

export interface XlsSheet {
  readonly name: string
  readonly isHidden: boolean
  /** Of its BOF record in the stream. */
  readonly offset: number
}

export interface XlsBook {
  readonly biff: Biff
  readonly sheets: readonly XlsSheet[]
  readonly strings: readonly StoredText[]
  readonly from1904: boolean
  /** Sizes in bytes. */
  readonly pictures: readonly number[]
  readonly findings: readonly Finding[]
  /** @param style index of the cell's XF record; undefined: the workbook's own */
  runsOf(stored: StoredText, style: number | undefined): FontRun[]
  isDate(style: number): boolean
}

const bof = 0x809
const worksheet = 0x10

/** @throws Refused */
export const readXlsBook = (records: Records): XlsBook => {
  const [first] = records(0)
  if (!first) throw unreadable()
  // BIFF2 to 4 (Excel 2 to 4, before 1993) have record types of their own: 0x009, 0x209, 0x409.
  if (first.type !== bof) throw (first.type & 0xf9ff) === 0x009 ? notRead() : unreadable()
  const biff: Biff = first.u16(0) === 0x0600 ? 8 : 5
  const sheets: XlsSheet[] = []
  const strings: StoredText[] = []
  const fonts: { name: string; charset: number; isStruck: boolean }[] = []
  const styles: { font: number; format: number }[] = []
  const formats = new Map<number, string>()
  const findings: Finding[] = []
  const pictures: number[] = []
  let codePage = 1252
  let from1904 = false
  for (const record of records(0)) {
    if (record.type === 0x0a) break
    switch (record.type) {
      case 0x2f: // FILEPASS: everything after it is encrypted
        throw new Refused(finding('encrypted-part'))
      case 0x42: // CODEPAGE
        codePage = record.u16(0)
        break
      case 0x22: // DATEMODE
        from1904 = record.u16(0) === 1
        break
      case 0x31: // FONT
        fonts.push({
          name: shortText(record, 14, biff),
          charset: record.u8(12),
          isStruck: (record.u16(2) & 8) !== 0,
        })
        break
      case 0xe0: // XF
        styles.push({ font: record.u16(0), format: record.u16(2) })
        break
      case 0x41e: // FORMAT
        formats.set(record.u16(0), formatCode(record, biff))
        break
      case 0x85: // BOUNDSHEET
        addSheet(record)
        break
      case 0xfc: // SST
        readStrings(record, strings)
        break
      case 0xeb: // MSODRAWINGGROUP
        pictures.push(...pictureSizes(record))
    }
  }
  function addSheet(record: XlsRecord): void {
    if (sheets.length >= limits.sheets) throw tooLarge(`${limits.sheets} sheets`)
    const kind = record.u8(5)
    // Programs of Excel 4, which viruses still use.
    if (kind === 1) findings.push(finding('macro-part'))
    // Charts and modules hold no cells.
    if (kind !== 0) return
    const name = shortText(record, 6, biff)
    sheets.push({
      name: biff === 8 ? name : decodeBytes(name, codePage),
      isHidden: (record.u8(4) & 3) !== 0,
      offset: record.u32(0),
    })
  }
  /** Font numbers leave 4 out (MS-XLS 2.5.129). */
  const fontOf = (index: number) => fonts[index > 4 ? index - 1 : index]
  function decode(text: string, font: number): string {
    if (biff === 8) return text
    const { name, charset } = fontOf(font) ?? { name: '', charset: 0 }
    // Fonts of TCVN3 and VNI draw bytes, whatever the code page; our tables know them by their Latin letters.
    const isUnicode = encodingOfFont(name) === 'unicode'
    return decodeBytes(text, isUnicode ? (charset === 163 ? 1258 : codePage) : 1252)
  }
  // A sheet written alone, without the globals of a workbook.
  if (sheets.length === 0 && first.u16(2) === worksheet)
    sheets.push({ name: 'Sheet1', isHidden: false, offset: 0 })
  return {
    biff,
    sheets,
    strings,
    from1904,
    pictures,
    findings,
    runsOf({ text, formats: changes }, style) {
      const base = style === undefined ? 0 : (styles[style]?.font ?? 0)
      const marks = [{ at: 0, font: base }]
      // They only go on (MS-XLS 2.5.293); going back and forth, a short text would become a gigabyte.
      for (const change of changes) if (change.at >= marks.at(-1)!.at) marks.push(change)
      return marks.flatMap(({ at, font }, mark): FontRun[] => {
        const piece = text.slice(at, marks[mark + 1]?.at ?? text.length)
        const drawn = fontOf(font)
        return piece === ''
          ? []
          : [{ text: decode(piece, font), font: drawn?.name, isStruck: drawn?.isStruck }]
      })
    },
    isDate(style) {
      const format = styles[style]?.format ?? 0
      return isDateFormat(format, formats.get(format))
    },
  }
}

const notRead = (): Refused => new Refused(finding('format-not-read', { format: 'xls' }))

/** A length in one byte, then the text (MS-XLS 2.5.240); in BIFF5 bytes. */
const shortText = (record: XlsRecord, at: number, biff: Biff): string => {
  const cursor = makeCursor(record.parts, at)
  const count = cursor.u8()
  return biff === 8 ? cursor.characters(count, (cursor.u8() & 1) === 1) : cursor.bytes(count)
}

/** A length in two bytes, then the text (MS-XLS 2.5.294). */
export const unicodeText = (record: XlsRecord, at: number): string => {
  const cursor = makeCursor(record.parts, at)
  const count = cursor.u16()
  return cursor.characters(count, (cursor.u8() & 1) === 1)
}

/** All that there is: some writers give a length that is not true (govdocs 626534, which Excel opens). */
const formatCode = ({ parts: [data] }: XlsRecord, biff: Biff): string => {
  if (biff === 5) return data!.toString('latin1', 3)
  return data!.toString(data![4] === 1 ? 'utf16le' : 'latin1', 5)
}

/** The shared strings (MS-XLS 2.4.265), fewer where the count is not true, each with its fonts (2.5.293); phonetic hints are not part of the text. */
const readStrings = (record: XlsRecord, strings: StoredText[]): void => {
  const count = record.u32(4)
  if (count > limits.table.cells) throw tooLarge(`${limits.table.cells} strings`)
  const cursor = makeCursor(record.parts, 8)
  for (let at = 0; at < count && !cursor.isAtEnd(); at++) strings.push(richText(cursor))
}

const richText = (cursor: Cursor): StoredText => {
  const count = cursor.u16()
  const flags = cursor.u8()
  const formatCount = flags & 8 ? cursor.u16() : 0
  const phonetic = flags & 4 ? cursor.u32() : 0
  const text = cursor.characters(count, (flags & 1) === 1)
  const formats = Array.from({ length: formatCount }, () => ({ at: cursor.u16(), font: cursor.u16() }))
  cursor.skip(phonetic)
  return { text, formats }
}

/** Code pages by the names of the Encoding Standard. */
const encodings: ReadonlyMap<number, string> = new Map([
  [367, 'windows-1252'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10_000, 'macintosh'],
  [32_768, 'macintosh'],
  ...Array.from({ length: 9 }, (_, at) => [1250 + at, `windows-${1250 + at}`] as const),
])

const decodeBytes = (bytes: string, codePage: number): string =>
  /^[\0-\x7f]*$/.test(bytes)
    ? bytes
    : new TextDecoder(encodings.get(codePage) ?? 'windows-1252').decode(Buffer.from(bytes, 'latin1'))

/**
 * Sizes of the pictures drawn over the sheets (MS-ODRAW 2.2.12: the group's container, 2.2.20: its store, 2.2.32: an entry
 * whose picture's size stands after 20 bytes).
 */
const pictureSizes = (record: XlsRecord): number[] => {
  const data = Buffer.concat(record.parts)
  const sizes: number[] = []
  for (let at = 0; at + 8 <= data.length; ) {
    const type = data.readUInt16LE(at + 2)
    const size = data.readUInt32LE(at + 4)
    if (type === 0xf007 && at + 32 <= data.length) sizes.push(data.readUInt32LE(at + 28))
    // Into the two containers, over everything else.
    at += type === 0xf000 || type === 0xf001 ? 8 : 8 + size
  }
  return sizes
}
