/** Nhập bản đăng ký: what is typed or dropped is a message of the ledger, is read like any other, and may be taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/domain/identity.ts'
import { deskAccount } from '../../src/domain/ledger.ts'
import { type Answer, makeTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'
import { formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

let desk: TestDesk
let clerk: Visitor
beforeAll(async () => {
  desk = await makeTestDesk({ workers: ['validation', 'reading'] })
  clerk = await desk.signIn()
}, 30_000)
afterAll(() => desk.close())

const units = async () => (await desk.app.roster.roster()).units
/** Each test has a unit of its own. */
let taken = 0
const nextUnit = async () => {
  const all = (await units()).filter(one => one.name.startsWith('Trường'))
  return all[taken++]!
}

let keys = 0
const fields = (more: Readonly<Record<string, string | Blob | readonly string[]>> = {}) => ({
  ...{ key: `test-key-${++keys}`, way: 'paper', day: '2022-02-11', time: '08:30', from: 'Bà Hoa, văn thư' },
  ...more,
})
const rowsOf = (
  ...rows: readonly { name: string; model: string; section?: string; sector?: string; note?: string }[]
) => ({
  section: rows.map(row => row.section ?? 'collective'),
  name: rows.map(row => row.name),
  sector: rows.map(row => row.sector ?? 'economy'),
  model: rows.map(row => row.model),
  note: rows.map(row => row.note ?? ''),
})
const idOf = (answer: Answer): string => new URL(answer.url).pathname.split('/')[2] ?? ''
const enter = async (more: Parameters<typeof fields>[0]) => {
  const answer = await clerk.post('/nhap', fields(more))
  await desk.settled()
  return answer
}
const ledger = () => desk.app.store.snapshot()

