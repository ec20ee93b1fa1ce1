/** What every store has to do when it is asked for some of its messages: run by `store.test.ts` over each adapter. */
import { expect, onTestFinished, test } from 'vitest'
import { listWaiting } from '../../src/consolidation/waiting.ts'
import { campaignSubject } from '../../src/domain/decision.ts'
import { finding } from '../../src/domain/finding.ts'
import { submissionId } from '../../src/domain/identity.ts'
import { makeSampleStore, sampleReading, sampleTime } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Two units; the first has a form that stands and one that waits, the second one that stands; and a mail of other business. */
const filled = async () => {
  const { store, receive } = makeSampleStore(tempFolder())
  onTestFinished(() => store.close())
  const first = await receive(sampleReading({ unit: 'Mầm non Sao Mai' }), { unitId: 'mn-sao-mai' })
  const other = await receive(
    sampleReading({ unit: 'Mầm non Hoa Sen', rows: [{ name: 'Tổ 1', model: 'Vườn rau' }] }),
    {
      unitId: 'mn-hoa-sen',
    },
  )
  const waits = await receive(
    sampleReading({ unit: 'Mầm non Sao Mai', rows: [{ name: 'Tổ 2', model: 'Sân chơi' }] }),
    {
      ...{ unitId: 'mn-sao-mai', standing: 'review' },
      findings: [finding('second-submission', { unit: 'Mầm non Sao Mai', of: submissionId(first, '2', 0) })],
    },
  )
  const business = await receive(sampleReading({ parts: [] }))
  return { store, first, other, waits, business }
}

export const excerptsContract = (): void => {
  test('of all its messages: the snapshot, but for the mails of ours', async () => {
    const { store, first, other, waits, business } = await filled()
    const { sentMails, ...rest } = await store.snapshot()
    expect(sentMails).toEqual([])
    expect(await store.excerpt({ messages: [business, waits, other, first, first] })).toEqual(rest)
  })

  test('of more messages than a statement takes values', async () => {
    const { store, first } = await filled()
    const many = Array.from({ length: 40_000 }, (_, at) => `not there ${at}`)
    expect((await store.excerpt({ messages: [...many, first] })).messages.map(one => one.id)).toEqual([first])
    expect(await store.jobsLeft(many.map((_, at) => 1000 + at))).toBe(0)
  })

  test('of one message: all that hangs on it, and nothing else', async () => {
    const { store, other, waits } = await filled()
    const id = submissionId(waits, '2', 0)
    const by = 'Nguyễn Thị Hoa'
    const { version } = await store.submission(id)
    await store.decide(
      { subject: id, kind: 'put-off', before: null, after: { note: 'gọi lại' }, by, at: 1 },
      version,
    )
    await store.decide({ subject: campaignSubject, kind: 'close', before: null, after: {}, by, at: 2 }, 0)
    const excerpt = await store.excerpt({ messages: [waits] })
    expect(excerpt.messages.map(one => one.id)).toEqual([waits])
    expect(new Set([...excerpt.parts, ...excerpt.submissions].map(one => one.messageId))).toEqual(
      new Set([waits]),
    )
    expect(excerpt.registrations.map(one => one.model)).toEqual(['Sân chơi'])
    expect(excerpt.decisions.map(one => one.kind)).toEqual(['put-off', 'close'])
    expect((await store.excerpt({ messages: [other] })).decisions.map(one => one.kind)).toEqual(['close'])
    expect((await store.excerpt({ messages: [] })).messages).toEqual([])
  })

  test('of a unit: every mail that holds a form of it', async () => {
    const { store, first, waits } = await filled()
    const { messages } = await store.excerpt({ unit: 'mn-sao-mai' })
    expect(messages.map(one => one.id)).toEqual([first, waits])
    expect((await store.excerpt({ unit: 'mn-khong-co' })).messages).toEqual([])
  })

  test('of what waits: the same list as of the whole, with the form that it is held against', async () => {
    const { store, first, waits } = await filled()
    const excerpt = await store.excerpt({ waiting: true })
    expect(excerpt.messages.map(one => one.id)).toEqual([first, waits])
    const items = listWaiting(excerpt)
    expect(items).toEqual(listWaiting(await store.snapshot()))
    expect(items.map(one => one.against?.submission.messageId)).toEqual([first])
  })

  test('a failed job is in the excerpt of its message, and waits', async () => {
    const { store, other } = await filled()
    const [id] = await store.requestReading([other], sampleTime)
    const job = await store.lease('read', id!, sampleTime, 1000)
    await store.giveBack(job!, null, 'reader-died: twice')
    expect((await store.excerpt({ messages: [other] })).failedJobs.map(one => one.error)).toEqual([
      'reader-died: twice',
    ])
    expect(listWaiting(await store.excerpt({ waiting: true })).map(one => one.kind)).toEqual([
      'submission',
      'job',
    ])
    expect(await store.jobsLeft([id!])).toBe(0)
  })

  test('reading is asked for once, and not of what is not there', async () => {
    const { store, other } = await filled()
    const [id, ...more] = await store.requestReading([other, 'f'.repeat(64)], sampleTime)
    expect(more).toEqual([])
    expect(await store.requestReading([other], sampleTime)).toEqual([])
    expect(await store.jobsLeft([id!])).toBe(1)
  })
}
