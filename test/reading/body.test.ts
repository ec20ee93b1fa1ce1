/** The words of a mail: forms pasted into them, cover notes around, earlier mails below, registrations in words. */
import { describe, expect, it } from 'vitest'
import type { PartReading } from '../../src/domain/reading.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { writtenRow } from './read.ts'

type Mail = Parameters<typeof makeMail>[0]

const cells = (tag: string, texts: readonly string[]): string =>
  `<tr>${texts.map(text => `<${tag}>${text}</${tag}>`).join('')}</tr>`
const headings = [
  'TT',
  'Tên tập thể thực hiện',
  'Kinh tế',
  'Văn hóa-xã hội',
  'An ninh quốc phòng',
  'Xây dựng hệ thống chính trị',
  'Ghi chú',
]
const table = (...rows: readonly string[][]): string =>
  `<table border="1">${cells('th', headings)}${rows.map(row => cells('td', row)).join('')}</table>`
const filled = table(['1', 'Chi bộ 1', 'Vườn rau sạch', '', '', '', ''])
const row = 'collective | Chi bộ 1 | economy | Vườn rau sạch'
const title = '<p>BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022</p>'
const unit = '<p>Đơn vị: Trường Mầm non Kim Thư</p>'

/** `body forms: form-read; rows; codes`, a line for each part. */
const read = async (mail: Mail): Promise<string[]> => {
  const reading = await readMessage(await makeMail({ subject: 'Biểu đăng ký', text: '', ...mail }), campaign)
  return reading.parts.map(described)
}
const described = (part: PartReading): string => {
  const codes = [
    ...new Set(
      [...part.findings, ...part.forms.flatMap(form => form.findings)]
        .map(one => one.code)
        // Which words say that a form replaces another: `correction-words.test.ts`.
        .filter(code => code !== 'says-replacement' && code !== 'says-addition'),
    ),
  ]
  const rows = part.forms.flatMap(form => form.registrations.map(writtenRow))
  return [`${part.path} ${part.standing}`, codes.join(' '), ...rows].join('; ')
}
const evidence = async (mail: Mail): Promise<string[]> => {
  const { parts } = await readMessage(
    await makeMail({ subject: 'Biểu đăng ký', text: '', ...mail }),
    campaign,
  )
  return parts.flatMap(part =>
    part.forms.flatMap(form => form.evidence.map(one => `${one.kind} ${one.text}`)),
  )
}

