/**
 * 10,000 registrations from 3,000 units, both workbooks, read back by another library (SheetJS) than any that wrote or
 * writes here: every number is there, once, and they agree.
 */
import XLSX from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { makeLargeDistrict } from '../../scripts/bench/workbook/district.ts'
import { drawConsolidated, drawTracking } from '../../src/consolidation/draw-tables.ts'
import { countFigures } from '../../src/consolidation/figures.ts'
import { at, campaignFolder } from './snapshots.ts'

const count = 10_000
const { snapshot, roster } = makeLargeDistrict(count)
const figures = countFigures(snapshot, roster, campaignFolder.campaign)
const sectors = campaignFolder.campaign.form.sectors

type Row = (string | number | undefined)[]
let tracking: XLSX.WorkBook
let consolidated: Row[]
const rowsOf = (sheet: XLSX.WorkSheet | undefined): Row[] =>
  XLSX.utils.sheet_to_json<Row>(sheet!, { header: 1, blankrows: true })
/** The values of a column, by its heading, without what stands below the table. */
const column = (name: string, heading: string): Row => {
  const sheet = tracking.Sheets[name]
  const range = XLSX.utils.decode_range(sheet?.['!autofilter']?.ref ?? 'A1')
  const [headings, ...rows] = rowsOf(sheet).slice(0, range.e.r + 1)
  const index = headings!.indexOf(heading)
  expect(index).toBeGreaterThanOrEqual(0)
  return rows.map(row => row[index])
}
const sum = (values: Row): number => values.reduce<number>((all, one) => all + Number(one ?? 0), 0)

beforeAll(async () => {
  const input = { snapshot, roster, campaignFolder, now: at('2022-02-14', '16:05') }
  const read = (bytes: Buffer): XLSX.WorkBook =>
    XLSX.read(bytes, { dense: true, cellHTML: false, cellText: false })
  tracking = read((await drawTracking(input)).bytes)
  const [file] = await drawConsolidated(input, ['xlsx'])
  consolidated = rowsOf(Object.values(read(file!.bytes).Sheets)[0])
}, 120_000)

test('each registration once, with a code of its own', () => {
  const codes = column('Đăng ký', 'Mã đăng ký')
  expect(codes).toHaveLength(count)
  expect(new Set(codes).size).toBe(count)
  expect(figures.registrations.all).toBe(count)
})

test('sectors, sections and units add up to the same in every sheet, and in the biểu tổng hợp', () => {
  const listed = Map.groupBy(column('Đăng ký', 'Lĩnh vực'), one => one)
  const total = consolidated.find(row => String(row[0]).startsWith('Tổng cộng'))!
  for (const [index, { id, name }] of sectors.entries()) {
    const expected = figures.sectors.find(one => one.sector === id)?.count
    expect(listed.get(name)?.length).toBe(expected)
    expect(sum(column('Thống kê', name))).toBe(expected)
    expect(total[3 + index]).toBe(expected)
  }
  const individuals = column('Đăng ký', 'Tập thể, cá nhân').filter(one => one === 'Cá nhân').length
  expect(individuals).toBe(figures.registrations.individual)
  for (const [sheet, heading] of [
    ['Thống kê', 'Mô hình, điển hình'],
    ['Đơn vị', 'Số mô hình'],
    ['Thư', 'Số mô hình'],
  ] as const)
    expect([sheet, sum(column(sheet, heading))]).toEqual([sheet, count])
})

test('the rows of the biểu tổng hợp hold every model', () => {
  const models = consolidated
    .filter(row => typeof row[0] === 'number')
    .flatMap(row => row.slice(3, 3 + sectors.length))
    .flatMap(cell => (cell === undefined ? [] : String(cell).split('\n')))
  expect(models).toHaveLength(count)
})

test('every mail is listed once, every part of it, and the balance is even', () => {
  const kinds = column('Thư', 'Loại')
  const codes = column('Thư', 'Mã thư').filter((_, index) => kinds[index] === 'Thư')
  expect(codes).toHaveLength(snapshot.messages.length)
  expect(new Set(codes).size).toBe(snapshot.messages.length)
  expect(kinds.filter(one => one === 'Tệp')).toHaveLength(snapshot.parts.length)
  const received = column('Cân đối', 'Đã nhận')
  expect(received).toEqual([snapshot.messages, snapshot.parts, snapshot.submissions].map(all => all.length))
  expect(column('Cân đối', 'Cộng')).toEqual(received)
  expect(column('Cân đối', 'Đối chiếu')).toEqual(['Cân', 'Cân', 'Cân'])
})

test('what waits and what is new is as many as the ledger says', () => {
  expect(column('Cần xử lý', 'TT')).toHaveLength(figures.submissions.review)
  const isNew = column('Đăng ký', 'Từ báo cáo gần nhất').filter(one => one === 'mới').length
  const kinds = Map.groupBy(column('Phát sinh', 'Loại'), one => one)
  expect(kinds.get('Mô hình, điển hình')?.length).toBe(isNew)
  expect(isNew).toBeGreaterThan(count / 20)
  expect(column('Đã thay thế', 'Đơn vị')).toHaveLength(
    snapshot.submissions.filter(one => one.supersededBy !== null).length,
  )
})
