/** Processes beside each other on one DATA_DIR: workers apart on Redis, a second service, a mailbox that is not to be had. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { type MailboxFact, mailboxFact } from '../../src/intake/keep.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { type WorkerTrouble, workerTroubleFact } from '../../src/worker-names.ts'
import { mailOf, modelOf, modelsIn } from '../support/campaign-mails.ts'
import { startDovecot } from '../support/dovecot.ts'
import { campaign } from '../support/forms.ts'
import { redisPassword, startRedis } from '../support/redis.ts'
import { eventually, freePort } from '../support/server-process.ts'
import { type RunningService, startService } from '../support/service.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const received = new Date('2022-02-11T09:00:00+07:00')
const cleanUp: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const dataFolder = (): string => {
  const { folder, remove } = makeTempFolder()
  cleanUp.push(remove)
  return path.join(folder, 'data')
}
const run = (env: Record<string, string>, args: readonly string[]): RunningService => {
  const service = startService(env, args)
  cleanUp.push(() => service.kill())
  return service
}
const openStore = (dataDir: string): ReturnType<typeof makeSqliteStore> => {
  const store = makeSqliteStore({ file: path.join(dataDir, 'tonghop.sqlite'), campaign })
  cleanUp.push(() => store.close())
  return store
}
const lookedAt = async (dataDir: string, service: RunningService): Promise<MailboxFact> => {
  const store = await eventually(() => openStore(dataDir), 20_000)
  return eventually(
    async () => (await store.fact<MailboxFact>(mailboxFact)) ?? Promise.reject(new Error(service.printed())),
    20_000,
  )
}

it('works as processes of their own over Redis: mailbox, two readers, validation, consolidation', async () => {
  const dovecot = await startDovecot()
  cleanUp.push(() => dovecot.stop())
  const dataDir = dataFolder()
  const redis = await startRedis(path.join(dataDir, '..', 'redis'))
  cleanUp.push(() => redis.stop())
  for (let at = 0; at < 20; at++) await dovecot.append('INBOX', await mailOf(at), { date: received })
  const env = { IMAP_URL: dovecot.url, DATA_DIR: dataDir, REDIS_URL: redis.url }
  const workers = [
    ['mailbox'],
    ['reading'],
    ['reading', '--concurrency', '2'],
    ['validation'],
    ['consolidation'],
  ].map(words => run(env, ['work', ...words]))
  await lookedAt(dataDir, workers[0]!)
  const table = path.join(dataDir, 'bieu', 'Bieu tong hop DVK 2022.xlsx')
  await eventually(async () => (await modelsIn(table)).length === 20, 40_000, 200)
  expect((await modelsIn(table)).sort()).toEqual(Array.from({ length: 20 }, (_, at) => modelOf(at)).sort())
  expect(balanceOf(await openStore(dataDir).snapshot())).toMatchObject({
    even: true,
    messages: { received: 20, registered: 20 },
  })
  expect(await Promise.all(workers.map(worker => worker.stop()))).toEqual([0, 0, 0, 0, 0])
}, 90_000)

it('stops on SIGTERM in the middle of work with nothing half-done, and goes on where it stopped', async () => {
  const dovecot = await startDovecot()
  cleanUp.push(() => dovecot.stop())
  const dataDir = dataFolder()
  for (let at = 0; at < 40; at++) await dovecot.append('INBOX', await mailOf(at), { date: received })
  const env = { IMAP_URL: dovecot.url, DATA_DIR: dataDir }
  const first = run(env, ['serve'])
  const store = await eventually(() => openStore(dataDir), 20_000)
  await eventually(async () => (await store.snapshot()).submissions.length > 3, 20_000)
  expect(await first.stop()).toBe(0)
  // Nothing is held by anybody: another process could take every job at once.
  const snapshot = await store.snapshot()
  const waiting = await store.pendingJobs('read', Date.now(), 1000)
  expect(waiting.length).toBe(snapshot.messages.filter(one => one.headers === null).length)
  const second = run(env, ['serve'])
  await eventually(
    async () => (await store.snapshot()).messages.filter(one => one.standing === 'registered').length === 40,
    40_000,
  )
  expect(balanceOf(await store.snapshot()).even).toBe(true)
  expect(await second.stop()).toBe(0)
}, 90_000)

it('refuses a second service on one DATA_DIR, saying why', async () => {
  const dataDir = dataFolder()
  const first = run({ DATA_DIR: dataDir }, ['serve'])
  await lookedAt(dataDir, first)
  const second = run({ DATA_DIR: dataDir }, ['serve'])
  expect(await second.ended()).toBe(1)
  expect(second.printed()).toContain('Một dịch vụ khác đang chạy')
  expect(await first.stop()).toBe(0)
}, 40_000)

it('goes on trying while the mailbox is not to be had, says so in status, and never prints the password', async () => {
  const dovecot = await startDovecot()
  cleanUp.push(() => dovecot.stop())
  const dataDir = dataFolder()
  const wrong = Object.assign(new URL(dovecot.url), { password: 'sai-mat-khau-7391' }).href
  const service = run({ IMAP_URL: wrong, DATA_DIR: dataDir }, ['serve'])
  const fact = await lookedAt(dataDir, service)
  expect(fact.trouble?.code).toBe('mailbox-refused-login')
  const status = run({ IMAP_URL: wrong, DATA_DIR: dataDir }, ['status'])
  expect(await status.ended()).toBe(1)
  expect(status.printed()).toContain('từ chối đăng nhập')
  expect(status.printed()).toContain('IMAP_URL')
  expect(await service.stop()).toBe(0)

  const away = dataFolder()
  const nobody = { IMAP_URL: `imap://ai:sai-mat-khau-7391@127.0.0.1:${await freePort()}`, DATA_DIR: away }
  const unreachable = run(nobody, ['serve'])
  expect((await lookedAt(away, unreachable)).trouble?.code).toBe('mailbox-unreachable')
  expect(await unreachable.stop()).toBe(0)
  for (const one of [service, status, unreachable]) expect(one.printed()).not.toContain('sai-mat-khau-7391')
}, 60_000)

it('waits for a Redis that is away at the start, says so in status, and works when it comes', async () => {
  const dataDir = dataFolder()
  const redis = await startRedis(path.join(dataDir, '..', 'redis'))
  cleanUp.push(() => redis.stop())
  await redis.stop()
  const mails = path.join(dataDir, '..', 'mails')
  mkdirSync(mails)
  const old = new Date('2022-02-11T09:00:00+07:00')
  for (const at of [1, 2, 3]) {
    writeFileSync(path.join(mails, `${at}.eml`), await mailOf(at))
    utimesSync(path.join(mails, `${at}.eml`), old, old)
  }
  const env = { DATA_DIR: dataDir, REDIS_URL: redis.url, MAILBOX_DIR: mails }
  const service = run(env, ['serve'])
  const store = await eventually(() => openStore(dataDir), 20_000)
  await eventually(async () => store.fact<WorkerTrouble | null>(workerTroubleFact('reading')), 20_000)
  const status = run(env, ['status'])
  expect(await status.ended()).toBe(1)
  expect(status.printed()).toContain('REDIS_URL')
  await redis.start()
  await eventually(
    async () => (await store.snapshot()).messages.filter(one => one.standing === 'registered').length === 3,
    30_000,
    200,
  )
  expect(await service.stop()).toBe(0)
  for (const one of [service, status]) expect(one.printed()).not.toContain(redisPassword)
}, 90_000)
