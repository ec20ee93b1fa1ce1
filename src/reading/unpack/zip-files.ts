/**
 * A zip that people packed files into. Told from an office file by its names alone; then opened entry by entry, so that
 * one damaged file does not cost its neighbours. Where the directory at the end is lost, as in a download that broke off,
 * the files before the break are found by their own headers.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { hostile, Refused, unreadable } from '../formats/reading.ts'
import { kindOfZip } from '../formats/sniff.ts'
import { entryBytes } from '../formats/zip.ts'
import {
  BrokenDirectory,
  readZipDirectory,
  type ZipDirectory,
  type ZipEntry,
} from '../formats/zip-directory.ts'
import { zipName } from '../formats/zip-names.ts'
import { limits } from '../limits.ts'
import { type Budget, type ContainerEntry, entryOf, nothing, type OpenContainer } from './container.ts'

export const openZipFiles: OpenContainer = ({ bytes, name }, budget) => {
  const directory = directoryOf(bytes)
  if (directory === 'broken') return salvage(bytes, name, budget)
  if (!directory) throw hostile('zip-entries')
  if (directory.volume) throw new Refused(finding('archive-volume', { part: name }))
  if (isOffice(directory.entries)) return undefined
  return { entries: directory.entries.filter(one => !one.folder).map(one => readEntry(bytes, one, budget)) }
}

const directoryOf = (bytes: Uint8Array): ZipDirectory | undefined | 'broken' => {
  try {
    return readZipDirectory(bytes, limits.zip.entries)
  } catch (error) {
    // Lengths that lead out of the bytes are met as RangeError.
    if (error instanceof BrokenDirectory || error instanceof RangeError) return 'broken'
    throw error
  }
}

const isOffice = (entries: readonly ZipEntry[]): boolean =>
  kindOfZip(new Map(entries.map(one => [one.name, nothing]))) !== 'zip'

const readEntry = (bytes: Uint8Array, entry: ZipEntry, budget: Budget): ContainerEntry => {
  const { name } = entry
  const refuse = (refused: Finding): ContainerEntry => ({ name, bytes: nothing, refused })
  if (entry.link) return refuse(finding('archive-link'))
  if (entry.encrypted) return refuse(finding('encrypted-part'))
  const method = methods.get(entry.method)
  if (entry.method !== 0 && entry.method !== 8)
    return refuse(finding('container-not-opened', { format: `zip (${method ?? entry.method})` }))
  return entryOf(name, entry.size, budget, () => {
    const content = entryBytes(bytes, entry, size => {
      budget.bytes -= size
      if (budget.bytes < 0) throw hostile('zip-size')
    })
    if (!content) throw unreadable()
    return content
  })
}

/** APPNOTE 4.4.5: those that programs on a desk write. */
const methods: ReadonlyMap<number, string> = new Map([
  [9, 'deflate64'],
  [12, 'bzip2'],
  [14, 'lzma'],
  [93, 'zstd'],
  [95, 'xz'],
  [98, 'ppmd'],
])

/** What the local headers (APPNOTE 4.3.7) still show. An office file without its directory stays one unreadable file. */
const salvage = (bytes: Uint8Array, name: string, budget: Budget): ReturnType<OpenContainer> => {
  const found = localEntries(bytes)
  if (
    found.length === 0 ||
    isOffice(found) ||
    /^(\[content_types\]\.xml|mimetype|_rels\/)/i.test(found[0]!.name)
  )
    return undefined
  const entries = found.filter(one => !one.folder).map(one => readEntry(bytes, one, budget))
  const count = String(entries.filter(one => !one.refused).length)
  const isVolume = /\.(?:z\d\d|zip\.\d{3}|zip)$/i.test(name) && bytes[2] === 0x07
  return {
    entries,
    fault:
      isVolume || /\.(?:z\d\d|\d{3})$/i.test(name)
        ? finding('archive-volume', { part: name })
        : finding('archive-cut', { count }),
  }
}

const localEntries = (bytes: Uint8Array): ZipEntry[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  for (let at = buffer.indexOf('PK\u0003\u0004', 0, 'latin1'); at >= 0 && at + 30 <= buffer.length; ) {
    if (entries.length >= limits.zip.entries) throw hostile('zip-entries')
    const [nameLength, extraLength] = [buffer.readUInt16LE(at + 26), buffer.readUInt16LE(at + 28)]
    const start = at + 30 + nameLength + extraLength
    const next = buffer.indexOf('PK\u0003\u0004', Math.min(start, buffer.length), 'latin1')
    const flags = buffer.readUInt16LE(at + 6)
    const end = next < 0 ? buffer.length : next
    const name = zipName(
      buffer.subarray(at + 30, at + 30 + nameLength),
      buffer.subarray(at + 30 + nameLength, start),
      (flags & 0x800) !== 0,
    )
    entries.push({
      name,
      method: buffer.readUInt16LE(at + 8),
      encrypted: (flags & 1) !== 0,
      folder: name.endsWith('/'),
      link: false,
      offset: at,
      ...sizesOf(buffer, at, start, end, (flags & 8) !== 0),
    })
    const known = entries.at(-1)!
    // A stored file may hold headers of its own, as a zip in a zip does: those are not this zip's.
    const past = start + known.packed
    at = known.packed > 0 && past <= buffer.length ? buffer.indexOf('PK\u0003\u0004', past, 'latin1') : next
  }
  return entries
}

/** Sizes and checksum stand before the data or, written while packing, behind it (4.3.9): only then to be guessed at. */
const sizesOf = (
  buffer: Buffer,
  at: number,
  start: number,
  end: number,
  isBehind: boolean,
): Pick<ZipEntry, 'crc32' | 'packed' | 'size'> => {
  const before = {
    crc32: buffer.readUInt32LE(at + 14),
    packed: buffer.readUInt32LE(at + 18),
    size: buffer.readUInt32LE(at + 22),
  }
  if (!isBehind || before.packed > 0) return before
  const descriptor = end - 16
  const isWhole = descriptor >= start && buffer.readUInt32LE(descriptor) === 0x08074b50
  if (!isWhole) return { crc32: 0, packed: Math.max(0, end - start), size: 0 }
  return {
    crc32: buffer.readUInt32LE(descriptor + 4),
    packed: buffer.readUInt32LE(descriptor + 8),
    size: buffer.readUInt32LE(descriptor + 12),
  }
}
