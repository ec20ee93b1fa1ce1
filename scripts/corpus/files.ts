/** Files that lie about what they are, hold others, or cannot be read: each has its own answer. */

import { unzipSync } from 'fflate'
import { line, paragraph, docx as rawDocx } from '../../test/reading/raw-docx.ts'
import { makeCompoundFile, makeEncryptedOffice, noise, scan } from '../demo-mailbox/files.ts'
import type { FilledForm } from '../forms/form.ts'
import { makeTextDocx } from '../forms/form-docx.ts'
import { makeMsg, makeTnef } from '../forms/outlook-files.ts'
import { makeRar4, makeRar5 } from '../forms/rar-files.ts'
import { zipped } from '../forms/zip.ts'
import { type CorpusCase, notAForm, registered, review, row, said, tt } from './case.ts'
import { docx, heading, make, xlsx } from './kit.ts'

const date = '2022-02-13'
const filled: FilledForm = {
  unit: 'Trường Tiểu học Kim Thư',
  date,
  collectives: [
    row('Tổ chuyên môn 1', { c: 'Bút chì yêu thương' }),
    row('Chi bộ trường', { p: 'Họp ngắn, làm sâu' }),
  ],
}
const other: FilledForm = {
  unit: 'Trường Mầm non Kim Thư',
  date,
  collectives: [row('Tổ Thỏ trắng', { c: 'Chợ lá đa' })],
}
const id = 'truong-tieu-hoc-kim-thu'
const otherId = 'truong-mam-non-kim-thu'
const truth = registered(id, said(filled))
const both = {
  outcome: 'registered',
  findings: [],
  forms: [
    { unit: id, registrations: said(filled) },
    { unit: otherId, registrations: said(other) },
  ],
} as const

const title = 'BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH &quot;DÂN VẬN KHÉO&quot; NĂM 2022'
const letter = '(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)'

/** What Word writes by "Save as web page": styles with mso names, entities, a table with merged headings. */
const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 11">
<style><!-- p.MsoNormal {mso-style-parent:""; font-size:13.0pt; font-family:"Times New Roman";} --></style></head>
<body lang=VI><div class=Section1>
<p class=MsoNormal align=right><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></p>
<p class=MsoNormal>Đơn vị: Trường Tiểu học Kim&nbsp;Thư<o:p></o:p></p>
<p class=MsoNormal align=center><b>${title}</b></p><p class=MsoNormal align=center><i>${letter}</i></p>
<table class=MsoTableGrid border=1 cellspacing=0>
<tr><td rowspan=2><p>TT</p></td><td rowspan=2><p>Tên tập thể thực hiện</p></td><td colspan=4><p>Lĩnh vực thực hiện (ghi cụ thể tên mô hình)</p></td><td rowspan=2><p>Ghi chú</p></td></tr>
<tr><td><p>Kinh tế</p></td><td><p>Văn hóa-xã hội</p></td><td><p>An ninh quốc phòng</p></td><td><p>Xây dựng hệ thống chính trị</p></td></tr>
<tr><td><p>1</p></td><td><p>Tổ chuyên môn 1</p></td><td></td><td><p class=MsoNormal>Bút chì yêu
thương</p></td><td></td><td></td><td></td></tr>
<tr><td><p>2</p></td><td><p>Chi bộ trường</p></td><td></td><td></td><td></td><td><p>Họp ngắn, làm sâu</p></td><td></td></tr>
</table>
<p class=MsoNormal align=right><b>THỦ TRƯỞNG ĐƠN VỊ</b></p></div></body></html>`

/** RTF as WordPad writes it: letters as \\u with a question mark behind, borders by cell. */
const rtf = (): Uint8Array => {
  const said = (text: string): string =>
    Array.from(text, letter =>
      letter.charCodeAt(0) < 128
        ? letter.replace(/[\\{}]/g, '\\$&')
        : `\\u${letter.charCodeAt(0) > 32767 ? letter.charCodeAt(0) - 65536 : letter.charCodeAt(0)}?`,
    ).join('')
  const ends = [700, 3600, 5800, 8000, 10200, 12600, 14500]
  const rowOf = (cells: readonly string[]): string =>
    `\\trowd${ends.map(end => `\\clbrdrt\\brdrs\\clbrdrl\\brdrs\\clbrdrb\\brdrs\\clbrdrr\\brdrs\\cellx${end}`).join('')}\\pard\\intbl ${cells.map(cell => `${said(cell)}\\cell`).join(' ')}\\row\n`
  const lineOf = (text: string): string => `\\pard ${said(text)}\\par\n`
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1258\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\f0\\fs26\n${[
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Đơn vị: Trường Tiểu học Kim Thư',
      title.replaceAll('&quot;', '"'),
      letter,
    ]
      .map(lineOf)
      .join('')}${[
      heading,
      ['1', 'Tổ chuyên môn 1', '', 'Bút chì yêu thương', '', '', ''],
      ['2', 'Chi bộ trường', '', '', '', 'Họp ngắn, làm sâu', ''],
    ]
      .map(rowOf)
      .join('')}${lineOf('THỦ TRƯỞNG ĐƠN VỊ')}}`,
    'latin1',
  )
}

