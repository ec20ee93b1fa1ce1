/** docker-compose.yml: Redis as a queue needs it; and its very command, run by this machine's Redis. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checkRedis } from '../../src/platform/queue/redis-connection.ts'
import { eventually, freePort, stopProcess } from '../support/server-process.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { project } from './scan.ts'

const text = readFileSync(path.join(project, 'docker-compose.yml'), 'utf8')
const compose = z
  .strictObject({
    services: z.strictObject({
      redis: z.strictObject({
        image: z.string(),
        command: z.array(z.string()),
        secrets: z.array(z.string()),
        ports: z.array(z.string()),
        volumes: z.array(z.string()),
        healthcheck: z.looseObject({ test: z.array(z.string()) }),
        restart: z.string(),
        mem_limit: z.string(),
        security_opt: z.array(z.string()),
      }),
    }),
    secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(text))
const { redis } = compose.services
/** As the shell in the container gets it: Compose makes `$` of `$$`. */
const script = redis.command.at(-1)!.replaceAll('$$', '$')
const megabytes = (size: string): number => Number(/^(\d+)m/.exec(size)?.[1])

describe('docker-compose.yml', () => {
  it('throws no job away, and writes every one down', () => {
    expect(script).toContain('--maxmemory-policy noeviction')
    expect(script).toContain('--appendonly yes')
    expect(redis.volumes).toEqual(['redis-data:/data'])
    expect(Object.keys(compose.volumes)).toEqual(['redis-data'])
  })

  it('has a password that is in no file of ours, no environment and no command line', () => {
    expect(redis.secrets).toEqual(Object.keys(compose.secrets))
    expect(script).toMatch(/<<CONF\nrequirepass "\$\(cat \/run\/secrets\/redis-password\)"\nCONF\n$/)
    expect(redis.command.join(' ')).not.toMatch(/--requirepass/)
    expect(redis).not.toHaveProperty('environment')
    expect(compose.secrets['redis-password']?.file).toBe(`\${REDIS_PASSWORD_FILE:-./redis-password.txt}`)
    expect(readFileSync(path.join(project, '.gitignore'), 'utf8')).toMatch(/^redis-password\.txt$/m)
  })

  it('is reached from this machine alone, looked after, and bounded', () => {
    expect(redis.ports).toEqual(['127.0.0.1:6379:6379'])
    expect(redis.image).toMatch(/^redis:7\.\d+-/)
    expect(redis.healthcheck.test.join(' ')).toMatch(/REDISCLI_AUTH=.*redis-cli ping/)
    expect(redis.restart).toBe('unless-stopped')
    const inside = megabytes(/--maxmemory (\d+mb)/.exec(script)?.[1] ?? '')
    expect(megabytes(redis.mem_limit)).toBeGreaterThan(inside)
  })

  it('starts a Redis that tonghop takes', async () => {
    const folder = tempFolder()
    const port = await freePort()
    const password = 'mat-khau-cua-redis'
    const secret = path.join(folder, 'redis-password')
    writeFileSync(secret, `${password}\n`)
    const here = script
      .replace('docker-entrypoint.sh ', '')
      .replaceAll('/run/secrets/redis-password', secret)
      .replace('redis-server -', `redis-server - --port ${port} --bind 127.0.0.1 --dir ${folder}`)
    const child = spawn('sh', ['-c', here], { stdio: 'ignore' })
    onTestFinished(() => stopProcess(child))
    const url = `redis://:${password}@127.0.0.1:${port}/0`
    expect(await eventually(() => checkRedis(url))).toMatchObject({ policy: 'noeviction' })
    await expect(checkRedis(`redis://127.0.0.1:${port}/0`)).rejects.toMatchObject({
      code: 'redis-misconfigured',
    })
    // The very process that was started: Redis gets the signals that end it.
    const seen = execFileSync('ps', ['-o', 'args=', '-p', String(child.pid)], { encoding: 'utf8' })
    expect(seen).toMatch(/redis-server/)
    expect(seen).not.toContain(password)
  })
})
