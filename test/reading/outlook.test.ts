/** What Outlook makes of mails: winmail.dat and .msg, whole, several deep, damaged. */
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fileTime, makeMsg, makeTnef, type OutlookMail, plainRtf } from '../../scripts/forms/outlook-files.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { readFile, readMessage } from '../../src/reading/read-message.ts'
import { unpackRtf } from '../../src/reading/unpack/compressed-rtf.ts'
import { openContainers } from '../../src/reading/unpack/containers.ts'
import { htmlInRtf } from '../../src/reading/unpack/html-in-rtf.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'

const docx = formDocx({
  unit: 'Trường THCS Kim Thư',
  collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch' } }],
})
const ends = ({ parts }: MessageReading): string[] =>
  parts.map(part => [part.path, part.name, part.standing, part.findings[0]!.code].filter(Boolean).join(' '))
const read = async (bytes: Uint8Array, name: string): Promise<string[]> =>
  ends(await readFile(bytes, name, campaign))
const bodiesOf = async (bytes: Uint8Array) =>
  (await openContainers([{ path: '1', name: 'x', bytes, mediaType: '', inline: false }])).bodies

const form: OutlookMail = {
  subject: 'Đăng ký mô hình',
  body: 'Kính gửi Ban Dân vận.',
  attachments: [{ name: 'Biểu mẫu Kim Thư.docx', data: docx }],
}

describe('winmail.dat', () => {
  it('gives the words and the files of the mail', async () => {
    const mail = await makeMail({
      attachments: [{ filename: 'winmail.dat', content: makeTnef(form), contentType: 'application/ms-tnef' }],
    })
    expect(ends(await readMessage(mail, campaign))).toEqual([
      'body not-a-form body-read',
      '1/body not-a-form body-read',
      '1/1 winmail.dat/Biểu mẫu Kim Thư.docx forms form-read',
    ])
  })
  it('of older programs, in the letters of their code page, data before name', async () => {
    const old = makeTnef(
      { attachments: [{ name: 'Bi\u00ea\u00d2u.docx', data: docx }] },
      { old: true, dataFirst: true },
    )
    expect(await read(old, 'winmail.dat')).toEqual([
      '1/body not-a-form body-read',
      '1/1 winmail.dat/Biểu.docx forms form-read',
    ])
  })
  it('with a forwarded mail in it, in one again', async () => {
    const inner = { subject: 'Fwd', attachments: [{ name: 'Thư.msg', message: form }] }
    expect(
      await read(makeTnef({ attachments: [{ name: 'Chuyển tiếp', message: inner }] }), 'winmail.dat'),
    ).toEqual([
      '1/body not-a-form body-read',
      '1/1/body not-a-form body-read',
      '1/1/1/body not-a-form body-read',
      '1/1/1/1 winmail.dat/Chuyển tiếp/Thư.msg/Biểu mẫu Kim Thư.docx forms form-read',
    ])
  })
  it('with a zip in it', async () => {
    const tnef = makeTnef({ attachments: [{ name: 'a.zip', data: zipSync({ 'b.docx': docx }) }] })
    expect((await read(tnef, 'winmail.dat'))[1]).toBe('1/1/1 winmail.dat/a.zip/b.docx forms form-read')
  })
  it('cut off gives what came before, and says that it was cut', async () => {
    const whole = makeTnef({
      attachments: [...form.attachments!, { name: 'b.bin', data: Buffer.alloc(5_000, 7) }],
    })
    expect(await read(whole.slice(0, -3_000), 'winmail.dat')).toEqual([
      '1/body not-a-form body-read',
      '1 winmail.dat review archive-cut',
      '1/1 winmail.dat/Biểu mẫu Kim Thư.docx forms form-read',
      '1/2 winmail.dat/cut~1.doc review unreadable-part',
    ])
    expect(await read(whole.slice(0, 30), 'winmail.dat')).toEqual(['1 winmail.dat review unreadable-part'])
  })
  it('with one damaged file gives the others', async () => {
    const tnef = Buffer.from(
      makeTnef({ attachments: [...form.attachments!, { name: 'b.txt', data: docx.slice(0, 50) }] }),
    )
    const at = tnef.lastIndexOf('PK')
    tnef[at + 20] = tnef[at + 20]! ^ 1
    expect((await read(tnef, 'winmail.dat')).slice(1)).toEqual([
      '1/1 winmail.dat/Biểu mẫu Kim Thư.docx forms form-read',
      '1/2 winmail.dat/b.txt review unreadable-part',
    ])
  })
  it('with any byte changed ends, in a finding where a file is lost', async () => {
    const whole = makeTnef(form)
    for (let at = 6; at < whole.length; at += 17) {
      const bad = Uint8Array.from(whole)
      bad[at] = bad[at]! ^ 0x81
      const lines = await read(bad, 'winmail.dat')
      expect(
        lines.some(line => / review |form-read$/.test(line)),
        `${at}`,
      ).toBe(true)
    }
  })
})

