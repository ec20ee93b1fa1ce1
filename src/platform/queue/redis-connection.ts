/** Redis: whether it is there and set up so that a queue can live in it, and the name under which our keys stand. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { Redis } from 'ioredis'
import { AppError } from '../../domain/errors.ts'

/** `host:port` of a Redis address: for messages, since it has no password in it. */
export const redisHost = (url: string): string => {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || 6379}`
}

/** Before every key of this installation: two campaigns, or two installations of one, may share a Redis. */
export const redisPrefix = (campaign: string, dataDir: string): string =>
  `tonghop-${campaign}-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`

/**
 * Looks once, for at most `ms`.
 * @returns the eviction policy; undefined where the server keeps INFO to itself
 * @throws AppError redis-unreachable; redis-misconfigured: too old, wrong password, or it may throw keys away
 */
export const checkRedis = async (url: string, ms = 5000): Promise<{ policy: string | undefined }> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ms,
    commandTimeout: ms,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  let last: Error | undefined
  redis.on('error', error => (last = error))
  try {
    await redis.connect()
    await redis.ping()
    const info = await findInfo(redis)
    const said = (name: string) => info?.match(new RegExp(`^${name}:(\\S+)`, 'm'))?.[1]
    const policy = said('maxmemory_policy')
    if (policy !== undefined && policy !== 'noeviction')
      throw new AppError(
        'redis-misconfigured',
        `REDIS_URL: Redis at ${redisHost(url)} may throw jobs away when memory is short (maxmemory-policy ${policy}); set "maxmemory-policy noeviction" in redis.conf`,
      )
    const version = said('redis_version')
    if (version !== undefined && Number.parseInt(version, 10) < 6)
      throw new AppError(
        'redis-misconfigured',
        `REDIS_URL: Redis at ${redisHost(url)} is version ${version}; version 6.2 or newer is needed`,
      )
    return { policy }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw whyNot(url, last ?? error)
  } finally {
    redis.disconnect()
  }
}

/** Undefined where a rented Redis keeps INFO to itself: then its owner has to know. */
const findInfo = async (redis: Redis): Promise<string | undefined> => {
  try {
    return await redis.info()
  } catch (error) {
    if (error instanceof Error && /^(NOPERM|ERR unknown command)/.test(error.message)) return undefined
    throw error
  }
}

const whyNot = (url: string, cause: unknown): AppError => {
  const said = cause instanceof Error ? cause.message : ''
  const at = `REDIS_URL: Redis at ${redisHost(url)}`
  if (/^(WRONGPASS|NOAUTH|ERR (Client sent AUTH|AUTH|invalid password))/.test(said))
    return new AppError('redis-misconfigured', `${at} refuses the user or the password; correct REDIS_URL`, {
      cause,
    })
  return new AppError(
    'redis-unreachable',
    `${at} does not answer; start it, correct REDIS_URL, or unset it to use the embedded queue`,
    { cause },
  )
}
