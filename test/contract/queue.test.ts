/** The queue's contract over both adapters; and what only Redis can do to one: be away, be emptied, be set up wrongly. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { makeBullQueue } from '../../src/platform/queue/bullmq.ts'
import { makeEmbeddedQueue } from '../../src/platform/queue/embedded.ts'
import { redisPrefix } from '../../src/platform/queue/redis-connection.ts'
import type { LeasedJob } from '../../src/ports.ts'
import { redisPassword, startRedis, type TestRedis } from '../support/redis.ts'
import { eventually, freePort } from '../support/server-process.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { finish, makeBench, type QueueUnderTest, queueContract, quiet } from './queue.contract.ts'

let redis: TestRedis
const { folder, remove } = makeTempFolder()
beforeAll(async () => {
  redis = await startRedis(path.join(folder, 'redis'))
})
afterAll(async () => {
  await redis.stop()
  await remove()
})

let installation = 0
/** Queues of one test share a prefix; each test has its own, as each installation has. */
const overRedis = (): QueueUnderTest => {
  let prefix: string | undefined
  return {
    make: options => {
      prefix ??= redisPrefix('dan-van-kheo-2022', `/data/${++installation}`)
      return makeBullQueue({ ...options, url: redis.url, prefix })
    },
  }
}
let shared = overRedis()

queueContract('embedded', { make: async options => makeEmbeddedQueue(options) })
queueContract('BullMQ on Redis', {
  make: options => {
    // Two queues of one test are made at the same time, or for the same store.
    if (lastStore !== options.clock) shared = overRedis()
    lastStore = options.clock
    return shared.make(options)
  },
})
let lastStore: unknown

const nap = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Slow enough that something can happen in the middle; counts what was done. */
const slowly = (bench: ReturnType<typeof makeBench>, done: string[]) => async (job: LeasedJob) => {
  await nap(5)
  await finish(bench.store, job)
  done.push(job.subject)
}

describe('BullMQ: Redis is not the truth', () => {
  test('emptied in the middle of work: nothing is lost or done twice', async () => {
    const bench = makeBench(overRedis())
    const queue = await bench.queue()
    const done: string[] = []
    queue.process('read', slowly(bench, done), { concurrency: 2 })
    await queue.announce('read', await bench.add(60))
    await eventually(() => done.length >= 10)
    await redis.flush()
    await eventually(async () => (await bench.waiting()) === 0, 20_000)
    expect(done).toHaveLength(60)
    expect(new Set(done).size).toBe(60)
  })

  test('stopped in the middle of work: work goes on, and announcing neither fails nor hangs', async () => {
    const bench = makeBench(overRedis())
    const queue = await bench.queue()
    const done: string[] = []
    queue.process('read', slowly(bench, done), { concurrency: 2 })
    await queue.announce('read', await bench.add(40))
    await eventually(() => done.length >= 5)
    await redis.stop()
    onTestFinished(() => redis.start().catch(() => {}))
    const more = await bench.add(10)
    const asked = performance.now()
    await queue.announce('read', more)
    expect(performance.now() - asked).toBeLessThan(8000)
    await eventually(async () => (await bench.waiting()) === 0, 20_000)
    expect(new Set(done).size).toBe(50)
    expect(done).toHaveLength(50)
    await queue.close()
  })

  test('stopped and started again: it carries again by itself', async () => {
    const bench = makeBench(overRedis())
    const queue = await bench.queue({ sweepMs: 60_000 })
    const done: string[] = []
    queue.process('read', slowly(bench, done), { concurrency: 2 })
    await queue.announce('read', await bench.add(3))
    await eventually(() => done.length === 3)
    await redis.stop()
    await nap(300)
    await redis.start()
    // Whoever announces while it is still coming back is heard at the next sweep; after that, at once.
    await eventually(async () => {
      await queue.announce('read', await bench.add(1))
      await nap(200)
      return done.length > 3
    }, 20_000)
    expect(done.length).toBeGreaterThan(3)
  })

  test('a queue closes while Redis is away', async () => {
    const bench = makeBench(overRedis())
    const queue = await bench.queue()
    const worker = queue.process('read', slowly(bench, []), { concurrency: 1 })
    await redis.stop()
    onTestFinished(() => redis.start().catch(() => {}))
    await worker.stop()
    await queue.close()
    await redis.start()
    expect(await redis.command('ping')).toBe('PONG')
  })

  test('two installations on one Redis do not mix', async () => {
    const benches = [makeBench(overRedis()), makeBench(overRedis())]
    const done: string[][] = [[], []]
    for (const [at, bench] of benches.entries()) {
      const queue = await bench.queue({ sweepMs: 60_000 })
      queue.process('read', slowly(bench, done[at]!), { concurrency: 1 })
      await queue.announce('read', await bench.add(at === 0 ? 5 : 8))
    }
    await eventually(() => done[0]!.length === 5 && done[1]!.length === 8)
    expect(redisPrefix('a', '/data/1')).not.toBe(redisPrefix('b', '/data/1'))
    expect(redisPrefix('a', '/data/1')).not.toBe(redisPrefix('a', '/data/2'))
  })

  test('what was carried leaves nothing behind in Redis', async () => {
    const bench = makeBench(overRedis())
    const queue = await bench.queue({ sweepMs: 60_000 })
    const done: string[] = []
    queue.process('read', slowly(bench, done), { concurrency: 2 })
    const before = Number(await redis.command('dbsize'))
    await queue.announce('read', await bench.add(20))
    await eventually(() => done.length === 20)
    await eventually(async () => Number(await redis.command('dbsize')) <= before + 10)
    expect(Number(await redis.command('dbsize'))).toBeLessThanOrEqual(before + 10)
  })
})

