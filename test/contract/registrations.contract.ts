/**
 * What every store has to do when registrations are looked for: run by `store.test.ts` over each adapter. What is found,
 * its order and its sums are held against the same worked out from the snapshot, plainly.
 */
import { expect, onTestFinished, test } from 'vitest'
import { type FindingCode, finding } from '../../src/domain/finding.ts'
import { stands } from '../../src/domain/outcome.ts'
import type { RegistrationOrder, RegistrationWish } from '../../src/domain/wishes.ts'
import { foldBare } from '../../src/text/fold.ts'
import { makeSampleStore, type SampleRow, sampleReading, sampleTime } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const minute = 60_000
const sectors = ['economy', 'culture-society']
const byCode: RegistrationOrder = { by: 'code', units: [], sectors }
const wishFor = (more: Partial<RegistrationWish> = {}): RegistrationWish => ({
  ...{ terms: [], state: 'standing' },
  ...more,
})
const words = (...texts: string[]) => texts.map(text => ({ text, units: [] }))

/** Forms of three units and of one that is on no roster, of every standing; no two rows alike. */
const filled = async () => {
  const { store, receive } = makeSampleStore(tempFolder())
  onTestFinished(() => store.close())
  const send = (unit: string, unitId: string | null, rows: SampleRow[], verdict: object = {}) =>
    receive(sampleReading({ unit, rows }), { unitId, ...verdict })
  await send('Mầm non Hoa Sen', 'hoa-sen', [
    { name: 'Tổ 5 tuổi', model: 'Vườn rau của bé', sector: 'economy' },
    { name: 'Cô giáo Trần Thị Đào', section: 'individual', model: 'Dân vận khéo', note: '100% phụ huynh' },
  ])
  await send('Đảng ủy xã Bích Hòa', 'bich-hoa', [
    { name: 'Chi bộ thôn Thượng', model: '5 không 3 sạch', sector: 'security-defence' },
  ])
  await send('Mầm non Sao Mai', 'sao-mai', [{ name: 'Tổ_2', model: 'Vườn hoa', sector: 'economy' }], {
    findings: [finding('late', { when: '"code":"sender-new"' })],
  })
  await send('Đảng ủy xã Bích Hòa', 'bich-hoa', [{ name: 'Chi bộ thôn Hạ', model: 'Dân vận' }])
  const newer = await send('Đảng ủy xã Bích Hòa', 'bich-hoa', [{ name: 'Chi bộ thôn Hạ', model: 'Khéo' }])
  await send('Hội Đông y xã lạ', null, [{ name: 'Chi hội 1', model: 'Vườn thuốc', sector: null }], {
    ...{ standing: 'review', findings: [finding('unit-not-on-roster')] },
  })
  await send('Mầm non Hoa Sen', 'hoa-sen', [{ name: 'Tổ 5', model: 'Vườn rau', sector: 'economy' }], {
    standing: 'duplicate',
  })
  return { store, receive, newer }
}
type Filled = Awaited<ReturnType<typeof filled>>

/** The names of the models that are found, as asked for page by page. */
const modelsFound = async (
  { store }: Pick<Filled, 'store'>,
  wish: RegistrationWish,
  order: RegistrationOrder = byCode,
  size = 2,
): Promise<string[]> => {
  const models: string[] = []
  for (let from = 0; ; from += size) {
    const { sums, rows } = await store.findRegistrations(wish, { ...order, from, count: size })
    models.push(...rows.map(row => row.model))
    expect(sums.bySection.collective + sums.bySection.individual).toBe(sums.all)
    expect(sums.bySector.reduce((sum, one) => sum + one.count, 0)).toBe(sums.all)
    if (rows.length < size) {
      expect(models).toHaveLength(sums.all)
      expect(await store.findRegistrationIds(wish, order)).toHaveLength(sums.all)
      return models
    }
  }
}

