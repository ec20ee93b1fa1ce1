/**
 * .7z: blocks of files packed together by LZMA or LZMA2, which is what 7-Zip writes unless told otherwise. Read here and
 * not by libarchive's port to WebAssembly, which loses every name outside ASCII. A block is unpacked once, into as many
 * bytes as it declares and no more; each file is held against its own checksum, so that those before a break are good.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { crc32 } from '../formats/crc32.ts'
import { inflateCounted } from '../formats/inflate.ts'
import { hostile, Refused, tooLarge, unreadable } from '../formats/reading.ts'
import { limits } from '../limits.ts'
import { type Budget, type ContainerEntry, nothing, type OpenContainer, spend } from './container.ts'
import { unpackLzma } from './lzma.ts'
import { unpackLzma2 } from './lzma2.ts'
import { readHeader, type SevenZipHeader } from './seven-zip-header.ts'
import { BrokenHeader, TooMuch } from './seven-zip-numbers.ts'
import { type Block, frontSize } from './seven-zip-streams.ts'

export const openSevenZip: OpenContainer = ({ bytes, name }, budget) => {
  const header = headerOf(bytes, name, budget)
  const contents = contentsOf(bytes, header, budget)
  return {
    entries: header.files.flatMap((file): ContainerEntry[] => {
      const content = file.empty ? { bytes: nothing } : (contents.next().value ?? lost)
      if (file.folder) return []
      return [
        { name: file.name, ...(file.link ? { bytes: nothing, refused: finding('archive-link') } : content) },
      ]
    }),
  }
}

type Content = Pick<ContainerEntry, 'bytes' | 'refused'>
const lost: Content = { bytes: nothing, refused: finding('unreadable-part') }

/** @throws Refused: where it is not to be had, nothing of the archive is */
const headerOf = (bytes: Uint8Array, name: string, budget: Budget): SevenZipHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < frontSize || crc32(bytes.subarray(12, 32)) !== view.getUint32(8, true))
    throw unreadable()
  const start = frontSize + Number(view.getBigUint64(12, true))
  const size = Number(view.getBigUint64(20, true))
  // The header stands at the end: without it this is the first volume of several, or the rest was lost on the way.
  if (start + size > bytes.length)
    throw /\.\d{3}$/.test(name) ? new Refused(finding('archive-volume', { part: name })) : unreadable()
  if (size === 0) return { blocks: [], files: [] }
  let header = bytes.subarray(start, start + size)
  if (crc32(header) !== view.getUint32(28, true)) throw unreadable()
  try {
    // A packed header could hold a packed header; 7-Zip never does it twice.
    for (let times = 0; times < 3; times++) {
      const read = readHeader(header)
      if ('value' in read) return read.value
      header = unpackHeader(bytes, read.packed, budget)
    }
  } catch (error) {
    if (error instanceof TooMuch) throw hostile('7z-entries')
    if (error instanceof BrokenHeader) throw unreadable()
    throw error
  }
  throw hostile('7z-header')
}

const unpackHeader = (bytes: Uint8Array, block: Block, budget: Budget): Uint8Array => {
  const why = whyNot(bytes, block)
  if (why) throw new Refused(why)
  const { out, size } = unpackBlock(bytes, block, budget)
  const checksum = block.streams[0]?.crc32
  if (size < out.length || (checksum !== undefined && checksum !== crc32(out))) throw unreadable()
  return out
}

/** The content of each file that has one, in their order; the blocks unpacked one at a time. */
function* contentsOf(
  bytes: Uint8Array,
  { blocks }: SevenZipHeader,
  budget: Budget,
): Generator<Content, undefined> {
  for (const block of blocks) {
    if (block.streams.length === 0) continue
    const why = whyNot(bytes, block) ?? tooLargeFor(budget, block)
    if (why) {
      for (const _ of block.streams) yield { bytes: nothing, refused: why }
      continue
    }
    const { out, size } = unpackBlock(bytes, block, budget)
    let at = 0
    for (const stream of block.streams) {
      const content = out.subarray(at, at + stream.size)
      at += stream.size
      if (at > size || (stream.crc32 !== undefined && crc32(content) !== stream.crc32)) yield lost
      else if (stream.size > limits.partBytes)
        yield { bytes: nothing, refused: tooLarge(`${limits.partBytes / 1_048_576} MB`).finding }
      else yield { bytes: content }
    }
  }
  return undefined
}

const methods: ReadonlyMap<string, string> = new Map([
  ['030401', 'PPMd'],
  ['040202', 'BZip2'],
  ['040109', 'Deflate64'],
  ['03030103', 'BCJ'],
  ['0303011b', 'BCJ2'],
])
const unpackable = new Set(['00', '21', '030101', '040108'])

/** A block that is not unpacked: locked, packed in another way, or not wholly in these bytes. */
const whyNot = (bytes: Uint8Array, { coders, start, packed }: Block): Finding | undefined => {
  // 7zAES (06F10701) and older ciphers of the same family.
  if (coders?.some(one => one.method.startsWith('06'))) return finding('encrypted-part')
  const [coder] = coders ?? []
  if (!coder || coders!.length > 1 || !unpackable.has(coder.method)) {
    const written = coders?.map(one => methods.get(one.method) ?? one.method).join(' + ') ?? 'BCJ2'
    return finding('container-not-opened', { format: `7z (${written})` })
  }
  return start + packed > bytes.length ? finding('unreadable-part') : undefined
}

const tooLargeFor = (budget: Budget, { size }: Block): Finding | undefined =>
  size > budget.bytes ? tooLarge(`${limits.archive.unpackedBytes / 1_048_576} MB`).finding : undefined

/** @returns the block's bytes, of which the first `size` were had. @throws Refused when the budget is used up */
const unpackBlock = (
  bytes: Uint8Array,
  { coders, start, packed, size }: Block,
  budget: Budget,
): { out: Uint8Array; size: number } => {
  const { method, properties } = coders![0]!
  const from = bytes.subarray(start, start + packed)
  if (method === '00') return { out: from, size: from.length }
  spend(budget, size)
  if (method === '040108') return inflated(from, size)
  const out = new Uint8Array(size)
  return { out, size: method === '21' ? unpackLzma2(from, out) : unpackLzma(from, properties, out) }
}

const inflated = (from: Uint8Array, size: number): { out: Uint8Array; size: number } => {
  let left = size
  try {
    const out = inflateCounted(from, size, more => {
      left -= more
      if (left < 0) throw hostile('7z-size')
    })
    return { out, size: out.length }
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Error)) throw error
    return { out: nothing, size: 0 }
  }
}
