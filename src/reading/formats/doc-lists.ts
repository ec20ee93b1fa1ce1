/** Lists of a .doc (MS-DOC 2.4.6.3) to the labels that Word draws in front of their paragraphs. */
import type { DocFile } from './doc-file.ts'
import { type LabelOf, type List, type ListKind, type ListLevel, makeLabels } from './list-labels.ts'
import { type Bytes, i32, u8, u16, u32 } from './little-endian.ts'

/** Lists are named by their number in the table of lists, from 1. */
export const readLists = (doc: DocFile): LabelOf => {
  const kinds = readKinds(doc.structure('plfLst'), doc.behind('plfLst'))
  return makeLabels(kinds, readOverrides(doc.structure('plfLfo')))
}

/** Heads of 28 bytes (2.9.147 LSTF); the levels of all of them stand behind, one or nine for each. */
const readKinds = (heads: Bytes, levels: Bytes): ListKind[] => {
  const kinds: ListKind[] = []
  if (heads.length < 2) return kinds
  let at = 0
  for (let index = 0; index < u16(heads, 0); index++) {
    const head = 2 + index * 28
    const count = u8(heads, head + 26) & 1 ? 1 : 9
    const own = new Map<number, ListLevel>()
    for (let level = 0; level < count && at + 28 <= levels.length; level++) {
      own.set(level, levelAt(levels, at))
      at += lengthOfLevel(levels, at)
    }
    kinds.push({ id: String(i32(heads, head)), levels: own })
  }
  return kinds
}

const levelAt = (bytes: Bytes, at: number): ListLevel => ({
  start: i32(bytes, at),
  kind: kindOf(u8(bytes, at + 4)),
})

/** MSONFC (MS-OSHARED 2.2.1.3). */
const kindOf = (format: number): ListLevel['kind'] =>
  format === 0x17 ? 'bullet' : format === 0xff ? 'none' : 'number'

/** LVL (2.9.149): a head, modifiers of paragraph and characters, and the label's text. */
const lengthOfLevel = (bytes: Bytes, at: number): number => {
  const text = at + 28 + u8(bytes, at + 24) + u8(bytes, at + 25)
  return text + 2 + u16(bytes, text) * 2 - at
}

/** PlfLfo (2.9.183): heads of 16 bytes, then for each what it changes in its list. */
const readOverrides = (bytes: Bytes): Map<string, List> => {
  const lists = new Map<string, List>()
  if (bytes.length < 4) return lists
  const count = Math.min(u32(bytes, 0), Math.floor((bytes.length - 4) / 16))
  let at = 4 + count * 16
  for (let index = 0; index < count; index++) {
    const head = 4 + index * 16
    const restarts = new Map<number, number>()
    const levels = new Map<number, ListLevel>()
    at += 4
    for (let left = u8(bytes, head + 12); left > 0 && at + 8 <= bytes.length; left--) {
      const flags = u32(bytes, at + 4)
      const level = flags & 0xf
      const start = i32(bytes, at)
      const isWhole = (flags & 0x20) !== 0 && at + 36 <= bytes.length
      at += 8
      if (isWhole) levels.set(level, levelAt(bytes, at))
      if (flags & 0x10) restarts.set(level, levels.get(level)?.start ?? start)
      if (isWhole) at += lengthOfLevel(bytes, at)
    }
    lists.set(String(index + 1), { kind: String(i32(bytes, head)), restarts, levels })
  }
  return lists
}
