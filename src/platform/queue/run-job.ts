/**
 * What happens to one leased job, whoever brought it: the handler runs while its lease is kept alive, and what it throws
 * decides what becomes of the row. Knows nothing of how jobs are brought, or of what they do.
 *
 *   handler done            -> it has finished the row itself, through the store
 *   stale-lease             -> another worker has it, or it is done: nothing to write
 *   a retryable AppError    -> back, after 1 s, 2 s, 4 s … 60 s, without end
 *   anything else           -> the same, up to `maxTries` times, then failed, for the clerk to see
 *   the process dies        -> the lease runs out, and the row is leased again
 */
import { AppError, isAppError } from '../../domain/errors.ts'
import { failpoint } from '../../failpoints.ts'
import type { Clock, LeasedJob, Store } from '../../ports.ts'
import { errorFields, type Log } from '../logging.ts'

export type Handler = (job: LeasedJob) => Promise<void>

export interface JobTools {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds for which a lease holds; renewed at a third of it. A dead worker's job waits that long. */
  readonly leaseMs: number
}

/** Tries of a job whose error will not mend itself. Tries that ended otherwise (the process died) count too. */
export const maxTries = 5

/** Milliseconds until the next try. */
export const backOff = (attempt: number): number => Math.min(60_000, 1000 * 2 ** Math.min(attempt - 1, 10))

/** Never rejects: whatever happens is written to the row, or the row's lease runs out. */
export const runJob = async (tools: JobTools, job: LeasedJob, handler: Handler): Promise<void> => {
  const { log } = tools
  const over = new AbortController()
  const kept = keepLease(tools, job, over.signal)
  try {
    failpoint('job.leased')
    await handler(job)
    failpoint('job.handled')
    log.debug({ job: job.id, kind: job.kind }, 'job done')
  } catch (error) {
    await giveBack(tools, job, error)
  } finally {
    over.abort()
    await kept
  }
}

const keepLease = async (tools: JobTools, job: LeasedJob, over: AbortSignal): Promise<void> => {
  const { store, clock, log, leaseMs } = tools
  for (;;) {
    await clock.sleep(leaseMs / 3, over)
    if (over.aborted) return
    try {
      if (await store.renew(job, clock.now(), leaseMs)) continue
      if (!over.aborted) log.warn({ job: job.id }, 'the lease was lost; another worker has the job')
      return
    } catch (error) {
      // Tried again at the next third; the store refuses what comes with a lease that was lost meanwhile.
      log.warn({ job: job.id, ...errorFields(error) }, 'the lease could not be renewed')
    }
  }
}

const giveBack = async ({ store, clock, log }: JobTools, job: LeasedJob, error: unknown): Promise<void> => {
  const fields = { job: job.id, kind: job.kind, attempt: job.attempt }
  if (isStale(error)) {
    log.info(fields, 'the job was no longer ours')
    return
  }
  const final = !(error instanceof AppError && error.retryable) && job.attempt >= maxTries
  const said = describe(error)
  log[final ? 'error' : 'warn']({ ...fields, error: said }, final ? 'job failed' : 'job will be tried again')
  log.debug({ ...fields, err: error }, 'why')
  try {
    failpoint('job.giving-back')
    await store.giveBack(job, final ? null : clock.now() + backOff(job.attempt), said)
    failpoint('job.given-back')
  } catch (refused) {
    // The row still says leased: it comes back by itself when the lease runs out, or another worker has it already.
    log.warn({ ...fields, ...errorFields(refused) }, 'the job could not be given back')
  }
}

const isStale = (error: unknown): boolean => isAppError(error, 'stale-lease')

/** For the clerk's list: as it may be logged; the rest is logged at `debug`. */
export const describe = (error: unknown): string => {
  const { code, message } = errorFields(error)
  return `${code}: ${message}`
}
