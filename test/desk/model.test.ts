/** Mô hình: one registration's whole history over a real ledger with its validation worker. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CorrectedRow } from '../../src/domain/decision.ts'
import { asRead, submissionId } from '../../src/domain/identity.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { fillSampleStore, sampleReading } from '../support/ledger.ts'

const unit = 'Trường Mầm non Kim Thư'
let desk: TestDesk
let viewer: Visitor
let form = ''
let mail = ''
/** Kept and read; settled by the desk's own worker. */
let receive: (reading: MessageReading, receivedAt?: number) => Promise<string>
beforeAll(async () => {
  desk = await makeTestDesk()
  const sample = fillSampleStore(desk.app.store)
  receive = async (reading, receivedAt) => {
    const id = await sample.receive(reading, [null], receivedAt === undefined ? {} : { receivedAt })
    await desk.settled()
    return id
  }
  mail = await receive(
    sampleReading({
      unit,
      rows: [
        { name: 'Tổ 5 tuổi', model: 'Vườn rau <img src=x>', sector: 'economy' },
        { name: 'Tổ 4 tuổi', model: 'Lớp học thân thiện', note: 'mới' },
      ],
      headers: { subject: 'Gửi biểu <script>' },
    }),
  )
  form = submissionId(mail, '2', 0)
  viewer = await desk.signIn('viewer')
})
afterAll(() => desk.close())

const rowsNow = async (): Promise<CorrectedRow[]> => {
  const { corrected, reading } = await desk.app.store.submission(form)
  return (corrected ?? asRead(form, reading)).map(({ id, source: _, place: _place, ...row }) => ({
    from: id,
    ...row,
  }))
}
const decide = async (kind: 'correct' | 'undo' | 'unit', after: unknown, by = 'Nguyễn Thị Hoa') => {
  const { store } = desk.app
  const { jobs } = await store.decide(
    { subject: form, kind, before: null, after, by, at: Date.parse('2022-02-14T08:30:00+07:00') },
    (await store.submission(form)).version,
  )
  await (await desk.app.queue()).announce('validate', jobs)
  await desk.settled()
  return (await store.decisions(form)).at(-1)!.id
}

it('shows what the unit wrote, with file, cell and mail, escaped', async () => {
  const { text, status } = await viewer.get('/mo-hinh/DVK22-0001')
  expect(status).toBe(200)
  expect(text).toContain('Vườn rau &lt;img src=x&gt;')
  expect(text).toContain('bieu-dang-ky.docx, bảng 1, dòng 3, cột 4')
  expect(text).toContain(`<a href="/thu/${mail}">Gửi biểu &lt;script&gt;</a>`)
  expect(text).toContain('<a href="/don-vi/truong-mam-non-kim-thu">')
  expect(text).toContain('Được tính vào số liệu.')
  expect(text).toContain('Cả bản đăng ký: 2 mô hình, điển hình')
  expect(text).toContain('<a href="/mo-hinh/DVK22-0002">DVK22-0002</a>')
  expect(text).not.toContain('<h2 id="corrections">')
})

it('shows each correction of the row, who and when, before and after; and its being taken back', async () => {
  const [first, second] = await rowsNow()
  const rows = [{ ...first!, model: 'Vườn rau sạch', note: 'nhân rộng' }, second!]
  const decision = await decide('correct', { rows, findings: [] })
  const corrected = (await viewer.get('/mo-hinh/DVK22-0001')).text
  expect(corrected).toContain('<h1><span class="code">DVK22-0001</span> Vườn rau sạch</h1>')
  const lines = [
    ...corrected.matchAll(
      /<td data-label="Việc">([^<]*)<\/td>\s*<td data-label="Trước đó">([^<]*)<\/td><td data-label="Nay là">([^<]*)<\/td>/g,
    ),
  ]
  expect(lines.map(([, ...cells]) => cells)).toEqual([
    ['Mô hình, điển hình', 'Vườn rau &lt;img src=x&gt;', 'Vườn rau sạch'],
    ['Ghi chú', '(trống)', 'nhân rộng'],
  ])
  expect(corrected).toContain('08:30 14/02/2022')
  expect(corrected).toContain('Nguyễn Thị Hoa')
  // The other row of the form was not touched.
  expect((await viewer.get('/mo-hinh/DVK22-0002')).text).not.toContain('<h2 id="corrections">')
  await decide('undo', { decision }, 'Trần Văn Bình')
  const undone = (await viewer.get('/mo-hinh/DVK22-0001')).text
  expect(undone).toContain('Mô hình, điển hình (rút lại)')
  expect(undone).toContain('đã rút lại')
  expect(undone).toContain('Trần Văn Bình')
})

