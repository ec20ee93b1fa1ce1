/** Thư: every mail found again, with what became of each of its parts; its files as they came; read again. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shortCode } from '../../src/domain/identity.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

const sample = (name: string): Buffer =>
  readFileSync(path.resolve(import.meta.dirname, '../../fixtures/mailbox', `${name}.eml`))
const samples = {
  form: '01-thcs-thanh-van',
  again: '19-thcs-thanh-van-gui-lai',
  spam: '20-quang-cao',
  zip: '44-thcs-kim-bai-zip',
  locked: '51-tep-mat-khau-toa-an',
  pdf: '57-pdf-dang-uy-kim-thu',
}
let desk: TestDesk
let clerk: Visitor
let viewer: Visitor
const ids = {} as Record<keyof typeof samples, string>
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const received = await desk.receive(Object.values(samples).map(sample))
  for (const [at, key] of Object.keys(samples).entries()) ids[key as keyof typeof samples] = received[at]!
  await desk.settled()
  clerk = await desk.signIn()
  viewer = await desk.signIn('viewer', 'Trần Văn Bình')
}, 60_000)
afterAll(() => desk.close())

const listed = async (address: string, who = clerk): Promise<string[]> => {
  const { text } = await who.get(address)
  return Object.entries(ids)
    .filter(([, id]) => text.includes(`href="/thu/${id}"`))
    .map(([name]) => name)
}

it('lists every mail, newest first, found without tone marks and by what became of it', async () => {
  const { text } = await clerk.get('/thu')
  expect(text.indexOf(ids.locked)).toBeLessThan(text.indexOf(ids.form))
  expect(await listed('/thu')).toEqual(Object.keys(samples))
  expect(await listed('/thu?tim=kim+bai+zip')).toEqual(['zip'])
  expect(await listed('/thu?tim=TOA+an')).toEqual(['locked'])
  expect(await listed('/thu?tim=c2thanhvan%40hanoiedu.vn')).toEqual(['form', 'again'])
  expect(await listed(`/thu?tim=${shortCode(ids.zip)}`)).toEqual(['zip'])
  expect(await listed('/thu?ket-qua=review')).toEqual(['locked'])
  expect(await listed('/thu?ket-qua=not-a-form&tim=giam+gia')).toEqual(['spam'])
  expect(await listed('/thu?trang=2')).toEqual([])
})

it('keeps other business from who only looks', async () => {
  expect(await listed('/thu', viewer)).not.toContain('spam')
  expect(await listed('/thu?ket-qua=not-a-form', viewer)).not.toContain('spam')
  for (const rest of ['', '/eml', '/tai/body'])
    expect((await viewer.get(`/thu/${ids.spam}${rest}`)).status).toBe(404)
  expect((await viewer.get(`/thu/${ids.form}`)).text).not.toContain('doc-lai')
})

it('says of a mail who sent it, what is in it, what became of that, and what it repeats', async () => {
  const zip = (await clerk.get(`/thu/${ids.zip}`)).text
  for (const said of ['theo máy chủ thư', 'Kim Bai.zip', 'Phòng thí nghiệm mở', 'DVK22-', shortCode(ids.zip)])
    expect(zip).toContain(said)
  const again = (await clerk.get(`/thu/${ids.again}`)).text
  expect(again).toContain(`href="/thu/${ids.form}"`)
  expect((await clerk.get(`/thu/${ids.locked}`)).text).toContain('Tệp đặt mật khẩu')
  expect((await clerk.get(`/thu/${ids.locked}`)).text).toContain(`href="/can-xu-ly/${ids.locked}.1"`)
  expect((await clerk.get(`/thu/${'0'.repeat(64)}`)).status).toBe(404)
})

it('gives a mail and its parts as they came, under names that are no command', async () => {
  const raw = await fetch(`${desk.url}/thu/${ids.zip}/eml`, { headers: { cookie: clerk.cookie } })
  expect(Buffer.from(await raw.arrayBuffer())).toEqual(sample(samples.zip))
  const part = await fetch(`${desk.url}/thu/${ids.zip}/tai/1/1`, { headers: { cookie: clerk.cookie } })
  expect(part.headers.get('content-disposition')).toBe(
    `attachment; filename="Kim Bai.docx"; filename*=UTF-8''Kim%20Bai.docx`,
  )
  expect(part.headers.get('content-type')).toBe('application/octet-stream')
  expect(part.headers.get('x-content-type-options')).toBe('nosniff')
  expect(
    Buffer.from(await part.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  expect((await clerk.get(`/thu/${ids.zip}/xem/1/1`)).status).toBe(404)
  expect((await clerk.get(`/thu/${ids.zip}/tai/9`)).status).toBe(404)
})

it('shows a PDF in a frame, as one and under a policy of its own, and where on its pages values stand', async () => {
  const view = `/thu/${ids.pdf}/xem/1`
  const { headers } = await clerk.get(view)
  expect(headers.get('content-type')).toBe('application/pdf')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'self'$/)
  expect(headers.get('content-security-policy')).not.toContain('script-src')
  const { text } = await clerk.get(`/thu/${ids.pdf}`)
  expect(text).toContain(`<iframe src="${view}"`)
  expect(text).toMatch(/<rect [^>]*class="marked-box"/)
  expect((await viewer.get(view)).status).toBe(200)
})

it('reads a mail again, once for what was seen', async () => {
  const { text } = await clerk.get(`/thu/${ids.form}`)
  expect(text).toContain('name="seen" value="0"')
  const done = await clerk.post(`/thu/${ids.form}/doc-lai`, { seen: '0' })
  expect(done.text).toContain('Đã ghi yêu cầu đọc lại')
  expect(done.text).toContain('Nguyễn Thị Hoa: Đọc lại thư')
  expect((await clerk.post(`/thu/${ids.form}/doc-lai`, { seen: '0' })).status).toBe(409)
  expect((await viewer.post(`/thu/${ids.form}/doc-lai`, { seen: '1' })).status).toBe(403)
  await desk.settled()
  expect((await clerk.get(`/thu/${ids.form}`)).text).toContain('Lớp học thân thiện')
})

it('says that a mail was purged, and shows what is known of it', async () => {
  const [id] = await desk.receive([await makeMail({ subject: 'Mời họp', text: 'Kính mời dự họp.' })])
  await desk.settled()
  expect((await clerk.get(`/thu/${id}/tai/body`)).status).toBe(200)
  await desk.app.store.notePurged([id!], { by: 'Hoa', at: 1_644_800_000_000, before: null })
  await desk.app.archive.remove([id!])
  const { text, status } = await clerk.get(`/thu/${id}`)
  expect(status).toBe(200)
  expect(text).toContain('đã xóa theo quyết định dọn thư')
  expect(text).not.toMatch(/\/tai\/|\/eml|doc-lai/)
  for (const rest of ['eml', 'tai/body']) expect((await clerk.get(`/thu/${id}/${rest}`)).status).toBe(404)
})

it.each([1280, 390])('has no barrier and nothing wider than a window of %i', async width => {
  const { page } = await openWindow(desk, clerk, { width })
  for (const address of ['/thu', `/thu/${ids.zip}`, `/thu/${ids.locked}`, `/thu/${ids.spam}`]) {
    await page.goto(desk.url + address)
    expect(await findBarriers(page), address).toEqual([])
    expect(await page.evaluate('document.querySelector("main").scrollWidth'), address).toBeLessThanOrEqual(
      width,
    )
  }
})
