/**
 * The queue over Redis: BullMQ carries the ids of job rows between processes. It is trusted with nothing else: its tries,
 * delays and failures are not used, an id that comes twice or too late finds no row to lease, and one that never comes is
 * found by the runner's sweep of the rows. So work goes on, a little slower, while Redis is away or after it was emptied.
 */
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Queue as BullQueue, type QueueOptions, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { failpoint } from '../../failpoints.ts'
import type { JobKind, Queue, QueueWorker } from '../../ports.ts'
import { errorFields, type Log } from '../logging.ts'
import { checkRedis, redisHost } from './redis-connection.ts'
import type { JobTools } from './run-job.ts'
import { startRunner } from './runner.ts'

export interface BullQueueOptions extends JobTools {
  /** `redis://user:password@host:6379/0`, or `rediss:` for TLS. */
  readonly url: string
  /** See `redisPrefix`. */
  readonly prefix: string
  /** Milliseconds between two looks for rows that Redis did not bring. Default 1000. */
  readonly sweepMs?: number
}

/** Milliseconds that telling Redis may take: BullMQ by itself waits for ever when Redis is away. */
const patience = 2000

/** @throws AppError redis-unreachable, redis-misconfigured */
export const makeBullQueue = async (options: BullQueueOptions): Promise<Queue> => {
  const { url, prefix, sweepMs = 1000, ...tools } = options
  const { log } = tools
  const { policy } = await checkRedis(url)
  if (policy === undefined)
    log.warn({ redis: redisHost(url) }, 'Redis does not say its maxmemory-policy; it has to be noeviction')
  // No limit on retries: BullMQ's workers demand it, and `patience` bounds the rest.
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: times => Math.min(times * 200, 2000),
  })
  watch(connection, log, redisHost(url))
  await within(patience, once(connection, 'ready'), log)
  const isAway = () => connection.status !== 'ready'
  // Where INFO is refused BullMQ cannot ask for the version, and its workers would ask for ever, leaving no turn to others.
  const settings = { connection, prefix, skipVersionCheck: policy === undefined }
  const carriers = { read: makeCarrier('read', settings), validate: makeCarrier('validate', settings) }
  const workers = new Set<QueueWorker>()

  const announce: Queue['announce'] = async (kind, ids) => {
    if (ids.length === 0) return
    // An id that is still in Redis is ignored there, which is what we want: it is on its way.
    const jobs = ids.map(id => ({
      name: kind,
      data: { id },
      opts: { jobId: `job-${id}`, removeOnComplete: true, removeOnFail: true },
    }))
    const told = !isAway() && (await within(patience, carriers[kind].addBulk(jobs), log))
    failpoint('job.told-to-redis')
    if (!told)
      log.warn({ kind, count: ids.length }, 'Redis was not told of new jobs; the sweep will find them')
  }

  const process: Queue['process'] = (kind, handler, { concurrency }) => {
    const runner = startRunner(tools, { kind, handler, concurrency, sweepMs })
    const bull = new Worker<{ id: number }>(kind, job => runner.take(job.data.id), {
      ...settings,
      concurrency,
    })
    bull.on('error', error => log.debug(errorFields(error), 'BullMQ'))
    const worker = {
      stop: async () => {
        workers.delete(worker)
        // Closing begins at once, so that nothing more is fetched; what it waits for is what the runner waits for.
        const closing = bull.close(isAway())
        await runner.stop()
        await within(patience, closing, log)
      },
    }
    workers.add(worker)
    return worker
  }

  const close = async (): Promise<void> => {
    await Promise.all([...workers].map(worker => worker.stop()))
    const closing = Object.values(carriers).map(carrier => within(patience, carrier.close(), log))
    if (!isAway()) await Promise.all(closing)
    connection.disconnect()
  }
  return { announce, process, close }
}

const makeCarrier = (kind: JobKind, settings: QueueOptions): BullQueue => {
  const carrier = new BullQueue(kind, settings)
  // Said by the connection itself, once; without a listener it would end the process.
  carrier.on('error', () => {})
  return carrier
}

/** Says once that Redis is away, and once that it is back. */
const watch = (connection: Redis, log: Log, redis: string): void => {
  let away = false
  connection.on('error', error => {
    log[away ? 'debug' : 'warn'](
      { redis, ...errorFields(error) },
      'Redis is away; jobs are taken from the store',
    )
    away = true
  })
  connection.on('ready', () => {
    if (away) log.info({ redis }, 'Redis is back')
    away = false
  })
}

/** @returns whether `work` was done within `ms`; that it failed or takes longer is only logged: nothing hangs on it */
const within = async (ms: number, work: Promise<unknown>, log: Log): Promise<boolean> => {
  const given = new AbortController()
  const done = work.then(
    () => true,
    error => {
      log.debug(errorFields(error), 'Redis')
      return false
    },
  )
  const late = wait(ms, false, { signal: given.signal }).catch(() => false)
  const first = await Promise.race([done, late])
  given.abort()
  return first
}
