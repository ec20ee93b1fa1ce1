/** Đơn vị at the desk: what is answered, changed and taken over, as a browser without JavaScript asks for it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unitSubject } from '../../src/domain/decision.ts'
import type { Unit } from '../../src/domain/unit.ts'
import { unitMark } from '../../src/units/roster-edits.ts'
import { readRosterWorkbook, renderRosterWorkbook } from '../../src/units/roster-workbook.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
let units: readonly Unit[]
const named = (name: string): Unit => units.find(unit => unit.name === name)!
const reload = async (): Promise<void> => {
  units = (await desk.app.roster.roster()).units
}
const fields = (unit: Unit, change: Partial<Record<keyof Unit, string>> = {}): Record<string, string> => ({
  ...{ seen: unitMark(unit), name: unit.name, block: unit.block, group: unit.group },
  ...{ aliases: unit.aliases.join('\n'), contact: unit.contact, phone: unit.phone },
  ...{ addresses: unit.addresses.join('\n'), extendedTo: unit.extendedTo },
  ...(unit.confirmed ? { confirmed: 'x' } : {}),
  ...change,
})

beforeAll(async () => {
  desk = await makeTestDesk()
  await desk.receive([await makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời.' })])
  clerk = await desk.signIn()
  await reload()
})
afterAll(() => desk.close())

it('lists the roster by block, with no fraction while nobody is confirmed', async () => {
  const { text } = await clerk.get('/don-vi')
  expect(text).toContain('0 đơn vị đã gửi, 0 đang xác minh.')
  expect(text).toContain(`${units.length} đơn vị chưa xác nhận`)
  for (const unit of units) expect(text).toContain(`href="/don-vi/${unit.id}"`)
})

it('answers "has ours arrived?" at once where one unit is meant', async () => {
  const kimThu = named('Trường Mầm non Kim Thư')
  for (const asked of ['mn kim thu', 'MẦM NON KIM THƯ', 'truong mam non kim thu']) {
    const answer = await clerk.get(`/don-vi?tim=${encodeURIComponent(asked)}`)
    expect(new URL(answer.url).pathname, asked).toBe(`/don-vi/${kimThu.id}`)
    expect(answer.text).toContain('Chưa nhận được bản đăng ký.')
  }
  const many = await clerk.get('/don-vi?tim=kim+thu')
  expect(new URL(many.url).pathname).toBe('/don-vi')
  expect(many.text).toContain(kimThu.name)
  expect(many.text).not.toContain('Trường Mầm non Cao Viên')
  const none = await clerk.get(`/don-vi?tim=${encodeURIComponent('<b>Không đâu</b>')}`)
  expect(none.text).toContain('không có đơn vị “&lt;b&gt;Không đâu&lt;/b&gt;”')
})

it('saves what was typed, in the file and in the history, by who typed it', async () => {
  const unit = named('Trường Mầm non Kim Thư')
  const change = {
    contact: 'Cô Lan',
    phone: '0912 345 678',
    addresses: 'MN.KimThu@hanoiedu.vn',
    aliases: 'MN Kim',
  }
  const answer = await clerk.post(`/don-vi/${unit.id}`, fields(unit, { ...change, extendedTo: '2022-02-17' }))
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('Đã lưu.')
  expect(answer.text).toContain('href="tel:0912345678"')
  expect(answer.text).toContain('17/02/2022')
  await reload()
  expect(named(unit.name)).toMatchObject({ contact: 'Cô Lan', addresses: ['mn.kimthu@hanoiedu.vn'] })
  const file = await readRosterWorkbook(readFileSync(desk.app.roster.file), desk.app.folder.wording)
  expect(file.units).toEqual(units)
  expect(await desk.app.store.decisions(unitSubject(unit.id))).toMatchObject([
    {
      kind: 'change-unit',
      by: clerk.shown,
      before: { unit: { contact: '' } },
      after: { unit: { contact: 'Cô Lan' } },
    },
  ])
  expect(answer.text).toContain(`${clerk.shown}: sửa`)
})

it('shows the second of two people what the first made of it, and keeps both once looked at', async () => {
  const unit = named('Trường Tiểu học Kim Thư')
  const other = await desk.signIn('clerk', 'Trần Văn Bình')
  await other.post(`/don-vi/${unit.id}`, fields(unit, { contact: 'Thầy Bình' }))
  const refused = await clerk.post(`/don-vi/${unit.id}`, fields(unit, { phone: '0987654321' }))
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Trần Văn Bình đã sửa lúc 09:')
  expect(refused.text).toContain('Thầy Bình')
  expect(refused.text).toContain('0987654321')
  // The form on that page holds the other's words and what this one changed.
  const value = (name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(refused.text)?.[1] ?? ''
  expect([value('contact'), value('phone')]).toEqual(['Thầy Bình', '0987654321'])
  await reload()
  expect(named(unit.name)).toMatchObject({ contact: 'Thầy Bình', phone: '' })
  const merged = fields(named(unit.name), { phone: '0987654321' })
  await clerk.post(`/don-vi/${unit.id}`, { ...merged, seen: value('seen') })
  await reload()
  expect(named(unit.name)).toMatchObject({ contact: 'Thầy Bình', phone: '0987654321' })
})

it('takes in what was saved in Excel meanwhile, and refuses while Excel has the file open', async () => {
  const unit = named('Trường THCS Kim Thư')
  const inExcel = units.map(one => (one.id === unit.id ? { ...one, contact: 'Sửa trong Excel' } : one))
  writeFileSync(desk.app.roster.file, await renderRosterWorkbook({ units: inExcel }, desk.app.folder.wording))
  const refused = await clerk.post(`/don-vi/${unit.id}`, fields(unit, { phone: '1' }))
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Sửa trong Excel')
  await reload()
  const lock = desk.app.roster.file.replace(/([^/\\]+)$/, '.~lock.$1#')
  writeFileSync(lock, 'Nguyễn Thị Hoa,hoa,may,now,x;')
  const held = await clerk.post(`/don-vi/${unit.id}`, fields(named(unit.name), { phone: '0433873123' }))
  expect(held.status).toBe(400)
  expect(held.text).toContain('Nguyễn Thị Hoa đang mở tệp danh sách đơn vị.')
  expect(held.text).toContain('value="0433873123"')
  rmSync(lock)
  const saved = await clerk.post(`/don-vi/${unit.id}`, fields(named(unit.name), { phone: '0433873123' }))
  expect(saved.text).toContain('Đã lưu.')
  expect(saved.text).toContain('Sửa trong Excel')
  expect((await desk.app.store.decisions(unitSubject(unit.id))).map(one => one.by)).toEqual([
    'Sửa trong tệp Excel',
    clerk.shown,
  ])
})

it('adds a unit, refuses a name that another has, and takes off one that sent nothing', async () => {
  const block = units[0]!.block
  const added = await clerk.post('/don-vi/them', { name: 'Hội Làm vườn', block, confirmed: 'x' })
  expect(new URL(added.url).pathname).toBe('/don-vi/hoi-lam-vuon')
  const twice = await clerk.post('/don-vi/them', { name: 'HỘI LÀM VƯỜN', block })
  expect(twice.status).toBe(400)
  expect(twice.text).toContain('đã ghi cho đơn vị khác: <a href="/don-vi/hoi-lam-vuon">')
  const wrong = await clerk.post('/don-vi/them', { name: 'Hội X', block: '', addresses: 'không có; sai@' })
  expect(wrong.text).toContain('Chưa ghi khối đơn vị.')
  expect(wrong.text).toContain('“sai@” không phải địa chỉ thư điện tử.')
  expect(wrong.text).not.toContain('“không”')
  await reload()
  const unit = named('Hội Làm vườn')
  const stale = await clerk.post(`/don-vi/${unit.id}/bo`, { seen: 'other' })
  expect(stale.status).toBe(409)
  const gone = await clerk.post(`/don-vi/${unit.id}/bo`, { seen: unitMark(unit) })
  expect(gone.text).toContain('Đã bỏ đơn vị khỏi danh sách.')
  const past = await clerk.get(`/don-vi/${unit.id}`)
  expect(past.text).toContain('<h1>Hội Làm vườn</h1>')
  expect(past.text).toContain('Đơn vị không còn trong danh sách.')
  expect((await clerk.get('/don-vi/khong-co')).status).toBe(404)
  await reload()
})

it('confirms many at once, a whole block, and none that changed since', async () => {
  const [first, second, third] = units
  const seen = (some: readonly Unit[]): string[] => some.map(unit => `${unit.id} ${unitMark(unit)}`)
  const answer = await clerk.post('/don-vi/xac-nhan', {
    ...{ unit: [first!.id, second!.id], seen: seen(units), wish: 'co', back: '/don-vi?trang-thai=chua-nhan' },
  })
  expect(answer.text).toContain('Đã xác nhận.')
  expect(answer.text).toMatch(/0\/\d+ đơn vị đã gửi, 0 đang xác minh, \d+ chưa nhận được/)
  expect(new URL(answer.url).searchParams.get('trang-thai')).toBe('chua-nhan')
  const stale = await clerk.post('/don-vi/xac-nhan', {
    ...{ unit: [first!.id, third!.id], seen: seen(units), wish: 'chua' },
  })
  expect(stale.status).toBe(409)
  expect(stale.text).toContain(first!.name)
  await reload()
  const { block } = units.at(-1)!
  await clerk.post('/don-vi/xac-nhan', { seen: seen(units), block })
  await reload()
  expect(units.filter(unit => unit.block === block).every(unit => unit.confirmed)).toBe(true)
  expect(units.filter(unit => unit.confirmed && unit.block !== block)).toHaveLength(
    [first, second].filter(unit => unit!.block !== block).length,
  )
})

it('lists who is missing by block, with the deadline and where to send, and only confirmed ones', async () => {
  const { text } = await clerk.get('/don-vi/chua-gui')
  const [, copied = ''] = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(text) ?? []
  const confirmed = units.filter(unit => unit.confirmed)
  for (const unit of confirmed) expect(copied).toContain(unit.name)
  expect(copied).not.toContain(units.find(unit => !unit.confirmed)!.name)
  expect(copied).toContain('Thời hạn: trước ngày 15/02/2022.')
  expect(copied).toContain('bdv_huthanhoai@hanoi.gov.vn')
})

it('gives the roster as a workbook that is taken back unchanged, and one with states', async () => {
  const answer = await fetch(`${desk.url}/don-vi/danh-sach.xlsx`, { headers: { cookie: clerk.cookie } })
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="Danh sach don vi\.xlsx"/)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect((await readRosterWorkbook(bytes, desk.app.folder.wording)).units).toEqual(units)
  const states = await fetch(`${desk.url}/don-vi/tinh-trang.xlsx`, { headers: { cookie: clerk.cookie } })
  const read = await readRosterWorkbook(new Uint8Array(await states.arrayBuffer()), desk.app.folder.wording)
  expect(read.units).toEqual(units)
  const same = await clerk.post('/don-vi/nhap', { file: new File([bytes], 'a.xlsx') })
  expect(same.text).toContain('không có gì thay đổi')
})

const hidden = (text: string, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

it('shows what a workbook would change before it is taken over, and then takes over that', async () => {
  const [first, second, ...rest] = units
  const changed = [
    { ...first!, contact: 'Ông Mới' },
    ...rest,
    { ...second!, id: 'moi-them', name: 'Hội Mới thêm', aliases: [] },
  ]
  const bytes = await renderRosterWorkbook({ units: changed }, desk.app.folder.wording)
  const shown = await clerk.post('/don-vi/nhap', { file: new File([new Uint8Array(bytes)], 'moi.xlsx') })
  expect(shown.text).toContain('Thêm 1, sửa 1, bỏ 1 đơn vị.')
  expect(shown.text).toContain('Ông Mới')
  expect(shown.text).toContain('Hội Mới thêm')
  await reload()
  expect(units[0]).toEqual(first)
  const form = { roster: hidden(shown.text, 'roster'), seen: hidden(shown.text, 'seen') }
  await clerk.post(`/don-vi/${rest[0]!.id}`, fields(rest[0]!, { contact: 'Sửa xen giữa' }))
  const stale = await clerk.post('/don-vi/nhap/nhan', form)
  expect(stale.status).toBe(409)
  expect(stale.text).toContain(rest[0]!.name)

  const again = await clerk.post('/don-vi/nhap', { file: new File([new Uint8Array(bytes)], 'moi.xlsx') })
  const taken = await clerk.post('/don-vi/nhap/nhan', {
    ...{ roster: hidden(again.text, 'roster'), seen: hidden(again.text, 'seen') },
  })
  expect(taken.text).toContain('Đã đưa danh sách mới vào sử dụng.')
  await reload()
  expect(units.map(unit => unit.id)).toEqual(changed.map(unit => unit.id))
  expect(await desk.app.store.decisions(unitSubject(second!.id))).toMatchObject([
    {},
    { kind: 'change-unit', by: clerk.shown, after: { unit: null } },
  ])
})

it('refuses a workbook in the words of the roster, and what is none at all', async () => {
  const bad = [units[0]!, { ...units[1]!, name: units[0]!.name, aliases: [] }]
  const bytes = await renderRosterWorkbook({ units: bad }, desk.app.folder.wording)
  const refused = await clerk.post('/don-vi/nhap', { file: new File([new Uint8Array(bytes)], 'a.xlsx') })
  expect(refused.status).toBe(400)
  expect(refused.text).toMatch(/Dòng 3: tên .* trùng với dòng 2\./)
  const none = await clerk.post('/don-vi/nhap', { file: new File(['<script>'], 'a.xlsx') })
  expect(none.text).toContain('không phải tệp Excel')
  const broken = await clerk.post('/don-vi/nhap/nhan', { roster: '[{"id":"../x"}]', seen: '{' })
  expect(broken.status).toBe(400)
})

it('lets a viewer look and nothing else', async () => {
  const viewer = await desk.signIn('viewer', 'Lê Thị Xem')
  const { text } = await viewer.get('/don-vi')
  expect(text).not.toContain('name="wish"')
  expect((await viewer.get('/don-vi/them')).status).toBe(403)
  expect((await viewer.post(`/don-vi/${units[0]!.id}`, fields(units[0]!, { contact: 'X' }))).status).toBe(403)
  expect((await viewer.get(`/don-vi/${units[0]!.id}`)).text).not.toContain(
    '<form method="post" action="/don-vi',
  )
})
