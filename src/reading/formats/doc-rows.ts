/**
 * The shape of one table row (MS-DOC 2.9.318 TDefTableOperand, 2.6.3): borders and merges of its cells, from the modifiers
 * at its end mark. Fills, lines and heights are not looked at.
 */
import type { CellShape, RowShape } from './bordered-rows.ts'
import { eachSprm, sprm } from './doc-sprms.ts'
import { type Bytes, i16, u8, u16 } from './little-endian.ts'

/** @returns undefined where the row does not say how it is cut */
export const findRowShape = (grpprls: readonly Bytes[]): RowShape | undefined => {
  let borders: number[] = []
  let cells: CellShape[] = []
  let gap = 0
  let [left, top] = [0, 0]
  const within = (from: number, to: number, change: (cell: CellShape, at: number) => void): void => {
    for (let at = from; at < Math.min(to, cells.length); at++) change(cells[at]!, at)
  }
  for (const grpprl of grpprls)
    eachSprm(grpprl, (opcode, bytes, at, length) => {
      switch (opcode) {
        case sprm.tDefTable: {
          const defined = definedBy(bytes, at, length)
          if (defined) ({ borders, cells } = defined)
          break
        }
        case sprm.tDxaGapHalf:
          // The left border is reckoned from the text, which stands this much to the right.
          gap = i16(bytes, at)
          break
        case sprm.tDxaAbs:
          left = i16(bytes, at)
          break
        case sprm.tDyaAbs:
          top = i16(bytes, at)
          break
        case sprm.tDxaLeft: {
          const shift = i16(bytes, at) - ((borders[0] ?? 0) + gap)
          borders = borders.map(border => border + shift)
          break
        }
        case sprm.tInsert: {
          const [first, count] = [Math.min(u8(bytes, at), cells.length), Math.min(u8(bytes, at + 1), 63)]
          const width = i16(bytes, at + 2)
          const start = borders[first] ?? 0
          const added = Array.from({ length: count }, (_, index) => start + index * width)
          borders = [
            ...borders.slice(0, first),
            ...added,
            ...borders.slice(first).map(border => border + count * width),
          ]
          cells.splice(first, 0, ...added.map(() => ({ horizontal: 0, continuesAbove: false })))
          break
        }
        case sprm.tDelete: {
          const [first, limit] = [u8(bytes, at), Math.min(u8(bytes, at + 1), cells.length)]
          if (limit <= first) break
          const width = borders[limit]! - borders[first]!
          borders = [...borders.slice(0, first), ...borders.slice(limit).map(border => border - width)]
          cells.splice(first, limit - first)
          break
        }
        case sprm.tDxaCol: {
          const width = i16(bytes, at + 2)
          within(u8(bytes, at), u8(bytes, at + 1), (_, cell) => {
            const shift = width - (borders[cell + 1]! - borders[cell]!)
            borders = borders.map((border, index) => (index > cell ? border + shift : border))
          })
          break
        }
        case sprm.tMerge: {
          const first = u8(bytes, at)
          within(first, u8(bytes, at + 1), (cell, index) => {
            cell.horizontal = index === first ? 2 : 1
          })
          break
        }
        case sprm.tSplit:
          within(u8(bytes, at), u8(bytes, at + 1), cell => {
            cell.horizontal = 0
          })
          break
        case sprm.tVertMerge: {
          if (length < 2) break
          const first = u8(bytes, at)
          within(first, first + 1, cell => {
            cell.continuesAbove = u8(bytes, at + 1) === 1
          })
        }
      }
    })
  const position = left !== 0 || top !== 0 ? { position: `${left} ${top}` } : {}
  return cells.length > 0 ? { borders, cells, ...position } : undefined
}

/** Borders may not go back to the left: a file in which they do is read as if the cell had no width. */
const definedBy = (
  bytes: Bytes,
  at: number,
  length: number,
): { borders: number[]; cells: CellShape[] } | undefined => {
  const count = length > 0 ? u8(bytes, at) : 0
  const end = at + length
  const descriptors = at + 1 + (count + 1) * 2
  if (count === 0 || descriptors > end) return undefined
  const borders: number[] = []
  for (let index = 0; index <= count; index++) borders.push(i16(bytes, at + 1 + index * 2))
  const cells = Array.from({ length: count }, (_, index): CellShape => {
    // A file may describe fewer cells than there are: the rest are plain.
    const descriptor = descriptors + index * 20
    const flags = descriptor + 2 <= end ? u16(bytes, descriptor) : 0
    return { horizontal: flags & 3, continuesAbove: ((flags >> 5) & 3) === 1 }
  })
  return { borders, cells }
}
