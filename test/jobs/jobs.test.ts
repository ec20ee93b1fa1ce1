/** What workers do with one job, on the real store, archive, queue and child process: read, then validate. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { readStartingRoster } from '../../src/commands/starting-roster.ts'
import type { ReceiptSource } from '../../src/domain/ledger.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { makeReadJob } from '../../src/jobs/read-job.ts'
import { makeValidateJob } from '../../src/jobs/validate-job.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { makeEmbeddedQueue } from '../../src/platform/queue/embedded.ts'
import { makeReader } from '../../src/platform/sandbox/reader.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { JobKind, LeasedJob } from '../../src/ports.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const clock = makeShiftedClock(Date.parse('2022-02-11T09:00:00+07:00'))
const received = Date.parse('2022-02-10T08:00:00+07:00')
const leaseMs = 60_000
const starting = readStartingRoster(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022/units.csv'),
)
const reader = makeReader(campaign, 1)
afterAll(() => reader.close())

const makeDesk = () => {
  const { folder, remove } = makeTempFolder()
  const store = makeSqliteStore({ file: path.join(folder, 'ledger.sqlite'), campaign })
  const queue = makeEmbeddedQueue({ store, clock, log: makeLog('silent'), leaseMs })
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  onTestFinished(async () => {
    await queue.close()
    await store.close()
    await remove()
  })
  let roster: Roster = starting
  const readJob = makeReadJob({ archive, store, queue, clock, reader, campaign })
  const validateJob = makeValidateJob({ store, clock, campaign, roster: async () => roster })
  let uid = 0
  return {
    ...{ store, readJob, validateJob, archiveFolder: path.join(folder, 'archive') },
    setRoster: (next: Roster) => {
      roster = next
    },
    /** @returns the message's id */
    keep: async (unit: string, more: { at?: number; source?: ReceiptSource; model?: string } = {}) => {
      const content = formDocx({
        unit,
        collectives: [{ name: 'Tổ Một', models: { economy: more.model ?? 'Vườn rau sạch' } }],
      })
      const bytes = await makeMail({
        from: 'van-thu@example.vn',
        subject: `thư ${uid}`,
        attachments: [{ filename: 'a.docx', content }],
      })
      const [id] = await archive.put([bytes])
      const location = { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(++uid) }
      const message = {
        ...{ id: id!, bytes, location },
        receivedAt: more.at ?? received,
        receiptSource: more.source ?? ('server' as const),
      }
      await store.keepMessages([message], null, clock.now())
      return id!
    },
    lease: async (kind: JobKind, now = clock.now()): Promise<LeasedJob> => {
      const job = await store.lease(kind, null, now, leaseMs)
      if (!job) throw new Error(`no ${kind} job waits`)
      return job
    },
  }
}

describe('a read job', () => {
  it('writes what was read, leaves the forms in progress, and a validate job for each', async () => {
    const desk = makeDesk()
    const id = await desk.keep('Trường Mầm non Kim Thư')
    await desk.readJob(await desk.lease('read'))
    const { messages, parts, submissions, registrations } = await desk.store.snapshot()
    expect(messages).toMatchObject([{ id, standing: 'in-progress', headers: { subject: 'thư 0' } }])
    expect(parts.map(one => one.path)).toEqual(expect.arrayContaining(['body', '1']))
    expect(submissions).toMatchObject([{ standing: 'in-progress', unitId: null }])
    expect(registrations).toMatchObject([{ model: 'Vườn rau sạch', codeNumber: null }])
    expect(await desk.store.pendingJobs('read', clock.now(), 10)).toEqual([])
    expect(await desk.store.pendingJobs('validate', clock.now(), 10)).toHaveLength(1)
  })

  it('leads to a form that says where the time of receipt is not the server’s', async () => {
    const desk = makeDesk()
    await desk.keep('Trường Mầm non Kim Thư', { source: 'date-header' })
    await desk.keep('Trường THCS Kim Thư', { source: 'server' })
    await desk.keep('Trường Tiểu học Kim Thư', { source: 'file' })
    for (let count = 0; count < 3; count++) await desk.readJob(await desk.lease('read'))
    for (let count = 0; count < 3; count++) await desk.validateJob(await desk.lease('validate'))
    const { submissions } = await desk.store.snapshot()
    const codes = new Map(submissions.map(one => [one.unitName, one.findings.map(found => found.code)]))
    expect(Object.fromEntries(codes)).toEqual({
      'Trường Mầm non Kim Thư': ['receipt-from-header'],
      'Trường THCS Kim Thư': [],
      'Trường Tiểu học Kim Thư': ['receipt-unknown'],
    })
  })

  it('whose lease ran out writes nothing over the one that has it now', async () => {
    const desk = makeDesk()
    await desk.keep('Trường Mầm non Kim Thư')
    const old = await desk.lease('read')
    const now = await desk.lease('read', clock.now() + leaseMs + 1)
    await expect(desk.readJob(old)).rejects.toMatchObject({ code: 'stale-lease' })
    expect((await desk.store.snapshot()).parts).toEqual([])
    await desk.readJob(now)
    expect((await desk.store.snapshot()).submissions).toHaveLength(1)
  })

  it('does not pass over bytes that are gone', async () => {
    const desk = makeDesk()
    await desk.keep('Trường Mầm non Kim Thư')
    rmSync(desk.archiveFolder, { recursive: true })
    await expect(desk.readJob(await desk.lease('read'))).rejects.toMatchObject({ code: 'not-found' })
    expect((await desk.store.snapshot()).messages[0]?.standing).toBe('in-progress')
  })
})

