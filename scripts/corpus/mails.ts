/** Whole mails: how a form comes in one, what else comes with it, and mails that bring none. */

import { logo, scan } from '../demo-mailbox/files.ts'
import { type Attachment, base64, type Mail, multipart, writeMail } from '../demo-mailbox/mail.ts'
import { letterLines } from '../demo-mailbox/words.ts'
import { drawn } from '../forms/drawn.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeTnef } from '../forms/outlook-files.ts'
import { zipped } from '../forms/zip.ts'
import { type CorpusCase, notAForm, registered, review, row, said, type Truth, tt } from './case.ts'
import { docx, heading, make, xlsx } from './kit.ts'

const date = '2022-02-11'
const school: FilledForm = {
  unit: 'Trường THCS Tân Ước',
  date,
  collectives: [
    row('Tổ Hóa - Sinh', { c: 'Bóng điện cũ, chậu cây mới' }),
    row('Chi bộ trường THCS Tân Ước', { p: 'Lắng nghe phụ huynh' }, 'Hằng tháng'),
  ],
  individuals: [row('Thầy giáo Cao Tiến Đạt', { s: 'Dạy bơi chống đuối nước' })],
}
const id = 'truong-thcs-tan-uoc'
const truth = registered(id, said(school))
const whole = docx(school)
const other: FilledForm = {
  unit: 'Trường Mầm non Tân Ước',
  date,
  collectives: [row('Tổ Ong vàng', { c: 'Ngày không đồ chơi nhựa' })],
}
const otherId = 'truong-mam-non-tan-uoc'

const sender = { name: 'THCS Tân Ước', address: 'vidu.c2tanuoc@hanoiedu.vn' }
const at = '2022-02-11 09:15:00'
const words = 'Kính gửi Ban Dân vận Huyện ủy.\nTrường gửi biểu mẫu theo Công văn số 454-CV/HU.\nTrân trọng.'
const attached = (
  name = 'DVK.docx',
  bytes: Uint8Array = whole,
  more: Partial<Attachment> = {},
): Attachment => ({ name, bytes, ...more })

const mail = (kind: string, about: CorpusCase['about'], what: Partial<Mail>, right: Truth): CorpusCase =>
  make(
    `mail/${kind}`,
    about,
    writeMail(`corpus.${kind}`, { at, from: sender, subject: 'Gửi biểu mẫu đăng ký', text: words, ...what }),
    right,
    { file: 'input.eml' },
  )

/** A mail inside another, as `message/rfc822`. */
const forwarded = (inner: Mail, id: string): { type: string; body: string } =>
  multipart('mixed', `fw.${id}`, [
    {
      type: 'text/plain; charset=utf-8',
      encoding: 'base64',
      body: base64(Buffer.from('Chuyển Ban Dân vận.')),
    },
    {
      type: 'message/rfc822',
      disposition: 'attachment; filename="chuyen tiep.eml"',
      body: Buffer.from(writeMail(`inner.${id}`, inner)).toString('latin1'),
    },
  ])
const own: Mail = {
  at: '2022-02-10 15:00:00',
  from: sender,
  subject: 'Gửi biểu mẫu',
  text: words,
  attachments: [attached()],
}
const office = { name: 'Văn thư xã Tân Ước', address: 'vidu.vanthu_tanuoc@hanoi.gov.vn' }

const title =
  '<p align="center"><b>BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022</b></p><p><i>(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)</i></p>'
const pasted = (rows: readonly (readonly string[])[]): string =>
  `<table border="1" style="border-collapse:collapse"><tbody>${[heading, ...rows]
    .map(cells => `<tr>${cells.map(cell => `<td><p class="MsoNormal">${cell}</p></td>`).join('')}</tr>`)
    .join('')}</tbody></table>`
const library = [['1', 'Tổ Thư viện', '', 'Đổi sách cũ lấy cây xanh', '', '', '']]

