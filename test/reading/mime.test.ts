/** MIME as it is met: names, encodings that lie, texts that are files, mails in mails, what was cut, sealed or lost. */
import { describe, expect, it } from 'vitest'
import { attachmentOf, base64, type Naming } from '../../scripts/demo-mailbox/mail.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import type { FoundPart } from '../../src/reading/unpack/found.ts'
import { unpackMessage } from '../../src/reading/unpack/mime.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const crlf = '\r\n'
const lines = (...all: readonly string[]): string => all.join(crlf)
/** Each part with its headers, as `multipart/mixed`. Characters are bytes (latin1). */
const mixed = (...parts: readonly string[]): Buffer => multipart('mixed', ...parts)
const multipart = (kind: string, ...parts: readonly string[]): Buffer =>
  Buffer.from(
    lines(
      'From: a@example.vn',
      'Subject: x',
      `Content-Type: multipart/${kind}; boundary="b.1"`,
      '',
      ...parts.map(part => `--b.1${crlf}${part}`),
      '--b.1--',
      '',
    ),
    'latin1',
  )
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const file = (disposition: string, body = 'x', type = 'application/octet-stream'): string =>
  lines(`Content-Type: ${type}`, `Content-Disposition: ${disposition}`, '', body)

const unpack = async (bytes: Buffer) => unpackMessage(bytes, [])
const names = async (bytes: Buffer): Promise<string[]> => (await unpack(bytes)).parts.map(part => part.name)
const listed = (parts: readonly FoundPart[]): string[] =>
  parts.map(part =>
    [part.path, part.name, Buffer.from(part.bytes).toString('latin1').slice(0, 40), part.refused?.code]
      .filter(Boolean)
      .join(' '),
  )
const parts = async (bytes: Buffer): Promise<string[]> => listed((await unpack(bytes)).parts)
const words = async (bytes: Buffer): Promise<string> => {
  const [body] = (await unpack(bytes)).bodies
  return `${body!.text.trim()}|${body!.html.trim()}`
}

describe('names of files', () => {
  const name = 'Biểu đăng ký trường Mầm non Kim Thư.doc'
  it.each<Naming>(['rfc2047', 'rfc2047-split', 'rfc2231', 'rfc2231-split'])('by %s', async naming => {
    const entity = attachmentOf({ name, bytes: Buffer.from('x'), naming })
    const part = lines(
      `Content-Type: ${entity.type}`,
      `Content-Disposition: ${entity.disposition}`,
      'Content-Transfer-Encoding: base64',
      '',
      entity.body,
    )
    expect(await names(mixed(part))).toEqual([name])
  })
  it.each([
    ['raw UTF-8', `attachment; filename="${bytesOf('Biểu.doc')}"`, 'Biểu.doc'],
    ['raw windows-1258', 'attachment; filename="Tr\xfd\xf5\xccng.doc"', 'Trường.doc'],
    [
      'letters and marks apart (NFD)',
      `attachment; filename="${bytesOf('Biểu.doc'.normalize('NFD'))}"`,
      'Biểu.doc',
    ],
    ['no quotes', 'attachment; filename=a.doc', 'a.doc'],
    ['quotes within', 'attachment; filename="a \\"b\\" c.doc"; size=3', 'a "b" c.doc'],
    ['a semicolon', 'attachment; filename="a; b.doc"', 'a; b.doc'],
    ['a folder', 'attachment; filename="C:\\Users\\a.doc"', 'C:\\Users\\a.doc'],
    [
      'two charsets in one name',
      'attachment; filename="=?utf-8?q?Bi=E1=BB=83u?= =?windows-1258?q?_m=E2=ECu.doc?="',
      'Biểu mấu.doc',
    ],
    ['a piece without its charset', 'attachment; filename*0=a; filename*1*=%C3%A2.doc', 'aâ.doc'],
    ['both ways: the newer', "attachment; filename=a.doc; filename*=utf-8''%C3%A2.doc", 'â.doc'],
    ['a fold in the middle', 'attachment;\r\n\tfilename="a\r\n b.doc"', 'a b.doc'],
    [
      'names that mean something to programs',
      'attachment; filename="__proto__"; constructor=a; __proto__*0=b',
      '__proto__',
    ],
  ])('with %s', async (_, disposition, expected) => {
    expect(await names(mixed(file(disposition)))).toEqual([expected])
  })
  it('only beside the type', async () => {
    expect(
      await names(mixed(lines('Content-Type: application/msword; name="=?utf-8?b?Qmnhu4N1?=.doc"', '', 'x'))),
    ).toEqual(['Biểu.doc'])
  })
})

