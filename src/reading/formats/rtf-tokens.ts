/**
 * RTF bytes to tokens (RTF 1.9.1, "RTF Syntax"): braces, control words with their number, control symbols, bytes of text.
 * Knows no word's meaning but `\bin`, whose bytes are no RTF at all.
 */

export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  /** A control word without its backslash, or a control symbol: `par`, `~`. */
  | { readonly kind: 'word'; readonly word: string; readonly number: number | undefined }
  /** `\'hh`. */
  | { readonly kind: 'byte'; readonly byte: number }
  /** Never empty; without line ends, which mean nothing in RTF. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** What `\bin` carries; `length` in bytes. */
  | { readonly kind: 'binary'; readonly length: number }

const open: RtfToken = { kind: 'open' }
const close: RtfToken = { kind: 'close' }

const backslash = 0x5c
const brace = 0x7b
const endBrace = 0x7d
const hyphen = 0x2d

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d
const isSpecial = (byte: number | undefined): boolean =>
  byte === backslash || byte === brace || byte === endBrace || isLineEnd(byte)

export interface RtfTokens {
  /** Undefined at the end of the bytes. */
  next(): RtfToken | undefined
  /** The bytes that no token was made of yet. */
  rest(): Uint8Array
}

export const rtfTokens = (bytes: Uint8Array): RtfTokens => {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  let at = 0

  const readWord = (): RtfToken => {
    const from = at
    while (isLetter(bytes[at])) at++
    // The longest word of the specification has 25 letters; what is longer means nothing, whatever it says.
    const word = ascii(from, Math.min(at, from + 40))
    let number: number | undefined
    if (isDigit(bytes[at]) || (bytes[at] === hyphen && isDigit(bytes[at + 1]))) {
      const sign = at
      at++
      while (isDigit(bytes[at])) at++
      number = Number(ascii(sign, Math.min(at, sign + 12)))
    }
    if (bytes[at] === 0x20) at++
    if (word !== 'bin') return { kind: 'word', word, number }
    const length = Math.min(Math.max(number ?? 0, 0), bytes.length - at)
    at += length
    return { kind: 'binary', length }
  }
  const readSymbol = (): RtfToken => {
    const symbol = bytes[at++]
    if (symbol !== 0x27) return { kind: 'word', word: String.fromCharCode(symbol ?? 0), number: undefined }
    const digits = ascii(at, at + 2)
    if (!/^[0-9a-f]{2}$/i.test(digits)) return { kind: 'word', word: "'", number: undefined }
    at += 2
    return { kind: 'byte', byte: Number.parseInt(digits, 16) }
  }
  const next = (): RtfToken | undefined => {
    while (isLineEnd(bytes[at])) at++
    if (at >= bytes.length) return undefined
    const byte = bytes[at]
    if (byte === brace || byte === endBrace) {
      at++
      return byte === brace ? open : close
    }
    if (byte === backslash) {
      at++
      return isLetter(bytes[at]) ? readWord() : readSymbol()
    }
    const from = at
    while (at < bytes.length && !isSpecial(bytes[at])) at++
    return { kind: 'text', bytes: bytes.subarray(from, at) }
  }
  return { next, rest: () => bytes.subarray(at) }
}
