/**
 * Compound files (MS-CFB): a small file system in a file. A reader of our own, because those of npm follow any chain of
 * sectors without end or sum: a header with one wrong number held them for half a minute and two gigabytes.
 */
import { checkTree, type Entry, special } from './directory-tree.ts'
import { type Bytes, sliceOf, u8, u16, u32, utf16Of } from './little-endian.ts'
import { hostile, unreadable } from './reading.ts'

export interface CompoundFile {
  /** Paths of everything in it, as `Root Entry/WordDocument`; storages end in `/`. */
  readonly paths: readonly string[]
  /** @param path from the root, as `/WordDocument`, in any case */
  has(path: string): boolean
  /** Copied out. @returns undefined where there is none. @throws Refused where the file was cut short inside it */
  stream(path: string): Bytes | undefined
}

const kinds = { storage: 1, stream: 2, root: 5 }
const miniSector = 64

/** @throws Refused */
export const openCompoundFile = (bytes: Bytes): CompoundFile => {
  const { sector, next } = readFat(bytes)
  const total = Math.ceil(bytes.length / sector)
  refuseTangles(total, next)
  /** Sector numbers from `start`; no chain is longer than the file. */
  const chain = (start: number, at: (of: number) => number, most: number): number[] => {
    const all: number[] = []
    for (let one = start; one < special && all.length < most; one = at(one)) all.push(one)
    return all
  }
  const join = (
    source: Bytes,
    numbers: readonly number[],
    unit: number,
    offset: number,
    size: number,
  ): Bytes => {
    if (size > source.length) throw unreadable()
    const joined = new Uint8Array(size)
    let filled = 0
    for (const one of numbers) {
      const from = one * unit + offset
      const piece = source.subarray(from, Math.min(from + unit, from + size - filled))
      joined.set(piece, filled)
      filled += piece.length
      if (filled === size) return joined
    }
    // A sector missing, or cut off at the end of the file.
    if (filled < size) throw unreadable()
    return joined
  }
  const readAll = (start: number): Bytes => {
    const numbers = chain(start, next, total + 1)
    if (numbers.length > total) throw hostile('chain of sectors')
    return join(bytes, numbers, sector, sector, Math.min(numbers.length * sector, bytes.length))
  }
  const entries = entriesOf(readDirectory(bytes, sector, next, total))
  checkTree(entries)
  const root = entries[0]
  if (root?.kind !== kinds.root) throw unreadable()
  const { places, paths } = placesOf(entries)
  // Streams share no bytes: together they hold no more than the file, unless it was cut short or two are said to be one.
  const promised = [...places.values()].reduce(
    (sum, one) => sum + (one.kind === kinds.stream ? one.size : 0),
    0,
  )
  if (promised > bytes.length) throw unreadable()
  let small: { fat: Bytes; sectors: Bytes } | undefined
  return {
    paths,
    has: path => places.has(path.toUpperCase()),
    stream(path) {
      const entry = places.get(path.toUpperCase())
      if (entry?.kind !== kinds.stream) return undefined
      if (entry.size >= u32(bytes, 56))
        return join(
          bytes,
          chain(entry.start, next, Math.ceil(entry.size / sector)),
          sector,
          sector,
          entry.size,
        )
      // Small streams share one stream, cut into small sectors with a FAT of their own (2.2).
      small ??= { fat: readAll(u32(bytes, 60)), sectors: readAll(root.start) }
      const { fat, sectors } = small
      const numbers = chain(entry.start, at => u32(fat, at * 4), Math.ceil(entry.size / miniSector))
      return join(sectors, numbers, miniSector, 0, entry.size)
    },
  }
}