describe('typed rows', () => {
  it('are registered for the unit that was chosen, at the time that was said, with nothing to ask', async () => {
    const unit = await nextUnit()
    const answer = await enter({
      unit: unit.id,
      ...rowsOf(
        {
          section: 'individual',
          name: 'Đ/c Nguyễn Văn A',
          model: '5 không 3 sạch',
          sector: 'culture-society',
        },
        { name: '', model: '' },
        { name: 'Tổ chuyên môn', model: '1. Vườn rau sạch', note: 'Duy trì' },
      ),
    })
    expect(answer.status).toBe(200)
    const id = idOf(answer)
    const { messages, submissions, registrations } = await ledger()
    const message = messages.find(one => one.id === id)!
    expect(message).toMatchObject({
      ...{ standing: 'registered', receivedAt: Date.parse('2022-02-11T08:30:00+07:00') },
      locations: [{ account: deskAccount, folder: 'paper' }],
      headers: { fromAddress: '' },
    })
    const own = submissions.filter(one => one.messageId === id)
    expect(own).toMatchObject([{ standing: 'registered', unitId: unit.id, findings: [] }])
    expect(
      registrations
        .filter(one => one.submissionId === own[0]!.id)
        .map(one => [one.section, one.name, one.model, one.note]),
    ).toEqual([
      ['collective', 'Tổ chuyên môn', 'Vườn rau sạch', 'Duy trì'],
      ['individual', 'Đ/c Nguyễn Văn A', '5 không 3 sạch', ''],
    ])
    const shown = await clerk.get(`/nhap/${id}`)
    for (const text of [
      'Đã tổng hợp',
      'Vườn rau sạch',
      'DVK22-',
      'Bà Hoa, văn thư',
      'Trên giấy',
      '08:30 11/02/2022',
    ])
      expect(shown.text).toContain(text)
    expect((await clerk.get('/nhap')).text).toContain(`/nhap/${id}`)
  })

  it('are said to be handed in by the unit where nobody is named', async () => {
    const unit = await nextUnit()
    const answer = await enter({ unit: unit.id, from: '', ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau' }) })
    const { text } = await clerk.get(`/thu/${idOf(answer)}`)
    expect(text).toContain('Bản giấy, đơn vị nộp (Nguyễn Thị Hoa)')
  })

  it('are one entry when a browser sends them twice', async () => {
    const unit = await nextUnit()
    const sent = fields({ unit: unit.id, ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau sạch' }) })
    const [first, second] = [await clerk.post('/nhap', sent), await clerk.post('/nhap', sent)]
    expect(idOf(second)).toBe(idOf(first))
    expect((await desk.app.store.decisions(idOf(first))).map(one => one.kind)).toEqual(['enter', 'unit'])
    await desk.settled()
  })

  it('are not kept where they would be read as something else; the page says which, and keeps what was typed', async () => {
    const unit = await nextUnit()
    const before = (await ledger()).messages.length
    const answer = await enter({
      unit: unit.id,
      ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau sạch' }, { name: 'nt', model: 'Ao cá' }),
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Tập thể, dòng 2:')
    expect(answer.text).toContain('value="Ao cá"')
    expect(answer.text).not.toContain('keep-anyway')
    expect((await ledger()).messages.length).toBe(before)
  })

  it('that would wait are kept when the clerk says so, and wait like any other', async () => {
    const unit = await nextUnit()
    const rows = rowsOf({ name: 'Tổ 1', model: 'Vườn rau sạch; Ao cá sạch' })
    const asked = await enter({ unit: unit.id, ...rows })
    expect([asked.status, asked.text.includes('keep-anyway')]).toEqual([400, true])
    const kept = await enter({ unit: unit.id, ...rows, do: 'keep-anyway' })
    expect(kept.text).toContain('Cần xử lý')
    expect((await ledger()).messages.find(one => one.id === idOf(kept))?.standing).toBe('review')
  })

  it('get one row more by a button where there is no JavaScript', async () => {
    const answer = await enter({ ...rowsOf({ name: 'Tổ 1', model: 'Vườn' }), do: 'add-individual' })
    expect(answer.status).toBe(200)
    expect(answer.text.match(/name="model"/g)).toHaveLength(3 + 3)
    expect(answer.text).toContain('value="Vườn"')
  })
})

describe('what is wrong', () => {
  it.each([
    [{ day: '2022-02-08' }, 'Ngày nhận trước khi mở đợt đăng ký.'],
    [{ day: '2022-02-14', time: '09:30' }, 'Thời điểm nhận không được sau lúc này.'],
    [{ day: '' }, 'Chưa ghi đúng ngày, giờ nhận.'],
    [{ unit: 'no-such-unit' }, 'Chưa chọn đơn vị.'],
    [{ name: '', model: '' }, 'Chưa gõ dòng nào và chưa chọn tệp nào.'],
  ])('is said: %o', async (wrong, text) => {
    const [unit] = await units()
    const answer = await enter({ unit: unit!.id, ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau' }), ...wrong })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(text)
  })

  it('is a viewer, too', async () => {
    const viewer = await desk.signIn('viewer', 'Trần Văn Bình')
    expect((await viewer.post('/nhap', fields())).status).toBe(403)
  })
})

describe('dropped files', () => {
  const file = (content: Uint8Array, name: string) => new File([new Uint8Array(content)], name)

  it('are read like those of a mail', async () => {
    const unit = await nextUnit()
    const form = formDocx({
      unit: unit.name,
      collectives: [{ name: 'Tổ 1', models: { economy: 'Vườn rau Zalo' } }],
    })
    const answer = await enter({ unit: unit.id, way: 'zalo', file: file(form, 'biểu mẫu\r\nX: y.docx') })
    expect(answer.text).toContain('Vườn rau Zalo')
    const { parts, submissions } = await ledger()
    expect(parts.find(one => one.messageId === idOf(answer))).toMatchObject({
      format: 'docx',
      standing: 'registered',
    })
    expect(submissions.find(one => one.messageId === idOf(answer))?.findings).toEqual([])
  })

  it('that name another unit wait, for somebody chose wrong', async () => {
    const [unit, other] = [await nextUnit(), await nextUnit()]
    const form = formDocx({
      unit: other.name,
      collectives: [{ name: 'Tổ 1', models: { economy: 'Vườn rau sạch' } }],
    })
    const answer = await enter({ unit: unit.id, file: file(form, 'a.docx') })
    const own = (await ledger()).submissions.find(one => one.messageId === idOf(answer))!
    expect([own.standing, own.findings.map(one => one.code)]).toEqual(['review', ['unit-contradicted']])
    // Chosen again in sight of it, it is that unit's.
    const { version } = await desk.app.store.submission(own.id)
    const decision = {
      subject: own.id,
      kind: 'unit',
      before: null,
      by: 'a',
      at: 1,
      after: { unitId: unit.id },
    } as const
    const { jobs } = await desk.app.store.decide(decision, version)
    await (await desk.app.queue()).announce('validate', jobs)
    await desk.settled()
    expect((await desk.app.store.submission(own.id)).standing).toBe('registered')
  })
})

describe('by phone', () => {
  it('waits for the paper, which confirms it when it says the same', async () => {
    const unit = await nextUnit()
    const answer = await enter({
      unit: unit.id,
      way: 'phone',
      ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau qua điện thoại' }),
    })
    expect(answer.text).toContain('chờ văn bản')
    const codesOf = async () =>
      (await ledger()).submissions.find(one => one.messageId === idOf(answer))!.findings.map(one => one.code)
    expect(await codesOf()).toEqual(['awaiting-paper'])
    const form = formDocx({
      unit: unit.name,
      collectives: [{ name: 'Tổ 1', models: { economy: 'Vườn rau qua điện thoại' } }],
    })
    await desk.receive([
      await makeMail({ attachments: [{ filename: 'a.docx', content: Buffer.from(form) }] }),
    ])
    await desk.settled()
    expect(await codesOf()).toEqual([])
    expect((await clerk.get(`/nhap/${idOf(answer)}`)).text).not.toContain('chờ văn bản')
  })
})

describe('typed from a scan', () => {
  // The smallest picture that is one.
  const picture = (size: number): Buffer =>
    Buffer.concat([
      Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
      Buffer.alloc(30_000, size),
    ])
  const scanMail = async (name: string, mark: number) => {
    const mail = await makeMail({
      subject: `Biểu đăng ký ${mark}`,
      from: `Trường <scan${Math.floor(mark / 10)}@example.vn>`,
      attachments: [{ filename: name, content: picture(mark), contentType: 'image/jpeg' }],
    })
    await desk.receive([mail])
    await desk.settled()
    const part = (await ledger()).parts.find(one => one.messageId === sha256(mail) && one.format === 'jpeg')
    return part!
  }
  const standingOf = async (id: string) => (await ledger()).parts.find(one => one.id === id)?.standing

  it('counts as what was typed, pages of several mails as one; taken back, they wait again', async () => {
    const unit = await nextUnit()
    const [one, two] = [await scanMail('trang 1.jpg', 10), await scanMail('trang 2.jpg', 11)]
    expect([one.standing, two.standing]).toEqual(['review', 'review'])
    const page = await clerk.get(`/nhap?tu=${encodeURIComponent(one.id)}`)
    expect(page.text).toContain('trang 1.jpg')
    expect(page.text).toContain('trang 2.jpg')
    const seen = [...page.text.matchAll(/name="seen" value="([^"]+)"/g)].map(([, pair]) => pair!)
    const answer = await enter({
      ...{ unit: unit.id, tu: [one.id, two.id], seen, day: '', time: '' },
      ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau trong ảnh' }),
    })
    const { messages, decisions } = await ledger()
    const message = messages.find(each => each.id === idOf(answer))!
    const first = messages.find(each => each.id === one.messageId)!
    expect([message.standing, message.receivedAt]).toEqual(['registered', first.receivedAt])
    expect(decisions.find(each => each.subject === message.id && each.kind === 'enter')?.after).toEqual({
      ...{ way: 'scan', from: 'Bà Hoa, văn thư', of: [one.id, two.id] },
    })
    expect([await standingOf(one.id), await standingOf(two.id)]).toEqual(['duplicate', 'duplicate'])
    expect(messages.find(each => each.id === one.messageId)?.standing).toBe('duplicate')

    // Somebody else had the same scan open.
    const late = await enter({
      ...{ unit: unit.id, tu: [one.id], seen },
      ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau trong ảnh, gõ khác' }),
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Nguyễn Thị Hoa đã gõ bản này')
    expect(late.text).toContain('value="Vườn rau trong ảnh, gõ khác"')

    const back = await clerk.post(`/nhap/${message.id}/rut-lai`, { seen: '2' })
    await desk.settled()
    expect(back.text).toContain('Đã rút lại')
    expect([await standingOf(one.id), await standingOf(two.id)]).toEqual(['review', 'review'])
    expect((await ledger()).messages.find(each => each.id === message.id)?.standing).toBe('not-a-form')
  })
})

// The last one: nothing comes in afterwards.
it('a closed campaign refuses, and says so', async () => {
  const unit = await nextUnit()
  const { store, clock } = desk.app
  const close = {
    subject: 'campaign',
    kind: 'close',
    before: null,
    after: {},
    by: 'a',
    at: clock.now(),
  } as const
  await store.decide(close, (await store.decisions('campaign')).length)
  const before = (await ledger()).messages.length
  expect((await clerk.get('/nhap')).text).toContain('Đợt đăng ký đã kết thúc')
  const answer = await enter({ unit: unit.id, ...rowsOf({ name: 'Tổ 1', model: 'Vườn rau' }) })
  expect([answer.status, answer.text.includes('Đợt đăng ký đã kết thúc')]).toEqual([409, true])
  expect((await ledger()).messages.length).toBe(before)
})
