/** What every store has to do with what people put in by hand, and with scans that somebody typed: run by `store.test.ts`. */
import { expect, onTestFinished, test } from 'vitest'
import { listWaiting } from '../../src/consolidation/waiting.ts'
import { campaignSubject, type DecisionKind } from '../../src/domain/decision.ts'
import { finding } from '../../src/domain/finding.ts'
import { deskAccount } from '../../src/domain/ledger.ts'
import type { DecisionToTake } from '../../src/ports.ts'
import {
  makeSampleStore,
  sampleTime as now,
  sampleForm,
  sampleMessage,
  sampleNote,
  samplePart,
  sampleReading,
} from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const bench = () => {
  const { store, receive } = makeSampleStore(tempFolder())
  onTestFinished(() => store.close())
  const partsOf = async () =>
    Object.fromEntries((await store.snapshot()).parts.map(one => [one.path, one.standing]))
  const waitsFor = async () => listWaiting(await store.excerpt({ waiting: true })).map(one => one.subject)
  return { store, receive, partsOf, waitsFor }
}
const take = (subject: string, kind: DecisionKind, after: object, version = 0): DecisionToTake => ({
  decision: { subject, kind, before: null, after, by: 'Hoa', at: now },
  version,
})
const scan = (path: string) =>
  sampleNote({ path, name: `${path}.jpg`, standing: 'review', findings: [finding('picture-not-read')] })
const entry = (text = 'entered') =>
  sampleMessage(9, { text, receiptSource: 'file', location: { account: deskAccount, folder: 'scan' } })
const enter = (of: string[] = [], id = entry().id) => [
  take(id, 'enter', { way: 'scan', from: '', of }),
  take(id, 'unit', { unitId: 'mn-sao-mai' }, 1),
  ...of.map(part => take(part, 'typed', { as: id })),
]

