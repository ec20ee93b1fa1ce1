/** A unit's own file beside what was read of it: words, cells and marks as the file has them; values and cells that light each other up. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sourceAnchor, sourceMark } from '../../src/desk/original/source-mark.ts'
import type { Source } from '../../src/domain/source.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { formDocx, formXlsx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const form = {
  unit: 'Trường THCS Kim Thư',
  collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch' }, note: 'Từ 2021' }],
  individuals: [{ name: 'Cô giáo Lan', models: { 'culture-society': 'Tủ sách' } }],
}
let desk: TestDesk
let clerk: Visitor
let id: string
let sources: Source[]
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const mail = await makeMail({
    text: 'Kính gửi Ban Dân vận.\r\nTrân trọng.',
    attachments: [
      { filename: 'Biểu.docx', content: formDocx(form) },
      { filename: 'Biểu.xlsx', content: await formXlsx({ ...form, unit: 'Trường THCS Kim An' }) },
      {
        filename: 'ảnh.png',
        content: Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
      },
    ],
  })
  id = (await desk.receive([mail]))[0]!
  await desk.settled()
  clerk = await desk.signIn()
  const { submissions } = await desk.app.store.excerpt({ messages: [id] })
  sources = submissions.find(one => one.partPath === '1')!.reading.registrations.map(one => one.source)
}, 60_000)
afterAll(() => desk.close())

it('shows the file with the cells that registrations came from, the other parts, and the words beside', async () => {
  const { text } = await clerk.get(`/thu/${id}`)
  for (const source of sources)
    expect(text).toMatch(
      new RegExp(`data-source="${sourceMark(source)}" class="marked" id="${sourceAnchor(source)}"`),
    )
  for (const said of ['Vườn rau sạch', 'Chi bộ 1', 'Trân trọng.', 'Biểu.xlsx', '?phan=2'])
    expect(text).toContain(said)
  expect(text.match(/class="marked"/g)).toHaveLength(2)
})

it('shows a sheet with the names of its rows and columns', async () => {
  const { text } = await clerk.get(`/thu/${id}?phan=2`)
  expect(text).toMatch(/<th scope="col">C<\/th>/)
  expect(text.match(/class="marked"/g)).toHaveLength(2)
})

it('lights up a cell and its value, goes from cell to cell by the arrows, and has no barrier', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/thu/${id}`)
  // A value beside, as the pages that decide have it.
  await page.evaluate(`{
    const value = document.createElement('input')
    value.dataset.source = '${sourceMark(sources[0]!)}'
    value.ariaLabel = 'x'
    document.querySelector('h1').after(value)
  }`)
  const cell = page.locator('.original .marked').first()
  const value = page.locator('main > input')
  await value.focus()
  await expect.poll(() => cell.getAttribute('class')).toContain('lit')
  await cell.focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator('.original .lit').count()).toBe(1)
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Tủ sách')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT')
  await page.locator('h1').hover()
  await cell.hover()
  expect(await value.getAttribute('class')).toBe('lit')
  expect(await findBarriers(page)).toEqual([])
})

it('shows a picture that can be turned and made larger', async () => {
  const { page } = await openWindow(desk, clerk, { width: 390 })
  await page.goto(`${desk.url}/thu/${id}?phan=3`)
  const picture = page.locator('.picture img')
  expect(await page.evaluate(`document.querySelector('.picture img').naturalWidth`)).toBe(1)
  const widthOf = () => picture.evaluate(one => one.getBoundingClientRect().width)
  const before = await widthOf()
  for (const name of ['Phóng to', 'Xoay']) await page.getByRole('button', { name }).click()
  expect(await picture.getAttribute('style')).toContain('rotate(90deg)')
  expect(await widthOf()).toBeGreaterThan(before)
  expect(await findBarriers(page)).toEqual([])
})
