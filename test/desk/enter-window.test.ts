/** Nhập bản đăng ký as a clerk does it: by keyboard alone, on a phone, beside a scan; and what the table says afterwards. */
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from '../../src/domain/identity.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['validation', 'reading'] })
  clerk = await desk.signIn()
}, 30_000)
afterAll(() => desk.close())

it('enters a paper form by keyboard alone, and it stands in the table', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/nhap`)
  expect(await findBarriers(page)).toEqual([])
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await page.getByRole('combobox', { name: 'Đơn vị' }).focus()
  await page.keyboard.type('mam non kim thu')
  await page.getByRole('option').first().waitFor()
  expect(await findBarriers(page)).toEqual([])
  await press('Enter')
  const unit = await page.getByRole('combobox', { name: 'Đơn vị' }).inputValue()
  expect(unit).toContain('Kim Thư')
  await press('Enter')
  // Along the row and down to the next one, as in a sheet.
  await page.keyboard.type('Tổ chuyên môn')
  await press('Enter')
  await page.keyboard.type('v')
  await press('Enter')
  await page.keyboard.type('Vườn rau gõ tay')
  await press('Enter', 'Enter')
  await page.keyboard.type('Công đoàn')
  await press('Enter')
  await page.keyboard.type('k')
  await press('Enter')
  await page.keyboard.type('Tiết kiệm điện')
  await page.getByRole('button', { name: 'Lưu bản đăng ký' }).focus()
  await press('Enter')
  await page.getByText('Đã lưu bản đăng ký.').waitFor()
  await page.getByText('Đã tổng hợp', { exact: true }).waitFor()
  expect(await findBarriers(page)).toEqual([])

  const download = await fetch(`${desk.url}/tai-bieu/bieu-tong-hop.xlsx`, {
    headers: { cookie: clerk.cookie },
  })
  expect(download.status).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await download.arrayBuffer())
  const said: string[] = []
  book.eachSheet(sheet => sheet.eachRow(row => row.eachCell(cell => said.push(String(cell.value)))))
  for (const text of [unit, 'Vườn rau gõ tay', 'Tiết kiệm điện']) expect(said.join('\n')).toContain(text)
})

it('fits a phone, adds rows, and says what would be read otherwise', async () => {
  const { page } = await openWindow(desk, clerk, { width: 390, may: /400/ })
  await page.goto(`${desk.url}/nhap`)
  const rows = page.locator('[data-block="collective"] .entry-row')
  const before = await rows.count()
  await page.getByRole('button', { name: 'Thêm dòng tập thể' }).click()
  expect(await rows.count()).toBe(before + 1)
  await page.getByRole('combobox', { name: 'Đơn vị' }).fill('cao vien')
  await page.getByRole('option').first().click()
  for (const [at, name] of ['Tổ 1', 'nt'].entries()) {
    await rows.nth(at).locator('[name="name"]').fill(name)
    await rows.nth(at).locator('[name="sector"]').selectOption('economy')
    await rows.nth(at).locator('[name="model"]').fill(`Vườn rau ${at}`)
  }
  await page.getByRole('button', { name: 'Lưu bản đăng ký' }).click()
  await page.getByText('Tập thể, dòng 2:').waitFor()
  expect(await rows.nth(1).locator('[name="model"]').inputValue()).toBe('Vườn rau 1')
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(await findBarriers(page)).toEqual([])
})

it('shows a scan beside the rows that are typed from it', async () => {
  // One grey dot: a picture that a browser draws.
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  )
  const picture = Buffer.concat([dot, Buffer.alloc(30_000, 1)])
  const mail = await makeMail({ attachments: [{ filename: 'trang 1.png', content: picture }] })
  await desk.receive([mail])
  await desk.settled()
  const { parts } = await desk.app.store.snapshot()
  const part = parts.find(one => one.messageId === sha256(mail) && one.name === 'trang 1.png')!
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/nhap?tu=${encodeURIComponent(part.id)}`)
  await page.getByRole('heading', { name: 'Trang 1: trang 1.png' }).waitFor()
  const [left, right] = [page.locator('.scans'), page.locator('.typing')]
  const plain = await openWindow(desk, clerk, { javaScript: false })
  await plain.page.goto(page.url())
  expect(await plain.page.getByRole('button', { name: 'Phóng to' }).isVisible()).toBe(false)
  expect(await plain.page.getByRole('combobox', { name: 'Đơn vị' }).isVisible()).toBe(true)
  expect((await left.boundingBox())!.x).toBeLessThan((await right.boundingBox())!.x)
  expect(await findBarriers(page)).toEqual([])
})
