/** Receipts, from the mail kept to the bytes that a real SMTP server got. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { findCorrections } from '../../src/reading/form/correction-words.ts'
import { readHeaders, readMessage } from '../../src/reading/read-message.ts'
import { mostToUnknown } from '../../src/replies/due-receipts.ts'
import { lookAtReplies, mostPerLook } from '../../src/replies/look.ts'
import { receiptsSinceFact } from '../../src/replies/send-receipts.ts'
import { markDoubtful } from '../../src/summary/hand-over.ts'
import { campaignFolder, unitOf } from '../consolidation/snapshots.ts'
import { type SampleRow, sampleForm, sampleNote, samplePart } from '../support/ledger.ts'
import { makeMail } from '../support/mail.ts'
import { makeReplyOffice, type ReplyOffice } from './office.ts'
import { school } from './routes.ts'

const { campaign } = campaignFolder
const receipts = { afterMinutes: 15, returnPath: 'empty' } as const
const makeOffice = async (
  ...rest: Parameters<typeof makeReplyOffice> extends [unknown, ...infer R] ? R : never
) => {
  const office = await makeReplyOffice({ receipts }, ...rest)
  office.setRoster(unitOf('sao-mai', { name: 'Trường Mầm non Sao Mai' }))
  return office
}
const lastMail = ({ server }: ReplyOffice): Promise<ParsedMail> => simpleParser(server.mails.at(-1)!.raw)
const spoken = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
const review = (...codes: Parameters<typeof finding>[]) => ({
  ...{ unitId: 'sao-mai', standing: 'review' as const },
  findings: codes.map(one => finding(...one)),
})

describe('what it says', () => {
  test('of a form that was read: unit, each registration, the deadline; to the sender alone', async () => {
    const office = await makeOffice()
    office.goTo('10 08:15')
    await office.receive({
      rows: [
        { name: 'Tổ chuyên môn', model: 'Lớp học thân thiện' },
        { name: 'Bà Nguyễn Thị Hoa', section: 'individual', sector: 'economy', model: 'Tiết kiệm điện' },
      ],
      headers: { messageId: '<Thu-1@hanoiedu.example>' },
    })
    office.goTo('10 08:30')
    expect(await office.look()).toEqual(['receipt sent'])

    const mail = await lastMail(office)
    expect(spoken(mail.text)).toBe(
      'Kính gửi: Trường Mầm non Sao Mai. ' +
        'Ban Dân vận Huyện ủy đã nhận thư của đơn vị lúc 08 giờ 15, ngày 10/02/2022, có 1 tệp kèm theo. ' +
        '1. Bản đăng ký của Trường Mầm non Sao Mai ' +
        'Đã đưa vào tổng hợp: 1 mô hình tập thể, 1 điển hình cá nhân. ' +
        'Tập thể: - Tổ chuyên môn - Văn hóa-xã hội: Lớp học thân thiện ' +
        'Cá nhân: - Bà Nguyễn Thị Hoa - Kinh tế: Tiết kiệm điện ' +
        'Đề nghị đơn vị đối chiếu. Nếu có chỗ chưa đúng, đề nghị gửi lại cả biểu mẫu đã sửa, trong thư ghi rõ ' +
        '"thay thế bản đã gửi"; hoặc liên hệ Ban Dân vận Huyện ủy. ' +
        'Thời hạn gửi: trước ngày 15/02/2022. ' +
        'Thư xác nhận được gửi tự động, mỗi ngày nhiều nhất một lần cho một địa chỉ; thư gửi thêm trong ngày ' +
        'được xác nhận vào ngày hôm sau. ' +
        'Ban Dân vận Huyện ủy trân trọng cảm ơn./.',
    )
    expect(mail.from?.value).toEqual([{ address: campaign.office.address, name: 'Ban Dân vận Huyện ủy' }])
    expect([mail.to].flat().map(one => one?.text)).toEqual([school])
    expect(mail.subject).toBe('Ban Dân vận Huyện ủy xác nhận đã nhận thư đăng ký "Dân vận khéo" năm 2022')
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
    expect(mail.inReplyTo).toBe('<Thu-1@hanoiedu.example>')
    expect(mail.references).toBe('<Thu-1@hanoiedu.example>')
    expect(mail.headers.has('precedence')).toBe(false)
    // Its own failures go to nobody: RFC 3834's word for "do not answer".
    expect(office.server.mails.map(one => [one.from, one.to])).toEqual([['', [school]]])
    expect(await office.rows('receipt')).toMatchObject([
      {
        state: 'sent',
        day: '2022-02-10',
        recipients: [school],
        about: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      },
    ])
  })

  test('the HTML says the same, escaped, for a phone, and loads nothing', async () => {
    const office = await makeOffice()
    await office.receive({
      rows: [
        { name: '<img src=x onerror="a(\'1\')"> & Co', model: '</p><a href="http://xau.example">Bấm</a>' },
      ],
    })
    office.goTo('10 09:00')
    await office.look()
    const { html, text } = await lastMail(office)
    const page = html || ''
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="vi">/)
    expect(page).not.toMatch(
      /<(?:img|script|link|style|iframe|object|svg|form|a)\b|https?:|url\(|<[^>]*\b(?:src|href)=/i,
    )
    expect(page).toContain('&#60;img src=x onerror=&#34;a(&#39;1&#39;)&#34;&#62; &#38; Co')
    const words = page
      .replace(/<head>[\s\S]*<\/head>/, '')
      .replace(/<li[^>]*>/g, '- ')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    expect(spoken(words)).toBe(spoken(text))
  })

  test('of what is missing: each kind once, with the places, and what to do', async () => {
    const office = await makeOffice()
    const row = (name: string, more: Partial<SampleRow> = {}): SampleRow => ({
      name,
      model: 'Vườn rau',
      ...more,
    })
    await office.receive(
      {
        rows: [
          row('Tổ 1', { model: '' }),
          row('Tổ 2', { model: '', sector: null }),
          row('', { sector: null }),
        ],
        findings: [
          ...['Tổ 1', 'Tổ 2', 'Tổ 1'].map(name => finding('no-model', { name })),
          finding('no-name', { model: 'Vườn rau' }),
          finding('model-split-unclear', { text: 'A; B', proposal: 'A | B' }),
          finding('unread-residue', { text: 'chưa rõ' }),
          finding('split-by-line', { count: '2' }),
        ],
      },
      review(),
    )
    office.goTo('10 09:00')
    await office.look()
    const text = spoken((await lastMail(office)).text)
    expect(text).toContain(
      'Đã đọc, đang kiểm tra, chưa đưa vào tổng hợp: 1 mô hình tập thể. ' +
        'Tập thể: - Tổ 1 - Văn hóa-xã hội: (chưa ghi tên mô hình) ' +
        '- Tổ 2 - (chưa rõ lĩnh vực): (chưa ghi tên mô hình) - (chưa ghi tên) - (chưa rõ lĩnh vực): Vườn rau ' +
        'Nội dung còn thiếu hoặc chưa rõ: ' +
        '- Chưa ghi tên tập thể hoặc cá nhân thực hiện mô hình: "Vườn rau". ' +
        '- Chưa ghi tên cụ thể của mô hình: "Tổ 1", "Tổ 2". ' +
        '- Chưa rõ là một hay nhiều mô hình: "A; B". ' +
        '- Có nội dung cán bộ Ban Dân vận đang đối chiếu với bản gốc: "chưa rõ". ' +
        'Đề nghị đơn vị gửi lại vào hộp thư này',
    )
    expect(text).not.toContain('A | B')
  })

  test('whoever gathers the forms of others is addressed as none of them', async () => {
    const office = await makeOffice()
    const forms = [{ unit: 'Sao Mai' }, { unit: 'Trường THCS Chưa Có' }, { rows: [] }]
    await office.receive({ forms }, [
      { unitId: 'sao-mai' },
      { ...review(['unit-not-on-roster', { unit: 'Trường THCS Chưa Có' }]), unitId: null },
      { ...review(['no-unit'], ['blank-form']), unitId: null },
    ])
    office.goTo('10 09:00')
    await office.look()
    const text = spoken((await lastMail(office)).text)
    expect(text).toMatch(/^Kính gửi: Đơn vị gửi thư\. /)
    expect(text).toContain(
      '1. Bản đăng ký của Trường Mầm non Sao Mai Đã đưa vào tổng hợp: 1 mô hình tập thể.',
    )
    expect(text).toContain(
      '2. Bản đăng ký của Trường THCS Chưa Có Đã đọc, đang kiểm tra, chưa đưa vào tổng hợp: 1 mô hình tập thể.',
    )
    expect(text).toContain(
      '- Cán bộ Ban Dân vận đang kiểm tra tên đơn vị trong danh sách: "Trường THCS Chưa Có".',
    )
    expect(text).toContain(
      '3. Bản đăng ký của đơn vị (chưa rõ tên) Đã đọc, đang kiểm tra, chưa đưa vào tổng hợp: chưa có mô hình, điển hình nào.',
    )
    expect(text).toContain('- Biểu mẫu chưa ghi nội dung đăng ký.')
  })

  test('a unit that is asked nothing has nothing to do', async () => {
    const office = await makeOffice()
    await office.receive(
      { findings: [finding('unit-suggested', { unit: 'Sao Mai', suggestion: 'Trường MN Bí Mật' })] },
      {
        ...review(),
        unitId: null,
      },
    )
    office.goTo('10 09:00')
    await office.look()
    const text = spoken((await lastMail(office)).text)
    expect(text).toContain('Đơn vị chưa phải gửi lại; khi cần, Ban Dân vận Huyện ủy sẽ liên hệ.')
    // Another name of the roster is nobody else's to see.
    expect(text).not.toContain('Bí Mật')
  })

  test('files: how many came, which could not be opened, and what to do about each', async () => {
    const office = await makeOffice()
    const file = (path: string, name: string, code: Parameters<typeof finding>[0]) =>
      sampleNote({ path, name, format: 'x', standing: 'review', findings: [finding(code)] })
    await office.receive({
      parts: [
        sampleNote({ path: 'body' }),
        samplePart({ path: '1', forms: [sampleForm({})] }),
        file('2', 'DVK.docx', 'encrypted-part'),
        file('3', 'anh.jpg', 'picture-not-read'),
        file('4', '', 'unreadable-part'),
        sampleNote({ path: '5', name: 'logo.png', findings: [finding('signature-picture')] }),
      ],
    })
    office.goTo('10 09:00')
    await office.look()
    const text = spoken((await lastMail(office)).text)
    expect(text).toContain('có 4 tệp kèm theo')
    expect(text).toContain(
      'Phần chưa đọc được: - Tệp "DVK.docx": có đặt mật khẩu, đề nghị gửi lại tệp không có mật khẩu. ' +
        '- Tệp "anh.jpg": là ảnh chụp hoặc bản quét, cán bộ Ban Dân vận sẽ xem và nhập. ' +
        '- Một tệp kèm theo: bị hỏng hoặc gửi chưa trọn vẹn, đề nghị gửi lại. Đề nghị đơn vị gửi lại',
    )
  })

  test('with the phone of the office, the term of the unit, and the deadline as it stands', async () => {
    const office = await makeOffice()
    office.setRoster(unitOf('sao-mai', { name: 'Trường Sao Mai', extendedTo: '2022-02-17' }))
    const changed = { ...office.parts.campaign, office: { ...campaign.office, phone: '024 3387 0000' } }
    Object.assign(office.parts, { campaign: changed })
    office.goTo('16 09:00')
    await office.receive()
    office.goTo('16 09:20')
    await office.look()
    const text = spoken((await lastMail(office)).text)
    expect(text).toContain('liên hệ Ban Dân vận Huyện ủy (điện thoại 024 3387 0000).')
    expect(text).toContain('Thời hạn gửi: trước ngày 18/02/2022.')
    office.goTo('18 00:00')
    await office.receive({}, { unitId: 'sao-mai', findings: [finding('late', { when: '00:00 18/02/2022' })] })
    office.goTo('18 00:20')
    await office.look()
    const late = spoken((await lastMail(office)).text)
    expect(late).toContain('Bản đăng ký này gửi sau thời hạn.')
    expect(late).toContain('trước ngày 18/02/2022 (đã hết thời hạn)')
  })

  test('a mail of twenty forms with a hundred rows each is still a short one', async () => {
    const office = await makeOffice()
    const rows = Array.from({ length: 100 }, (_, at) => ({
      name: `Tổ ${at} ${'x'.repeat(500)}`,
      model: 'y'.repeat(5_000),
    }))
    const forms = Array.from({ length: 20 }, (_, place) => ({
      unit: `Trường ${'z'.repeat(900)}`,
      rows,
      place,
    }))
    await office.receive({ forms }, { ...review(), unitId: null })
    office.goTo('10 09:00')
    await office.look()
    const { text } = await lastMail(office)
    expect(text!.length).toBeLessThan(20_000)
    expect(text!.match(/^- Tổ /gm)).toHaveLength(40)
    expect(spoken(text)).toContain('Và 8 bản đăng ký khác.')
    expect(office.server.mails[0]!.raw.length).toBeLessThan(120_000)
  })
})

describe('nobody can make us say their words to somebody else', () => {
  const attack = { unit: 'Trường Ai Đó', rows: [{ name: 'Gọi ngay 0900', model: 'Lời của kẻ lạ' }] }

  test('a sender that the server does not vouch for is told numbers', async () => {
    const office = await makeOffice()
    await office.receive(
      { ...attack, route: { isVouched: false }, findings: [finding('no-model', { name: 'Gọi ngay 0900' })] },
      review(),
    )
    office.goTo('10 09:00')
    expect(await office.look()).toEqual(['receipt sent'])
    const { text, html } = await lastMail(office)
    expect(`${text}${html}`).not.toMatch(/0900|kẻ lạ|Ai Đó/)
    expect(spoken(text)).toContain(
      '1 mô hình tập thể. Theo lĩnh vực: Văn hóa-xã hội 1. ' +
        'Nội dung còn thiếu hoặc chưa rõ: - Chưa ghi tên cụ thể của mô hình. ' +
        'Thư này không ghi lại chi tiết bản đăng ký vì máy chủ thư chưa xác thực được địa chỉ người gửi.',
    )
  })

  test('one whose address the clerk knows is told all', async () => {
    const office = await makeOffice()
    office.setRoster(unitOf('sao-mai', { name: 'Trường Sao Mai', addresses: [school] }))
    await office.receive({ ...attack, route: { isVouched: false } })
    office.goTo('10 09:00')
    await office.look()
    expect((await lastMail(office)).text).toContain('Lời của kẻ lạ')
  })

  test('a third person in From, a failed authentication: none at all', async () => {
    const office = await makeOffice()
    await office.receive(
      { ...attack, from: 'nanhan@vi.example', headers: { authentication: 'fail' } },
      review(),
    )
    await office.receive({ ...attack, from: 'nanhan@vi.example', route: { returnPath: 'ke@la.example' } })
    office.goTo('10 09:00')
    expect(await office.look()).toEqual([])
    expect(await office.rows('receipt')).toEqual([])
  })

  test('Reply-To, and ten thousand people in To and Cc, get nothing; no word of the mail is in a header', async () => {
    const office = await makeOffice()
    const many = Array.from({ length: 10_000 }, (_, at) => `p${at}@vi.example`).join(',\r\n ')
    const raw = Buffer.concat([
      Buffer.from(`Return-Path: <${school}>\r\nReply-To: nanhan@vi.example\r\nCc: ${many}\r\n`),
      await makeMail({
        from: `"Trường\r\n Bcc: nanhan@vi.example" <${school}>`,
        subject: 'Đăng ký =?utf-8?Q?=0D=0ABcc:_nanhan@vi.example?=',
        messageId: '<x@y>\r\nBcc: nanhan@vi.example',
        to: 'p0@vi.example',
      }),
    ])
    const headers = await readHeaders(raw, campaign)
    await office.receive({
      headers,
      rows: [{ name: 'Tổ\r\nBcc: nanhan@vi.example\r\n\r\n', model: 'Vườn rau' }],
    })
    office.goTo('10 09:00')
    await office.look()
    expect(office.server.mails.map(one => one.to)).toEqual([[school]])
    const [head] = office.server.mails[0]!.raw.toString('latin1').split('\r\n\r\n')
    expect(head).not.toMatch(/nanhan|Tr=C6|vi\.example/)
    expect(head!.match(/^\S+?(?=:)/gm)).toEqual([
      ...['Auto-Submitted', 'X-Auto-Response-Suppress', 'From', 'To', 'Subject', 'Message-ID', 'Date'],
      ...['MIME-Version', 'Content-Type'],
    ])
  })

  test('whether a unit has sent before is told only to who sent it', async () => {
    const office = await makeOffice()
    await office.receive({ from: 'hieutruong@hanoiedu.example', rows: [{ name: 'Tổ 1', model: 'Bí mật' }] })
    office.goTo('10 08:10')
    const again = { ...review(['second-submission', { unit: 'Sao Mai' }]) }
    await office.receive({ rows: [{ name: 'Tổ 2', model: 'Vườn rau' }] }, again)
    office.goTo('10 09:00')
    await office.look()
    const texts = new Map<string, string>()
    for (const one of office.server.mails) texts.set(one.to[0]!, (await simpleParser(one.raw)).text ?? '')
    expect(texts.get(school)).toContain('đang đối chiếu với bản gốc')
    expect(texts.get(school)).not.toMatch(/Bí mật|đã gửi một bản khác/)

    office.goTo('11 08:00')
    await office.receive(
      { rows: [{ name: 'Tổ 3', model: 'Khác' }], from: 'hieutruong@hanoiedu.example' },
      again,
    )
    office.goTo('11 09:00')
    await office.look()
    expect((await lastMail(office)).text).toContain('đề nghị cho biết giữ cả hai bản hay chỉ giữ bản này')
  })
})

describe('once a day', () => {
  test('pages that come in several mails are waited for, and answered together', async () => {
    const office = await makeOffice()
    for (const moment of ['10 08:00', '10 08:10', '10 08:20']) {
      office.goTo(moment)
      await office.receive({ rows: [{ name: `Tổ ${moment}`, model: 'Vườn rau' }] })
      expect(await office.look()).toEqual([])
    }
    office.goTo('10 08:34')
    expect(await office.look()).toEqual([])
    office.goTo('10 08:35')
    expect(await office.look()).toEqual(['receipt sent'])
    const text = spoken((await lastMail(office)).text)
    expect(text).toContain('đã nhận 3 thư của đơn vị, có 3 tệp kèm theo; thư cuối nhận lúc 08 giờ 20')
    expect(text).toContain('3. Bản đăng ký của')
    expect((await office.rows('receipt'))[0]!.about).toHaveLength(3)
    expect(await office.look()).toEqual([])
  })

  test('a second mail of the day is answered the next day, in office hours', async () => {
    const office = await makeOffice()
    await office.receive({ rows: [{ name: 'Tổ 1', model: 'A' }] })
    office.goTo('10 09:00')
    expect(await office.look()).toEqual(['receipt sent'])
    await office.receive({ rows: [{ name: 'Tổ 2', model: 'B' }] })
    for (const [moment, sent] of [
      ['10 10:00', []],
      ['10 23:59', []],
      ['11 00:01', []],
      ['11 07:29', []],
      ['11 07:30', ['receipt sent']],
      ['11 08:00', []],
    ] as const) {
      office.goTo(moment)
      expect([moment, await office.look()]).toEqual([moment, sent])
    }
    const text = (await lastMail(office)).text
    expect(text).toContain('Tổ 2')
    expect(text).not.toContain('Tổ 1')
    expect((await office.rows('receipt')).map(one => one.day)).toEqual(['2022-02-10', '2022-02-11'])
  })

  test("a mail of 00:05 in Hanoi is of that day, whatever the machine's", async () => {
    const office = await makeOffice()
    office.goTo('11 00:05')
    await office.receive()
    office.goTo('11 00:20')
    expect(await office.look()).toEqual(['receipt sent'])
    expect((await office.rows('receipt'))[0]!.id).toMatch(/^receipt 2022-02-11 [0-9a-f]{32}$/)
  })

  test('two processes at the same moment: one mail', async () => {
    const office = await makeOffice()
    await office.receive()
    office.goTo('10 09:00')
    await Promise.all([lookAtReplies(office.parts), lookAtReplies(office.restart())])
    expect(office.server.mails).toHaveLength(1)
    expect(await office.rows('receipt')).toHaveLength(1)
  })

  test('a flood in is no flood out', async () => {
    const office = await makeOffice()
    for (let at = 0; at < mostPerLook + 5; at++)
      await office.receive({ from: `truong${at}@hanoiedu.example` })
    office.goTo('10 09:00')
    expect(await office.look()).toHaveLength(mostPerLook)
    expect(await office.look()).toHaveLength(5)
    expect(await office.look()).toEqual([])
    expect(new Set(office.server.mails.map(one => one.to[0])).size).toBe(mostPerLook + 5)
  })
})

test('whoever sends on and on is answered after two hours', async () => {
  const office = await makeOffice()
  for (let minutes = 0; minutes < 120; minutes += 10) {
    office.goTo(
      `10 ${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    )
    await office.receive({ rows: [{ name: `Tổ ${minutes}`, model: 'Vườn rau' }] })
    expect(await office.look()).toEqual([])
  }
  office.goTo('10 10:00')
  expect(await office.look()).toEqual(['receipt sent'])
})

test('senders that nobody vouches for come last, and a hundred a day', async () => {
  const office = await makeOffice()
  for (let at = 0; at < mostToUnknown + 3; at++)
    await office.receive({ from: `p${at}@vi.example`, route: { isVouched: false } })
  await office.receive()
  office.goTo('10 09:00')
  const sent: string[] = []
  for (let looks = 0; looks < 8; looks++) sent.push(...(await office.look()))
  expect(sent).toHaveLength(mostToUnknown + 1)
  expect(office.server.mails[0]!.to).toEqual([school])
  office.goTo('11 07:30')
  expect(await office.look()).toHaveLength(3)
}, 60_000)

describe('never again', () => {
  test('what it says is read by us as no form, no correction, and asks for no answer', async () => {
    const office = await makeOffice()
    await office.receive({ findings: [finding('no-model', { name: 'Tổ 1' })] }, review())
    office.goTo('10 09:00')
    await office.look()
    const { raw } = office.server.mails[0]!
    const { text } = await simpleParser(raw)
    const back = await readMessage(raw, campaign)
    expect(back.headers.route?.sentBy).toBe('program')
    expect(back.parts.map(part => part.standing)).toEqual(['not-a-form'])
    const ours = Object.entries(campaignFolder.wording).filter(([key]) =>
      /^(?:receipt|reminder)\.(?!dropped-)/.test(key),
    )
    for (const line of [...text!.split('\n'), ...ours.map(([, one]) => one)])
      expect([line, findCorrections(line)]).toEqual([line, []])
    // Quoted below a person's thanks.
    const thanks = await makeMail({
      subject: 'Re: Ban Dân vận Huyện ủy xác nhận đã nhận thư',
      text: `Nhà trường cảm ơn Ban.\n\nVào 10/02/2022, Ban Dân vận đã viết:\n${text!.replace(/^/gm, '> ')}`,
    })
    expect((await readMessage(thanks, campaign)).parts.map(part => part.standing)).toEqual(['not-a-form'])
  })

  test('two programs that answer each other end at once', async () => {
    const office = await makeOffice()
    await office.receive()
    office.goTo('10 09:00')
    expect(await office.look()).toEqual(['receipt sent'])
    // The other side answers each of ours, saying so or not, with our mail and its own form in it.
    const form = { parts: [samplePart({ forms: [sampleForm()] })] }
    const first = (await office.parts.store.snapshot()).submissions[0]!.id
    const repeated = { unitId: 'sao-mai', standing: 'duplicate' as const, duplicateOf: first }
    for (const day of ['10', '11', '12', '13']) {
      office.goTo(`${day} 10:00`)
      await office.receive({ ...form, route: { sentBy: 'program' } })
      await office.receive(form, repeated)
      await office.receive({ parts: [sampleNote()] })
      office.goTo(`${day} 12:00`)
      expect(await office.look()).toEqual([])
    }
    expect(office.server.mails).toHaveLength(1)
  })

  test('a server that refuses it, or is lost at the last moment: no second try, and no second mail', async () => {
    for (const [behaviour, state] of [
      [{ answerMail: 554 }, 'refused'],
      [{ breakAt: 'final-dot' }, 'doubtful'],
      [{ refuseRecipients: [school] }, 'refused'],
    ] as const) {
      const office = await makeOffice(behaviour)
      await office.receive()
      office.goTo('10 09:00')
      expect(await office.look()).toEqual([`receipt ${state}`])
      office.server.behave({})
      office.goTo('11 09:00')
      expect(await office.look()).toEqual([])
      expect(await office.rows('receipt')).toMatchObject([{ state }])
    }
  })

  test.each([
    ['before the row', 0, 'sent', 1],
    ['after the row', 0, 'doubtful', 0],
    ['after the server took it', 1, 'doubtful', 1],
  ] as const)('killed %s: never twice', async (point, before, state, after) => {
    const office = await makeOffice()
    await office.receive()
    office.goTo('10 09:00')
    const never = (): Promise<never> => new Promise(() => {})
    const dying = office.restart(({ store, outbox }) => ({
      alone: work => work(), // what a killed process held, the system takes
      ...(point === 'before the row' ? { store: { ...store, beginSending: never } } : {}),
      ...(point === 'after the row' ? { outbox: { ...outbox, send: never } } : {}),
      ...(point === 'after the server took it' ? { store: { ...store, endSending: never } } : {}),
    }))
    const still = new Promise<'hangs'>(resolve => setTimeout(resolve, 400, 'hangs'))
    expect(await Promise.race([lookAtReplies(dying), still])).toBe('hangs')
    expect(office.server.mails).toHaveLength(before)
    office.goTo('10 09:05')
    await markDoubtful(office.parts)
    await office.look()
    expect(await office.rows('receipt')).toMatchObject([{ state }])
    expect(office.server.mails).toHaveLength(after)
    office.goTo('11 09:00')
    expect(await office.look()).toEqual([])
  })

  test('a server that cannot be reached: tried again with the same bytes, a few at a time', async () => {
    const office = await makeOffice({ breakAt: 'greeting' })
    for (const name of ['mot', 'hai', 'ba', 'bon']) await office.receive({ from: `${name}@hanoiedu.example` })
    office.goTo('10 09:00')
    expect(await office.look()).toEqual(['receipt waiting', 'receipt waiting', 'receipt waiting'])
    const raws = (await office.rows('receipt')).map(one => one.raw)
    office.server.behave({})
    office.goTo('10 09:01')
    expect(await office.look()).toEqual(Array.from({ length: 4 }, () => 'receipt sent'))
    expect(new Set(office.server.mails.map(one => one.to[0])).size).toBe(4)
    const after = (await office.rows('receipt')).map(one => one.raw)
    expect(raws.every(raw => after.includes(raw))).toBe(true)
    expect(await office.look()).toEqual([])
  })

  test('recipients that are always put off keep nobody else waiting, and are given up after a day', async () => {
    const away = Array.from({ length: 5 }, (_, at) => `vang${at}@x.example`)
    const office = await makeOffice({ deferRecipients: away })
    for (const address of away) await office.receive({ from: address })
    office.goTo('10 09:00')
    expect(await office.look()).toHaveLength(3)
    office.goTo('10 09:20')
    await office.look()
    await office.receive()
    office.goTo('10 09:40')
    expect((await office.look())[0]).toBe('receipt sent')
    expect(office.server.mails.map(one => one.to)).toEqual([[school]])
    office.goTo('11 12:00')
    for (let looks = 0; looks < 3; looks++) await office.look()
    expect((await office.rows('receipt')).map(one => one.state).sort()).toEqual([
      ...away.map(() => 'refused'),
      'sent',
    ])
    expect((await office.rows('receipt')).map(one => one.detail)).toContain(
      'Máy chủ thư không nhận thư xác nhận trong một ngày, không gửi nữa.',
    )
  })
})

describe('on and off', () => {
  test('a server that wants a return path gets the one of the office', async () => {
    const office = await makeOffice()
    const mails = { ...office.parts.campaign.mails, receipts: { ...receipts, returnPath: 'office' as const } }
    Object.assign(office.parts, { campaign: { ...office.parts.campaign, mails } })
    await office.receive()
    office.goTo('10 09:00')
    await office.look()
    expect(office.server.mails.map(one => one.from)).toEqual([campaign.office.address])
  })

  test('off: none, and nothing is noted', async () => {
    const office = await makeReplyOffice({})
    await office.receive()
    office.goTo('10 09:00')
    expect(await office.look()).toEqual([])
    expect(await office.parts.store.fact(receiptsSinceFact)).toBeUndefined()
  })

  test('turned on: for what comes from then on; turned off and on again: from then on', async () => {
    const office = await makeReplyOffice({})
    office.setRoster(unitOf('sao-mai'))
    const turn = (on: boolean): void => {
      const { mails } = office.parts.campaign
      const { receipts: _, ...others } = mails
      const changed = on ? { ...others, receipts } : others
      Object.assign(office.parts, { campaign: { ...office.parts.campaign, mails: changed } })
    }
    await office.receive({ from: 'mot@x.example' })
    office.goTo('10 09:00')
    turn(true)
    expect(await office.look()).toEqual([])
    await office.receive({ from: 'hai@x.example' })
    office.goTo('10 09:30')
    expect(await office.look()).toEqual(['receipt sent'])
    turn(false)
    await office.look()
    office.goTo('10 10:00')
    await office.receive({ from: 'ba@x.example' })
    turn(true)
    office.goTo('10 10:30')
    expect(await office.look()).toEqual([])
    office.goTo('10 12:00')
    expect(await office.look()).toEqual([])
    expect(office.server.mails.map(one => one.to[0])).toEqual(['hai@x.example'])
  })

  test('once the campaign is closed nobody is answered', async () => {
    const office = await makeOffice()
    await office.receive()
    await office.parts.store.decide(
      { subject: 'campaign', by: 'Cán bộ', at: 0, kind: 'close', before: null, after: {} },
      0,
    )
    office.goTo('10 09:00')
    expect(await office.look()).toEqual([])
  })
})
