/** MAPI properties as winmail.dat writes them (MS-OXTNEF 2.1.3.4), one behind another. */
import type { MapiValue } from './mapi.ts'

/** Of fixed size, by type (MS-OXCDATA 2.11.1), padded to four bytes. */
const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0x0001, 0],
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
])
const variable: ReadonlySet<number> = new Set([0x000d, 0x001e, 0x001f, 0x0102])
const several = 0x1000

/** As far as they can be read: the first one that is damaged ends them. Named ones and lists are passed over. */
export const readTnefProperties = (
  bytes: Uint8Array,
): { properties: Map<number, MapiValue>; whole: boolean } => {
  const found = new Map<number, MapiValue>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 4
  const word = (): number => {
    at += 4
    return view.getUint32(at - 4, true)
  }
  const take = (size: number): Uint8Array => {
    if (size > bytes.length - at) throw new RangeError('a value is cut off')
    const from = at
    at += Math.ceil(size / 4) * 4
    return bytes.subarray(from, from + size)
  }
  try {
    for (let left = view.getUint32(0, true); left > 0; left--) {
      const tag = word()
      const type = tag & 0xffff & ~several
      const id = tag >>> 16
      if (id >= 0x8000) {
        take(16)
        // By number, or by a name of so many bytes.
        if (word() === 0) word()
        else take(word())
      }
      const isList = (tag & several) !== 0
      const size = fixedSizes.get(type)
      if (size === undefined && !variable.has(type)) return { properties: found, whole: false }
      const values = isList || size === undefined ? word() : 1
      // A list of nothings could be as long as it likes.
      if (values > bytes.length) throw new RangeError('more values than bytes')
      for (let value = 0; value < values; value++) {
        const content = take(size ?? word())
        if (!isList && id < 0x8000) found.set(id, { type, bytes: content })
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { properties: found, whole: false }
  }
  return { properties: found, whole: true }
}
