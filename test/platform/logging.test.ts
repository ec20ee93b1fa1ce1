/** The log as it leaves the process: lines of JSON on standard error, whole even when the process dies, nothing below its level. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { errorFields } from '../../src/platform/logging.ts'

const logging = path.resolve(import.meta.dirname, '../../src/platform/logging.ts')

/** Runs `code` with a `log` of the level in a process of its own. */
const logged = (level: string, code: string) => {
  const script = `import { makeLog } from ${JSON.stringify(new URL(`file://${logging}`).href)}
    const log = makeLog(${JSON.stringify(level)})
    ${code}`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return { ...run, lines: run.stderr.split('\n').filter(line => line.startsWith('{')) }
}

it('writes one JSON line an event to standard error, with the time in UTC, and no name of the machine', () => {
  const { lines, stdout } = logged('info', "log.info({ revision: 3 }, 'tables written')")
  expect(stdout).toBe('')
  expect(lines).toHaveLength(1)
  const line = JSON.parse(lines[0]!) as Record<string, unknown>
  expect(line).toEqual({ level: 30, time: expect.any(String), revision: 3, msg: 'tables written' })
  expect(String(line.time)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

it('has written the last line when the process is killed', () => {
  const { lines, signal } = logged('info', "log.info('last words'); process.kill(process.pid, 'SIGKILL')")
  expect(signal).toBe('SIGKILL')
  expect(lines.map(line => JSON.parse(line).msg)).toEqual(['last words'])
})

it('keeps to its level, and is silent when told', () => {
  const say = "log.debug('one'); log.info('two'); log.warn('three')"
  expect(logged('warn', say).lines.map(line => JSON.parse(line).msg)).toEqual(['three'])
  expect(logged('silent', say).lines).toEqual([])
})

it('takes of an error of ours its code and words, of any other only its code and line', () => {
  const error = new AppError('disk-full', 'no room', {
    cause: Object.assign(new Error('no space for Nguyen Van A.eml'), { code: 'ENOSPC' }),
  })
  expect(errorFields(error)).toEqual({
    code: 'disk-full',
    message: 'no room',
    cause: 'ENOSPC',
  })
  expect(errorFields(Object.assign(new Error('gone'), { code: 'ENOENT' }))).toEqual({
    code: 'ENOENT',
    message: expect.stringMatching(/^logging\.test\.ts:\d+$/),
  })
  expect(errorFields(new TypeError('Nguyen Van A'))).toEqual({
    code: 'TypeError',
    message: expect.stringMatching(/^logging\.test\.ts:\d+$/),
  })
  expect(JSON.stringify(errorFields('a word'))).not.toContain('a word')
})
