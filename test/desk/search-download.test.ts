/** What Tra cứu gives for download, read back by SheetJS: exactly what is shown, and nothing in it that a sheet would run. */
import XLSX from '@e965/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

const hostile = [
  '=HYPERLINK("http://x.example";"bấm")',
  '+84 912',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '  =1+1',
  '＝1+1',
  'Vườn "rau"; sạch\nDòng hai',
]

let desk: TestDesk
let viewer: Visitor
beforeAll(async () => {
  desk = await makeTestDesk({ workers: [] })
  const { receive } = fillSampleStore(desk.app.store)
  const rows = [
    ...hostile.map((model, at) => ({ name: `Tổ ${at}`, model, note: model })),
    ...Array.from({ length: 120 }, (_, at) => ({
      name: 'Chi bộ',
      model: `Đường hoa ${at + 1}`,
      sector: 'economy',
    })),
  ]
  await receive(sampleReading({ rows }), { unitId: null, unitName: '=Đơn vị lạ' })
  viewer = await desk.signIn('viewer')
})
afterAll(() => desk.close())

const download = async (path: string) => {
  const answer = await fetch(desk.url + path, { headers: { cookie: viewer.cookie } })
  return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const rowsOf = (sheet: XLSX.WorkSheet): string[][] =>
  XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: true })

it('gives an .xlsx of all pages, its text as text, with filters, and what it adds up to below', async () => {
  const { bytes, headers } = await download('/tra-cuu.xlsx')
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  const book = XLSX.read(bytes, { cellFormula: true, cellNF: true })
  const sheet = book.Sheets[book.SheetNames[0]!]!
  const rows = rowsOf(sheet)
  expect(sheet['!autofilter']).toEqual({ ref: 'A1:K129' })
  expect(rows[0]).toEqual([
    ...['Mã đăng ký', 'Đơn vị', 'Khối đơn vị', 'Tập thể, cá nhân', 'Tên tập thể, cá nhân', 'Lĩnh vực'],
    ...['Mô hình, điển hình', 'Ghi chú', 'Tình trạng', 'Lưu ý', 'Nhận lúc'],
  ])
  expect(rows.slice(1, 9).map(row => row[6])).toEqual(hostile)
  expect(rows.slice(1, 129).map(row => row[0])).toEqual(
    Array.from({ length: 128 }, (_, at) => `DVK22-${String(at + 1).padStart(4, '0')}`),
  )
  for (const [place, cell] of Object.entries(sheet))
    if (!place.startsWith('!')) expect(cell.f).toBeUndefined()
  expect(sheet.K2).toMatchObject({ t: 'n', z: 'dd/mm/yyyy hh:mm' })
  expect(rows.slice(130, 136).map(row => row.slice(0, 2))).toEqual([
    ['Điều kiện', 'Đã tổng hợp'],
    ['Số mô hình, điển hình', 128],
    ['Mô hình tập thể', 128],
    ['Điển hình cá nhân', 0],
    ['Kinh tế', 120],
    ['Văn hóa-xã hội', 8],
  ])
})

it('gives a .csv for Excel in Vietnamese, with what looks like a formula as text', async () => {
  const { bytes, headers } = await download('/tra-cuu.csv')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.split('\r\n')[0]).toContain('"Mã đăng ký";"Đơn vị"')
  const { Sheets, SheetNames } = XLSX.read(text, { type: 'string', FS: ';', raw: true })
  const rows = rowsOf(Sheets[SheetNames[0]!]!)
  expect(rows).toHaveLength(129)
  expect(rows.slice(1, 9).map(row => row[6])).toEqual(
    hostile.map((model, at) => (at < 7 ? `'${model}` : model)),
  )
  expect(rows[1]![1]).toBe("'=Đơn vị lạ")
  expect(rows[1]![10]).toBe('10/02/2022 08:01')
  for (const row of rows.slice(1)) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@＝]/)
})

it('gives exactly what the filter shows, in its order, and names the file after it', async () => {
  const query = `?tim=${encodeURIComponent('đường "hoa 11"')}&linh-vuc=economy`
  const { bytes, headers } = await download(`/tra-cuu.csv${query}`)
  const models = [...new TextDecoder().decode(bytes).matchAll(/"(Đường hoa \d+)"/g)].map(([, one]) => one)
  expect(models).toEqual(
    ['11', ...Array.from({ length: 10 }, (_, at) => String(110 + at))].map(one => `Đường hoa ${one}`),
  )
  const name = decodeURIComponent(
    /filename\*=UTF-8''(.*)$/.exec(headers.get('content-disposition') ?? '')![1]!,
  )
  expect(name).toMatch(/^Tra cứu DVK22 - đường -hoa 11-, Kinh tế, Đã tổng hợp - 14-02-2022 09h0\d\.csv$/)
})
