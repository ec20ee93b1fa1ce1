/**
 * Two lists of lines laid side by side: what stayed, what was changed, what went, what came. Lines that stayed are the
 * longest common sequence; between two of these, as many lines before as after are changes in order, and one that became
 * several was split: whichever of them is the old one, the table says the same. Anything else there (two lines made one)
 * is not to be told, and is not guessed.
 */
export interface Alignment {
  /** Places in the two lists. */
  readonly changed: readonly (readonly [number, number])[]
  readonly gone: readonly number[]
  readonly came: readonly number[]
  /** Some lines cannot be told apart; the four lists then leave them out. */
  readonly isUnclear: boolean
}

/** Cells hold a few lines; 253 at most that we wrote. */
const mostPairs = 250_000

export const alignLines = (
  before: readonly string[],
  after: readonly string[],
  isSame: (one: string, other: string) => boolean,
): Alignment => {
  if (before.length * after.length > mostPairs) return { changed: [], gone: [], came: [], isUnclear: true }
  const changed: (readonly [number, number])[] = []
  const gone: number[] = []
  const came: number[] = []
  let isUnclear = false
  const close = (from: number, to: number, from2: number, to2: number): void => {
    const [left, right] = [to - from, to2 - from2]
    if (left === right) for (let at = 0; at < left; at++) changed.push([from + at, from2 + at])
    else if (right === 0) for (let at = from; at < to; at++) gone.push(at)
    else if (left === 0) for (let at = from2; at < to2; at++) came.push(at)
    else if (left === 1) {
      changed.push([from, from2])
      for (let at = from2 + 1; at < to2; at++) came.push(at)
    } else isUnclear = true
  }
  let [a, b] = [0, 0]
  for (const [nextA, nextB] of [...common(before, after, isSame), [before.length, after.length] as const]) {
    close(a, nextA, b, nextB)
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return { changed, gone, came, isUnclear }
}

/** The pairs of a longest common sequence, in order. */
const common = (
  before: readonly string[],
  after: readonly string[],
  isSame: (one: string, other: string) => boolean,
): (readonly [number, number])[] => {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--)
      lengths[a]![b] = isSame(before[a]!, after[b]!)
        ? lengths[a + 1]![b + 1]! + 1
        : Math.max(lengths[a + 1]![b]!, lengths[a]![b + 1]!)
  const pairs: (readonly [number, number])[] = []
  for (let [a, b] = [0, 0]; a < before.length && b < after.length; )
    if (isSame(before[a]!, after[b]!)) pairs.push([a++, b++])
    else if (lengths[a + 1]![b]! >= lengths[a]![b + 1]!) a++
    else b++
  return pairs
}
