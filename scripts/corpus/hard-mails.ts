/** Mails with something about them: signed, bounced, in old character sets, with the form drawn into the words. */
import { noise } from '../demo-mailbox/files.ts'
import { base64, type Mail, multipart, writeMail } from '../demo-mailbox/mail.ts'
import type { FilledForm } from '../forms/form.ts'
import { type CorpusCase, notAForm, registered, review, row, said, type Truth, tt } from './case.ts'
import { docx, make } from './kit.ts'

const form: FilledForm = {
  unit: 'Trường THCS Xuân Dương',
  date: '2022-02-11',
  collectives: [row('Tổ Lý - Công nghệ', { c: 'Quạt nước từ can nhựa' })],
}
const truth = registered('truong-thcs-xuan-duong', said(form))
const whole = docx(form)
const sender = { name: 'THCS Xuân Dương', address: 'vidu.c2xuanduong@hanoiedu.vn' }
const mail = (kind: string, about: CorpusCase['about'], what: Partial<Mail>, right: Truth): CorpusCase =>
  make(
    `mail/${kind}`,
    about,
    writeMail(`corpus.${kind}`, {
      at: '2022-02-11 14:20:00',
      from: sender,
      subject: 'Gửi biểu mẫu',
      text: 'Trường gửi biểu mẫu.',
      ...what,
    }),
    right,
    { file: 'input.eml' },
  )
const file = {
  type: 'application/octet-stream; name="DVK.docx"',
  encoding: 'base64',
  disposition: 'attachment; filename="DVK.docx"',
  body: base64(whole),
}
const said1258 = {
  type: 'text/plain; charset=windows-1258',
  encoding: 'base64',
  body: base64(Buffer.from('Tr\xfd\xf5\xecng g\xfd\xf2i bi\xea\xd2u m\xe2\xfeu.', 'latin1')),
}
const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), noise(42_000)])

