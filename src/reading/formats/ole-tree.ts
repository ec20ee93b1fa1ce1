/**
 * The directory of a compound file is a tree (MS-CFB 2.6.4). cfb, and SheetJS that holds a copy of it, follow its links
 * as they are: two entries that name each other keep them going for ever, a hundred thousand in a row for minutes.
 */
import { limits } from '../limits.ts'
import { noIndex, type OleEntry, openSectors } from './ole-sectors.ts'
import { hostile, tooLarge } from './reading.ts'

/** @throws Refused where the directory is no tree, or one that no office program writes; RangeError where it is cut off */
export const checkTree = (bytes: Uint8Array): void => {
  const entries = openSectors(bytes)?.entries
  if (!entries) return
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
const linksOf = ({ type, left, right, child }: OleEntry, count: number): number[] =>
  [left, right, child].filter(link => link < noIndex && link < count && !(type === 0 && link === 0))
