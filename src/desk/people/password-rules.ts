/**
 * Which passwords are taken (NIST SP 800-63B, 3.1.1): long enough, and not what anybody would try first. No rule on which
 * kinds of letters, none on changing it from time to time: both make people choose worse.
 */
import { commonWords } from './guessed-words.ts'

/** Letters, as people count them. The longest is only there so that nobody sends us a book. */
export const shortest = 10
export const longest = 200

export type Weakness = 'short' | 'long' | 'own-name' | 'common' | 'pattern'

/** What is wrong with it first; undefined: it is good. @param names of its owner: what is typed, and the full name */
export const weaknessOf = (password: string, names: readonly string[]): Weakness | undefined => {
  const letters = [...password.normalize('NFC')].length
  if (letters < shortest) return 'short'
  if (letters > longest) return 'long'
  const plain = fold(password)
  if (isPattern(plain)) return 'pattern'
  // `hoa.nguyen2022!` is `hoa.nguyen` to whoever guesses.
  const core = plain.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const own = names.map(fold).flatMap(name => [name, name.replaceAll(/[^a-z]/g, '')])
  if (own.some(name => name.length > 1 && isMadeOf(core, name))) return 'own-name'
  if (commonWords.has(core) || [...commonWords].some(word => word.length > 3 && isMadeOf(core, word)))
    return 'common'
  return undefined
}

/** Not `foldBare`, which remembers what it folded. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replaceAll('\u0111', 'd')

const isMadeOf = (text: string, word: string): boolean =>
  text === word || (text.length % word.length === 0 && text === word.repeat(text.length / word.length))

const rows = [
  '0123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
]

/** A piece of at most five letters again and again, or letters as they stand on the keyboard or in the alphabet. */
const isPattern = (text: string): boolean => {
  for (let size = 1; size <= 5; size++)
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true
  const runs = [...rows, ...rows.map(row => [...row].toReversed().join(''))]
  let at = 0
  let pieces = 0
  while (at < text.length) {
    let length = 1
    while (at + length < text.length && runs.some(run => run.includes(text.slice(at, at + length + 1))))
      length++
    at += length
    pieces++
  }
  // `1234567890`, `qwertyuiopasdf`, `abcd12345678`: few runs make it up.
  return pieces <= 3
}
