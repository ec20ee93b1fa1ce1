/** Việc cần xử lý: what the clerk is told, to the letter; bounded, escaped, and never silent. */
import { describe, expect, test } from 'vitest'
import { countFigures } from '../../src/consolidation/figures.ts'
import { makePhrase } from '../../src/consolidation/phrases.ts'
import type { Decision, NewDecision } from '../../src/domain/decision.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { finding } from '../../src/domain/finding.ts'
import type { SentMail, Snapshot } from '../../src/domain/ledger.ts'
import { digestContent } from '../../src/summary/digest-content.ts'
import type { MailContent, MailMatter } from '../../src/summary/mail-matter.ts'
import {
  at,
  campaignFolder,
  type Mail,
  messageIdOf,
  rosterOf,
  snapshotOf,
  unitOf,
} from '../consolidation/snapshots.ts'

const { campaign, wording, findingTexts } = campaignFolder
const phrase = makePhrase(wording)

interface Day {
  readonly mails?: readonly Mail[]
  readonly over?: Partial<Snapshot>
  readonly faults?: readonly string[]
  readonly notices?: readonly string[]
  readonly now?: number
}
const digest = ({
  mails = [],
  over = {},
  faults = [],
  notices = [],
  now = at('2022-02-11', '15:30'),
}: Day): Promise<MailContent> => {
  const snapshot = snapshotOf(mails, over)
  const roster = rosterOf(unitOf('a', { name: 'Trường Sao Mai' }), unitOf('b', { name: 'Đảng ủy xã B' }))
  const parts = {
    campaign,
    wording,
    findingTexts,
    roster: async () => roster,
    tables: async () => [{ name: 'Bieu.xlsx', bytes: Buffer.alloc(48 * 1024) }],
    faults: async () => faults,
    notices: async (since: number) => notices.map(text => `${text} ${since === at('2022-02-09', '00:00')}`),
    tablesFolder: 'C:\\tonghop\\bieu',
    store: undefined as never,
  }
  const figures = countFigures(snapshot, roster, campaign)
  return digestContent({
    parts,
    phrase,
    snapshot,
    roster,
    figures,
    day: '2022-02-11',
    asOf: now,
    startedAt: at('2022-02-09', '08:00'),
  } satisfies MailMatter)
}
const waitingMail = (unitName: string, findings: readonly Finding[], over: Partial<Mail> = {}): Mail => ({
  ...{ unitId: 'a', unitName, standing: 'review', findings, rows: [{}] },
  ...over,
})
const decided = (decisions: readonly Omit<NewDecision, 'at' | 'by' | 'before'>[]): Decision[] =>
  decisions.map((one, index) => ({
    ...one,
    id: index + 1,
    by: 'đ/c Hà',
    at: at('2022-02-11', '14:05'),
    before: null,
  }))
const sentMail = (kind: SentMail['kind'], day: string, over: Partial<SentMail> = {}): SentMail => ({
  ...{
    id: `${kind} ${day}`,
    kind,
    day,
    state: 'sent',
    raw: '',
    recipients: [],
    detail: '',
    figures: {},
    about: [],
  },
  at: at(day, '15:30'),
  ...over,
})
const noUnit = finding('no-unit')

test('nothing waits and nothing is wrong: one short mail that says so', async () => {
  const { subject, text, attachments } = await digest({})
  expect(subject).toBe(
    'Không có việc cần xử lý - đăng ký "Dân vận khéo" năm 2022, đến 15 giờ 30, ngày 11/02/2022',
  )
  expect(text).toMatch(
    /^Kính gửi: Đồng chí cán bộ phụ trách tổng hợp\.\n\nĐến 15 giờ 30, ngày 11\/02\/2022: không có việc cần xử lý; không có trục trặc kỹ thuật\.\n/,
  )
  expect(text).toContain('Không có thư mới.')
  expect(text).toContain('Số liệu cân.')
  expect(text).not.toMatch(/VIỆC CẦN XỬ LÝ:|TRỤC TRẶC/)
  expect(text.split('\n').length).toBeLessThan(50)
  expect(attachments.map(one => one.name)).toEqual(['Bieu.xlsx'])
})