export const registrationsContract = (): void => {
  test('by words without marks, each from its beginning on, wherever they stand', async () => {
    const ledger = await filled()
    const find = (...texts: string[]) => modelsFound(ledger, wishFor({ terms: words(...texts) }))
    expect(await find('dan van')).toEqual(['Dân vận khéo', 'Dân vận'])
    expect(await find('kheo', 'dan')).toEqual(['Dân vận khéo'])
    expect(await find('van dan')).toEqual([])
    expect(await find('dao')).toEqual(['Dân vận khéo'])
    expect(await find('vuon')).toEqual(['Vườn rau của bé', 'Vườn hoa'])
    expect(await find('uon')).toEqual([])
    expect(await find('vuon', 'rau')).toEqual(['Vườn rau của bé'])
    expect(await find('100')).toEqual(['Dân vận khéo'])
    expect(await find('5 khong')).toEqual(['5 không 3 sạch'])
    // Of the name, the model and the note together, as they follow one another.
    expect(await find('to 2 vuon hoa')).toEqual(['Vườn hoa'])
  })

  test("by the names of units: a term's own, or those of no roster", async () => {
    const ledger = await filled()
    const term = { text: 'mam non', units: ['sao-mai', 'hoa-sen'] }
    expect(await modelsFound(ledger, wishFor({ terms: [term] }))).toEqual([
      'Vườn rau của bé',
      'Dân vận khéo',
      'Vườn hoa',
    ])
    expect(await modelsFound(ledger, wishFor({ terms: [term, ...words('hoa')] }))).toEqual(['Vườn hoa'])
    const off = wishFor({ terms: words('dong y'), state: 'any' })
    expect(await modelsFound(ledger, off)).toEqual(['Vườn thuốc'])
  })

  test('by state: those that count, wait, were replaced or repeat another; or all', async () => {
    const { store, receive, newer } = await filled()
    await receive(sampleReading({ rows: [{ name: 'a', model: 'Đang đọc' }] }), [null])
    const replaced = { unit: 'x', rows: [{ name: 'Tổ 9', model: 'Đã thay' }] }
    await receive(sampleReading(replaced), { unitId: 'hoa-sen', supersededBy: `${newer}/2#0` })
    const of = (state: RegistrationWish['state']) => modelsFound({ store }, wishFor({ state }))
    const snapshot = await store.snapshot()
    const standing = new Set(snapshot.submissions.filter(stands).map(one => one.id))
    expect(new Set(await of('standing'))).toEqual(
      new Set(snapshot.registrations.filter(one => standing.has(one.submissionId)).map(one => one.model)),
    )
    expect(await of('waiting')).toEqual(['Vườn thuốc', 'Đang đọc'])
    // Neither ever stood, so that none has a code: as they were received.
    expect(await of('superseded')).toEqual(['Vườn rau', 'Đã thay'])
    expect((await of('any')).toSorted()).toEqual(snapshot.registrations.map(one => one.model).toSorted())
  })

  test('by section, sector, unit, mark, time and code, all at once', async () => {
    const ledger = await filled()
    const find = (more: Partial<RegistrationWish>) => modelsFound(ledger, wishFor(more))
    expect(await find({ section: 'individual' })).toEqual(['Dân vận khéo'])
    expect(await find({ sector: 'economy' })).toEqual(['Vườn rau của bé', 'Vườn hoa'])
    expect(await find({ sector: null })).toEqual([])
    expect(await find({ sector: null, state: 'any' })).toEqual(['Vườn thuốc'])
    expect(await find({ units: ['sao-mai', 'bich-hoa'], sector: 'economy' })).toEqual(['Vườn hoa'])
    expect(await find({ units: [] })).toEqual([])
    expect(await find({ marks: ['late'] })).toEqual(['Vườn hoa'])
    // Words within a finding's values are no mark.
    expect(await find({ marks: ['sender-new'] })).toEqual([])
    expect(await find({ marks: ['late', 'split-by-line'] as FindingCode[] })).toEqual([])
    expect(await find({ code: 2 })).toEqual(['Dân vận khéo'])
    expect(await find({ code: 2, section: 'collective' })).toEqual([])
    // The first mail came a minute after sampleTime, each a minute after the one before.
    expect(await find({ since: sampleTime + 2 * minute, before: sampleTime + 4 * minute })).toEqual([
      '5 không 3 sạch',
      'Vườn hoa',
    ])
    expect(await find({ before: sampleTime + minute })).toEqual([])
  })

  test('in the order of codes, of units or of sectors, the same page by page', async () => {
    const ledger = await filled()
    const any = wishFor({ state: 'any' })
    const inOrder = async (order: Partial<RegistrationOrder>) => {
      const whole = await modelsFound(ledger, any, { ...byCode, ...order }, 100)
      for (const size of [1, 3])
        expect(await modelsFound(ledger, any, { ...byCode, ...order }, size)).toEqual(whole)
      const ids = await ledger.store.findRegistrationIds(any, { ...byCode, ...order })
      expect((await ledger.store.registrations(ids)).map(row => row.model)).toEqual(whole)
      return whole
    }
    const coded = ['Vườn rau của bé', 'Dân vận khéo', '5 không 3 sạch', 'Vườn hoa', 'Dân vận', 'Khéo']
    expect(await inOrder({ by: 'code' })).toEqual([...coded, 'Vườn thuốc', 'Vườn rau'])
    expect(await inOrder({ by: 'unit', units: ['sao-mai', 'bich-hoa'] })).toEqual([
      'Vườn hoa',
      ...['5 không 3 sạch', 'Dân vận', 'Khéo'],
      // On no list: by name.
      'Vườn thuốc',
      ...['Vườn rau của bé', 'Dân vận khéo', 'Vườn rau'],
    ])
    expect(await inOrder({ by: 'sector' })).toEqual([
      ...['Vườn rau của bé', 'Vườn hoa', 'Vườn rau'],
      ...['Dân vận khéo', 'Dân vận', 'Khéo'],
      ...['5 không 3 sạch', 'Vườn thuốc'],
    ])
  })

  test('with the sums of everything that was found, sectors of no list together', async () => {
    const { store } = await filled()
    const { sums, rows } = await store.findRegistrations(wishFor(), { ...byCode, from: 0, count: 1 })
    expect(rows).toHaveLength(1)
    expect(sums).toEqual({
      all: 6,
      bySection: { collective: 5, individual: 1 },
      bySector: [
        { sector: 'economy', count: 2 },
        { sector: 'culture-society', count: 3 },
        { sector: null, count: 1 },
      ],
    })
    const none = await store.findRegistrations(wishFor({ terms: words('khong co gi') }), {
      ...byCode,
      from: 0,
      count: 9,
    })
    expect(none).toEqual({
      sums: {
        ...{ all: 0, bySection: { collective: 0, individual: 0 } },
        bySector: sectors.map(sector => ({ sector, count: 0 })),
      },
      rows: [],
    })
  })

  test('a row has what stands in the ledger; one that is gone is passed over', async () => {
    const { store } = await filled()
    const { rows } = await store.findRegistrations(wishFor({ terms: words('vuon hoa') }), {
      ...{ ...byCode, from: 0, count: 9 },
    })
    const snapshot = await store.snapshot()
    const [row] = rows
    const { messageId, unitId, unitName, standing, supersededBy, receivedAt, findings, version, ...kept } =
      row!
    expect(kept).toEqual(snapshot.registrations.find(one => one.id === row!.id))
    const form = snapshot.submissions.find(one => one.id === row!.submissionId)
    expect({ messageId, unitId, unitName, standing, supersededBy, findings, version }).toEqual({
      ...{ messageId: form!.messageId, unitId: 'sao-mai', unitName: 'Mầm non Sao Mai' },
      ...{ standing: 'registered', supersededBy: null, findings: form!.findings, version: form!.version },
    })
    expect(receivedAt).toBe(sampleTime + 3 * minute)
    expect(await store.registrations(['gone', row!.id])).toEqual(rows)
    expect(await store.coded(row!.codeNumber!)).toBe(row!.id)
    expect(await store.coded(999)).toBeUndefined()
  })

  test('the names of models that stand, each with its registrations in order of their codes', async () => {
    const { store, receive } = await filled()
    await receive(
      sampleReading({
        unit: 'y',
        rows: [
          { name: 'Tổ 7', model: 'Vườn hoa' },
          { name: 'Tổ 8', model: 'Mới' },
        ],
      }),
      { unitId: 'hoa-sen' },
    )
    const wordings = await store.wordings()
    expect(wordings.map(one => [one.model, one.registrations.length])).toEqual([
      ...[['Vườn rau của bé', 1] as const, ['Dân vận khéo', 1], ['5 không 3 sạch', 1], ['Vườn hoa', 2]],
      ...[
        ['Dân vận', 1],
        ['Khéo', 1],
        ['Mới', 1],
      ],
    ])
    const codes = new Map((await store.snapshot()).registrations.map(one => [one.id, one.codeNumber]))
    expect(wordings[3]!.registrations.map(id => codes.get(id))).toEqual([4, 7])
  })

  test('any word of any row finds it, and nothing without it', async () => {
    const ledger = await filled()
    const { registrations } = await ledger.store.snapshot()
    const folded = registrations.map(one => ({
      model: one.model,
      text: ` ${foldBare(`${one.name} ${one.model} ${one.note}`)}`,
    }))
    for (const word of new Set(folded.flatMap(one => one.text.trim().split(' ')))) {
      const found = await modelsFound(ledger, wishFor({ terms: words(word), state: 'any' }), byCode, 50)
      const expected = folded.filter(one => one.text.includes(` ${word}`)).map(one => one.model)
      // Those of no roster are found by their unit's name as well.
      if (!' hoi dong y xa la'.includes(` ${word}`))
        expect(found.toSorted(), word).toEqual(expected.toSorted())
    }
  })
}
