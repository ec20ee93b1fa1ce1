/**
 * What surrounds a service under torture: a folder of mails that fills up, an SMTP server that counts, a Redis where one
 * is asked for; and the service itself, as a process that is killed where it is told to be.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectFolder } from '../../src/config.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { Failpoint } from '../../src/failpoints.ts'
import { mailOf, modelOf } from '../../test/support/campaign-mails.ts'
import { makeMail } from '../../test/support/mail.ts'
import { startRedis, type TestRedis } from '../../test/support/redis.ts'
import { type SmtpFixture, startSmtp } from '../../test/support/smtp.ts'

export interface World {
  readonly dataDir: string
  readonly smtp: SmtpFixture
  /** Mails put into the mailbox so far: what must be in the ledger in the end, by id. */
  readonly mails: ReadonlyMap<string, { readonly model: string | undefined }>
  /** One more mail of a unit that has sent none. */
  addMail(): Promise<void>
  /** One that is no form. */
  addBusiness(): Promise<void>
  /** Runs the program. @param at killed the n-th time that it comes there */
  start(words: readonly string[], at?: { readonly name: Failpoint; readonly times: number }): Running
  remove(): Promise<void>
}

export interface Running {
  printed(): string
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  isOver(): boolean
  kill(signal: NodeJS.Signals): void
}

export type QueueKind = 'embedded' | 'redis'

/** Files this old are whole: the mailbox does not wait for them to settle. */
const written = new Date('2022-02-11T09:00:00+07:00')

export const makeWorld = async (queue: QueueKind, firstUnit: number): Promise<World> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-torture-'))
  const dataDir = path.join(folder, 'data')
  const mailbox = path.join(folder, 'mailbox')
  mkdirSync(mailbox)
  const smtp = await startSmtp()
  const redis: TestRedis | undefined =
    queue === 'redis' ? await startRedis(path.join(folder, 'redis')) : undefined
  const running = new Set<ChildProcess>()
  const mails = new Map<string, { model: string | undefined }>()
  let forms = 0
  const env = {
    ...{ PATH: process.env.PATH ?? '', DATA_DIR: dataDir, MAILBOX_DIR: mailbox, PORT: '0' },
    ...{ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, POLL_SECONDS: '0.3', LOG_LEVEL: 'error' },
    ...(redis ? { REDIS_URL: redis.url } : {}),
  }

  const deliver = (bytes: Uint8Array, model: string | undefined): void => {
    const file = path.join(mailbox, `${String(mails.size).padStart(3, '0')}.eml`)
    writeFileSync(`${file}.part`, bytes)
    utimesSync(`${file}.part`, written, written)
    renameSync(`${file}.part`, file)
    mails.set(sha256(bytes), { model })
  }
  const addMail = async (): Promise<void> => {
    // There are 157 units; each world begins with another.
    const unit = (firstUnit + forms++) % 150
    deliver(await mailOf(unit), modelOf(unit))
  }
  const addBusiness = async (): Promise<void> => {
    const text = `Kính mời đồng chí dự họp lần thứ ${mails.size}.`
    deliver(await makeMail({ from: 'vp@hanoi.gov.vn', subject: 'Giấy mời họp', text }), undefined)
  }

  const start: World['start'] = (words, at) => {
    const child = spawn(
      process.execPath,
      [
        ...['--disable-warning=ExperimentalWarning', '--import', path.join(import.meta.dirname, 'arm.mjs')],
        ...[path.join(projectFolder, 'tonghop.mjs'), ...words],
      ],
      {
        env: { ...env, ...(at ? { TONGHOP_KILL_AT: `${at.name} ${at.times}` } : {}) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', chunk => (printed = (printed + String(chunk)).slice(-20_000)))
    running.add(child)
    const ended = once(child, 'exit').then(([code, signal]) => {
      running.delete(child)
      return { code: code as number | null, signal: signal as NodeJS.Signals | null }
    })
    return {
      printed: () => printed,
      ended,
      isOver: () => child.exitCode !== null || child.signalCode !== null,
      kill: signal => void child.kill(signal),
    }
  }
  return {
    ...{ dataDir, smtp, mails, addMail, addBusiness, start },
    remove: async () => {
      for (const child of running) {
        const over = once(child, 'exit')
        child.kill('SIGKILL')
        await over
      }
      await smtp.stop()
      await redis?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