describe('what needs a decision', () => {
  test('oldest first, each with where it came from, its reasons and what to do', async () => {
    const { subject, text, html } = await digest({
      mails: [
        waitingMail('', [noUnit], {
          receivedAt: at('2022-02-11', '09:00'),
          fromName: 'Hoa',
          fileName: 'bieu.docx',
        }),
        waitingMail('Trường Sao Mai', [finding('count-as-model', { text: '01' })], {
          receivedAt: at('2022-02-10', '08:15'),
        }),
        { unitId: 'b', rows: [{}] },
      ],
    })
    expect(subject).toMatch(/^2 việc cần xử lý - /)
    const list = text.slice(text.indexOf('VIỆC CẦN'), text.indexOf('THƯ NHẬN'))
    expect(list).toBe(
      [
        'VIỆC CẦN XỬ LÝ: 2 VIỆC, THƯ ĐẾN TRƯỚC GHI TRƯỚC',
        '',
        '1. Trường Sao Mai',
        '   Nhận 08 giờ 15, ngày 10/02/2022, từ Văn thư',
        '   Tệp: DVK Trường Sao Mai.docx',
        `   - ${findingTexts['count-as-model']?.replace('{text}', '01')}`,
        '',
        '2. Chưa rõ đơn vị',
        '   Nhận 09 giờ 00, ngày 11/02/2022, từ Hoa',
        '   Tệp: bieu.docx',
        `   - ${findingTexts['no-unit']}`,
        '',
        'Nội dung đọc được và bản gốc: trang "Cần xử lý" của tệp "Tep theo doi DVK 2022.xlsx", thư mục C:\\tonghop\\bieu.',
        '',
        '',
      ].join('\n'),
    )
    expect(html).toContain('<b>1. Trường Sao Mai</b>')
  })

  test('no more than ten; how many more, and where they stand', async () => {
    const mails = Array.from({ length: 33 }, (_, index) => waitingMail(`Trường ${index + 1}`, [noUnit]))
    const { subject, text } = await digest({ mails })
    expect(subject).toMatch(/^33 việc cần xử lý/)
    expect(text).toContain('10. Trường 10\n')
    expect(text).not.toContain('11. Trường 11')
    expect(text).toContain('Còn 23 việc khác không ghi hết ở đây. Xem đủ ở trang "Cần xử lý" của tệp')
  })

  test('a reason as long as a plan is cut in its middle, marked; of many reasons three', async () => {
    const plan = 'kế hoạch '.repeat(400)
    const long: Finding = { code: 'model-too-long', args: { text: plan, proposal: 'Xanh' } }
    const { text } = await digest({
      mails: [
        waitingMail('A', [long, noUnit, finding('no-model'), finding('count-as-model', { text: '01' })]),
      ],
    })
    const line = text.split('\n').find(one => one.includes('[…]')) ?? ''
    expect(line.length).toBeLessThan(340)
    expect(line).toMatch(/có thể là: "Xanh"\.$/)
    expect(text).toContain('- còn 1 lý do khác')
  })

  test('what was put off is counted, not listed', async () => {
    const { subject, text } = await digest({
      mails: [waitingMail('A', [noUnit])],
      over: {
        decisions: decided([
          { subject: `${messageIdOf(0)}/1#0`, kind: 'put-off', after: { note: 'gọi lại' } },
        ]),
      },
    })
    expect(subject).toMatch(/^Không có việc cần xử lý/)
    expect(text).toContain('Ngoài ra 1 việc đã được để lại, chưa xử lý.')
  })

  test('files and mails without a form, and jobs that failed, are among it', async () => {
    const { text } = await digest({
      mails: [
        { partOnly: { standing: 'review', findings: [finding('encrypted-part')] }, fileName: 'quet.pdf' },
      ],
      over: { failedJobs: [{ kind: 'read', subject: messageIdOf(0), error: 'reader-died' }] },
    })
    expect(text).toContain('1. Tệp: quet.pdf\n')
    expect(text).toContain('2. Lỗi chương trình\n')
    expect(text).toContain('(reader-died)')
  })
})

describe('faults', () => {
  test('come first, and stand in the subject', async () => {
    const faults = ['Hộp thư: KHÔNG XEM ĐƯỢC từ 08:00 11/02/2022: hỏng', 'Bảng: CHƯA LẬP ĐƯỢC']
    const { subject, text } = await digest({ faults, mails: [waitingMail('A', [noUnit])] })
    expect(subject).toMatch(/^1 việc cần xử lý, 2 trục trặc kỹ thuật - /)
    expect(text.indexOf('- Hộp thư: KHÔNG XEM ĐƯỢC')).toBeLessThan(text.indexOf('1. A'))
    expect(text).toContain('1 việc cần xử lý; 2 trục trặc kỹ thuật.')
  })

  test('tables edited by hand, and drafts that wait, are told of and are none', async () => {
    const draft = sentMail('reminder', '2022-02-11', { state: 'draft' })
    const { subject, text } = await digest({ notices: ['Tệp A có người sửa.'], over: { sentMails: [draft] } })
    expect(subject).toMatch(/^Không có việc cần xử lý - /)
    expect(text).toContain('TỆP CÓ NGƯỜI SỬA\n\n- Tệp A có người sửa. true')
    expect(text).toContain('1 thư nhắc đơn vị đang chờ duyệt. Đề nghị báo')
  })

  test('an uneven balance is cried out', async () => {
    const { text } = await digest({ mails: [{ unitId: 'a', rows: [{}] }], over: { parts: [] } })
    expect(text).toContain('SỐ LIỆU KHÔNG CÂN.')
    expect(text).not.toContain('Số liệu cân.')
  })
})

