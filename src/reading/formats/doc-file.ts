/**
 * A Word 97-2003 file opened: its streams, and the FIB that says where everything is (MS-DOC 2.5). Says no to what is
 * older, protected or cut short; reads no text.
 */
import { finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import { type Bytes, i32, sliceOf, u16, u32 } from './little-endian.ts'
import { type OleFile, streamOf } from './ole.ts'
import { Refused, tooLarge, unreadable } from './reading.ts'

/** Places in FibRgFcLcb97 (2.5.6), as the spec names them. */
const structures = {
  stshf: 1,
  plcffndTxt: 3,
  plcfSed: 6,
  plcfHdd: 11,
  plcfBteChpx: 12,
  plcfBtePapx: 13,
  sttbfFfn: 15,
  dop: 31,
  clx: 33,
  plcSpaMom: 40,
  plcSpaHdr: 41,
  plcfendTxt: 47,
  dggInfo: 50,
  plcftxbxTxt: 56,
  plcfHdrtxbxTxt: 58,
  plfLst: 73,
  plfLfo: 74,
} as const
export type Structure = keyof typeof structures

/** Characters of each subdocument, in the order in which they follow one another (2.4.1). */
export interface Lengths {
  readonly main: number
  readonly footnotes: number
  readonly headers: number
  readonly comments: number
  readonly endnotes: number
  readonly boxes: number
  readonly headerBoxes: number
}

export interface DocFile {
  /** The stream `WordDocument`. */
  readonly main: Bytes
  readonly table: Bytes
  /** Pictures, and properties too long for their page. Empty where the file has none. */
  readonly data: Bytes
  readonly lengths: Lengths
  /** Empty where the file has none. @throws Refused where it lies outside the table stream */
  structure(name: Structure): Bytes
  /** What follows a structure, for lists: their levels come behind it, uncounted (2.9.131). */
  behind(name: Structure): Bytes
}

/** @throws Refused: `encrypted-part`, `old-word`, `unreadable-part`, `part-too-large` */
export const openDoc = (file: OleFile): DocFile => {
  const main = streamOf(file, '/WordDocument')
  if (!main) throw unreadable()
  const flags = u16(main, 10)
  // fEncrypted: by RC4, or (with fObfuscated) by a XOR that hides only the text.
  if (flags & 0x0100) throw new Refused(finding('encrypted-part'))
  if (u16(main, 0) !== 0xa5ec || u16(main, 2) < 0x00c1) {
    if (![0xa5ec, 0xa5dc, 0xa5db].includes(u16(main, 0))) throw unreadable()
    throw new Refused(finding('old-word'))
  }
  // Every writer's FIB begins alike; other counts of words would put all that follows elsewhere (2.5.1).
  if (u16(main, 32) !== 14 || u16(main, 62) !== 22) throw unreadable()
  // fWhichTblStm: the other stream, where there is one, is a leftover.
  const table = streamOf(file, flags & 0x0200 ? '/1Table' : '/0Table')
  if (!table) throw unreadable()
  const places = u16(main, 152)
  const placeOf = (name: Structure): { at: number; length: number } => {
    const at = structures[name]
    if (at >= places) return { at: 0, length: 0 }
    return { at: u32(main, 154 + at * 8), length: u32(main, 158 + at * 8) }
  }
  return {
    main,
    table,
    data: streamOf(file, '/Data') ?? new Uint8Array(),
    lengths: lengthsOf(main),
    structure(name) {
      const { at, length } = placeOf(name)
      return length === 0 ? new Uint8Array() : sliceOf(table, at, length)
    },
    behind(name) {
      const { at, length } = placeOf(name)
      return length === 0 ? new Uint8Array() : sliceOf(table, at + length, table.length - at - length)
    },
  }
}

/** FibRgLw97 (2.5.4). */
const lengthsOf = (main: Bytes): Lengths => {
  const at = (offset: number): number => {
    const value = i32(main, 64 + offset)
    if (value < 0) throw unreadable()
    if (value > limits.doc.characters) throw tooLarge(`${limits.doc.characters} characters`)
    return value
  }
  return {
    main: at(12),
    footnotes: at(16),
    headers: at(20),
    comments: at(28),
    endnotes: at(32),
    boxes: at(36),
    headerBoxes: at(40),
  }
}
