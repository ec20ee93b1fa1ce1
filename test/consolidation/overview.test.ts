/** The campaign at a glance: what the tables say, and how forms came in by day. */
import { expect, onTestFinished, test } from 'vitest'
import { makeOverview } from '../../src/consolidation/overview.ts'
import { Unit } from '../../src/domain/unit.ts'
import { campaign } from '../support/forms.ts'
import { makeSampleStore, sampleReading } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const at = (text: string): number => Date.parse(`2022-02-${text}:00+07:00`)
const unit = (id: string, more: Partial<Unit> = {}): Unit =>
  Unit.parse({ id, name: id.toUpperCase(), block: 'Trường', confirmed: true, ...more })
const roster = { units: [unit('a'), unit('b'), unit('c', { group: 'xa' }), unit('d', { group: 'xa' })] }

const overviewAt = async (now: number) => {
  const { store, receive } = makeSampleStore(tempFolder())
  onTestFinished(() => store.close())
  await receive(sampleReading({ unit: 'A' }), { unitId: 'a' }, { receivedAt: at('10T23:59') })
  await receive(
    sampleReading({ unit: 'D', rows: [{ name: 'x', model: 'y' }] }),
    { unitId: 'd' },
    { receivedAt: at('14T08:00') },
  )
  await receive(
    sampleReading({ unit: 'B', rows: [{ name: 'x', model: 'z' }] }),
    { unitId: 'b', standing: 'review' },
    { receivedAt: at('12T08:00') },
  )
  return makeOverview(await store.snapshot(), roster, campaign, now)
}

test('entries by the day of their first form that stands; a group is one', async () => {
  const { arrivals, figures, units, balance } = await overviewAt(at('14T09:00'))
  expect(arrivals).toEqual([
    { day: '2022-02-09', received: 0 },
    { day: '2022-02-10', received: 1 },
    { day: '2022-02-11', received: 1 },
    { day: '2022-02-12', received: 1 },
    { day: '2022-02-13', received: 1 },
    { day: '2022-02-14', received: 2 },
  ])
  expect(figures.counts).toMatchObject({ confirmedTotal: 3, received: 2, verifying: 1, missing: 0 })
  expect(units).toMatchObject({
    a: { state: 'received' },
    b: { state: 'verifying' },
    c: { state: 'missing' },
  })
  expect(balance.even).toBe(true)
})

test('looked at years later: the days of the campaign', async () => {
  const { arrivals } = await overviewAt(Date.parse('2026-11-24T09:00:00+07:00'))
  expect(arrivals.map(one => one.day).at(-1)).toBe('2022-02-15')
  expect(arrivals.at(-1)?.received).toBe(2)
})