describe('texts', () => {
  it('attached are files, whatever they are; others are the mail’s words', async () => {
    const mail = mixed(
      lines('Content-Type: text/plain', '', 'mot'),
      lines('Content-Type: text/plain; name="a.txt"', 'Content-Disposition: inline', '', 'tệp'),
      file('attachment; filename=a.html', '<p>trang</p>', 'text/html'),
      file('attachment', '1,2', 'text/csv'),
      lines('Content-Type: text/plain', '', 'hai'),
      file('attachment; filename=ATT00001.htm', '<p>ba</p>', 'text/html'),
    )
    expect((await parts(mail)).map(one => one.split(' ').slice(0, 2).join(' '))).toEqual([
      '1 a.txt',
      '2 a.html',
      '3 1,2',
    ])
    expect((await words(mail)).replace(/\s+/g, ' ')).toBe(
      'mot hai|<pre>mot</pre> <br> <pre>hai</pre> <br> <p>ba</p>',
    )
  })
  it('in two kinds are one', async () => {
    const mail = multipart(
      'alternative',
      lines('Content-Type: text/plain', '', 'a'),
      lines('Content-Type: text/html', '', '<b>a</b>'),
      lines('Content-Type: text/calendar', '', 'BEGIN:VCALENDAR'),
    )
    expect(await words(mail)).toBe('a|<b>a</b>')
    expect(await parts(mail)).toEqual(['1 BEGIN:VCALENDAR'])
  })
  it.each([
    ['windows-1258', 'Content-Type: text/plain; charset=windows-1258', 'Tr\xfd\xf5\xccng', 'Trường'],
    ['nothing declared', 'Content-Type: text/plain', bytesOf('Trường'), 'Trường'],
    ['a lie', 'Content-Type: text/plain; charset=us-ascii', bytesOf('Trường'), 'Trường'],
    ['a charset that nobody knows', 'Content-Type: text/plain; charset=tcvn', 'Tr\xfd\xf5\xccng', 'Trường'],
    ['UTF-8 that is windows-1258', 'Content-Type: text/plain; charset=utf-8', 'Tr\xfd\xf5\xccng', 'Trường'],
    ['flowed', 'Content-Type: text/plain; format=flowed', 'a \r\nb\r\n > c\r\n-- \r\nd', 'a b\n> c\n-- \nd'],
  ])('of %s', async (_, type, body, expected) => {
    expect(await words(mixed(lines(type, '', body)))).toBe(`${expected}|`)
  })
  it('with a uuencoded file in them', async () => {
    const body = lines(
      'xem tệp',
      'begin 644 a b.txt',
      '#0V%T',
      '`',
      'end',
      'hết',
      'begin 644 là',
      'không phải',
    )
    const mail = mixed(lines('Content-Type: text/plain', '', bytesOf(body)))
    expect(await words(mail)).toBe('xem tệp\nhết\nbegin 644 là\nkhông phải|')
    expect(await parts(mail)).toEqual(['1 a b.txt Cat'])
  })
})

