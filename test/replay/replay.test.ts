/** Reading the archive again: what is shown, what is written, and what is not, on a real ledger and archive. */
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { balanceOf } from '../../src/consolidation/balance.ts'
import { finding } from '../../src/domain/finding.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { writtenChanges } from '../../src/replay/written-changes.ts'
import { campaign } from '../support/forms.ts'
import { sampleForm, sampleNote, samplePart, sampleReading } from '../support/ledger.ts'
import { makeTempFolder, tempFolder } from '../support/temp-folder.ts'
import { makeBench, roster, shownOf } from './bench.ts'

const [school, other] = roster.units.filter(unit => /Mầm non/.test(unit.name)).map(unit => unit.name)
const bench = () => {
  const one = makeBench(tempFolder())
  onTestFinished(() => one.close())
  return one
}
const row = (name: string, model: string, note = '') => ({ name, model, note })

test('shows form by form what would change, and changes nothing; applied, exactly that has come true', async () => {
  const { store, receive, reads, replay } = bench()
  const held = sampleReading({ unit: school!, rows: [row('A', 'Vườn rau')], findings: [finding('no-model')] })
  const one = await receive(held)
  const two = await receive(
    sampleReading({ unit: other!, rows: [row('B', 'Cổng trường'), row('C', 'Lớp học'), row('D', 'Bếp')] }),
  )
  reads(one, sampleReading({ unit: school!, rows: [row('A', 'Vườn rau sạch')] }))
  reads(
    two,
    sampleReading({
      forms: [
        { unit: other!, rows: [row('B', 'Cổng trường'), row('C', 'Lớp học xanh'), row('E', 'Sân')] },
        { rows: [row('F', 'Khác')] },
      ],
    }),
  )
  const before = await shownOf(store)
  const { changes, touched, messages } = await replay()
  expect(await shownOf(store)).toEqual(before)
  expect(messages.toSorted()).toEqual([one, two].toSorted())
  expect(touched).toEqual([one, two].toSorted())
  expect(changes).toMatchObject([
    {
      ...{ kind: 'changed', of: 'submission', id: `${one}/2#0` },
      outcome: { from: 'review', to: 'registered' },
      changed: [{ from: { model: 'Vườn rau' }, to: { model: 'Vườn rau sạch', codeNumber: 4 } }],
      goneFindings: [{ code: 'no-model' }],
    },
    {
      ...{ kind: 'changed', id: `${two}/2#0` },
      changed: [
        { from: { model: 'Lớp học', codeNumber: 2 }, to: { model: 'Lớp học xanh', codeNumber: 2 } },
        { from: { name: 'D', codeNumber: 3 }, to: { name: 'E', codeNumber: 3 } },
      ],
    },
    { kind: 'appeared', id: `${two}/2#1`, added: [{ name: 'F' }], outcome: { from: null, to: 'review' } },
  ])
  expect(changes[1]!.outcome).toBeUndefined()

  await replay({ apply: true })
  const { registrations } = await store.snapshot()
  expect(registrations.map(found => [found.name, found.codeNumber])).toEqual([
    ['A', 4],
    ['B', 1],
    ['C', 2],
    ['E', 3],
    ['F', null],
  ])
  expect(balanceOf(await store.snapshot()).even).toBe(true)
  expect(await replay({ apply: true })).toMatchObject({ changes: [], touched: [] })
})

test('forms that somebody decided about are proposed to, in the same mail as others that are not', async () => {
  const { store, receive, reads, decide, replay } = bench()
  const forms = [
    { unit: school!, rows: [row('A', 'Một')] },
    { unit: other!, rows: [row('B', 'Hai')] },
  ]
  const id = await receive(sampleReading({ forms }))
  await decide(`${id}/2#0`, 'accept', { findings: [] })
  const better = forms.map(form => ({
    ...form,
    rows: form.rows.map(one => ({ ...one, model: `${one.model} mới` })),
  }))
  reads(id, sampleReading({ forms: better }))
  const before = await shownOf(store)
  const shown = await replay()
  expect(await shownOf(store)).toEqual(before)
  expect(shown).toMatchObject({
    changes: [
      {
        kind: 'proposed',
        id: `${id}/2#0`,
        changed: [{ from: { model: 'Một', codeNumber: 1 }, to: { model: 'Một mới' } }],
      },
      { kind: 'changed', id: `${id}/2#1`, changed: [{ to: { model: 'Hai mới', codeNumber: 2 } }] },
    ],
    proposals: 1,
  })
  await replay({ apply: true })
  expect((await store.snapshot()).registrations.map(one => one.model)).toEqual(['Một', 'Hai mới'])
  expect(await store.proposals()).toHaveLength(1)
  expect(await replay()).toMatchObject({ changes: [], touched: [], proposals: 1 })
})

