/** The clocks: the machine's, and one that stands where it is told. Nothing here waits longer than it must. */
import { describe, expect, it } from 'vitest'
import { makeShiftedClock, makeSystemClock } from '../../src/platform/clock.ts'

const start = Date.parse('2022-02-16T16:30:00+07:00')
const clocks = [
  ['system', makeSystemClock()],
  ['shifted', makeShiftedClock(start)],
] as const

describe.each(clocks)('the %s clock', (_, clock) => {
  it('goes forward as it sleeps', async () => {
    const before = clock.now()
    await clock.sleep(20)
    // Timers may end a millisecond early.
    expect(clock.now() - before).toBeGreaterThanOrEqual(18)
  })

  it('wakes at once when it is told to, and never rejects', async () => {
    const stop = new AbortController()
    const before = performance.now()
    const sleeping = clock.sleep(60_000, stop.signal)
    stop.abort()
    await sleeping
    await clock.sleep(60_000, stop.signal)
    expect(performance.now() - before).toBeLessThan(30_000)
  })

  it('leaves nothing on a signal that outlives its sleeps', async () => {
    const stop = new AbortController()
    let listening = 0
    const { signal } = stop
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listening++
      add(...args)
    }
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listening--
      remove(...args)
    }
    for (let count = 0; count < 5; count++) await clock.sleep(1, signal)
    expect(listening).toBe(0)
  })
})

it('a shifted clock begins where it is told', () => {
  const passed = makeShiftedClock(start).now() - start
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThan(30_000)
})
