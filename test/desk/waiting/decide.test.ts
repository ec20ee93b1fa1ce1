/** Each decision of the page Cần xử lý: in the ledger, in what counts after it, and taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { itemPath } from '../../../src/desk/pages/waiting/item-path.ts'
import { decisionShapes } from '../../../src/domain/decision.ts'
import { partId, submissionId } from '../../../src/domain/identity.ts'
import { makeTestDesk, type TestDesk, type Visitor } from '../../support/desk.ts'
import { samples, seenOn } from './sample.ts'

type Name = keyof typeof samples
let desk: TestDesk
let clerk: Visitor
const ids = new Map<Name, string>()
const names = Object.keys(samples) as Name[]

beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['reading', 'validation'] })
  const received = await desk.receive(await Promise.all(names.map(name => samples[name]())))
  for (const [at, name] of names.entries()) ids.set(name, received[at]!)
  await desk.settled()
  clerk = await desk.signIn()
}, 60_000)
afterAll(() => desk.close())

const formOf = (name: Name): string => submissionId(ids.get(name)!, '1', 0)
const pathOf = (name: Name): string => itemPath({ kind: 'submission', subject: formOf(name) })
const decide = async (name: Name, fields: Record<string, string | readonly string[]>, who = clerk) => {
  const page = await who.get(pathOf(name))
  return who.post(pathOf(name), { ...seenOn(page.text), ...fields })
}
const standingOf = async (name: Name) => (await desk.app.store.submission(formOf(name))).standing
const rowsOf = async (name: Name) => {
  const { corrected, reading } = await desk.app.store.submission(formOf(name))
  return (corrected ?? reading.registrations).map(one => [one.section, one.name, one.sector, one.model])
}
const lastDecision = async (subject: string) => (await desk.app.store.decisions(subject)).at(-1)!
const undo = async (subject: string) => {
  const { id } = await lastDecision(subject)
  await clerk.post('/rut-lai', { decision: String(id), subject, back: '/can-xu-ly' })
  await desk.settled()
}
/** The fields of rows, as the editor sends them. */
const typedRows = (
  rows: readonly { from?: string; section?: string; name: string; sector: string; model: string }[],
) => ({
  from: rows.map(one => one.from ?? ''),
  section: rows.map(one => one.section ?? 'collective'),
  name: rows.map(one => one.name),
  sector: rows.map(one => one.sector),
  model: rows.map(one => one.model),
  note: rows.map(() => ''),
})
const idsOf = async (name: Name): Promise<string[]> => {
  const { text } = await clerk.get(`${pathOf(name)}?sua=1`)
  return [...text.matchAll(/name="from" value="([^"]*)"/g)].map(([, id]) => id!)
}

it('lists what waits by kind of reason, what was put off apart', async () => {
  const { text } = await clerk.get('/can-xu-ly')
  expect(text).toContain('Xác định đơn vị')
  expect(text).toContain('Bắt đầu (7 việc)')
  await decide('noUnit', { viec: 'de-lai', note: 'Đã gọi chị Lan, chờ trả lời' })
  const list = await clerk.get('/can-xu-ly')
  expect(list.text).toContain('Bắt đầu (6 việc)')
  expect(list.text).toMatch(/Để lại, xử lý sau \(1\)[\s\S]*chờ trả lời/)
  await undo(formOf('noUnit'))
})

it('lets an error pass that was looked at, goes on to the next, and takes that back', async () => {
  const answer = await decide('lastYear', { viec: 'chap-nhan' })
  expect(answer.text).toContain('Đã chấp nhận.')
  expect(new URL(answer.url).pathname).not.toBe(pathOf('lastYear'))
  expect(answer.text).toContain(`href="${pathOf('lastYear')}">Xem lại việc vừa rồi</a>`)
  expect(await standingOf('lastYear')).toBe('registered')
  const decision = await lastDecision(formOf('lastYear'))
  expect(decision.by).toBe(clerk.shown)
  const { findings } = decisionShapes.accept.parse(decision.after)
  expect(findings.map(one => one.code)).toEqual(['other-letter', 'other-letter'])
  expect((await clerk.get(pathOf('lastYear'))).text).toContain('không còn chờ xử lý')
  await undo(formOf('lastYear'))
  expect(await standingOf('lastYear')).toBe('review')
})

