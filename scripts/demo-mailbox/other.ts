/** Mails with no form that can be read: wrong, broken, not read yet, and what is nobody's form at all. */
import type { Campaign } from '../../src/domain/campaign.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeFormDocx, makeTextDocx } from '../forms/form-docx.ts'
import { type Case, notAForm, registered, review } from './case.ts'
import { ofCorpus } from './corpus.ts'
import { makeEncryptedOffice, scan } from './files.ts'
import { base64, multipart } from './mail.ts'
import { cover, letterLines, planLines } from './words.ts'

const form = (unit: string, model: string): FilledForm => ({
  unit,
  date: '2022-02-14',
  collectives: [{ name: unit, models: { 'culture-society': model } }],
})

export const wrongCases = (campaign: Campaign): Case[] => [
  {
    slug: 'ke-hoach-cong-tac',
    about: 'An ordinary plan: the Ban’s other business.',
    mail: {
      at: '2022-02-10 09:55:00',
      from: { name: 'Phòng Nội vụ', address: 'vidu.phongnoivu@hanoi.gov.vn' },
      subject: 'Kế hoạch công tác tháng 02',
      text: 'Kính gửi quý cơ quan.\nPhòng Nội vụ gửi kế hoạch công tác tháng.\nTrân trọng.',
      attachments: [{ name: 'Kế hoạch tháng 02.docx', bytes: makeTextDocx(planLines) }],
    },
    ...notAForm('no-form-words'),
  },
  {
    slug: 'gui-tra-cong-van-454',
    about: 'The letter itself sent back, the blank form behind it.',
    mail: {
      at: '2022-02-10 13:20:00',
      from: { name: 'Thanh tra huyện', address: 'vidu.thanhtra@hanoi.gov.vn' },
      subject: 'Chuyển công văn',
      text: 'Chuyển Ban Dân vận Huyện ủy.',
      attachments: [{ name: 'CV 454.docx', bytes: makeFormDocx(campaign, { unit: '', lead: letterLines }) }],
    },
    ...notAForm('own-letter'),
  },
  {
    slug: 'bang-dan-trong-thu',
    about: 'The form’s table pasted into the HTML body.',
    mail: {
      at: '2022-02-11 13:10:00',
      from: { name: 'Hội Luật gia', address: 'vidu.hoiluatgia.thanhoai@gmail.com' },
      subject: 'Hội Luật gia đăng ký Dân vận khéo',
      text: 'Kính gửi Ban Dân vận Huyện ủy. Hội gửi bảng dưới đây.',
      html: pastedTable,
    },
    ...registered([
      {
        unit: 'hoi-luat-gia-huyen',
        section: 'collective',
        name: 'Chi hội Luật gia cơ quan',
        sector: 'political-system',
        model: 'Tư vấn pháp luật miễn phí cho người nghèo',
        note: '',
      },
    ]),
  },
  {
    slug: 'chi-co-duong-dan',
    about: 'Nothing but a link to a drive.',
    mail: {
      at: '2022-02-11 15:55:00',
      from: { name: 'THCS Cự Khê', address: 'vidu.c2cukhe@hanoiedu.vn' },
      subject: 'THCS Cự Khê gửi biểu mẫu',
      text: 'Kính gửi Ban Dân vận.\nTrường gửi biểu mẫu tại: https://drive.google.com/file/d/vi-du-khong-co-that/view\nTrân trọng.',
    },
    ...review('link-in-body'),
  },
  {
    slug: 'quang-cao',
    about: 'Spam.',
    mail: {
      at: '2022-02-11 03:12:00',
      from: { name: 'Siêu khuyến mại', address: 'sale@quangcao.example' },
      subject: 'Giảm giá 70% máy photocopy, chỉ hôm nay!!!',
      text: 'Liên hệ ngay để nhận ưu đãi: https://quangcao.example/mua-ngay',
      html: '<h1>Giảm giá 70%</h1><p><a href="https://quangcao.example/mua-ngay">Mua ngay</a></p>',
    },
    ...notAForm('body-read'),
  },
  {
    slug: 'tra-loi-tu-dong',
    about: 'An automatic reply that quotes the subject.',
    mail: {
      at: '2022-02-10 07:31:00',
      from: { name: 'Trường THPT Thanh Oai A', address: 'vidu.c3thanhoaia@hanoiedu.vn' },
      subject: 'Trả lời tự động: Đăng ký phong trào thi đua Dân vận khéo năm 2022',
      text: 'Tôi đang đi công tác, sẽ trả lời thư sau ngày 14/02/2022.',
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    },
    ...notAForm('body-read'),
  },
  {
    slug: 'thu-bi-tra-lai',
    about: 'A delivery report about a mail of the Ban’s own.',
    mail: {
      at: '2022-02-09 16:02:00',
      from: { name: 'Mail Delivery System', address: 'MAILER-DAEMON@mx.hanoi.gov.vn' },
      subject: 'Undelivered Mail Returned to Sender',
      headers: { 'Auto-Submitted': 'auto-replied' },
      raw: bounce(),
    },
    ...notAForm('body-read'),
  },
]

