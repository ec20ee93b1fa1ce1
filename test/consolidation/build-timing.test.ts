import { describe, expect, test } from 'vitest'
import { isDue, type Pace, timing } from '../../src/consolidation/build-timing.ts'

const quiet: Pace = { changeSeenAt: null, endedAt: 1000, tookMs: 100, failures: 0, held: false }
const due = (pace: Partial<Pace>, now: number): boolean => isDue({ ...quiet, ...pace }, now)

test('nothing changed: nothing to build, however long', () => {
  expect(due({}, 10_000_000)).toBe(false)
  expect(due({ endedAt: null }, 10_000_000)).toBe(false)
})

test('in quiet times a change is built within half a second, looking included', () => {
  expect(due({ changeSeenAt: 50_000 }, 50_000)).toBe(false)
  expect(due({ changeSeenAt: 50_000 }, 50_000 + timing.gather)).toBe(true)
  expect(timing.lookEvery * 2 + timing.gather).toBeLessThanOrEqual(500)
  expect(due({ changeSeenAt: 0, endedAt: null }, timing.gather)).toBe(true)
})

test('in a burst no build begins sooner than three build times after the last', () => {
  const pace = { changeSeenAt: 2000, endedAt: 2000, tookMs: 1000 }
  expect(due(pace, 4999)).toBe(false)
  expect(due(pace, 5000)).toBe(true)
})

test('a thousand changes in ten seconds are few builds, at most a quarter of the time, and the last is in', () => {
  let pace: Pace = { ...quiet, endedAt: null }
  const builds: number[] = []
  let builtUpTo = -1
  const lastChange = 9990
  for (let now = 0; now <= 12_000; now += timing.lookEvery) {
    const change = Math.min(Math.floor(now / 10) * 10, lastChange)
    if (pace.changeSeenAt === null && change > builtUpTo) pace = { ...pace, changeSeenAt: now }
    if (!isDue(pace, now)) continue
    builds.push(now)
    builtUpTo = change
    now += 300
    pace = { ...pace, changeSeenAt: null, endedAt: now, tookMs: 300 }
  }
  expect(builds.length).toBeGreaterThan(5)
  expect(builds.length * 300).toBeLessThanOrEqual(12_000 / 4)
  expect(builtUpTo).toBe(lastChange)
})

describe('failures', () => {
  test('are tried again after 1 s, 2 s, 4 s … and never more than a minute apart', () => {
    const first = (failures: number): number => {
      for (let after = 0; ; after += 500)
        if (due({ failures, endedAt: 0, changeSeenAt: 0 }, after)) return after
    }
    expect([1, 2, 3, 7, 50].map(first)).toEqual([1000, 2000, 4000, 60_000, 60_000])
  })

  test('a file held open is tried again by and by, a change at once', () => {
    expect(due({ held: true }, 1000 + timing.heldRetry - 1)).toBe(false)
    expect(due({ held: true }, 1000 + timing.heldRetry)).toBe(true)
    expect(due({ held: true, changeSeenAt: 2000 }, 2300)).toBe(true)
  })
})

test('a clock that was set back holds nothing up', () => {
  expect(due({ changeSeenAt: 900, endedAt: 10_000_000 }, 5000)).toBe(true)
  expect(due({ changeSeenAt: 10_000_000, endedAt: 10_000_000 }, 5000)).toBe(true)
  expect(due({ failures: 3, endedAt: 10_000_000 }, 5000)).toBe(true)
})
