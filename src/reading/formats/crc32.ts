/** CRC-32 as zips keep it (APPNOTE 4.4.7). */
import zlib from 'node:zlib'

/** @param before of the bytes so far; 0 at the beginning */
export const crc32 = (bytes: Uint8Array, before = 0): number => zlib.crc32(bytes, before)
