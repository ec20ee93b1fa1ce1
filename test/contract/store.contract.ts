/**
 * What every store has to do: run by `store.test.ts` over each adapter. Times are numbers that the test passes in; nothing
 * here reads a clock.
 */
import { describe, expect, onTestFinished, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { partId, submissionId } from '../../src/domain/identity.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import type { JobKind, LeasedJob, Peer, Settlement, Store } from '../../src/ports.ts'
import {
  sampleTime as now,
  sampleForm,
  sampleJudge,
  sampleMessage,
  sampleNote,
  samplePart,
  sampleReading,
} from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

export interface StoreUnderTest {
  /** Opens the ledger of `folder`, making it when it is not there. */
  open(folder: string): Promise<Store>
}

const minute = 60_000

export const storeContract = (name: string, adapter: StoreUnderTest): void => {
  const bench = async () => {
    const folder = tempFolder()
    const open = async () => {
      const store = await adapter.open(folder)
      onTestFinished(() => store.close())
      return store
    }
    const store = await open()
    const lease = async (kind: JobKind, id: number | null = null): Promise<LeasedJob> => {
      const job = await store.lease(kind, id, now, minute)
      if (!job) throw new Error(`no ${kind} job`)
      return job
    }
    /** Kept and read. @returns the message's id and its validate jobs */
    const read = async (
      number: number,
      reading: MessageReading,
      more?: Parameters<typeof sampleMessage>[1],
    ) => {
      const message = sampleMessage(number, more)
      const { jobs } = await store.keepMessages([message], null, now)
      const validate = await store.saveReading(await lease('read', jobs[0]!), reading, now)
      return { id: message.id, validate, submission: submissionId(message.id, '2', 0) }
    }
    /** Everything that waits to be validated, as `say` judges every peer. */
    const settleAll = async (
      unitOf: (peer: Peer) => string | null,
      say: (peers: readonly Peer[]) => Settlement[],
    ) => {
      for (const id of await store.pendingJobs('validate', now, 1000)) {
        const job = await lease('validate', id)
        await store.settle(job, unitOf(await store.submission(job.subject)), say, now)
      }
    }
    const askToRead = async (id: string) => (await store.requestReading([id], now))[0]!
    /** @returns the validate jobs */
    const readAgain = async (id: string, reading: MessageReading) =>
      store.saveReading(await lease('read', await askToRead(id)), reading, now)
    const standings = async () => {
      const { messages, parts, submissions } = await store.snapshot()
      return {
        messages: messages.map(one => one.standing),
        parts: parts.map(one => one.standing),
        submissions: submissions.map(one => one.standing),
      }
    }
    return { folder, open, store, lease, read, settleAll, askToRead, readAgain, standings }
  }

  const settlement = (peer: Peer, more: Partial<Settlement> = {}): Settlement => ({
    ...{ submissionId: peer.id, standing: 'registered', unitId: 'mn-sao-mai', unitName: 'Mầm non Sao Mai' },
    ...{ duplicateOf: null, supersededBy: null, corrected: null, findings: peer.reading.findings },
    ...more,
  })
  /** The first of the same content is registered, the others repeat it. */
  const firstStands = (peers: readonly Peer[]): Settlement[] =>
    peers.map((peer, at) =>
      at === 0 ? settlement(peer) : settlement(peer, { standing: 'duplicate', duplicateOf: peers[0]!.id }),
    )

  describe(`store: ${name}`, () => {
    describe('messages', () => {
      test('new by their bytes; the same batch twice changes nothing', async () => {
        const { store } = await bench()
        const batch = [sampleMessage(1), sampleMessage(2)]
        const cursor = { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: 2 }
        const first = await store.keepMessages(batch, cursor, now)
        expect(first.fresh).toEqual(batch.map(one => one.id))
        expect(first.jobs).toEqual(await store.pendingJobs('read', now, 10))
        const before = await store.snapshot()
        expect(await store.keepMessages(batch, cursor, now)).toEqual({ fresh: [], jobs: [] })
        expect(await store.snapshot()).toEqual(before)
        expect(before.messages.map(one => one.standing)).toEqual(['in-progress', 'in-progress'])
      })

      test('the same bytes in two folders, or twice in a batch: one message, every place', async () => {
        const { store } = await bench()
        const copy = sampleMessage(9, { text: 'x', location: { folder: 'Lưu trữ' } })
        const { fresh } = await store.keepMessages([sampleMessage(1, { text: 'x' }), copy], null, now)
        expect(fresh).toEqual([copy.id])
        const { locations } = await store.message(copy.id)
        expect(locations.map(one => [one.folder, one.uid])).toEqual([
          ['INBOX', '1'],
          ['Lưu trữ', '9'],
        ])
        expect(await store.keptUids('ban', 'Lưu trữ', '1')).toEqual(new Set(['9']))
        expect(await store.keptUids('ban', 'Lưu trữ', '2')).toEqual(new Set())
      })

      test('the better receipt time counts, whichever was seen first', async () => {
        for (const order of [0, 1]) {
          const { store } = await bench()
          const sightings = [
            sampleMessage(1, { text: 'x', receivedAt: 5000, receiptSource: 'date-header' }),
            sampleMessage(2, { text: 'x', receivedAt: 9000, receiptSource: 'server' }),
          ]
          for (const one of order === 0 ? sightings : sightings.toReversed())
            await store.keepMessages([one], null, now)
          expect(await store.message(sightings[0]!.id)).toMatchObject({
            receivedAt: 9000,
            receiptSource: 'server',
          })
        }
      })

      test('a corrected receipt time settles its forms again', async () => {
        const { store, read, settleAll } = await bench()
        const one = await read(1, sampleReading(), { text: 'x', receivedAt: 9000 })
        await settleAll(() => 'u', firstStands)
        await store.keepMessages([sampleMessage(2, { text: 'x', receivedAt: 5000 })], null, now)
        expect(await store.pendingJobs('validate', now, 10)).toHaveLength(1)
        expect((await store.submission(one.submission)).receivedAt).toBe(5000)
      })

      test('a cursor never goes back, until the folder gets another UIDVALIDITY', async () => {
        const { store } = await bench()
        const at = { account: 'ban', folder: 'INBOX' }
        expect(await store.cursor('ban', 'INBOX')).toBeUndefined()
        await store.keepMessages([], { ...at, uidValidity: '1', uid: 7 }, now)
        await store.keepMessages([], { ...at, uidValidity: '1', uid: 3 }, now)
        expect(await store.cursor('ban', 'INBOX')).toEqual({ uidValidity: '1', uid: 7 })
        await store.keepMessages([], { ...at, uidValidity: '2', uid: 1 }, now)
        expect(await store.cursor('ban', 'INBOX')).toEqual({ uidValidity: '2', uid: 1 })
      })

      test('what is not there is an error', async () => {
        const { store } = await bench()
        await expect(store.message('no')).rejects.toMatchObject({ code: 'not-found' })
        await expect(store.submission('no')).rejects.toMatchObject({ code: 'not-found' })
      })
    })

    describe('jobs', () => {
      test('leased once, the oldest first, again when the lease ran out', async () => {
        const { store } = await bench()
        const { jobs } = await store.keepMessages([sampleMessage(1), sampleMessage(2)], null, now)
        const first = await store.lease('read', null, now, minute)
        expect(first).toMatchObject({ id: jobs[0], kind: 'read', subject: sampleMessage(1).id, attempt: 1 })
        expect(await store.lease('read', jobs[0]!, now, minute)).toBeUndefined()
        expect(await store.lease('validate', null, now, minute)).toBeUndefined()
        expect(await store.pendingJobs('read', now, 10)).toEqual([jobs[1]])
        expect(await store.lease('read', jobs[0]!, now + minute - 1, minute)).toBeUndefined()
        const second = await store.lease('read', jobs[0]!, now + minute, minute)
        expect(second).toMatchObject({ id: jobs[0], attempt: 2 })
        expect(await store.renew(first!, now + minute, minute)).toBe(false)
        expect(await store.renew(second!, now + minute, 2 * minute)).toBe(true)
        expect(await store.pendingJobs('read', now + 2.5 * minute, 10)).toEqual([jobs[1]])
      })

      test('given back: not before its time', async () => {
        const { store, lease } = await bench()
        const { jobs } = await store.keepMessages([sampleMessage(1)], null, now)
        const job = await lease('read')
        await store.giveBack(job, now + 5000, 'reader-died: it ended')
        expect(await store.pendingJobs('read', now + 4999, 10)).toEqual([])
        expect(await store.pendingJobs('read', now + 5000, 10)).toEqual(jobs)
        await expect(store.giveBack(job, now, 'again')).rejects.toMatchObject({ code: 'stale-lease' })
      })

      test('a lease that ran out and went to another is refused, whatever comes with it', async () => {
        const { store, lease, read } = await bench()
        await store.keepMessages([sampleMessage(1)], null, now)
        const late = await lease('read')
        await store.lease('read', late.id, now + minute, minute)
        const before = await store.snapshot()
        const refused = { code: 'stale-lease' }
        await expect(store.saveReading(late, sampleReading(), now)).rejects.toMatchObject(refused)
        await expect(store.giveBack(late, null, 'x')).rejects.toMatchObject(refused)
        expect(await store.snapshot()).toEqual(before)

        const { submission } = await read(2, sampleReading())
        const slow = await lease('validate')
        const fast = await store.lease('validate', slow.id, now + minute, minute)
        await store.settle(fast!, 'u', sampleJudge(submission), now)
        await expect(
          store.settle(slow, 'u', sampleJudge(submission, { standing: 'review' }), now),
        ).rejects.toMatchObject(refused)
        expect((await store.submission(submission)).standing).toBe('registered')
      })

      test('reading that failed for good leaves the message for the clerk, until it is read after all', async () => {
        const { store, lease, standings } = await bench()
        await store.keepMessages([sampleMessage(1)], null, now)
        await store.giveBack(await lease('read'), null, 'reader-died: it ended')
        const { messages, failedJobs } = await store.snapshot()
        expect(messages).toMatchObject([
          { standing: 'review', findings: [{ code: 'reader-stopped', args: { reason: 'reader-died' } }] },
        ])
        expect(failedJobs).toEqual([
          { kind: 'read', subject: messages[0]!.id, error: 'reader-died: it ended' },
        ])
        expect(await store.pendingJobs('read', now + 100 * minute, 10)).toEqual([])
        expect((await standings()).messages).toEqual(['review'])
      })

      test('validation that failed for good leaves the submission for the clerk; settling it later mends that', async () => {
        const { store, lease, read, standings } = await bench()
        const { submission } = await read(1, sampleReading())
        await store.giveBack(await lease('validate'), null, 'TypeError: rules.ts:1')
        expect(await standings()).toEqual({
          messages: ['review'],
          parts: ['not-a-form', 'review'],
          submissions: ['review'],
        })
        expect((await store.submission(submission)).findings).toMatchObject([{ code: 'reader-stopped' }])
        expect((await store.snapshot()).failedJobs).toHaveLength(1)
        await store.requestValidation([submission], now)
        await store.settle(await lease('validate'), 'u', sampleJudge(submission), now)
        expect(await standings()).toMatchObject({ messages: ['registered'], submissions: ['registered'] })
        expect((await store.snapshot()).failedJobs).toEqual([])
      })

      test('validation is asked for once, and again while the job is in hand', async () => {
        const { store, lease, read } = await bench()
        const one = await read(1, sampleReading())
        const two = await read(2, sampleReading())
        expect(await store.requestValidation(null, now)).toEqual([])
        const inHand = await lease('validate', one.validate[0]!)
        const asked = await store.requestValidation(null, now)
        expect(asked).toHaveLength(1)
        // Given back beside one that waits: that one takes over.
        await store.giveBack(inHand, now, 'store-unreachable: busy')
        expect(await store.pendingJobs('validate', now, 10)).toEqual([two.validate[0], asked[0]])
        expect(await store.requestValidation([one.submission, 'gone'], now)).toEqual([])
      })
    })

    describe('readings', () => {
      test('parts, submissions in progress, registrations, a validate job each', async () => {
        const { store, read, standings } = await bench()
        const forms = [
          { unit: 'Trường A' },
          { unit: 'Trường B', rows: [{ name: 'Tổ 1', model: 'Một', sector: null }] },
        ]
        const { id, validate } = await read(1, sampleReading({ forms }))
        expect(validate).toHaveLength(2)
        expect(await standings()).toEqual({
          messages: ['in-progress'],
          parts: ['not-a-form', 'in-progress'],
          submissions: ['in-progress', 'in-progress'],
        })
        const { messages, parts, submissions, registrations } = await store.snapshot()
        expect(messages[0]!.headers).toEqual(sampleReading().headers)
        expect(parts.map(part => part.id)).toEqual([partId(id, '1'), partId(id, '2')])
        expect(submissions.map(one => [one.id, one.reading.evidence[0]?.text, one.version])).toEqual([
          [`${id}/2#0`, 'Trường A', 1],
          [`${id}/2#1`, 'Trường B', 1],
        ])
        expect(registrations.map(one => [one.submissionId, one.model, one.sector, one.codeNumber])).toEqual([
          [`${id}/2#0`, 'Lớp học thân thiện', 'culture-society', null],
          [`${id}/2#1`, 'Một', null, null],
        ])
        expect(registrations[0]!.source).toEqual(sampleForm().registrations[0]!.source)
      })

      test('a message without forms is finished when it is read', async () => {
        const { read, standings } = await bench()
        await read(1, sampleReading({ parts: [sampleNote()] }))
        await read(2, sampleReading({ parts: [] }))
        await read(3, sampleReading({ parts: [sampleNote(), sampleNote({ path: '2', standing: 'review' })] }))
        await read(4, sampleReading({ parts: [], messageFindings: [finding('unreadable-message')] }))
        await read(5, sampleReading({ parts: [samplePart({ forms: [] })] }))
        expect((await standings()).messages).toEqual([
          'not-a-form',
          'not-a-form',
          'review',
          'review',
          'review',
        ])
      })

      test('a container stands for what is in it', async () => {
        const { store, lease, read, standings } = await bench()
        const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
        const inside = [samplePart({ path: '2/1', forms: [sampleForm()] }), sampleNote({ path: '2/2' })]
        const { id } = await read(1, sampleReading({ parts: [sampleNote(), zip, ...inside] }))
        await store.settle(await lease('validate'), 'u', sampleJudge(`${id}/2/1#0`), now)
        expect(await standings()).toMatchObject({
          messages: ['registered'],
          parts: ['not-a-form', 'registered', 'registered', 'not-a-form'],
        })
      })

      test('what is decided of a container is of all in it', async () => {
        const { store, read, settleAll } = await bench()
        const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
        const picture = sampleNote({
          path: '2/2',
          standing: 'review',
          findings: [finding('picture-not-read')],
        })
        const parts = [sampleNote(), zip, samplePart({ path: '2/1', forms: [sampleForm()] }), picture]
        const { id } = await read(1, sampleReading({ parts }))
        await settleAll(() => 'u', firstStands)
        const decision = { kind: 'dismiss', before: null, after: { reason: 'gửi nhầm' } } as const
        const { jobs } = await store.decide({ subject: `${id}/2`, by: 'clerk', at: now, ...decision }, 0)
        expect(jobs).toHaveLength(1)
        expect((await store.submission(`${id}/2/1#0`)).decisions.map(one => one.kind)).toEqual(['dismiss'])
        const of = async () => (await store.snapshot()).parts.map(one => `${one.path} ${one.standing}`)
        expect(await of()).toContain('2/2 not-a-form')
      })

      test('a mail that was not read yet stays in progress, whatever is decided of it', async () => {
        const { store, lease } = await bench()
        await store.keepMessages([sampleMessage(1)], null, now)
        const { id } = sampleMessage(1)
        const said = { subject: id, by: 'clerk', at: now, before: null } as const
        await store.decide({ ...said, kind: 'dismiss', after: { reason: 'quảng cáo' } }, 0)
        const standing = async () => (await store.snapshot()).messages.map(one => one.standing)
        expect(await standing()).toEqual(['in-progress'])
        // Given up, it is dismissed, as if that had been said only now; taking it back brings it to the clerk.
        await store.giveBack(await lease('read'), null, 'Error: x')
        expect(await standing()).toEqual(['not-a-form'])
        await store.decide({ ...said, kind: 'undo', after: { decision: 1 } }, 1)
        expect(await standing()).toEqual(['review'])
      })

      test('an error of the message as a whole holds it', async () => {
        const { store, lease, read, standings } = await bench()
        const forged = { messageFindings: [finding('authentication-failed')] }
        const picture = sampleNote({ standing: 'review', findings: [finding('picture-not-read')] })
        const { id } = await read(1, sampleReading({ ...forged, parts: [picture] }))
        expect((await standings()).messages).toEqual(['review'])
        // A form carries it itself: the rules hold it, and let it go when it was looked at.
        const { submission } = await read(2, sampleReading(forged))
        await store.settle(await lease('validate'), 'u', sampleJudge(submission), now)
        expect((await standings()).messages).toEqual(['review', 'registered'])
        const dismiss = { kind: 'dismiss', before: null, after: { reason: 'thư giả mạo' } } as const
        await store.decide({ subject: id, by: 'clerk', at: now, ...dismiss }, 0)
        expect((await standings()).messages).toEqual(['not-a-form', 'registered'])
        const decision = (await store.decisions(id))[0]!.id
        await store.decide(
          { subject: id, by: 'clerk', at: now, kind: 'undo', before: null, after: { decision } },
          1,
        )
        expect((await standings()).messages).toEqual(['review', 'registered'])
      })

      test('two rows of one id are refused whole, not merged in silence', async () => {
        const { store, lease } = await bench()
        await store.keepMessages([sampleMessage(1)], null, now)
        const job = await lease('read')
        const twice = [sampleNote(), sampleNote({ name: 'another' })]
        await expect(store.saveReading(job, sampleReading({ parts: twice }), now)).rejects.toThrow('two rows')
        const form = sampleForm()
        const same = { ...form, registrations: [...form.registrations, ...form.registrations] }
        const parts = [samplePart({ forms: [same] })]
        await expect(store.saveReading(job, sampleReading({ parts }), now)).rejects.toThrow('two rows')
        expect((await store.snapshot()).parts).toEqual([])
      })

      test('a form of a thousand rows', async () => {
        const { store, lease, read } = await bench()
        const rows = Array.from({ length: 1200 }, (_, at) => ({ name: `Tổ ${at}`, model: `Mô hình ${at}` }))
        const { submission } = await read(1, sampleReading({ rows }))
        await store.settle(await lease('validate'), 'u', sampleJudge(submission), now)
        const { registrations } = await store.snapshot()
        expect(registrations.map(one => one.codeNumber)).toEqual(rows.map((_, at) => at + 1))
        expect(registrations.at(-1)!.model).toBe('Mô hình 1199')
      })
    })

    describe('reading a message again', () => {
      const rows = [1, 2].map(at => ({ name: `Tổ ${at}`, model: `Mô hình ${at}` }))

      test('the same: the same rows, standings, units, codes and versions', async () => {
        const { store, read, readAgain, settleAll } = await bench()
        const { id } = await read(1, sampleReading({ rows }))
        await settleAll(() => 'u', firstStands)
        const before = await store.snapshot()
        const jobs = await readAgain(id, sampleReading({ rows }))
        expect(jobs).toHaveLength(1)
        expect({ ...(await store.snapshot()), revision: before.revision }).toEqual(before)
        await settleAll(() => 'u', firstStands)
        expect({ ...(await store.snapshot()), revision: before.revision }).toEqual(before)
      })

      test('other content: in progress again; codes and decisions last, also of a row that goes and comes back', async () => {
        const { store, read, readAgain, settleAll, standings } = await bench()
        const { id, submission } = await read(1, sampleReading({ rows }))
        await settleAll(() => 'mn-sao-mai', firstStands)
        const decision = {
          subject: submission,
          by: 'clerk',
          at: now,
          kind: 'dismiss',
          before: null,
          after: { reason: 'x' },
        } as const
        await store.decide(decision, 2)
        const undo = { ...decision, kind: 'undo', after: { decision: 1 } } as const
        await store.decide(undo, 3)
        await settleAll(() => 'mn-sao-mai', firstStands)

        await readAgain(id, sampleReading({ rows: rows.slice(0, 1) }))
        expect(await standings()).toMatchObject({ messages: ['in-progress'], submissions: ['in-progress'] })
        expect(await store.submission(submission)).toMatchObject({ version: 5, unitId: 'mn-sao-mai' })
        await settleAll(() => 'mn-sao-mai', firstStands)
        await read(2, sampleReading({ unit: 'B' }))
        await settleAll(() => 'v', firstStands)
        await readAgain(id, sampleReading({ rows }))
        await settleAll(() => 'mn-sao-mai', firstStands)
        expect((await store.snapshot()).registrations.map(row => [row.model, row.codeNumber])).toEqual([
          ['Mô hình 1', 1],
          ['Mô hình 2', 2],
          ['Lớp học thân thiện', 3],
        ])
        expect(await store.decisions(submission)).toEqual([
          { ...decision, id: 1 },
          { ...undo, id: 2 },
        ])
      })

      test('a form that is no longer there goes with its jobs, and those that repeated it are settled again', async () => {
        const { store, lease, read, readAgain, settleAll, standings } = await bench()
        const first = await read(1, sampleReading({ rows }))
        const second = await read(2, sampleReading({ rows }))
        await settleAll(() => 'mn-sao-mai', firstStands)
        expect((await standings()).submissions).toEqual(['registered', 'duplicate'])
        await store.requestValidation([first.submission], now)
        const inHand = await lease('validate')
        const jobs = await readAgain(first.id, sampleReading({ parts: [sampleNote()] }))
        await expect(store.settle(inHand, 'u', sampleJudge(first.submission), now)).rejects.toMatchObject({
          code: 'stale-lease',
        })
        await expect(store.submission(first.submission)).rejects.toMatchObject({ code: 'not-found' })
        expect(await store.pendingJobs('validate', now, 10)).toEqual(jobs)
        await settleAll(() => 'mn-sao-mai', firstStands)
        expect(await standings()).toMatchObject({
          messages: ['not-a-form', 'registered'],
          submissions: ['registered'],
        })
        expect(await store.submission(second.submission)).toMatchObject({ duplicateOf: null })
      })

      test('after reading failed for good: the clerk no longer sees a failure', async () => {
        const { store, lease, readAgain, standings } = await bench()
        const message = sampleMessage(1)
        await store.keepMessages([message], null, now)
        await store.giveBack(await lease('read'), null, 'reader-died: it ended')
        await readAgain(message.id, sampleReading({ parts: [sampleNote()] }))
        expect((await standings()).messages).toEqual(['not-a-form'])
        expect((await store.snapshot()).failedJobs).toEqual([])
        expect((await store.snapshot()).messages[0]!.findings).toEqual([])
      })

      test('failing for good leaves what was read before', async () => {
        const { store, lease, read, settleAll, askToRead, standings } = await bench()
        const { id } = await read(1, sampleReading())
        await settleAll(() => 'u', firstStands)
        const again = await askToRead(id)
        await store.giveBack(await lease('read', again), null, 'reader-died: it ended')
        expect((await standings()).messages).toEqual(['registered'])
        expect((await store.snapshot()).failedJobs).toHaveLength(1)
      })
    })

    describe('settling', () => {
      test('peers: of the unit, of the unit before, of the same content with its unit; in order of receipt, UID, part, place', async () => {
        const { store, lease, read } = await bench()
        const own = (model: string) => sampleReading({ rows: [{ name: 'Tổ 1', model }] })
        // Received in the same second: the UID decides, as a number.
        const tenth = await read(10, own('mười'), { receivedAt: now })
        const second = await read(2, own('hai'), { receivedAt: now })
        const early = await read(30, own('sớm'), { receivedAt: now - 1 })
        const other = await read(31, own('khác'))
        const several = await read(
          40,
          sampleReading({
            parts: ['10', '9'].map(path =>
              samplePart({
                path,
                forms: [0, 1].map(place => sampleForm({ place, rows: [{ name: path, model: `${place}` }] })),
              }),
            ),
          }),
          { receivedAt: now + 1 },
        )
        const joins = async (id: number, unitId: string) => {
          const job = await lease('validate', id)
          let seen: readonly Peer[] = []
          const judge = (peers: readonly Peer[]) => {
            seen = peers
            return peers.filter(peer => peer.id === job.subject).map(peer => settlement(peer, { unitId }))
          }
          await store.settle(job, unitId, judge, now)
          return seen.map(peer => peer.id)
        }
        for (const one of [tenth, second, early]) await joins(one.validate[0]!, 'u')
        await joins(other.validate[0]!, 'v')
        let seen: string[] = []
        for (const job of several.validate) seen = await joins(job, 'u')
        expect(seen).toEqual([
          early.submission,
          second.submission,
          tenth.submission,
          ...['9#0', '9#1', '10#0', '10#1'].map(place => `${several.id}/${place}`),
        ])
        // It goes to another unit: those it leaves and those it joins.
        const [again] = await store.requestValidation([early.submission], now)
        expect(await joins(again!, 'v')).toEqual([...seen, other.submission])
        expect((await store.submission(early.submission)).unitId).toBe('v')
        // Same content, whatever the unit, and however it is typed; and that unit as a whole.
        const repeat = await read(50, own('Khác '))
        expect(await joins(repeat.validate[0]!, 'w')).toEqual([
          early.submission,
          other.submission,
          repeat.submission,
        ])
      })

      test('what rules need of the message comes with each peer', async () => {
        const { store, read } = await bench()
        const reading = sampleReading({
          headers: { fromAddress: 'a@b.example', fromName: 'A', subject: 'Gửi lại' },
          messageFindings: [finding('no-authentication-result')],
        })
        const { submission, id } = await read(7, reading)
        expect(await store.submission(submission)).toMatchObject({
          ...{
            id: submission,
            messageId: id,
            partPath: '2',
            place: 0,
            uid: '7',
            receivedAt: now + 7 * minute,
          },
          ...{
            senderAddress: 'a@b.example',
            senderName: 'A',
            subject: 'Gửi lại',
            fileName: 'bieu-dang-ky.docx',
          },
          messageFindings: [{ code: 'no-authentication-result' }],
        })
      })

      test('blank forms have no content in common', async () => {
        const { store, lease, read } = await bench()
        await read(1, sampleReading({ rows: [] }))
        await read(2, sampleReading({ rows: [] }))
        let count = 0
        const judge = (peers: readonly Peer[]) => {
          count = peers.length
          return peers.map(peer => settlement(peer, { unitId: null, standing: 'review' }))
        }
        await store.settle(await lease('validate'), null, judge, now)
        expect(count).toBe(1)
      })

      test('the order in which jobs are done does not matter', async () => {
        const outcomes = []
        for (const order of [0, 1]) {
          const { store, lease, read } = await bench()
          const jobs: number[] = []
          for (const number of [3, 1, 2]) jobs.push(...(await read(number, sampleReading())).validate)
          for (const id of order === 0 ? jobs : jobs.toReversed())
            await store.settle(await lease('validate', id), 'u', firstStands, now)
          const { submissions } = await store.snapshot()
          outcomes.push(submissions.map(one => [one.id, one.standing, one.duplicateOf, one.unitId]))
        }
        expect(outcomes[1]).toEqual(outcomes[0])
        expect(outcomes[0]!.map(one => one[1])).toEqual(['registered', 'duplicate', 'duplicate'])
      })

      test('nor where units send the same content: each unit is judged whole', async () => {
        const unitOf = (peer: Peer) => peer.reading.evidence[0]!.text
        /** The first form of a unit stands, further ones wait. */
        const judge = (peers: readonly Peer[]) =>
          peers.map((peer): Settlement => {
            const first = peers.find(one => unitOf(one) === unitOf(peer))
            return settlement(peer, {
              unitId: unitOf(peer),
              standing: first === peer ? 'registered' : 'review',
            })
          })
        const forms = [
          { unit: 'v', model: 'một' },
          { unit: 'v', model: 'hai' },
          { unit: 'u', model: 'hai' },
        ]
        const orders = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ]
        for (const order of orders) {
          const { store, lease, read, standings } = await bench()
          const jobs: number[] = []
          for (const [at, { unit, model }] of forms.entries())
            jobs.push(...(await read(at, sampleReading({ unit, rows: [{ name: 'Tổ 1', model }] }))).validate)
          for (const at of order) {
            const job = await lease('validate', jobs[at]!)
            await store.settle(job, forms[at]!.unit, judge, now)
          }
          expect((await standings()).submissions).toEqual(['registered', 'review', 'registered'])
        }
      })

      test('version and revision go up with a change, and only then', async () => {
        const { store, lease, read } = await bench()
        const { submission } = await read(1, sampleReading())
        const settle = async (standing: Standing) => {
          await store.requestValidation(null, now)
          await store.settle(
            await lease('validate'),
            'u',
            peers => peers.map(one => settlement(one, { standing })),
            now,
          )
          return { revision: await store.revision(), version: (await store.submission(submission)).version }
        }
        const first = await settle('registered')
        expect(first.version).toBe(2)
        expect(await settle('registered')).toEqual(first)
        expect(await settle('review')).toEqual({ revision: first.revision + 1, version: 3 })
      })

      test('rules that leave it undecided, or settle a stranger, change nothing', async () => {
        const { store, lease, read } = await bench()
        await read(1, sampleReading())
        const job = await lease('validate')
        const before = await store.snapshot()
        await expect(store.settle(job, 'u', () => [], now)).rejects.toThrow('undecided')
        const stranger = (peers: readonly Peer[]) => [
          ...firstStands(peers),
          { ...settlement(peers[0]!), submissionId: 'x' },
        ]
        await expect(store.settle(job, 'u', stranger, now)).rejects.toThrow('no peer')
        expect(await store.snapshot()).toEqual(before)
      })

      test('codes: in order, on the first registration, for good', async () => {
        const { store, lease, read } = await bench()
        const rows = [1, 2].map(at => ({ name: `Tổ ${at}`, model: `Mô hình ${at}` }))
        const one = await read(1, sampleReading({ rows }))
        const two = await read(2, sampleReading())
        const settle = async (submission: string, standing: Standing) => {
          await store.requestValidation([submission], now)
          const job = await lease('validate', (await store.pendingJobs('validate', now, 10)).at(-1)!)
          expect(job.subject).toBe(submission)
          await store.settle(job, null, sampleJudge(submission, { standing }), now)
        }
        const codes = async () => (await store.snapshot()).registrations.map(row => row.codeNumber)
        await lease('validate', one.validate[0]!)
        await settle(two.submission, 'registered')
        expect(await codes()).toEqual([null, null, 1])
        await settle(one.submission, 'review')
        expect(await codes()).toEqual([null, null, 1])
        await settle(one.submission, 'registered')
        expect(await codes()).toEqual([2, 3, 1])
        await settle(two.submission, 'review')
        await settle(two.submission, 'registered')
        expect(await codes()).toEqual([2, 3, 1])
      })

      test('the balance: every message and part ends in exactly one of the four', async () => {
        const { store, read, settleAll } = await bench()
        await read(1, sampleReading({ unit: 'A' }))
        await read(2, sampleReading({ unit: 'A' }))
        await read(3, sampleReading({ parts: [sampleNote()] }))
        await read(
          4,
          sampleReading({ rows: [{ name: 'x', model: '01' }], findings: [finding('count-as-model')] }),
        )
        await settleAll(
          () => null,
          peers =>
            peers[0]!.findings.length > 0
              ? [settlement(peers[0]!, { standing: 'review' })]
              : firstStands(peers),
        )
        const { messages, parts, submissions } = await store.snapshot()
        expect(messages.map(one => one.standing)).toEqual(['registered', 'duplicate', 'not-a-form', 'review'])
        expect([...messages, ...parts, ...submissions].filter(one => one.standing === 'in-progress')).toEqual(
          [],
        )
        expect(await store.pendingJobs('validate', now + 100 * minute, 10)).toEqual([])
      })
    })

    describe('decisions', () => {
      test('against the version that was seen; the second of two is refused', async () => {
        const { store, read } = await bench()
        const { submission } = await read(1, sampleReading())
        const { version } = await store.submission(submission)
        const decision = {
          ...{ subject: submission, by: 'clerk', at: now, kind: 'unit' as const },
          ...{ before: null, after: { unitId: 'u' } },
        }
        const revision = await store.revision()
        await store.decide(decision, version)
        expect(await store.revision()).toBe(revision + 1)
        await expect(store.decide(decision, version)).rejects.toMatchObject({ code: 'stale-version' })
        const taken = await store.decide({ ...decision, after: { unitId: 'v' } }, version + 1)
        expect(taken.id).toBe(2)
        expect(await store.decisions(submission)).toEqual([
          { ...decision, id: 1 },
          { ...decision, id: 2, after: { unitId: 'v' } },
        ])
        expect(await store.decisions('other')).toEqual([])
        await expect(store.decide({ ...decision, subject: 'x' }, 0)).rejects.toMatchObject({
          code: 'not-found',
        })
      })

      test('takes effect by settling again', async () => {
        const { store, lease, read } = await bench()
        const { submission } = await read(1, sampleReading())
        await store.settle(await lease('validate'), 'u', sampleJudge(submission), now)
        const { version } = await store.submission(submission)
        await store.decide(
          {
            subject: submission,
            by: 'clerk',
            at: now,
            kind: 'dismiss',
            before: null,
            after: { reason: 'x' },
          } as const,
          version,
        )
        expect((await lease('validate')).subject).toBe(submission)
      })
    })

    describe('mails and facts', () => {
      const mail = {
        ...{ id: 'summary 2022-02-11', kind: 'summary' as const, day: '2022-02-11', raw: 'ab', at: now },
        ...{ recipients: ['thuongtruc@huyen.example'], figures: { units: 86 }, about: [] },
      }

      test('a mail is begun once, and ends once', async () => {
        const { store, open } = await bench()
        expect(await store.beginSending(mail)).toBe(true)
        expect(await (await open()).sentMails()).toEqual([{ ...mail, state: 'sending', detail: '' }])
        expect(await store.beginSending({ ...mail, at: now + 1 })).toBe(false)
        await store.endSending(mail.id, 'sent', '250 OK', now + 2)
        const sent = { ...mail, state: 'sent', detail: '250 OK', at: now + 2 }
        expect(await store.sentMails()).toEqual([sent])
        await expect(store.endSending(mail.id, 'refused', '', now)).rejects.toMatchObject({
          code: 'not-found',
        })
        expect(await store.beginSending(mail)).toBe(false)
        expect((await store.snapshot()).sentMails).toEqual([sent])
      })

      test('facts by name, of any shape, quietly', async () => {
        const { store } = await bench()
        const revision = await store.revision()
        expect(await store.fact('roster')).toBeUndefined()
        await store.saveFact('roster', { units: [{ id: 'a', name: 'Trường Mầm non' }] })
        await store.saveFact('roster', { units: [] })
        await store.saveFact('at', now)
        expect(await store.fact('roster')).toEqual({ units: [] })
        expect(await store.fact('at')).toBe(now)
        expect(await store.revision()).toBe(revision)
      })
    })

    test('all of it is there after closing and opening', async () => {
      const { store, open, read, settleAll } = await bench()
      await read(1, sampleReading({ unit: 'A' }))
      await settleAll(() => 'u', firstStands)
      const before = await store.snapshot()
      await store.close()
      expect(await (await open()).snapshot()).toEqual(before)
    })

    test('many transactions at once within one process', async () => {
      const { store } = await bench()
      const batches = Array.from({ length: 40 }, (_, at) => [sampleMessage(at)])
      const kept = await Promise.all([
        ...batches.map(batch => store.keepMessages(batch, null, now)),
        ...batches.map(() => store.snapshot()),
      ])
      expect(kept).toHaveLength(80)
      const leased = await Promise.all(batches.map(() => store.lease('read', null, now, minute)))
      expect(new Set(leased.map(job => job?.subject)).size).toBe(40)
    })
  })
}