export const mailCases = async (): Promise<CorpusCase[]> => [
  mail('attached', ['a form attached', 'a school’s clerk', 'the form'], { attachments: [attached()] }, truth),
  mail(
    'octet-stream',
    ['as application/octet-stream', 'an old webmail', 'the form'],
    { attachments: [attached('DVK.docx', whole, { type: 'application/octet-stream' })] },
    truth,
  ),
  mail(
    'name-rfc2047',
    [
      'file names in RFC 2047, a Vietnamese letter split across two pieces',
      'an old Outlook',
      'the form, its file’s name whole',
    ],
    {
      attachments: [
        attached('Biểu mẫu đăng ký Dân vận khéo trường Tân Ước.docx', whole, { naming: 'rfc2047-split' }),
      ],
    },
    truth,
  ),
  mail(
    'name-rfc2231',
    ['file names in RFC 2231, a letter split', 'a phone', 'the form'],
    { attachments: [attached('Biểu mẫu đăng ký Dân vận khéo.docx', whole, { naming: 'rfc2231-split' })] },
    truth,
  ),
  mail(
    'name-nfd',
    ['file names in NFD', 'a Mac', 'the form'],
    { attachments: [attached('Biểu mẫu Tân Ước.docx'.normalize('NFD'))] },
    truth,
  ),
  mail(
    'two-schools',
    ['several forms in one mail', 'a commune gathers its schools', 'two forms'],
    { from: office, attachments: [attached('THCS.docx'), attached('MN.xlsx', await xlsx(other))] },
    {
      outcome: 'registered',
      findings: [],
      forms: [
        { unit: id, registrations: said(school) },
        { unit: otherId, registrations: said(other) },
      ],
    },
  ),
  mail(
    'same-file-twice',
    ['the same form twice in one mail', 'a clerk who attaches twice', 'one form'],
    { attachments: [attached('DVK.docx'), attached('DVK (1).docx')] },
    truth,
  ),
  mail(
    'form-and-scan',
    [
      'the Word file and its stamped scan together',
      'a careful office',
      'the form; the scan kept as its signed copy',
    ],
    { attachments: [attached(), attached('scan.jpg', scan())] },
    registered(id, said(school), 'scan-beside-form'),
  ),
  mail(
    'scan-alone',
    ['a scan of the stamped paper', 'an office that signs first', 'review, picture-not-read'],
    { attachments: [attached('scan.jpg', scan())] },
    review('picture-not-read'),
  ),
  mail(
    'zip',
    ['inside .zip', 'a clerk who compresses', 'the form'],
    { attachments: [attached('DVK.zip', zipped({ 'DVK.docx': whole }))] },
    truth,
  ),
  mail(
    'winmail',
    ['in winmail.dat', 'an Outlook that sends rich text', 'the form'],
    {
      attachments: [
        attached('winmail.dat', makeTnef({ attachments: [{ name: 'DVK.docx', data: whole }] }), {
          type: 'application/ms-tnef',
        }),
      ],
    },
    truth,
  ),
  mail(
    'forwarded',
    [
      'in a forwarded mail, as message/rfc822',
      'a commune that passes it on',
      'the form; the sender’s unit differs or is unknown',
    ],
    { from: office, raw: forwarded(own, 'one') },
    { ...truth, mayReview: true },
  ),
  mail(
    'forwarded-thrice',
    ['in a forwarded mail, several deep', 'three offices', 'the form'],
    { raw: forwarded({ ...own, raw: forwarded({ ...own, raw: forwarded(own, 'c') }, 'b') }, 'a') },
    truth,
  ),
  mail(
    'forwarded-inline',
    ['in a forwarded mail, inline', 'a clerk who presses Forward', 'the form'],
    {
      subject: 'Fwd: Gửi biểu mẫu đăng ký',
      text: `Chuyển Ban Dân vận.\n\n---------- Forwarded message ---------\nTừ: THCS Tân Ước <vidu.c2tanuoc@hanoiedu.vn>\nNgày: Th 5, 10 thg 2, 2022\nTo: Văn thư\n\n${words}`,
      attachments: [attached()],
    },
    truth,
  ),
  mail(
    'sent-by-commune',
    ['the school’s form sent by its commune', 'a commune’s office', 'the school’s form; who sent it differs'],
    { from: { name: 'UBND xã Tân Ước', address: office.address }, attachments: [attached()] },
    registered(id, said(school), 'sender-differs'),
  ),
  mail(
    'unknown-sender',
    ['from an address nobody knows', 'a teacher’s own address', 'the form'],
    { from: { name: 'Hoa Sữa', address: 'hoasua1987@gmail.com' }, attachments: [attached()] },
    truth,
  ),
  mail(
    'late',
    ['late', 'a school that was on leave', 'the form, marked late'],
    { at: '2022-02-16 07:45:00', attachments: [attached()] },
    registered(id, said(school), 'late'),
  ),
  mail(
    'on-due-day',
    ['15/02: "trong ngày hạn"', 'a school that reads "trước ngày" as "đến ngày"', 'the form, marked'],
    { at: '2022-02-15 10:00:00', attachments: [attached()] },
    registered(id, said(school), 'on-due-day'),
  ),
  mail(
    'last-minute',
    ['the last moment in time is 14/02 23:59:59', 'a teacher at night', 'the form, not marked'],
    { at: '2022-02-14 23:59:59', attachments: [attached()] },
    truth,
  ),
  mail(
    'signature-logo',
    ['pictures in a signature are not a form', 'an office with a logo', 'the form'],
    {
      html: `<p>Trường gửi biểu mẫu.</p><img src="cid:logo@sample">`,
      attachments: [attached(), attached('image001.png', logo(), { contentId: 'logo@sample' })],
    },
    truth,
  ),
  mail(
    'table-in-body',
    ['nothing attached: the table pasted into the HTML body', 'a school without Word', 'the form'],
    {
      html: `<div><p>Đơn vị: Trường THCS Tân Ước</p>${title}${pasted(library)}<p>THỦ TRƯỞNG ĐƠN VỊ</p></div>`,
    },
    registered(id, [tt('Tổ Thư viện', 'c', 'Đổi sách cũ lấy cây xanh')]),
  ),
  mail(
    'table-in-body-greeting',
    [
      'the table pasted into the HTML body, under a greeting',
      'a school without Word',
      'the form; the greeting is no residue',
    ],
    {
      subject: 'Trường THCS Tân Ước đăng ký Dân vận khéo 2022',
      html: `<p>Kính gửi Ban Dân vận Huyện ủy,</p><p>Trường gửi biểu mẫu như sau:</p><p>Đơn vị: Trường THCS Tân Ước</p>${title}${pasted(library)}<p>Trân trọng cảm ơn!</p>`,
    },
    { ...registered(id, [tt('Tổ Thư viện', 'c', 'Đổi sách cũ lấy cây xanh')]), mayReview: true },
  ),
  mail(
    'bare-table-in-body',
    [
      'the table pasted into the body without its title',
      'a school without Word',
      'review: asked whether it belongs here',
    ],
    { html: `<p>Trường THCS Tân Ước xin gửi:</p>${pasted(library)}` },
    { outcome: 'review', findings: [] },
  ),
  mail(
    'words-in-body',
    ['words typed into the body', 'somebody on a phone', 'review'],
    {
      subject: 'Đăng ký dân vận khéo',
      text: 'Đơn vị: Hội Người mù huyện\nTập thể: Chi hội số 2. Lĩnh vực kinh tế: mô hình Chổi đót tình thương.\nLĩnh vực văn hóa - xã hội: mô hình Đọc chữ nổi tại nhà.',
    },
    review('form-in-body'),
  ),
  mail(
    'drive-link',
    ['only a Drive link', 'a school that works in the cloud', 'review, the link named'],
    { text: `${words}\nhttps://drive.google.com/file/d/0khong-co-that/view?usp=sharing` },
    review('link-in-body'),
  ),
  mail(
    'forgotten-attachment',
    ['"đính kèm" and nothing attached', 'a hurried clerk', 'review'],
    { subject: 'Đăng ký mô hình Dân vận khéo năm 2022', text: words },
    review('form-in-body'),
  ),
  mail(
    'spam',
    ['spam', 'nobody', 'not a form'],
    {
      from: { name: 'Siêu thị số', address: 'tin@khuyenmai.example' },
      subject: 'Tri ân khách hàng: giảm 50% máy in',
      text: 'Xem ngay tại https://khuyenmai.example',
    },
    notAForm('body-read'),
  ),
  mail(
    'automatic-reply',
    ['auto-replies', 'a mail program', 'not a form'],
    {
      subject: 'Trả lời tự động: Đăng ký Dân vận khéo',
      text: 'Tôi nghỉ phép đến hết ngày 18/02.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
    notAForm('body-read'),
  ),
  mail(
    'other-business',
    ['the mailbox holds the Ban’s other business too', 'another office', 'not a form'],
    {
      from: { name: 'Văn phòng Huyện ủy', address: 'vidu.vphu@hanoi.gov.vn' },
      subject: 'Giấy mời họp',
      text: 'Mời đồng chí dự họp giao ban sáng thứ Hai.',
    },
    notAForm('body-read'),
  ),
  mail(
    'own-letter-back',
    ['the letter 454 itself sent back', 'an office that forwards it', 'not a form'],
    {
      subject: 'Fwd: Công văn 454',
      text: 'Kính chuyển.',
      attachments: [attached('CV 454.docx', docx({ unit: '', lead: letterLines }))],
    },
    notAForm('own-letter'),
  ),
  mail(
    'form-beside-plan',
    ['a form and a plan in one mail', 'a Party committee', 'the form; the plan is no form'],
    {
      attachments: [
        attached(),
        attached(
          'Ke hoach.docx',
          docx({
            title: '',
            tables: [
              drawn([
                ['TT', 'Nội dung', 'Thời gian'],
                ['1', 'Họp ban', 'Tháng 3'],
              ]),
            ],
            signerTitle: 'TRƯỞNG BAN',
          }),
        ),
      ],
    },
    truth,
  ),
  mail(
    'doubtful-beside-good',
    [
      'one error holds its own form, never its neighbours',
      'a commune gathers its schools',
      'one registered, one waits',
    ],
    {
      from: office,
      attachments: [
        attached('THCS.docx'),
        attached('MN.docx', docx({ ...other, collectives: [row('Tổ Ong vàng', { c: '02 mô hình' })] })),
      ],
    },
    {
      outcome: 'review',
      findings: ['count-as-model'],
      forms: [
        { unit: id, outcome: 'registered', registrations: said(school) },
        { unit: otherId, outcome: 'review', registrations: [tt('Tổ Ong vàng', 'c', '')] },
      ],
    },
  ),
  mail(
    'cut-short',
    ['a mail that ends in the middle of its attachment', 'a bad line', 'review'],
    { raw: cutShort() },
    { outcome: 'review', findings: [] },
  ),
]

/** A mail whose multipart never ends: the last attachment is half there. */
function cutShort(): { type: string; body: string } {
  const { type, body } = multipart('mixed', 'cut', [
    { type: 'text/plain; charset=utf-8', body: 'Truong gui bieu mau.' },
    {
      type: 'application/octet-stream; name="DVK.docx"',
      encoding: 'base64',
      disposition: 'attachment; filename="DVK.docx"',
      body: base64(whole),
    },
  ])
  return { type, body: body.slice(0, Math.floor(body.length * 0.6)) }
}