describe('BullMQ: refused at the start', () => {
  const open = (url: string) => {
    const bench = makeBench(overRedis())
    const { store, clock } = bench
    return makeBullQueue({ ...{ store, clock, url }, log: quiet, leaseMs: 1000, prefix: 'x' })
  }

  test('nobody there: names the setting and the host, not the password', async () => {
    const url = `redis://:${redisPassword}@127.0.0.1:${await freePort()}`
    const refused = await open(url).catch(error => error)
    expect(refused).toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringContaining('REDIS_URL'),
    })
    expect(refused.message).toContain('127.0.0.1')
    expect(JSON.stringify([refused.message, refused.stack, String(refused.cause)])).not.toContain(
      redisPassword,
    )
  })

  test('wrong password, or none', async () => {
    for (const login of [':wrong@', '']) {
      const refused = open(`redis://${login}127.0.0.1:${redis.port}`)
      await expect(refused).rejects.toMatchObject({
        code: 'redis-misconfigured',
        message: expect.stringContaining('password'),
      })
    }
  })

  test('a Redis that may throw keys away: says what to set', async () => {
    await redis.command('config', 'set', 'maxmemory-policy', 'allkeys-lru')
    onTestFinished(async () => void (await redis.command('config', 'set', 'maxmemory-policy', 'noeviction')))
    await expect(open(redis.url)).rejects.toMatchObject({
      code: 'redis-misconfigured',
      message: expect.stringContaining('noeviction'),
    })
  })

  test('a Redis that will not say its policy is taken on trust', async () => {
    await redis.command('acl', 'setuser', 'limited', 'on', '>pass', '~*', '&*', '+@all', '-info')
    const bench = makeBench({
      make: options =>
        makeBullQueue({ ...options, url: `redis://limited:pass@127.0.0.1:${redis.port}`, prefix: 'limited' }),
    })
    const queue = await bench.queue({ sweepMs: 60_000 })
    const done: string[] = []
    queue.process('read', slowly(bench, done), { concurrency: 1 })
    await queue.announce('read', await bench.add(3))
    await eventually(() => done.length === 3)
    expect(await bench.waiting()).toBe(0)
  })
})
