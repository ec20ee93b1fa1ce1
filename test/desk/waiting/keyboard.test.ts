/** The page Cần xử lý in a browser: ten things by keyboard alone, two people at one of them, a phone, and its barriers. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectFolder } from '../../../src/config.ts'
import { listWaiting } from '../../../src/consolidation/waiting.ts'
import { itemPath } from '../../../src/desk/pages/waiting/item-path.ts'
import { findBarriers, openWindow } from '../../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../../support/desk.ts'

const mailbox = path.join(projectFolder, 'fixtures', 'mailbox')
/** Each waits for a reason of its own, but for 42, which 56 comes second to. */
const numbers = [5, 13, 22, 24, 27, 31, 34, 36, 42, 43, 45, 47, 48, 55, 56]
let desk: TestDesk
let clerk: Visitor

beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const chosen = readdirSync(mailbox).filter(name => numbers.includes(Number(name.slice(0, 2))))
  await desk.receive(chosen.sort().map(name => readFileSync(path.join(mailbox, name))))
  await desk.settled()
  clerk = await desk.signIn()
}, 90_000)
afterAll(() => desk.close())

/** One of each kind of page. */
const codes = ['no-unit', 'second-submission', 'mark-as-model', 'picture-not-read']

const titleOf = (page: Page): Promise<string> => page.locator('#item-title').innerText()
/** Presses, and waits for the page that comes. */
const go = async (page: Page, ...keys: readonly string[]): Promise<string> => {
  const loaded = page.waitForEvent('load')
  for (const key of keys) await page.keyboard.press(key)
  await loaded
  return titleOf(page)
}
const stands = async (unit: string): Promise<boolean> =>
  (await desk.app.store.snapshot()).submissions.some(
    one => one.unitName === unit && one.standing === 'registered',
  )

it('has no barriers, on the list and on each kind of item, wide and on a phone', async () => {
  for (const width of [1280, 390]) {
    const { page } = await openWindow(desk, clerk, { width, height: 844 })
    const { items } = await listed()
    const about = (number: number) => items.find(one => one.reasons[0]?.code === codes[number])!
    const paths = ['/can-xu-ly', ...codes.map((_, at) => itemPath(about(at))), `${itemPath(about(2))}?sua=1`]
    for (const path of paths) {
      await page.goto(desk.url + path)
      expect(await page.evaluate<number>('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(
        width,
      )
      expect(await findBarriers(page), path).toEqual([])
    }
  }
}, 60_000)

it('is worked through by keyboard alone', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/can-xu-ly`)
  expect(await go(page, 'b')).toContain('Chưa rõ đơn vị')
  expect(await page.evaluate('document.activeElement.id')).toBe('item-title')
  await page.keyboard.press('d')
  await page.keyboard.type('tieu hoc tan uoc')
  expect(await go(page, 'Enter')).toContain('PHÒNG GIÁO DỤC')
  // The line is emptied and written a moment after the page came, so that a screen reader says it.
  const done = page.locator('main > .done', { hasText: 'Đã xác định đơn vị.' })
  await done.waitFor()
  expect(await done.innerText()).toContain('Đã xác định đơn vị.')
  expect(await stands('Trường Tiểu học Tân Ước')).toBe(true)
  await page.keyboard.press('d')
  await page.keyboard.type('mam non tam hung')
  expect(await go(page, 'Enter')).toContain('Quỹ tín dụng')
  await page.keyboard.press('l')
  await page.keyboard.type('chờ đơn vị gọi lại, c')
  expect(await go(page, 'Enter')).toContain('Trường THPT Nguyễn Du')
  expect(await go(page, 'b')).toContain('Trường THCS Kim An')
  expect(await go(page, '1')).toContain('Trường Tiểu học Thanh Mai')
  expect(await stands('Trường THCS Kim An')).toBe(true)
  expect(await go(page, 's')).toContain('Trường Tiểu học Thanh Mai')
  expect(await page.evaluate('document.activeElement.id')).toBe('model-1')
  await page.keyboard.type('Vườn cây nhỏ')
  for (const key of ['Tab', 'Tab', 'k']) await page.keyboard.press(key)
  expect(await go(page, 'Control+Enter')).toContain('Đảng ủy xã Phương Trung')
  const corrected = (await desk.app.store.snapshot()).registrations
  expect(corrected.find(one => one.model === 'Vườn cây nhỏ')?.sector).toBe('economy')
  expect(await go(page, '1')).toContain('Trường THCS Hồng Dương')
  expect(await go(page, '2')).toContain('Trường Mầm non Thanh Cao')
  expect(await go(page, '1')).toContain('Trường Tiểu học Kim Thư')
  expect(await go(page, 'c')).toContain('Chi cục Thống kê')
  expect(await go(page, 'c')).toContain('Chi cục Thuế')
  expect(await stands('Chi cục Thống kê huyện')).toBe(true)
  expect(await go(page, 'z')).toContain('Chi cục Thống kê')
  expect(await stands('Chi cục Thống kê huyện')).toBe(false)
}, 60_000)

it('shows who decided while the page was open, and says so again to who sends over it', async () => {
  const { page } = await openWindow(desk, clerk, { may: /409/ })
  const other = await openWindow(desk, await desk.signIn('clerk', 'Trần Văn Bình'))
  const item = (await listed()).items.find(one => one.submission?.unitName === 'Chi cục Thuế huyện')!
  for (const one of [page, other.page]) await one.goto(desk.url + itemPath(item))
  await go(other.page, 'c')
  await page.locator('#item-state').waitFor({ state: 'visible' })
  expect(await page.locator('#item-state').innerText()).toContain('Trần Văn Bình')
  await page.keyboard.press('k')
  const loaded = page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await loaded
  const told = await page.locator('#conflict').innerText()
  expect(told).toContain('Trần Văn Bình')
  expect(told).toContain('Không tổng hợp')
  expect(await findBarriers(page)).toEqual([])
}, 30_000)

it('splits a row where the cursor stands, and presses nothing while letters are turned off', async () => {
  const { page } = await openWindow(desk, clerk)
  const item = (await listed()).items.find(one => one.read.length > 0)!
  await page.goto(`${desk.url}${itemPath(item)}?sua=1`)
  const models = page.locator('textarea[name="model"]')
  await models.first().fill('Một Hai')
  await models.first().focus()
  for (const key of ['Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await page.locator('button[value="tach:0"]').click()
  await models.nth(1).waitFor()
  expect([await models.nth(0).inputValue(), await models.nth(1).inputValue()]).toEqual(['Một', 'Hai'])
  const left = page.waitForEvent('load')
  await page.locator('[data-cancel]').click()
  await left
  await page.keyboard.press('?')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  const address = page.url()
  await page.keyboard.press('n')
  await page.keyboard.press('p')
  expect(page.url()).toBe(address)
})

const listed = () =>
  desk.app.store.excerpt({ waiting: true }).then(excerpt => ({ items: listWaiting(excerpt) }))
