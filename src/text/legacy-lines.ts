/**
 * Letters of a line of which no font is known (.pdf, .csv, a sheet of some writers): Unicode, TCVN3 or VNI, by the line
 * itself. Each word is read in every way; an old encoding is believed only where it makes syllables of (nearly) all
 * marked words. Text that already is Unicode, in whatever language, is never changed.
 */
import { isSyllable } from './syllables.ts'
import { decodeTcvn3, withCapitals } from './tcvn3.ts'
import { decodeVni } from './vni.ts'

export type Legacy = 'tcvn3' | 'vni'

/** How a line reads. `unclear`: in two ways, or in none. */
export interface LineReading {
  readonly letters: 'unicode' | Legacy | 'unclear'
  /** As Unicode, NFC; for `unclear` as it stands. */
  readonly text: string
  /** Other encodings in which every word would be a syllable too: the lines beside may say which is meant. */
  readonly couldBe: readonly { readonly as: Legacy; readonly text: string }[]
}

/** Letters that only Unicode has: who wrote one of them wrote Unicode, whatever the font. */
const unicodeOnly = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|\p{M}/u
export const isSurelyUnicode = (text: string): boolean => unicodeOnly.test(text)

/** Letters and what the old encodings used as letters: signs of Latin-1, the soft hyphen, Word's private area. */
const high = /[\u00a1-\u00ae\u00b5-\u00be\u00c0-\u00ff\uf0a1-\uf0ff]/
const words = /[A-Za-z\u00a1-\u00ae\u00b5-\u00be\u00c0-\u00ff\uf0a1-\uf0ff]+/g

/** Word keeps the letters of fonts that it takes for symbol fonts in U+F020 to U+F0FF. */
const withoutPrivate = (text: string): string =>
  text.replace(/[\uf020-\uf0ff]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xf000))

const markedIn = (found: readonly string[]): string[] =>
  found.filter(word => high.test(word) && /[A-Za-zÀ-ÿ]/.test(word))

const isVietnamese = (word: string): boolean => isSyllable(word.replace(/^[¡-¿]+/, '').replace(/[¡-¿]$/, ''))

/** `Q§` for QĐ: an abbreviation says nothing about letters. */
const isAbbreviation = (decoded: string): boolean => /^[BCDĐGHKLMNPQRSTVXđ]+$/.test(decoded)

const vowelOfVni = /[aeoy][øåäõ]|(?<!q)u[øåäõ]|[ae][âáàã]|oâ|[ôö][ùøûõï]/i

/** What no language writes: a sign inside a word, a capital after a small letter, VNI's marks behind their vowels. */
const odd =
  /[A-Za-zÀ-ÿ][¡-¬®µ¶¸»¼½¾](?=[A-Za-zÀ-ÿ])|(?<![\p{L}\p{N}])[®§¸µ¶](?=\p{L})|[a-zß-ÿ][À-ÏÑ-Þ]|[A-Z]§|(?<![\p{L}\p{N}])[§®]\//u

/** `Tr\u00adêng`: TCVN3's `ư`, where a hyphen would leave a part without a vowel. */
const isHornedU = (word: string): boolean =>
  word.includes('\u00ad') &&
  !isSurelyUnicode(word) &&
  word.split('\u00ad').some(part => part !== '' && !/[aeiouyÀ-ÿ]/i.test(part))

/** Whether it looks like no Unicode text, though it may not be clear what it is. */
export const looksLegacy = (text: string): boolean =>
  odd.test(text) ||
  vowelOfVni.test(text) ||
  /[A-Za-z\uf020-\uf0ff][\uf0a1-\uf0ff]/.test(text) ||
  (text.includes('\u00ad') && text.split(/[^\p{L}\u00ad]+/u).some(isHornedU))

/** Fewer marked words prove nothing where each could stand in a foreign text: `gång`, `haï`. */
const enough = 3

export const readLine = (line: string): LineReading => {
  const text = line.normalize('NFC')
  if (!high.test(text) || isSurelyUnicode(line))
    return { letters: looksLegacy(text) ? 'unclear' : 'unicode', text, couldBe: [] }
  const found = withoutPrivate(text).match(words) ?? []
  const marked = markedIn(found)
  const candidates = readsAs(found, marked)
  const [only] = candidates
  const couldBe = candidates.map(({ legacy }) => ({ as: legacy, text: decodeLine(text, legacy) }))
  if (marked.every(isVietnamese) && !looksLegacy(text)) return { letters: 'unicode', text, couldBe }
  if (!only || candidates.length > 1)
    return { letters: looksLegacy(text) || only ? 'unclear' : 'unicode', text, couldBe }
  if (only.isOdd || marked.length >= enough)
    return { letters: only.legacy, text: decodeLine(text, only.legacy), couldBe: [] }
  return { letters: 'unclear', text, couldBe }
}