describe('what came in', () => {
  const mails: Mail[] = [
    { unitId: 'a', unitName: 'Trường Sao Mai', rows: [{}], receivedAt: at('2022-02-10', '10:00') },
    { unitId: 'b', unitName: 'Đảng ủy xã B', rows: [{}], receivedAt: at('2022-02-10', '16:00') },
    waitingMail('C', [noUnit], { receivedAt: at('2022-02-11', '09:00') }),
  ]

  test('since the last digest that was sent, by outcome, with the units', async () => {
    const before = sentMail('digest', '2022-02-10', {
      figures: { asOf: at('2022-02-10', '15:30'), messages: 1 },
    })
    const { text } = await digest({ mails, over: { sentMails: [before] } })
    expect(text).toContain(
      'THƯ NHẬN TỪ 15 GIỜ 30, NGÀY 10/02/2022 ĐẾN NAY\n\nNhận 2 thư: 1 đã tổng hợp, 1 cần xử lý.',
    )
    expect(text).toContain('Đơn vị có bản đăng ký đã được tổng hợp: Đảng ủy xã B.')
    expect(text).not.toContain('nay mới lấy được')
  })

  test('mails that came before it and could only be fetched now are said', async () => {
    const before = sentMail('digest', '2022-02-10', {
      figures: { asOf: at('2022-02-10', '15:30'), messages: 0 },
    })
    const { text } = await digest({ mails, over: { sentMails: [before] } })
    expect(text).toContain('Ngoài ra 1 thư gửi đến trước đó, nay mới lấy được từ hộp thư.')
  })

  test('of many units fifteen are named, the rest counted', async () => {
    const many = Array.from(
      { length: 40 },
      (_, index): Mail => ({ unitId: 'a', unitName: `Trường ${index}`, rows: [{}] }),
    )
    const { text } = await digest({ mails: many })
    expect(text).toContain('Trường 14; và 25 đơn vị khác.')
  })

  test('mails to units that did not come', async () => {
    const lost = Array.from({ length: 7 }, (_, index) =>
      sentMail('receipt', '2022-02-11', {
        state: index === 0 ? 'doubtful' : 'refused',
        recipients: [`van-thu-${index}@truong.example`],
        at: at('2022-02-11', '09:00'),
      }),
    )
    const one = await digest({ over: { sentMails: lost.slice(0, 1) } })
    expect(one.text).toContain(
      'Thư gửi đơn vị không đến, hoặc không rõ đã đến: van-thu-0@truong.example. Đề nghị gọi',
    )
    const many = await digest({ over: { sentMails: lost } })
    expect(many.text).toContain('van-thu-4@truong.example; và 2 địa chỉ khác.')
    const before = sentMail('digest', '2022-02-10', { figures: { asOf: at('2022-02-11', '10:00') } })
    expect((await digest({ over: { sentMails: [before, ...lost] } })).text).not.toContain('Thư gửi đơn vị')
  })

  test('the balance has every outcome', async () => {
    const { text } = await digest({ mails })
    expect(text).toContain('Đã nhận: thư 3; tệp 3; bản đăng ký 3\nĐã tổng hợp: thư 2; tệp 2; bản đăng ký 2\n')
  })
})

