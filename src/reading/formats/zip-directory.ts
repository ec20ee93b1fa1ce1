/**
 * The central directory of a zip (APPNOTE 6.3.10, 4.3.12 to 4.3.16): what is said to be inside, and where. The guard of
 * office files and the reader of zipped containers look at a zip through this one file, so that they never see two
 * different zips in the same bytes. Nothing is inflated here.
 */
import { extraField, zipName } from './zip-names.ts'

export interface ZipEntry {
  /** With `/` between folders, as many writers of Windows put `\`; NFC is left to whoever shows it. */
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly folder: boolean
  /** A symbolic link (Info-ZIP keeps the Unix mode in the external attributes). */
  readonly link: boolean
  readonly crc32: number
  /** Bytes, as declared. */
  readonly packed: number
  readonly size: number
  /** Of the local header, from the beginning of the bytes. */
  readonly offset: number
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** One of several volumes: the entries are only partly in these bytes. */
  readonly volume: boolean
}

/** The directory is missing, cut or contradicts itself. */
export class BrokenDirectory extends Error {}

const endSize = 22
/** Bytes of the longest comment (4.4.12), and so of the tail that may hold the end record. */
const longestComment = 0xffff

/** @param most entries, after which it gives up with `undefined`. @throws BrokenDirectory */
export const readZipDirectory = (bytes: Uint8Array, most: number): ZipDirectory | undefined => {
  const view = viewOf(bytes)
  const end = findEnd(view)
  if (end === undefined) throw new BrokenDirectory('no end of the central directory')
  const { count, size, offset, volume, at } = endOf(view, end)
  if (count > most) return undefined
  if (volume) return { entries: [], volume }
  // Bytes that stand before the zip (a self-extracting program, a mail gateway) shift every offset alike.
  const shift = at - size - offset
  if (shift < 0) throw new BrokenDirectory('the directory lies outside the bytes')
  const entries: ZipEntry[] = []
  let next = offset + shift
  for (let left = count; left > 0; left--) {
    if (next + 46 > at || view.getUint32(next, true) !== 0x02014b50)
      throw new BrokenDirectory('an entry of the directory is missing')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(field =>
      view.getUint16(next + field, true),
    ) as [number, number, number]
    const after = next + 46 + nameLength + extraLength + commentLength
    if (after > at) throw new BrokenDirectory('an entry of the directory is cut off')
    entries.push(entryOf(bytes, view, next, nameLength, extraLength, shift))
    next = after
  }
  return { entries, volume }
}

/** The packed bytes of an entry, behind its local header. @throws BrokenDirectory */
export const packedBytes = (bytes: Uint8Array, entry: ZipEntry): Uint8Array => {
  const view = viewOf(bytes)
  const { offset } = entry
  if (offset < 0 || offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw new BrokenDirectory('no entry where the directory says')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + entry.packed > bytes.length) throw new BrokenDirectory('an entry is cut off')
  return bytes.subarray(start, start + entry.packed)
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The last end record whose directory lies before it: bytes added behind a zip, or a record in a comment, do no harm. */
const findEnd = (view: DataView): number | undefined => {
  const from = view.byteLength - endSize
  for (let at = from; at >= Math.max(0, from - longestComment); at--)
    if (view.getUint32(at, true) === 0x06054b50 && view.getUint32(at + 12, true) <= at) return at
  return undefined
}

interface End {
  readonly count: number
  readonly size: number
  readonly offset: number
  readonly volume: boolean
  /** Where the directory must end. */
  readonly at: number
}

const endOf = (view: DataView, end: number): End => {
  const large = end - 20
  if (large >= 0 && view.getUint32(large, true) === 0x07064b50) {
    const at = number64(view, large + 8)
    if (at + 56 <= large && view.getUint32(at, true) === 0x06064b50)
      return {
        count: number64(view, at + 32),
        size: number64(view, at + 40),
        offset: number64(view, at + 48),
        volume: view.getUint32(large + 16, true) > 1,
        at,
      }
  }
  const disk = view.getUint16(end + 4, true)
  return {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    offset: view.getUint32(end + 16, true),
    volume: disk !== 0 && disk !== 0xffff,
    at: end,
  }
}

/** @throws BrokenDirectory beyond what a number holds exactly: no file is that large */
const number64 = (view: DataView, at: number): number => {
  const value = Number(view.getBigUint64(at, true))
  if (!Number.isSafeInteger(value)) throw new BrokenDirectory('a size that no file has')
  return value
}

const entryOf = (
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
  shift: number,
): ZipEntry => {
  const flags = view.getUint16(at + 8, true)
  const rawName = bytes.subarray(at + 46, at + 46 + nameLength)
  const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
  const name = zipName(rawName, extra, (flags & 0x800) !== 0)
  const { size, packed, offset } = withLargeSizes(extra, {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  })
  const attributes = view.getUint32(at + 38, true)
  const madeOnUnix = bytes[at + 5] === 3 || bytes[at + 5] === 19
  return {
    name,
    method: view.getUint16(at + 10, true),
    // 4.4.4: bit 0; bit 13 hides the local headers of an encrypted directory.
    encrypted: (flags & 0x2001) !== 0,
    folder: name.endsWith('/'),
    link: madeOnUnix && attributes >>> 28 === 0xa,
    crc32: view.getUint32(at + 16, true),
    packed,
    size,
    offset: offset + shift,
  }
}

interface Sizes {
  readonly size: number
  readonly packed: number
  readonly offset: number
}

/** 4.5.3: fields that hold all ones stand in the extra field 0x0001 instead, in this order. */
const withLargeSizes = (extra: Uint8Array, plain: Sizes): Sizes => {
  const field = extraField(extra, 0x0001)
  if (!field) return plain
  const view = viewOf(field)
  let at = 0
  const value = (one: number): number => {
    if (one !== 0xffffffff || at + 8 > field.length) return one
    at += 8
    return number64(view, at - 8)
  }
  const size = value(plain.size)
  const packed = value(plain.packed)
  return { size, packed, offset: value(plain.offset) }
}