describe('the form pasted into a mail', () => {
  it('is read, its cover note is none of it', async () => {
    const html = `<p>Kính gửi: Ban Dân vận Huyện ủy</p><p>Trường Mầm non Kim Thư xin gửi biểu đăng ký mô hình, điển hình "Dân vận khéo" năm 2022 như sau:</p>
      ${unit}${title}${filled}<p>HIỆU TRƯỞNG</p><p>Nguyễn Thị Hoa</p>
      <p>Trân trọng cảm ơn!</p><p>--<br>Văn phòng nhà trường<br>ĐT: 0912 345 678<br>mnkimthu@example.vn</p>
      <p>Thư này và các tệp kèm theo chỉ dành cho người nhận có tên ở trên.</p>`
    expect(await read({ html })).toEqual([`body forms; form-read; ${row}`])
    expect(await evidence({ html })).toEqual(['unit-line Trường Mầm non Kim Thư'])
  })
  it('inside a table that only lays the mail out', async () => {
    const html = `<table><tr><td>Chào anh chị<br><div>${unit}${title}${filled}</div></td><td></td></tr></table>`
    expect(await read({ html })).toEqual([`body forms; form-read; ${row}`])
  })
  it('without its title: the mail’s subject and words say what it is', async () => {
    const html = `${unit}${filled}`
    expect(await read({ html, subject: 'Đăng ký Dân vận khéo' })).toEqual([`body forms; form-read; ${row}`])
    expect(await read({ html: `<p>Thực hiện Công văn số 454-CV/HU</p>${html}`, subject: '' })).toEqual([
      `body forms; form-read; ${row}`,
    ])
    expect(await read({ html, subject: 'Gửi bảng' })).toEqual([
      `body forms; form-read form-unmarked form-headings; ${row}`,
    ])
    expect(await read({ html, subject: 'Đăng ký Dân vận khéo năm 2021' })).toEqual([
      `body forms; form-read form-unmarked form-headings other-letter; ${row}`,
    ])
  })
  it('without its unit: who writes and who signs the mail are evidence', async () => {
    const html = `<p>Trường Mầm non Kim Thư xin gửi biểu đăng ký.</p>${title}${filled}<p>Trân trọng!</p><p>Trường MN Kim Thư</p>`
    expect(await evidence({ html })).toEqual([
      'signature Trường Mầm non Kim Thư',
      'signature Trường MN Kim Thư',
    ])
  })
  it('with a letterhead pasted as lines', async () => {
    const html = `<p>Em gửi ạ</p><p>UBND HUYỆN THANH OAI</p><p>TRƯỜNG MẦM NON KIM THƯ</p>${title}${filled}`
    expect(await evidence({ html })).toEqual([
      'letterhead UBND HUYỆN THANH OAI',
      'letterhead TRƯỜNG MẦM NON KIM THƯ',
    ])
  })
  it.each([
    ['Ngoài bảng trên, xin bổ sung mô hình "Cổng trường an toàn".'],
    ['2. Chi bộ 2 - Đường hoa'],
    ['Chi bộ 2: Tuyến đường hoa'],
    ['Kinh tế: Nuôi ong lấy mật'],
    ['Nhà trường đăng ký thêm cá nhân cô Hoa.'],
    ['Mô hình Bếp ăn một chiều do tổ nuôi dưỡng làm'],
    ['Đề nghị sửa tên Chi bộ 1 thành Chi bộ thôn Trung'],
  ])('what is registered around it holds it back: %s', async words => {
    const codes = `body forms; form-read unread-residue; ${row}`
    expect(await read({ html: `<p>${words}</p>${unit}${title}${filled}` })).toEqual([codes])
    expect(await read({ html: `${unit}${title}${filled}<p>${words}</p>` })).toEqual([codes])
  })
  it.each([
    ['Kính gửi: - Thường trực Huyện ủy;</p><p>- Ban Dân vận Huyện ủy.', 'Trân trọng!'],
    ['V/v: đăng ký mô hình DVK 2022', 'Được gửi từ iPhone của tôi'],
    [
      'Em chào chị, trường em gửi nội dung đăng ký mô hình DVK theo mẫu, chị xem giúp em ạ.',
      'Người lập: Nguyễn Văn An',
    ],
    ['Do tệp bị lỗi nên em dán bảng vào thư.', 'Địa chỉ: Kim Thư, Thanh Oai'],
    ['Trường gửi 01 mô hình tập thể, 02 điển hình cá nhân.', 'Bản có dấu đỏ gửi sau ạ.'],
    [
      'Căn cứ Kế hoạch số 12-KH/ĐU, Đảng ủy đăng ký cụ thể như sau:',
      'Nơi nhận:</p><p>- Như trên;</p><p>- Lưu VT.',
    ],
    ['Kính gửi anh chị', 'Lưu ý: Thư này có thể chứa thông tin bảo mật.'],
  ])('between ordinary words: %s … %s', async (before, after) => {
    expect(await read({ html: `<p>${before}</p>${unit}${title}${filled}<p>${after}</p>` })).toEqual([
      `body forms; form-read; ${row}`,
    ])
  })
  it('and its stamped scan, as its signed copy', async () => {
    const content = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60_000)])
    const attachments = [{ filename: 'scan.jpg', content, contentType: 'image/jpeg' }]
    expect(await read({ html: `${unit}${title}${filled}`, attachments })).toEqual([
      `body forms; form-read; ${row}`,
      '1 not-a-form; scan-beside-form',
    ])
  })
  it('blank: the clerk asks, but not where a filled one came with it', async () => {
    const html = `${unit}${title}${table(['1', '', '', '', '', '', ''])}`
    expect(await read({ html })).toEqual(['body forms; form-read blank-form'])
    const content = formDocx({
      unit: 'Trường MN Kim Thư',
      collectives: [{ name: 'Tổ 1', models: { economy: 'Vườn' } }],
    })
    expect((await read({ html, attachments: [{ filename: 'a.docx', content }] }))[0]).toBe(
      'body not-a-form; body-read',
    )
  })
  it('drawn with tabs or bars waits', async () => {
    for (const text of [headings.join('\t'), headings.join(' | ')])
      expect(await read({ text })).toEqual(['body review; form-in-body'])
  })
  it('letters of old fonts', async () => {
    const html = `<style>td {font-family:.VnTime}</style>${unit}${title}${table(['1', 'Chi bé 1', 'V\u00adên rau s¹ch', '', '', '', ''])}`
    expect(await read({ html })).toEqual([`body forms; form-read; ${row}`])
  })
})

