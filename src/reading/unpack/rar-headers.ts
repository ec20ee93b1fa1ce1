/**
 * The headers of a .rar, RAR 1.5 to 4 and RAR 5 (technotes of RARLAB): what must be known before its library is let at
 * it. Whether it is one of several volumes, whether its names are encrypted, which entries are links, how large a window
 * an entry asks for, and whether it ends before its last entry does. Nothing is unpacked here.
 */
import { limits } from '../limits.ts'

export interface RarEntry {
  /** For an entry that the library no longer reaches; of RAR 4 only its plain letters. */
  readonly name: string
  readonly folder: boolean
  /** A symbolic or hard link, a junction, a copy by reference. */
  readonly link: boolean
  /** Bytes of the window it is unpacked with. */
  readonly dictionary: number
}

export interface RarHeaders {
  readonly entries: readonly RarEntry[]
  readonly volume: boolean
  readonly encryptedNames: boolean
  /** The bytes end inside an entry, or in the middle of a header. */
  readonly cut: boolean
}

/** `too-many` beyond the limit of entries. */
export const readRarHeaders = (bytes: Uint8Array): RarHeaders | 'too-many' => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Found = { entries: [], volume: false, encryptedNames: false, cut: true }
  try {
    if (bytes[6] === 1) walk5(view, found)
    else walk4(view, found)
  } catch (error) {
    if (error instanceof TooMany) return 'too-many'
    if (!(error instanceof RangeError)) throw error
    found.cut = true
  }
  return found
}

class TooMany extends Error {}

interface Found {
  readonly entries: RarEntry[]
  volume: boolean
  encryptedNames: boolean
  cut: boolean
}

const add = (found: Found, entry: RarEntry): void => {
  if (found.entries.length >= limits.archive.entries)
    throw new TooMany('more entries than any archive of forms')
  found.entries.push(entry)
}

/** RAR 1.5 to 4: blocks of checksum, type, flags, size, each followed by its data. */
const walk4 = (view: DataView, found: Found): void => {
  for (let at = 7; at < view.byteLength; ) {
    const type = view.getUint8(at + 2)
    const flags = view.getUint16(at + 3, true)
    const size = view.getUint16(at + 5, true)
    if (size < 7) throw new RangeError('a header without a size')
    let data = flags & 0x8000 ? view.getUint32(at + 7, true) : 0
    if (type === 0x73) {
      found.cut = false
      found.volume ||= (flags & 0x0001) !== 0
      found.encryptedNames ||= (flags & 0x0080) !== 0
      if (found.encryptedNames) return
    }
    if (type === 0x74) {
      if (flags & 0x0100) data += view.getUint32(at + 32, true) * 2 ** 32
      const isUnix = view.getUint8(at + 15) === 3
      add(found, {
        name: lettersOf(view, at + (flags & 0x0100 ? 40 : 32), view.getUint16(at + 26, true)).split('\0')[0]!,
        folder: (flags & 0xe0) === 0xe0,
        link: isUnix && view.getUint32(at + 28, true) >>> 12 === 0xa,
        dictionary: 4 * 1024 * 1024,
      })
    }
    at += size + data
    if (at > view.byteLength) found.cut = true
    // The end of the archive; what is behind it is not its own.
    if (type === 0x7b) return
  }
}

/** RAR 5: blocks of checksum, size, type and flags, numbers of seven bits a byte. */
const walk5 = (view: DataView, found: Found): void => {
  for (let at = 8; at < view.byteLength; ) {
    const header = new Numbers(view, at + 4)
    const size = header.next()
    const end = header.at + size
    const type = header.next()
    const flags = header.next()
    const extraSize = flags & 1 ? header.next() : 0
    const data = flags & 2 ? header.next() : 0
    if (size === 0) throw new RangeError('a header without a size')
    if (type === 4) {
      found.encryptedNames = true
      return
    }
    if (type === 1) {
      found.cut = false
      found.volume ||= (header.next() & 1) !== 0
    }
    if (type === 2) add(found, entry5(view, header, end - extraSize, end))
    if (type === 5) return
    at = end + data
    if (at > view.byteLength) found.cut = true
  }
}

const entry5 = (view: DataView, header: Numbers, extra: number, end: number): RarEntry => {
  const flags = header.next()
  header.next() // unpacked size
  header.next() // attributes
  if (flags & 2) header.at += 4
  if (flags & 4) header.at += 4
  const compression = header.next()
  header.next() // system
  const length = header.next()
  const name = lettersOf(view, header.at, length)
  let link = false
  const record = new Numbers(view, extra)
  while (record.at < end) {
    const size = record.next()
    const next = record.at + size
    // Redirection: where the content stands instead.
    if (record.next() === 5) link = true
    if (size === 0) break
    record.at = next
  }
  return {
    name,
    folder: (flags & 1) !== 0,
    link,
    dictionary: 128 * 1024 * 2 ** (Math.floor(compression / 1024) & 0x0f),
  }
}

/** @throws RangeError past the end */
const lettersOf = (view: DataView, at: number, length: number): string =>
  new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length))

/** RAR 5's numbers, read one after another. */
class Numbers {
  at: number
  readonly view: DataView
  constructor(view: DataView, at: number) {
    this.view = view
    this.at = at
  }
  /** @throws RangeError past the end, and for a number longer than any that is true */
  next(): number {
    let value = 0
    for (let place = 0; place < 8; place++) {
      const byte = this.view.getUint8(this.at++)
      value += (byte & 0x7f) * 2 ** (7 * place)
      if (byte < 0x80) return value
    }
    throw new RangeError('a number without an end')
  }
}