test('a decision that is taken between reading and writing is respected', async () => {
  const { store, receive, reads, decide, replay } = bench()
  const id = await receive(sampleReading({ unit: school!, rows: [row('A', 'Một')] }))
  reads(id, sampleReading({ unit: school!, rows: [row('A', 'Hai')] }))
  await replay({ apply: true, between: () => decide(`${id}/2#0`, 'put-off', { note: '' }) })
  expect((await store.snapshot()).registrations[0]?.model).toBe('Một')
  expect(await store.proposals()).toHaveLength(1)
})

test('a mail that somebody else is reading is left to them, and one that waits to be read is not counted', async () => {
  const { store, receive, keep, reads, replay } = bench()
  const id = await receive(sampleReading({ unit: school!, rows: [row('A', 'Một')] }))
  const waiting = await keep(sampleReading())
  reads(id, sampleReading({ unit: school!, rows: [row('A', 'Hai')] }))
  const { untouched, busy } = await replay({
    apply: true,
    between: async () => void (await store.leaseReading(id, Date.now(), 1e12)),
  })
  expect(untouched).toMatchObject([{ message: { id: waiting }, why: 'busy' }])
  expect(busy).toEqual([id])
  expect((await store.snapshot()).registrations[0]?.model).toBe('Một')
})

test('what is not there, damaged or not readable this time is named, and what was read before stays', async () => {
  const { store, archiveFolder, receive, reads, replay } = bench()
  const ids: string[] = []
  for (const name of ['A', 'B', 'C', 'D'])
    ids.push(await receive(sampleReading({ unit: `${school} ${name}`, rows: [row(name, 'Một')] })))
  const [missing, damaged, stopped] = ids
  const fileOf = (id: string) => path.join(archiveFolder, id.slice(0, 2), `${id}.eml`)
  rmSync(fileOf(missing!))
  writeFileSync(fileOf(damaged!), 'x')
  const dead = sampleNote({ path: 'body', standing: 'review', findings: [finding('reader-timeout')] })
  reads(stopped!, sampleReading({ parts: [dead] }))
  const before = await shownOf(store)
  const shown = await replay({ apply: true })
  expect(shown.untouched.map(one => [one.message.id, one.why])).toEqual([
    [missing, 'missing'],
    [damaged, 'damaged'],
    [stopped, 'stopped'],
  ])
  expect(shown).toMatchObject({ changes: [], touched: [] })
  expect(await shownOf(store)).toEqual(before)
})

test('only the mails that were asked for are read; what follows for others is shown all the same', async () => {
  const { receive, reads, replay } = bench()
  const form = sampleReading({ unit: school!, rows: [row('A', 'Một')] })
  const first = await receive(form)
  const second = await receive(form)
  for (const id of [first, second]) reads(id, sampleReading({ parts: [sampleNote()] }))
  const shown = await replay({ messages: [first] })
  expect(shown.messages).toEqual([first])
  expect(shown.changes).toMatchObject([
    { kind: 'vanished', id: `${first}/2#0`, outcome: { from: 'registered', to: null } },
    { kind: 'changed', id: `${second}/2#0`, outcome: { from: 'duplicate', to: 'registered' } },
  ])
  expect(shown.touched).toEqual([first])
})