describe('an earlier mail below', () => {
  const form = `${unit}${title}${filled}`
  const gmail = (line: string): string =>
    `<div class="gmail_quote"><div>${line}<br></div><blockquote>${form}</blockquote></div>`
  it('sent on is read, with who sent it first', async () => {
    const html = `<p>Kính chuyển Ban Dân vận.</p><div>---------- Forwarded message ---------<br>From: <b>Trường MN Kim Thư</b> &lt;mn@example.vn&gt;<br>Date: Th 6, 11 thg 2, 2022<br>Subject: Đăng ký<br>To: UBND xã &lt;x@example.vn&gt;</div>${form}`
    expect(await read({ html, subject: 'Fwd: Đăng ký' })).toEqual([`body forms; form-read; ${row}`])
    expect(await evidence({ html })).toEqual(['unit-line Trường Mầm non Kim Thư', 'sender Trường MN Kim Thư'])
  })
  it('keeps what was hard to read of it', async () => {
    const noise = form.replace('Vườn rau sạch', '<b style="font-family:Arial">V\u00adên rau s¹ch</b>')
    const html = `<p>Kính chuyển.</p><p>---------- Forwarded message ---------</p>${noise}`
    expect((await read({ html }))[0]).toMatch(/^body forms; form-read legacy-letters; /)
  })
  it('of Outlook is sent on or quoted by the subject', async () => {
    const html = `<p>Kính chuyển.</p><div><p><b>From:</b> Trường MN Kim Thư<br><b>Sent:</b> 11/02/2022<br><b>To:</b> UBND xã<br><b>Subject:</b> Đăng ký</p></div>${form}`
    expect(await read({ html, subject: 'FW: Đăng ký' })).toEqual([`body forms; form-read; ${row}`])
    expect(await read({ html, subject: 'RE: Đăng ký' })).toEqual([
      `body forms; form-read form-quoted; ${row}`,
    ])
    const marked = `<p>ok</p><p>-----Original Message-----</p>${html}`
    expect(await read({ html: marked, subject: 'FW: x' })).toEqual([`body forms; form-read; ${row}`])
  })
  it.each([
    'Vào Th 6, 11 thg 2, 2022 vào lúc 08:00 Trường MN &lt;mn@example.vn&gt; đã viết:',
    'On Fri, Feb 11, 2022 at 8:00 AM Trường MN &lt;mn@example.vn&gt; wrote:',
    'Vào 08:00, 11/02/2022, Trường MN<br>&lt;mn@example.vn&gt;<br>đã viết:',
  ])('quoted below an answer is only proposed: %s', async line => {
    expect(await read({ html: `<p>Đã gửi ạ.</p>${gmail(line)}`, subject: 'Re: Đăng ký' })).toEqual([
      `body forms; form-read form-quoted; ${row}`,
    ])
  })
  it('whose subject an answer keeps says nothing by itself', async () => {
    const subject = 'Re: Đăng ký mô hình Dân vận khéo'
    expect(await read({ text: 'Đã nhận được công văn, trân trọng.', subject })).toEqual([
      'body not-a-form; body-read',
    ])
    expect(await read({ text: 'Em gửi biểu ạ.', subject })).toEqual(['body review; form-in-body'])
  })
  it('with the blank form in it says nothing', async () => {
    const html = `<p>Đã rõ ạ.</p><p>On Fri, Feb 11, 2022 Ban Dân vận wrote:</p>${title}${table(['1', '', '', '', '', '', ''])}`
    expect(await read({ html, subject: 'Re: Triển khai' })).toEqual(['body not-a-form; body-read'])
  })
  it('is named by who sent the one with the form', async () => {
    const text =
      'Đã rõ ạ.\n\nVào 11/02/2022 08:00, Ban Dân vận viết:\n\nTừ: Ban Dân vận\nGửi: 11/02/2022\nĐến: Trường\nChủ đề: Công văn\n\nĐề nghị gửi biểu.\n\nTừ: Trường MN Kim Thư\nGửi: 10/02/2022\nĐến: Ban\nChủ đề: Đăng ký\n\nTên tập thể thực hiện'
    const [part] = (await readMessage(await makeMail({ text, subject: 'Re: Thư' }), campaign)).parts
    expect(part?.findings.map(one => [one.code, one.args])).toEqual([
      ['form-quoted', { sender: 'Trường MN Kim Thư' }],
    ])
  })
  it('in plain text', async () => {
    const text =
      'Đã rõ ạ.\n\nVào 11/02/2022 08:00, Ban Dân vận viết:\n> Tên tập thể thực hiện\n> Kính gửi\n\nTrân trọng.'
    expect(await read({ text, subject: 'Re: Thư' })).toEqual(['body review; form-quoted'])
    expect(
      await read({ text: text.replace('Tên tập thể thực hiện', 'Đề nghị gửi biểu'), subject: 'Re: Thư' }),
    ).toEqual(['body not-a-form; body-read'])
  })
})

