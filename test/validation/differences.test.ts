/** Two forms row by row: what a clerk is shown before saying whether one replaces the other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRows, type RowValues } from '../../src/validation/differences.ts'

const row = (name: string, model: string, more: Partial<RowValues> = {}): RowValues => ({
  ...{ section: 'collective', name, sector: 'economy', model, note: '' },
  ...more,
})
const told = (before: RowValues[], after: RowValues[]): string[] =>
  compareRows(before, after).map(one =>
    [one.kind, one.before?.model, one.after?.model].filter(Boolean).join(': '),
  )

describe('rows', () => {
  it('kept, changed, added and left out', () => {
    expect(
      told(
        [row('Chi bộ 1', 'Vườn rau sạch'), row('Chi bộ 2', 'Ngõ sạch'), row('Chi hội', 'Tiết kiệm')],
        [row('chi bộ 1', 'vườn rau  sạch'), row('Chi bộ 2', 'Ngõ xanh, sạch'), row('Tổ 5', 'Đọc sách')],
      ),
    ).toEqual([
      'same: Vườn rau sạch: vườn rau  sạch',
      'changed: Ngõ sạch: Ngõ xanh, sạch',
      'added: Đọc sách',
      'removed: Tiết kiệm',
    ])
  })
  it('moved to another sector, or with another note, is changed', () => {
    const one = row('Chi bộ 1', 'Vườn')
    expect(told([one], [{ ...one, sector: 'security-defence' }])).toEqual(['changed: Vườn: Vườn'])
    expect(told([one], [{ ...one, note: 'mới' }])).toEqual(['changed: Vườn: Vườn'])
  })
  it('a person is never a collective', () => {
    expect(told([row('Lan', 'Vườn')], [row('Lan', 'Vườn', { section: 'individual' })])).toEqual([
      'added: Vườn',
      'removed: Vườn',
    ])
  })
  it('every row of both is in exactly one difference', () => {
    const rows = fc.array(
      fc.record({ name: fc.constantFrom('Tổ 1', 'Tổ 2'), model: fc.constantFrom('Vườn', 'Vườn rau', 'Ao') }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const before = one.map(({ name, model }) => row(name, model))
        const after = other.map(({ name, model }) => row(name, model))
        const found = compareRows(before, after)
        expect(new Set(found.flatMap(each => each.before ?? [])).size).toBe(before.length)
        expect(new Set(found.flatMap(each => each.after ?? [])).size).toBe(after.length)
        expect(found.flatMap(each => [each.before ?? [], each.after ?? []]).flat().length).toBe(
          before.length + after.length,
        )
      }),
    )
  })
  it('five thousand rows, each of them changed, are told without holding anybody up', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => row(`Chi bộ ${at}`, `Vườn rau sạch số ${at}`))
    const after = rows.map(one => ({ ...one, model: `${one.model} mới` }))
    const before = performance.now()
    expect(compareRows(rows, after).every(one => one.kind === 'changed')).toBe(true)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
