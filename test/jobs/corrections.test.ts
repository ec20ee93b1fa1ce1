/** Corrections the whole way: real mails, read and settled on the real store, decided about, taken back. */
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DecisionKind } from '../../src/domain/decision.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { stands } from '../../src/domain/outcome.ts'
import type { Roster, Unit } from '../../src/domain/unit.ts'
import { makeReadJob } from '../../src/jobs/read-job.ts'
import { makeValidateJob } from '../../src/jobs/validate-job.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { type FilledForm, formDocx, campaign as plain } from '../support/forms.ts'
import { sampleTime } from '../support/ledger.ts'
import { makeMail } from '../support/mail.ts'
import { tempFolder } from '../support/temp-folder.ts'

const campaign = { ...plain, receivedBy: ['mx.hanoi.gov.vn'] }
const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  ...{ id, name, block: 'Trường', group: '', aliases: [], confirmed: true },
  ...{ contact: '', phone: '', addresses: [], extendedTo: '', ...more },
})
const school = unit('kim-thu', 'Trường Mầm non Kim Thư')
const commune = unit('ubnd', 'UBND xã Kim Thư')
const clock = { now: () => sampleTime, sleep: async () => {} }

interface Sent {
  readonly from?: string
  readonly subject?: string
  readonly text?: string
  readonly models?: readonly string[]
  readonly forms?: readonly (FilledForm & { unit: string })[]
  readonly headers?: readonly (readonly [string, string])[]
  readonly at?: number
}
const form = (models: readonly string[], name = school.name) => ({
  unit: name,
  collectives: models.map((model, at) => ({ name: `Tổ ${at + 1}`, models: { economy: model } })),
})

const makeOffice = (units: readonly Unit[] = [school, commune]) => {
  const store = makeSqliteStore({ file: path.join(tempFolder(), 'ledger.sqlite'), campaign })
  onTestFinished(() => store.close())
  const mails = new Map<string, Buffer>()
  let roster: Roster = { units }
  const queue = { announce: async () => {}, process: () => ({ stop: async () => {} }), close: async () => {} }
  const archive = { get: async (id: string) => mails.get(id)! }
  const reader = { readMessage: async (bytes: Uint8Array) => await readMessage(bytes, campaign) }
  const jobs = {
    read: makeReadJob({ archive, store, queue, clock, reader, campaign }),
    validate: makeValidateJob({ store, clock, campaign, roster: async () => roster }),
  }
  const work = async (): Promise<void> => {
    for (const kind of ['read', 'validate'] as const)
      for (let job = await store.lease(kind, null, sampleTime, 60_000); job; ) {
        await jobs[kind](job)
        job = await store.lease(kind, null, sampleTime, 60_000)
      }
  }
  let number = 0
  /** @returns the message's id */
  const keep = async (sent: Sent): Promise<string> => {
    const forms = sent.forms ?? [form(sent.models ?? ['Vườn rau sạch'])]
    const bytes = await makeMail({
      from: sent.from ?? 'MN Kim Thư <mnkimthu@example.vn>',
      subject: sent.subject ?? `Biểu đăng ký DVK ${++number}`,
      text: sent.text ?? 'Kính gửi Ban Dân vận.',
      attachments: forms.map((one, at) => ({ filename: `${at}.docx`, content: formDocx(one) })),
      headers: sent.headers ?? [],
    })
    const id = sha256(bytes)
    mails.set(id, bytes)
    const location = { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(mails.size) }
    const receivedAt = sent.at ?? sampleTime + mails.size * 1000
    await store.keepMessages([{ id, bytes, location, receivedAt, receiptSource: 'server' }], null, sampleTime)
    return id
  }
  return {
    store,
    keep,
    work,
    send: async (sent: Sent): Promise<string> => {
      const id = await keep(sent)
      await work()
      return id
    },
    setUnits: async (now: readonly Unit[]) => {
      roster = { units: now }
      await store.requestValidation(null, sampleTime)
      await work()
    },
    decide: async (subject: string, kind: DecisionKind, after: unknown): Promise<number> => {
      const version = subject.includes('#')
        ? (await store.submission(subject)).version
        : (await store.decisions(subject)).length
      await store.decide({ subject, kind, after, by: 'An', at: sampleTime, before: null }, version)
      await work()
      return (await store.decisions(subject)).at(-1)!.id
    },
    /** A line for each form: its models, what became of it, errors and what the clerk is asked. */
    told: async (): Promise<string[]> => {
      const { submissions } = await store.snapshot()
      const asked = [
        'second-submission',
        'same-as-superseded',
        'same-content',
        'authentication-failed',
        'no-unit',
      ]
      return submissions.map(one => {
        const models = one.reading.registrations.map(row => row.model).join(', ')
        const codes = one.findings.map(found => found.code).filter(code => asked.includes(code))
        const by = submissions.findIndex(other => other.id === one.supersededBy)
        return [`${models}: ${one.standing}`, ...(by < 0 ? [] : [`< ${by + 1}`]), ...codes].join(' ')
      })
    },
    /** What is in the totals. */
    counted: async (): Promise<string[]> => {
      const { submissions, registrations } = await store.snapshot()
      const standing = new Set(submissions.filter(stands).map(one => one.id))
      return registrations.filter(one => standing.has(one.submissionId)).map(one => one.model)
    },
  }
}
const formOf = (message: string, part = '1', place = 0): string => `${message}/${part}#${place}`

