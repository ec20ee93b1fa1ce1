/** Forms that wait, one of each kind, as mails; and a page's hidden fields, so that a test can send its forms back. */
import type { FilledForm } from '../../support/forms.ts'
import { formDocx } from '../../support/forms.ts'
import { makeMail } from '../../support/mail.ts'

const culture = 'culture-society'

export const mailOf = (unit: string, form: FilledForm, more: { from?: string; subject?: string } = {}) =>
  makeMail({
    from: more.from ?? 'Văn thư <vanthu@example.vn>',
    subject: more.subject ?? `${unit} gửi biểu mẫu`,
    attachments: [{ filename: 'bieu mau.docx', content: formDocx({ unit, ...form }) }],
  })

/** A row whose model is as given; `undefined`: none. */
export const row = (name: string, model: string, sector = culture, note = '') => ({
  name,
  models: { [sector]: model },
  note,
})

export const samples = {
  noModel: () =>
    mailOf('Trường Tiểu học Thanh Mai', {
      collectives: [row('Liên đội', 'Em yêu quê hương'), { name: 'Chi đoàn giáo viên' }],
    }),
  unknownUnit: () =>
    mailOf('Quỹ tín dụng nhân dân Hoa Sen', {
      collectives: [row('Tổ tín dụng thôn', 'Vay vốn tận nhà', 'economy')],
    }),
  noUnit: () => mailOf('', { collectives: [row('Tổ dân vận khu Trung tâm', 'Vườn hoa tự quản')] }),
  split: () =>
    mailOf('Đảng ủy xã Phương Trung', {
      collectives: [row('Chi bộ thôn Tân Dân', 'Giữ nghề nón lá; Chợ quê không túi ni lông', 'economy')],
    }),
  lastYear: () =>
    mailOf('Chi cục Thuế huyện', {
      letter: { number: '112-CV/HU', date: '22/02/2021', year: 2021 },
      collectives: [row('Đội thuế liên xã', 'Hỗ trợ hộ kinh doanh kê khai', 'economy')],
    }),
  first: () =>
    mailOf(
      'Trường THPT Nguyễn Du',
      { collectives: [row('Đoàn trường', 'Áo ấm cho em')] },
      { from: 'A <a@example.vn>' },
    ),
  second: () =>
    mailOf(
      'Trường THPT Nguyễn Du',
      { collectives: [row('Đoàn trường', 'Áo ấm cho em vùng cao')] },
      { from: 'B <b@example.vn>' },
    ),
  picture: () =>
    makeMail({
      subject: 'Tòa án nhân dân huyện gửi biểu mẫu',
      attachments: [{ filename: 'scan0001.jpg', content: jpeg, contentType: 'image/jpeg' }],
    }),
} as const

/** Nobody looks into it: the first bytes of a picture, and enough of them. */
export const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from('JFIF\0'),
  Buffer.alloc(60_000, 7),
])

/** What the page's forms send along. */
export const seenOn = (html: string): Record<string, string> =>
  Object.fromEntries(
    ['seen', 'shown', 'known', 'kept'].map(name => [
      name,
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '',
    ]),
  )
