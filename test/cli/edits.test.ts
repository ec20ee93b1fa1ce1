/** `edits`, on the program put together: lists what was changed by hand, takes over what is chosen, and the tables follow. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type App, openApp } from '../../src/app.ts'
import { type EditsAsked, editsCommand } from '../../src/commands/edits.ts'
import { statusCommand } from '../../src/commands/status.ts'
import { workbookCommand } from '../../src/commands/workbook.ts'
import { projectFolder, readConfig } from '../../src/config.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { openMessages } from '../../src/platform/messages.ts'
import { byExcel, cellOf, cellWith } from '../consolidation/hand-edits/edited.ts'
import { readBack } from '../consolidation/read-back.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'
import { tempFolder } from '../support/temp-folder.ts'

const say = openMessages(path.join(projectFolder, 'templates'))
const tracking = 'Tep theo doi DVK 2022.xlsx'

const open = async (): Promise<App> => {
  const app = await openApp(readConfig({ DATA_DIR: tempFolder() }), makeSystemClock(), makeLog('silent'))
  onTestFinished(() => app.close())
  const { units } = await app.roster.roster()
  const ledger = fillSampleStore(app.store)
  const rows = [
    { name: 'Tổ Mẫu giáo', model: 'Trường học hạnh phúc' },
    { name: 'Tổ Nhà trẻ', model: 'Vườn rau của bé' },
  ]
  await ledger.receive(sampleReading({ unit: units[0]!.name, rows }), { unitId: units[0]!.id })
  return app
}
const print = () => {
  const lines: string[] = []
  const output = {
    ...{
      line: (text: string) => void lines.push(text),
      problem: (text: string) => void lines.push(`! ${text}`),
    },
    ...{ progress: () => {}, endProgress: () => {} },
  }
  return { lines, output }
}
const edits = async (
  app: App,
  asked: Partial<EditsAsked> = {},
): Promise<{ code: number; lines: string[] }> => {
  const { lines, output } = print()
  const code = await editsCommand(
    app,
    { file: undefined, takeOver: undefined, by: 'Nguyễn Văn Dân', ...asked },
    say,
    output,
  )
  return { code, lines }
}
const build = (app: App): Promise<number> => workbookCommand(app, undefined, say, print().output)
const sheetOf = async (app: App) =>
  (await readBack(readFileSync(path.join(app.tablesFolder, tracking)))).getWorksheet('Đăng ký')!

test('from the file that the clerk edited to the table that says so', async () => {
  const app = await open()
  await build(app)
  expect(await edits(app)).toEqual({
    code: 0,
    lines: ['Không có tệp bảng nào được giữ riêng do có người sửa.'],
  })
  const file = path.join(app.tablesFolder, tracking)
  writeFileSync(
    file,
    await byExcel(
      readFileSync(file),
      sheet => {
        cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = 'Trường học thân thiện'
        cellOf(sheet, 'DVK22-0001', 'Lĩnh vực').value = 'Nông nghiệp'
        cellOf(sheet, 'DVK22-0001', 'Ghi chú').value = 'Mới'
        sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
        sheet.getCell('Q1').value = 'Đã gọi'
      },
      'Đăng ký',
    ),
  )
  await build(app)
  const status = print()
  await statusCommand(app, say, status.output)
  expect(status.lines.filter(line => line.includes('sửa tay')).join()).toContain(
    'Có 4 chỗ khác so với sổ dữ liệu',
  )

  const { code, lines } = await edits(app)
  expect(code).toBe(0)
  const [head, ...rest] = lines
  expect(head).toMatch(/Tep theo doi DVK 2022 \(sửa tay .*\)\.xlsx: 4 chỗ khác$/)
  const aside = path.basename(head!.replace(/: 4 chỗ khác$/, ''))
  expect(rest).toEqual([
    '  1. F2, DVK22-0001, Lĩnh vực: "Văn hóa-xã hội" sửa thành "Nông nghiệp" (không đưa vào được: không rõ lĩnh vực nào)',
    '  2. G2, DVK22-0001, Mô hình, điển hình: "Trường học hạnh phúc" sửa thành "Trường học thân thiện"',
    '  3. H2, DVK22-0001, Ghi chú: "" sửa thành "Mới"',
    expect.stringMatching(/^ {2}4\. DVK22-0002: bỏ ".*; Tổ Nhà trẻ; Văn hóa-xã hội; Vườn rau của bé"$/),
    '  Cột tự thêm (Đã gọi) chỉ có trong tệp này, không đưa vào sổ; cần giữ thì giữ tệp.',
    `  Đưa vào sổ: edits "${aside}" --take-over SỐ,SỐ… --by "HỌ TÊN" (ALL: mọi chỗ, trừ chỗ phải chọn và dòng bị bỏ).`,
  ])

  const one = await edits(app, { file: aside, takeOver: [1, 3, 9] })
  expect(one.code).toBe(1)
  expect(one.lines.slice(1)).toEqual([
    expect.stringMatching(/^! {3}1\. .*\(không đưa vào được: không rõ lĩnh vực nào\)$/),
    '  3. H2, DVK22-0001, Ghi chú: "" sửa thành "Mới": đã đưa vào sổ',
    '!   9. KHÔNG CÓ số này trong tệp; xem các số bằng lệnh edits với tên tệp',
  ])
  expect(await edits(app, { file: aside, takeOver: [3] })).toMatchObject({
    code: 0,
    lines: [expect.anything(), '  3. sổ đã ghi như trong tệp'],
  })
  const all = await edits(app, { file: aside, takeOver: 'ALL' })
  expect(all).toMatchObject({ code: 0 })
  expect(all.lines.slice(1)).toEqual([
    expect.stringMatching(/^ {2}2\. .*: đã đưa vào sổ$/),
    '  Còn 2 chỗ chưa đưa vào; xem bằng lệnh edits với tên tệp, chọn theo số.',
  ])
  const told = async (): Promise<string[]> => {
    const { lines: said, output } = print()
    await statusCommand(app, say, output)
    return said.filter(line => line.includes('sửa tay'))
  }
  expect(await told()).toEqual([expect.stringMatching(/Xem, đưa vào sổ: .*lệnh edits/)])
  expect((await edits(app, { file: aside, takeOver: [4] })).lines[1]).toMatch(/^ {2}4\. .*: đã đưa vào sổ$/)
  // What is left of it cannot be taken over: nobody is told of it any more.
  expect(await told()).toEqual([])
  await build(app)
  const sheet = await sheetOf(app)
  expect(cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value).toBe('Trường học thân thiện')
  expect(cellOf(sheet, 'DVK22-0001', 'Ghi chú').value).toBe('Mới')
  expect(() => cellWith(sheet, 'DVK22-0002')).toThrow()
  expect((await app.store.snapshot()).decisions.map(one => [one.kind, one.by])).toEqual([
    ['correct', 'Nguyễn Văn Dân'],
    ['correct', 'Nguyễn Văn Dân'],
    ['correct', 'Nguyễn Văn Dân'],
  ])

  rmSync(path.join(app.tablesFolder, aside))
  expect((await edits(app)).lines).toEqual(['Không có tệp bảng nào được giữ riêng do có người sửa.'])
  await expect(edits(app, { file: aside })).rejects.toMatchObject({ code: 'not-found' })
  // Six files are looked into, each by a child process of its own.
}, 120_000)

test('what is no table says so; what was saved again without a change, too', async () => {
  const app = await open()
  await build(app)
  mkdirSync(path.join(app.config.dataDir, 'x'))
  const strange = path.join(app.config.dataDir, 'x', 'ảnh.xlsx')
  writeFileSync(strange, 'không phải bảng')
  const { code, lines } = await edits(app, { file: strange })
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining('không đọc được, hoặc không phải biểu tổng hợp')])
  const same = await edits(app, { file: tracking })
  expect(same.lines).toEqual([expect.stringMatching(/: các dòng đăng ký không khác sổ dữ liệu\.$/)])
})
