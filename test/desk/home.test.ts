/** The first page in a real browser: what there is to do, how the campaign stands, and a new mail shown without a reload. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation', 'consolidation'] })
  clerk = await desk.signIn()
})
afterAll(() => desk.close())

const formOf = async (unit: string, model: string) =>
  makeMail({
    subject: `${unit} gửi biểu`,
    attachments: [
      {
        filename: 'bieu.docx',
        content: formDocx({
          unit,
          collectives: [{ name: 'Chi bộ', models: { economy: [model] } }],
          individuals: [{ name: 'Cô giáo Lê Thị Hà', models: { 'culture-society': ['Lớp học vui'] } }],
        }),
      },
    ],
  })

it('says what there is before the first mail; a mail that is read appears by itself', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/`)
  await page.getByText('Chưa có thư nào').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await desk.receive([await formOf('Trường Mầm non Kim Thư', 'Vườn rau sạch'), await formOf('', 'Trồng hoa')])
  // Two forms, one without a unit: nobody reloads anything.
  await page.locator('.figure', { hasText: 'Đơn vị đã gửi' }).locator('strong', { hasText: '1' }).waitFor()
  await page.locator('#task-waiting', { hasText: '1 việc, lâu nhất từ 13/02/2022' }).waitFor()
  await page.locator('#bar .count', { hasText: '1' }).waitFor()
  await page.locator('#sectors tfoot', { hasText: '2' }).waitFor()
})

it('is the same figures everywhere, without a fraction while no unit is confirmed', async () => {
  const { text } = await clerk.get('/')
  const figures = text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(figures).toContain('Hôm nay là ngày cuối để gửi. Thời hạn: trước ngày 15/02/2022.')
  expect(figures).toContain('Đơn vị đã gửi 1 ')
  expect(figures).toContain('Mô hình, điển hình 2 1 mô hình tập thể, 1 điển hình cá nhân')
  expect(figures).toContain('Đến 14/02/2022: 1 đơn vị đã gửi. Hạn: hết ngày 14/02/2022.')
  expect(figures).toContain('Số liệu cân.')
  expect(figures).toContain('Danh sách đơn vị chưa được xác nhận')
  expect(figures).not.toMatch(/gửi 1\//)
})

it('can be read and used on a desktop and a phone, with and without colours', async () => {
  for (const width of [1280, 390]) {
    const { page } = await openWindow(desk, clerk, { width })
    await page.goto(`${desk.url}/`)
    await page.locator('svg.day-chart').waitFor()
    expect(await findBarriers(page), `at ${width}`).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `at ${width}`).toBe(
      true,
    )
    await page.getByText('Số liệu của biểu đồ').click()
    await page.getByRole('rowheader', { name: '13/02/2022' }).waitFor()
  }
})

it('finds a unit, and goes where things are done, without JavaScript too', async () => {
  const { page } = await openWindow(desk, clerk, { javaScript: false, may: /404/ })
  await page.goto(`${desk.url}/`)
  await page.getByLabel('Tra cứu đơn vị').fill('kim thu')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${desk.url}/don-vi?tim=kim+thu`)
  await page.goto(`${desk.url}/`)
  const hrefs = await page.locator('a.task').evaluateAll(all => all.map(one => one.getAttribute('href')))
  expect(hrefs).toEqual(['/can-xu-ly', '/nhap', '/tai-bieu'])
})

it('shows a viewer nothing that only a clerk may do', async () => {
  const viewer = await desk.signIn('viewer', 'Trần Văn Bình')
  expect((await viewer.get('/')).text).not.toContain('/nhap')
})
