/**
 * The directory of a compound file is a tree (MS-CFB 2.6.4). SheetJS, the second reader of .xls, follows its links as they
 * are: two entries that name each other keep it going for ever, a hundred thousand in a row for minutes.
 */
import { limits } from '../limits.ts'
import { hostile, tooLarge } from './reading.ts'

/** An entry of the directory (MS-CFB 2.6.1). */
export interface Entry {
  readonly name: string
  /** 0 unused, 1 storage, 2 stream, 5 root. */
  readonly kind: number
  /** Indices into the directory: the two neighbours, and the first of what is inside. */
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  /** Bytes. */
  readonly size: number
}

/** Special numbers of sectors (2.1) and of entries (2.6.1) begin here: free, end of chain, sectors of the FAT, nothing. */
export const special = 0xfffffffa

/** @throws Refused where the entries are no tree, or one that no office program writes */
export const checkTree = (entries: readonly Entry[]): void => {
  if (entries.length > limits.ole.entries) throw tooLarge(`${limits.ole.entries} entries`)
  const inside = new Set<number>()
  for (const entry of entries)
    for (const link of linksOf(entry, entries.length)) {
      // Two ways to one entry, or one back to the root.
      if (link === 0 || inside.has(link)) throw hostile('ole-tree')
      inside.add(link)
    }
  // With one way to each, what cannot be come to from an entry that nothing names goes round in a circle.
  let waiting = [...entries.keys()].filter(index => !inside.has(index)).map(index => ({ index, depth: 0 }))
  let seen = 0
  while (waiting.length > 0) {
    const next: typeof waiting = []
    for (const { index, depth } of waiting) {
      seen++
      if (depth > limits.ole.depth) throw hostile('ole-depth')
      const entry = entries[index]!
      for (const link of linksOf(entry, entries.length))
        next.push({ index: link, depth: link === entry.child ? depth + 1 : depth })
    }
    waiting = next
  }
  if (seen < entries.length) throw hostile('ole-tree')
}

/** Unused entries are filled with zeros or ones: neither is a link. */
const linksOf = ({ kind, left, right, child }: Entry, count: number): number[] =>
  [left, right, child].filter(link => link < special && link < count && !(kind === 0 && link === 0))
