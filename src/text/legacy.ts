/** Which legacy encoding a font stands for, and decoding by it. Text that already is Unicode is never changed. */
import { foldBare } from './fold.ts'
import { decodeByLine } from './legacy-lines.ts'
import { decodeTcvn3 } from './tcvn3.ts'
import { decodeVni } from './vni.ts'

/** `unknown`: no font says; decided by the line. */
export type Encoding = 'unicode' | 'tcvn3' | 'tcvn3-capitals' | 'vni' | 'unknown'

/** By the font's name: `.VnTime`, `.VnTimeH` (draws capitals), `VNI-Times`. */
export const encodingOfFont = (font: string | undefined): Encoding => {
  if (font === undefined) return 'unicode'
  if (/^\.vn/i.test(font)) return /h$/i.test(font) ? 'tcvn3-capitals' : 'tcvn3'
  return /^vni[- ]/i.test(font) ? 'vni' : 'unicode'
}

/** Vietnamese letters that only Unicode has: a run with one of them was typed in Unicode, whatever its font. */
const unicodeOnly = /[\u0102-\u01b0\u1ea0-\u1ef9]|\p{M}/u

/** Letters of TCVN3 and VNI as Latin-1 shows them, where Vietnamese has none: `®Ó`, `viÖc`, `Ñaûng`. Not `Ð`: many type it for `Đ`. */
const noise =
  /[ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ]|[\p{L}][¡-\u00ac®µ¶¸»¼½¾](?=\p{L})|(?<![\p{L}\p{N}])[®§¸µ¶](?=\p{L})|\p{Ll}[À-ÏÑ-Þ]/u
const looksLegacy = (text: string): boolean => noise.test(text) || holdsHornedU(text)

/** `Tr\u00adêng`: TCVN3's `ư`, where a hyphen would leave a part without a vowel. */
const holdsHornedU = (text: string): boolean =>
  text.includes('\u00ad') &&
  text
    .split(/\s+/)
    .some(
      word => word.includes('\u00ad') && word.split('\u00ad').some(part => !/[aeiouy]/.test(foldBare(part))),
    )

/** Hyphens that Word draws only at line ends (U+00AD): no part of a word once the text is known to be Unicode. */
const withoutSoftHyphens = (text: string): string => text.replaceAll('\u00ad', '')

/**
 * @returns NFC text; `doubtful` where characters did not belong to the encoding, or where text in a Unicode font looks
 * like that of an old one
 */
export const decodeLegacy = (text: string, encoding: Encoding): { text: string; doubtful: boolean } => {
  if (encoding === 'unknown') return decodeByLine(text)
  if (encoding === 'unicode' || unicodeOnly.test(text)) {
    const plain = text.normalize('NFC')
    return looksLegacy(plain)
      ? { text: plain, doubtful: true }
      : { text: withoutSoftHyphens(plain), doubtful: false }
  }
  const { text: decoded, unknown } =
    encoding === 'vni' ? decodeVni(text) : decodeTcvn3(text, encoding === 'tcvn3-capitals')
  return { text: decoded.normalize('NFC'), doubtful: unknown > 0 }
}
