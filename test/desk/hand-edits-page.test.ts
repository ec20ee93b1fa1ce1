/** Tables that somebody edited, at the desk: what each says otherwise, ticked and taken over. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { writeTables } from '../../src/consolidation/write-tables.ts'
import { byExcel, cellOf, cellWith } from '../consolidation/hand-edits/edited.ts'
import { openDesk, type TestDesk } from '../support/desk.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

const tracking = 'Tep theo doi DVK 2022.xlsx'
const list = '/bao-cao/sua-tay'

const build = async ({ app }: TestDesk) =>
  writeTables({
    ...{
      snapshot: await app.store.snapshot(),
      roster: await app.roster.roster(),
      campaignFolder: app.folder,
    },
    ...{
      now: app.clock.now(),
      folder: app.tablesFolder,
      recordFolder: app.recordFolder,
      readBook: app.readBook,
    },
    ...{ store: app.store, clock: app.clock },
  })

it('lists them, takes over what is ticked in the name of who did, and tells of none that is done with', async () => {
  const desk = await openDesk()
  const { app } = desk
  const { units } = await app.roster.roster()
  await fillSampleStore(app.store).receive(
    sampleReading({
      unit: units[0]!.name,
      rows: [
        { name: 'Tổ Mẫu giáo', model: 'Trường học hạnh phúc' },
        { name: 'Tổ Nhà trẻ', model: 'Vườn rau của bé' },
      ],
    }),
    { unitId: units[0]!.id },
  )
  const clerk = await desk.signIn()
  expect((await clerk.get(list)).text).toContain('Không có tệp nào được giữ riêng.')
  await build(desk)
  const file = path.join(app.tablesFolder, tracking)
  const edited = await byExcel(
    readFileSync(file),
    sheet => {
      cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = '<b>Trường</b> thân thiện'
      cellOf(sheet, 'DVK22-0001', 'Lĩnh vực').value = 'Nông nghiệp'
      sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
    },
    'Đăng ký',
  )
  writeFileSync(file, edited)
  await build(desk)

  expect((await clerk.get('/bao-cao')).text).toContain('1 tệp cần xem')
  const found = /href="(\/bao-cao\/sua-tay\/[^"]+)"/.exec((await clerk.get(list)).text)?.[1]
  const page = await clerk.get(found!)
  expect(page.text).toContain('Có thể đưa vào sổ: 2 chỗ')
  expect(page.text).toContain('&lt;b&gt;Trường&lt;/b&gt; thân thiện')
  expect(page.text).toContain('Không rõ lĩnh vực nào.')
  const boxes = [...page.text.matchAll(/name="chosen" value="([^"]+)"( checked)?/g)]
  // A row that is gone has to be chosen by hand.
  expect(boxes.map(([, , checked]) => checked !== undefined)).toEqual([true, false])
  const [model = '', gone = ''] = boxes.map(([, value]) => value!)
  const download = await clerk.get(`${found}/tep`)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="Tep theo doi DVK 2022/)

  expect((await clerk.post(`${found}/dua-vao`, {})).text).toContain('Chưa đánh dấu chỗ nào.')
  const stale = await clerk.post(`${found}/dua-vao`, { chosen: model.replace(/@\d+/, '@99') })
  expect(stale.text).toContain('1 chỗ CHƯA ĐƯA VÀO vì bản đăng ký vừa có thay đổi')
  const taken = await clerk.post(`${found}/dua-vao`, { chosen: [model] })
  expect(taken.text).toContain('Đã đưa vào sổ 1 chỗ.')
  expect(taken.text).toContain('1 chỗ sửa đã có trong sổ.')
  const { decisions } = await app.store.snapshot()
  expect(decisions.map(({ kind, by }) => [kind, by])).toEqual([['correct', 'Nguyễn Thị Hoa']])
  expect((await clerk.post(`${found}/dua-vao`, { chosen: [model] })).text).toContain(
    '1 chỗ đã có trong sổ từ trước.',
  )

  const viewer = await desk.signIn('viewer', 'Lê Thị Mai')
  expect((await viewer.get(found!)).text).not.toContain('type="checkbox"')
  const [, version = ''] = /value="\d+@(\d+)"/.exec((await clerk.get(found!)).text) ?? []
  await clerk.post(`${found}/dua-vao`, { chosen: gone.replace(/@\d+/, `@${version}`) })
  expect((await clerk.get('/bao-cao')).text).toContain('không có tệp cần xem')
  expect((await clerk.get(list)).text).toContain('Nguyễn Thị Hoa đã xem xong lúc')
  expect((await clerk.get(`${list}/${encodeURIComponent('../tonghop.sqlite')}`)).status).toBe(404)
}, 60_000)