describe('a correction', () => {
  it('by the same address, again, with fewer rows; the old form sent once more is asked about', async () => {
    const office = makeOffice()
    const first = await office.send({ models: ['Vườn rau', 'Lớp học xanh'] })
    await office.send({ models: ['Vườn rau'], subject: 'Gửi lại biểu DVK' })
    await office.send({ models: ['Vườn hoa'], text: 'Trường xin đính chính biểu đăng ký.' })
    await office.send({ models: ['Vườn rau', 'Lớp học xanh'] })
    expect(await office.told()).toEqual([
      'Vườn rau, Lớp học xanh: registered < 2',
      'Vườn rau: registered < 3',
      'Vườn hoa: registered',
      'Vườn rau, Lớp học xanh: review same-as-superseded',
    ])
    expect(await office.counted()).toEqual(['Vườn hoa'])
    // Nothing of what was replaced is gone.
    const old = await office.store.submission(formOf(first))
    expect(old.reading.registrations.map(one => one.model)).toEqual(['Vườn rau', 'Lớp học xanh'])
    expect(old.findings.map(one => one.code)).toContain('superseded')
    const { registrations } = await office.store.snapshot()
    expect(registrations.filter(one => one.submissionId === old.id).map(one => one.codeNumber)).toEqual([
      1, 2,
    ])
  })
  it('by another person of the unit, only where the clerk knows the address', async () => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'] })
    await office.send({ models: ['Vườn hoa'], from: 'cohoa@gmail.example', subject: 'Gửi lại biểu DVK' })
    expect((await office.told())[1]).toBe('Vườn hoa: review second-submission')
    await office.setUnits([{ ...school, addresses: ['cohoa@gmail.example'] }, commune])
    expect(await office.told()).toEqual(['Vườn rau: registered < 2', 'Vườn hoa: registered'])
  })
  it('by the commune, of what it sent for the school; by the school, of what the commune sent', async () => {
    const office = makeOffice()
    const from = 'UBND xã Kim Thư <ubnd@example.vn>'
    await office.send({ from, models: ['Vườn rau'] })
    await office.send({ from, models: ['Vườn hoa'], text: 'Xã gửi lại biểu của trường Mầm non.' })
    await office.send({ models: ['Vườn cây'], subject: 'Gửi lại biểu DVK' })
    expect(await office.told()).toEqual([
      'Vườn rau: registered < 2',
      'Vườn hoa: registered',
      'Vườn cây: review second-submission',
    ])
  })
  it('of one of two forms in a mail is asked about; the other is a duplicate', async () => {
    const office = makeOffice()
    const other = form(['Lúa sạch'], commune.name)
    await office.send({ forms: [form(['Vườn rau']), other] })
    await office.send({ forms: [form(['Vườn hoa']), other], subject: 'Gửi lại biểu DVK' })
    expect(await office.told()).toEqual([
      'Vườn rau: registered',
      'Lúa sạch: registered',
      'Vườn hoa: review second-submission',
      'Lúa sạch: duplicate same-content',
    ])
  })
  it('held by an error takes nobody’s place, and makes a third one doubtful', async () => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'] })
    await office.send({ models: ['x'], subject: 'Gửi lại biểu DVK' })
    await office.send({ models: ['Vườn hoa'], subject: 'Gửi lại biểu DVK' })
    expect(await office.told()).toEqual([
      'Vườn rau: registered',
      ': review',
      'Vườn hoa: review second-submission',
    ])
  })
  it.each([
    ['dmarc=fail header.from=example.vn', 'review authentication-failed'],
    ['dmarc=none; spf=softfail smtp.mailfrom=example.vn', 'review second-submission'],
    ['dmarc=none; spf=pass smtp.mailfrom=evil.vn', 'review second-submission'],
    ['dmarc=pass header.from=example.vn', 'registered'],
    ['none', 'registered'],
  ])('whose server says %s: %s', async (said, expected) => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'] })
    const headers = [['Authentication-Results', `mx.hanoi.gov.vn; ${said}`]] as const
    await office.send({ models: ['Vườn hoa'], subject: 'Gửi lại biểu DVK', headers })
    expect((await office.told())[1]).toBe(`Vườn hoa: ${expected}`)
    expect((await office.counted()).length).toBe(1)
  })
  it('read before the form that it corrects, in the same second, comes to the same', async () => {
    const office = makeOffice()
    const at = sampleTime
    const first = { models: ['Vườn rau'], at }
    const kept = await office.keep(first)
    await office.keep({ models: ['Vườn hoa'], subject: 'Gửi lại biểu DVK', at })
    const jobs = await office.store.pendingJobs('read', sampleTime, 10)
    const late = await office.store.lease('read', jobs[0]!, sampleTime, 1)
    await office.work()
    expect(await office.told()).toEqual(['Vườn hoa: registered'])
    await office.store.giveBack(late!, sampleTime, 'later')
    await office.work()
    expect(await office.told()).toEqual(['Vườn rau: registered < 2', 'Vườn hoa: registered'])
    expect((await office.store.message(kept)).receivedAt).toBe(at)
  })
})

