/** HTML to `Document`: what a browser shows, and where; fonts, lists, hidden words; pages that are meant to harm. */
import { describe, expect, it } from 'vitest'
import { printDocument } from '../../src/reading/document/print.ts'
import { readHtml } from '../../src/reading/formats/html.ts'
import { encodeTcvn3, encodeVni } from '../text/encode.ts'
import { readForms } from './read.ts'

const look = async (html: string | Uint8Array): Promise<string> => {
  const { value, findings } = await readHtml(typeof html === 'string' ? Buffer.from(html) : html)
  const codes = findings.map(one => one.code).join(' ')
  return `\n${value ? printDocument(value).replace('== body html\n', '') : ''}${codes === '' ? '' : `${codes}\n`}`
}

describe('paragraphs', () => {
  it('end with blocks and break at br; white space is one space', async () => {
    expect(
      await look('<p> Chi <b>bộ</b>\n  thôn<br>Thượng <br></p>một<div>hai<div>ba</div></div><br>bốn'),
    ).toBe(`
Chi bộ thôn ⏎ Thượng
một
hai
ba
bốn
`)
  })
  it('carry the labels of lists, those that Word wrote too', async () => {
    expect(
      await look(
        `<ul><li>a<li>b<p>c</ul><ol start=3><li>d<ol type=a><li>e</ol></ol>
        <p><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>f</p>`,
      ),
    ).toBe(`
• a
• b
c
3. d
a. e
2. f
`)
  })
})

describe('tables', () => {
  it('stand on their true grid: groups as drawn, spans to the end of their group', async () => {
    expect(
      await look(
        `<table><caption>Biểu</caption><tfoot><tr><td>cuối</tfoot>
        <tbody><tr><td rowspan=0>A<td colspan=2>B<tr><td>c<td>d</tbody><thead><tr><th rowspan=9>đầu</thead></table>`,
      ),
    ).toBe(`
Biểu
+------+---+---+
| đầu  | · | · |
| A    | B | < |
| ^    | c | d |
| cuối | · | · |
+------+---+---+
`)
  })
  it('hold others; rows and cells that are not shown leave no hole', async () => {
    expect(
      await look(
        `<style>.an {display:none}</style><table><tr><td>a<td class=an>ẩn<td>b<table><tr><td>c<td>d</table>
        <tr hidden><td>e<tr><td>f</table>`,
      ),
    ).toBe(`
+---+---------------------------------------+
| a | b ¶ +---+---+ ¶ | c | d | ¶ +---+---+ |
| f | ·                                     |
+---+---------------------------------------+
== body html (hidden)
e ⏎ ẩn
`)
  })
  it('whose cells overlap are mended, and that is said', async () => {
    expect(await look('<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d</table>')).toBe(`
+---+---+---+
| a | b | c |
| d | ^ | · |
+---+---+---+
table-repaired
`)
  })
})

describe('fonts', () => {
  const tcvn3 = encodeTcvn3('Chi bộ thôn Trường')
  it.each([
    ['its own style', `<p style="font-family:.VnTime,serif">${tcvn3}</p>`],
    ['its own style, short', `<p style='font:italic 13.0pt/1.2 ".VnTime"'>${tcvn3}</p>`],
    ['an element of old', `<font face=".VnTime">${tcvn3}</font>`],
    [
      'a class',
      `<style><!-- p.MsoNormal, li.MsoNormal {margin:0; font-family:".VnTime";} --></style><p class=MsoNormal>${tcvn3}</p>`,
    ],
    [
      'what is around',
      `<style>@font-face{font-family:Arial} #a td {font-family:.VnTime}</style><table id=a><tr><td><b>${tcvn3}</b></table>`,
    ],
    ['a cell’s row', `<table><tr style="font-family:.VnTime"><td>${tcvn3}</table>`],
  ])('by %s', async (_, html) => {
    expect(await look(html)).toMatch(/Chi bộ thôn Trường/)
  })
  it('that draw capitals, and VNI over two runs', async () => {
    expect(await look(`<p style="font-family:.VnTimeH">${encodeTcvn3('chi bộ')}</p>`)).toBe('\nCHI BỘ\n')
    const [first, rest] = [encodeVni('bộ').slice(0, 2), encodeVni('bộ').slice(2)]
    expect(await look(`<p style="font-family:VNI-Times">${first}<b>${rest}</b></p>`)).toBe('\nbộ\n')
  })
})