/** A page that is a picture and nothing else: a scanner's PDF. */
const scannedPdf = (): Uint8Array => {
  const picture = scan()
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>',
    '<< /Length 31 >>\nstream\nq 595 0 0 842 0 0 cm /P Do Q   \nendstream',
    `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length ${picture.length} >>\nstream\n${Buffer.from(picture).toString('latin1')}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const places = parts.map((part, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${part}\nendobj\n`
    return String(place).padStart(10, '0')
  })
  return Buffer.from(
    `${file}xref\n0 6\n0000000000 65535 f \n${places.map(place => `${place} 00000 n \n`).join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A .docx that is a heading and a picture: a screenshot of the form pasted into Word. */
const screenshot = (): Uint8Array => {
  const drawing =
    '<w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:inline><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
  const files = unzipSync(
    rawDocx(
      line('Biểu đăng ký của trường') + paragraph(`<w:r>${drawing}</w:r>`),
      {},
      { rId9: 'media/image1.png' },
    ),
  )
  return zipped({
    ...files,
    'word/media/image1.png': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), noise(50_000)]),
  })
}

const withMacros = (): Uint8Array => zipped({ ...unzipSync(docx(filled)), 'word/vbaProject.bin': noise(600) })

/** Excel 2003's XML, as accounting programs still write it under the name .xls. */
const xmlSheet = `<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sheet1"><Table>
${[
  ['Đơn vị: Trường Tiểu học Kim Thư'],
  [title],
  [letter],
  heading,
  ['1', 'Tổ chuyên môn 1', '', 'Bút chì yêu thương', '', '', ''],
  ['2', 'Chi bộ trường', '', '', '', 'Họp ngắn, làm sâu', ''],
]
  .map(
    cells => `<Row>${cells.map(cell => `<Cell><Data ss:Type="String">${cell}</Data></Cell>`).join('')}</Row>`,
  )
  .join('\n')}
</Table></Worksheet></Workbook>`

const csv = [
  'Đơn vị: Trường Tiểu học Kim Thư,,,,,,',
  '"BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH ""DÂN VẬN KHÉO"" NĂM 2022",,,,,,',
  `"${letter}",,,,,,`,
  'TT,Tên tập thể thực hiện,Kinh tế,Văn hóa-xã hội,An ninh quốc phòng,Xây dựng hệ thống chính trị,Ghi chú',
  '1,Tổ chuyên môn 1,,Bút chì yêu thương,,,',
  '2,Chi bộ trường,,,,"Họp ngắn, làm sâu",',
].join('\r\n')

const oldWord = (): Uint8Array => {
  const stream = Buffer.alloc(4096)
  stream.writeUInt16LE(0xa5dc, 0)
  stream.writeUInt16LE(101, 2)
  return makeCompoundFile({ WordDocument: stream })
}

export const fileCases = async (): Promise<CorpusCase[]> => {
  const whole = docx(filled)
  const broken = (
    about: CorpusCase['about'],
    kind: string,
    bytes: Uint8Array,
    reason: Parameters<typeof review>[0],
    file = 'input.docx',
  ): CorpusCase => make(`refuse/${kind}`, about, bytes, review(reason), { file })
  return [
    make(
      'lies/docx-named-doc',
      ['a .docx named .doc', 'somebody who renames files', 'as any .docx'],
      whole,
      truth,
      { file: 'DVK.doc' },
    ),
    make(
      'lies/xlsx-named-xls',
      ['a .xlsx named .xls', 'somebody who renames files', 'as any .xlsx'],
      await xlsx(filled),
      truth,
      { file: 'DVK.xls' },
    ),
    make(
      'lies/html-named-doc',
      ['an HTML page, as Word saves it, named .doc', 'Word’s "web page"', 'the form'],
      Buffer.from(wordHtml),
      truth,
      { file: 'bieu mau.doc' },
    ),
    make(
      'lies/html-named-xls',
      ['an HTML page named .xls', 'an export of a web site', 'the form'],
      Buffer.from(wordHtml),
      truth,
      { file: 'bieu mau.xls' },
    ),
    make('lies/rtf-named-doc', ['an RTF named .doc', 'WordPad', 'the form'], rtf(), truth, {
      file: 'DVK 2022.doc',
    }),
    make('rtf/wordpad', ['.rtf', 'WordPad', 'the form'], rtf(), truth, { file: 'input.rtf' }),
    make(
      'lies/xml-named-xls',
      ['an XML of Excel 2003 named .xls', 'an accounting program', 'the form'],
      Buffer.from(xmlSheet),
      truth,
      { file: 'DVK.xls' },
    ),
    make(
      'lies/csv-named-xls',
      ['a CSV named .xls', 'an export of a web form', 'the form'],
      Buffer.from(`\ufeff${csv}`),
      truth,
      { file: 'DVK.xls' },
    ),
    make('lies/no-extension', ['a file without an extension', 'a phone', 'as any .docx'], whole, truth, {
      file: 'bieumau.bin',
    }),

    broken(
      ['password-protected files', 'an office that protects everything', 'review, encrypted-part'],
      'encrypted',
      makeEncryptedOffice(),
      'encrypted-part',
    ),
    broken(
      ['files cut short', 'a bad line', 'review, unreadable-part'],
      'cut-short',
      whole.subarray(0, Math.floor(whole.length / 2)),
      'unreadable-part',
    ),
    broken(
      ['a file of zero bytes', 'a bad line', 'review, empty-part'],
      'empty',
      new Uint8Array(),
      'empty-part',
    ),
    broken(
      ['macros', 'a template with a program in it', 'review, macro-part'],
      'macros',
      withMacros(),
      'macro-part',
      'input.docm',
    ),
    broken(
      ['Word 6 and 95: a clear reason', 'a very old computer', 'review, old-word'],
      'word-95',
      oldWord(),
      'old-word',
      'input.doc',
    ),
    broken(
      [
        'a .jpg that is a scan or phone photo of the stamped paper',
        'a unit that signs first',
        'review, picture-not-read',
      ],
      'photo',
      scan(),
      'picture-not-read',
      'scan0001.jpg',
    ),
    broken(
      ['a .pdf that is a scan', 'an office with a copier', 'review, picture-not-read'],
      'scanned-pdf',
      scannedPdf(),
      'picture-not-read',
      'scan0002.pdf',
    ),
    broken(
      ['a screenshot inside a .docx', 'somebody who pastes pictures', 'review, picture-not-read'],
      'screenshot',
      screenshot(),
      'picture-not-read',
    ),
    broken(
      ['a .docx whose XML breaks off', 'a broken stick', 'review, unreadable-part'],
      'broken-xml',
      zipped({
        ...unzipSync(whole),
        'word/document.xml': unzipSync(whole)['word/document.xml']!.subarray(0, 900),
      }),
      'unreadable-part',
    ),
    broken(
      ['bytes of no known kind', 'a phone', 'review: nobody can say what is in it'],
      'unknown-bytes',
      noise(3000),
      'format-not-read',
      'DVK.dat',
    ),
    ...(['doc', 'xls', 'odt', 'pdf'] as const).map(kind =>
      make(
        `refuse/encrypted-${kind}`,
        [
          `password-protected files: .${kind}`,
          'an office that protects everything',
          'review, encrypted-part',
        ],
        { kept: 'LibreOffice 7.4, saved under a password' },
        review('encrypted-part'),
        { file: `input.${kind}` },
      ),
    ),
    make(
      'files/lock-file',
      ['~$… lock files', 'an office that zips its folder', 'not a form'],
      noise(162),
      notAForm('lock-file'),
      { file: '~$DVK 2022.docx' },
    ),
    make(
      'files/thumbs-db',
      ['Thumbs.db', 'an office that sends its folder', 'not a form'],
      makeCompoundFile({ Catalog: noise(4096) }),
      notAForm('lock-file'),
      { file: 'Thumbs.db' },
    ),
    make(
      'files/letter-with-logo',
      ['the mailbox holds the Ban’s other business too', 'an office', 'not a form'],
      makeTextDocx(businessLetter),
      notAForm('no-form-words'),
    ),

    make(
      'archive/zip',
      ['inside .zip', 'a clerk who compresses', 'the form'],
      zipped({ 'DVK/bieu mau.docx': whole }),
      truth,
      { file: 'input.zip' },
    ),
    make(
      'archive/zip-of-two',
      [
        'several forms in one .zip, lock files among them',
        'Phòng GD&ĐT sends for all',
        'two forms, the lock file no form',
      ],
      zipped({
        'Kim Thư/TH Kim Thư.docx': whole,
        'Kim Thư/~$ Kim Thư.docx': noise(162),
        'Kim Thư/MN Kim Thư.xlsx': await xlsx(other),
        'Kim Thư/Thumbs.db': noise(80),
      }),
      both,
      { file: 'input.zip' },
    ),
    make(
      'archive/zip-in-zip',
      ['.zip in .zip', 'a clerk who compresses twice', 'the form'],
      zipped({ 'a.zip': zipped({ 'b.docx': whole }) }),
      truth,
      { file: 'input.zip' },
    ),
    make(
      'archive/zip-one-broken',
      ['a broken file beside a form in one .zip', 'a bad line', 'the form registered, the broken file waits'],
      zipped({ 'TH Kim Thư.docx': whole, 'MN Kim Thư.docx': whole.subarray(0, 700) }),
      {
        outcome: 'review',
        findings: ['unreadable-part'],
        forms: [{ unit: id, outcome: 'registered', registrations: said(filled) }],
      },
      { file: 'input.zip' },
    ),
    make(
      'archive/rar4',
      ['inside .rar', 'a clerk with WinRAR', 'the form'],
      makeRar4([{ name: 'DVK.docx', content: whole }]),
      truth,
      { file: 'input.rar' },
    ),
    make(
      'archive/rar5',
      ['inside .rar (5)', 'a clerk with WinRAR', 'both forms'],
      makeRar5([
        { name: 'TH Kim Thư.docx', content: whole },
        { name: 'MN Kim Thư.docx', content: docx(other) },
      ]),
      both,
      { file: 'input.rar' },
    ),
    make(
      'archive/7z',
      ['inside .7z', 'a clerk with 7-Zip', 'the form'],
      { kept: '7-Zip 22, from our .docx' },
      truth,
      { file: 'input.7z' },
    ),
    make(
      'archive/winmail',
      ['in winmail.dat', 'an office whose Outlook sends rich text', 'the form'],
      makeTnef({ attachments: [{ name: 'Biểu mẫu.docx', data: whole }] }),
      truth,
      { file: 'winmail.dat' },
    ),
    make(
      'archive/msg',
      ['as an Outlook .msg', 'a clerk who drags a mail onto the desktop', 'the form in it'],
      makeMsg({
        subject: 'TH Kim Thư gửi biểu mẫu',
        body: 'Trường gửi biểu mẫu.',
        properties: [
          [0x001a001f, 'IPM.Note'],
          [0x0c1a001f, 'TH Kim Thư'],
          [0x0c1f001f, 'c1kimthu@hanoiedu.vn'],
        ],
        attachments: [{ name: 'Biểu mẫu.docx', data: whole }],
      }),
      truth,
      { file: 'input.msg' },
    ),

    make(
      'docx/python',
      ['.docx of another writer', 'a web service', 'the form'],
      { kept: 'python-docx' },
      registered('hoi-chu-thap-do-huyen', [
        tt('Hội CTĐ xã Mỹ Hưng', 'c', 'Tủ thuốc nhân ái', 'Ba điểm'),
        tt('Hội CTĐ xã Tân Ước', 's', 'Sơ cứu tai nạn giao thông'),
      ]),
      { name: 'docx-python' },
    ),
    make(
      'xlsx/python',
      ['.xlsx of another writer', 'a web service', 'the form'],
      { kept: 'openpyxl' },
      registered('hoi-chu-thap-do-huyen', [
        tt('Hội CTĐ xã Mỹ Hưng', 'c', 'Tủ thuốc nhân ái', 'Ba điểm'),
        tt('Hội CTĐ xã Tân Ước', 's', 'Sơ cứu tai nạn giao thông'),
      ]),
      { file: 'input.xlsx', name: 'xlsx-python' },
    ),
  ]
}

const businessLetter = [
  { text: 'UBND HUYỆN THANH OAI', align: 'left' },
  { text: 'Kính gửi: Các cơ quan, đơn vị', align: 'center' },
  {
    text: 'Mời dự hội nghị giao ban công tác khối Đảng, đoàn thể vào 8 giờ 00 ngày 18 tháng 02 năm 2022 tại hội trường Huyện ủy.',
    align: 'left',
  },
  { text: 'CHÁNH VĂN PHÒNG', align: 'right' },
] as const
