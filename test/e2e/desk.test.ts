/**
 * The clerk's whole day in a real browser, on the real desk and store with the workers that follow it: signing in, ten
 * waiting things by keyboard alone (a unit chosen, a row corrected), one taken back, a paper form typed in, and the table
 * downloaded with all of it. Then every page of the menu: no barrier, nothing wider than a phone, usable without scripts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { read } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectFolder } from '../../src/config.ts'
import { hashPassword } from '../../src/desk/people/passwords.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk } from '../support/desk.ts'

const mailbox = path.join(projectFolder, 'fixtures', 'mailbox')
/** Mails of the sample mailbox, each with a reason of its own to wait. */
const numbers = [5, 13, 22, 24, 27, 31, 34, 36, 42, 43, 45, 47, 48, 55, 56]
const pages = [
  ...['/', '/can-xu-ly', '/nhap', '/don-vi', '/don-vi?tim=kim', '/tra-cuu', '/tra-cuu?tim=vuon', '/thu'],
  ...['/bao-cao', '/tai-bieu', '/nhat-ky', '/tinh-trang', '/nguoi-dung', '/tai-khoan'],
]
const password = 'một mật khẩu dài'
let desk: TestDesk

beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation', 'consolidation'] })
  const chosen = readdirSync(mailbox).filter(name => numbers.includes(Number(name.slice(0, 2))))
  await desk.receive(chosen.sort().map(name => readFileSync(path.join(mailbox, name))))
  await desk.settled()
  await desk.app.store.saveAccount({
    ...{ name: 'hoa', shown: 'Nguyễn Thị Hoa', role: 'clerk', active: true },
    password: await hashPassword(password),
  })
}, 90_000)
afterAll(() => desk.close())

/** Presses, and waits for the page that comes. @returns what it is about */
const go = async (page: Page, ...keys: readonly string[]): Promise<string> => {
  const loaded = page.waitForEvent('load')
  for (const key of keys) await page.keyboard.press(key)
  await loaded
  return page.locator('h1, #item-title').last().innerText()
}
const wordsOf = (bytes: Buffer): string =>
  Object.values(read(bytes).Sheets)
    .flatMap(sheet => Object.values(sheet).map(cell => String((cell as { v?: unknown }).v ?? '')))
    .join('\n')

it('is worked at from signing in to the table', async () => {
  const { page } = await openWindow(desk, undefined)
  await page.goto(`${desk.url}/`)
  await page.keyboard.type('hoa')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  expect(await go(page, 'Enter')).toContain('Đăng ký mô hình, điển hình')

  await page.locator('#task-waiting').focus()
  await go(page, 'Enter')
  await go(page, 'b')
  await page.keyboard.press('d')
  await page.keyboard.type('tieu hoc tan uoc')
  await go(page, 'Enter')
  await page.keyboard.press('d')
  await page.keyboard.type('mam non tam hung')
  await go(page, 'Enter')
  await page.keyboard.press('l')
  await page.keyboard.type('chờ đơn vị gọi lại')
  await go(page, 'Enter')
  await go(page, 'b')
  await go(page, '1')
  await go(page, 's')
  await page.keyboard.type('Vườn cây nhỏ')
  for (const key of ['Tab', 'Tab', 'k']) await page.keyboard.press(key)
  await go(page, 'Control+Enter')
  for (const key of ['1', '2', '1', 'c', 'c']) await go(page, key)
  expect(await go(page, 'z')).toContain('Chi cục Thống kê')

  await page.goto(`${desk.url}/nhap`)
  await page.getByRole('combobox', { name: 'Đơn vị' }).fill('mam non kim thu')
  await page.getByRole('option').first().click()
  const row = page.locator('[data-block="collective"] .entry-row').first()
  await row.locator('[name="name"]').fill('Tổ chuyên môn')
  await row.locator('[name="sector"]').selectOption('economy')
  await row.locator('[name="model"]').fill('Vườn rau nhận trên giấy')
  await page.getByRole('button', { name: 'Lưu bản đăng ký' }).click()
  await page.getByText('Đã lưu bản đăng ký.').waitFor()
  await desk.settled()

  await page.goto(`${desk.url}/tai-bieu`)
  const saved = page.waitForEvent('download')
  await page.locator('a[href="/tai-bieu/bieu-tong-hop.xlsx"]').click()
  const words = wordsOf(readFileSync(await (await saved).path()))
  for (const text of ['Trường Tiểu học Tân Ước', 'Trường THCS Kim An', 'Vườn cây nhỏ'])
    expect(words).toContain(text)
  expect(words).toContain('Trường Mầm non Kim Thư')
  expect(words).toContain('Vườn rau nhận trên giấy')
  expect(words).not.toContain('Chi cục Thống kê')

  // The first page follows what was decided, by itself.
  await page.goto(`${desk.url}/`)
  const counted = (await desk.app.store.snapshot()).submissions.filter(one => one.standing === 'review')
  await page.locator('#balance').getByText('Số liệu cân.').waitFor()
  expect(counted.length).toBeGreaterThan(0)
}, 90_000)

it('has no barrier on any page of the menu, and none is wider than a phone', async () => {
  const visitor = await desk.signIn('administrator', 'Phạm Văn Quản')
  for (const width of [1280, 390]) {
    const { page } = await openWindow(desk, visitor, { width, height: 844 })
    for (const one of pages) {
      const answer = await page.goto(desk.url + one)
      expect(answer?.status(), one).toBe(200)
      expect(await findBarriers(page), `${one} at ${width}`).toEqual([])
      expect(
        await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
        `${one} at ${width}`,
      ).toBe(true)
    }
  }
}, 90_000)

it('decides, finds and saves without scripts', async () => {
  const visitor = await desk.signIn('clerk', 'Lê Thị Mai')
  const { page } = await openWindow(desk, visitor, { javaScript: false })
  await page.goto(`${desk.url}/`)
  await page.getByLabel('Tra cứu đơn vị').fill('tan uoc')
  await page.getByRole('button', { name: 'Tìm' }).click()
  expect(await page.locator('main').innerText()).toContain('Trường Tiểu học Tân Ước')
  await page.goto(`${desk.url}/can-xu-ly`)
  await page.locator('a[data-key="b"]').click()
  expect(await page.locator('#item-title').innerText()).not.toBe('')
  const saved = page.waitForEvent('download')
  await page.goto(`${desk.url}/tai-bieu`)
  await page.locator('a[href="/tai-bieu/bieu-tong-hop.docx"]').click()
  expect((await saved).suggestedFilename()).toMatch(/^Biểu tổng hợp Dân vận khéo 2022 .*\.docx$/)
}, 60_000)
