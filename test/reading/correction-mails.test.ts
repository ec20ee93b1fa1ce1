/** What whole mails say of the forms in them: whose words count, and of which form they are said. */
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../src/reading/read-message.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const school = (unit = 'Trường Mầm non Kim Thư', model = 'Vườn rau sạch') => ({
  filename: `${unit}.docx`,
  content: formDocx({ unit, collectives: [{ name: 'Tổ Một', models: { economy: model } }] }),
})
type Mail = Parameters<typeof makeMail>[0]
/** Codes said of the whole mail, those of the forms' headings behind. */
const said = async (mail: Mail): Promise<string[]> => {
  const reading = await readMessage(
    await makeMail({
      subject: 'Biểu đăng ký DVK',
      text: 'Kính gửi Ban Dân vận.',
      attachments: [school()],
      ...mail,
    }),
    campaign,
  )
  const ofForms = reading.parts.flatMap(part => part.forms.flatMap(form => form.findings))
  return [...reading.findings, ...ofForms].map(one => one.code).filter(code => code.startsWith('says-'))
}

describe('a mail', () => {
  it('says it in its subject or in its own text', async () => {
    expect(await said({ subject: 'Gửi lại biểu DVK' })).toEqual(['says-replacement'])
    expect(await said({ text: 'Kính gửi Ban.\nTrường xin gửi lại biểu do bản trước sai tên.\n' })).toEqual([
      'says-replacement',
    ])
    expect(await said({ html: '<p>Dạ em <b>gửi lại</b> biểu ạ</p>', text: '' })).toEqual(['says-replacement'])
  })
  it('does not say what a sentence only begins, whatever line it breaks in', async () => {
    const text =
      'Kính gửi Ban Dân vận.\nSau cuộc họp chi bộ nhà trường sẽ rà soát, chỉnh sửa và\ngửi lại biểu.\n'
    expect(await said({ text })).toEqual([])
  })
  it.each([
    'Vào Th 5, 10 thg 2, 2022 vào lúc 08:00 Ban Dân vận <bdv@example.vn> đã viết:\n> Trường gửi lại biểu',
    '-----Original Message-----\nFrom: Ban Dân vận <bdv@example.vn>\nSent: Thursday\nSubject: DVK\n\nGửi lại biểu mẫu',
    'Từ: Ban Dân vận <bdv@example.vn>\nĐã gửi: 10/02/2022\nĐến: Trường\nChủ đề: Gửi lại biểu\n\nGửi lại biểu mẫu.',
    '----- Thư gốc -----\nTừ: BDV\nĐến: Trường\n\nGửi lại biểu mẫu.',
    '> Trường gửi lại biểu mẫu.',
    'On Thu, Feb 10, 2022 at 8:00 AM BDV <bdv@example.vn> wrote:\n> Resending the corrected form',
  ])('is not made to say what it quotes: %s', async quoted => {
    expect(await said({ subject: 'Re: DVK', text: `Trường gửi biểu đăng ký.\n\n${quoted}\n` })).toEqual([])
  })
  it('does not say what the mail says that it sends on', async () => {
    const text =
      'Em chuyển biểu của trường.\n\n---------- Forwarded message ---------\nTừ: Trường\nSubject: Gửi lại\n\nTrường gửi lại biểu.\n'
    expect(await said({ subject: 'Biểu DVK', text })).toEqual([])
  })
  it('that answers has the other’s subject', async () => {
    expect(await said({ subject: 'Re: Gửi lại biểu đăng ký' })).toEqual([])
    expect(await said({ subject: 'Re: Gửi lại biểu đăng ký', text: 'Trường xin gửi lại ạ.' })).toEqual([
      'says-replacement',
    ])
  })
  it('of several forms does not say which one it replaces; of one in two files it does', async () => {
    const mail = {
      subject: 'Gửi lại biểu',
      attachments: [school(), school('Trường THCS Kim Thư', 'Lớp học xanh')],
    }
    expect(await said(mail)).toEqual(['says-replacement-of-some'])
    const twice = [school(), { ...school(), filename: 'bản hai.docx' }]
    expect(await said({ ...mail, attachments: twice })).toEqual(['says-replacement'])
  })
  it('adds, where it does both', async () => {
    expect(await said({ subject: 'Gửi lại biểu', text: 'Trường bổ sung 02 cá nhân trong biểu.' })).toEqual([
      'says-replacement',
      'says-addition',
    ])
  })
})