/** Header (2.2), then the table that says which sector follows which (2.3), itself in sectors listed in a table (2.5). */
const readFat = (bytes: Bytes): { sector: number; next: (sector: number) => number } => {
  const version = u16(bytes, 26)
  const sector = 1 << u16(bytes, 30)
  if (u32(bytes, 0) !== 0xe011cfd0 || !(sector === 512 || sector === 4096) || version > 4) throw unreadable()
  if (u16(bytes, 32) !== 6) throw unreadable()
  const total = Math.ceil(bytes.length / sector)
  const fat: number[] = []
  for (let at = 76; at < 512; at += 4) fat.push(u32(bytes, at))
  let more = u32(bytes, 68)
  for (let count = 0; more < special && count < u32(bytes, 72); count++) {
    if (count > total) throw hostile('table of sectors')
    const from = (more + 1) * sector
    for (let at = 0; at < sector - 4; at += 4) fat.push(u32(bytes, from + at))
    more = u32(bytes, from + sector - 4)
  }
  const perSector = sector / 4
  return {
    sector,
    // What no table speaks of ends its chain: the stream is then shorter than it says, and is refused for that.
    next: one => {
      const table = fat[Math.floor(one / perSector)] ?? special
      const at = (table + 1) * sector + (one % perSector) * 4
      return table < special && at + 4 <= bytes.length ? u32(bytes, at) : special
    },
  }
}

/**
 * Each sector follows one other at most, and no chain bites its tail: else a short file unrolls to no end, in SheetJS too,
 * which reads the same bytes after us.
 */
const refuseTangles = (total: number, next: (sector: number) => number): void => {
  const before = new Int32Array(total).fill(-1)
  const after = new Int32Array(total).fill(-1)
  for (let one = 0; one < total - 1; one++) {
    const other = next(one)
    if (other >= total) continue
    if (before[other]! >= 0) throw hostile('sector in two chains')
    before[other] = one
    after[one] = other
  }
  let reached = 0
  for (let one = 0; one < total; one++)
    if (before[one]! < 0) for (let at = one; at >= 0; at = after[at]!) reached++
  if (reached < total) throw hostile('chain without an end')
}

const readDirectory = (
  bytes: Bytes,
  sector: number,
  next: (sector: number) => number,
  total: number,
): Bytes[] => {
  const pages: Bytes[] = []
  for (let one = u32(bytes, 48); one < special; one = next(one)) {
    if (pages.length > total) throw hostile('directory')
    pages.push(sliceOf(bytes, (one + 1) * sector, sector))
  }
  return pages
}

/** Directory entries (2.6.1) of 128 bytes. */
const entriesOf = (pages: readonly Bytes[]): Entry[] =>
  pages.flatMap(page =>
    Array.from({ length: page.length / 128 }, (_, index): Entry => {
      const at = index * 128
      const characters = Math.max(0, Math.min(31, (u16(page, at + 64) >> 1) - 1))
      return {
        // Names of system streams begin with a control character.
        name: utf16Of(page, at, characters).replace(/^[\0-\x1f]/, ''),
        kind: u8(page, at + 66),
        left: u32(page, at + 68),
        right: u32(page, at + 72),
        child: u32(page, at + 76),
        start: u32(page, at + 116),
        size: u32(page, at + 120),
      }
    }),
  )

/** The tree (2.6.4) from its root. @param entries that are a tree */
const placesOf = (entries: readonly Entry[]): { places: Map<string, Entry>; paths: string[] } => {
  const places = new Map<string, Entry>()
  const paths: string[] = []
  const open = [{ at: entries[0]?.child ?? special, path: '/' }]
  for (let here = open.pop(); here; here = open.pop()) {
    const { at, path } = here
    const entry = entries[at]
    if (!entry || entry.kind === 0) continue
    const own = path + entry.name
    const isStorage = entry.kind === kinds.storage
    if (!places.has(own.toUpperCase())) places.set(own.toUpperCase(), entry)
    paths.push(`Root Entry${own}${isStorage ? '/' : ''}`)
    open.push({ at: entry.right, path }, { at: entry.left, path })
    if (isStorage) open.push({ at: entry.child, path: `${own}/` })
  }
  return { places, paths }
}
