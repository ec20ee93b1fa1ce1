/**
 * Bytes of an RTF to letters, by the code page of the font they are drawn in (RTF 1.9.1, "Font Table": `\fcharset`).
 * Fonts of the old Vietnamese encodings keep their bytes as Latin-1 letters: which encoding it is, their name says later.
 */
import { encodingOfFont } from '../../text/legacy.ts'
import { isSymbolFont, withoutPrivate } from './symbols.ts'

export interface RtfFont {
  readonly name: string
  /** `\fcharset`; undefined where the file says none. */
  readonly charset: number | undefined
  /** `\cpg`: a code page that goes before the charset. */
  readonly codePage: number | undefined
}

/** `\fcharset` to code pages. 0 (ANSI), 1 (default) and what is not here: the document's own. */
const pageOfCharset: Readonly<Record<number, number>> = {
  77: 10_000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}

/** Code pages to the names of the Encoding standard. DOS pages but 866 have none there. */
const names: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7, 8].map(at => [1250 + at, `windows-${1250 + at}`])),
}

const decoders = new Map<number, InstanceType<typeof TextDecoder>>()
const decoderOf = (page: number): InstanceType<typeof TextDecoder> => {
  const known = decoders.get(page)
  if (known) return known
  const decoder = new TextDecoder(names[page] ?? 'windows-1252')
  if (decoders.size < 64) decoders.set(page, decoder)
  return decoder
}

/** Whether bytes above 127 can be told on that page at all. */
export const isKnownPage = (page: number): boolean => names[page] !== undefined

/** @param documentPage of `\ansicpg`, or what `\mac`, `\pc` stand for */
export const pageOf = (font: RtfFont | undefined, documentPage: number): number => {
  if (!font) return documentPage
  if (encodingOfFont(font.name) !== 'unicode' || font.charset === 2) return 1252
  return font.codePage ?? pageOfCharset[font.charset ?? 1] ?? documentPage
}

/** @returns letters as Windows shows them; bullets and ticks for symbol fonts */
export const decodeBytes = (bytes: Uint8Array, font: RtfFont | undefined, documentPage: number): string => {
  if (font && isSymbolFont(font.name))
    return withoutPrivate(
      Array.from(bytes, byte => String.fromCharCode(byte > 0x20 ? 0xf000 + byte : byte)).join(''),
    )
  return decoderOf(pageOf(font, documentPage)).decode(bytes)
}

/** `\u`: a UTF-16 unit, negative above 32767. Letters of symbol fonts stand in a private area (U+F020 to U+F0FF). */
export const decodeUnit = (number: number, font: RtfFont | undefined): string => {
  const unit = number & 0xffff
  if (unit < 0xf020 || unit > 0xf0ff || !font) return String.fromCharCode(unit)
  if (isSymbolFont(font.name)) return withoutPrivate(String.fromCharCode(unit))
  return encodingOfFont(font.name) === 'unicode'
    ? String.fromCharCode(unit)
    : String.fromCharCode(unit & 0xff)
}

/** Windows lists a font once for each script: `.VnTimeH Tur` and `VNI-Times (Vietnamese)` are drawn as `.VnTimeH`. */
export const plainFontName = (name: string): string =>
  name
    .trim()
    .replace(/^@/, '')
    .replace(/ (?:CE|Cyr|Greek|Tur|Baltic|\((?:Hebrew|Arabic|Vietnamese|Thai)\))$/, '')
