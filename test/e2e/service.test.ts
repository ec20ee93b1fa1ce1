/**
 * The service against a real mail server, on both queues: mails are appended while it runs and the table follows; it is
 * killed in the middle of a burst and started again, and every registration is there exactly once.
 */
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { localTime } from '../../src/domain/zoned-time.ts'
import { type MailboxFact, mailboxFact } from '../../src/intake/keep.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Store } from '../../src/ports.ts'
import { mailOf, modelOf, modelsIn } from '../support/campaign-mails.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { campaign } from '../support/forms.ts'
import { startRedis } from '../support/redis.ts'
import { eventually } from '../support/server-process.ts'
import { type RunningService, startService } from '../support/service.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const received = new Date('2022-02-11T09:00:00+07:00')

const cleanUp: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

interface Started {
  readonly dovecot: Dovecot
  readonly service: RunningService
  /** Again, on the same data. */
  readonly serve: () => RunningService
  readonly table: string
  readonly store: Store
}

const start = async (redis: boolean): Promise<Started> => {
  const { folder, remove } = makeTempFolder()
  cleanUp.push(remove)
  const dovecot = await startDovecot()
  cleanUp.push(() => dovecot.stop())
  const env: Record<string, string> = {
    IMAP_URL: dovecot.url,
    DATA_DIR: path.join(folder, 'data'),
    POLL_SECONDS: '600',
  }
  if (redis) {
    const server = await startRedis(path.join(folder, 'redis'))
    cleanUp.push(() => server.stop())
    env.REDIS_URL = server.url
  }
  const serve = (): RunningService => {
    const service = startService(env)
    cleanUp.push(() => service.kill())
    return service
  }
  const service = serve()
  const file = path.join(folder, 'data', 'tonghop.sqlite')
  const store = await eventually(async () => {
    const one = makeSqliteStore({ file, campaign })
    const fact = await one.fact<MailboxFact>(mailboxFact)
    if (fact?.lastGoodLook) return one
    await one.close()
    throw new Error(service.printed())
  }, 30_000)
  cleanUp.push(() => store.close())
  const table = path.join(folder, 'data', 'bieu', 'Bieu tong hop DVK 2022.xlsx')
  return { dovecot, service, serve, table, store }
}

describe.each([
  ['embedded queue', false],
  ['BullMQ on Redis', true],
])('the service on the %s', (_, redis) => {
  it('shows a new mail in the table within 5 s by IDLE, and survives SIGKILL in a burst of 100', async () => {
    const { dovecot, service: first, serve, table, store } = await start(redis)
    const appended = performance.now()
    await dovecot.append('INBOX', await mailOf(0), { date: received })
    await eventually(async () => (await modelsIn(table)).includes(modelOf(0)), 10_000, 100)
    // The poll is ten minutes away: only IDLE can have told.
    expect(performance.now() - appended).toBeLessThan(5000)

    for (let at = 1; at <= 100; at++) {
      await dovecot.append(at % 10 === 0 ? 'Junk' : 'INBOX', await mailOf(at), {
        date: received,
        flags: at % 3 === 0 ? ['\\Seen'] : [],
      })
      if (at === 60) {
        await eventually(async () => (await store.snapshot()).messages.length >= 15)
        await first.kill()
      }
    }
    const killed = await store.snapshot()
    expect(killed.messages.length).toBeLessThan(101)
    const second = serve()
    await eventually(
      async () => {
        const now = await store.snapshot()
        const left = now.messages.filter(one => one.standing !== 'registered')
        if (now.messages.length < 101 || left.length > 0)
          throw new Error(
            `${now.messages.length} kept, not registered: ${JSON.stringify(left)}; ${second.printed()}`,
          )
        return true
      },
      60_000,
      200,
    )
    const expected = Array.from({ length: 101 }, (_, at) => modelOf(at)).sort()
    await eventually(async () => (await modelsIn(table)).length === 101, 15_000, 200)
    expect((await modelsIn(table)).sort()).toEqual(expected)
    const end = await store.snapshot()
    expect(end.registrations.map(one => one.model).sort()).toEqual(expected)
    expect(new Set(end.registrations.map(one => one.codeNumber)).size).toBe(101)
    expect(end.submissions.every(one => one.standing === 'registered')).toBe(true)
    expect(balanceOf(end)).toMatchObject({
      even: true,
      messages: { received: 101, registered: 101, 'in-progress': 0 },
    })
    // INTERNALDATE, not the sender's clock.
    expect(localTime(end.messages[0]!.receivedAt, campaign.timeZone)).toMatchObject({
      day: '2022-02-11',
      time: '09:00',
    })
    expect(await second.stop()).toBe(0)
    expect(second.printed()).not.toContain(dovecot.password)
    expect((await dovecot.flags('INBOX')).filter(one => one.flags.includes('\\Seen')).length).toBe(30)
  }, 180_000)
})