describe('two forms of one second', () => {
  it('stand in the order of their first places, whenever these are seen', async () => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'], at: sampleTime })
    const second = await office.send({ models: ['Vườn hoa'], at: sampleTime })
    expect(await office.counted()).toEqual(['Vườn rau'])
    const location = { account: 'ban', folder: 'A', uidValidity: '1', uid: '0' }
    const seen = { id: second, bytes: new Uint8Array(), location, receivedAt: sampleTime }
    await office.store.keepMessages([{ ...seen, receiptSource: 'server' }], null, sampleTime)
    await office.work()
    expect(await office.counted()).toEqual(['Vườn hoa'])
  })
})

describe('what the clerk decides', () => {
  it('dismissing the mail of a correction brings back what it replaced, and taking that back replaces it again', async () => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'] })
    const second = await office.send({ models: ['Vườn hoa'], subject: 'Gửi lại biểu DVK' })
    expect(await office.counted()).toEqual(['Vườn hoa'])
    const decision = await office.decide(second, 'dismiss', { reason: 'gửi nhầm' })
    expect(await office.told()).toEqual(['Vườn rau: registered', 'Vườn hoa: not-a-form'])
    const undo = await office.decide(second, 'undo', { decision })
    expect(await office.counted()).toEqual(['Vườn hoa'])
    await office.decide(second, 'undo', { decision: undo })
    expect(await office.counted()).toEqual(['Vườn rau'])
    expect((await office.store.decisions(second)).map(one => one.kind)).toEqual(['dismiss', 'undo', 'undo'])
  })
  it('survives a unit that leaves the roster, is renamed and comes back', async () => {
    const office = makeOffice()
    await office.send({ models: ['Vườn rau'] })
    const second = await office.send({ models: ['Vườn hoa'] })
    await office.decide(formOf(second), 'add', {})
    const before = await office.told()
    expect(await office.counted()).toEqual(['Vườn rau', 'Vườn hoa'])
    await office.setUnits([commune])
    expect(await office.counted()).toEqual([])
    await office.setUnits([commune, { ...school, name: 'Trường Mầm non Kim Thư A', aliases: [school.name] }])
    expect(await office.told()).toEqual(before)
    // Split in two: what the form says is no longer enough.
    await office.setUnits([
      { ...school, id: 'mot', name: 'Trường Mầm non Kim Thư 1' },
      { ...school, id: 'hai', name: 'Trường Mầm non Kim Thư 2' },
    ])
    expect(await office.counted()).toEqual([])
    await office.decide(formOf(second), 'unit', { unitId: 'hai' })
    expect(await office.counted()).toEqual(['Vườn hoa'])
    await office.setUnits([school, commune])
    expect(await office.counted()).toEqual(['Vườn rau'])
  })
  it('corrects by rows of other forms, by none, by ten thousand', async () => {
    const office = makeOffice()
    const first = await office.send({ models: ['Vườn rau'] })
    const other = await office.send({ forms: [form(['Lúa sạch'], commune.name)] })
    const [foreign] = (await office.store.snapshot()).registrations.filter(
      one => one.submissionId === formOf(other),
    )
    const row = (from: string | null, model: string) => ({
      ...{ from, section: 'collective', name: 'Tổ 1', sector: 'economy', model, note: '' },
    })
    await office.decide(formOf(first), 'correct', {
      rows: [row(foreign!.id, 'Ao cá'), row('nothing', 'Ao sen')],
    })
    expect(await office.counted()).toEqual(['Ao cá', 'Ao sen', 'Lúa sạch'])
    const many = Array.from({ length: 10_000 }, (_, at) => row(null, `Mô hình ${at}`))
    await office.decide(formOf(first), 'correct', { rows: many })
    expect((await office.counted()).length).toBe(10_001)
    const none = await office.decide(formOf(first), 'correct', { rows: [] })
    expect(await office.counted()).toEqual(['Lúa sạch'])
    await office.decide(formOf(first), 'undo', { decision: none })
    expect((await office.counted()).length).toBe(10_001)
  })
  it('is refused where nobody could mean it', async () => {
    const office = makeOffice()
    const first = await office.send({ models: ['Vườn rau'] })
    const second = await office.send({ models: ['Vườn hoa'] })
    const decision = await office.decide(formOf(first), 'put-off', { note: 'hỏi lại' })
    const lost = { code: 'not-found' }
    await expect(office.decide(first, 'correct', { rows: [] })).rejects.toMatchObject(lost)
    await expect(office.decide(`${first}/1`, 'replace', { of: formOf(second) })).rejects.toMatchObject(lost)
    await expect(office.decide(second, 'add', {})).rejects.toMatchObject(lost)
    await expect(office.decide(formOf(second), 'undo', { decision })).rejects.toMatchObject(lost)
    expect(await office.store.decisions(formOf(second))).toEqual([])
  })
})
