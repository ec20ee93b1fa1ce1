/** Chance from a seed: the same seed gives the same campaign on every machine (mulberry32). */

export interface Chance {
  /** 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True with this probability. */
  odds(probability: number): boolean
  shuffled<T>(list: readonly T[]): T[]
}

export const makeChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: list => list[between(0, list.length - 1)]!,
    odds: probability => next() < probability,
    shuffled: list => {
      const out = [...list]
      for (let at = out.length - 1; at > 0; at--) {
        const other = between(0, at)
        ;[out[at], out[other]] = [out[other]!, out[at]!]
      }
      return out
    },
  }
}
