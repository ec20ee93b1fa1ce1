/** One wording for one model: decisions that change nothing but the words, taken back as a whole; seen in a browser. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countFigures } from '../../src/consolidation/figures.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { campaign } from '../support/forms.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

const page = '/tra-cuu/cung-mo-hinh'
let desk: TestDesk
let clerk: Visitor
let viewer: Visitor
beforeAll(async () => {
  desk = await makeTestDesk()
  const { receive } = fillSampleStore(desk.app.store)
  const send = (unit: string, ...models: string[]) =>
    receive(
      sampleReading({ unit, rows: models.map((model, at) => ({ name: `Tổ ${at + 1} ${unit}`, model })) }),
      [null],
    )
  await send('Trường Mầm non Kim Thư', '5 không 3 sạch', 'Vườn rau của bé')
  await send('Trường Mầm non Bích Hòa', 'Năm không, ba sạch', 'Sân chơi')
  await send('Trường Tiểu học Kim Thư', '5 không 3 sạch', 'vườn rau của bé')
  await send('Trường THCS Kim Thư', '5 không 3 sạc', 'Thu gom rác')
  await send('Trường THCS Bích Hòa', 'Thu gom rác.', 'Đọc sách')
  await desk.settled()
  clerk = await desk.signIn()
  viewer = await desk.signIn('viewer', 'Trần Văn Bình')
})
afterAll(() => desk.close())

const figures = async () => {
  const { revision: _, ...rest } = countFigures(
    await desk.app.store.snapshot(),
    await desk.app.roster.roster(),
    campaign,
  )
  return rest
}
const coded = async () =>
  new Map((await desk.app.store.snapshot()).registrations.map(one => [one.codeNumber, one.model]))
const groups = (text: string): string[] =>
  [...text.matchAll(/<h3 id="group-\d+">([^<]*)</g)].map(([, one]) => one!)
/** The group's fields as the browser would send them: rows that are ticked. */
const fieldsOf = (text: string, model: string) => {
  const form = text.split('<form ').find(one => one.includes(`">${model}</h3>`))!
  const value = (tag: string) => /value="([^"]*)"/.exec(tag)![1]!
  return {
    wording: model,
    row: [...form.matchAll(/<input type="checkbox"[^>]*>/g)]
      .map(String)
      .filter(one => one.includes(' checked'))
      .map(value),
    all: [...form.matchAll(/<input type="checkbox"[^>]*>/g)].map(String).map(value),
    model: [...form.matchAll(/<input type="hidden" name="model"[^>]*>/g)].map(String).map(value),
  }
}
const post = ({ all: _, ...fields }: ReturnType<typeof fieldsOf>) => clerk.post(page, fields)

it('proposes the most frequent wording, ticks what is the same, and shows a viewer no buttons', async () => {
  const { text } = await clerk.get(page)
  expect(groups(text)).toEqual(['5 không 3 sạch', 'Vườn rau của bé', 'Thu gom rác'])
  const fields = fieldsOf(text, '5 không 3 sạch')
  expect(fields.row).toHaveLength(3)
  expect(fields.all).toHaveLength(4)
  expect(text).toContain('5 không 3 sạc <span class="hint">(gần giống, kiểm tra kỹ)</span>')
  const seen = (await viewer.get(page)).text
  expect(groups(seen)).toHaveLength(3)
  expect(seen).not.toContain('<input type="checkbox"')
  expect((await viewer.post(page, { wording: 'x', row: fields.row })).status).toBe(403)
})

it('changes the words of the ticked rows and nothing else; taken back, all is as before', async () => {
  const [before, codes] = [await figures(), await coded()]
  const { text } = await clerk.get(page)
  const answer = await post(fieldsOf(text, '5 không 3 sạch'))
  await desk.settled()
  expect(answer.text).toContain('Đã ghi thống nhất. Số liệu không thay đổi.')
  // The row that was not ticked is something else, and nobody is asked again.
  expect(groups(answer.text)).toEqual(['Vườn rau của bé', 'Thu gom rác'])
  expect(await figures()).toEqual(before)
  const changed = [...(await coded())].filter(([code, model]) => codes.get(code) !== model)
  expect(changed).toEqual([[3, '5 không 3 sạch']])
  const { decisions } = await desk.app.store.snapshot()
  expect(decisions).toMatchObject([{ kind: 'correct', by: 'Nguyễn Thị Hoa' }])
  const again = (await clerk.get(page)).text
  const [, id] = /name="id" value="([0-9a-f]{16})"/.exec(again)!
  const undone = await clerk.post(`${page}/xem-lai`, { id: id! })
  await desk.settled()
  expect(undone.text).toContain('Đã rút lại, các dòng ghi như trước.')
  expect(await coded()).toEqual(codes)
  expect(await figures()).toEqual(before)
  expect(groups((await clerk.get(page)).text)).toContain('5 không 3 sạch')
})