test('is written for a person: short, bounded, with codes and the sum of the rest', async () => {
  const { receive, reads, replay } = bench()
  const id = await receive(sampleReading({ unit: school!, rows: [row('A', 'Một')] }))
  const many = Array.from({ length: 30 }, (_, at) => row(`Tổ ${at}`, 'x'.repeat(500)))
  reads(id, sampleReading({ forms: [{ unit: school!, rows: many }, {}, {}] }))
  const { changes } = await replay()
  const words = {
    ...{ campaign, when: () => '08:00', outcome: (one: string) => one, section: (one: string) => one },
    say: (key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`,
    finding: (one: { code: string }) => one.code,
  }
  const lines = writtenChanges(changes, words, 1)
  expect(lines.filter(line => line.includes('replay.mail'))).toHaveLength(1)
  expect(lines.some(line => /replay\.changed DVK22-0001 \| collective \| A/.test(line))).toBe(true)
  expect(lines.at(-1)).toBe('replay.more 2')
  expect(lines.length).toBeLessThan(30)
  expect(Math.max(...lines.map(line => line.length))).toBeLessThan(250)
})

const words = fc.constantFrom('A', 'B', '', 'Tổ 1')
const forms = fc.array(
  fc.record({
    unit: fc.constantFrom(school!, other!, 'Trường lạ'),
    rows: fc.array(fc.record({ name: words, model: words, note: words }), { maxLength: 3 }),
    findings: fc.constantFrom(
      [],
      [finding('no-model')],
      [finding('says-replacement')],
      [finding('split-by-line')],
    ),
  }),
  { maxLength: 2 },
)
const reading: fc.Arbitrary<MessageReading> = fc
  .record({
    files: fc.array(forms, { maxLength: 2 }),
    note: fc.constantFrom('not-a-form', 'review'),
    findings: fc.constantFrom([], [], [finding('authentication-failed')]),
    subject: words,
  })
  .map(({ files, note, findings, subject }) =>
    sampleReading({
      headers: { subject },
      messageFindings: findings,
      parts: [
        sampleNote({ standing: note as 'review' }),
        ...files.map((some, at) =>
          samplePart({
            path: String(at + 2),
            forms: some.map((form, place) => sampleForm({ ...form, place })),
          }),
        ),
      ],
    }),
  )
const decision = fc.record({
  form: fc.nat({ max: 5 }),
  kind: fc.constantFrom('accept' as const, 'put-off' as const, 'dismiss' as const, 'add' as const),
})
const carried = { accept: { findings: [] }, 'put-off': { note: '' }, dismiss: { reason: '' }, add: {} }

test('the same reader changes nothing, whatever the mailbox and whatever was decided', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(reading, { maxLength: 4 }),
      fc.array(decision, { maxLength: 3 }),
      async (mails, decisions) => {
        const { folder, remove } = makeTempFolder()
        const one = makeBench(folder)
        try {
          for (const mail of mails) await one.receive(mail)
          const { submissions } = await one.store.snapshot()
          for (const { form, kind } of decisions) {
            const subject = submissions[form]?.id
            if (subject) await one.decide(subject, kind, carried[kind])
          }
          const before = await one.store.snapshot()
          const replayed = await one.replay({ apply: true })
          expect(replayed).toMatchObject({ changes: [], touched: [], untouched: [], proposals: 0 })
          expect(await one.store.snapshot()).toEqual(before)
        } finally {
          await one.close().finally(remove)
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

test('whatever is read the second time, what was decided stays, codes are kept, the balance holds, and it is settled once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(reading, reading), { maxLength: 3 }),
      fc.array(decision, { maxLength: 3 }),
      async (mails, decisions) => {
        const { folder, remove } = makeTempFolder()
        const one = makeBench(folder)
        try {
          const ids: string[] = []
          for (const [first] of mails) ids.push(await one.receive(first))
          const before = await one.store.snapshot()
          const decided = new Set<string>()
          for (const { form, kind } of decisions) {
            const subject = before.submissions[form]?.id
            if (!subject) continue
            decided.add(subject)
            await one.decide(subject, kind, carried[kind])
          }
          const held = (await one.store.snapshot()).submissions.filter(found => decided.has(found.id))
          for (const [at, [, second]] of mails.entries()) one.reads(ids[at]!, second)
          await one.replay({ apply: true })
          const after = await one.store.snapshot()
          for (const form of held) {
            const now = after.submissions.find(found => found.id === form.id)
            expect(now?.reading).toEqual(form.reading)
            expect(now?.unitId).toEqual(form.unitId)
          }
          expect(balanceOf(after).oddities).toEqual([])
          const numbers = after.registrations.flatMap(found => found.codeNumber ?? [])
          expect(new Set(numbers).size).toBe(numbers.length)
          expect(await one.replay({ apply: true })).toMatchObject({ changes: [], touched: [] })
        } finally {
          await one.close().finally(remove)
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)
