/** Remarks beside the text, in every format that has them: never the form's words, never a doubt, never gone in silence. */
import * as sheetJs from '@e965/xlsx'
import { strToU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { zipped } from '../../scripts/forms/zip.ts'
import { docx, form, paragraph, run, row as wordRow } from './raw-docx.ts'
import { cell, ods, odt, p, row, table } from './raw-odf.ts'
import { rtf } from './raw-rtf.ts'
import { latin1, place, record, u8, u16, unicode, xls } from './raw-xls.ts'
import { text, xlsx } from './raw-xlsx.ts'
import { documentOf, readForms } from './read.ts'

/** What is shown, and what is kept apart; the codes of the document. */
const wordsOf = async (bytes: Uint8Array) => {
  const { document, codes } = await documentOf(bytes)
  const words = (isHidden: boolean): string =>
    JSON.stringify(document.sections.filter(one => one.hidden === isHidden))
      .match(/"text":"[^"]*"/g)
      ?.join() ?? ''
  return { shown: words(false), hidden: words(true), codes }
}

const sheetOf = (part: string, type: string, xml: string): Uint8Array =>
  zipped({
    ...unzipSync(xlsx([{ data: `<row r="1">${text('A1', 'giữ')}</row>` }])),
    'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="d" Type="${type}" Target="${part}"/></Relationships>`,
    ),
    'xl/comments1.xml': strToU8(
      '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>HT</author></authors><commentList><comment ref="A1" authorId="0"><text><r><rPr><b/><strike/></rPr><t>HT:</t></r><r><t xml:space="preserve">\nxem lại</t></r></text></comment></commentList></comments>',
    ),
    [`xl/${part.replace('../', '')}`]: strToU8(xml),
  })

const xlsb = (): Uint8Array => {
  const sheet = sheetJs.utils.aoa_to_sheet([['giữ']])
  sheetJs.utils.cell_add_comment(sheet.A1, 'xem lại', 'HT')
  const book = sheetJs.utils.book_new(sheet)
  return new Uint8Array(sheetJs.write(book, { type: 'array', bookType: 'xlsb' }))
}

const textBox = (kind: number, words: string): Buffer[] => [
  record(0x5d, u16(0x15, 18, kind, 1, 0), u8(...Array<number>(16).fill(0))),
  record(0x1b6, u16(0, 0, 0, 0, 0, words.length, 0, 0, 0)),
  record(0x3c, u8(1), Buffer.from(words, 'utf16le')),
]

describe('a remark', () => {
  it.each([
    [
      '.docx',
      docx(paragraph(run('giữ')), {
        'comments.xml': `<w:comments><w:comment w:id="0">${paragraph(run('xem', '<w:strike/>') + run(' l') + run('ại'))}</w:comment></w:comments>`,
      }),
    ],
    [
      '.rtf',
      rtf(
        'gi\\u7919? {\\*\\atnauthor HT}\\chatn{\\*\\annotation xem {\\strike lại}}'.replace(
          'gi\\u7919? ',
          'giữ',
        ),
      ),
    ],
    [
      '.odt',
      odt(p('giữ<office:annotation><dc:creator>HT</dc:creator><text:p>xem lại</text:p></office:annotation>')),
    ],
    [
      '.ods',
      ods(table(row(cell(['<office:annotation><text:p>xem lại</text:p></office:annotation>', 'giữ'])))),
    ],
    ['.xlsx', sheetOf('../nothing.xml', 'x', '<x/>')],
    ['.xlsb', xlsb()],
    [
      '.xls',
      xls({
        sheets: [{ records: [record(0x204, place(0, 0), unicode('giữ')), ...textBox(0x19, 'xem lại')] }],
      }),
    ],
    [
      'XML of Excel 2003',
      strToU8(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row><Cell><Data ss:Type="String">giữ</Data><Comment ss:Author="HT"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>xem</B> lại</ss:Data></Comment></Cell></Row></Table></Worksheet></Workbook>`),
    ],
    ['HTML', Buffer.from('<html><p>giữ</p><!-- xem lại --></html>')],
  ])('of %s is kept apart', async (_, bytes) => {
    const { shown, hidden, codes } = await wordsOf(bytes)
    expect(shown).toContain('giữ')
    expect(shown).not.toContain('lại')
    expect(hidden).toContain('xem lại')
    expect(codes).toEqual([])
  })
  it('of Excel 95 is in the record itself', async () => {
    const words = 'xem lai'
    const bytes = xls({
      biff: 5,
      sheets: [
        {
          records: [
            record(0x204, place(0, 0), u16(3), latin1('giu')),
            record(0x1c, u16(0, 0, words.length), latin1(words)),
          ],
        },
      ],
    })
    expect(await wordsOf(bytes)).toMatchObject({ hidden: '"text":"xem lai"', codes: [] })
  })
  it('of a thread stands for the old one, which only says that it is there', async () => {
    const thread =
      '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1"><text>đã sửa chưa?</text></threadedComment></ThreadedComments>'
    const type = 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment'
    const { hidden } = await wordsOf(sheetOf('../threadedComments/threadedComment1.xml', type, thread))
    expect(hidden).toBe('"text":"đã sửa chưa?"')
  })
  it('marks a form, and neither registers nor holds', async () => {
    const rows = [wordRow(['1', 'Chi bộ 1', '', 'Đường hoa', '', '', ''])]
    const bytes = docx(form(rows), {
      'comments.xml': `<w:comments><w:comment w:id="0">${paragraph(run('Chi bộ 2: Tủ sách', '<w:dstrike/>'))}</w:comment></w:comments>`,
    })
    expect(await readForms(bytes)).toMatchObject({
      rows: ['collective | Chi bộ 1 | culture-society | Đường hoa'],
      codes: ['hidden-passed-over'],
      errors: [],
    })
  })
})