it('leaves out a form that changed meanwhile, and says so; the later words stay', async () => {
  const { store } = desk.app
  const { text } = await clerk.get(page)
  const fields = fieldsOf(text, 'Thu gom rác')
  const first = fields.row[0]!.replace(/^\d+ /, '')
  const subject = first.split(' ')[0]!
  const { jobs } = await store.decide(
    { subject, kind: 'put-off', before: null, after: { note: 'gọi lại' }, by: 'Trần Văn Bình', at: 1 },
    (await store.submission(subject)).version,
  )
  await (await desk.app.queue()).announce('validate', jobs)
  await desk.settled()
  const answer = await clerk.post(page, { ...fields, wording: 'Thu gom rác thải', all: [] })
  await desk.settled()
  expect(answer.text).toContain('1 dòng giữ nguyên vì bản đăng ký vừa có người sửa.')
  const models = [...(await coded()).values()]
  expect(models.filter(one => one.startsWith('Thu gom rác')).toSorted()).toEqual([
    'Thu gom rác',
    'Thu gom rác thải',
  ])
})

it('does not ask again about what was left as it is, until it is asked to', async () => {
  const { text } = await clerk.get(page)
  const { model } = fieldsOf(text, 'Vườn rau của bé')
  const left = await clerk.post(`${page}/de-nguyen`, { model })
  expect(left.text).toContain('Đã để nguyên, sẽ không hỏi lại.')
  expect(groups(left.text)).not.toContain('Vườn rau của bé')
  const [, id] = /Để nguyên: Vườn rau của bé[\s\S]*?name="id" value="([0-9a-f]{16})"/.exec(left.text)!
  expect(groups((await clerk.post(`${page}/xem-lai`, { id: id! })).text)).toContain('Vườn rau của bé')
})

it.each([1280, 390])('is found, opened and unified in a browser %i wide, with no barrier', async width => {
  const { page: tab } = await openWindow(desk, clerk, { width })
  const isWide = () =>
    tab.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  await tab.goto(`${desk.url}/tra-cuu`)
  await tab.getByLabel('Từ cần tìm').fill('vuon rau')
  await tab.keyboard.press('Enter')
  await tab.getByRole('heading', { name: /Tìm thấy \d mô hình/ }).waitFor()
  expect(new URL(tab.url()).searchParams.get('tim')).toBe('vuon rau')
  expect(await findBarriers(tab)).toEqual([])
  expect(await isWide()).toBe(false)
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByText('Tải bảng này (.xlsx)').click(),
  ])
  expect(download.suggestedFilename()).toContain('vuon rau')
  await tab.getByRole('link', { name: 'DVK22-0002' }).click()
  await tab.getByRole('heading', { name: 'Cả bản đăng ký: 2 mô hình, điển hình' }).waitFor()
  expect(await findBarriers(tab)).toEqual([])
  expect(await isWide()).toBe(false)
  await tab.goto(desk.url + page)
  expect(await findBarriers(tab)).toEqual([])
  expect(await isWide()).toBe(false)
  const group = tab.getByRole('form', { name: /vườn rau của bé/i })
  await group.getByLabel('Ghi thống nhất là').fill('Vườn rau của bé yêu')
  await group.getByRole('button', { name: 'Ghi thống nhất các dòng đã chọn' }).click()
  await tab.getByText('Đã ghi thống nhất. Số liệu không thay đổi.').waitFor()
  await tab.getByRole('button', { name: 'Rút lại: Vườn rau của bé yêu' }).click()
  await tab.getByText('Đã rút lại, các dòng ghi như trước.').waitFor()
  await desk.settled()
})
