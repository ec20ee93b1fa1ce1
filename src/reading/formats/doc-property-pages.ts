/**
 * Formatted disk pages (MS-DOC 2.9.33 ChpxFkp, 2.9.174 PapxFkp): which modifiers belong to the characters at which place
 * of the file. Says where they are; what they mean is told elsewhere.
 */
import { limits } from '../limits.ts'
import type { DocFile } from './doc-file.ts'
import { type Bytes, sliceOf, u8, u16, u32 } from './little-endian.ts'
import { hostile, tooLarge } from './reading.ts'

/** A stretch of the stream `WordDocument` with the same properties. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Identity of `grpprl`: two stretches of a page may share it. Negative: none. */
  readonly key: number
  readonly grpprl: Bytes
  /** The paragraph's style; 0 for characters. */
  readonly style: number
}

/** @returns the stretch that holds the byte at `offset`; a last one without properties where none does */
export type FindStretch = (offset: number) => Stretch

const none = new Uint8Array()
const page = 512

export const readCharacterPages = (doc: DocFile): FindStretch =>
  makeFind(
    stretchesOf(doc, doc.structure('plcfBteChpx'), 1, (fkp, entry) => {
      const at = u8(fkp, entry) * 2
      return at === 0 ? undefined : { at: at + 1, length: u8(fkp, at), isParagraph: false }
    }),
  )

export const readParagraphPages = (doc: DocFile): FindStretch =>
  makeFind(
    stretchesOf(doc, doc.structure('plcfBtePapx'), 13, (fkp, entry) => {
      const at = u8(fkp, entry) * 2
      if (at === 0) return undefined
      const words = u8(fkp, at)
      return words === 0
        ? { at: at + 2, length: u8(fkp, at + 1) * 2, isParagraph: true }
        : { at: at + 1, length: words * 2 - 1, isParagraph: true }
    }),
  )

interface Place {
  readonly at: number
  readonly length: number
  readonly isParagraph: boolean
}

const stretchesOf = (
  doc: DocFile,
  plc: Bytes,
  entrySize: number,
  placeOf: (fkp: Bytes, entry: number) => Place | undefined,
): Stretch[] => {
  const all: Stretch[] = []
  const count = Math.max(0, Math.floor((plc.length - 4) / 8))
  // More pages than fit into the file: the same ones over and over, to no end but ours.
  if (count > doc.main.length / page) throw hostile('property pages')
  for (let index = 0; index < count; index++) {
    const start = (u32(plc, (count + 1) * 4 + index * 4) & 0x3fffff) * page
    const fkp = sliceOf(doc.main, start, page)
    const runs = u8(fkp, page - 1)
    if (all.length + runs > limits.doc.pieces) throw tooLarge(`${limits.doc.pieces} pieces`)
    for (let run = 0; run < runs; run++) {
      const from = u32(fkp, run * 4)
      const to = u32(fkp, run * 4 + 4)
      const place = placeOf(fkp, (runs + 1) * 4 + run * entrySize)
      if (!place) {
        all.push({ from, to, key: -1, grpprl: none, style: 0 })
        continue
      }
      const { at, isParagraph } = place
      const grpprl = sliceOf(fkp, at, Math.min(place.length, page - 1 - at))
      all.push(
        isParagraph
          ? {
              from,
              to,
              key: start + at,
              style: grpprl.length >= 2 ? u16(grpprl, 0) : 0,
              grpprl: grpprl.subarray(2),
            }
          : { from, to, key: start + at, style: 0, grpprl },
      )
    }
  }
  return all.sort((one, other) => one.from - other.from)
}

const makeFind = (all: readonly Stretch[]): FindStretch => {
  let last = 0
  return offset => {
    const here = all[last]
    if (here && here.from <= offset && offset < here.to) return here
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (all[middle]!.from <= offset) low = middle + 1
      else high = middle
    }
    const found = all[low - 1]
    if (found && offset < found.to) {
      last = low - 1
      return found
    }
    return { from: found?.to ?? 0, to: all[low]?.from ?? Infinity, key: -1, grpprl: none, style: 0 }
  }
}