describe('a validate job', () => {
  const readAll = async (desk: ReturnType<typeof makeDesk>, count: number): Promise<void> => {
    for (let at = 0; at < count; at++) await desk.readJob(await desk.lease('read'))
  }

  it('settles the form, gives codes, and the message follows', async () => {
    const desk = makeDesk()
    await desk.keep('Trường Mầm non Kim Thư')
    await readAll(desk, 1)
    await desk.validateJob(await desk.lease('validate'))
    const { messages, submissions, registrations } = await desk.store.snapshot()
    expect(messages[0]?.standing).toBe('registered')
    expect(submissions).toMatchObject([
      { standing: 'registered', unitId: 'truong-mam-non-kim-thu', unitName: 'Trường Mầm non Kim Thư' },
    ])
    expect(registrations[0]?.codeNumber).toBe(1)
    expect(await desk.store.pendingJobs('validate', clock.now(), 10)).toEqual([])
  })

  it('goes by the roster in force, that of the moment', async () => {
    const desk = makeDesk()
    const unit = { ...starting.units[0]!, id: 'truong-moi', name: 'Trường Mới mở', aliases: [] }
    await desk.keep(unit.name)
    await readAll(desk, 1)
    await desk.validateJob(await desk.lease('validate'))
    expect((await desk.store.snapshot()).submissions[0]).toMatchObject({ standing: 'review', unitId: null })
    desk.setRoster({ units: [...starting.units, unit] })
    await desk.store.requestValidation(null, clock.now())
    await desk.validateJob(await desk.lease('validate'))
    expect((await desk.store.snapshot()).submissions[0]).toMatchObject({
      standing: 'registered',
      unitId: 'truong-moi',
    })
  })

  it('comes to the same whatever order the jobs were done in', async () => {
    const outcome = async (backwards: boolean) => {
      const desk = makeDesk()
      await desk.keep('Trường Mầm non Kim Thư', { at: received })
      await desk.keep('Trường Mầm non Kim Thư', { at: received + 60_000 })
      await desk.keep('Trường Mầm non Kim Thư', { at: received + 120_000, model: 'Lớp học xanh' })
      await desk.keep('Trường THCS Kim Thư', { at: Date.parse('2022-02-15T00:00:00+07:00') })
      await readAll(desk, 4)
      const jobs = [await desk.lease('validate'), await desk.lease('validate')]
      jobs.push(await desk.lease('validate'), await desk.lease('validate'))
      for (const job of backwards ? jobs.reverse() : jobs) await desk.validateJob(job)
      const { submissions, messages } = await desk.store.snapshot()
      return messages.map(message => {
        const one = submissions.find(submission => submission.messageId === message.id)
        return `${message.receivedAt} ${one?.standing} ${one?.findings.map(found => found.code).join(' ')}`
      })
    }
    const forwards = await outcome(false)
    expect(await outcome(true)).toEqual(forwards)
    expect(forwards.map(one => one.split(' ')[1])).toEqual([
      'registered',
      'duplicate',
      'review',
      'registered',
    ])
    expect(forwards[3]).toContain('on-due-day')
  })
})
