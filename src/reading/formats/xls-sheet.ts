/**
 * One sheet of a .xls (MS-XLS 2.1.7.20.5, the worksheet substream): its layout first, since merges stand after the cells,
 * then its cells; and the text of the boxes drawn over it.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { FontRun } from './lettering.ts'
import { unreadable } from './reading.ts'
import { numberText } from './sheet-dates.ts'
import { makeMerges, makeRanges, type SheetCell, type SheetLayout } from './sheet-document.ts'
import { type StoredText, unicodeText, type XlsBook, type XlsSheet } from './xls-book.ts'
import { makeCursor, type Records, type XlsRecord } from './xls-records.ts'

/** Those of the sheet itself: charts in it are substreams of their own. @throws Refused where it has no end */
function* recordsOf(records: Records, sheet: XlsSheet): Generator<XlsRecord> {
  let depth = 0
  for (const record of records(sheet.offset)) {
    if (record.type === 0x809) depth++
    // No beginning: the place that the globals name is none.
    else if (depth === 0) throw unreadable()
    else if (record.type === 0x0a) {
      if (--depth === 0) return
    } else if (depth === 1) yield record
  }
  throw unreadable()
}

export const readLayout = (records: Records, sheet: XlsSheet): SheetLayout => {
  const merges = makeMerges()
  const hiddenRows = new Set<number>()
  const hiddenColumns: (readonly [number, number])[] = []
  for (const record of recordsOf(records, sheet)) {
    switch (record.type) {
      case 0x208: // ROW
        if (record.u16(12) & 0x20) hiddenRows.add(record.u16(0) + 1)
        break
      case 0x7d: // COLINFO
        if (record.u16(8) & 1) hiddenColumns.push([record.u16(0) + 1, record.u16(2) + 1])
        break
      case 0xe5: // MERGEDCELLS
        for (let at = 2, rest = record.u16(0); rest > 0; rest--, at += 8)
          merges.add(
            { row: record.u16(at) + 1, column: record.u16(at + 4) + 1 },
            { row: record.u16(at + 2) + 1, column: record.u16(at + 6) + 1 },
          )
    }
  }
  return {
    name: sheet.name,
    isHidden: sheet.isHidden,
    merges,
    isHiddenRow: row => hiddenRows.has(row),
    isHiddenColumn: makeRanges(hiddenColumns),
  }
}

/** In the order of the file. Blank ones only where a merge begins: a sheet can have millions of others. */
export function* readCells(
  records: Records,
  sheet: XlsSheet,
  layout: SheetLayout,
  book: XlsBook,
): Generator<SheetCell> {
  /** A formula whose text follows in a record of its own. */
  let waiting: XlsRecord | undefined
  const stored = (record: XlsRecord, text: StoredText): SheetCell => ({
    ...placeOf(record),
    runs: book.runsOf(text, record.u16(4)),
  })
  const plain = (record: XlsRecord, text: string): SheetCell => stored(record, { text, formats: [] })
  const unread = (record: XlsRecord, text: string): SheetCell => ({
    ...plain(record, text),
    isUnread: true,
  })
  const numeric = (number: number, style: number): string =>
    numberText(number, book.isDate(style), book.from1904)
  const boolean = (record: XlsRecord, value: number, isError: boolean): SheetCell =>
    isError ? unread(record, errors.get(value) ?? `#${value}`) : plain(record, value === 0 ? 'FALSE' : 'TRUE')
  for (const record of recordsOf(records, sheet)) {
    if (waiting && cellRecords.has(record.type)) {
      yield unread(waiting, '=')
      waiting = undefined
    }
    switch (record.type) {
      case 0xfd: {
        const index = record.u32(6)
        const text = book.strings[index]
        yield text ? stored(record, text) : unread(record, `#${index}`)
        break
      }
      case 0x204:
        yield plain(record, textAt(record, 6, book))
        break
      case 0xd6:
        yield stored(record, richAt(record, book))
        break
      case 0x27e:
        yield plain(record, numeric(rkNumber(record.u32(6)), record.u16(4)))
        break
      case 0xbd: {
        const { row, column } = placeOf(record)
        for (let at = 4, next = column; at + 6 < record.size; at += 6, next++) {
          const style = record.u16(at)
          const text = numeric(rkNumber(record.u32(at + 2)), style)
          yield { row, column: next, runs: book.runsOf({ text, formats: [] }, style) }
        }
        break
      }
      case 0x203:
        yield plain(record, numeric(record.f64(6), record.u16(4)))
        break
      case 0x205:
        yield boolean(record, record.u8(6), record.u8(7) !== 0)
        break
      case 0x06:
        if (record.u16(12) !== 0xffff) {
          const number = record.f64(6)
          // Left to be computed when it is opened, by writers that cannot: the 0 is no value.
          const isUncomputed = number === 0 && (record.u16(14) & 1) === 1
          yield isUncomputed ? unread(record, '=') : plain(record, numeric(number, record.u16(4)))
        } else if (record.u8(6) === 0) waiting = record
        else if (record.u8(6) === 1 || record.u8(6) === 2)
          yield boolean(record, record.u8(8), record.u8(6) === 2)
        break
      case 0x207:
        if (waiting) yield plain(waiting, textAt(record, 0, book))
        waiting = undefined
        break
      case 0x201:
      case 0xbe: {
        const { row, column } = placeOf(record)
        const last = record.type === 0x201 ? column : record.u16(record.size - 2) + 1
        for (let next = column; next <= last; next++)
          if (layout.merges.at({ row, column: next })) yield { row, column: next, runs: [] }
      }
    }
  }
  if (waiting) yield unread(waiting, '=')
}

