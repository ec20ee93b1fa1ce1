/** Tra cứu over a real ledger: what is found and how, filters that stand in the address, and pages of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

let desk: TestDesk
let viewer: Visitor
beforeAll(async () => {
  // No worker: forms stand as they are put there.
  desk = await makeTestDesk({ workers: [] })
  const { receive } = fillSampleStore(desk.app.store)
  const { units } = await desk.app.roster.roster()
  const unitOf = (id: string) => units.find(unit => unit.id === id)!
  const [school, party] = [unitOf('truong-mam-non-kim-thu'), unitOf('dang-uy-xa-bich-hoa')]
  const ofUnit = (unit: { id: string; name: string }) => ({ unitId: unit.id, unitName: unit.name })
  await receive(
    sampleReading({
      rows: [
        { name: 'Tổ chuyên môn', model: 'Dân vận khéo trong xây dựng trường học', sector: 'culture-society' },
        {
          name: 'Đ/c Nguyễn Thị Hoà',
          section: 'individual',
          model: 'Vườn rau <b>của bé</b>',
          sector: 'economy',
        },
      ],
    }),
    { ...ofUnit(school), findings: [finding('late', { when: '08:00 16/02/2022' })] },
  )
  await receive(
    sampleReading({
      rows: Array.from({ length: 60 }, (_, at) => ({
        name: `Chi bộ ${at + 1}`,
        model: `Tuyến đường hoa số ${at + 1}`,
      })),
    }),
    ofUnit(party),
  )
  await receive(sampleReading({ rows: [{ name: '', model: 'Chưa rõ của ai' }] }), {
    ...{ standing: 'review', unitId: null, unitName: 'Chi hội Đông y', findings: [finding('no-name')] },
  })
  viewer = await desk.signIn('viewer')
})
afterAll(() => desk.close())

/** The models of the page, in order; each row's link. */
const found = async (query: string): Promise<string[]> => {
  const { text, status } = await viewer.get(`/tra-cuu${query}`)
  expect(status).toBe(200)
  return [...text.matchAll(/data-label="Mô hình, điển hình"><a href="[^"]*">([^<]*)<\/a>/g)].map(
    ([, one]) => one!,
  )
}
const tim = (text: string): Promise<string[]> => found(`?tim=${encodeURIComponent(text)}`)

describe('words', () => {
  const wanted = 'Dân vận khéo trong xây dựng trường học'
  it.each([
    ...['dan van', 'DÂN VẬN', 'dân vận', 'truong dan van', '"dan van"', '“vận khéo”', 'dân trường kim'],
    'dân vận'.normalize('NFD'),
  ])('%s finds it', async text => {
    expect(await tim(text)).toEqual([wanted])
  })
  it.each(['"van dan"', 'dan vam', 'vận khéo đường'])('%s does not', async text => {
    expect(await tim(text)).toEqual([])
  })
  it('finds a name in both tone styles, and escapes what it shows', async () => {
    for (const name of ['Hòa', 'Hoà', 'hoa nguyen', 'Nguyễn đ/c']) {
      const models = await tim(name)
      expect(models, name).toContain('Vườn rau &lt;b&gt;của bé&lt;/b&gt;')
    }
  })
  it('finds a unit by its name and its aliases', async () => {
    expect(await tim('mn kim thư')).toHaveLength(2)
    expect(await tim('xã bích hòa tuyến "số 7"')).toEqual(['Tuyến đường hoa số 7'])
  })
})

describe('codes', () => {
  it.each(['DVK22-0002', 'dvk22 2', '2', ' 0002 '])('%s goes to the model', async text => {
    const answer = await viewer.get(`/tra-cuu?tim=${encodeURIComponent(text)}`)
    expect(new URL(answer.url).pathname).toBe('/mo-hinh/DVK22-0002')
  })
  it('says that there is none of that number', async () => {
    const answer = await viewer.get('/tra-cuu?tim=4711')
    expect(answer.text).toContain('Không có mô hình nào mang mã DVK22-4711.')
  })
})

describe('filters', () => {
  it('stand in the address, and each other way to ask keeps them', async () => {
    const { text } = await viewer.get('/tra-cuu?tim=hoa&phan=collective&xep=unit')
    expect(text).toContain('/tra-cuu.xlsx?tim=hoa&amp;phan=collective&amp;xep=unit')
    expect(text).toContain('/tra-cuu?tim=hoa&amp;phan=collective&amp;xep=unit&amp;trang=2')
    expect(text).toMatch(/<option value="collective" selected>/)
    expect(text).toMatch(/<details open>/)
  })
  it('narrow what is found', async () => {
    expect(await found('?phan=individual')).toHaveLength(1)
    expect(await found('?linh-vuc=economy')).toHaveLength(1)
    expect(await found('?dau=late')).toHaveLength(2)
    expect(await found('?trang-thai=waiting')).toEqual(['Chưa rõ của ai'])
    expect(await found('?tu=2022-02-11')).toEqual([])
    expect(await found('?den=2022-02-10&phan=individual')).toHaveLength(1)
    expect(await found('?khoi=khong-co')).toEqual([])
  })
  it('that nobody understands ask for nothing', async () => {
    const all = await found('')
    expect(all).toHaveLength(50)
    expect(await found('?phan=x&trang-thai=y&dau=no-model&tu=2022-02-31&xep=z&trang=-3')).toEqual(all)
  })
})

it('gives the number and sums of everything that was found, whatever page is shown', async () => {
  for (const page of ['', '&trang=2', '&trang=9']) {
    const { text } = await viewer.get(`/tra-cuu?linh-vuc=culture-society${page}`)
    expect(text).toContain('Tìm thấy 61 mô hình, điển hình')
    expect(text).toContain('61 mô hình tập thể, 0 điển hình cá nhân.')
    expect(text).toContain('Văn hóa-xã hội 61')
  }
  expect(await found('?linh-vuc=culture-society&trang=9')).toHaveLength(11)
  const waiting = await viewer.get('/tra-cuu?trang-thai=any')
  expect(waiting.text).toContain('Có dòng không tính vào số liệu báo cáo.')
})