describe('a .msg', () => {
  it('alone is a mail, with who sent it and when', async () => {
    const sent = new Date('2022-02-10T08:00:00+07:00')
    const msg = makeMsg({
      ...form,
      properties: [
        [0x0c1a001f, 'Trường THCS Kim Thư'],
        [0x5d01001f, 'THCSkimthu@hanoiedu.vn'],
        [0x00390040, fileTime(sent)],
      ],
    })
    const reading = await readFile(msg, 'thu.msg', campaign)
    expect(reading.headers).toMatchObject({
      fromName: 'Trường THCS Kim Thư',
      fromAddress: 'thcskimthu@hanoiedu.vn',
      subject: 'Đăng ký mô hình',
      date: sent.getTime(),
    })
    expect(ends(reading)).toEqual([
      '1/body not-a-form body-read',
      '1/1 thu.msg/Biểu mẫu Kim Thư.docx forms form-read',
    ])
  })
  it('attached is a forwarded mail, with mails in it several deep', async () => {
    const msg = makeMsg({
      attachments: [{ name: 'Chuyển tiếp', message: { attachments: [{ name: 'Thư', message: form }] } }],
    })
    const mail = await makeMail({ attachments: [{ filename: 'a.msg', content: msg }] })
    expect(ends(await readMessage(mail, campaign))).toEqual([
      'body not-a-form body-read',
      '1/body not-a-form body-read',
      '1/1/body not-a-form body-read',
      '1/1/1/body not-a-form body-read',
      '1/1/1/1 a.msg/Chuyển tiếp/Thư/Biểu mẫu Kim Thư.docx forms form-read',
    ])
  })
  it('whose words register something waits', async () => {
    expect(
      await read(makeMsg({ body: 'Đơn vị đăng ký mô hình Dân vận khéo: vườn rau sạch' }), 'a.msg'),
    ).toEqual(['1/body review form-in-body'])
  })
  it('deeper than any office forwards is not opened to its end, and says so', async () => {
    let mail: OutlookMail = form
    for (let depth = 0; depth < 12; depth++) mail = { attachments: [{ name: `${depth}`, message: mail }] }
    expect((await read(makeMsg(mail), 'a.msg')).at(-1)).toMatch(/ review forwarded-not-opened$/)
  })
  it('with files that are elsewhere, pictures of a signature, and an object of another program', async () => {
    const logo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900)])
    const msg = makeMsg({
      html: '<p>Kính gửi</p><img src="cid:logo@1">',
      attachments: [
        { name: 'bieu.docx', properties: [[0x37050003, 7]] },
        { name: 'logo.jpg', data: logo, properties: [[0x3712001f, 'logo@1']] },
        { name: 'photo.jpg', data: Buffer.concat([logo, Buffer.alloc(50_000)]) },
      ],
    })
    expect((await read(msg, 'a.msg')).slice(1)).toEqual([
      '1/1 a.msg/bieu.docx review archive-link',
      '1/2 a.msg/logo.jpg not-a-form signature-picture',
      '1/3 a.msg/photo.jpg review picture-not-read',
    ])
  })
  it('with any byte changed ends, in a reading', async () => {
    const whole = makeMsg(form)
    for (let at = 8; at < whole.length; at += 23) {
      const bad = Uint8Array.from(whole)
      bad[at] = bad[at]! ^ 0x81
      expect((await read(bad, 'a.msg')).length, `${at}`).toBeGreaterThan(0)
    }
  })
})

describe('the words of a mail of Outlook', () => {
  it('in a code page, in UTF-8 that nobody declared, in HTML', async () => {
    const body = async (mail: OutlookMail) => (await bodiesOf(makeMsg(mail)))[0]!
    const vietnamese = 'Bi\u00ea\u00d2u m\u00e2\u00deu'
    expect(
      await body({
        properties: [
          [0x1000001e, vietnamese],
          [0x3ffd0003, 1258],
        ],
      }),
    ).toMatchObject({ text: 'Biểu mẫu' })
    expect(await body({ properties: [[0x1000001e, Buffer.from('Biểu mẫu')]] })).toMatchObject({
      text: 'Biểu mẫu',
    })
    expect(await body({ html: '<p>Biểu mẫu</p>', body: 'x' })).toMatchObject({
      html: '<p>Biểu mẫu</p>',
      text: 'x',
    })
  })
  it('as HTML that was wrapped in RTF', () => {
    const rtf =
      '{\\rtf1\\ansi\\ansicpg1258\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl\\red0;}\r\n{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Bi\\u7875?u \\\'f0\\\'fd\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}{\\*\\htmltag84 <td title="\\{a\\}">}}'
    expect(htmlInRtf(Buffer.from(rtf, 'latin1'))).toBe('<p>Biểu đư</p><td title="{a}">')
    expect(htmlInRtf(Buffer.from('{\\rtf1\\ansi x}'))).toBe('')
  })
  it('as a table in RTF becomes a file of its own', async () => {
    const rtf = plainRtf('{\\rtf1\\ansi {\\trowd\\cellx900 a\\cell\\row}}')
    const { parts } = await openContainers([
      { path: '1', name: 'a.msg', bytes: makeMsg({ rtf, body: 'a' }), mediaType: '', inline: false },
    ])
    expect(
      parts.map(part => `${part.path} ${part.name} ${Buffer.from(part.bytes).toString().slice(0, 6)}`),
    ).toEqual(['1/1 message.rtf {\\rtf1'])
  })
  it('packed, by the example of the standard (MS-OXRTFCP 3.1)', () => {
    const packed = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    )
    expect(Buffer.from(unpackRtf(packed)!).toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    )
    expect(unpackRtf(packed.subarray(0, 12))).toBeUndefined()
    expect(unpackRtf(packed.subarray(0, 30))!.length).toBeLessThan(43)
  })
})
