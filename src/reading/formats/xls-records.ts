/**
 * The stream of a .xls as records (MS-XLS 2.1.4: type, size, data), each with the CONTINUE records that carry what did
 * not fit, and a cursor that reads over their borders. Knows nothing of what the records mean.
 */
import { limits } from '../limits.ts'
import { tooLarge, unreadable } from './reading.ts'

/** Numbers at a place of the record itself, little-endian. @throws Refused past its end */
export interface XlsRecord {
  readonly type: number
  readonly size: number
  /** Where it begins in the stream. */
  readonly offset: number
  /** Its data, then those of its CONTINUE records. */
  readonly parts: readonly Buffer[]
  u8(at: number): number
  u16(at: number): number
  u32(at: number): number
  f64(at: number): number
}

const continued = 0x3c

/** Records from a place of the stream on, up to its end. @throws Refused where one is cut short */
export type Records = (from: number) => Generator<XlsRecord>

/**
 * Zeros are passed over: sectors are filled up with them, and Crystal Reports leaves some between its records. All walks
 * through a stream are counted together: fifty sheets may claim the same millions of records.
 */
export const openRecords = (stream: Buffer): Records => {
  let walked = 0
  const count = (): void => {
    if (++walked > limits.table.records) throw tooLarge(`${limits.table.records} records`)
  }
  return function* readRecords(from) {
    let at = from
    while (at + 4 <= stream.length) {
      count()
      const offset = at
      const type = stream.readUInt16LE(at)
      const size = stream.readUInt16LE(at + 2)
      if (type === 0 && size === 0) {
        at += 4
        continue
      }
      const data = dataAt(stream, at)
      at += 4 + size
      const parts = [data]
      while (at + 4 <= stream.length && stream.readUInt16LE(at) === continued) {
        count()
        parts.push(dataAt(stream, at))
        at += 4 + stream.readUInt16LE(at + 2)
      }
      yield makeRecord(type, offset, parts)
    }
  }
}

const dataAt = (stream: Buffer, at: number): Buffer => {
  const end = at + 4 + stream.readUInt16LE(at + 2)
  if (end > stream.length) throw unreadable()
  return stream.subarray(at + 4, end)
}

const makeRecord = (type: number, offset: number, parts: readonly Buffer[]): XlsRecord => {
  const data = parts[0]!
  const within = (at: number, length: number): number => {
    if (at + length > data.length) throw unreadable()
    return at
  }
  return {
    type,
    offset,
    parts,
    size: data.length,
    u8: at => data.readUInt8(within(at, 1)),
    u16: at => data.readUInt16LE(within(at, 2)),
    u32: at => data.readUInt32LE(within(at, 4)),
    f64: at => data.readDoubleLE(within(at, 8)),
  }
}

/** Reads on from part to part. @throws Refused past the end of all of them */
export interface Cursor {
  isAtEnd(): boolean
  u8(): number
  u16(): number
  u32(): number
  skip(bytes: number): void
  /** Single bytes, each as the character of its number. */
  bytes(count: number): string
  /**
   * Characters of a Unicode string (MS-XLS 2.5.293, 2.5.294), one byte each where `wide` is false. A part that begins
   * with some of them, even the first, begins with a flag of its own, and may change between one byte and two.
   */
  characters(count: number, wide: boolean): string
}

export const makeCursor = (parts: readonly Buffer[], from = 0): Cursor => {
  let part = 0
  let at = from
  const isAtEnd = (): boolean => {
    while (part < parts.length && at >= parts[part]!.length) {
      at -= parts[part]!.length
      part++
    }
    return part >= parts.length
  }
  /** The bytes left in this part, or in the next that has any. */
  const left = (): number => {
    if (isAtEnd()) throw unreadable()
    return parts[part]!.length - at
  }
  const u8 = (): number => {
    left()
    return parts[part]![at++]!
  }
  const u16 = (): number => u8() | (u8() << 8)
  const take = (count: number, encoding: 'latin1' | 'utf16le'): string => {
    const text = parts[part]!.toString(encoding, at, at + count)
    at += count
    return text
  }
  return {
    isAtEnd,
    u8,
    u16,
    u32: () => u16() + u16() * 65_536,
    skip(bytes) {
      for (let rest = bytes; rest > 0; ) {
        const step = Math.min(rest, left())
        at += step
        rest -= step
      }
    },
    bytes(count) {
      let text = ''
      for (let rest = count; rest > 0; ) {
        const step = Math.min(rest, left())
        text += take(step, 'latin1')
        rest -= step
      }
      return text
    },
    characters(count, wide) {
      let text = ''
      let width = wide ? 2 : 1
      for (let rest = count; rest > 0; ) {
        const before = part
        left()
        if (part !== before) width = u8() & 1 ? 2 : 1
        const step = Math.min(rest, Math.floor(left() / width))
        // Half a character before a border: no writer does this.
        if (step === 0) throw unreadable()
        text += take(step * width, width === 2 ? 'utf16le' : 'latin1')
        rest -= step
      }
      return text
    },
  }
}
