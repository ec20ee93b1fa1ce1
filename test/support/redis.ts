/**
 * A real Redis of a test's own: free port of 127.0.0.1, password, append-only file, `noeviction`, all in a folder of its
 * own; it can be stopped and started again on the same port, with what it had written.
 */
import { mkdirSync } from 'node:fs'
import { Redis } from 'ioredis'
import { freePort, type ServerProcess, startServer } from './server-process.ts'

export const redisPassword = 'a-secret-of-the-tests'

export interface TestRedis {
  /** With the password in it. */
  readonly url: string
  readonly port: number
  stop(): Promise<void>
  /** Again, on the same port and files; nothing when it is running. */
  start(): Promise<void>
  /** Everything gone, as after a `FLUSHALL` by hand. */
  flush(): Promise<void>
  /** One command, on a connection of its own, e.g. `command('config', 'set', 'maxmemory-policy', 'allkeys-lru')`. */
  command(name: string, ...args: string[]): Promise<unknown>
}

/** @param folder for its files; removed by the caller, after `stop` */
export const startRedis = async (folder: string): Promise<TestRedis> => {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const url = `redis://:${redisPassword}@127.0.0.1:${port}/0`
  const settings = {
    ...{ bind: '127.0.0.1', port: String(port), dir: folder, requirepass: redisPassword },
    ...{ appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction', save: '' },
  }
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value])
  let server: ServerProcess | undefined
  const start = async () => {
    server ??= await startServer('redis-server', args, port)
  }
  const command: TestRedis['command'] = async (name, ...rest) => {
    const redis = new Redis(url, { maxRetriesPerRequest: 3 })
    try {
      return await redis.call(name, ...rest)
    } finally {
      redis.disconnect()
    }
  }
  await start()
  return {
    ...{ url, port, start, command },
    stop: async () => {
      await server?.stop()
      server = undefined
    },
    flush: async () => {
      await command('flushall')
    },
  }
}
