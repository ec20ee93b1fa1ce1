/**
 * Text as it is compared, in three strengths. Nothing here changes what is kept or shown: originals stay beside.
 */

/** Marks without width that editors leave behind; never U+00AD, which is `ư` in TCVN3 until that has been decoded. */
const invisible = /[\u200b-\u200d\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g

/** The words of a form are compared many times over with the same few headings. Long texts are not kept. */
const remembered = (fold: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return text => {
    if (text.length > 200) return fold(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= 2_000) known.clear()
    const folded = fold(text)
    known.set(text, folded)
    return folded
  }
}

/** NFC, every run of white space (no-break spaces too) one space, invisible marks gone, trimmed. */
export const tidy = remembered(text =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim(),
)

/** The Icelandic `Ð` looks like `Đ`, and old keyboards typed it. */
const lower = (text: string): string => tidy(text).toLowerCase().replaceAll('\u00f0', 'đ')

const tones = /[\u0300\u0301\u0303\u0309\u0323]/

/** Each syllable's tone taken from its vowel to its end, so that `hòa` and `hoà`, `Thủy` and `Thuỷ` are one, while `hòa` and `hoa` stay two. */
export const placeTones = (text: string): string =>
  text
    .normalize('NFD')
    .split(/(?<=[^\p{L}\p{M}])|(?=[^\p{L}\p{M}])/u)
    .map(word => {
      const tone = word.match(tones)
      return tone ? word.replace(tones, '') + tone[0] : word
    })
    .join('')
    .normalize('NFC')

/** For names: `tidy`, lower case, and tones placed alike. */
export const foldTones = remembered(text => placeTones(lower(text)))

/** For headings and search: letters without any marks (`đ` is `d`), digits, single spaces; the rest is a space. */
export const foldBare = remembered(text =>
  lower(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
)
