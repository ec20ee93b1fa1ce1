/** How alike two names look, for suggestions only: a likeness never decides. */
import { foldBare } from './fold.ts'

/** A text as it is compared: how often each pair of letters stands in it. Read once, where it is compared with many. */
export interface Letters {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

/** Tone marks count for nothing. */
export const readLetters = (text: string): Letters => {
  const bare = ` ${foldBare(text)} `
  const counts = new Map<string, number>()
  for (let at = 0; at < bare.length - 1; at++) {
    const pair = bare.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { counts, total: bare.length - 1 }
}

/** Dice's coefficient over pairs of letters, 0 to 1. */
export const likenessOf = (one: Letters, other: Letters): number => {
  let shared = 0
  for (const [pair, count] of one.counts) shared += Math.min(count, other.counts.get(pair) ?? 0)
  return (2 * shared) / (one.total + other.total)
}

export const likeness = (one: string, other: string): number =>
  likenessOf(readLetters(one), readLetters(other))
