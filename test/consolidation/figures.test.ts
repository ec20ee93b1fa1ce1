/** Who is counted as having sent, waiting or missing, and what is counted as registered. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countFigures, type EntryCounts, type Figures } from '../../src/consolidation/figures.ts'
import { outcomes, type Standing } from '../../src/domain/outcome.ts'
import type { Unit } from '../../src/domain/unit.ts'
import { campaignFolder, type Mail, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const { campaign } = campaignFolder
const count = (units: readonly Unit[], mails: readonly Mail[]): Figures =>
  countFigures(snapshotOf(mails), rosterOf(...units), campaign)
const states = (figures: Figures): string[] => figures.units.map(one => one.state)
const from = (unitId: string | null, standing: Standing = 'registered', more: Partial<Mail> = {}): Mail => ({
  unitId,
  standing,
  rows: [{}],
  ...more,
})

describe('the state of a unit', () => {
  test.each<[string, Standing[], string]>([
    ['nothing came', [], 'missing'],
    ['registered', ['registered'], 'received'],
    ['something waits for the clerk', ['review'], 'verifying'],
    ['registered, and something else of it waits', ['registered', 'review'], 'verifying'],
    ['still being validated', ['in-progress'], 'verifying'],
    ['registered, and sent again the same', ['registered', 'duplicate'], 'received'],
    ['only what turned out to be no form', ['not-a-form'], 'missing'],
  ])('%s', (_, standings, state) => {
    const figures = count(
      [unitOf('a')],
      standings.map(one => from('a', one)),
    )
    expect(states(figures)).toEqual([state])
    expect(figures.entries.map(one => one.state)).toEqual([state])
  })
})

describe('entries (đầu mối)', () => {
  const commune = [unitOf('dang-uy', { group: 'xã A' }), unitOf('ubnd', { group: 'xã A' })]

  test('one unit satisfies its group; its own state stays', () => {
    const figures = count(commune, [from('ubnd')])
    expect(states(figures)).toEqual(['missing', 'received'])
    expect(figures.entries).toMatchObject([{ name: 'xã A', state: 'received', units: [{}, {}] }])
    expect(figures.counts).toEqual(counted({ confirmedTotal: 1, received: 1, missing: 0 }))
  })

  test('what waits of one makes the group wait', () => {
    expect(count(commune, [from('dang-uy'), from('ubnd', 'review')]).counts).toEqual(
      counted({ confirmedTotal: 1, verifying: 1, missing: 0 }),
    )
  })

  test('one confirmed unit makes its group count, whichever of them sends', () => {
    const half = [unitOf('dang-uy', { group: 'xã A' }), unitOf('ubnd', { group: 'xã A', confirmed: false })]
    expect(count(half, [from('ubnd')]).counts).toEqual(
      counted({ confirmedTotal: 1, received: 1, missing: 0 }),
    )
  })

  test('a group and a unit of the same name are two', () => {
    expect(count([unitOf('x', { group: 'y' }), unitOf('y')], []).entries).toHaveLength(2)
  })
})

describe('a roster that is not confirmed', () => {
  const units = ['a', 'b', 'c'].map(id => unitOf(id, { confirmed: false }))

  test('has no denominator and nobody is missing', () => {
    expect(count(units, [from('a'), from('b', 'review')]).counts).toEqual(
      counted({ confirmedTotal: null, received: 1, verifying: 1, missing: null }),
    )
  })

  test('in part: the others stand outside, never missing and never in the fraction', () => {
    const some = [unitOf('k'), unitOf('l'), ...units]
    expect(count(some, [from('k'), from('a'), from('b', 'review')]).counts).toEqual(
      counted({ confirmedTotal: 2, received: 1, missing: 1, outside: { received: 1, verifying: 1 } }),
    )
  })
})

describe('registrations', () => {
  test('only of registered submissions', () => {
    const figures = count(
      [unitOf('a', { block: 'Trường' }), unitOf('b', { block: 'Xã' })],
      [
        from('a', 'registered', {
          rows: [
            { section: 'collective', name: 'Tổ 1', sector: 'economy' },
            { section: 'collective', name: 'tổ  1', sector: 'culture-society' },
            { section: 'individual', name: 'Cô Thủy', sector: 'economy' },
          ],
        }),
        from('b', 'registered', {
          rows: [{ section: 'individual', name: 'Cô Thuỷ', sector: 'political-system' }],
        }),
        from('b', 'review', { rows: [{ sector: null }, {}] }),
        from('a', 'duplicate', { rows: [{}] }),
      ],
    )
    expect(figures.registrations).toEqual({ all: 4, collective: 2, individual: 2 })
    expect(figures.sectors).toEqual([
      { sector: 'economy', count: 2 },
      { sector: 'culture-society', count: 1 },
      { sector: 'security-defence', count: 0 },
      { sector: 'political-system', count: 1 },
    ])
    expect(figures.blocks.map(one => [one.block, one.registrations.all])).toEqual([
      ['Trường', 3],
      ['Xã', 1],
    ])
    // One name in two units is two people; one name written twice in a unit is one collective.
    expect([figures.collectives, figures.individuals]).toEqual([1, 2])
    expect(figures.units.map(one => [one.registrations, one.registered, one.waiting])).toEqual([
      [3, 1, 0],
      [1, 1, 1],
    ])
  })

  test('of a unit that left the roster stay in the totals, under no block', () => {
    const figures = count([unitOf('a')], [from('a'), from('gone')])
    expect(figures.blocks.map(one => [one.block, one.registrations.all, one.entries.received])).toEqual([
      ['Khối', 1, 1],
      ['', 1, 1],
    ])
    expect(figures.counts).toMatchObject({
      confirmedTotal: 1,
      received: 1,
      outside: { received: 1, verifying: 0 },
    })
    expect(figures.entries).toHaveLength(1)
  })
})

test('what waits without a known unit is in no state, and is counted by the mail', () => {
  const figures = count(
    [unitOf('a')],
    [
      from(null, 'review'),
      from('unknown', 'review'),
      { partOnly: { standing: 'review', findings: [] } },
      { partOnly: { standing: 'in-progress', findings: [] } },
      { partOnly: { standing: 'not-a-form', findings: [] } },
      from('a', 'review'),
    ],
  )
  expect(figures.counts).toEqual(counted({ confirmedTotal: 1, verifying: 1, missing: 0 }))
  expect(figures.messagesWithoutUnit).toBe(4)
  expect(figures.submissions).toEqual({
    registered: 0,
    review: 3,
    duplicate: 0,
    'not-a-form': 0,
    'in-progress': 0,
  })
  expect(figures.messages).toEqual({
    registered: 0,
    review: 4,
    duplicate: 0,
    'not-a-form': 1,
    'in-progress': 1,
  })
})

test('whatever comes, the parts add up to the wholes', () => {
  const ids = ['a', 'b', 'c', 'd']
  const mail = fc.record({
    unitId: fc.constantFrom(...ids, 'gone', null),
    standing: fc.constantFrom<Standing>(...outcomes, 'in-progress'),
    rows: fc.array(
      fc.record({
        section: fc.constantFrom('collective' as const, 'individual' as const),
        sector: fc.constantFrom('economy', 'political-system', 'another', null),
        name: fc.constantFrom('x', 'X', 'y'),
      }),
      { maxLength: 3 },
    ),
  })
  const unit = fc.record({
    confirmed: fc.boolean(),
    group: fc.constantFrom('', 'g', 'h'),
    block: fc.constantFrom('1', '2'),
  })
  fc.assert(
    fc.property(
      fc.array(mail, { maxLength: 12 }),
      fc.array(unit, { minLength: 4, maxLength: 4 }),
      (mails, units) => {
        const figures = count(
          units.map((one, index) => unitOf(ids[index]!, one)),
          mails,
        )
        const { counts, registrations, sectors, blocks, submissions } = figures
        if (counts.confirmedTotal === null) expect(counts.missing).toBeNull()
        else expect(counts.received + counts.verifying + counts.missing!).toBe(counts.confirmedTotal)
        expect(registrations.collective + registrations.individual).toBe(registrations.all)
        expect(sectors.reduce((sum, one) => sum + one.count, 0)).toBe(registrations.all)
        expect(blocks.reduce((sum, one) => sum + one.registrations.all, 0)).toBe(registrations.all)
        expect(Object.values(submissions).reduce((sum, one) => sum + one)).toBe(mails.length)
      },
    ),
  )
})

const counted = (some: Partial<EntryCounts>): EntryCounts => ({
  confirmedTotal: null,
  received: 0,
  verifying: 0,
  missing: null,
  outside: { received: 0, verifying: 0 },
  ...some,
})