describe('encodings', () => {
  const encoded = (encoding: string, body: string, type = 'application/octet-stream'): Buffer =>
    mixed(lines(`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, '', body))
  it.each([
    ['base64', 'Q2F0Cg==', 'Cat\n'],
    ['base64 in pieces, padded each', 'Q2F0Cg==\r\nQ2F0Cg==', 'Cat\nCat\n'],
    ['base64 with other letters in it', `Q2*F0\r\n ${'Q2F0'.repeat(15)}`, 'Cat'.repeat(16)],
    ['base64 without padding', 'Q2F0Cg', 'Cat\n'],
    ['base64 that is none', 'Kinh gui: Ban Dan van, xin xem tep.', 'Kinh gui: Ban Dan van, xin xem tep.'],
    ['quoted-printable', 'a=3D b=\r\nc =zz=', 'a= bc =zz'],
    ['8bit', 'a\r\nb', 'a\r\nb'],
    ['nothing that is known', 'a', 'a'],
  ])('%s', async (name, body, expected) => {
    const encoding = name.startsWith('base64') ? 'BASE64' : name.split(' ')[0]!
    const [part] = (await unpack(encoded(encoding, body))).parts
    expect(Buffer.from(part!.bytes).toString('latin1')).toBe(expected)
  })
  it('base64 that nobody declared, of a file that is known', async () => {
    const docx = formDocx({ unit: 'Trường MN Kim Thư' })
    const [part] = (await unpack(encoded('7bit', base64(docx)))).parts
    expect(Buffer.from(part!.bytes).equals(Buffer.from(docx))).toBe(true)
    expect(await words(mixed(lines('Content-Type: text/plain', '', base64(docx).slice(0, 200))))).toMatch(
      /^UEs/,
    )
  })
})

describe('mails in mails', () => {
  const docx = formDocx({
    unit: 'Trường MN Kim Thư',
    collectives: [{ name: 'Tổ 1', models: { economy: 'Vườn rau' } }],
  })
  const inner = (from: string, content: Uint8Array, filename: string, contentType: string) =>
    makeMail({ from: `${from} <a@example.vn>`, attachments: [{ filename, content, contentType }] })
  it.each(['message/rfc822', 'application/octet-stream', 'text/plain'])(
    'as %s, with who sent them',
    async type => {
      const school = await inner('Trường MN Kim Thư', docx, 'a.docx', 'application/octet-stream')
      const commune = await inner('UBND xã Kim Thư', school, 'thư.eml', type)
      const reading = await readMessage(await inner('Ban', commune, 'b.eml', type), campaign)
      expect(reading.parts.map(part => `${part.path} ${part.standing}`)).toEqual([
        'body not-a-form',
        '1/body not-a-form',
        '1/1/body not-a-form',
        '1/1/1 forms',
      ])
      expect(
        reading.parts
          .at(-1)!
          .forms[0]!.evidence.filter(one => one.kind === 'sender')
          .map(one => one.text),
      ).toEqual(['Trường MN Kim Thư', 'UBND xã Kim Thư'])
    },
  )
  it('deeper than anybody forwards stay closed', async () => {
    let mail = await inner('a', docx, 'a.docx', 'application/octet-stream')
    for (let at = 0; at < 12; at++) mail = await inner('a', mail, 'a.eml', 'message/rfc822')
    const { parts: found } = await unpack(mail)
    expect(found.map(part => part.refused?.code)).toEqual(['forwarded-not-opened'])
  })
  it('with a table in the one that was sent on', async () => {
    const html =
      '<p>Đơn vị: Trường MN Kim Thư</p><p>BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022</p><table><tr><td>Tên tập thể thực hiện<td>Kinh tế<td>Văn hóa-xã hội<tr><td>Tổ 1<td>Vườn rau<td></table>'
    const content = await makeMail({ html })
    const mail = await makeMail({
      attachments: [{ filename: 'a.eml', content, contentType: 'message/rfc822' }],
    })
    const reading = await readMessage(mail, campaign)
    expect(reading.parts.map(part => `${part.path} ${part.standing}`)).toEqual([
      'body not-a-form',
      '1/body forms',
    ])
  })
})

describe('what cannot be had', () => {
  it('was sealed', async () => {
    expect(await parts(mixed(file('attachment; filename=smime.p7m', 'x', 'application/pkcs7-mime')))).toEqual(
      ['1 smime.p7m x sealed-message'],
    )
    const pgp = multipart(
      'encrypted',
      lines('Content-Type: application/pgp-encrypted', '', 'Version: 1'),
      lines('Content-Type: application/octet-stream', '', '-----BEGIN PGP MESSAGE-----'),
    )
    const reading = await readMessage(pgp, campaign)
    expect(reading.parts.map(part => `${part.standing} ${part.findings[0]!.code}`)).toEqual([
      'not-a-form body-read',
      'not-a-form technical-part',
      'review sealed-message',
    ])
  })
  it('was sent in pieces, or lies elsewhere', async () => {
    expect(await parts(mixed(lines('Content-Type: message/partial; number=1', '', 'x')))).toEqual([
      '1 x partial-message',
    ])
    expect(await parts(mixed(lines('Content-Type: message/external-body; name=a.doc', '', 'x')))).toEqual([
      '1 a.doc x link-in-body',
    ])
  })
  const whole = mixed(
    lines('Content-Type: text/plain', '', 'lời thư'),
    lines('Content-Type: a/b', 'Content-Transfer-Encoding: base64', '', base64(Buffer.alloc(500, 7))),
  )
  it('was cut off with the end of the mail', async () => {
    const at = whole.indexOf('BwcH') + 78 * 3
    expect((await unpack(whole.subarray(0, at - 2))).parts[0]!.refused?.code).toBe('unreadable-part')
    expect((await unpack(whole.subarray(0, at - 5))).parts[0]!.refused?.code).toBe('unreadable-part')
  })
  it('but not where only the last boundary is missing', async () => {
    const { parts: found, bodies } = await unpack(whole.subarray(0, whole.lastIndexOf('--b.1--')))
    expect(found.map(part => [part.bytes.length, part.refused])).toEqual([[500, undefined]])
    expect(bodies).toHaveLength(1)
  })
  it('stands between boundaries that never come', async () => {
    const inner = lines('Content-Type: multipart/mixed; boundary=c', '', 'loi')
    expect(await parts(mixed(inner, file('attachment; filename=a')))).toEqual([
      '1 loi unreadable-message',
      '2 a x',
    ])
    const empty = lines('Content-Type: multipart/mixed; boundary=c', '', '--c--')
    expect(await parts(mixed(empty))).toEqual([])
  })
})

describe('boundaries', () => {
  it('that begin alike, and lines ended by LF', async () => {
    const mail = Buffer.from(
      [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: multipart/mixed; boundary=bb',
        '',
        '--bb',
        'Content-Disposition: attachment; filename=1',
        '',
        'x',
        '--bb--',
        '--b  ',
        'Content-Disposition: attachment; filename=2',
        '',
        'y',
        '--b--',
        'sau',
      ].join('\n'),
    )
    expect(await parts(mail)).toEqual(['1 1 x', '2 2 y'])
  })
  it.each([
    [
      'in one another',
      (deep: number) =>
        `${Array.from({ length: deep }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}x\r\n\r\n--b${at}x\r\n`).join('')}\r\nx`,
      60,
    ],
    [
      'beside each other',
      (many: number) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(many)}`,
      3_000,
    ],
  ])('by the hundred, %s', async (_, make, count) => {
    const reading = await readMessage(Buffer.from(make(count)), campaign)
    expect(reading.parts.map(part => part.findings[0]!.code)).toEqual(['unreadable-message'])
  })
})

it('a mail with nothing in it', async () => {
  const reading = await readMessage(Buffer.from('From: a@example.vn\r\n\r\n'), campaign)
  expect(reading.parts.map(part => `${part.path} ${part.standing}`)).toEqual(['body not-a-form'])
})
