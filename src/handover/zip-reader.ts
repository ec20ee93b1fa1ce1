/**
 * Reads a zip from the disk, one entry at a time: as `zip-writer.ts` makes it, and as other programs make it that packed
 * the same files again (stored or deflated, zip64). What it cannot follow is said, never passed over.
 */
import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { AppError } from '../domain/errors.ts'

const inflate = promisify(inflateRaw)

export interface ZipEntry {
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
}
export interface ZipReader {
  /** Files, in the directory's order; folders are left out. */
  readonly entries: readonly ZipEntry[]
  /** @throws AppError handover-damaged */
  read(entry: ZipEntry): Promise<Buffer>
}

interface Placed extends ZipEntry {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly offset: number
}

/** An entry larger than this was never put there by us: a mail is 64 MB at most. */
const largest = 1024 * 1024 * 1024
const endLength = 22
const most32 = 0xffffffff

const damaged = (why: string, cause?: unknown): AppError => new AppError('handover-damaged', why, { cause })

/** @throws AppError handover-damaged */
export const openZip = async (file: FileHandle): Promise<ZipReader> => {
  const { size } = await file.stat()
  const at = async (offset: number, length: number): Promise<Buffer> => {
    if (offset < 0 || length < 0 || offset + length > size) throw damaged('the file is cut short')
    const buffer = Buffer.alloc(length)
    let done = 0
    while (done < length) {
      const { bytesRead } = await file.read(buffer, done, length - done, offset + done)
      if (bytesRead === 0) throw damaged('the file is cut short')
      done += bytesRead
    }
    return buffer
  }
  const directory = await findDirectory(at, size)
  const entries = readDirectory(await at(directory.start, directory.size), directory.count)
  return {
    entries: entries.filter(one => !one.name.endsWith('/')),
    read: async entry => {
      const placed = entry as Placed
      if (placed.size > largest || placed.packed > largest) throw damaged(`${entry.name} is too large`)
      const header = await at(placed.offset, 30)
      if (header.readUInt32LE(0) !== 0x04034b50) throw damaged(`${entry.name} is not where it should be`)
      const start = placed.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
      const bytes = await unpack(placed, await at(start, placed.packed))
      if (bytes.length !== placed.size || crc32(bytes) !== placed.crc)
        throw damaged(`${entry.name} is not as it was packed`)
      return bytes
    },
  }
}

const unpack = async ({ name, method, size }: Placed, packed: Buffer): Promise<Buffer> => {
  if (method === 0) return packed
  if (method !== 8) throw damaged(`${name} is packed in a way that is not known here (${method})`)
  try {
    // One more than it should be: longer is told from as long.
    return await inflate(packed, { maxOutputLength: size + 1 })
  } catch (cause) {
    throw damaged(`${name} cannot be unpacked`, cause)
  }
}

const findDirectory = async (
  at: (offset: number, length: number) => Promise<Buffer>,
  size: number,
): Promise<{ count: number; size: number; start: number }> => {
  const from = Math.max(0, size - endLength - 0xffff)
  const tail = await at(from, size - from)
  const found = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (found < 0 || found + endLength > tail.length)
    throw damaged('this is no zip file, or its end is missing')
  const end = {
    count: tail.readUInt16LE(found + 10),
    size: tail.readUInt32LE(found + 12),
    start: tail.readUInt32LE(found + 16),
  }
  if (end.count !== 0xffff && end.size !== most32 && end.start !== most32) return end
  const locator = from + found - 20
  if (locator < 0) return end
  const pointer = await at(locator, 20)
  if (pointer.readUInt32LE(0) !== 0x07064b50) return end
  const record = await at(Number(pointer.readBigUInt64LE(8)), 56)
  if (record.readUInt32LE(0) !== 0x06064b50) throw damaged('its directory is not where it should be')
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    start: Number(record.readBigUInt64LE(48)),
  }
}

const readDirectory = (bytes: Buffer, count: number): Placed[] => {
  const entries: Placed[] = []
  let at = 0
  while (entries.length < count) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw damaged('its directory is cut short')
    const lengths = [28, 30, 32].map(place => bytes.readUInt16LE(at + place))
    const [name = 0, extra = 0, comment = 0] = lengths
    const next = at + 46 + name + extra + comment
    if (next > bytes.length) throw damaged('its directory is cut short')
    const fields = bytes.subarray(at + 46 + name, at + 46 + name + extra)
    const [size = 0, packed = 0, offset = 0] = wide(fields, [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ])
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      ...{ method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), size, packed, offset },
    })
    at = next
  }
  return entries
}

/** Zip64's extra field (4.5.3): those that did not fit, in this order. */
const wide = (fields: Buffer, values: readonly number[]): number[] => {
  for (let at = 0; at + 4 <= fields.length; ) {
    const length = fields.readUInt16LE(at + 2)
    if (fields.readUInt16LE(at) === 1) {
      let place = at + 4
      return values.map(value => {
        if (value !== most32 || place + 8 > fields.length) return value
        place += 8
        return Number(fields.readBigUInt64LE(place - 8))
      })
    }
    at += 4 + length
  }
  return [...values]
}