describe('the report that will go out', () => {
  test('when, to whom, with what, its words as they would be then', async () => {
    const { text, attachments } = await digest({ mails: [{ unitId: 'a', rows: [{}] }] })
    const report = text.slice(text.indexOf('BÁO CÁO NHANH'))
    expect(report).toContain('Sẽ gửi lúc 16 giờ 30, ngày 11/02/2022.')
    expect(report).toContain('Người nhận: bdv_huthanhoai@hanoi.gov.vn.')
    expect(report).toContain('Tệp kèm theo: Bieu.xlsx (48 KB).')
    expect(report).toContain('Kính gửi: Thường trực Huyện ủy.')
    expect(report).toContain('đến 16 giờ 30, ngày 11/02/2022:')
    expect(report).toContain('(1) 1/2 đơn vị đã gửi, 0 đang xác minh, 1 chưa nhận được.')
    expect(report).toContain('tạm giữ trước giờ gửi')
    expect(attachments).toHaveLength(1)
  })

  test('held back: by whom, and that it does not go', async () => {
    const decisions = decided([{ subject: 'summary 2022-02-11', kind: 'hold', after: {} }])
    const { text } = await digest({ over: { decisions } })
    expect(text).toContain(
      'Báo cáo 16 giờ 30, ngày 11/02/2022 ĐANG TẠM GIỮ theo yêu cầu của đ/c Hà (từ 14 giờ 05, ngày 11/02/2022); không gửi cho đến khi thôi giữ.',
    )
    expect(text).not.toContain('Sẽ gửi lúc')
    expect(text).toContain('không có trục trặc kỹ thuật; BÁO CÁO NHANH ĐANG TẠM GIỮ.')
  })

  test('sent by hand before', async () => {
    const { text, attachments } = await digest({ over: { sentMails: [sentMail('summary', '2022-02-11')] } })
    expect(text).toContain('Báo cáo 16 giờ 30, ngày 11/02/2022 đã gửi trước giờ; không gửi lại.')
    expect(attachments).toEqual([])
  })

  test('one that was missed goes together with the digest', async () => {
    const sentMails = [sentMail('summary', '2022-02-09')]
    const missed = 'Báo cáo ngày 10/02/2022 chưa gửi do chương trình ngừng chạy; được gửi ngay bây giờ'
    const morning = at('2022-02-11', '08:00')
    const { text } = await digest({ over: { sentMails }, now: morning })
    expect(text).toContain(`${missed}, theo số liệu lúc này.\n\nSẽ gửi lúc 16 giờ 30, ngày 11/02/2022.`)
    expect((await digest({ over: { sentMails }, now: at('2022-02-11', '06:00') })).text).not.toContain(missed)
    const both = [...sentMails, sentMail('summary', '2022-02-10')]
    expect((await digest({ over: { sentMails: both }, now: morning })).text).not.toContain(missed)
  })

  test('none, when the campaign is closed', async () => {
    const decisions = decided([{ subject: 'campaign', kind: 'close', after: {} }])
    const last = await digest({ over: { decisions } })
    expect(last.text).toContain('Sẽ gửi lúc 16 giờ 30, ngày 11/02/2022.')
    expect(last.text).toContain(
      '(4) Thời hạn: trước ngày 15/02/2022; đã kết thúc đợt đăng ký lúc 14 giờ 05, ngày 11/02/2022, đây là báo cáo cuối.',
    )
    const { text } = await digest({ over: { decisions }, now: at('2022-02-11', '17:00') })
    expect(text).toContain('Đợt đăng ký đã kết thúc, không còn báo cáo nhanh.')
  })
})

describe('text of units', () => {
  const evil = '<img src=x onerror="alert(1)">\r\nBcc: all@example.vn\u202e & Co'
  const mails = [
    waitingMail(evil, [finding('model-too-long', { text: evil, proposal: evil })], {
      fromName: evil,
      fileName: evil,
      subject: evil,
    }),
  ]

  test('is escaped, kept on one line, and never in the subject', async () => {
    const { subject, text, html } = await digest({ mails, faults: [evil] })
    expect(subject).not.toMatch(/img|Bcc|[\r\n]/)
    expect(html).not.toContain('<img')
    expect(html).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; Bcc: all@example.vn &#38; Co')
    expect(text).not.toMatch(/^\s*Bcc:/m)
    expect(text + html).not.toContain('\u202e')
  })

  test('the HTML loads nothing, says what the text says, and its letters are large enough for a phone', async () => {
    const { html, text } = await digest({ mails: [...mails, { unitId: 'b', rows: [{}] }] })
    expect(html).not.toMatch(/<(script|link|style|iframe|object|svg|form|a)\b|https?:|url\(|@import|\bhref=/i)
    for (const size of html.matchAll(/font-size:(\d+)px/g)) expect(Number(size[1])).toBeGreaterThanOrEqual(15)
    const words = html
      .replace(/<head>[\s\S]*<\/head>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
    const numbers = (from: string): string[] => [...new Set(from.match(/\d(?:[\d./]*\d)?/g))].sort()
    expect(numbers(words)).toEqual(numbers(text))
  })
})
