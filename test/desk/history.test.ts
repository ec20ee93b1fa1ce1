/** Nhật ký: what people decided, page by page, by person, kind, day and subject; what can be taken back is, the rest is refused. */
import { expect, it } from 'vitest'
import type { NewDecision } from '../../src/domain/decision.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { deskTime, openDesk, type TestDesk } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

const hostile = '<img src=x onerror=alert(1)>'
const decide = async (
  desk: TestDesk,
  one: Omit<NewDecision, 'by' | 'at' | 'before'> & Partial<NewDecision>,
) => {
  const { store } = desk.app
  const seen = (await store.decisions(one.subject)).length
  await store.decide({ by: 'Lê Thị Lan', at: deskTime, before: null, ...one }, seen)
}
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/<tr id="d(\d+)"/g)].map(([, id]) => Number(id))

it('shows newest first, a page at a time, and what is chosen', async () => {
  const desk = await openDesk({ workers: ['validation', 'reading'] })
  const [mail = ''] = await desk.receive([await makeMail({ subject: `Gửi ${hostile}` })])
  await desk.settled()
  const clerk = await desk.signIn()
  expect((await clerk.get('/nhat-ky')).text).toContain('Chưa ai quyết định')
  for (let day = 1; day <= 33; day++)
    await decide(desk, {
      ...{ subject: mail, kind: 'put-off', after: { note: `Hỏi lại ${day} ${hostile}` } },
      at: deskTime - (33 - day) * 24 * 60 * 60_000,
    })
  await decide(desk, {
    subject: 'unit mn-kim-thu',
    kind: 'change-unit',
    after: { unit: null },
    by: 'Trần Văn Bình',
  })
  await decide(desk, { subject: 'summary 2022-02-14', kind: 'hold', after: {} })
  const first = await clerk.get('/nhat-ky')
  expect(numbersIn(first.text)).toEqual(Array.from({ length: 30 }, (_, at) => 35 - at))
  expect(first.text).toContain('Báo cáo nhanh')
  expect(first.text).not.toContain(hostile)
  expect(first.text).toContain('&lt;img')
  const [, older = ''] = /href="([^"]*truoc=6[^"]*)"/.exec(first.text) ?? []
  expect(numbersIn((await clerk.get(older.replaceAll('&amp;', '&'))).text)).toEqual([5, 4, 3, 2, 1])
  const of = async (query: Record<string, string>) =>
    numbersIn((await clerk.get(`/nhat-ky?${new URLSearchParams(query)}`)).text)
  expect(await of({ nguoi: 'Trần Văn Bình' })).toEqual([34])
  expect(await of({ viec: 'hold' })).toEqual([35])
  expect(await of({ ngay: '2022-02-13' })).toEqual([32])
  expect(await of({ muc: mail, ngay: '2022-02-14' })).toEqual([33])
  expect(await of({ nguoi: 'Không ai' })).toEqual([])
  // What makes no sense is passed over.
  expect(await of({ viec: 'nothing', ngay: 'hôm qua', truoc: '-1' })).toHaveLength(30)
})

it('takes back what can be, once, and says why the rest cannot', async () => {
  const desk = await openDesk({ workers: ['validation', 'reading'] })
  const [mail = ''] = await desk.receive([await makeMail()])
  await desk.settled()
  await decide(desk, { subject: mail, kind: 'dismiss', after: { reason: 'Quảng cáo' } })
  await decide(desk, { subject: mail, kind: 'read-again', after: {} })
  const clerk = await desk.signIn()
  const page = await clerk.get('/nhat-ky?viec=dismiss')
  expect(page.text).toContain('Rút lại')
  expect((await clerk.get('/nhat-ky?viec=read-again')).text).not.toContain('action="/rut-lai"')
  const fields = { decision: '1', subject: mail, back: '/nhat-ky?viec=dismiss' }
  const undone = await clerk.post('/rut-lai', fields)
  expect(undone.url).toContain('viec=dismiss')
  expect(undone.text).toContain('đã rút lại')
  // Twice, or by two at once, it is one.
  await clerk.post('/rut-lai', fields)
  expect((await desk.app.store.decisions(mail)).map(one => one.kind)).toEqual([
    'dismiss',
    'read-again',
    'undo',
  ])
  const refused = await clerk.post('/rut-lai', { ...fields, decision: '2' })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Việc này không rút lại được')
  const viewer = await desk.signIn('viewer', 'Trần Văn Bình')
  expect((await viewer.get('/nhat-ky')).text).not.toContain('action="/rut-lai"')
  expect((await viewer.post('/rut-lai', fields)).status).toBe(403)
})

it('has no barrier, at a desk and on a phone, and shows what comes by itself', async () => {
  const desk = await openDesk({ workers: ['validation', 'reading'] })
  const [mail = ''] = await desk.receive([await makeMail()])
  await desk.settled()
  await decide(desk, { subject: mail, kind: 'put-off', after: { note: 'một\nhai\nba\nbốn\nnăm\nsáu' } })
  const clerk = await desk.signIn()
  const { page } = await openWindow(desk, clerk)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`${desk.url}/nhat-ky`)
    expect(await findBarriers(page)).toEqual([])
    expect(
      await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0)
  }
  await decide(desk, { subject: mail, kind: 'dismiss', after: { reason: 'Quảng cáo' } })
  await page.getByText('Quảng cáo').waitFor()
})
