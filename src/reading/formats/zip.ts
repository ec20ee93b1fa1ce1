/**
 * Office files are zips; this opens them without trusting what they say of themselves: bytes are counted while they are
 * inflated, and the declared sizes must be true (a header that lies about sizes is how zip bombs pass naive checks).
 * Strict, since an office file is read whole or not at all; zips that people pack files into are `unpack/zip-files.ts`.
 */
import { zipSync } from 'fflate'
import { type Finding, finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import { crc32 } from './crc32.ts'
import { inflateCounted } from './inflate.ts'
import { hostile, Refused } from './reading.ts'
import { packedBytes, readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** Entries by name, with `/` between folders; folders themselves left out. */
export type ZipEntries = ReadonlyMap<string, Uint8Array>

/** Every entry inflated, or one error: `hostile-part`, `encrypted-part`, `unreadable-part`. */
export const openZip = async (bytes: Uint8Array): Promise<{ value: ZipEntries } | { finding: Finding }> => {
  try {
    return { value: inflateAll(bytes) }
  } catch (error) {
    if (error instanceof Refused) return { finding: error.finding }
    if (error instanceof Error) return { finding: finding('unreadable-part') }
    throw error
  }
}

const inflateAll = (bytes: Uint8Array): ZipEntries => {
  const directory = readZipDirectory(bytes, limits.zip.entries)
  if (!directory) throw hostile('zip-entries')
  if (directory.volume) throw new Refused(finding('unreadable-part'))
  const entries = new Map<string, Uint8Array>()
  let inflated = 0
  for (const entry of directory.entries) {
    if (entry.folder) continue
    if (entries.has(entry.name)) throw hostile('zip-duplicate')
    if (entry.encrypted) throw new Refused(finding('encrypted-part'))
    const content = entryBytes(bytes, entry, size => {
      inflated += size
      if (inflated > limits.zip.inflatedBytes) throw hostile('zip-size')
    })
    if (!content) throw new Refused(finding('unreadable-part'))
    entries.set(entry.name, content)
  }
  return entries
}

/**
 * One entry's bytes, its declared size and checksum found true; undefined where its method is none of ours.
 * @param count called with bytes as they come. @throws Refused, BrokenDirectory, and fflate's errors for damage
 */
export const entryBytes = (
  bytes: Uint8Array,
  entry: ZipEntry,
  count: (bytes: number) => void,
): Uint8Array | undefined => {
  const packed = packedBytes(bytes, entry)
  if (entry.method !== 0 && entry.method !== 8) return undefined
  if (entry.method === 0) {
    if (entry.packed !== entry.size) throw new Refused(finding('unreadable-part'))
    count(entry.size)
    return checked(packed, entry)
  }
  let size = 0
  const content = inflateCounted(packed, entry.size, more => {
    count(more)
    size += more
    if (size > 1_048_576 && size > entry.packed * limits.zip.ratio) throw hostile('zip-ratio')
    if (size > entry.size) throw hostile('zip-size')
  })
  return checked(content, entry)
}

/** A byte lost on the way can leave a text that reads well, and says something else (APPNOTE 4.4.7). */
const checked = (content: Uint8Array, { size, crc32: checksum }: ZipEntry): Uint8Array => {
  if (content.length !== size || crc32(content) !== checksum) throw new Refused(finding('unreadable-part'))
  return content
}

/** What passed, packed again without compression: second readers get this, never the file as it came. */
export const repackZip = (entries: ZipEntries): Uint8Array =>
  zipSync(Object.fromEntries(entries), { level: 0 })