it('never lets a gap pass', async () => {
  expect((await clerk.get(pathOf('noModel'))).text).not.toContain('value="chap-nhan"')
  expect((await decide('noModel', { viec: 'chap-nhan' })).status).toBe(400)
  expect(await desk.app.store.decisions(formOf('noModel'))).toEqual([])
})

it('corrects rows: what is filled in counts, what is left out is gone', async () => {
  const [first, second] = await idsOf('noModel')
  const answer = await decide('noModel', {
    viec: 'sua',
    ...typedRows([
      { from: first!, name: 'Liên đội', sector: 'culture-society', model: 'Em yêu quê hương' },
      { from: second!, name: 'Chi đoàn giáo viên', sector: 'economy', model: 'Vườn rau sạch' },
      { name: '', sector: '', model: '' },
    ]),
  })
  expect(answer.text).toContain('Đã lưu nội dung sửa.')
  expect(await standingOf('noModel')).toBe('registered')
  expect(await rowsOf('noModel')).toEqual([
    ['collective', 'Liên đội', 'culture-society', 'Em yêu quê hương'],
    ['collective', 'Chi đoàn giáo viên', 'economy', 'Vườn rau sạch'],
  ])
  await undo(formOf('noModel'))
  expect(await standingOf('noModel')).toBe('review')
})

it('asks when no row is left, and splits, joins, adds and removes without deciding', async () => {
  const count = (await desk.app.store.decisions(formOf('split'))).length
  const [only] = await idsOf('split')
  const model = 'Giữ nghề nón lá; Chợ quê không túi ni lông'
  const one = typedRows([{ from: only!, name: 'Chi bộ', sector: 'economy', model }])
  const none = await decide('split', { viec: 'sua', ...typedRows([]) })
  expect([none.status, /Không còn dòng nào/.test(none.text)]).toEqual([400, true])
  const models = (text: string) => [...text.matchAll(/name="model"[^>]*>([^<]*)</g)].map(([, words]) => words)
  const halves = ['Giữ nghề nón lá', 'Chợ quê không túi ni lông']
  expect(models((await decide('split', { viec: 'tach:0', ...one })).text)).toEqual(halves)
  expect(models((await decide('split', { viec: 'tach:0', cho: '15', ...one })).text)).toEqual(halves)
  expect(models((await decide('split', { viec: 'them', ...one })).text)).toEqual([model, ''])
  expect(models((await decide('split', { viec: 'xoa:0', ...one })).text)).toEqual([])
  const two = typedRows(halves.map(each => ({ from: only!, name: 'Chi bộ', sector: 'economy', model: each })))
  expect(models((await decide('split', { viec: 'gop:0', ...two })).text)).toEqual([halves.join(' ')])
  expect(await desk.app.store.decisions(formOf('split'))).toHaveLength(count)
})

it('takes a proposal in one click', async () => {
  await decide('split', { viec: 'de-xuat', so: '1' })
  expect((await rowsOf('split')).map(row => row[3])).toEqual(['Giữ nghề nón lá', 'Chợ quê không túi ni lông'])
  expect(await standingOf('split')).toBe('registered')
  await undo(formOf('split'))
})

it('chooses a unit by what was typed without tone marks, and asks back what is nobody’s', async () => {
  const unclear = await decide('noUnit', { viec: 'don-vi', sought: 'Kim' })
  expect([unclear.status, unclear.text.includes('Chưa rõ là đơn vị nào')]).toEqual([400, true])
  await decide('noUnit', { viec: 'don-vi', sought: 'truong thcs kim an' })
  expect((await desk.app.store.submission(formOf('noUnit'))).unitName).toBe('Trường THCS Kim An')
  expect(await standingOf('noUnit')).toBe('registered')
  await undo(formOf('noUnit'))
})

it('keeps the other errors of a form whose rows were corrected', async () => {
  const [only] = await idsOf('noUnit')
  const answer = await decide('noUnit', {
    viec: 'sua',
    ...typedRows([{ from: only!, name: 'Tổ dân vận', sector: 'economy', model: 'Vườn hoa' }]),
  })
  expect(answer.text).toContain('còn nội dung khác cần xử lý')
  expect(new URL(answer.url).pathname).toBe(pathOf('noUnit'))
  expect(await standingOf('noUnit')).toBe('review')
  await undo(formOf('noUnit'))
})