export const brokenCases = (campaign: Campaign): Case[] => {
  const bytes = (unit: string, model: string): Uint8Array => makeFormDocx(campaign, form(unit, model))
  const sent = (
    at: string,
    sender: string,
    box: string,
    attachment: { name: string; bytes: Uint8Array; type?: string },
  ) => ({
    at,
    from: { name: sender, address: `vidu.${box}` },
    subject: `${sender} gửi biểu mẫu`,
    text: cover(sender),
    attachments: [attachment],
  })
  const whole = bytes('Trường THCS Bích Hòa', 'Vượt khó học giỏi')
  return [
    {
      slug: 'tep-cut-thcs-bich-hoa',
      about: 'A .docx cut short.',
      mail: sent('2022-02-14 08:15:00', 'THCS Bích Hòa', 'c2bichhoa@hanoiedu.vn', {
        name: 'Bich Hoa.docx',
        bytes: whole.subarray(0, Math.floor(whole.length * 0.6)),
      }),
      ...review('unreadable-part'),
    },
    {
      slug: 'tep-rong-th-tan-uoc',
      about: 'A file of zero bytes.',
      mail: sent('2022-02-14 09:05:00', 'TH Tân Ước', 'c1tanuoc@hanoiedu.vn', {
        name: 'Tan Uoc.docx',
        bytes: new Uint8Array(),
      }),
      ...review('empty-part'),
    },
    {
      slug: 'tep-mat-khau-toa-an',
      about: 'A .docx under a password: a compound file with EncryptedPackage.',
      mail: sent('2022-02-14 09:30:00', 'Tòa án nhân dân huyện', 'tandthanhoai@gmail.com', {
        name: 'TAND.docx',
        bytes: makeEncryptedOffice(),
      }),
      ...review('encrypted-part'),
    },
    {
      slug: 'thu-hong-ranh-gioi',
      about: 'The parts begin with another boundary than the header says: nothing in it may be lost unseen.',
      mail: sent('2022-02-14 10:00:00', 'MN Đỗ Động', 'mndodong@hanoiedu.vn', {
        name: 'MN Do Dong.docx',
        bytes: bytes('Trường Mầm non Đỗ Động', 'Bé giữ gìn vệ sinh'),
      }),
      damage: mail =>
        Buffer.from(
          Buffer.from(mail)
            .toString('latin1')
            .replace(/boundary="=_mix\.[^"]*"/, 'boundary="=_lost"'),
          'latin1',
        ),
      ...review('unreadable-message'),
    },
    {
      slug: 'thu-bi-cat',
      about: 'The mail itself ends in the middle of its attachment.',
      mail: sent('2022-02-14 10:20:00', 'MN Bình Minh', 'mnbinhminh@hanoiedu.vn', {
        name: 'MN Binh Minh.docx',
        bytes: bytes('Trường Mầm non Bình Minh', 'Vườn cổ tích'),
      }),
      damage: mail => mail.subarray(0, Math.floor(mail.length * 0.7)),
      ...review('unreadable-part'),
    },
    {
      slug: 'word-97-thcs-my-hung',
      about: 'A form of Word 97.',
      mail: sent('2022-02-14 11:00:00', 'Trường THCS Mỹ Hưng', 'vidu.thcsmyhung@hanoiedu.vn', {
        name: 'THCS My Hung.doc',
        bytes: ofCorpus('doc-school').bytes,
      }),
      ...registered(ofCorpus('doc-school').registrations),
    },
    {
      slug: 'ban-quet-hoi-nguoi-mu',
      about: 'A scan of the stamped paper and nothing else.',
      mail: sent('2022-02-14 13:45:00', 'Hội Người mù', 'hoinguoimu.thanhoai@gmail.com', {
        name: 'scan0001.jpg',
        bytes: scan(),
      }),
      ...review('picture-not-read'),
    },
    {
      slug: 'pdf-dang-uy-kim-thu',
      about: 'A form printed to PDF, with its text; a model goes over two lines of its cell.',
      mail: sent('2022-02-14 15:15:00', 'Đảng ủy xã Kim Thư', 'vidu.danguykimthu@gmail.com', {
        name: 'Dang uy Kim Thu.pdf',
        bytes: ofCorpus('pdf-commune').bytes,
      }),
      ...registered(ofCorpus('pdf-commune').registrations),
    },
  ]
}

const pastedTable = `<p>Đơn vị: Hội Luật gia huyện</p>
<table border="1">
<tr><th>TT</th><th>Tên tập thể thực hiện</th><th>Kinh tế</th><th>Văn hóa-xã hội</th><th>An ninh quốc phòng</th><th>Xây dựng hệ thống chính trị</th><th>Ghi chú</th></tr>
<tr><td>1</td><td>Chi hội Luật gia cơ quan</td><td></td><td></td><td></td><td>Tư vấn pháp luật miễn phí cho người nghèo</td><td></td></tr>
</table>`

/** RFC 3464: words, a machine's report, and the headers of what was not delivered. */
function bounce(): { type: string; body: string } {
  const { type, body } = multipart('report', 'bounce', [
    {
      type: 'text/plain; charset=us-ascii',
      body: 'This is the mail system at host mx.hanoi.gov.vn.\r\n\r\nYour message could not be delivered.',
    },
    {
      type: 'message/delivery-status',
      body: 'Reporting-MTA: dns; mx.hanoi.gov.vn\r\n\r\nFinal-Recipient: rfc822; vidu.khongcothat@hanoiedu.vn\r\nAction: failed\r\nStatus: 5.1.1',
    },
    {
      type: 'text/rfc822-headers',
      encoding: 'base64',
      body: base64(
        Buffer.from(
          'From: bdv_huthanhoai@hanoi.gov.vn\r\nTo: vidu.khongcothat@hanoiedu.vn\r\nSubject: Cong van 454\r\n',
        ),
      ),
    },
  ])
  return { type: type.replace('multipart/report;', 'multipart/report; report-type=delivery-status;'), body }
}
