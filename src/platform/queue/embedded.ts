/**
 * The queue without a server: the store's rows, and a bell within the process. Jobs of other processes on the same store,
 * and announcements that were lost, are found by the sweep.
 */
import type { JobKind, Queue } from '../../ports.ts'
import type { JobTools } from './run-job.ts'
import { type Runner, startRunner } from './runner.ts'

export interface EmbeddedQueueOptions extends JobTools {
  /** Milliseconds between two looks for rows that nobody announced here. Default 1000. */
  readonly sweepMs?: number
}

export const makeEmbeddedQueue = ({ sweepMs = 1000, ...tools }: EmbeddedQueueOptions): Queue => {
  const runners = new Map<Runner, JobKind>()
  return {
    announce: async kind => {
      for (const [runner, its] of runners) if (its === kind) runner.ring()
    },
    process: (kind, handler, { concurrency }) => {
      const runner = startRunner(tools, { kind, handler, concurrency, sweepMs })
      runners.set(runner, kind)
      return {
        stop: async () => {
          await runner.stop()
          runners.delete(runner)
        },
      }
    },
    close: async () => {
      await Promise.all([...runners.keys()].map(runner => runner.stop()))
    },
  }
}