it('a row that was split off or taken out keeps its code, and says so', async () => {
  const [first, second] = await rowsNow()
  await decide('correct', {
    rows: [first!, { ...first!, model: 'Sân chơi' }, { ...second!, from: null, model: 'Thêm tay' }],
    findings: [],
  })
  const gone = await viewer.get('/mo-hinh/DVK22-0002')
  expect(gone.status).toBe(200)
  expect(gone.text).toContain('Mã vẫn giữ, không cấp lại cho mô hình khác.')
  expect(gone.text).toContain('Bỏ dòng')
  expect(gone.text).toContain('Lớp học thân thiện')
  const split = (await viewer.get('/mo-hinh/DVK22-0003')).text
  expect(split).toContain('<span class="code">DVK22-0003</span> Sân chơi')
  expect(split).toContain('bảng 1, dòng 3, cột 4')
  const put = (await viewer.get('/mo-hinh/DVK22-0004')).text
  expect(put).toContain('Dòng này do cán bộ thêm khi xử lý')
})

it('calls a unit that was chosen as the roster does', async () => {
  await decide('unit', { unitId: 'truong-mam-non-kim-thu' })
  expect((await viewer.get('/mo-hinh/DVK22-0001')).text).toContain(
    `<td data-label="Nội dung" class="lines">${unit}</td>`,
  )
})

it('names the form that replaced it, with the codes that stay', async () => {
  const at = Date.parse('2022-02-13T08:00:00+07:00')
  const newer = await receive(
    sampleReading({
      unit,
      rows: [{ name: 'Tổ 5 tuổi', model: 'Vườn rau sạch, vườn hoa' }],
      headers: { subject: 'mới' },
    }),
    at,
  )
  const id = submissionId(newer, '2', 0)
  const { store } = desk.app
  const { jobs } = await store.decide(
    { subject: id, kind: 'replace', before: null, after: { of: form }, by: 'Nguyễn Thị Hoa', at },
    (await store.submission(id)).version,
  )
  await (await desk.app.queue()).announce('validate', jobs)
  await desk.settled()
  const old = (await viewer.get('/mo-hinh/DVK22-0001')).text
  expect(old).toContain('Đã được thay bằng')
  expect(old).toContain('Không tính vào số liệu.')
  const now = (await viewer.get('/mo-hinh/DVK22-0005')).text
  expect(now).toContain('Thay cho')
  expect(now).toMatch(/Mã vẫn giữ: <a href="\/mo-hinh\/DVK22-0001">/)
})

it('finds what has no code yet by its id, and says what is not there', async () => {
  expect((await viewer.get('/mo-hinh/DVK22-0999')).status).toBe(404)
  expect((await viewer.get('/mo-hinh/abc')).status).toBe(404)
  expect((await viewer.get('/mo-hinh?ma=x')).status).toBe(404)
  expect((await viewer.get('/mo-hinh/5')).url).toContain('/mo-hinh/DVK22-0005')
  const waits = await receive(
    sampleReading({ unit, rows: [{ name: '', model: 'Chưa rõ của ai' }] }),
    Date.parse('2022-02-14T08:00:00+07:00'),
  )
  const found = (await viewer.get('/tra-cuu?trang-thai=waiting')).text
  const path = /href="(\/mo-hinh\?ma=[^"]+)"/.exec(found)![1]!
  expect(decodeURIComponent(path)).toContain(waits)
  expect((await viewer.get(path)).text).toContain('<h1>Chưa rõ của ai</h1>')
})