/** LABELSST, LABEL, RSTRING, RK, MULRK, NUMBER, BOOLERR, FORMULA. */
const cellRecords: ReadonlySet<number> = new Set([0xfd, 0x204, 0xd6, 0x27e, 0xbd, 0x203, 0x205, 0x06])

/** MS-XLS 2.5.10. */
export const errors: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
])

const placeOf = (record: XlsRecord) => ({ row: record.u16(0) + 1, column: record.u16(2) + 1 })

const textAt = (record: XlsRecord, at: number, book: XlsBook): string =>
  book.biff === 8 ? unicodeText(record, at) : makeCursor(record.parts, at + 2).bytes(record.u16(at))

/** Text with fonts of its own, outside the shared strings: what BIFF5 writes, and BIFF8 on the clipboard. */
const richAt = (record: XlsRecord, book: XlsBook): StoredText => {
  const cursor = makeCursor(record.parts, 6)
  const length = cursor.u16()
  if (book.biff === 5) {
    const text = cursor.bytes(length)
    return { text, formats: list(cursor.u8(), () => ({ at: cursor.u8(), font: cursor.u8() })) }
  }
  const text = cursor.characters(length, (cursor.u8() & 1) === 1)
  return { text, formats: list(cursor.u16(), () => ({ at: cursor.u16(), font: cursor.u16() })) }
}

const list = <Item>(length: number, make: () => Item): Item[] => Array.from({ length }, make)

/** A number in four bytes (MS-XLS 2.5.217): 30 bits of an integer or of a double's upper half, perhaps hundredths. */
const rkNumber = (rk: number): number => {
  const bits = Buffer.alloc(8)
  bits.writeUInt32LE((rk & 0xfffffffc) >>> 0, 4)
  const number = rk & 2 ? (rk | 0) >> 2 : bits.readDoubleLE(0)
  return rk & 1 ? number / 100 : number
}

const comment = 0x19

/** What stands over the sheet: boxes with text (MS-XLS 2.4.329), a list of runs each; remarks on cells (2.4.179). */
export const readBeside = (
  records: Records,
  sheet: XlsSheet,
  book: XlsBook,
  note: (one: Finding) => void,
): { drawn: FontRun[][]; comments: string[] } => {
  const drawn: FontRun[][] = []
  const comments: string[] = []
  let kind = 0
  for (const record of recordsOf(records, sheet)) {
    if (record.type === 0x5d && record.size >= 6) {
      kind = record.u16(4)
      // BIFF5 keeps the text in the object itself, with fonts in a list of its own: not read.
      if (book.biff === 5 && kind === 6) note(finding('embedded-part'))
    }
    // The text itself; BIFF8 only has a number there, and the text in a box of its own.
    if (record.type === 0x1c && book.biff === 5 && record.size > 6)
      comments.push(
        wordsOf(
          book.runsOf({ text: makeCursor(record.parts, 6).bytes(record.size - 6), formats: [] }, undefined),
        ),
      )
    if (record.type !== 0x1b6 || book.biff === 5) continue
    const length = record.u16(10)
    if (length === 0) continue
    const cursor = makeCursor(record.parts.slice(1))
    const text = cursor.characters(length, (cursor.u8() & 1) === 1)
    const formats = list(Math.floor(record.u16(12) / 8), () => {
      const format = { at: cursor.u16(), font: cursor.u16() }
      cursor.skip(4)
      return format
    })
    const runs = book.runsOf({ text, formats }, undefined)
    if (kind === comment) comments.push(wordsOf(runs))
    else drawn.push(runs)
  }
  return { drawn, comments }
}

const wordsOf = (runs: readonly FontRun[]): string => runs.map(run => run.text).join('')
