/** Works in this process until nothing waits to be read or validated: for `import` and the demo. */
import type { App } from '../app.ts'
import type { JobKind } from '../ports.ts'
import { runWorkers } from '../workers.ts'
import type { Output } from './output.ts'

/** Jobs not done yet, those held by others or put off for a while too. */
const unfinished = async (app: App): Promise<number> => {
  const count = async (kind: JobKind): Promise<number> =>
    (await app.store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1_000_000)).length
  return (await count('read')) + (await count('validate'))
}

/** A service that runs at the same time shares the work. @throws what a worker throws; AppError disk-full, store-unreachable */
export const drain = async (app: App, label: string, output: Output): Promise<void> => {
  const stopping = new AbortController()
  const work = runWorkers(app, ['reading', 'validation'], { concurrency: 2, patient: false }, stopping.signal)
  let ended = false
  const end = work.finally(() => {
    ended = true
  })
  end.catch(() => {})
  const total = await unfinished(app)
  try {
    for (let left = total, looks = 0; left > 0 && !ended; left = await unfinished(app), looks++) {
      output.progress(label, Math.max(0, total - left), total)
      // Jobs wait for a disk with room on it, a service too; here somebody waits for an answer.
      if (looks % 20 === 0) await app.store.saveFact('drained-until', app.clock.now())
      await app.clock.sleep(50)
    }
    output.progress(label, total, total)
  } finally {
    output.endProgress()
    stopping.abort()
    await end
  }
}
