/** Drawings as Office keeps them (MS-ODRAW): records in one another, as far as they are whole. */
import { type Bytes, u16, u32 } from './little-endian.ts'

/** MS-ODRAW 2.2.12 to 2.2.40, by their names there: DggContainer, BStoreContainer, FBSE, DgContainer, Spgr-, SpContainer, FSP. */
export const recordTypes = {
  drawings: 0xf000,
  store: 0xf001,
  storeEntry: 0xf007,
  drawing: 0xf002,
  group: 0xf003,
  shape: 0xf004,
  shapeHead: 0xf00a,
} as const

export interface DrawnRecord {
  readonly type: number
  /** Where its content begins, and its bytes. */
  readonly at: number
  readonly length: number
}

/** OfficeArtRecordHeader (2.2.1): records one after the other. */
export const recordsOf = function* (bytes: Bytes, from: number, to: number): Generator<DrawnRecord> {
  for (let at = from; at + 8 <= to; ) {
    const length = u32(bytes, at + 4)
    if (at + 8 + length > to) return
    yield { type: u16(bytes, at + 2), at: at + 8, length }
    at += 8 + length
  }
}

/** Groups in one another that are followed: nobody draws so many. */
const deepest = 20

/**
 * Which shape each shape in a group hangs by: Word anchors the outermost group only.
 * @param bytes OfficeArtContent of a .doc (MS-DOC 2.9.172): the drawings' common part, then each with a byte before it
 */
export const groupsOf = (bytes: Bytes): ReadonlyMap<number, number> => {
  const outermost = new Map<number, number>()
  const inGroup = (group: DrawnRecord, top: number | undefined, depth: number): void => {
    let own = top
    for (const one of recordsOf(bytes, group.at, group.at + group.length)) {
      // A group's first shape is the group itself.
      if (one.type === recordTypes.shape) {
        const number = numberOf(bytes, one)
        own ??= number
        if (number !== undefined && own !== undefined) outermost.set(number, own)
      } else if (one.type === recordTypes.group && depth < deepest) inGroup(one, own, depth + 1)
    }
  }
  const [common] = recordsOf(bytes, 0, bytes.length)
  if (common?.type !== recordTypes.drawings) return outermost
  for (let at = common.at + common.length + 1; at < bytes.length; ) {
    const [drawing] = recordsOf(bytes, at, bytes.length)
    if (drawing?.type !== recordTypes.drawing) break
    for (const all of recordsOf(bytes, drawing.at, drawing.at + drawing.length))
      if (all.type === recordTypes.group)
        for (const one of recordsOf(bytes, all.at, all.at + all.length))
          if (one.type === recordTypes.group) inGroup(one, undefined, 0)
    at = drawing.at + drawing.length + 1
  }
  return outermost
}

const numberOf = (bytes: Bytes, shape: DrawnRecord): number | undefined => {
  for (const { type, at, length } of recordsOf(bytes, shape.at, shape.at + shape.length))
    if (type === recordTypes.shapeHead && length >= 8) return u32(bytes, at)
  return undefined
}
