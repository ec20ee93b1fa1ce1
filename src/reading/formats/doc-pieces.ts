/**
 * The piece table (MS-DOC 2.8.35, 2.9.38): where in the file each stretch of the text stands, and how it is stored. A file
 * saved fast is many pieces in any order, with changes of format beside them.
 */
import { limits } from '../limits.ts'
import type { DocFile } from './doc-file.ts'
import { type Bytes, sliceOf, u8, u16, u32, utf16Of } from './little-endian.ts'
import { tooLarge, unreadable } from './reading.ts'

export interface Piece {
  /** Characters of the text: from `start` up to `end`. */
  readonly start: number
  readonly end: number
  /** Offset of its first character in the stream `WordDocument`. */
  readonly offset: number
  /** Bytes of a character: 1 or 2. */
  readonly width: number
  /** Modifiers for all of it. */
  readonly grpprl: Bytes
}

export interface DocText {
  /** All subdocuments behind one another. */
  readonly text: string
  /** Ascending, without a gap. */
  readonly pieces: readonly Piece[]
}

const none = new Uint8Array()
// The bytes 0x80 to 0x9F of a compressed piece are those of Windows-1252 (2.9.73).
const cp1252 = new TextDecoder('windows-1252')

/** @throws Refused where a piece lies outside the file: then something of the text is missing */
export const readText = (doc: DocFile): DocText => {
  const clx = doc.structure('clx')
  const modifiers: Bytes[] = []
  let at = 0
  while (u8(clx, at) === 1) {
    const length = u16(clx, at + 1)
    modifiers.push(sliceOf(clx, at + 3, length))
    at += 3 + length
  }
  if (u8(clx, at) !== 2) throw unreadable()
  const plc = sliceOf(clx, at + 5, u32(clx, at + 1))
  const count = Math.floor((plc.length - 4) / 12)
  if (count < 1) throw unreadable()
  if (count > limits.doc.pieces) throw tooLarge(`${limits.doc.pieces} pieces`)
  const pieces: Piece[] = []
  const parts: string[] = []
  for (let index = 0; index < count; index++) {
    const start = u32(plc, index * 4)
    const end = u32(plc, index * 4 + 4)
    if (end < start || (index === 0 && start !== 0)) throw unreadable()
    if (end > limits.doc.characters) throw tooLarge(`${limits.doc.characters} characters`)
    const descriptor = (count + 1) * 4 + index * 8
    const fc = u32(plc, descriptor + 2)
    const compressed = (fc & 0x40000000) !== 0
    const offset = compressed ? (fc & 0x3fffffff) >>> 1 : fc & 0x3fffffff
    parts.push(
      compressed
        ? cp1252.decode(sliceOf(doc.main, offset, end - start))
        : utf16Of(doc.main, offset, end - start),
    )
    const width = compressed ? 1 : 2
    const grpprl = modifiersOf(u16(plc, descriptor + 6), modifiers)
    if (end > start) pieces.push({ start, end, offset, width, grpprl })
  }
  return { text: parts.join(''), pieces }
}

/** Prm0 (2.9.214): one modifier of one byte, named by a number of its own. Those that change what is read. */
const short: Readonly<Record<number, number>> = {
  12: 0x260a,
  24: 0x2416,
  25: 0x2417,
  65: 0x0800,
  66: 0x0801,
  92: 0x083c,
  83: 0x2a33,
}

const modifiersOf = (prm: number, modifiers: readonly Bytes[]): Bytes => {
  if (prm & 1) return modifiers[prm >> 1] ?? none
  const opcode = short[(prm >> 1) & 0x7f]
  return opcode === undefined ? none : Uint8Array.of(opcode & 0xff, opcode >> 8, prm >> 8)
}
