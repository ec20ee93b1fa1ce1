/**
 * Compound files (MS-CFB) by their sectors, no further than one look at the directory needs: before a library that trusts
 * the file's links follows them, and to find two streams without it. Every chain ends after as many sectors as there are.
 */

export interface OleEntry {
  readonly name: string
  /** 0 unused, 1 storage, 2 stream, 5 root. */
  readonly type: number
  /** Indices into the directory: the two neighbours, and the first of what is inside. */
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  /** Bytes. */
  readonly size: number
}

export interface Sectors {
  /** In the order of the file; the root first. */
  readonly entries: readonly OleEntry[]
  readonly childrenOfRoot: () => readonly OleEntry[]
  readonly content: (stream: OleEntry) => Uint8Array
}

/** Sector numbers and indices from here on mean an end, or nothing (MS-CFB 2.1, 2.6.1). */
export const noIndex = 0xfffffffa
const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Undefined where it is no compound file. @throws RangeError where offsets lead out of the bytes */
export const openSectors = (bytes: Uint8Array): Sectors | undefined => {
  if (bytes.length < 512 || !magic.every((byte, at) => bytes[at] === byte)) return undefined
  const view = viewOf(bytes)
  const sectorSize = 2 ** view.getUint16(30, true)
  if (sectorSize !== 512 && sectorSize !== 4096) return undefined
  const file: CompoundFile = { bytes, sectorSize, fat: fatSectors(view, sectorSize) }
  const directory = chain(file, view.getUint32(48, true))
  const entries = Array.from({ length: Math.floor(directory.length / 128) }, (_, at) =>
    entryAt(directory, at),
  )
  const [root] = entries
  if (!root) return undefined
  return {
    entries,
    childrenOfRoot: () => childrenOf(entries, root.child),
    content: ({ start, size }) =>
      size < 4096
        ? miniChain(chain(file, root.start), chain(file, view.getUint32(60, true)), start, size)
        : chain(file, start).subarray(0, size),
  }
}

interface CompoundFile {
  readonly bytes: Uint8Array
  readonly sectorSize: number
  /** Sectors that hold the allocation table, in order. */
  readonly fat: readonly number[]
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** MS-CFB 2.2 and 2.5: 109 in the header, the rest in a chain of sectors of their own. */
const fatSectors = (view: DataView, sectorSize: number): number[] => {
  const fat: number[] = []
  const most = view.byteLength / sectorSize
  for (let at = 76; at < 512; at += 4) fat.push(view.getUint32(at, true))
  let next = view.getUint32(68, true)
  for (let steps = 0; next < noIndex && steps < most; steps++) {
    const from = (next + 1) * sectorSize
    for (let at = 0; at < sectorSize - 4; at += 4) fat.push(view.getUint32(from + at, true))
    next = view.getUint32(from + sectorSize - 4, true)
  }
  return fat.filter(sector => sector < noIndex)
}

/** The bytes of a chain of sectors, one behind the other. */
const chain = ({ bytes, sectorSize, fat }: CompoundFile, start: number): Uint8Array => {
  const view = viewOf(bytes)
  const perSector = sectorSize / 4
  const sectors: Uint8Array[] = []
  for (let next = start; next < noIndex && sectors.length * sectorSize <= bytes.length; ) {
    sectors.push(bytes.subarray((next + 1) * sectorSize, (next + 2) * sectorSize))
    const table = fat[Math.floor(next / perSector)]
    if (table === undefined) break
    next = view.getUint32((table + 1) * sectorSize + (next % perSector) * 4, true)
  }
  return Buffer.concat(sectors)
}

const miniChain = (stream: Uint8Array, miniFat: Uint8Array, start: number, size: number): Uint8Array => {
  const view = viewOf(miniFat)
  const sectors: Uint8Array[] = []
  for (let next = start; next < noIndex && sectors.length * 64 < size; ) {
    sectors.push(stream.subarray(next * 64, (next + 1) * 64))
    next = view.getUint32(next * 4, true)
  }
  return Buffer.concat(sectors).subarray(0, size)
}

/** 2.6.1: 128 bytes each. */
const entryAt = (directory: Uint8Array, index: number): OleEntry => {
  const view = new DataView(directory.buffer, directory.byteOffset + index * 128, 128)
  const length = Math.min(64, Math.max(0, view.getUint16(64, true) - 2))
  return {
    name: Buffer.from(directory.subarray(index * 128, index * 128 + length)).toString('utf16le'),
    type: view.getUint8(66),
    left: view.getUint32(68, true),
    right: view.getUint32(72, true),
    child: view.getUint32(76, true),
    start: view.getUint32(116, true),
    size: view.getUint32(120, true),
  }
}

/** The tree of a storage's entries, each visited once. */
const childrenOf = (entries: readonly OleEntry[], top: number): OleEntry[] => {
  const waiting = [top]
  const seen = new Set<number>()
  const found: OleEntry[] = []
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const entry = entries[index]
    if (!entry || seen.has(index)) continue
    seen.add(index)
    found.push(entry)
    waiting.push(entry.left, entry.right)
  }
  return found
}
