/**
 * What every queue has to do, whatever carries it: run by `queue.test.ts` over each adapter. Jobs are read jobs of sample
 * messages in a real store; time is a clock that stands until the test moves it, so nothing hangs on the machine's pace.
 */
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { type Log, makeLog } from '../../src/platform/logging.ts'
import type { JobTools } from '../../src/platform/queue/run-job.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Clock, LeasedJob, Queue, Store } from '../../src/ports.ts'
import { sampleCampaign, sampleMessage, sampleNote, sampleReading, sampleTime } from '../support/ledger.ts'
import { eventually } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

export interface QueueUnderTest {
  make(options: JobTools & { sweepMs: number }): Promise<Queue>
}

export const quiet: Log = makeLog('silent')

/** `now` stands until `advance`; sleeping takes real time. */
export const makeStandingClock = (): Clock & { advance(ms: number): void } => {
  let now = sampleTime
  return {
    now: () => now,
    sleep: makeSystemClock().sleep,
    advance: ms => {
      now += ms
    },
  }
}

export interface Bench {
  readonly folder: string
  readonly store: Store
  readonly clock: ReturnType<typeof makeStandingClock>
  /** Keeps this many messages more. @returns their read jobs, not announced */
  add(count: number): Promise<number[]>
  /** Another connection to the same ledger, as another process has. */
  another(): Store
  queue(options?: { store?: Store; sweepMs?: number; leaseMs?: number }): Promise<Queue>
  /** How many messages are not read yet. */
  waiting(): Promise<number>
}

export const makeBench = (adapter: QueueUnderTest): Bench => {
  const folder = tempFolder()
  const clock = makeStandingClock()
  const open = () => {
    const store = makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign: sampleCampaign })
    onTestFinished(() => store.close())
    return store
  }
  const store = open()
  let number = 0
  return {
    ...{ folder, store, clock, another: open },
    add: async count => {
      const batch = Array.from({ length: count }, () => sampleMessage(++number))
      return (await store.keepMessages(batch, null, clock.now())).jobs
    },
    queue: async (options = {}) => {
      const queue = await adapter.make({ store, clock, log: quiet, leaseMs: 30_000, sweepMs: 50, ...options })
      onTestFinished(() => queue.close())
      return queue
    },
    waiting: async () =>
      (await store.snapshot()).messages.filter(message => message.standing === 'in-progress').length,
  }
}

/** What a reading worker does in the end. */
export const finish = (store: Store, job: LeasedJob): Promise<unknown> =>
  store.saveReading(job, sampleReading({ parts: [sampleNote()] }), sampleTime)

const nap = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

