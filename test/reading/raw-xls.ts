/** .xls files written record by record (MS-XLS), for tests of what no library writes. */
import CFB from 'cfb'

const numbers = (width: 1 | 2 | 4, values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(width * values.length)
  for (const [at, value] of values.entries()) bytes.writeUIntLE(value, at * width, width)
  return bytes
}
export const u8 = (...values: number[]): Buffer => numbers(1, values)
export const u16 = (...values: number[]): Buffer => numbers(2, values)
export const u32 = (...values: number[]): Buffer => numbers(4, values)
export const f64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

export const record = (type: number, ...data: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(data)
  return Buffer.concat([u16(type, all.length), all])
}
export const carriedOn = (...data: readonly Buffer[]): Buffer => record(0x3c, ...data)

/** A string as BIFF8 keeps it: its length in characters, its flag, two bytes each. @param lead `u8` for short ones */
export const unicode = (text: string, lead: (length: number) => Buffer = u16): Buffer =>
  Buffer.concat([lead(text.length), u8(1), utf16(text)])

/** @param style index of its XF record */
export const place = (row: number, column: number, style = 0): Buffer => u16(row, column, style)
export const shared = (row: number, column: number, index: number, style = 0): Buffer =>
  record(0xfd, place(row, column, style), u32(index))
export const label = (row: number, column: number, text: string, style = 0): Buffer =>
  record(0x204, place(row, column, style), unicode(text))
/** @param result its eight bytes */
export const formula = (row: number, column: number, result: Buffer, flags = 0): Buffer =>
  record(0x06, place(row, column), result, u16(flags), Buffer.alloc(8))

export const font = (name: string, biff: 5 | 8 = 8, charset = 0): Buffer =>
  record(
    0x31,
    u16(200, 0, 0, 400, 0),
    u8(0, 0, charset, 0),
    biff === 8 ? unicode(name, u8) : Buffer.concat([u8(name.length), latin1(name)]),
  )
export const style = (fontIndex: number, format = 0): Buffer =>
  record(0xe0, u16(fontIndex, format), Buffer.alloc(16))
/** The shared strings, each already as it is stored. */
export const strings = (...stored: readonly Buffer[]): Buffer =>
  record(0xfc, u32(stored.length, stored.length), ...stored)

export interface RawXls {
  readonly biff?: 5 | 8
  readonly globals?: readonly Buffer[]
  readonly sheets?: readonly {
    readonly name?: string
    /** 1 hidden, 2 very hidden. */
    readonly state?: number
    /** 1 macros, 2 chart, 6 module. */
    readonly kind?: number
    readonly records: readonly Buffer[]
  }[]
}

/** The workbook's stream, without the file around it. */
export const xlsStream = ({ biff = 8, globals = [], sheets = [] }: RawXls): Buffer => {
  const begin = (kind: number): Buffer =>
    record(0x809, u16(biff === 8 ? 0x600 : 0x500, kind, 0, 0), biff === 8 ? u32(0, 0) : Buffer.alloc(0))
  const end = record(0x0a)
  const streams = sheets.map(one => Buffer.concat([begin(0x10), ...one.records, end]))
  const named = (offsets: readonly number[]): Buffer[] =>
    sheets.map(({ name = 'Sheet1', state = 0, kind = 0 }, at) =>
      record(
        0x85,
        u32(offsets[at] ?? 0),
        u8(state, kind),
        biff === 8 ? unicode(name, u8) : Buffer.concat([u8(name.length), latin1(name)]),
      ),
    )
  const whole = (offsets: readonly number[]): Buffer =>
    Buffer.concat([begin(5), ...globals, ...named(offsets), end])
  let next = whole([]).length
  const offsets = streams.map(one => {
    next += one.length
    return next - one.length
  })
  return Buffer.concat([whole(offsets), ...streams])
}

export const xls = (book: RawXls): Uint8Array =>
  oleOf(book.biff === 5 ? '/Book' : '/Workbook', xlsStream(book))

export const oleOf = (path: string, stream: Buffer): Uint8Array => {
  const file = CFB.utils.cfb_new()
  // Short streams are kept elsewhere in the file; the padding is what sectors have.
  CFB.utils.cfb_add(file, path, Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))]))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }))
}