it('that waits for two reasons says both', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50_000, 7)]).toString(
    'base64',
  )
  const html = `<p>Kính gửi Ban Dân vận: https://drive.google.com/file/d/x</p><img src="data:image/png;base64,${png}">`
  expect(await read({ html })).toEqual(['body review; picture-not-read link-in-body'])
})

describe('words beside a form in a file', () => {
  const content = formDocx({
    unit: 'Trường MN Kim Thư',
    collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch của bé' } }],
  })
  const body = async (text: string): Promise<string | undefined> =>
    (await read({ text, attachments: [{ filename: 'a.docx', content }] }))[0]
  it.each([
    'Kính gửi Ban Dân vận. Trường xin gửi biểu đăng ký mô hình, điển hình "Dân vận khéo" năm 2022 (Đính kèm biểu mẫu).',
    'Em gửi bổ sung biểu mẫu của trường ạ.',
    'Trường đăng ký mô hình "Vườn rau sạch của bé".',
    'Gồm 01 mô hình tập thể, 02 điển hình cá nhân: 03 mô hình.',
    'Xin gửi lại biểu đã chỉnh sửa, thay thế bản trước.',
    'Chúng tôi đăng ký 02 mô hình như file đính kèm. Xin cảm ơn!',
    'Chị ơi cho em gửi lại file đăng ký nhé, lúc nãy em quên đính kèm ạ.',
    'Nếu biểu mẫu chưa đúng, đề nghị Ban hướng dẫn để nhà trường chỉnh sửa.',
    'Năm nay trường tiếp tục duy trì các mô hình hiệu quả của năm 2021.',
    'Trường gửi bản đăng ký chính thức của trường (thay bản dự thảo).',
    'Mong Ban xác nhận giúp trường đã đăng ký thành công.',
    'Trường gửi biểu đăng ký bổ sung.',
    'Đính chính biểu đã gửi: ghi nhầm cột, đúng là lĩnh vực kinh tế. Đề nghị lấy theo bản này.',
    'Có gì chưa đúng chị sửa giúp em với nhé!',
    'Trường chưa có mô hình lĩnh vực kinh tế nên để trống ạ.',
    'Lĩnh vực kinh tế: không có.',
    'Năm nay trường chỉ đăng ký 3 mô hình thôi ạ.',
    'Ngoài biểu đăng ký, trường gửi kèm kế hoạch sau.',
    'Đề nghị Ban bổ sung trường vào danh sách các đơn vị đã đăng ký.',
    'Chưa lấy được dấu, mai em gửi bản scan.',
    'Thầy cô trường em gửi biểu bằng mail ạ.',
    'Thay thế bản gửi hôm qua bằng bản này.',
    'Biểu làm sau khi đã tham khảo các trường bạn.',
    'Đề nghị Ban hủy bản đăng ký gửi hôm 10/2, lấy bản này thay thế.',
    'Kính đề nghị Ban xóa giúp file gửi trước đó do bị lỗi.',
    'Nếu được xin Ban góp ý thêm cho mô hình của trường.',
    'Đề nghị Ban thẩm định, bổ sung vào danh sách mô hình của huyện.',
  ])('are a cover note: %s', async text => {
    expect(await body(text)).toBe('body not-a-form; body-read')
  })
  it.each([
    'Ngoài biểu mẫu, xin bổ sung thêm mô hình "Cổng trường an toàn".',
    'Đề nghị Ban sửa giúp tên tập thể thành Chi bộ 2.',
    'Trường đăng ký thêm điển hình cô Nguyễn Thị Hoa.',
    'Trường đăng ký mô hình "Bếp ăn sạch".',
    'Kính gửi Ban Dân vận. Trường xin rút đăng ký của cô Hằng.',
    'Năm nay trường không đăng ký cá nhân nữa ạ.',
    'Mô hình của Chi bộ 1 chuyển sang lĩnh vực văn hóa - xã hội giúp em.',
    'Trong biểu ghi nhầm tên cô Hằng, đúng là cô Hạnh.',
    'Trong biểu có một chỗ sai, chị sửa thành Chi bộ 2 ạ.',
    'Thay cô Hằng bằng cô Lê Thị Hoa nhé chị.',
    'Em gửi chị xem trước ạ.',
    'Chị ghi thêm vào biểu cho trường em: Tổ nuôi - Bữa cơm an toàn.',
    'Tên đúng là Nguyễn Thị Hạnh, không phải Hằng.',
    'Anh bỏ dòng cá nhân đi giúp em ạ.',
    'Em gửi nhầm, chị đừng lấy biểu này ạ.',
    'Hai mô hình trên trường không thực hiện nữa.',
    'Cô Hằng đã chuyển trường, chị gạch tên giúp.',
    'Gửi Ban góp ý, sau khi thống nhất trường sẽ gửi bản chính thức.',
    'Tên mô hình 1 ghi thiếu, đầy đủ là: Vườn rau sạch của bé và mẹ.',
    'Của Chi bộ 1 chị sửa lĩnh vực thành văn hóa nhé.',
    'Em ghi nhầm đơn vị, biểu này của MN Bích Hòa ạ.',
    'Trường xin không đăng ký mô hình thứ 2.',
  ])('add to it: %s', async text => {
    expect(await body(text)).toBe('body review; body-adds')
  })
  it('nor does the subject alone take it back in silence', async () => {
    const attachments = [{ filename: 'a.docx', content }]
    const first = async (subject: string) => (await read({ subject, text: 'Kính gửi Ban.', attachments }))[0]
    expect(await first('Xin rút đăng ký mô hình DVK')).toBe('body review; body-adds')
    expect(await first('Re: Xin rút đăng ký mô hình DVK')).toBe('body not-a-form; body-read')
  })
  it('with its PDF and its scan, are one form and its signed copy', async () => {
    const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(50_000, 7)])
    const again = formDocx({
      unit: 'Trường Mầm non Kim Thư',
      collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch của bé' } }],
    })
    const parts = await read({
      attachments: [
        { filename: 'a.docx', content },
        { filename: 'b.docx', content: again },
        { filename: 'c.jpg', content: jpeg },
      ],
    })
    expect(parts.at(-1)).toBe('3 not-a-form; scan-beside-form')
  })
  it('with a list of names as text', async () => {
    const note = (text: string) => ({ filename: 'ghi chu.txt', content: text })
    expect((await read({ attachments: [note('Danh sách giáo viên')] })).at(-1)).toBe(
      '1 not-a-form; no-form-words',
    )
    expect((await read({ attachments: [note('Mô hình: Vườn rau')] })).at(-1)).toBe(
      '1 review; form-unclear no-form-words',
    )
  })
})