export const queueContract = (name: string, adapter: QueueUnderTest): void => {
  describe(`queue: ${name}`, () => {
    test('tells a waiting worker at once', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue({ sweepMs: 60_000 })
      queue.process('read', async job => void (await finish(bench.store, job)), { concurrency: 2 })
      await nap(100)
      await queue.announce('read', await bench.add(5))
      await eventually(async () => (await bench.waiting()) === 0)
      expect(await bench.store.pendingJobs('read', bench.clock.now(), 10)).toEqual([])
    })

    test('each job once, among several workers of two queues on two connections', async () => {
      const bench = makeBench(adapter)
      const stores = [bench.store, bench.another()]
      const done: string[] = []
      const queues = await Promise.all(stores.map(store => bench.queue({ store })))
      for (const [at, queue] of queues.entries())
        for (let worker = 0; worker < 2; worker++)
          queue.process(
            'read',
            async job => {
              await nap(1)
              await finish(stores[at]!, job)
              done.push(job.subject)
            },
            { concurrency: 3 },
          )
      const jobs = await bench.add(80)
      await Promise.all(queues.map(queue => queue.announce('read', jobs)))
      await eventually(() => done.length >= 80, 20_000)
      await nap(100)
      expect(done).toHaveLength(80)
      expect(new Set(done).size).toBe(80)
      expect(await bench.waiting()).toBe(0)
    })

    test('at most `concurrency` at once, and as many as that', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      let inHand = 0
      let most = 0
      let done = 0
      const handler = async (job: LeasedJob) => {
        most = Math.max(most, ++inHand)
        await nap(20)
        await finish(bench.store, job)
        inHand--
        done++
      }
      queue.process('read', handler, { concurrency: 3 })
      await queue.announce('read', await bench.add(20))
      await eventually(() => done === 20, 20_000)
      expect(most).toBe(3)
    })

    test('kinds do not mix', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      const validated: string[] = []
      queue.process(
        'validate',
        async job => {
          validated.push(job.kind)
          throw new AppError('stale-lease', 'not the business of this test')
        },
        { concurrency: 1 },
      )
      await queue.announce('read', await bench.add(3))
      await queue.announce('validate', [1, 2, 3])
      await nap(300)
      expect(validated).toEqual([])
      expect(await bench.store.pendingJobs('read', bench.clock.now(), 10)).toHaveLength(3)
    })

    test('a retryable error: again after 1 s, 2 s, 4 s, without end', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      const attempts: number[] = []
      const handler = async (job: LeasedJob) => {
        attempts.push(job.attempt)
        if (job.attempt <= 7) throw new AppError('reader-died', 'the reader ended')
        await finish(bench.store, job)
      }
      queue.process('read', handler, { concurrency: 1 })
      const [job] = await bench.add(1)
      await queue.announce('read', [job!])
      for (const [at, seconds] of [1, 2, 4, 8, 16, 32, 60].entries()) {
        // Given back, and due only after so long.
        const due = (ms: number) => bench.store.pendingJobs('read', bench.clock.now() + ms, 10)
        await eventually(async () => attempts.length === at + 1 && (await due(seconds * 1000)).length === 1)
        expect(await due(seconds * 1000 - 1)).toEqual([])
        bench.clock.advance(seconds * 1000)
      }
      await eventually(async () => (await bench.waiting()) === 0)
      expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect((await bench.store.snapshot()).failedJobs).toEqual([])
    })

    test('any other error: five tries, then failed for the clerk to see, and no one else waits for it', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      const [poisonous] = await bench.add(1)
      let tries = 0
      const handler = async (job: LeasedJob) => {
        if (job.id !== poisonous) return void (await finish(bench.store, job))
        tries++
        throw new TypeError('cannot read "Nguyễn Văn A"')
      }
      queue.process('read', handler, { concurrency: 1 })
      await queue.announce('read', [poisonous!, ...(await bench.add(3))])
      await eventually(async () => (await bench.waiting()) === 1)
      await eventually(async () => {
        bench.clock.advance(60_000)
        return (await bench.waiting()) === 0
      })
      expect(tries).toBe(5)
      const { failedJobs, messages } = await bench.store.snapshot()
      expect(failedJobs).toMatchObject([
        { kind: 'read', error: expect.stringMatching(/^TypeError: \S+:\d+$/) },
      ])
      expect(messages.filter(message => message.standing === 'review')).toMatchObject([
        { id: failedJobs[0]!.subject, findings: [{ code: 'reader-stopped', args: { reason: 'TypeError' } }] },
      ])
    })

    test('a dead worker: its job comes back when the lease runs out, and its late words are refused', async () => {
      const bench = makeBench(adapter)
      const [job] = await bench.add(1)
      const dead = await bench.store.lease('read', job!, bench.clock.now(), 5000)
      const queue = await bench.queue()
      const attempts: number[] = []
      queue.process(
        'read',
        async job => {
          attempts.push(job.attempt)
          await finish(bench.store, job)
        },
        { concurrency: 1 },
      )
      await queue.announce('read', [job!])
      bench.clock.advance(4999)
      await nap(200)
      expect(attempts).toEqual([])
      bench.clock.advance(1)
      await eventually(async () => (await bench.waiting()) === 0)
      expect(attempts).toEqual([2])
      await expect(finish(bench.store, dead!)).rejects.toMatchObject({ code: 'stale-lease' })
    })

    test('a long job keeps its lease', async () => {
      const bench = makeBench(adapter)
      const [job] = await bench.add(1)
      const queue = await bench.queue({ leaseMs: 300 })
      let release = () => {}
      const held = new Promise<void>(resolve => {
        release = resolve
      })
      let tries = 0
      queue.process(
        'read',
        async job => {
          tries++
          await held
          await finish(bench.store, job)
        },
        { concurrency: 2 },
      )
      await queue.announce('read', [job!])
      await eventually(() => tries === 1)
      for (let round = 0; round < 4; round++) {
        bench.clock.advance(250)
        // Renewed: not to be had for another 250 ms.
        await eventually(
          async () => (await bench.store.pendingJobs('read', bench.clock.now() + 250, 1)).length === 0,
        )
      }
      release()
      await eventually(async () => (await bench.waiting()) === 0)
      expect(tries).toBe(1)
    })

    test('rows that nobody announced are found', async () => {
      const bench = makeBench(adapter)
      await bench.add(4)
      const queue = await bench.queue()
      queue.process('read', async job => void (await finish(bench.store, job)), { concurrency: 2 })
      await eventually(async () => (await bench.waiting()) === 0)
      await bench.add(4)
      await eventually(async () => (await bench.waiting()) === 0)
      expect((await bench.store.snapshot()).messages).toHaveLength(8)
    })

    test('announcing what is done, unknown or announced already changes nothing', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      const subjects: string[] = []
      queue.process(
        'read',
        async job => {
          subjects.push(job.subject)
          await finish(bench.store, job)
        },
        { concurrency: 2 },
      )
      const jobs = await bench.add(3)
      for (let round = 0; round < 3; round++) await queue.announce('read', [...jobs, 4711])
      await eventually(async () => (await bench.waiting()) === 0)
      await queue.announce('read', jobs)
      await nap(200)
      expect(subjects).toHaveLength(3)
    })

    test('stop waits for the jobs in hand and takes no more', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue()
      let started = 0
      let release = () => {}
      const held = new Promise<void>(resolve => {
        release = resolve
      })
      const worker = queue.process(
        'read',
        async job => {
          started++
          await held
          await finish(bench.store, job)
        },
        { concurrency: 2 },
      )
      const jobs = await bench.add(6)
      await queue.announce('read', jobs)
      await eventually(() => started === 2)
      let stopped = false
      const stopping = worker.stop().then(() => {
        stopped = true
      })
      await nap(150)
      expect(stopped).toBe(false)
      release()
      await stopping
      expect(await bench.waiting()).toBe(4)
      await queue.announce('read', jobs)
      await nap(200)
      expect(started).toBe(2)
      // What was left is for the next worker.
      queue.process('read', async job => void (await finish(bench.store, job)), { concurrency: 2 })
      await eventually(async () => (await bench.waiting()) === 0)
    })

    test('five hundred jobs in a few seconds', async () => {
      const bench = makeBench(adapter)
      const queue = await bench.queue({ sweepMs: 1000 })
      const done = new Set<string>()
      queue.process(
        'read',
        async job => {
          await finish(bench.store, job)
          done.add(job.subject)
        },
        { concurrency: 4 },
      )
      await queue.announce('read', await bench.add(500))
      await eventually(() => done.size === 500, 20_000)
      expect(await bench.waiting()).toBe(0)
    })
  })
}
