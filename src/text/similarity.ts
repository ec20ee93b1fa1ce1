/** How alike two names look, for suggestions only: a likeness never decides. */
import { foldBare } from './fold.ts'

const pairsOf = (text: string): string[] => {
  const bare = ` ${foldBare(text)} `
  return Array.from({ length: bare.length - 1 }, (_, at) => bare.slice(at, at + 2))
}

/** Dice's coefficient over pairs of letters, 0 to 1; tone marks count for nothing. */
export const likeness = (one: string, other: string): number => {
  const left = pairsOf(one)
  const right = pairsOf(other)
  const counts = new Map<string, number>()
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of right) {
    const count = counts.get(pair) ?? 0
    if (count > 0) shared++
    counts.set(pair, count - 1)
  }
  return (2 * shared) / (left.length + right.length)
}
