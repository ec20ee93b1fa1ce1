/** Báo cáo: what goes next and what went, over a real ledger and a real mail server. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SentMail } from '../../src/domain/ledger.ts'
import { makeTestDesk, openDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { makeMail } from '../support/mail.ts'
import { type SmtpFixture, startSmtp } from '../support/smtp.ts'

const anyMail = () => makeMail({ from: 'a@b.vn', subject: 'Mời họp', text: 'Kính mời đồng chí dự họp.' })
const next = '/bao-cao/sap-gui/bao-cao-nhanh'
const today = 'summary 2022-02-14'
const pathOf = (id: string): string => `/bao-cao/thu/${encodeURIComponent(id)}`

let server: SmtpFixture
let desk: TestDesk
let clerk: Visitor
beforeAll(async () => {
  server = await startSmtp()
  desk = await makeTestDesk({ env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` } })
  await desk.receive([await anyMail()])
  clerk = await desk.signIn()
})
afterAll(async () => {
  await desk.close()
  await server.stop()
})

const seenOf = (text: string): string => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? ''
const rows = async (): Promise<Pick<SentMail, 'id' | 'state'>[]> =>
  (await desk.app.store.sentMails()).map(({ id, state }) => ({ id, state }))

it('shows what goes next: when, to whom, and its words in a frame that can do nothing', async () => {
  const all = await clerk.get('/bao-cao')
  expect(all.text).toContain('Tự gửi lúc 16:30 hôm nay.')
  expect(all.text).toContain('Chưa gửi thư nào.')
  const page = await clerk.get(next)
  const frame = /<iframe class="mail-frame" sandbox title="[^"]+" src="([^"]+)">/.exec(page.text)?.[1]
  expect(frame).toMatch(/\/html\?ban=[0-9a-f]{16}$/)
  const words = await clerk.get(frame!)
  expect(words.text).toContain('Kính gửi: Thường trực Huyện ủy.')
  expect(words.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  )
  const file = await clerk.get(/href="([^"]+\/tep\/1\?ban=[^"]+)"/.exec(page.text)![1]!)
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.pdf"/)
  expect(file.headers.get('content-type')).toBe('application/octet-stream')
  expect(file.text).toMatch(/^%PDF/)
  expect((await clerk.get(`${next}/tep/9`)).status).toBe(404)
  expect((await clerk.get('/bao-cao/sap-gui/nhac')).status).toBe(404)
})

it('holds back and lets go, in the name of who did; who was late is told by whom', async () => {
  const seen = seenOf((await clerk.get(next)).text)
  const wish = { day: '2022-02-14', seen }
  const held = await clerk.post(`${next}/giu`, wish)
  expect(held.text).toContain('Đã tạm giữ.')
  expect(held.text).toContain('ĐANG TẠM GIỮ thư ngày 14/02/2022: Nguyễn Thị Hoa giữ từ')
  const [decision] = await desk.app.store.decisions(today)
  expect(decision).toMatchObject({ kind: 'hold', by: 'Nguyễn Thị Hoa' })
  expect((await clerk.post(`${next}/gui`, wish)).text).toContain('Thư đang tạm giữ, chưa gửi.')

  const other = await desk.signIn('clerk', 'Trần Văn Bình')
  const fresh = seenOf((await other.get(next)).text)
  expect((await other.post(`${next}/thoi-giu`, { ...wish, seen: fresh })).text).toContain('Đã thôi giữ.')
  // Held again on what was seen before that: not done, and said.
  const late = await clerk.post(`${next}/giu`, { ...wish, seen: fresh })
  expect(late.text).toContain('Trong lúc đồng chí xem, Trần Văn Bình đã thôi giữ thư này')
  expect(await desk.app.store.decisions(today)).toHaveLength(2)
})

it('lets a viewer look and do nothing', async () => {
  const viewer = await desk.signIn('viewer', 'Lê Thị Mai')
  const page = await viewer.get(next)
  expect(page.text).toContain('Báo cáo nhanh sắp gửi')
  expect(page.text).not.toContain('Tạm giữ</button>')
  expect((await viewer.post(`${next}/gui`, { day: '2022-02-14', seen: '0' })).status).toBe(403)
  expect(server.mails).toEqual([])
})

it('sends at once, once; lost on the way, it is sent again once somebody says that it did not arrive', async () => {
  server.behave({ breakAt: 'final-dot' })
  const wish = { day: '2022-02-14', seen: '2' }
  const doubtful = await clerk.post(`${next}/gui`, wish)
  expect(decodeURIComponent(new URL(doubtful.url).pathname)).toBe(`/bao-cao/thu/${today}`)
  expect(doubtful.text).toContain('chưa rõ đã đến hay chưa')
  expect(doubtful.text).toContain('Hỏi người nhận; nếu chưa nhận được thì gửi lại.')
  expect(await rows()).toEqual([{ id: today, state: 'doubtful' }])
  expect((await clerk.get('/bao-cao')).text).toContain(
    'Báo cáo nhanh ngày 14/02/2022: chưa rõ đã đến người nhận hay chưa.',
  )

  server.behave({})
  const seen = seenOf(doubtful.text)
  const unsure = await clerk.post(`${pathOf(today)}/gui-lai`, { seen })
  expect(unsure.text).toContain('Chưa gửi. Đánh dấu vào ô xác nhận')
  expect(server.mails).toHaveLength(1)
  const answers = await Promise.all(
    [1, 2, 3].map(() => clerk.post(`${pathOf(today)}/gui-lai`, { seen, sure: '1' })),
  )
  expect(answers.map(one => one.status)).toEqual([200, 200, 200])
  expect(server.mails).toHaveLength(2)
  expect(await rows()).toEqual([
    { id: today, state: 'doubtful' },
    { id: `${today} 2`, state: 'sent' },
  ])
  expect(await desk.app.store.decisions(today)).toMatchObject([
    { kind: 'hold' },
    { kind: 'release' },
    { kind: 'send-again', by: 'Nguyễn Thị Hoa', after: { as: `${today} 2` } },
  ])
  const before = await clerk.get(pathOf(today))
  expect(before.text).toContain('Nguyễn Thị Hoa đã cho gửi lại')
  expect(before.text).not.toContain('Gửi lại</button>')
  expect((await clerk.get('/bao-cao')).text).not.toContain('chưa rõ đã đến người nhận hay chưa')
})

it('shows a mail exactly as it went', async () => {
  const id = `${today} 2`
  const page = await clerk.get(pathOf(id))
  expect(page.text).toContain('Máy chủ thư đã nhận.')
  const eml = await clerk.get(`${pathOf(id)}/eml`)
  expect(eml.headers.get('content-disposition')).toContain('attachment; filename="summary 2022-02-14 2.eml"')
  const [first, second] = server.mails.map(one => one.raw.toString('latin1'))
  expect(eml.text).toBe(Buffer.from(second!, 'latin1').toString('utf8'))
  // The same mail under another Message-ID and date: a server would drop a repetition in silence.
  const headersOf = (raw: string): string[] =>
    raw.split('\r\n').filter(line => /^(?:Message-ID|Date):/i.test(line))
  const without = (raw: string): string =>
    raw
      .split('\r\n')
      .filter(line => !headersOf(raw).includes(line))
      .join('\r\n')
  expect(without(second!)).toBe(without(first!))
  expect(headersOf(second!)).toHaveLength(2)
  expect(headersOf(second!)[0]).not.toBe(headersOf(first!)[0])
  expect((await clerk.get(`${pathOf(id)}/html`)).headers.get('content-security-policy')).toContain('sandbox')
  expect((await clerk.get(pathOf('summary 2022-02-01'))).status).toBe(404)
})

it('says so where nobody got it: no mail server is set', async () => {
  const alone = await openDesk()
  await alone.receive([await anyMail()])
  const person = await alone.signIn()
  expect((await person.get('/bao-cao')).text).toContain('Chưa cài máy chủ gửi thư (SMTP_URL).')
  const answer = await person.post(`${next}/gui`, { day: '2022-02-14', seen: '0' })
  expect(answer.text).toContain('CHƯA tới người nhận')
  expect(answer.text).toContain('chỉ ghi ra tệp')
})
