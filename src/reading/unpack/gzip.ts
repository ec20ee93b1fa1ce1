/** .gz (RFC 1952): one file, packed; a .tar most often. Its checksum and size at the end must be true of what came out. */
import { crc32 } from '../formats/crc32.ts'
import { inflateCounted } from '../formats/inflate.ts'
import { Refused, tooLarge, unreadable } from '../formats/reading.ts'
import { nameLetters } from '../formats/zip-names.ts'
import { limits } from '../limits.ts'
import { type OpenContainer, spend } from './container.ts'

export const openGzip: OpenContainer = ({ bytes, name }, budget) => {
  const { start, inner } = headerOf(bytes)
  if (start + 8 > bytes.length) throw unreadable()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size = 0
  const content = inflated(bytes.subarray(start, -8), more => {
    spend(budget, more)
    size += more
    if (size > limits.archive.unpackedBytes) throw tooLarge(`${limits.archive.unpackedBytes / 1_048_576} MB`)
  })
  const isTrue =
    crc32(content) === view.getUint32(bytes.length - 8, true) &&
    content.length % 2 ** 32 === view.getUint32(bytes.length - 4, true)
  if (!isTrue) throw unreadable()
  const plain = name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '')
  return { entries: [{ name: inner ?? plain, bytes: content }] }
}

const inflated = (packed: Uint8Array, count: (bytes: number) => void): Uint8Array => {
  try {
    return inflateCounted(packed, undefined, count)
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Error)) throw error
    throw unreadable()
  }
}

/** 2.3: ten bytes, then what its flags announce. @throws Refused where it is cut off */
const headerOf = (bytes: Uint8Array): { start: number; inner: string | undefined } => {
  const flags = bytes[3] ?? 0
  let start = 10
  if (flags & 4) start += 2 + (bytes[start] ?? 0) + (bytes[start + 1] ?? 0) * 256
  const text = (): string => {
    const end = bytes.indexOf(0, start)
    if (end < 0) throw unreadable()
    const written = nameLetters(bytes.subarray(start, end))
    start = end + 1
    return written
  }
  const inner = flags & 8 ? text() : undefined
  if (flags & 16) text()
  if (flags & 2) start += 2
  return { start, inner }
}
