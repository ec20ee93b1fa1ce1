/** Đơn vị in a browser: the list for Zalo copied, printed and ticked; nothing in the way of anybody; a phone's width. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { confirmUnits, marksOf } from '../../src/units/roster-edits.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
let missing: readonly string[]

beforeAll(async () => {
  desk = await makeTestDesk()
  await desk.receive([await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời.' })])
  clerk = await desk.signIn()
  const { units } = await desk.app.roster.roster()
  const few = units.slice(0, 8)
  missing = few.map(unit => unit.name)
  await desk.app.roster.change({ seen: marksOf(units), edit: confirmUnits(few.map(unit => unit.id)) })
})
afterAll(() => desk.close())

it('copies the list of those missing, and leaves it selected where the browser lets nobody copy', async () => {
  const { page, context } = await openWindow(desk, clerk)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${desk.url}/don-vi/chua-gui`)
  await page.getByRole('button', { name: 'Chép', exact: true }).click()
  await page.getByText('Đã chép.').waitFor()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  for (const name of missing) expect(copied).toContain(name)

  await page.evaluate(
    `Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false`,
  )
  await page.getByRole('button', { name: 'Chép', exact: true }).click()
  await page.getByText('bấm Ctrl+C').waitFor()
  expect(await page.evaluate('getSelection().toString().length')).toBeGreaterThan(200)
})

it('prints those missing by block and nothing of the page around', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/don-vi/chua-gui`)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation').count()).toBe(0)
  expect(await page.locator('#copy-text').isVisible()).toBe(false)
  expect(await page.locator('.deadline').innerText()).toContain('15/02/2022')
  for (const name of missing) expect(await page.getByRole('rowheader', { name }).isVisible()).toBe(true)
})

it('ticks a whole block at once', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/don-vi?xac-nhan=chua`)
  const block = page.locator('[data-block]').first()
  const all = block.getByRole('checkbox').first()
  await all.check()
  const boxes = block.locator('tbody input[type=checkbox]')
  expect(await block.locator('tbody input:checked').count()).toBe(await boxes.count())
  await boxes.first().uncheck()
  expect(await all.isChecked()).toBe(false)
})

it('has no barrier on any page, and is no wider than a phone', async () => {
  const { units } = await desk.app.roster.roster()
  const paths = ['', '/chua-gui', '/them', '/nhap', '?tim=khong-co', `/${units[0]!.id}`].map(
    one => `/don-vi${one}`,
  )
  const { page } = await openWindow(desk, clerk, { width: 390, height: 844 })
  for (const path of paths) {
    await page.goto(desk.url + path)
    for (const fold of await page.locator('details.edit > summary').all()) await fold.click()
    expect(await findBarriers(page), path).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390)
  }
})