export const hardMailCases = (): CorpusCase[] => [
  mail(
    'signed',
    ['a mail signed by S/MIME: the signature is no form', 'an office with a digital signature', 'the form'],
    {
      raw: multipart('signed', 'sig', [
        multipart('mixed', 'mix', [{ type: 'text/plain; charset=utf-8', body: 'Gui bieu mau.' }, file]),
        {
          type: 'application/pkcs7-signature; name="smime.p7s"',
          encoding: 'base64',
          disposition: 'attachment; filename="smime.p7s"',
          body: base64(noise(400)),
        },
      ]),
    },
    truth,
  ),
  mail(
    'windows-1258',
    ['a mail in windows-1258', 'an old mail program', 'the form'],
    { raw: multipart('mixed', 'old', [said1258, file]) },
    truth,
  ),
  mail(
    'bounce-with-original',
    ['bounces, with the mail that could not be delivered', 'a mail server', 'not a form'],
    {
      from: { name: 'Mail Delivery Subsystem', address: 'mailer-daemon@mx.hanoi.gov.vn' },
      subject: 'Delivery Status Notification (Failure)',
      headers: { 'Auto-Submitted': 'auto-replied' },
      raw: (({ type, body }) => ({
        type: type.replace('multipart/report;', 'multipart/report; report-type=delivery-status;'),
        body,
      }))(
        multipart('report', 'dsn', [
          { type: 'text/plain; charset=us-ascii', body: 'Your message could not be delivered.' },
          {
            type: 'message/delivery-status',
            body: 'Reporting-MTA: dns; mx.hanoi.gov.vn\r\n\r\nFinal-Recipient: rfc822; vidu.a@hanoiedu.vn\r\nAction: failed\r\nStatus: 5.2.2',
          },
          {
            type: 'message/rfc822',
            body: Buffer.from(
              writeMail('own', {
                at: '2022-02-09 09:00:00',
                from: { address: 'bdv_huthanhoai@hanoi.gov.vn' },
                subject: 'Cong van 454',
                text: 'Gửi các đơn vị.',
              }),
            ).toString('latin1'),
          },
        ]),
      ),
    },
    notAForm('body-read'),
  ),
  mail(
    'read-receipt',
    ['a receipt that a mail was opened', 'a mail program', 'not a form'],
    {
      subject: 'Đã đọc: Công văn 454',
      raw: (({ type, body }) => ({
        type: type.replace('multipart/report;', 'multipart/report; report-type=disposition-notification;'),
        body,
      }))(
        multipart('report', 'mdn', [
          {
            type: 'text/plain; charset=utf-8',
            encoding: 'base64',
            body: base64(Buffer.from('Thư đã được mở.')),
          },
          {
            type: 'message/disposition-notification',
            body: 'Final-Recipient: rfc822; vidu.a@hanoiedu.vn\r\nDisposition: manual-action/MDN-sent-manually; displayed',
          },
        ]),
      ),
    },
    notAForm('body-read'),
  ),
  mail(
    'photo-in-body',
    ['a photo of the stamped paper pasted into the words', 'somebody on a phone', 'review, picture-not-read'],
    {
      html: '<p>Trường gửi biểu.</p><img src="cid:anh1@sample">',
      attachments: [{ name: 'anh1.jpg', bytes: jpeg, contentId: 'anh1@sample' }],
    },
    review('picture-not-read'),
  ),
  mail(
    'calendar',
    ['an invitation to a meeting: not a form', 'an office', 'not a form'],
    {
      subject: 'Lịch họp',
      raw: multipart('mixed', 'cal', [
        { type: 'text/plain; charset=utf-8', body: 'Moi hop.' },
        {
          type: 'text/calendar; charset=utf-8',
          disposition: 'attachment; filename="invite.ics"',
          body: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR',
        },
      ]),
    },
    notAForm('body-read'),
  ),
  mail(
    'no-words',
    ['a mail of nothing but its attachment', 'a scanner, a phone', 'the form'],
    {
      raw: {
        ...file,
        type: `${file.type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="DVK.docx"`,
      },
    },
    truth,
  ),
  mail(
    'two-forms-one-unit',
    ['the school’s form and its union’s, both under the school’s name', 'a school', 'both forms'],
    {
      attachments: [
        { name: 'DVK truong.docx', bytes: whole },
        {
          name: 'DVK cong doan.docx',
          bytes: docx({ ...form, collectives: [row('Công đoàn trường', { p: 'Tiếng nói đoàn viên' })] }),
        },
      ],
    },
    {
      outcome: 'registered',
      mayReview: true,
      findings: [],
      forms: [
        { unit: 'truong-thcs-xuan-duong', registrations: said(form) },
        {
          unit: 'truong-thcs-xuan-duong',
          registrations: [tt('Công đoàn trường', 'p', 'Tiếng nói đoàn viên')],
        },
      ],
    },
  ),
  mail(
    'correction',
    [
      'a correction ("gửi lại", "thay thế")',
      'a school that made a mistake',
      'the form: which stands is not for reading to say',
    ],
    {
      subject: 'Gửi lại biểu mẫu (thay thế bản đã gửi)',
      text: 'Đề nghị thay thế biểu đã gửi.',
      attachments: [{ name: 'DVK ban chinh thuc.docx', bytes: whole }],
    },
    truth,
  ),
  mail(
    'eml-attached',
    ['a mail attached as a file', 'an office that drags mails', 'the form in it'],
    {
      attachments: [
        {
          name: 'thu cua truong.eml',
          type: 'application/octet-stream',
          bytes: writeMail('dragged', {
            at: '2022-02-10 10:00:00',
            from: sender,
            subject: 'Gửi biểu mẫu',
            text: 'Trường gửi biểu mẫu.',
            attachments: [{ name: 'DVK.docx', bytes: whole }],
          }),
        },
      ],
    },
    truth,
  ),
  make(
    'files/own-workbook',
    ['our own workbook, sent back', 'a leader who answers with the table', 'not a form'],
    { kept: 'the program itself' },
    notAForm('own-letter'),
    { file: 'Bieu tong hop.xlsx' },
  ),
]
