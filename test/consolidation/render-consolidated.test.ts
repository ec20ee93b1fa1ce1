import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { drawConsolidated, type TablesInput } from '../../src/consolidation/draw-tables.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { makeDistrict } from './district.ts'
import { readBack, valuesOf } from './read-back.ts'
import { at, campaignFolder, type Row, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const roster = rosterOf(unitOf('mn-a', { name: 'Trường Mầm non A', block: 'Trường Mầm non' }))
const drawXlsx = async (input: TablesInput): Promise<Buffer> =>
  (await drawConsolidated(input, ['xlsx']))[0]!.bytes
const draw = async (rows: readonly Row[], units: Roster = roster) => {
  const bytes = await drawXlsx({
    snapshot: snapshotOf([{ unitId: 'mn-a', rows }]),
    roster: units,
    campaignFolder,
    now,
  })
  const workbook = await readBack(bytes)
  const sheet = workbook.worksheets[0]!
  return { bytes, workbook, sheet, values: valuesOf(sheet) }
}

describe('the page', () => {
  test('A4 landscape, margins 20/20/30/15 mm, headings repeated, number from page 2', async () => {
    const { sheet, bytes } = await draw([{}])
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '10:11',
      margins: { top: 0.787, bottom: 0.787, left: 1.181, right: 0.591 },
    })
    expect(sheet.headerFooter).toMatchObject({
      differentFirst: true,
      oddHeader: '&C&"Times New Roman,Regular"&13&P',
    })
    const styles = Buffer.from(unzipSync(bytes)['xl/styles.xml']!).toString()
    // The first font is that of the Normal style, by which widths are counted.
    expect(styles).toMatch(/<fonts[^>]*><font>.*?<name val="Times New Roman"\/><family val="1"\/><\/font>/)
    expect(styles).not.toMatch(/<fill><patternFill patternType="solid"/)
  })

  test('columns fill the width between the margins, and no more', async () => {
    const { sheet } = await draw([{}])
    const pixels = sheet.columns.reduce((sum, column) => sum + (column.width ?? 0) * 8, 0)
    const millimetres = (pixels / 96) * 25.4
    expect(millimetres).toBeLessThanOrEqual(252)
    expect(millimetres).toBeGreaterThan(245)
    expect(sheet.columns.some(column => column.hidden)).toBe(false)
  })

  test('every font is Times New Roman of 12 or 13 points', async () => {
    const { sheet } = await draw([{}])
    const fonts = new Set<string>()
    sheet.eachRow(row => row.eachCell(cell => fonts.add(`${cell.font.name} ${cell.font.size}`)))
    expect([...fonts].toSorted()).toEqual(['Times New Roman 12', 'Times New Roman 13'])
  })

  test('head, title, two rows of headings, sections, totals and foot stand in this order', async () => {
    const { values, sheet } = await draw([
      { name: 'Tổ 1', sector: 'economy', model: 'Vườn rau', note: 'Mới' },
      { name: 'Cô Lan', section: 'individual', sector: 'political-system', model: 'Nêu gương' },
    ])
    const text = values.map(row =>
      row
        .filter(cell => cell !== '')
        .join(' | ')
        .replace(/ {2,}/g, ' '),
    )
    expect(text).toEqual([
      'HUYỆN ỦY THANH OAI | ĐẢNG CỘNG SẢN VIỆT NAM',
      'BAN DÂN VẬN | Thanh Oai, ngày tháng năm 2022',
      '*',
      'DỰ THẢO',
      '',
      'BIỂU TỔNG HỢP ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
      '(Thực hiện Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)',
      'Số liệu đến 16 giờ 05, ngày 14/02/2022',
      '',
      'TT | Đơn vị | Tên tập thể thực hiện (mục B: Tên cá nhân thực hiện) | Lĩnh vực thực hiện (ghi cụ thể tên mô hình) | Ghi chú',
      'Kinh tế | Văn hóa-xã hội | An ninh quốc phòng | Xây dựng hệ thống chính trị',
      'A. TẬP THỂ',
      'I. Trường Mầm non',
      '1 | Trường Mầm non A | Tổ 1 | Vườn rau | Mới',
      'Cộng A: 1 đơn vị, 1 tập thể | 1 | 0 | 0 | 0 | 1 mô hình',
      'B. CÁ NHÂN',
      'TT | Đơn vị | Tên cá nhân thực hiện | Kinh tế | Văn hóa-xã hội | An ninh quốc phòng | Xây dựng hệ thống chính trị | Ghi chú',
      '1 | Trường Mầm non A | Cô Lan | Nêu gương',
      'Cộng B: 1 đơn vị, 1 cá nhân | 0 | 0 | 0 | 1 | 1 điển hình',
      'Tổng cộng: 1 đơn vị, 1 tập thể, 1 cá nhân | 1 | 0 | 0 | 1 | 2 mô hình, điển hình',
      '',
      'Nơi nhận: | TRƯỞNG BAN',
    ])
    expect(sheet.getCell('D1').font).toMatchObject({ bold: true, underline: true })
    expect(sheet.getCell('D2').font).toMatchObject({ italic: true })
    expect(sheet.getCell('A2').font).toMatchObject({ bold: true })
    // A model of the last sector stands in its own column.
    expect(sheet.getCell('G18').value).toBe('Nêu gương')
    expect(values[18]!.slice(3)).toEqual([0, 0, 0, 1, '1 điển hình'])
  })

  test('a table without a row says so, and still has its totals', async () => {
    const { values } = await draw([])
    const first = values.map(row => row[0])
    expect(first.filter(cell => cell === 'Chưa có đăng ký.')).toHaveLength(2)
    expect(first).toContain('Tổng cộng: 0 đơn vị, 0 tập thể, 0 cá nhân')
  })

  test('the file says which snapshot it is of', async () => {
    const { workbook } = await draw([{}])
    expect(workbook.keywords).toBe('dan-van-kheo-2022; revision 7; 2022-02-14T09:05:00.000Z')
    expect(workbook.creator).toBe('BAN DÂN VẬN HUYỆN ỦY THANH OAI')
    expect(workbook.created).toEqual(new Date(now))
  })
})

