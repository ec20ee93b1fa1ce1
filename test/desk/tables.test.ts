/** Tải biểu: every table as a download that says what it is of; the written file where it is current, else a new one. */
import { readFileSync, writeFileSync } from 'node:fs'
import { read } from '@e965/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TablesFact, writeTables } from '../../src/consolidation/write-tables.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { findBarriers, openWindow } from '../support/browser.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let viewer: Visitor
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  viewer = await desk.signIn('viewer', 'Trần Văn Bình')
  const content = formDocx({
    unit: 'Trường Mầm non Kim Thư',
    collectives: [{ name: 'Chi bộ', models: { economy: ['Vườn rau sạch'] } }],
  })
  await desk.receive([await makeMail({ attachments: [{ filename: 'bieu.docx', content }] })])
  await desk.settled()
})
afterAll(() => desk.close())

const download = async (id: string): Promise<{ headers: Headers; bytes: Buffer }> => {
  const answer = await fetch(`${desk.url}/tai-bieu/${id}`, { headers: { cookie: viewer.cookie } })
  expect(answer.status).toBe(200)
  return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const wordsOf = (bytes: Buffer): string => {
  const book = read(bytes)
  return Object.values(book.Sheets)
    .flatMap(sheet => Object.values(sheet).map(cell => String((cell as { v?: unknown }).v ?? '')))
    .join('\n')
}
const written = async (): Promise<TablesFact['files']> =>
  (await desk.app.store.fact<TablesFact>('tables'))!.files

it('draws what was never written, names it for every browser, and lets no browser show it', async () => {
  const { headers, bytes } = await download('bieu-tong-hop.xlsx')
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="Bieu tong hop Dan van kheo 2022 (den 09.00 ngay 14-02-2022).xlsx"; filename*=UTF-8\'\'Bi%E1%BB%83u%20t%E1%BB%95ng%20h%E1%BB%A3p%20D%C3%A2n%20v%E1%BA%ADn%20kh%C3%A9o%202022%20%28%C4%91%E1%BA%BFn%2009.00%20ng%C3%A0y%2014-02-2022%29.xlsx',
  )
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(wordsOf(bytes)).toContain('Vườn rau sạch')
  expect(wordsOf((await download('tep-theo-doi.xlsx')).bytes)).toContain('DVK22-0001')
  expect((await download('bieu-tong-hop.pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await download('bieu-tong-hop.docx')).bytes.subarray(0, 2).toString()).toBe('PK')
  expect((await download('bieu-mau.docx')).headers.get('content-disposition')).toContain(
    'filename="Bieu mau dang ky Dan van kheo 2022.docx"',
  )
})

it('gives the written file while it is current and as it was written, and a new one else', async () => {
  const { app } = desk
  const write = async () =>
    writeTables({
      ...{ ...app, campaignFolder: app.folder, folder: app.tablesFolder, now: app.clock.now() },
      ...{ snapshot: await app.store.snapshot(), roster: await app.roster.roster() },
    })
  await write()
  for (const [id, at] of [
    ['bieu-tong-hop.xlsx', 0],
    ['tep-theo-doi.xlsx', 1],
    ['bieu-tong-hop.pdf', 2],
    ['bieu-tong-hop.docx', 3],
  ] as const)
    expect(sha256((await download(id)).bytes), id).toBe((await written())[at]?.sha256)
  const [table] = await written()
  const kept = readFileSync(table!.path)
  writeFileSync(table!.path, 'somebody was here')
  expect(wordsOf((await download('bieu-tong-hop.xlsx')).bytes)).toContain('Vườn rau sạch')
  writeFileSync(table!.path, kept)
  // Something came since: what is written shows it no more.
  const content = formDocx({
    unit: 'Trường Mầm non Kim Bài',
    collectives: [{ name: 'Chi bộ', models: { economy: ['Trồng hoa'] } }],
  })
  await desk.receive([await makeMail({ attachments: [{ filename: 'hoa.docx', content }] })])
  await desk.settled()
  expect(wordsOf((await download('bieu-tong-hop.xlsx')).bytes)).toContain('Trồng hoa')
})

it('says what each is for and how to print it, on a desktop and on a phone', async () => {
  for (const width of [1280, 390]) {
    const { page } = await openWindow(desk, viewer, { width })
    await page.goto(`${desk.url}/tai-bieu`)
    await page.getByText('Số liệu đến 09 giờ 00, ngày 14/02/2022.').waitFor()
    expect(await findBarriers(page), `at ${width}`).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `at ${width}`).toBe(
      true,
    )
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'PDF' }).click()
    expect((await saved).suggestedFilename()).toBe(
      'Biểu tổng hợp Dân vận khéo 2022 (đến 09.00 ngày 14-02-2022).pdf',
    )
  }
  expect((await viewer.get('/tai-bieu/khac.xlsx')).status).toBe(404)
})
