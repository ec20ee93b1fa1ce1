/**
 * Content-Transfer-Encodings (RFC 2045, 6), as they are met: base64 with foreign characters and padding in the middle, an
 * encoding that is declared and not used, or used and not declared. Decodes in place: a 25 MB mail must not be held five times.
 */
import { sniffFormat } from '../formats/sniff.ts'

export interface Transferred {
  readonly bytes: Uint8Array
  /** base64 ends in the middle of three bytes: something was cut off. */
  readonly isCut: boolean
}

/** @param isText what is declared to be words may be words that look like base64 */
export const decodeTransfer = (raw: Buffer, encoding: string, isText: boolean): Transferred => {
  const declared = encoding
    .trim()
    .toLowerCase()
    .replace(/["';].*$/, '')
  if (declared === 'base64') return isBase64(raw) ? decodeBase64(raw) : { bytes: raw, isCut: false }
  if (declared === 'quoted-printable') return { bytes: decodeQuotedPrintable(raw), isCut: false }
  // Sent as base64 by a program that forgot to say so: what comes out is a file that we know.
  if (!isText && isBase64(raw)) {
    const head = decodeBase64(raw.subarray(0, 128)).bytes
    if (!['text', 'binary', 'empty', 'html', 'xml'].includes(sniffFormat(head))) return decodeBase64(raw)
  }
  return { bytes: raw, isCut: false }
}

const notBase64 = 255
const values = ((): Uint8Array => {
  const table = new Uint8Array(256).fill(notBase64)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let at = 0; at < 64; at++) table[letters.charCodeAt(at)] = at
  return table
})()
const equals = 61

/** Nearly all letters of its beginning are base64's; a sentence has spaces and stops. */
const isBase64 = (raw: Buffer): boolean => {
  let known = 0
  let foreign = 0
  for (let at = 0; at < Math.min(raw.length, 4096); at++) {
    const byte = raw[at]!
    if (values[byte] !== notBase64 || byte === equals) known++
    else if (byte !== 10 && byte !== 13) foreign++
  }
  return foreign * 20 <= known
}

/** RFC 2045, 6.8: other characters are passed over; after padding another piece may begin. */
const decodeBase64 = (raw: Buffer): Transferred => {
  const out = Buffer.allocUnsafe(Math.ceil((raw.length * 3) / 4) + 3)
  let length = 0
  let held = 0
  let bits = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at]!
    const value = values[byte]!
    if (value !== notBase64) {
      held = ((held << 6) | value) & 0xffffff
      bits += 6
      if (bits === 24) {
        out[length++] = held >> 16
        out[length++] = (held >> 8) & 255
        out[length++] = held & 255
        bits = 0
        held = 0
      }
    } else if (byte === equals && bits > 0) {
      if (bits >= 12) out[length++] = (held >> (bits - 8)) & 255
      if (bits === 18) out[length++] = (held >> 2) & 255
      bits = 0
      held = 0
    }
  }
  // Without its padding: what there is of it is still meant.
  if (bits >= 12) out[length++] = (held >> (bits - 8)) & 255
  if (bits === 18) out[length++] = (held >> 2) & 255
  return { bytes: out.subarray(0, length), isCut: bits === 6 }
}

/** RFC 2045, 6.7. What is no escape stays as it is. */
const decodeQuotedPrintable = (raw: Buffer): Buffer => {
  const out = Buffer.allocUnsafe(raw.length)
  let length = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at]!
    if (byte !== equals) {
      out[length++] = byte
      continue
    }
    const high = hexOf(raw[at + 1])
    const low = hexOf(raw[at + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 2
      continue
    }
    // A soft line break: blanks may have been added behind it on the way.
    let end = at + 1
    while (raw[end] === 32 || raw[end] === 9) end++
    if (end >= raw.length) break
    if (raw[end] === 13 || raw[end] === 10) at = raw[end] === 13 && raw[end + 1] === 10 ? end + 1 : end
    else out[length++] = byte
  }
  return out.subarray(0, length)
}

const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
