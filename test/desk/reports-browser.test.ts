/** Báo cáo in a real browser: nothing in a mail's frame runs, a report is held and let go, no barrier, on a phone too. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeMail } from '../../src/summary/compose.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { campaign } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const hostile = 'summary 2022-02-11'
const payload = (out: string): string =>
  `<p id="words">Kính gửi</p><script>document.title="run"</script><img src="x" onerror="parent.document.title=1">
<img src="${out}/pixel"><link rel="stylesheet" href="${out}/style"><a id="out" href="${out}/link" target="_top">xem</a>
<form action="${out}/form"><button id="send">gửi</button></form><meta http-equiv="refresh" content="0;url=${out}/refresh">`

/** A host that mails would have us ask. */
let elsewhere: Server
const asked: string[] = []
let desk: TestDesk
let clerk: Visitor
beforeAll(async () => {
  elsewhere = createServer((request, answer) => {
    asked.push(request.url ?? '')
    answer.end()
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const out = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  desk = await makeTestDesk()
  await desk.receive([
    await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời đồng chí dự họp.' }),
  ])
  clerk = await desk.signIn()
  const { archive, store, clock } = desk.app
  const raw = await composeMail(
    {
      ...{ id: hostile, senderName: 'Ban', to: ['tt@example.vn'], subject: '<script>alert(1)</script>' },
      ...{ text: '<b>chữ</b>', html: payload(out), attachments: [], at: clock.now() },
    },
    campaign,
  )
  const [hash = ''] = await archive.put([raw])
  await store.beginSending({
    ...{ id: hostile, kind: 'summary', day: '2022-02-11', raw: hash, recipients: ['tt@example.vn'] },
    ...{ at: clock.now(), figures: {}, about: [] },
  })
  await store.endSending(hostile, 'doubtful', '<img src=x onerror=alert(1)>', clock.now())
}, 30_000)
afterAll(async () => {
  await desk.close()
  elsewhere.close()
})

/** The browser tells of what it was about to ask for, and then refused by the frame's own policy. */
const refused =
  /^console: .*(?:sandbox|Content Security Policy|frame)|^request to http:\/\/127\.0\.0\.1:\d+\/(?:pixel|style)$/i

const mailPath = `/bao-cao/thu/${encodeURIComponent(hostile)}`

it('shows a mail full of scripts and runs none, loads nothing, leads nowhere', async () => {
  // What its own policy refuses is said in the console.
  const { page } = await openWindow(desk, clerk, { may: refused })
  await page.goto(desk.url + mailPath)
  const frame = page.frameLocator('iframe.mail-frame')
  await frame.locator('#words').waitFor()
  expect(await page.title()).toContain('Báo cáo nhanh ngày 11/02/2022')
  await frame.locator('#out').click()
  expect(page.url()).toBe(desk.url + mailPath)
  await frame.locator('#send').click()
  expect(page.url()).toBe(desk.url + mailPath)
  expect(await frame.locator('#words').textContent()).toBe('Kính gửi')
  expect(asked).toEqual([])
})

it('a report is held and let go with the keyboard, and the page follows what others do', async () => {
  const { page } = await openWindow(desk, clerk)
  await page.goto(`${desk.url}/bao-cao`)
  await page.getByRole('link', { name: /Xem trước.*Báo cáo nhanh/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Tạm giữ' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Đã tạm giữ.').waitFor()
  const other = await openWindow(desk, await desk.signIn('clerk', 'Trần Văn Bình'))
  await other.page.goto(page.url().split('?')[0]!)
  await other.page.getByRole('button', { name: 'Thôi giữ' }).click()
  await other.page.getByText('Đã thôi giữ.').waitFor()
  // Live: without a reload.
  await page.getByRole('button', { name: 'Tạm giữ' }).waitFor()
  expect(await page.getByRole('button', { name: 'Thôi giữ' }).count()).toBe(0)
}, 30_000)

it.each([1280, 390])(
  'has no barrier and nothing wider than the window at %i',
  async width => {
    const { page } = await openWindow(desk, clerk, { width, may: refused })
    for (const path of ['', '/sap-gui/bao-cao-nhanh', '/nhac', '/sua-tay', '/de-xuat', '/ket-thuc']) {
      await page.goto(`${desk.url}/bao-cao${path}`)
      expect([path, await findBarriers(page)]).toEqual([path, []])
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect([path, over]).toEqual([path, 0])
    }
    await page.goto(desk.url + mailPath)
    expect(await findBarriers(page)).toEqual([])
  },
  60_000,
)