export const entriesContract = (): void => {
  test('an entry is kept with its decisions, to be read like any other; the same bytes once', async () => {
    const { store, receive, partsOf, waitsFor } = bench()
    const id = await receive(sampleReading({ parts: [sampleNote(), scan('2')] }))
    expect(await waitsFor()).toEqual([`${id}/2`])
    const { read } = await store.keepEntry(entry(), enter([`${id}/2`]), now)
    expect(read).toHaveLength(1)
    expect((await store.decisions(entry().id)).map(one => one.kind)).toEqual(['enter', 'unit'])
    expect(await partsOf()).toEqual({ 1: 'not-a-form', 2: 'duplicate' })
    expect(await waitsFor()).toEqual([])
    expect(await store.keepEntry(entry(), enter([`${id}/2`]), now)).toEqual({ read: [], validate: [] })
    expect(await store.decisions(`${id}/2`)).toHaveLength(1)
    expect(await store.entries(5)).toEqual([entry().id])
  })

  test('two who type the same scan: nothing of the second is kept', async () => {
    const { store, receive } = bench()
    const id = await receive(sampleReading({ parts: [scan('1'), scan('2')] }))
    await store.keepEntry(entry(), enter([`${id}/2`]), now)
    const second = entry('entered by another')
    const kept = store.keepEntry(second, enter([`${id}/1`, `${id}/2`], second.id), now)
    await expect(kept).rejects.toMatchObject({ code: 'stale-version' })
    expect((await store.snapshot()).messages.map(one => one.id)).not.toContain(second.id)
    expect(await store.decisions(`${id}/1`)).toEqual([])
    expect(await store.entries(5)).toEqual([entry().id])
  })

  test('a closed campaign takes no entry in', async () => {
    const { store, receive } = bench()
    await receive(sampleReading())
    await store.decide(take(campaignSubject, 'close', {}).decision, 0)
    await expect(store.keepEntry(entry(), enter(), now)).rejects.toMatchObject({ code: 'campaign-closed' })
    expect((await store.snapshot()).messages).toHaveLength(1)
  })

  test('taken back in one action, the scans wait again; refused as a whole where one was decided meanwhile', async () => {
    const { store, receive, partsOf, waitsFor } = bench()
    const id = await receive(sampleReading({ parts: [scan('1'), scan('2')] }))
    await store.keepEntry(entry(), enter([`${id}/1`, `${id}/2`]), now)
    expect(await partsOf()).toEqual({ 1: 'duplicate', 2: 'duplicate' })
    const typed = await Promise.all(
      ['1', '2'].map(async path => (await store.decisions(`${id}/${path}`))[0]!.id),
    )
    const back = [
      take(entry().id, 'dismiss', { reason: 'x' }, 2),
      take(`${id}/1`, 'undo', { decision: typed[0] }, 1),
      take(`${id}/2`, 'undo', { decision: typed[1] }, 1),
    ]
    await expect(
      store.decideTogether([...back.slice(0, 2), { ...back[2]!, version: 0 }]),
    ).rejects.toMatchObject({ code: 'stale-version' })
    expect(await partsOf()).toEqual({ 1: 'duplicate', 2: 'duplicate' })
    await store.decideTogether(back)
    expect(await partsOf()).toEqual({ 1: 'review', 2: 'review' })
    expect(await waitsFor()).toEqual([`${id}/1`, `${id}/2`])
  })

  test('of a container that was typed, what still counts in it goes on counting, what waited waits no more', async () => {
    const { store, receive, partsOf } = bench()
    const cut = sampleNote({
      path: '2',
      format: 'zip',
      standing: 'review',
      findings: [finding('archive-cut')],
    })
    const inside = [samplePart({ path: '2/1', forms: [sampleForm()] }), scan('2/2')]
    const id = await receive(sampleReading({ parts: [sampleNote({ path: '1' }), cut, ...inside] }))
    expect(await partsOf()).toEqual({ 1: 'not-a-form', 2: 'review', '2/1': 'registered', '2/2': 'review' })
    const typed = take(`${id}/2`, 'typed', { as: entry().id })
    await store.decide(typed.decision, 0)
    expect(await partsOf()).toEqual({
      1: 'not-a-form',
      2: 'registered',
      '2/1': 'registered',
      '2/2': 'duplicate',
    })
    expect((await store.snapshot()).messages[0]!.standing).toBe('registered')
    const [decision] = await store.decisions(`${id}/2`)
    await store.decide(take(`${id}/2`, 'undo', { decision: decision!.id }).decision, 1)
    expect(await partsOf()).toMatchObject({ 2: 'review', '2/2': 'review' })
  })

  test('one file of a container that was typed leaves its neighbours waiting, and the container with them', async () => {
    const { store, receive, partsOf } = bench()
    const zip = sampleNote({ path: '2', format: 'zip', standing: 'forms' })
    const id = await receive(sampleReading({ parts: [zip, scan('2/1'), scan('2/2')] }))
    await store.decide(take(`${id}/2/1`, 'typed', { as: entry().id }).decision, 0)
    expect(await partsOf()).toEqual({ 2: 'review', '2/1': 'duplicate', '2/2': 'review' })
    await store.decide(take(`${id}/2/2`, 'typed', { as: entry().id }).decision, 0)
    expect(await partsOf()).toEqual({ 2: 'duplicate', '2/1': 'duplicate', '2/2': 'duplicate' })
    expect((await store.snapshot()).messages[0]!.standing).toBe('duplicate')
  })

  test('a form that was read badly and typed is settled anew', async () => {
    const { store, receive } = bench()
    const id = await receive(sampleReading(), { standing: 'review', findings: [finding('no-model')] })
    const jobs = await store.decideTogether([take(`${id}/2`, 'typed', { as: entry().id })])
    expect(jobs).toHaveLength(1)
    expect((await store.submission(`${id}/2#0`)).decisions.map(one => one.kind)).toEqual(['typed'])
    expect(await store.jobsLeft(jobs)).toBe(1)
  })
}