describe('text stays text', () => {
  test.each([
    '=1+1',
    '=HYPERLINK("http://x.example","x")',
    '+84 900',
    '-Mô hình',
    '@SUM(A1)',
    '0137',
    '1/2',
    "'x",
    '\t=1',
  ])('%j is a string cell, formatted as text', async model => {
    const { sheet, bytes } = await draw([{ name: model, model, note: model }])
    const trimmed = model.trim()
    for (const address of ['C14', 'D14', 'H14'])
      expect(sheet.getCell(address)).toMatchObject({ value: trimmed, numFmt: '@' })
    const xml = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString()
    expect(xml).not.toContain('<f')
  })

  test('letters that XML cannot hold are shown, markup is words', async () => {
    const { sheet } = await draw([{ model: 'Mô\u0001 hình <b>&amp;</b> "x" _x0041_ 😀' }])
    expect(sheet.getCell('D14').value).toBe('Mô\ufffd hình <b>&amp;</b> "x" _x0041_ 😀')
  })

  test('several models of a cell stand on lines of their own, in a row high enough for all', async () => {
    const { sheet } = await draw([
      { name: 'Tổ 1', model: 'Một' },
      { name: 'Tổ 1', model: 'Hai' },
      { name: 'Tổ 1', model: 'Ba', note: 'a' },
    ])
    expect(sheet.getCell('D14').value).toBe('Một\nHai\nBa')
    expect(sheet.getCell('D14').alignment).toMatchObject({ wrapText: true })
    expect(sheet.getRow(14).height).toBeGreaterThanOrEqual(3 * 15.75)
  })

  test('text longer than a cell can show goes on in rows below, all of it', async () => {
    const model = Array.from({ length: 6000 }, (_, word) => `chữ${word}`).join(' ')
    expect(model.length).toBeGreaterThan(32_767)
    const { values, sheet } = await draw([{ name: 'Tổ 1', model }, { name: 'Tổ 2' }])
    const from = values.findIndex(row => row[2] === 'Tổ 1')
    const to = values.findIndex(row => row[2] === 'Tổ 2')
    const rows = values.slice(from, to)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.map(row => row[3]).join(' ')).toBe(model)
    expect(rows.slice(1).map(row => `${row[0]}${row[2]}`)).toEqual(rows.slice(1).map(() => '(tiếp)'))
    for (let row = from; row < to; row++) expect(sheet.getRow(row + 1).height).toBeLessThanOrEqual(409)
  })
})

test('a district: every registered model is on the sheet, and the sheet has no formula', async () => {
  const { snapshot, roster: units } = makeDistrict()
  const bytes = await drawXlsx({ snapshot, roster: units, campaignFolder, now })
  const values = valuesOf((await readBack(bytes)).worksheets[0]!)
  const registered = new Set(
    snapshot.submissions.filter(one => one.standing === 'registered').map(one => one.id),
  )
  const models = snapshot.registrations.filter(one => registered.has(one.submissionId)).map(one => one.model)
  const cells = values
    .filter(row => typeof row[0] === 'number')
    .flatMap(row => row.slice(3, 7))
    .flatMap(cell => String(cell).split('\n'))
    .filter(line => line !== '')
  expect(cells.toSorted()).toEqual(models.toSorted())
})
