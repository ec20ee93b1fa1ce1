/** Text of a run decoded by the font it is drawn in. Text that already is Unicode is never changed. */
import type { Encoding } from './legacy-fonts.ts'
import { decodeMixed, isSurelyUnicode, looksLegacy, readLine, strangeIn } from './legacy-lines.ts'
import { decodeTcvn3 } from './tcvn3.ts'
import { decodeVni } from './vni.ts'

export { type Encoding, encodingOfFont } from './legacy-fonts.ts'

/** `doubtful`: it is not certain which letters are meant; `text` is then what is proposed. */
export interface Decoded {
  /** NFC. */
  readonly text: string
  readonly doubtful: boolean
}

export const decodeLegacy = (text: string, encoding: Encoding): Decoded => {
  switch (encoding) {
    case 'unknown':
      return byLine(text)
    case 'unicode':
    case 'other':
      return byLine(text, { isSure: false })
    default:
      return byFont(text, encoding)
  }
}

/** @param isSure false where the font speaks against an old encoding that the line shows: read so, but doubtful */
const byLine = (written: string, { isSure } = { isSure: true }): Decoded => {
  const { letters, text } = readLine(written)
  if (letters === 'unicode') return { text: withoutSoftHyphens(text), doubtful: false }
  if (letters === 'unclear') return { text: isSurelyUnicode(written) ? proposed(text) : text, doubtful: true }
  return { text, doubtful: !isSure }
}

/** What one old encoding makes of the words that are in it, where the other makes nothing of them. */
const proposed = (text: string): string => {
  const read = (['tcvn3', 'vni'] as const).map(legacy => decodeMixed(text, legacy)).filter(one => one.isSure)
  return read.length === 1 ? read[0]!.text : text
}

const byFont = (text: string, encoding: 'tcvn3' | 'tcvn3-capitals' | 'vni'): Decoded => {
  const plain = text.normalize('NFC')
  if (isSurelyUnicode(text)) {
    if (!looksLegacy(plain)) return { text: withoutSoftHyphens(plain), doubtful: false }
    const mixed = decodeMixed(plain, encoding === 'vni' ? 'vni' : 'tcvn3')
    return { text: mixed.text, doubtful: !mixed.isSure }
  }
  const { text: decoded, unknown } =
    encoding === 'vni' ? decodeVni(text) : decodeTcvn3(text, encoding === 'tcvn3-capitals')
  // Converters to Unicode leave the old font behind: `Viên` in .VnTime would be `Viờn`, `Hà` has a letter it lacks.
  const isStrange = unknown > 0 || (encoding !== 'vni' && strangeIn(plain, 'tcvn3').some(isWord))
  if (isStrange && !looksLegacy(plain) && /[À-ÿ]/.test(plain) && strangeIn(plain, 'unicode').length === 0)
    return { text: withoutSoftHyphens(plain), doubtful: false }
  return { text: decoded.normalize('NFC'), doubtful: unknown > 0 }
}

/** Long enough to be told by its spelling: one or two letters are a sign in a list more often than a word. */
const isWord = (word: string): boolean => word.length > 2

/** Hyphens that Word draws only at line ends (U+00AD): no part of a word once the text is known to be Unicode. */
const withoutSoftHyphens = (text: string): string => text.replaceAll('\u00ad', '')
