/**
 * The real desk over a real ledger, on a free port: an app in a folder of its own, its workers in this process, people
 * signed in. `openDesk` ends with the running test; `makeTestDesk` is for `beforeAll`, and is closed by hand.
 */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type DeskFact, deskFact } from '../../src/desk/serve-desk.ts'
import type { Role } from '../../src/domain/account.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { keepBatch } from '../../src/intake/keep.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import type { WorkerName } from '../../src/worker-names.ts'
import { runWorkers } from '../../src/workers.ts'
import { eventually } from './server-process.ts'
import { makeTempFolder } from './temp-folder.ts'

/** 14/02/2022 09:00 in Hanoi: the last day. */
export const deskTime = Date.parse('2022-02-14T09:00:00+07:00')

export interface DeskOptions {
  /** Beside the desk. Default: validation. `reading` starts a child process. */
  readonly workers?: readonly WorkerName[]
  readonly now?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Somebody signed in: pages and forms as a browser without JavaScript asks for them. */
export interface Visitor {
  readonly cookie: string
  readonly shown: string
  /** Follows redirects. */
  get(path: string): Promise<Answer>
  post(path: string, fields: Readonly<Record<string, string | Blob | readonly string[]>>): Promise<Answer>
}
export interface Answer {
  readonly status: number
  readonly url: string
  readonly text: string
  readonly headers: Headers
}

export interface TestDesk {
  readonly app: App
  readonly url: string
  /** Where it listens, whatever DESK_URL says. */
  readonly listening: string
  /** The folder of the ledger and the tables. */
  readonly folder: string
  /** Takes in raw mails, as the mailbox would; received a minute after another, from a day before `now` on. @returns their ids */
  receive(mails: readonly Uint8Array[]): Promise<string[]>
  /** Until nothing waits to be read or validated. */
  settled(): Promise<void>
  signIn(role?: Role, shown?: string): Promise<Visitor>
  close(): Promise<void>
}

export const openDesk = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const desk = await makeTestDesk(options)
  onTestFinished(() => desk.close())
  return desk
}

export const makeTestDesk = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const { folder, remove } = makeTempFolder()
  const { workers = ['validation'], now = deskTime, env = {} } = options
  const config = readConfig({ DATA_DIR: path.join(folder, 'data'), PORT: '0', ...env })
  const app = await openApp(config, makeShiftedClock(now), makeLog('silent'))
  const stopping = new AbortController()
  const running = runWorkers(app, [...workers, 'desk'], { concurrency: 1, patient: false }, stopping.signal)
  const opened = eventually(async () => {
    const fact = await app.store.fact<DeskFact | null>(deskFact)
    if (!fact) throw new Error('the desk is not open yet')
    return fact
  }, 20_000)
  const { url, listening } = await Promise.race([
    opened,
    running.then(() => Promise.reject(new Error('the desk ended'))),
  ])
  let received = 0
  let people = 0
  const { store, clock } = app

  const receive: TestDesk['receive'] = async mails => {
    const keep = keepBatch({ ...app, queue: await app.queue(), account: 'test' })
    await keep(
      mails.map(bytes => {
        const uid = String(++received)
        return {
          location: { account: 'test', folder: 'INBOX', uidValidity: '1', uid },
          receivedAt: now - 24 * 60 * 60_000 + received * 60_000,
          receiptSource: 'server',
          bytes,
        }
      }),
      null,
    )
    return mails.map(bytes => sha256(bytes))
  }
  const settled = async (): Promise<void> => {
    await eventually(async () => {
      for (const kind of ['read', 'validate'] as const)
        if ((await store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1)).length > 0)
          throw new Error(`${kind} jobs are left`)
      return true
    }, 60_000)
  }
  const signIn: TestDesk['signIn'] = async (role = 'clerk', shown = 'Nguyễn Thị Hoa') => {
    const name = `person${++people}`
    await store.saveAccount({ name, shown, role, active: true, password: 'none' })
    const token = `token of ${name}`.replaceAll(' ', '-')
    const at = clock.now()
    await store.openSession({ id: sha256(Buffer.from(token)), account: name, since: at, lastSeen: at })
    return makeVisitor(url, `tonghop=${token}`, shown)
  }
  return {
    ...{ app, url, listening, folder, receive, settled, signIn },
    close: async () => {
      stopping.abort()
      await running
      await app.close()
      await remove()
    },
  }
}

/** @param cookie `name=value`; '': nobody */
export const makeVisitor = (origin: string, cookie: string, shown = ''): Visitor => {
  const ask = async (path: string, init: RequestInit, hops = 0): Promise<Answer> => {
    const headers = { accept: 'text/html', origin, ...(cookie ? { cookie } : {}) }
    const answer = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' })
    const next = answer.headers.get('location')
    if (answer.status === 303 && next && hops < 5) {
      await answer.arrayBuffer()
      return ask(next, { method: 'GET' }, hops + 1)
    }
    return {
      ...{ status: answer.status, headers: answer.headers },
      ...{ url: new URL(path, origin).href, text: await answer.text() },
    }
  }
  return {
    ...{ cookie, shown },
    get: path => ask(path, { method: 'GET' }),
    post: (path, fields) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields))
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, one as string)
      return ask(path, { method: 'POST', body })
    },
  }
}
