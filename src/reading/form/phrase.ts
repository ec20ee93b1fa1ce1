/**
 * Phrases looked for in what people type: with their tone marks where the text has any, so that `Ban` is no `bản` and
 * `bộ` no `bỏ`; without, where it was typed without.
 */
import { foldBare, foldTones } from '../../text/fold.ts'

/** Single words with one space between. */
export interface Words {
  readonly text: string
  /** Typed with marks. */
  readonly isMarked: boolean
}

export const readWords = (text: string): Words => {
  const bare = foldBare(text)
  const marked = foldTones(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  return marked === bare ? { text: bare, isMarked: false } : { text: marked, isMarked: true }
}

/**
 * Is any of these said? @param sources regular expressions over Vietnamese words, with no letters in them but theirs;
 * `_` is any word
 */
export const anyOf = (...sources: readonly string[]): ((words: Words) => boolean) => {
  const compile = (fold: (word: string) => string): RegExp => {
    const folded = sources
      .join('|')
      .replace(/\p{L}+/gu, fold)
      .replaceAll('_', `${letter}+`)
    return new RegExp(`(?<!${letter})(?:${folded})(?!${letter})`, 'u')
  }
  const marked = compile(foldTones)
  const bare = compile(foldBare)
  return ({ text, isMarked }) => (isMarked ? marked : bare).test(text)
}

const letter = '[\\p{L}\\p{M}\\p{N}]'