describe('what programs write', () => {
  it.each(['Automatic reply: Đăng ký DVK', 'Trả lời tự động: Dân vận khéo', 'Đã đọc: Đăng ký DVK'])(
    'says nothing: %s',
    async subject => {
      expect(await read({ subject, text: 'Về đăng ký mô hình Dân vận khéo.' })).toEqual([
        'body not-a-form; body-read',
      ])
    },
  )
  const report = (inner: string): Buffer =>
    Buffer.from(
      `From: MAILER-DAEMON@example.vn\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=r\r\n\r\n--r\r\nContent-Type: text/plain\r\n\r\nFailed\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--r--\r\n`,
    )
  const bounced = async (content: Buffer | Uint8Array): Promise<string[]> => {
    const mail = await makeMail({
      subject: 'Công văn 454-CV/HU',
      text: 'Gửi biểu mẫu đăng ký Dân vận khéo.',
      attachments: [{ filename: 'a.docx', content: Buffer.from(content) }],
    })
    const { parts } = await readMessage(report(Buffer.from(mail).toString('latin1')), campaign)
    return parts.map(described)
  }
  it('and send back to us is ours: the blank form says nothing, a filled one is shown', async () => {
    expect((await bounced(formDocx({ unit: '' }))).map(part => part.split(' ')[1])).toEqual([
      'not-a-form;',
      'not-a-form;',
      'not-a-form;',
    ])
    const filled = await bounced(
      formDocx({ unit: 'MN Kim Thư', collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau' } }] }),
    )
    expect(filled.at(-1)).toContain('form-quoted')
  })
})

it('registrations typed with no word of the movement wait', async () => {
  const text = 'Tập thể: Công đoàn - Trường học xanh, lĩnh vực văn hóa - xã hội.\nCá nhân: cô Hằng.'
  expect(await read({ subject: 'MN Kim Thư', text })).toEqual(['body review; form-in-body'])
})
