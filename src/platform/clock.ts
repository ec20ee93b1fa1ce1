/** The machine's clock; and one that stands where it is told, for the demo, `--date` and tests. */
import type { Clock } from '../ports.ts'

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal?.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })

export const makeSystemClock = (): Clock => ({ now: () => Date.now(), sleep })

/** `now` begins at `start` and goes on at the machine's pace; what sleeps, sleeps in real time. */
export const makeShiftedClock = (start: number): Clock => {
  const offset = start - Date.now()
  return { now: () => Date.now() + offset, sleep }
}
