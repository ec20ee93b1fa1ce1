/**
 * TCVN3 (TCVN 5712:1993, VN3): what the `.Vn*` fonts draw for the bytes A1 to FE. Which text is in it is told by the font
 * of its run, never guessed here. `ư` is AD, the soft hyphen of Latin-1: decode before anything strips it.
 */
import { isSyllable } from './syllables.ts'

/** Two hexadecimal digits a byte; the letters below stand in the same order. */
const bytes =
  'A1A2A3A4A5A6A7A8A9AAABACADAEB5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDEDFE1E2E3' +
  'E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE'
const letters = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'

const table = new Map(
  [...letters].map((letter, at) => [Number.parseInt(bytes.slice(at * 2, at * 2 + 2), 16), letter]),
)

/**
 * Decodes one code unit: Latin-1, or U+F0xx as Word stores the letters of symbol fonts.
 * @returns undefined where TCVN3 has no such letter
 */
const decodeUnit = (unit: number): string | undefined => {
  const byte = unit >= 0xf020 && unit <= 0xf0ff ? unit - 0xf000 : unit
  if (byte < 0x80 || byte === 0xa0) return String.fromCharCode(byte)
  return table.get(byte)
}

/** Quotes, dashes, dots of Word's own corrections, and the signs of Windows-1252: the same in every font. */
const anyFont = /[\u2010-\u2026\u2022\u2030\u2039\u203a\u20ac\u2122\u2713]/

/** Marked letters that stand in line with capitals: `TR\u00adêNG`, `X· CAO VI£N`. */
export const withCapitals = (decoded: string, written: string): string => {
  // There are hardly any capitals in TCVN3: whoever has no H font at hand types the small letter, and means the capital.
  if (/^[^a-z]*$/.test(written) && /[A-Z][^A-Z]*[A-Z][^A-Z]*[A-Z]/.test(written)) return decoded.toUpperCase()
  return decoded.replace(/\p{L}+/gu, word =>
    !/[a-z]/.test(word) && /[A-Z].*[A-Z]/.test(word) ? word.toUpperCase() : word,
  )
}

/**
 * Text of a run in a `.Vn*` font, as Unicode NFC.
 * @param capitals the font's name ends in H: it draws every letter as a capital
 * @returns `unknown`: characters that TCVN3 does not have, left as they are: a sign that the text is in something else
 */
export const decodeTcvn3 = (text: string, capitals: boolean): { text: string; unknown: number } => {
  let unknown = 0
  const decoded = Array.from(withoutBreaks(withOwnCodes(text)), unit => {
    const letter = decodeUnit(unit.codePointAt(0) ?? 0)
    if (letter === undefined && !anyFont.test(unit)) unknown++
    return letter ?? unit
  }).join('')
  return { text: capitals ? decoded.toUpperCase() : withCapitals(decoded, text), unknown }
}

/**
 * Writers of PDF name a glyph by what Latin-1 shows at its code, and readers take the name for another sign that looks
 * alike: `minus` for the soft hyphen, `periodcentered`, `mu`.
 */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['\u2212', '\u00ad'],
  ['\u2219', '\u00b7'],
  ['\u03bc', '\u00b5'],
])

/** Only where the word becomes a syllable by it: `5 − 3` stays. */
const withOwnCodes = (text: string): string =>
  /[\u2212\u2219\u03bc]/.test(text)
    ? text.replace(/[^\s!-@[-`{-~]+/g, word => {
        const own = word.replace(/[\u2212\u2219\u03bc]/g, sign => lookalikes.get(sign) ?? sign)
        return own.length > 1 && isSyllable(lettersOf(own)) ? own : word
      })
    : text

/** A hyphen for line ends inside a word has the code of `ư`: it is one where only its going leaves a syllable. */
const withoutBreaks = (text: string): string =>
  text.includes('\u00ad')
    ? text.replace(/[^\s!-@[-`{-~]+/g, word => {
        if (!word.includes('\u00ad') || isSyllable(lettersOf(word))) return word
        const choices = [word.replaceAll('\u00ad', ''), word.replace(/\u00ad+/g, '\u00ad')]
        return choices.find(one => isSyllable(lettersOf(one))) ?? word
      })
    : text

const lettersOf = (word: string): string =>
  Array.from(word, unit => decodeUnit(unit.codePointAt(0) ?? 0) ?? unit).join('')
