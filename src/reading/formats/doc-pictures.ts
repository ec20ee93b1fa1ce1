/** How many bytes the pictures of a .doc have, inline ones (MS-DOC 2.9.192 PICF) and drawn ones (MS-ODRAW 2.2.32). */
import type { DocFile } from './doc-file.ts'
import { type Bytes, i32, u8, u16, u32 } from './little-endian.ts'
import { recordsOf, recordTypes } from './office-art.ts'

/** @param inline offsets in the stream `Data`. Pictures that lie outside the file are not there to be looked at */
export const pictureSizesOf = (doc: DocFile, inline: Iterable<number>): number[] => [
  ...[...inline].flatMap(at => inlineSizes(doc.data, at)),
  ...drawnSizes(doc.structure('dggInfo')),
]

const inlineSizes = (data: Bytes, at: number): number[] => {
  if (at + 68 > data.length) return []
  const end = Math.min(data.length, at + Math.max(0, i32(data, at)))
  const mode = u16(data, at + 6)
  let from = at + u16(data, at + 4)
  // Old pictures are a metafile and nothing else; MM_SHAPE and MM_SHAPEFILE are drawings that may hold a picture.
  if (mode !== 0x64 && mode !== 0x66) return end > from ? [end - from] : []
  if (mode === 0x66 && from < end) from += 1 + u8(data, from)
  const sizes: number[] = []
  for (const { type, length } of recordsOf(data, from, end))
    if (type === recordTypes.storeEntry || (type >= 0xf018 && type <= 0xf117)) sizes.push(length)
  return sizes
}

/** The store of pictures: an entry (FBSE) for each, with its size and how often it is drawn. */
const drawnSizes = (bytes: Bytes): number[] => {
  const sizes: number[] = []
  for (const group of recordsOf(bytes, 0, bytes.length)) {
    if (group.type !== recordTypes.drawings) break
    for (const store of recordsOf(bytes, group.at, group.at + group.length)) {
      if (store.type !== recordTypes.store) continue
      for (const { type, at, length } of recordsOf(bytes, store.at, store.at + store.length))
        if (type === recordTypes.storeEntry && length >= 36 && u32(bytes, at + 24) > 0)
          sizes.push(u32(bytes, at + 20))
    }
  }
  return sizes.filter(size => size > 0)
}
