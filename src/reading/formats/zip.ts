/**
 * Office files are zips; this opens them without trusting what they say of themselves: bytes are counted while they are
 * inflated, and the declared sizes must be true (a header that lies about sizes is how zip bombs pass naive checks).
 */

import { zipSync } from 'fflate'
import yauzl from 'yauzl'
import { type Finding, finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import { crc32 } from './crc32.ts'

/** Entries by name, with `/` between folders; folders themselves left out. */
export type ZipEntries = ReadonlyMap<string, Uint8Array>

/** Every entry inflated, or one error: `hostile-part`, `encrypted-part`, `unreadable-part`. */
export const openZip = async (bytes: Uint8Array): Promise<{ value: ZipEntries } | { finding: Finding }> => {
  try {
    return { value: await inflateAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) }
  } catch (error) {
    if (error instanceof Refused) return { finding: error.finding }
    if (error instanceof Error) return { finding: finding('unreadable-part') }
    throw error
  }
}

class Refused extends Error {
  readonly finding: Finding
  constructor(one: Finding) {
    super(one.code)
    this.finding = one
  }
}
const refuse = (reason: string): Refused => new Refused(finding('hostile-part', { reason }))

const inflateAll = async (buffer: Buffer): Promise<ZipEntries> => {
  const zip = await yauzl.fromBufferPromise(buffer, {
    lazyEntries: true,

    strictFileNames: false,
  })
  if (zip.entryCount > limits.zip.entries) throw refuse('zip-entries')
  const entries = new Map<string, Uint8Array>()
  let inflated = 0
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    if (name.endsWith('/')) continue
    if (entries.has(name)) throw refuse('zip-duplicate')
    if (entry.isEncrypted()) throw new Refused(finding('encrypted-part'))
    const chunks: Buffer[] = []
    let size = 0
    let checksum = 0
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      inflated += chunk.length
      if (inflated > limits.zip.inflatedBytes) throw refuse('zip-size')
      if (size > 1_048_576 && size > entry.compressedSize * limits.zip.ratio) throw refuse('zip-ratio')
      checksum = crc32(chunk, checksum)
      chunks.push(chunk)
    }
    // A byte lost on the way can leave a text that reads well, and says something else (APPNOTE 4.4.7).
    if (checksum !== entry.crc32) throw new Refused(finding('unreadable-part'))
    entries.set(name, chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
  }
  return entries
}

/** What passed, packed again without compression: second readers get this, never the file as it came. */
export const repackZip = (entries: ZipEntries): Uint8Array =>
  zipSync(Object.fromEntries(entries), { level: 0 })
