/**
 * The letters of a file name in a zip. UTF-8 where the zip says so (APPNOTE appendix D) or a field beside it does; else
 * the code page of the machine that packed it, of which nothing is written: on a Vietnamese Windows that is 1258, on an
 * English one 437. macOS writes UTF-8 and does not say so.
 */
import { crc32 } from './crc32.ts'

/** @param extra the entry's extra fields. @param isUtf8 bit 11 of the entry's flags */
export const zipName = (raw: Uint8Array, extra: Uint8Array, isUtf8: boolean): string =>
  (unicodeName(raw, extra) ?? letters(raw, isUtf8)).replaceAll('\\', '/')

/** Info-ZIP's field 0x7075: version, the checksum of the plain name that it stands for, the name in UTF-8. */
const unicodeName = (raw: Uint8Array, extra: Uint8Array): string | undefined => {
  const field = extraField(extra, 0x7075)
  if (!field || field.length < 6 || field[0] !== 1) return undefined
  const checksum = new DataView(field.buffer, field.byteOffset, field.byteLength).getUint32(1, true)
  // A program that renames an entry and knows nothing of the field leaves the old name in it.
  return checksum === crc32(raw) ? utf8(field.subarray(5)) : undefined
}

/** The content of one extra field (4.5.1); undefined where it is not there or cut off. */
export const extraField = (extra: Uint8Array, id: number): Uint8Array | undefined => {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 4 <= extra.length; ) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === id && at + 4 + size <= extra.length)
      return extra.subarray(at + 4, at + 4 + size)
    at += 4 + size
  }
  return undefined
}

const letters = (raw: Uint8Array, isUtf8: boolean): string =>
  isUtf8 ? new TextDecoder().decode(raw) : nameLetters(raw)

/** A name of which nobody says in which letters: UTF-8 where it can be that. */
export const nameLetters = (raw: Uint8Array): string => utf8(raw) ?? oldLetters(raw)

const utf8 = (raw: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const vietnamese = /^[ -~àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ–—‘’“”]*$/i

/** A name of no declared code page: 1258 where it makes Vietnamese of it, else 437 (IBM, the first that zips had). */
const oldLetters = (raw: Uint8Array): string => {
  const name = new TextDecoder('windows-1258').decode(raw).normalize('NFC')
  if (vietnamese.test(name)) return name
  return Array.from(raw, byte => (byte < 0x80 ? String.fromCharCode(byte) : cp437[byte - 0x80]!)).join('')
}

const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
