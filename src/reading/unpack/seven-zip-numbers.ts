/** How a .7z writes property ids, numbers, flags and checksums in its header (7zFormat.txt, "Data types"), read one after another. */
import { limits } from '../limits.ts'

/** The header contradicts itself or is cut off. */
export class BrokenHeader extends Error {}
/** More of something than any archive of forms has. */
export class TooMuch extends Error {}

/** What comes next in a header ("Property IDs"). */
export const ids = {
  end: 0x00,
  header: 0x01,
  archiveProperties: 0x02,
  mainStreams: 0x04,
  files: 0x05,
  packInfo: 0x06,
  unpackInfo: 0x07,
  subStreams: 0x08,
  size: 0x09,
  crc: 0x0a,
  folder: 0x0b,
  unpackSize: 0x0c,
  streamsInFolder: 0x0d,
  emptyStream: 0x0e,
  emptyFile: 0x0f,
  names: 0x11,
  attributes: 0x15,
  encodedHeader: 0x17,
} as const

/** Bytes, numbers and flags of a header, one after another. @throws BrokenHeader past the end */
export class HeaderReader {
  private at = 0
  private readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  byte(): number {
    if (this.at >= this.bytes.length) throw new BrokenHeader('the header ends')
    return this.bytes[this.at++]!
  }
  take(size: number): Uint8Array {
    if (size > this.bytes.length - this.at) throw new BrokenHeader('the header ends')
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }
  skip(size: number): void {
    this.take(size)
  }
  rest(): Uint8Array {
    return this.take(this.bytes.length - this.at)
  }
  expect(value: number): void {
    if (this.byte() !== value) throw new BrokenHeader('something else was expected')
  }
  /** As many bytes follow as the first one has ones in front; it holds the highest bits. */
  number(): number {
    const first = this.byte()
    let value = 0
    for (let place = 0, mask = 0x80; place < 8; place++, mask >>>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * place)
      value += this.byte() * 2 ** (8 * place)
    }
    return value
  }
  /** @throws TooMuch */
  count(): number {
    const value = this.number()
    if (value > limits.archive.entries) throw new TooMuch('entries')
    return value
  }
  word(): number {
    const [a, b, c, d] = this.take(4) as unknown as [number, number, number, number]
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
  }
  bits(count: number): boolean[] {
    const bytes = this.take(Math.ceil(count / 8))
    return Array.from({ length: count }, (_, at) => (bytes[at >>> 3]! & (0x80 >>> (at & 7))) !== 0)
  }
  /** A byte that says that all are there, else a bit for each. */
  defined(count: number): boolean[] {
    return this.byte() === 0 ? this.bits(count) : Array.from({ length: count }, () => true)
  }
  checksums(count: number): (number | undefined)[] {
    return this.defined(count).map(is => (is ? this.word() : undefined))
  }
}
