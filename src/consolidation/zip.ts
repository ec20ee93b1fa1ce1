/**
 * A zip made in memory, entry after entry (APPNOTE.TXT 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.16 end
 * record). Text is deflated while it is made, so that a sheet of a hundred thousand rows is never held whole; only what
 * came out of deflate is kept. Writes what an office file needs and nothing else: no folders, no zip64.
 */
import { once } from 'node:events'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'

/** Made as they are asked for; those that come from elsewhere are waited for. */
export type TextPieces = Iterable<string> | AsyncIterable<string>

export interface ZipWriter {
  /** @param pieces UTF-8 text, of any length each. Entries are written one at a time. */
  add(name: string, pieces: TextPieces): Promise<void>
  /** @throws RangeError where an entry or the whole is beyond what 32 bits can say */
  end(): Buffer
}

/** Bytes that go to deflate at once: enough to be worth a call, little enough to be nothing. */
const batch = 262_144

/** @param at milliseconds; the entries' time, in UTC */
export const makeZip = (at: number): ZipWriter => {
  const [time, date] = dosTime(new Date(at))
  const entries: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  const add = async (name: string, pieces: TextPieces): Promise<void> => {
    const packed: Buffer[] = []
    const deflate = createDeflateRaw()
    deflate.on('data', (chunk: Buffer) => packed.push(chunk))
    const [seen] = await Promise.all([pour(pieces, deflate), once(deflate, 'end')])
    const nameBytes = Buffer.from(name)
    const packedSize = packed.reduce((sum, one) => sum + one.length, 0)
    // Version 2.0, names in UTF-8 (bit 11), deflated.
    const facts = words(2, 20, 0x0800, 8, time, date)
    const sizes = Buffer.concat([words(4, seen.crc, packedSize, seen.size), words(2, nameBytes.length, 0)])
    const local = Buffer.concat([words(4, 0x04034b50), facts, sizes, nameBytes])
    entries.push(local, ...packed)
    // Made by 2.0; no comment, disk 0, no attributes; where the local header stands.
    const tail = Buffer.concat([words(2, 0, 0, 0), words(4, 0, offset)])
    directory.push(words(4, 0x02014b50), words(2, 20), facts, sizes, tail, nameBytes)
    offset += local.length + packedSize
    count++
  }
  const end = (): Buffer => {
    const size = directory.reduce((sum, one) => sum + one.length, 0)
    const record = Buffer.concat([
      words(4, 0x06054b50),
      words(2, 0, 0, count, count),
      words(4, size, offset),
      words(2, 0),
    ])
    return Buffer.concat([...entries, ...directory, record])
  }
  return { add, end }
}

/**
 * Two pieces of memory take turns: one is filled while the other is deflated, on another core. A new one for each batch
 * would be left to the collector, and a sheet has a thousand.
 */
const pour = async (pieces: TextPieces, deflate: DeflateRaw): Promise<{ crc: number; size: number }> => {
  const seen = { crc: 0, size: 0 }
  let [filling, other] = [Buffer.allocUnsafe(batch), Buffer.allocUnsafe(batch)]
  let used = 0
  let before: Promise<void> = Promise.resolve()
  const send = async (bytes: Buffer): Promise<void> => {
    seen.crc = crc32(bytes, seen.crc)
    seen.size += bytes.length
    await before
    before = new Promise((done, fail) => deflate.write(bytes, error => (error ? fail(error) : done())))
  }
  const flush = async (): Promise<void> => {
    await send(filling.subarray(0, used))
    ;[filling, other] = [other, filling]
    used = 0
  }
  /** @returns false where there may be no room for it: a UTF-16 unit is three bytes at most */
  const fill = (piece: string): boolean => {
    if (used + piece.length * 3 > batch) return false
    used += filling.write(piece, used)
    return true
  }
  const take = async (piece: string): Promise<void> => {
    if (fill(piece)) return
    await flush()
    if (!fill(piece)) await send(Buffer.from(piece))
  }
  if (Symbol.asyncIterator in pieces) for await (const piece of pieces) await take(piece)
  // Waiting for each of a million pieces that are there would cost more than they do.
  else for (const piece of pieces) if (!fill(piece)) await take(piece)
  await flush()
  await before
  deflate.end()
  return seen
}

/** Little-endian numbers of `bytes` bytes each. */
const words = (bytes: 2 | 4, ...values: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(bytes * values.length)
  for (const [at, value] of values.entries()) buffer.writeUIntLE(value, at * bytes, bytes)
  return buffer
}

/** MS-DOS time and date (4.4.6), which begin in 1980. */
const dosTime = (at: Date): readonly [number, number] => [
  (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
]
