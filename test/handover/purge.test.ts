/** The raw bytes of what was no form go, and only these; a crash in between is mended; what comes again stays away. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { campaignSubject } from '../../src/domain/decision.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { planPurge, purge } from '../../src/handover/purge.ts'
import { keepBatch } from '../../src/intake/keep.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Archive } from '../../src/ports.ts'
import {
  sampleTime as now,
  sampleCampaign,
  sampleJudge,
  sampleNote,
  sampleReading,
} from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const wish = { by: 'Lê Thị Lan', at: now, before: null }

const bench = () => {
  const folder = tempFolder()
  const store = makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign: sampleCampaign })
  onTestFinished(() => store.close())
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  const queue = { announce: async () => {} }
  const keep = keepBatch({ archive, store, queue, clock: makeSystemClock(), account: 'ban' })
  let uid = 0
  const mailOf = (text: string) => ({
    bytes: Buffer.from(text),
    ...{ receivedAt: now + ++uid * 60_000, receiptSource: 'server' as const },
    location: { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(uid) },
  })
  /** @returns the message's id */
  const receive = async (text: string, reading: MessageReading | null): Promise<string> => {
    const [id] = await keep([mailOf(text)], null)
    if (reading === null) return id!
    const job = await store.lease('read', null, now * 2, 60_000)
    for (const one of await store.saveReading(job!, reading, now)) {
      const validate = await store.lease('validate', one, now * 2, 60_000)
      await store.settle(validate!, 'u', sampleJudge(validate!.subject, { unitId: 'u' }), now)
    }
    return id!
  }
  const isThere = (id: string): boolean =>
    existsSync(path.join(folder, 'archive', id.slice(0, 2), `${id}.eml`))
  return { store, archive, keep, mailOf, receive, isThere }
}
const note = sampleReading({ parts: [sampleNote()] })

test('only what was no form goes, and stays in the balance with its reason', async () => {
  const { store, archive, receive, isThere } = bench()
  const ours = Buffer.from('From: ban\r\n\r\nbáo cáo')
  await archive.put([ours])
  const mail = { kind: 'summary', day: '2022-02-11', raw: sha256(ours), recipients: [], at: now } as const
  await store.beginSending({ ...mail, id: 'summary 2022-02-11', figures: {}, about: [] })
  const gone = await receive('họp', note)
  const stay = {
    form: await receive('đăng ký', sampleReading()),
    waits: await receive('ảnh', sampleReading({ parts: [sampleNote({ standing: 'review' })] })),
    ours: await receive(ours.toString(), note),
    decided: await receive('đã xem', note),
    beingRead: await receive('lại', note),
    unread: await receive('mới', null),
  }
  await store.decide(
    { subject: stay.decided, by: 'x', at: now, kind: 'dismiss', before: null, after: { reason: '' } },
    0,
  )
  const before = balanceOf(await store.snapshot())
  const plan = planPurge(await store.snapshot(), null)
  expect(plan.messages.map(one => one.id)).toEqual([gone, stay.beingRead])
  expect(plan).toMatchObject({ decided: 1, bytes: Buffer.byteLength('họp') + Buffer.byteLength('lại') })
  await store.leaseReading(stay.beingRead, now, 60_000)

  expect(await purge({ store, archive }, plan, wish)).toBe(1)
  expect(isThere(gone)).toBe(false)
  for (const id of Object.values(stay)) expect(isThere(id)).toBe(true)
  const { messages, parts, decisions } = await store.snapshot()
  expect(messages.find(one => one.id === gone)).toMatchObject({ purgedAt: now, standing: 'not-a-form' })
  expect(parts.find(one => one.messageId === gone)?.findings).toMatchObject([{ code: 'no-form-words' }])
  expect(decisions.filter(one => one.subject === campaignSubject)).toMatchObject([
    { kind: 'purge', by: 'Lê Thị Lan', after: { messages: [gone], before: null } },
  ])
  expect({ ...balanceOf(await store.snapshot()), revision: before.revision }).toEqual(before)
})

test('received before a day, or all', async () => {
  const { store, receive } = bench()
  const first = await receive('một', note)
  await receive('hai', note)
  const snapshot = await store.snapshot()
  const at = snapshot.messages[1]!.receivedAt
  expect(planPurge(snapshot, at).messages.map(one => one.id)).toEqual([first])
  expect(planPurge(snapshot, at + 1).messages).toHaveLength(2)
})

test('killed between row and file: the next purge removes the file, and counts nothing twice', async () => {
  const { store, archive, receive, isThere } = bench()
  const id = await receive('họp', note)
  const dies: Archive = { ...archive, remove: () => Promise.reject(new Error('killed')) }
  const plan = planPurge(await store.snapshot(), null)
  await expect(purge({ store, archive: dies }, plan, wish)).rejects.toThrow('killed')
  expect(isThere(id)).toBe(true)
  expect((await store.snapshot()).messages[0]!.purgedAt).toBe(now)

  const again = planPurge(await store.snapshot(), null)
  expect(again).toMatchObject({ messages: [], bytes: 0, purged: [id] })
  expect(await purge({ store, archive }, again, wish)).toBe(0)
  expect(isThere(id)).toBe(false)
  expect(await purge({ store, archive }, again, wish)).toBe(0)
  expect(await store.decisions(campaignSubject)).toHaveLength(1)
})

test('a plan of before something changed removes nothing of what changed', async () => {
  const { store, archive, receive, isThere } = bench()
  const id = await receive('họp', note)
  const plan = planPurge(await store.snapshot(), null)
  const job = await store.leaseReading(id, now, 60_000)
  await store.saveReading(job!, sampleReading(), now)
  expect(await purge({ store, archive }, plan, wish)).toBe(0)
  expect(isThere(id)).toBe(true)
})

test('coming again it is known: not kept, not read, and no reading can be had of it', async () => {
  const { store, archive, keep, mailOf, receive, isThere } = bench()
  const id = await receive('họp', note)
  await purge({ store, archive }, planPurge(await store.snapshot(), null), wish)
  expect(await keep([mailOf('họp'), mailOf('khác')], null)).toEqual([sha256(Buffer.from('khác'))])
  expect(isThere(id)).toBe(false)
  expect(await store.leaseReading(id, now, 60_000)).toBeUndefined()
  const { messages } = await store.snapshot()
  expect(messages.find(one => one.id === id)).toMatchObject({ standing: 'not-a-form', purgedAt: now })
  expect(messages.find(one => one.id === id)?.locations).toHaveLength(2)
})

test('what the archive is asked to remove is an id, never a path', async () => {
  const { archive } = bench()
  await expect(archive.remove(['../../x'])).rejects.toMatchObject({ code: 'not-found' })
  await archive.remove(['a'.repeat(64)])
})
