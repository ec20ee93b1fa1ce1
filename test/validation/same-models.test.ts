/** Which names of models are proposed as one, and which never are. */
import { expect, it } from 'vitest'
import { findSameModels } from '../../src/validation/same-models.ts'

const groupsOf = (...models: string[]): string[][] =>
  findSameModels(models.map((model, at) => ({ model, registrations: [`r${at}`] }))).map(group =>
    group.wordings.map(one => one.model),
  )

it.each([
  ['5 không 3 sạch', 'Năm không, ba sạch'],
  ['Thu gom rác thải', 'thu gom rác thải.'],
  ['Trường học thân thiện', 'Mô hình “Trường học thân thiện”'],
  ['Hòa giải ở cơ sở', 'Hoà giải ở cơ sở'],
  ['Hòa giải ở cơ sở', 'Hòa giải ở cơ sở'.normalize('NFD')],
  ['Dân vận khéo', 'Dân vậnkhéo'],
  ['Dân vận khéo', 'dan van kheo'],
  ['Xây dựng tuyến đường hoa', 'Xây dựng tuyến đườg hoa'],
  ['Trồng rau sạch trong vườn trường', 'Trồng rua sạch trong vườn trường'],
])('%s and %s', (one, other) => {
  expect(groupsOf(one, other)).toEqual([[one, other]])
})

it.each([
  ['5 không 3 sạch', '5 không 4 sạch'],
  ['Tuyến đường hoa 1 2', 'Tuyến đường hoa 12'],
  ['Tuyến đường hoa tại thôn Thượng', 'Tuyến đường hoa tại thôn Thương Hạ'],
  ['Tuyến đường hoa thôn Trung', 'Tuyến đường hoa thôn Trùng Mai'],
  ['Giữ sạch đường làng xóm Lan', 'Giữ sạch đường làng xóm Lang'],
  ['Vườn rau', 'Vườn hoa'],
  ['An', 'Ăn cơm'],
  ['', '...'],
])('not %s and %s', (one, other) => {
  expect(groupsOf(one, other)).toEqual([])
})

it('puts the most frequent wording first, and says which are only alike', () => {
  const [group] = findSameModels([
    { model: 'Thu gom rác thải', registrations: ['a'] },
    { model: 'THU GOM RÁC THẢI', registrations: ['b', 'c'] },
    { model: 'Thu gom rác thãi', registrations: ['d'] },
    { model: 'Thu gom rácc thải', registrations: ['e'] },
  ])
  expect(group!.wordings.map(one => [one.model, one.isSame])).toEqual([
    ['THU GOM RÁC THẢI', true],
    ['Thu gom rác thải', true],
    ['Thu gom rác thãi', true],
    ['Thu gom rácc thải', false],
  ])
})

it('does not take long over a great many', () => {
  const many = Array.from(
    { length: 20_000 },
    (_, at) => `Mô hình ${at} về vệ sinh môi trường ở tổ ${at % 97}`,
  )
  const start = process.cpuUsage()
  expect(groupsOf(...many)).toEqual([])
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(8000)
})
