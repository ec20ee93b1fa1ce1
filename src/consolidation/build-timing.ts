/**
 * When to build the tables again: soon after a change when things are quiet, and in a burst so seldom that building
 * takes no more than a quarter of the time, yet the files still follow. Pure; every number is milliseconds.
 */

export const timing = {
  /** Between two looks at the ledger's revision. */
  lookEvery: 100,
  /** From seeing a change to building, so that one mail's several changes make one build. With a look: 300 at most. */
  gather: 200,
  /** After a build, this many of its own times of rest. */
  restFactor: 3,
  /** After a failed build: 1 s, 2 s, 4 s … up to a minute. */
  firstBackOff: 1000,
  longestBackOff: 60_000,
  /** While somebody holds a file open the other tries are this far apart. */
  heldRetry: 30_000,
} as const

export interface Pace {
  /** When a change was first seen that is in no build yet; null: none. */
  readonly changeSeenAt: number | null
  /** End of the last build, failed or not; null before the first. */
  readonly endedAt: number | null
  readonly tookMs: number
  /** Builds that failed since the last good one. */
  readonly failures: number
  /** The last build could not put a file where it belongs. */
  readonly held: boolean
}

export const isDue = (pace: Pace, now: number): boolean => {
  const { changeSeenAt, endedAt, failures } = pace
  if (changeSeenAt === null && failures === 0 && !pace.held) return false
  // A clock that was set back must not hold the tables up until it has caught up.
  const since = (instant: number | null): number =>
    instant === null || instant > now ? Number.POSITIVE_INFINITY : now - instant
  if (failures > 0) return since(endedAt) >= backOff(failures)
  if (changeSeenAt === null) return since(endedAt) >= timing.heldRetry
  return since(changeSeenAt) >= timing.gather && since(endedAt) >= pace.tookMs * timing.restFactor
}

const backOff = (failures: number): number =>
  Math.min(timing.longestBackOff, timing.firstBackOff * 2 ** (failures - 1))
