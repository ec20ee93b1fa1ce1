/** The part of the store's contract that holds what somebody decided against later readings, and codes to what has them. */
import { describe, expect, test } from 'vitest'
import type { DecisionKind } from '../../src/domain/decision.ts'
import { finding } from '../../src/domain/finding.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import type { Peer, Settlement, Store } from '../../src/ports.ts'
import {
  makeSampleStore,
  sampleTime as now,
  type SampleStore,
  sampleForm,
  sampleNote,
  samplePart,
  sampleReading,
} from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const later = Date.parse('2100-01-01T00:00:00Z')

/** The ordinary way: leased, read, and settled as its findings are. */
const readAgain = async (store: Store, id: string, reading: MessageReading): Promise<void> => {
  const job = await store.leaseReading(id, now, 60_000)
  const jobs = await store.saveReading(job!, reading, now)
  for (const one of jobs) {
    const validate = await store.lease('validate', one, later, 60_000)
    const settled = (peer: Peer): Settlement => ({
      ...{ submissionId: peer.id, standing: 'registered', unitId: 'u', unitName: 'U' },
      ...{
        duplicateOf: null,
        supersededBy: null,
        corrected: peer.corrected,
        findings: peer.reading.findings,
      },
    })
    await store.settle(validate!, 'u', peers => peers.map(settled), now)
  }
}

const decide = async (store: Store, subject: string, kind: DecisionKind, after: object): Promise<void> => {
  const version = subject.includes('#')
    ? (await store.submission(subject)).version
    : (await store.decisions(subject)).length
  await store.decide({ subject, by: 'ai đó', at: now, kind, before: null, after }, version)
}

const bench = (): SampleStore => makeSampleStore(tempFolder())
const row = (name: string, model = `Mô hình của ${name}`) => ({ name, model })
const modelsOf = async (store: Store) =>
  (await store.snapshot()).registrations.map(
    one => `${one.submissionId.split('/')[1]} ${one.name}: ${one.model}`,
  )

