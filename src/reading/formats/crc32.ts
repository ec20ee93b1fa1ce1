/** CRC-32 as zips keep it (APPNOTE 4.4.7), without a module of Node: nothing that parses may import one. */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** @param before of the bytes so far; 0 at the beginning */
export const crc32 = (bytes: Uint8Array, before = 0): number => {
  let value = ~before
  for (let at = 0; at < bytes.length; at++) value = table[(value ^ bytes[at]!) & 0xff]! ^ (value >>> 8)
  return ~value >>> 0
}