/** The whole line in that encoding: punctuation and signs that stand alone stay. */
const decodeLine = (line: string, legacy: Legacy): string => {
  const written = withoutPrivate(line)
  const decoded = written.replace(words, (word, at: number) =>
    // `§/c`: the one letter that stands alone and is no word.
    legacy === 'tcvn3' && /^[§®]$/.test(word) && written.charAt(at + 1) === '/'
      ? decodeTcvn3(word, false).text
      : decodeWord(word, legacy).text,
  )
  return (legacy === 'tcvn3' ? withCapitals(decoded, written) : decoded).normalize('NFC')
}

interface Word {
  readonly text: string
  /** All of it has a place in the encoding, and it makes a syllable. */
  readonly isSyllable: boolean
}

const decodeWord = (word: string, legacy: Legacy): Word => {
  const { text, unknown } = legacy === 'vni' ? decodeVni(word) : decodeTcvn3(word, false)
  const whole = { text, isSyllable: unknown === 0 && isSyllable(text) }
  if (whole.isSyllable) return whole
  const core = withoutSigns(word)
  if (core === word) return whole
  if (core === '') return { text: word, isSyllable: false }
  const inner = decodeWord(core, legacy)
  return inner.isSyllable ? { ...inner, text: word.replace(core, () => inner.text) } : whole
}

/** Bullets, and quotes that another font drew, are letters in TCVN3: they stay where the word is whole without them. */
const withoutSigns = (word: string): string => {
  let from = 0
  while (from < word.length && '·§«®©'.includes(word.charAt(from))) from++
  let to = word.length
  while (to > from && word.charAt(to - 1) === '»') to--
  return word.slice(from, to)
}

interface Candidate {
  readonly legacy: Legacy
  /** One of its words is written as no language would write it. */
  readonly isOdd: boolean
}

/** The encodings in which the line makes sense; the surer one alone where only one has a word that nobody writes. */
const readsAs = (found: readonly string[], marked: readonly string[]): Candidate[] => {
  const plain = found.filter(word => !high.test(word) && /[a-z]/.test(word) && word.length > 1)
  const foreign = plain.filter(word => !isSyllable(word)).length
  const candidates = (['tcvn3', 'vni'] as const).flatMap((legacy): Candidate[] => {
    const told = marked.map(word => ({ word, decoded: decodeWord(word, legacy) }))
    const clear = told.filter(({ decoded }) => !isAbbreviation(decoded.text))
    const good = clear.filter(({ decoded }) => decoded.isSyllable)
    // One word in ten may be a name from abroad or a slip of the keyboard.
    if (good.length === 0 || good.length < clear.length * 0.9 || foreign > good.length) return []
    const isOdd = good.some(({ word }) => (legacy === 'tcvn3' ? isOddTcvn3(word) : vowelOfVni.test(word)))
    return [{ legacy, isOdd }]
  })
  const surer = candidates.filter(one => one.isOdd)
  return surer.length > 0 ? surer : candidates
}

const isOddTcvn3 = (word: string): boolean => /[¡-¾×÷]/.test(word) || odd.test(word)

/** The marked words of a text that are no syllables in that reading. */
export const strangeIn = (text: string, letters: 'unicode' | Legacy): string[] =>
  markedIn(withoutPrivate(text).match(words) ?? []).filter(
    word => !(letters === 'unicode' ? isVietnamese(word) : decodeWord(word, letters).isSyllable),
  )

/** Words with a letter of the old encodings beside letters that only Unicode has, taken one by one. */
const mixedWords = /[\p{L}\p{M}×÷\u00a1-\u00ae\u00b5-\u00be]+/gu

/**
 * A text in which somebody typed Unicode into old letters: each word that is a syllable in the old encoding alone is
 * decoded. @returns `isSure`: every word of it reads in one way
 */
export const decodeMixed = (text: string, legacy: Legacy): { text: string; isSure: boolean } => {
  let isSure = true
  const decoded = text.replace(mixedWords, word => {
    if (!high.test(word) || (isSurelyUnicode(word) && isSyllable(word))) return word
    let unknown = 0
    const old = word.replace(/[A-Za-z\u00a1-\u00ff]+/g, part => {
      const read = legacy === 'vni' ? decodeVni(part) : decodeTcvn3(part, false)
      unknown += read.unknown
      return read.text
    })
    const isOld = unknown === 0 && isSyllable(old.normalize('NFC'))
    if (isOld && !isVietnamese(word)) return old
    if (isOld || !isVietnamese(word)) isSure = false
    return word
  })
  return { text: decoded.normalize('NFC'), isSure }
}
