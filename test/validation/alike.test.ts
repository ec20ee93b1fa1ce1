/** What looks counted twice: marked, and nothing more. */
import { describe, expect, it } from 'vitest'
import { foldTones } from '../../src/text/fold.ts'
import { personKey } from '../../src/text/person.ts'
import { findAlike } from '../../src/validation/alike.ts'
import { type Mail, messageIdOf, snapshotOf } from '../consolidation/snapshots.ts'

/** `unit name - model: codes` of every registration of which something is said. */
const said = (...mails: Mail[]): string[] => {
  const snapshot = snapshotOf(mails)
  const found = findAlike(snapshot)
  return snapshot.registrations.flatMap(one => {
    const codes = (found.get(one.id) ?? []).map(({ code, args }) => `${code} ${args.unit ?? args.model}`)
    return codes.length > 0 ? [`${one.name} - ${one.model}: ${codes.join(', ')}`] : []
  })
}
const collective = (name: string, model: string) => ({ name, model })
const person = (name: string) => ({ section: 'individual' as const, name, model: `Của ${name}` })

describe('within a unit', () => {
  it('one collective with nearly the same model in two of its forms', () => {
    expect(
      said(
        { unitId: 'a', rows: [collective('Chi bộ 1', 'Vườn rau sạch cho bé')] },
        { unitId: 'a', rows: [collective('chi bộ 1', 'Vườn rau sạch cho các bé')] },
      ),
    ).toEqual([
      'Chi bộ 1 - Vườn rau sạch cho bé: alike-in-unit Vườn rau sạch cho các bé',
      'chi bộ 1 - Vườn rau sạch cho các bé: alike-in-unit Vườn rau sạch cho bé',
    ])
  })
  it.each([
    ['another number', 'Vườn rau số 1 của trường', 'Vườn rau số 2 của trường'],
    ['another thing', 'Vườn rau sạch', 'Cổng trường an toàn'],
  ])('%s is another model', (_, one, other) =>
    expect(said({ unitId: 'a', rows: [collective('Chi bộ 1', one), collective('Chi bộ 1', other)] })).toEqual(
      [],
    ),
  )
  it('five thousand of one name and nearly one model hold nobody up, and each hears of a few', () => {
    const letter = (at: number): string => String.fromCharCode(97 + (at % 26))
    const rows = Array.from({ length: 5000 }, (_, at) =>
      collective('Chi bộ 1', `Vườn rau sạch cho các bé ${letter(at)}${letter(at / 26)}${letter(at / 676)}`),
    )
    const before = performance.now()
    const found = findAlike(snapshotOf([{ unitId: 'a', rows }]))
    expect(performance.now() - before).toBeLessThan(10_000)
    expect(found.size).toBe(5000)
    expect(Math.max(...[...found.values()].map(all => all.length))).toBe(5)
  })
  it('another collective of it may do the same', () => {
    const rows = [collective('Chi bộ 1', 'Vườn rau sạch'), collective('Chi bộ 2', 'Vườn rau sạch')]
    expect(said({ unitId: 'a', rows })).toEqual([])
  })
})

describe('in two units', () => {
  const row = collective('Chi bộ thôn Thượng', 'Ngõ sạch')
  it('one collective and model, however written', () => {
    expect(
      said(
        { unitId: 'a', rows: [row] },
        { unitId: 'b', rows: [collective('CHI BỘ THÔN THƯỢNG', 'ngõ sạch')] },
      ),
    ).toEqual([
      'Chi bộ thôn Thượng - Ngõ sạch: alike-across-units b',
      'CHI BỘ THÔN THƯỢNG - ngõ sạch: alike-across-units a',
    ])
  })
  it('not what every school has', () => {
    const common = collective('Tổ chuyên môn', 'Lớp học thân thiện')
    expect(said({ unitId: 'a', rows: [common] }, { unitId: 'b', rows: [common] })).toEqual([])
  })
  it('not what waits, or was replaced', () => {
    expect(said({ unitId: 'a', rows: [row] }, { unitId: 'b', rows: [row], standing: 'review' })).toEqual([])
    const replaced = { unitId: 'b', rows: [row], supersededBy: `${messageIdOf(0)}/1#0` }
    expect(said({ unitId: 'a', rows: [row] }, replaced)).toEqual([])
  })
  it('one person, whatever stands around the name', () => {
    expect(
      said(
        { unitId: 'a', rows: [person('Đ/c Trần Văn Bình - Trưởng thôn')] },
        { unitId: 'b', rows: [person('Ông Trần Văn Bình'), person('Trần Văn Bính')] },
      ).map(line => line.slice(line.indexOf('person'))),
    ).toEqual(['person-in-two-units b', 'person-in-two-units a'])
  })
})

describe('a person’s name', () => {
  it.each([
    ['Đ/c Trần Văn B - Trưởng thôn Thượng', 'trần văn b'],
    ['Cô giáo Nguyễn Thị Hoà (5A)', 'nguyễn thị hòa'],
    ['Bà: Lê Thị Lan, hội viên', 'lê thị lan'],
    ['Hoa', ''],
    ['', ''],
  ])('%s', (text, key) => expect(personKey(text)).toBe(foldTones(key)))
})
