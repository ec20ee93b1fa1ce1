/** Works in this process until nothing waits to be read or validated: for `import` and the demo. */
import type { App } from '../app.ts'
import type { JobKind } from '../ports.ts'
import type { WorkerName } from '../worker-names.ts'
import { runWorkers } from '../workers.ts'
import type { Output } from './output.ts'

/** Jobs not done yet, those held by others or put off for a while too. */
const unfinished = async (app: App, kinds: readonly JobKind[]): Promise<number> => {
  let count = 0
  for (const kind of kinds)
    count += (await app.store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1_000_000)).length
  return count
}

const workerOf: Readonly<Record<JobKind, WorkerName>> = { read: 'reading', validate: 'validation' }

/** A service that runs at the same time shares the work. @param kinds of jobs; reading takes children. @throws what a worker throws; AppError disk-full, store-unreachable */
export const drain = async (
  app: App,
  label: string,
  output: Output,
  kinds: readonly JobKind[] = ['read', 'validate'],
): Promise<void> => {
  const stopping = new AbortController()
  const work = runWorkers(
    app,
    kinds.map(kind => workerOf[kind]),
    { concurrency: 2, patient: false },
    stopping.signal,
  )
  let ended = false
  const end = work.finally(() => {
    ended = true
  })
  end.catch(() => {})
  const total = await unfinished(app, kinds)
  try {
    for (let left = total, looks = 0; left > 0 && !ended; left = await unfinished(app, kinds), looks++) {
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
