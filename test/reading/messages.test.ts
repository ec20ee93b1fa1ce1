/** Whole messages: what is in them, however deep, and what becomes of each part. */
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { drawConsolidated, drawTracking } from '../../src/consolidation/draw-tables.ts'
import type { PartReading } from '../../src/domain/reading.ts'
import { readFile, readHeaders, readMessage } from '../../src/reading/read-message.ts'
import { campaignFolder, districtNow, makeDistrict } from '../consolidation/district.ts'
import { campaign, formDocx } from '../support/forms.ts'
import { makeMail } from '../support/mail.ts'
import { seen } from './read.ts'

const docx = formDocx({
  unit: 'Trường THCS Kim Thư',
  collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau sạch' } }],
})
const rows = ['collective | Chi bộ 1 | economy | Vườn rau sạch']
const attached = (
  filename: string,
  content: Uint8Array | string,
  contentType = 'application/octet-stream',
) => ({ filename, content, contentType })
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60_000)])

const read = async (mail: Parameters<typeof makeMail>[0]) => readMessage(await makeMail(mail), campaign)
const ends = (parts: readonly PartReading[]): string[] =>
  parts.map(part => `${part.path} ${part.format} ${part.standing} ${part.findings[0]!.code}`)

describe('a mail with a form', () => {
  it('in a .docx, whatever it is called', async () => {
    const reading = await read({ attachments: [attached('dang ky.doc', docx)] })
    expect(ends(reading.parts)).toEqual(['body text not-a-form body-read', '1 docx forms form-read'])
    expect(seen(reading)).toMatchObject({ rows, errors: [] })
  })
  it('in a zip in a zip', async () => {
    const inner = zipSync({ 'thư mục/biểu.docx': docx, '__MACOSX/x': new Uint8Array([1]) })
    const reading = await read({ attachments: [attached('a.zip', zipSync({ 'b.zip': inner }))] })
    expect(ends(reading.parts)).toEqual(['body text not-a-form body-read', '1/1/1 docx forms form-read'])
    expect(seen(reading).rows).toEqual(rows)
  })
  it('in a forwarded mail, in a forwarded mail', async () => {
    const inner = await makeMail({ attachments: [attached('a.docx', docx)] })
    const middle = await makeMail({ attachments: [attached('a.eml', inner, 'message/rfc822')] })
    const reading = await read({ attachments: [attached('b.eml', middle, 'message/rfc822')] })
    expect(seen(reading).rows).toEqual(rows)
    expect(reading.parts.map(part => part.path)).toEqual(['body', '1/body', '1/1/body', '1/1/1'])
  })
  it('beside a forwarded mail that is broken', async () => {
    const broken = 'Content-Type: multipart/mixed; boundary="x"\r\n\r\nnothing'
    const reading = await read({
      attachments: [attached('a.eml', broken, 'message/rfc822'), attached('a.docx', docx)],
    })
    expect(ends(reading.parts).slice(1)).toEqual([
      '1 text review unreadable-message',
      '2 docx forms form-read',
    ])
  })
  it('twice the same: listed once', async () => {
    const reading = await read({ attachments: [attached('a.docx', docx), attached('b.docx', docx)] })
    expect(reading.parts.map(part => part.path)).toEqual(['body', '1'])
  })
  it('and its stamped scan, kept as such only beside a form without a doubt', async () => {
    const scan = attached('scan.jpg', photo, 'image/jpeg')
    expect(ends((await read({ attachments: [attached('a.docx', docx), scan] })).parts).at(-1)).toBe(
      '2 jpeg not-a-form scan-beside-form',
    )
    expect(ends((await read({ attachments: [scan] })).parts).at(-1)).toBe('1 jpeg review picture-not-read')
    const blank = formDocx({ unit: 'Trường THCS Kim Thư' })
    expect(ends((await read({ attachments: [attached('a.docx', blank), scan] })).parts).at(-1)).toBe(
      '2 jpeg review picture-not-read',
    )
  })
  it('and an annotation that the receiving server refused to believe', async () => {
    const mail = {
      attachments: [attached('a.docx', docx)],
      headers: [['Authentication-Results', 'mx.example.vn; dmarc=fail']] as const,
    }
    const trusting = { ...campaign, receivedBy: ['mx.example.vn'] }
    expect((await readMessage(await makeMail(mail), trusting)).findings.map(one => one.code)).toEqual([
      'authentication-failed',
    ])
    expect((await read(mail)).findings).toEqual([])
  })
})

describe('what is no form, and what nobody could read', () => {
  it.each([
    ['~$bieu.docx', docx, 'not-a-form lock-file'],
    ['Thumbs.db', 'x', 'not-a-form lock-file'],
    ['a.docx', docx.slice(0, docx.length / 2), 'review unreadable-part'],
    ['a.docx', '', 'review empty-part'],
    ['a.rar', 'Rar!\u001a\u0007\u0000', 'review unreadable-part'],
    ['a.pdf', '%PDF-1.4', 'review unreadable-part'],
    ['a.xls', '<html><table></table></html>', 'not-a-form no-form-words'],
  ])('%s: %#', async (name, content, end) => {
    const reading = await readFile(
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
      name,
      campaign,
    )
    expect(ends(reading.parts)[0]).toMatch(new RegExp(`${end}$`))
  })
  it('words that register something wait, thanks do not', async () => {
    const end = async (text: string) => ends((await read({ text, subject: 'Thư' })).parts)[0]
    expect(await end('Kính gửi các đồng chí, xin cảm ơn.')).toBe('body text not-a-form body-read')
    expect(await end('Đơn vị xin đăng ký mô hình vườn rau')).toBe('body text review form-in-body')
    expect(await end('Tên tập thể thực hiện')).toBe('body text review form-in-body')
    expect(await end('https://drive.google.com/file/d/1')).toBe('body text review link-in-body')
  })
  it('a mail without its boundary', async () => {
    const bytes = Buffer.from(
      'From: a@example.vn\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\nnothing',
    )
    expect(ends((await readMessage(bytes, campaign)).parts)).toEqual([
      'body message review unreadable-message',
    ])
  })
  it('a text file that says nothing of models; one that does waits', async () => {
    const end = async (text: string | Uint8Array) =>
      ends((await readFile(Buffer.from(text), 'ghi chú.txt', campaign)).parts)
    expect(await end('Lịch trực tuần 7\r\nThứ Hai: đồng chí Lan')).toEqual([
      '1 text not-a-form no-form-words',
    ])
    expect(await end('Chi bộ thôn 1: mô hình Tuyến đường hoa')).toEqual(['1 text review form-unclear'])
    expect(await end(Buffer.from([0xff, 0x41, 0x42, 0x20, 0x43, 0x44]))).toEqual([
      '1 text review format-not-read',
    ])
  })
  it('our own tables, sent back', async () => {
    const { snapshot, roster } = makeDistrict()
    const input = { snapshot, roster, campaignFolder, now: districtNow }
    for (const { bytes, name } of [...(await drawConsolidated(input)), await drawTracking(input)]) {
      const reading = await readFile(bytes, name, campaign)
      expect(ends(reading.parts)).toEqual([`1 ${name.split('.').at(-1)} not-a-form own-letter`])
    }
  })
})

it('headers are read by themselves', async () => {
  const bytes = await makeMail({ subject: 'Đăng ký', from: 'Trường MN <MN@Example.vn>' })
  expect(await readHeaders(bytes, campaign)).toMatchObject({
    subject: 'Đăng ký',
    fromAddress: 'mn@example.vn',
    fromName: 'Trường MN',
  })
})
