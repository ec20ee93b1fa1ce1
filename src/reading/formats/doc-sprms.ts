/**
 * Single property modifiers (MS-DOC 2.2.5): the small changes, one after the other, that formatting in a .doc is made of.
 */
import { type Bytes, u8, u16 } from './little-endian.ts'

/** Opcodes that this reader looks at (2.6.1 characters, 2.6.2 paragraphs, 2.6.3 tables, 2.6.4 sections). */
export const sprm = {
  cFRMarkDel: 0x0800,
  cFRMarkIns: 0x0801,
  cFData: 0x0806,
  cFStrike: 0x0837,
  cFDStrike: 0x2a53,
  cFVanish: 0x083c,
  cFSpec: 0x0855,
  cPicLocation: 0x6a03,
  cSymbol: 0x6a09,
  cIstd: 0x4a30,
  cPlain: 0x2a33,
  cRgFtc0: 0x4a4f,
  cRgFtc2: 0x4a51,
  /** Word 97's own name for all three fonts at once. */
  cFtcDefault: 0x4a3d,
  pIstd: 0x4600,
  pIlvl: 0x260a,
  pIlfo: 0x460b,
  pFInTable: 0x2416,
  pFTtp: 0x2417,
  pFInnerTableCell: 0x244b,
  pFInnerTtp: 0x244c,
  pItap: 0x6649,
  pDtap: 0x664a,
  pHugePapxOld: 0x6645,
  pHugePapx: 0x6646,
  pTableProps: 0x646b,
  tDxaLeft: 0x9601,
  tDxaGapHalf: 0x9602,
  tDxaAbs: 0x940e,
  tDyaAbs: 0x940f,
  tDefTable10: 0xd606,
  tDefTable: 0xd608,
  tInsert: 0x7621,
  tDelete: 0x5622,
  tDxaCol: 0x7623,
  tMerge: 0x5624,
  tSplit: 0x5625,
  tVertMerge: 0xd62b,
  pChgTabs: 0xc615,
  sFTitlePage: 0x300a,
} as const

/** @param at of the operand in `bytes`, `length` bytes long (a length byte in front of it is not counted) */
export type Visit = (opcode: number, bytes: Bytes, at: number, length: number) => void

/** Every modifier of a grpprl in order. One that is cut short ends it: Word too takes what came before. */
export const eachSprm = (bytes: Bytes, visit: Visit): void => {
  let at = 0
  while (at + 2 < bytes.length) {
    const opcode = u16(bytes, at)
    at += 2
    const { skip, length } = operandOf(opcode, bytes, at)
    if (at + skip + length > bytes.length) return
    visit(opcode, bytes, at + skip, length)
    at += skip + length
  }
}

/** By the three highest bits (2.2.5.1), with the two that count otherwise. */
const operandOf = (opcode: number, bytes: Bytes, at: number): { skip: number; length: number } => {
  switch (opcode >> 13) {
    case 0:
    case 1:
      return { skip: 0, length: 1 }
    case 2:
    case 4:
    case 5:
      return { skip: 0, length: 2 }
    case 3:
      return { skip: 0, length: 4 }
    case 7:
      return { skip: 0, length: 3 }
  }
  if (opcode === sprm.tDefTable || opcode === sprm.tDefTable10)
    return { skip: 2, length: at + 2 <= bytes.length ? Math.max(0, u16(bytes, at) - 1) : bytes.length }
  const length = u8(bytes, at)
  if (opcode !== sprm.pChgTabs || length < 255) return { skip: 1, length }
  // More tab stops than a byte can count: PChgTabsOperand (2.9.181) has them counted inside.
  const deleted = bytes[at + 1] ?? 0
  const added = bytes[at + 2 + deleted * 4] ?? 0
  return { skip: 1, length: 2 + deleted * 4 + added * 3 }
}