it('puts a new unit on the roster and the form under it', async () => {
  const name = 'Quỹ tín dụng nhân dân Hoa Sen'
  const refused = await decide('unknownUnit', { viec: 'them-don-vi', name, block: '' })
  expect(refused.status).toBe(400)
  const { block } = (await desk.app.roster.roster()).units[0]!
  await decide('unknownUnit', { viec: 'them-don-vi', name, block })
  expect((await desk.app.roster.roster()).units.at(-1)).toMatchObject({ name, block, confirmed: false })
  await desk.settled()
  expect(await standingOf('unknownUnit')).toBe('registered')
})

it('shows how a second form differs, and says that it replaces or adds', async () => {
  const page = await clerk.get(pathOf('second'))
  expect(page.text).toMatch(/Bản khác của đơn vị[\s\S]*Áo ấm cho em vùng cao/)
  await decide('second', { viec: 'bo-sung' })
  expect([await standingOf('first'), await standingOf('second')]).toEqual(['registered', 'registered'])
  await undo(formOf('second'))
  await decide('second', { viec: 'thay', of: formOf('first') })
  expect((await desk.app.store.submission(formOf('first'))).supersededBy).toBe(formOf('second'))
})

it('dismisses a picture with a reason, and offers to type what it shows', async () => {
  const subject = partId(ids.get('picture')!, '1')
  const path = itemPath({ kind: 'part', subject })
  const page = await clerk.get(path)
  expect(page.text).toContain(`href="/nhap?tu=${encodeURIComponent(subject)}"`)
  const empty = await clerk.post(path, { ...seenOn(page.text), viec: 'bo', reason: ' ' })
  expect(empty.status).toBe(400)
  await clerk.post(path, { ...seenOn(page.text), viec: 'bo', reason: 'Ảnh phong cảnh' })
  expect(decisionShapes.dismiss.parse((await lastDecision(subject)).after)).toEqual({
    reason: 'Ảnh phong cảnh',
  })
  expect((await clerk.get('/can-xu-ly')).text).not.toContain('scan0001.jpg')
})

it('tells the second of two who decided what, shows the difference, and keeps what was typed', async () => {
  const other = await desk.signIn('clerk', 'Trần Văn Bình')
  const [first, second] = await idsOf('noModel')
  const seen = seenOn((await clerk.get(`${pathOf('noModel')}?sua=1`)).text)
  await decide('noModel', { viec: 'de-xuat', so: '1' }, other)
  const wanted = typedRows([
    { from: first!, name: 'Liên đội', sector: 'culture-society', model: 'Em yêu quê hương' },
    { from: second!, name: 'Chi đoàn giáo viên', sector: 'economy', model: 'Vườn rau sạch' },
  ])
  const answer = await clerk.post(pathOf('noModel'), { ...seen, viec: 'sua', ...wanted })
  expect(answer.status).toBe(409)
  expect(answer.text).toContain('Có người vừa quyết định việc này trước')
  expect(answer.text).toMatch(/<strong>Trần Văn Bình<\/strong>[\s\S]*Sửa nội dung/)
  expect(answer.text).toMatch(/Thêm<\/th>[\s\S]*Vườn rau sạch/)
  expect((await lastDecision(formOf('noModel'))).by).toBe('Trần Văn Bình')
  // Sent once more over what stands now.
  await clerk.post(pathOf('noModel'), { ...seenOn(answer.text), viec: 'sua', ...wanted })
  expect((await rowsOf('noModel')).map(row => row[3])).toEqual(['Em yêu quê hương', 'Vườn rau sạch'])
})

it('lets a viewer look, and nothing more', async () => {
  const viewer = await desk.signIn('viewer', 'Lê Thị Mai')
  const page = await viewer.get(pathOf('lastYear'))
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('name="viec"')
  const answer = await viewer.post(pathOf('lastYear'), { ...seenOn(page.text), viec: 'chap-nhan' })
  expect(answer.status).toBe(403)
})