describe('what nobody sees', () => {
  it('is passed over, and kept beside', async () => {
    expect(
      await look(
        `<head><title>Tên</title><script>var a = "chữ"</script></head>a<span style="display:none">b</span>
        <i style="visibility:hidden">c <b style="visibility:visible">d</b></i> e<!-- ghi chú -->
        <!--[if gte mso 9]><xml><o:Author>Nguyễn Văn A</o:Author></xml><![endif]--><!-- end of header -->
        <span style='mso-hide:all'>f</span><input value="g"><input type=hidden value=h>`,
      ),
    ).toBe(`
a d e g
== body html (hidden)
b ⏎ c ⏎ ghi chú ⏎ f
`)
  })
  it('remarks in the margin are none of the text', async () => {
    expect(
      await look(
        `<p>a<span><a class=msocomanchor href="#1">[A1]</a></span></p><div style='mso-element:comment-list'><p>sửa lại</p></div>`,
      ),
    ).toBe('\na\n== body html (hidden)\n[A1] ⏎ sửa lại\n')
  })
  it('deleted words vanish, inserted ones stay', async () => {
    expect(await look('<p>a<del>b</del><ins>c</ins></p>')).toBe('\nac\ntracked-changes\n')
  })
})

describe('letters', () => {
  const utf16 = Buffer.from('\ufeff<p>Trường</p>', 'utf16le')
  it.each([
    ['UTF-16', utf16],
    ['UTF-16 the other way round', Buffer.from(utf16).swap16()],
    ['UTF-8 that is not declared', Buffer.from('<p>Trường</p>')],
    ['windows-1258', Buffer.from('<meta charset=windows-1258><p>Tr\xfd\xf5\xccng</p>', 'latin1')],
    ['a UTF-16 that cannot be', Buffer.from('<meta charset=utf-16><p>Trường</p>')],
  ])('in %s', async (_, bytes) => {
    expect(await look(bytes)).toBe('\nTrường\n')
  })
  it('that do not belong to the encoding are said', async () => {
    expect(await look(Buffer.from('<meta charset=utf-8><p>Tr\xf4ng</p>', 'latin1'))).toMatch(/legacy-letters/)
  })
})

describe('pages meant to harm', () => {
  it.each([
    ['divs in divs', `${'<div>'.repeat(100_000)}x`, 'hostile-part'],
    [
      'elements copied by the parser',
      `<p>${Array.from({ length: 390 }, (_, at) => `<b a=${at}>`).join('')}${'</p><p>x'.repeat(5_000)}`,
      'hostile-part',
    ],
    [
      'spans over everything',
      `<table>${'<tr><td rowspan=5000 colspan=1000>x'.repeat(500)}`,
      'part-too-large',
    ],
    ['rows without end', `<table>${'<tr><td>'.repeat(6_000)}`, 'part-too-large'],
    [
      'rules by the thousand',
      `<style>${Array.from({ length: 4_900 }, () => `i{display:none}`).join('')}</style>${Array.from({ length: 20_000 }, (_, at) => `<i id=b${at}>`).join('</i>')}`,
      'hostile-part',
    ],
  ])('%s', async (_, html, code) => {
    const before = performance.now()
    expect((await readHtml(Buffer.from(html))).findings.map(one => one.code)).toEqual([code])
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})

const page = `<html><head><link rel=Stylesheet href=a.css></head><body><p>Đơn vị: Trường Mầm non Kim Thư</p><p>BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH “DÂN VẬN KHÉO” NĂM 2022</p>
    <table border=1><tr><td rowspan=2>TT<td rowspan=2>Tên tập thể thực hiện<td colspan=4>Lĩnh vực thực hiện<td rowspan=2>Ghi chú
    <tr><td>Kinh tế<td>Văn hóa-xã hội<td>An ninh quốc phòng<td>Xây dựng hệ thống chính trị
    <tr><td>1<td class=a>Chi bộ 1<td>Vườn rau sạch<td><td><td><td>Làm mới</table></body></html>`
const read = {
  standing: 'forms',
  rows: ['collective | Chi bộ 1 | economy | Vườn rau sạch | Làm mới'],
  codes: [],
}

it('a form saved as a page, or called .xls', async () => {
  expect(await readForms(Buffer.from(page), 'bieu.xls')).toMatchObject(read)
})
it.each([
  ['Word', 'MIME-Version: 1.0'],
  [
    'a browser',
    'From: <Saved by Blink>\r\nSubject: x\r\nDate: Thu, 10 Feb 2022 08:00:00 +0700\r\nMIME-Version: 1.0',
  ],
])('a form saved by %s as a page in one file, with its style sheet', async (_, head) => {
  const parts = [
    `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(page.replace('Chi bộ 1', encodeTcvn3('Chi bộ 1'))).toString('base64')}`,
    'Content-Location: a.css\r\nContent-Type: text/css\r\n\r\n.a {font-family:.VnTime}',
  ]
  const bytes = `${head}\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n${parts.map(part => `--b\r\n${part}\r\n`).join('')}--b--`
  expect(await readForms(Buffer.from(bytes, 'latin1'), 'bieu.doc')).toMatchObject(read)
})
