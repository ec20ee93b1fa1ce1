/**
 * Writes a zip (PKWARE APPNOTE 6.3.10) entry by entry: what is held is one file and the directory, however long the whole
 * becomes. Zip64 where a number does not fit otherwise. The same entries give the same bytes: no time of making, one
 * level of deflate. Names are UTF-8. It knows nothing of what is packed.
 */
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

export interface ZipWriter {
  /** One after the other. @param bytes fewer than 4 GB */
  add(name: string, bytes: Uint8Array): Promise<void>
  /** The directory; nothing comes after. */
  end(): Promise<void>
}

interface Entry {
  readonly name: Buffer
  readonly method: 0 | 8
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const most32 = 0xffffffff
const most16 = 0xffff
/** 1 January 1980, midnight: the first day that the format can say. */
const time = 0
const date = 0x21
const utf8 = 0x800

/** @param write appends to the file @param limits where zip64 begins: those of the format, unless a test says otherwise */
export const makeZipWriter = (
  write: (bytes: Uint8Array) => Promise<void>,
  limits: { readonly offset: number; readonly count: number } = { offset: most32, count: most16 },
): ZipWriter => {
  const entries: Entry[] = []
  let at = 0
  const put = async (bytes: Uint8Array): Promise<void> => {
    await write(bytes)
    at += bytes.length
  }
  return {
    add: async (name, bytes) => {
      if (bytes.length >= most32) throw new Error(`${name} is too large for an entry`)
      const deflated = await deflate(bytes, { level: 6 })
      const isSmaller = deflated.length < bytes.length
      const entry: Entry = {
        name: Buffer.from(name.normalize('NFC')),
        method: isSmaller ? 8 : 0,
        crc: crc32(bytes),
        packed: isSmaller ? deflated.length : bytes.length,
        size: bytes.length,
        offset: at,
      }
      entries.push(entry)
      await put(localHeader(entry))
      await put(isSmaller ? deflated : bytes)
    },
    end: async () => {
      const start = at
      for (const entry of entries) await put(directoryHeader(entry, limits.offset))
      const size = at - start
      if (entries.length >= limits.count || start >= limits.offset || size >= limits.offset)
        await put(zip64End({ count: entries.length, size, start, at }))
      await put(
        numbers([
          ...[[4, 0x06054b50] as const, [2, 0] as const, [2, 0] as const],
          ...[[2, clip(entries.length, limits.count, most16)] as const],
          ...[[2, clip(entries.length, limits.count, most16)] as const],
          ...[
            [4, clip(size, limits.offset, most32)] as const,
            [4, clip(start, limits.offset, most32)] as const,
          ],
          [2, 0],
        ]),
      )
    },
  }
}

const clip = (value: number, limit: number, most: number): number => (value >= limit ? most : value)

type Field = readonly [bytes: 2 | 4 | 8, value: number]
const numbers = (fields: readonly Field[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

/** From the version needed to the length of the name: the same in both headers. */
const common = (entry: Entry, version: number): Field[] => [
  ...([
    [2, version],
    [2, utf8],
    [2, entry.method],
    [2, time],
    [2, date],
  ] as const),
  ...([
    [4, entry.crc],
    [4, entry.packed],
    [4, entry.size],
    [2, entry.name.length],
  ] as const),
]

const localHeader = (entry: Entry): Buffer =>
  Buffer.concat([numbers([[4, 0x04034b50], ...common(entry, 20), [2, 0]]), entry.name])

/** Made by a Unix, so that what is taken out can be read by others as well. */
const directoryHeader = (entry: Entry, limit: number): Buffer => {
  const isFar = entry.offset >= limit
  const extra = isFar
    ? numbers([
        [2, 1],
        [2, 8],
        [8, entry.offset],
      ])
    : Buffer.alloc(0)
  return Buffer.concat([
    numbers([
      ...([
        [4, 0x02014b50],
        [2, (3 << 8) | 45],
      ] as const),
      ...common(entry, isFar ? 45 : 20),
      ...([
        [2, extra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, (0o100644 << 16) >>> 0],
      ] as const),
      [4, isFar ? most32 : entry.offset],
    ]),
    entry.name,
    extra,
  ])
}

const zip64End = (of: { count: number; size: number; start: number; at: number }): Buffer =>
  numbers([
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, (3 << 8) | 45],
      [2, 45],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, of.count],
      [8, of.count],
      [8, of.size],
      [8, of.start],
    ] as const),
    ...([
      [4, 0x07064b50],
      [4, 0],
      [8, of.at],
      [4, 1],
    ] as const),
  ])
