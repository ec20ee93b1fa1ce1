/**
 * One process's workers for one kind of job: a fixed number of places, and a loop that fills free places with the oldest
 * rows that are due: when the bell is rung, when a place falls free, and at every sweep, for rows that nobody told of, or
 * whose lease ran out. The same for every queue: a carrier of ids only makes it faster.
 */
import { AppError } from '../../domain/errors.ts'
import type { Clock, JobKind, LeasedJob } from '../../ports.ts'
import { errorFields } from '../logging.ts'
import { type Handler, type JobTools, runJob } from './run-job.ts'

export interface Runner {
  /** Look now: rows wait. */
  ring(): void
  /** Runs this row, once a place is free. Resolves when it is done, or at once when it is not to be had any more. */
  take(id: number): Promise<void>
  /** No new jobs; resolves when those in hand are done. */
  stop(): Promise<void>
}

export interface RunnerOptions {
  readonly kind: JobKind
  readonly handler: Handler
  readonly concurrency: number
  /** Milliseconds between two looks when nothing rings. */
  readonly sweepMs: number
}

export const startRunner = (tools: JobTools, options: RunnerOptions): Runner => {
  const { kind, handler, concurrency, sweepMs } = options
  const { store, clock, log, leaseMs } = tools
  const bell = makeBell(clock)
  let taken = 0
  let stopping = false
  let trouble: string | undefined
  const waiting: (() => void)[] = []
  const change = () => new Promise<void>(resolve => waiting.push(resolve))
  const changed = () => {
    for (const resolve of waiting.splice(0)) resolve()
    bell.ring()
  }

  /** The place is taken before the lease is asked for: two who ask at once do not both get the last one. */
  const start = async (id: number | null): Promise<{ done: Promise<void> } | undefined> => {
    taken++
    let job: LeasedJob | undefined
    try {
      job = await store.lease(kind, id, clock.now(), leaseMs)
      trouble = undefined
    } catch (error) {
      // The rows stay as they are, and the next sweep asks again: a worker outlives a store that is away for a while.
      const level = error instanceof AppError && error.retryable ? 'warn' : 'error'
      const fields = errorFields(error)
      // Once for each trouble, not once a sweep.
      if (fields.code !== trouble)
        log[level]({ kind, ...fields }, 'no job could be leased; tried again at every sweep')
      trouble = fields.code
    }
    if (!job) {
      taken--
      for (const resolve of waiting.splice(0)) resolve()
      return undefined
    }
    const done = runJob(tools, job, handler).finally(() => {
      taken--
      changed()
    })
    return { done }
  }

  const loop = async (): Promise<void> => {
    while (!stopping) {
      const found = taken < concurrency && (await start(null))
      if (!found && !stopping) await bell.wait(sweepMs)
    }
  }
  const looping = loop()

  return {
    ring: bell.ring,
    take: async id => {
      while (taken >= concurrency && !stopping) await change()
      if (!stopping) await (await start(id))?.done
    },
    stop: async () => {
      stopping = true
      changed()
      await looping
      while (taken > 0) await change()
    },
  }
}

/** Ends a wait early. A ring while nobody waits ends the next wait at once. */
const makeBell = (clock: Clock): { ring(): void; wait(ms: number): Promise<void> } => {
  let rung = false
  let nap: AbortController | undefined
  return {
    ring: () => {
      rung = true
      nap?.abort()
    },
    wait: async ms => {
      if (!rung) {
        nap = new AbortController()
        await clock.sleep(ms, nap.signal)
      }
      rung = false
    },
  }
}
