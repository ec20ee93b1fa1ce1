/** The other way round: Unicode to the old encodings, for tests. Tables from the standards, not from the program. */
import fc from 'fast-check'
import { isSyllable } from '../../src/text/syllables.ts'

/** TCVN 5712:1993, VN3: bytes of the small letters, and of the seven capitals that it has. */
const tcvn3: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'ĂÂÊÔƠƯĐăâêôơưđ:a1',
    'à:b5',
    'ảãáạ:b6',
    'ằẳẵắ:bb',
    'ặầẩẫấậè:c6',
    'ẻẽéẹềểễếệìỉ:ce',
    'ĩ:dc',
    'íịò:dd',
    'ỏõóọồổỗốộờởỡớợù:e1',
    'ủũúụừửữứựỳỷỹýỵ:f1',
  ].flatMap(entry => {
    const [letters = '', from = ''] = entry.split(':')
    return gaps(letters, Number.parseInt(from, 16))
  }),
)

function gaps(letters: string, from: number): [string, number][] {
  return Array.from(letters, (letter, at) => [letter, from + at])
}

/** Capitals without a place of their own become small: the font drew them as capitals. */
export const encodeTcvn3 = (text: string): string =>
  Array.from(text, letter => {
    const byte = tcvn3[letter] ?? tcvn3[letter.toLowerCase()]
    return byte === undefined ? letter : String.fromCharCode(byte)
  }).join('')

/** VNI for Windows: the vowel, then the mark that its font draws over it. */
const marks: Readonly<Record<string, readonly string[]>> = {
  // Plain vowel: grave, acute, hook, tilde, dot.
  '': ['ø', 'ù', 'û', 'õ', 'ï'],
  // With a circumflex, and with a breve.
  '\u0302': ['à', 'á', 'å', 'ã', 'ä'],
  '\u0306': ['è', 'é', 'ú', 'ü', 'ë'],
}
const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
const alone: Readonly<Record<string, string>> = {
  đ: 'ñ',
  ì: 'ì',
  í: 'í',
  ỉ: 'æ',
  ĩ: 'ó',
  ị: 'ò',
  ỵ: 'î',
  ơ: 'ô',
  ư: 'ö',
}

const encodeLetter = (letter: string): string => {
  const lower = letter.toLowerCase()
  if (lower !== letter) return encodeLetter(lower).toUpperCase()
  const known = alone[letter]
  if (known !== undefined) return known
  const [base = '', ...rest] = letter.normalize('NFD')
  const tone = rest.find(mark => tones.includes(mark))
  if (rest.includes('\u031b')) {
    const horned = base === 'o' ? 'ô' : 'ö'
    return tone === undefined ? horned : horned + marks['']![tones.indexOf(tone)]
  }
  const shape = rest.find(mark => mark === '\u0302' || mark === '\u0306') ?? ''
  if (tone !== undefined) return base + marks[shape]![tones.indexOf(tone)]
  return shape === '\u0302' ? `${base}â` : shape === '\u0306' ? `${base}ê` : letter
}
export const encodeVni = (text: string): string => Array.from(text, encodeLetter).join('')

/** Every letter that Vietnamese marks, small and capital. */
export const vietnameseLetters: readonly string[] = [
  ...'àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ',
].flatMap(letter => [letter, letter.toUpperCase()])

const initials = [
  '',
  'b',
  'c',
  'd',
  'đ',
  'g',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
]
const vowels = [
  ...vietnameseLetters.filter(letter => letter === letter.toLowerCase() && letter !== 'đ'),
  'a',
  'e',
  'i',
  'o',
  'u',
  'y',
]
const finals = ['', 'c', 'ch', 'm', 'n', 'ng', 'nh', 'p', 't']

const syllable = fc
  .tuple(fc.constantFrom(...initials), fc.constantFrom(...vowels), fc.constantFrom(...finals), fc.boolean())
  .map(([initial, vowel, final, capital]) => {
    const text = initial + vowel + final
    return capital ? text.charAt(0).toUpperCase() + text.slice(1) : text
  })
  .filter(isSyllable)

/** Words that look Vietnamese: one to eight syllables. */
export const vietnameseText = fc.array(syllable, { minLength: 1, maxLength: 8 }).map(words => words.join(' '))