export const decidedReadingsContract = (): void => {
  describe('a form that somebody decided about', () => {
    test('stays as it is when it is read otherwise; its neighbours and new forms do not wait for it', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ forms: [{ rows: [row('A')] }, { rows: [row('B')] }] }))
      const decided = `${id}/2#0`
      await decide(store, decided, 'accept', { findings: [] })
      const { version } = await store.submission(decided)
      await readAgain(
        store,
        id,
        sampleReading({
          forms: [{ rows: [row('A', 'khác')] }, { rows: [row('B', 'khác')] }, { rows: [row('C')] }],
        }),
      )
      expect(await modelsOf(store)).toEqual(['2#0 A: Mô hình của A', '2#1 B: khác', '2#2 C: Mô hình của C'])
      const kept = await store.submission(decided)
      expect(kept.standing).toBe('registered')
      expect(kept.reading.registrations[0]?.model).toBe('Mô hình của A')
      expect(kept.version).toBeLessThanOrEqual(version + 1)
      const [proposal, ...others] = await store.proposals()
      expect(others).toEqual([])
      expect(proposal).toMatchObject({
        submissionId: decided,
        messageId: id,
        at: now,
        reading: { part: { path: '2' } },
      })
      expect(proposal!.reading.form?.registrations[0]?.model).toBe('khác')
      await store.close()
    })

    test('gets a newer proposal, loses one that no longer says otherwise, and is read anew once undecided', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A')] }))
      const decided = `${id}/2#0`
      await decide(store, decided, 'put-off', { note: 'hỏi lại' })
      const proposed = async () =>
        (await store.proposals()).map(one => one.reading.form?.registrations[0]?.model)
      await readAgain(store, id, sampleReading({ rows: [row('A', 'một')] }))
      await readAgain(store, id, sampleReading({ rows: [row('A', 'hai')] }))
      expect(await proposed()).toEqual(['hai'])
      await readAgain(store, id, sampleReading({ rows: [row('A')] }))
      expect(await proposed()).toEqual([])
      await readAgain(store, id, sampleReading({ rows: [row('A', 'ba')] }))
      const [{ id: number } = { id: 0 }] = await store.decisions(decided)
      await decide(store, decided, 'undo', { decision: number })
      expect(await proposed()).toEqual(['ba'])
      await readAgain(store, id, sampleReading({ rows: [row('A', 'ba')] }))
      expect(await proposed()).toEqual([])
      expect(await modelsOf(store)).toEqual(['2#0 A: ba'])
      await store.close()
    })

    test('a new reading is taken: the decisions that hold the form are taken back, and its mail is read again', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A')] }))
      const decided = `${id}/2#0`
      await decide(store, decided, 'accept', { findings: [] })
      await decide(store, id, 'put-off', { note: 'hỏi lại' })
      // Asked to be read again: that holds nothing.
      await decide(store, id, 'read-again', {})
      await readAgain(store, id, sampleReading({ rows: [row('A', 'khác')] }))
      const [{ at: readAt } = { at: 0 }] = await store.proposals()
      const { version } = await store.submission(decided)
      const answer = {
        what: 'accept',
        submissionId: decided,
        readAt,
        version,
        by: 'chị Hoa',
        at: now,
      } as const
      await expect(store.answerProposal({ ...answer, version: version - 1 })).rejects.toMatchObject({
        code: 'stale-version',
      })
      await expect(store.answerProposal({ ...answer, readAt: now - 1 })).rejects.toMatchObject({
        code: 'stale-version',
      })
      const [job] = await store.answerProposal(answer)
      expect(
        [...(await store.decisions(id)), ...(await store.decisions(decided))].map(one => one.kind),
      ).toEqual([...['put-off', 'read-again', 'undo'], ...['accept', 'undo']])
      const read = await store.lease('read', job!, later, 60_000)
      await store.saveReading(read!, sampleReading({ rows: [row('A', 'khác')] }), now)
      expect(await store.proposals()).toEqual([])
      expect(await modelsOf(store)).toEqual(['2#0 A: khác'])
      await store.close()
    })

    test('a new reading is declined: it is asked about no more, another one is', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A')] }))
      const decided = `${id}/2#0`
      await decide(store, decided, 'accept', { findings: [] })
      await readAgain(store, id, sampleReading({ rows: [row('A', 'một')] }))
      const { version } = await store.submission(decided)
      const answer = {
        what: 'keep',
        submissionId: decided,
        readAt: now,
        version,
        by: 'chị Hoa',
        at: now,
      } as const
      await store.answerProposal(answer)
      expect(await store.decisions(decided)).toMatchObject([
        { kind: 'accept' },
        { kind: 'keep-reading', by: 'chị Hoa' },
      ])
      expect(await store.proposals()).toEqual([])
      await expect(store.answerProposal(answer)).rejects.toMatchObject({ code: 'stale-version' })
      await readAgain(store, id, sampleReading({ rows: [row('A', 'một')] }))
      expect(await store.proposals()).toEqual([])
      await readAgain(store, id, sampleReading({ rows: [row('A', 'hai')] }))
      expect(await store.proposals()).toHaveLength(1)
      expect(await modelsOf(store)).toEqual(['2#0 A: Mô hình của A'])
      await store.close()
    })

    test.each<[string, MessageReading]>([
      ['its form', sampleReading({ parts: [sampleNote(), samplePart({ forms: [] })] })],
      ['its file', sampleReading({ parts: [sampleNote()] })],
      ['what its file is', sampleReading({ parts: [sampleNote(), sampleNote({ path: '2' })] })],
      [
        'what can be read of its file',
        sampleReading({
          parts: [
            sampleNote(),
            sampleNote({ path: '2', standing: 'review', findings: [finding('hostile-part')] }),
          ],
        }),
      ],
    ])('stays when a reading no longer has %s', async (_, reading) => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A')] }))
      await decide(store, `${id}/2#0`, 'accept', { findings: [] })
      await readAgain(store, id, reading)
      const { messages, parts, submissions, registrations } = await store.snapshot()
      expect([messages[0], parts[1], submissions[0]].map(one => one?.standing)).toEqual([
        'registered',
        'registered',
        'registered',
      ])
      expect(registrations).toMatchObject([{ name: 'A', codeNumber: 1 }])
      expect(await store.proposals()).toMatchObject([{ reading: { form: null } }])
      await store.close()
    })

    test('stays in an archive that is no longer opened, while what stood beside it goes', async () => {
      const { store, receive } = bench()
      const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
      const inside = (at: number) =>
        samplePart({ path: `2/${at}`, forms: [sampleForm({ rows: [row(`Tổ ${at}`)] })] })
      const id = await receive(sampleReading({ parts: [sampleNote(), zip, inside(1), inside(2)] }))
      await decide(store, `${id}/2/2#0`, 'accept', { findings: [] })
      const shut = sampleNote({ path: '2', format: 'zip', findings: [finding('technical-part')] })
      await readAgain(store, id, sampleReading({ parts: [sampleNote(), shut] }))
      const { parts, submissions } = await store.snapshot()
      expect(parts.map(one => [one.path, one.standing])).toEqual([
        ['1', 'not-a-form'],
        ['2', 'registered'],
        ['2/2', 'registered'],
      ])
      expect(submissions.map(one => one.id)).toEqual([`${id}/2/2#0`])
      await store.close()
    })

    test('keeps the mail that it was decided on: its sender, its subject, what was found of it', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A')] }))
      await decide(store, `${id}/2#0`, 'accept', { findings: [] })
      const forged = sampleReading({ rows: [row('A')], messageFindings: [finding('authentication-failed')] })
      await readAgain(store, id, forged)
      expect((await store.snapshot()).messages).toMatchObject([{ standing: 'registered', findings: [] }])
      expect(await store.proposals()).toMatchObject([
        { reading: { findings: [{ code: 'authentication-failed' }] } },
      ])
      // What no rule looks at is taken over.
      const dated = sampleReading({ rows: [row('A')], headers: { date: now } })
      await readAgain(store, id, dated)
      expect((await store.snapshot()).messages[0]?.headers?.date).toBe(now)
      expect(await store.proposals()).toEqual([])
      await store.close()
    })

    test('may have been decided about with its file, its mail, or as the one whose place was taken', async () => {
      const { store, receive } = bench()
      const ids: string[] = []
      for (const name of ['A', 'B', 'C', 'D', 'E'])
        ids.push(await receive(sampleReading({ rows: [row(name)] })))
      const [part, mail, replaced, newer, free] = ids
      await decide(store, `${part}/2`, 'put-off', { note: '' })
      await decide(store, mail!, 'put-off', { note: '' })
      await decide(store, `${newer}/2#0`, 'replace', { of: `${replaced}/2#0` })
      for (const id of ids) await readAgain(store, id, sampleReading({ rows: [row('A', 'khác')] }))
      const proposed = (await store.proposals()).map(one => one.messageId)
      expect(proposed.sort()).toEqual([part, mail, replaced, newer].sort())
      expect(await modelsOf(store)).toContain('2#0 A: khác')
      expect((await store.snapshot()).registrations.filter(one => one.model === 'khác')).toMatchObject([
        { submissionId: `${free}/2#0` },
      ])
      await store.close()
    })
  })

  describe('a reading that is leased', () => {
    test('is had by one alone, and not while another waits; a failed one is no hindrance', async () => {
      const { store, receive, keep } = bench()
      const id = await receive(sampleReading())
      const first = await store.leaseReading(id, now, 1000)
      expect(first).toMatchObject({ kind: 'read', subject: id })
      expect(await store.leaseReading(id, now + 5000, 1000)).toBeUndefined()
      await store.giveBack(first!, null, 'bug: x')
      expect(await store.leaseReading(id, now, 1000)).toBeDefined()
      expect(await store.leaseReading(await keep(), now, 1000)).toBeUndefined()
      await expect(store.leaseReading('ff', now, 1000)).rejects.toMatchObject({ code: 'not-found' })
      await store.close()
    })
  })

  describe('codes', () => {
    const codesOf = async (store: Store) =>
      Object.fromEntries((await store.snapshot()).registrations.map(one => [one.name, one.codeNumber]))

    test('go with their registrations when rows turn out to stand elsewhere, and come back with them', async () => {
      const { store, receive } = bench()
      const three = [row('A'), row('B'), row('C')]
      const id = await receive(sampleReading({ rows: three }))
      expect(await codesOf(store)).toEqual({ A: 1, B: 2, C: 3 })
      await readAgain(store, id, sampleReading({ rows: [row('0'), ...three] }))
      expect(await codesOf(store)).toEqual({ 0: 4, A: 1, B: 2, C: 3 })
      await readAgain(store, id, sampleReading({ rows: three.toReversed() }))
      expect(await codesOf(store)).toEqual({ A: 1, B: 2, C: 3 })
      // C's place is B's now: its code waits, and nobody else gets it.
      await readAgain(store, id, sampleReading({ rows: [row('B'), row('A')] }))
      expect(await codesOf(store)).toEqual({ A: 1, B: 2 })
      await readAgain(store, id, sampleReading({ rows: three.toReversed() }))
      expect(await codesOf(store)).toEqual({ A: 1, B: 2, C: 3 })
      await store.close()
    })

    test('go with a form to another path of the mail, and with a name or note that is read better', async () => {
      const { store, receive } = bench()
      const id = await receive(sampleReading({ rows: [row('A'), { ...row('B'), note: 'mới' }] }))
      const moved = samplePart({
        path: '2/1',
        forms: [sampleForm({ rows: [{ ...row('B'), note: 'duy trì' }, row('A')] })],
      })
      const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
      await readAgain(store, id, sampleReading({ parts: [sampleNote(), zip, moved] }))
      expect(await codesOf(store)).toEqual({ A: 1, B: 2 })
      const better = samplePart({ path: '2/1', forms: [sampleForm({ rows: [row('B'), row('Á')] })] })
      await readAgain(store, id, sampleReading({ parts: [sampleNote(), zip, better] }))
      expect(await codesOf(store)).toEqual({ Á: 1, B: 2 })
      await store.close()
    })
  })
}
