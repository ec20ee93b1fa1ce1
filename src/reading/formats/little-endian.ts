/**
 * Numbers in binary office files (little-endian, as all of Microsoft's). Reading past the end is a file cut short, never
 * `undefined` that goes on into a sum.
 */
import { unreadable } from './reading.ts'

export type Bytes = Uint8Array

/** A part of these bytes, not copied. @throws Refused where it does not lie wholly inside */
export const sliceOf = (bytes: Bytes, at: number, length: number): Bytes => {
  if (at < 0 || length < 0 || at + length > bytes.length) throw unreadable()
  return bytes.subarray(at, at + length)
}

export const u8 = (bytes: Bytes, at: number): number => {
  const value = bytes[at]
  if (value === undefined) throw unreadable()
  return value
}
export const u16 = (bytes: Bytes, at: number): number => u8(bytes, at) | (u8(bytes, at + 1) << 8)
export const i16 = (bytes: Bytes, at: number): number => (u16(bytes, at) << 16) >> 16
export const i32 = (bytes: Bytes, at: number): number => u16(bytes, at) | (u16(bytes, at + 2) << 16)
export const u32 = (bytes: Bytes, at: number): number => i32(bytes, at) >>> 0

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true })
export const utf16Of = (bytes: Bytes, at: number, characters: number): string =>
  utf16.decode(sliceOf(bytes, at, characters * 2))
