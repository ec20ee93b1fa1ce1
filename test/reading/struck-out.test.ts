/** Text with a line through it, in every format that can tell: it stays where it stands, and is said. */
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { encodeTcvn3 } from '../text/encode.ts'
import { doc, line as docLine, hidden, inFont, type RawRun, sprm } from './raw-doc.ts'
import { above, docx, form, paragraph, run, signature, cell as wordCell, row as wordRow } from './raw-docx.ts'
import { cell, flat, ods, odt, p, row, span, table } from './raw-odf.ts'
import { rtf } from './raw-rtf.ts'
import { record, shared, strings, style, u8, u16, unicode, xls } from './raw-xls.ts'
import { grid, text, xlsx } from './raw-xlsx.ts'
import { printed, readForms } from './read.ts'

/** The words of each finding, and where it is. */
const struckIn = async (bytes: Uint8Array): Promise<string[]> => {
  const { value, findings } = (await readFormat(bytes)).reading
  expect(value).toBeDefined()
  return findings.filter(one => one.code === 'struck-out').map(one => one.args.text ?? '')
}

const word = (runs: string, styles = '', paragraphStyle = ''): Uint8Array =>
  docx(paragraph(runs, paragraphStyle && `<w:pStyle w:val="${paragraphStyle}"/>`), {
    'styles.xml': `<w:styles>${styles}</w:styles>`,
  })
const wordStyle = (id: string, type: string, inside: string): string =>
  `<w:style w:type="${type}" w:styleId="${id}">${inside}</w:style>`

describe('.docx', () => {
  it.each([
    ['its own run', word(`${run('Giữ, ')}${run('bỏ', '<w:strike/>')}`)],
    ['two lines', word(`${run('Giữ, ')}${run('bỏ', '<w:dstrike w:val="true"/>')}`)],
    [
      'a style of letters',
      word(
        `${run('Giữ, ')}${run('bỏ', '<w:rStyle w:val="x"/>')}`,
        wordStyle('y', 'character', '<w:rPr><w:strike/></w:rPr>') +
          wordStyle('x', 'character', '<w:basedOn w:val="y"/>'),
      ),
    ],
    [
      'a style of paragraphs, taken back in a run',
      word(
        `${run('Giữ, ', '<w:strike w:val="0"/>')}${run('bỏ')}`,
        wordStyle('x', 'paragraph', '<w:rPr><w:strike/></w:rPr>'),
        'x',
      ),
    ],
  ])('by %s', async (_, bytes) => {
    expect(await struckIn(bytes)).toEqual(['bỏ'])
    expect(await printed(bytes)).toBe('\n== body word/document.xml\nGiữ, bỏ\nstruck-out\n')
  })
  it('says nothing of dots and spaces, of what is hidden or was deleted', async () => {
    const gone = `<w:del w:id="1">${run('bỏ', '<w:strike/>').replaceAll('w:t', 'w:delText')}</w:del>`
    const runs = [run('… .', '<w:strike/>'), run('ẩn', '<w:strike/><w:vanish/>'), run('giữ'), gone]
    expect(await struckIn(word(runs.join('')))).toEqual([])
  })
  it('tells stretches apart, and their letters by their fonts', async () => {
    const tcvn3 = `<w:strike/><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>`
    const runs = [
      run('một ', '<w:strike/>'),
      run('hai', '<w:strike/><w:b/>'),
      run(' và '),
      run(encodeTcvn3('trường'), tcvn3),
    ]
    expect(await struckIn(word(runs.join('')))).toEqual(['một hai; trường'])
  })
})

describe('.doc', () => {
  const strike = sprm(0x0837, 1)
  const file = (runs: readonly RawRun[], options = {}): Uint8Array => doc([docLine('', { runs })], options)
  it.each([
    ['its own run', file([{ text: 'Giữ, ' }, { text: 'bỏ', character: strike }])],
    ['two lines', file([{ text: 'Giữ, ' }, { text: 'bỏ', character: sprm(0x2a53, 1) }])],
    [
      'its paragraph’s style, taken back in a run',
      doc(
        [docLine('', { runs: [{ text: 'Giữ, ', character: sprm(0x0837, 0x81) }, { text: 'bỏ' }], style: 3 })],
        {
          styles: { 3: { kind: 1, character: strike } },
        },
      ),
    ],
  ])('by %s', async (_, bytes) => {
    expect(await struckIn(bytes)).toEqual(['bỏ'])
    expect(await printed(bytes)).toBe('\n== body document\nGiữ, bỏ\nstruck-out\n')
  })
  it('says nothing of what is hidden, nor of dots', async () => {
    const runs = [
      { text: 'giữ' },
      { text: 'ẩn', character: [...strike, ...hidden] },
      { text: '...', character: [...strike, ...inFont(0)] },
    ]
    expect(await struckIn(file(runs))).toEqual([])
  })
})

describe('.rtf', () => {
  it.each([
    ['\\strike', 'Giữ, {\\strike bỏ}'],
    ['\\striked1', 'Giữ, \\striked1 bỏ\\striked0'],
    ['\\strike until \\plain', '\\strike bỏ\\plain  giữ'],
    ['\\strike until \\strike0', '\\strike bỏ\\strike0  giữ'],
    ['a style', 'Giữ, {\\cs7 bỏ}'],
  ])('by %s', async (_, body) => {
    const styles = '{\\stylesheet{\\s0 Normal;}{\\*\\cs6\\strike Gach;}{\\*\\cs7\\sbasedon6 Bo;}}'
    expect(await struckIn(rtf(body, styles))).toEqual(['bỏ'])
  })
  it('says nothing of hidden text', async () => {
    expect(await struckIn(rtf('giữ {\\strike\\v ẩn}{\\strike ...}'))).toEqual([])
  })
})

describe('OpenDocument', () => {
  const lineThrough = (name: string, family: string, how: string, more = ''): string =>
    `<style:style style:name="${name}" style:family="${family}" ${more}><style:text-properties ${how}/></style:style>`
  const solid = 'style:text-line-through-style="solid" style:text-line-through-type="single"'
  const none = 'style:text-line-through-style="none" style:text-line-through-type="none"'
  it.each([
    ['a span', odt(p(`Giữ, ${span('bỏ', 'T1')}`), { automatic: lineThrough('T1', 'text', solid) })],
    [
      'a style that it is based on',
      odt(p(`Giữ, ${span('bỏ', 'T2')}`), {
        automatic: `${lineThrough('T2', 'text', '', 'style:parent-style-name="T1"')}`,
        common: lineThrough('T1', 'text', 'style:text-line-through-type="double"'),
      }),
    ],
    [
      'the paragraph, taken back in a span',
      odt(p(`${span('Giữ, ', 'T1')}bỏ`, 'P1'), {
        automatic: lineThrough('P1', 'paragraph', solid) + lineThrough('T1', 'text', none),
      }),
    ],
    [
      'a flat file',
      flat('text', p(`Giữ, ${span('bỏ', 'T1')}`), { automatic: lineThrough('T1', 'text', solid) }),
    ],
    [
      'a cell of a sheet',
      ods(table(row('Giữ', cell('bỏ', 'style-name="ce1"'))), {
        automatic: lineThrough('ce1', 'table-cell', solid),
      }),
    ],
    [
      'a span in a cell of a sheet',
      ods(table(row(cell(`Giữ, ${span('bỏ', 'T1')}`))), { automatic: lineThrough('T1', 'text', solid) }),
    ],
  ])('by %s', async (_, bytes) => {
    expect(await struckIn(bytes)).toEqual(['bỏ'])
    expect(await printed(bytes)).toMatch(/Giữ.*bỏ/)
  })
  it('of a number the cell’s value', async () => {
    const number = cell('12,0', 'style-name="ce1" office:value-type="float" office:value="12"')
    expect(
      await struckIn(ods(table(row(number)), { automatic: lineThrough('ce1', 'table-cell', solid) })),
    ).toEqual(['12'])
  })
})

describe('.xlsx', () => {
  const styles = {
    'xl/styles.xml':
      '<styleSheet><fonts count="3"><font><name val="Arial"/></font><font><strike/><name val="Arial"/></font><font><strike val="0"/><name val="Arial"/></font></fonts><cellXfs count="3"><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>',
  }
  const rich = (runs: string): string => `<c r="A1" s="1" t="inlineStr"><is>${runs}</is></c>`
  it.each([
    ['a cell’s font', text('A1', 'bỏ', 1) + text('B1', 'giữ', 2) + text('C1', 'giữ')],
    ['a number’s', '<c r="A1" s="1"><v>12</v></c>'],
    [
      'runs with properties of their own, and one as its cell is',
      rich('<r><rPr><rFont val="Arial"/></rPr><t>giữ </t></r><r><t>bỏ</t></r>'),
    ],
    ['a run', rich('<r><rPr/><t>giữ </t></r><r><rPr><strike/></rPr><t>bỏ</t></r>')],
  ])('by %s', async (_, cells) => {
    expect(await struckIn(xlsx([{ data: `<row r="1">${cells}</row>` }], styles))).toHaveLength(1)
    expect((await struckIn(xlsx([{ data: `<row r="1">${cells}</row>` }], styles)))[0]).toMatch(/^(bỏ|12)$/)
  })
  it('says nothing of a row that is hidden', async () => {
    const bytes = xlsx(
      [{ data: `<row r="1" hidden="1">${text('A1', 'bỏ', 1)}</row><row r="2">${text('A2', 'giữ')}</row>` }],
      styles,
    )
    expect(await struckIn(bytes)).toEqual([])
  })
})

describe('.xls', () => {
  const font = (flags: number): Buffer =>
    record(0x31, u16(200, flags, 0, 400, 0), u8(0, 0, 0, 0), unicode('Arial', u8))
  const globals = [font(0), font(8), style(0), style(1)]
  const rich = Buffer.concat([u16(8), u8(9), u16(1), Buffer.from('Giữ, bỏ!', 'utf16le'), u16(5, 1)])
  it('by a cell’s font, and a run’s', async () => {
    const bytes = xls({
      globals: [...globals, strings(unicode('bỏ cả'), unicode('giữ'), rich)],
      sheets: [{ records: [shared(0, 0, 0, 1), shared(0, 1, 1), shared(1, 0, 2)] }],
    })
    expect(await struckIn(bytes)).toEqual(['bỏ cả', 'bỏ!'])
  })
})

describe('XML of Excel 2003', () => {
  it('by a style, its parent, and the HTML inside', async () => {
    const data = (words: string, style = ''): string =>
      `<Cell${style}><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">${words}</ss:Data></Cell>`
    const bytes = new TextEncoder().encode(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
      <Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="s2" ss:Parent="s1"/></Styles>
      <Worksheet ss:Name="A"><Table><Row>${data('một', ' ss:StyleID="s1"')}${data('hai', ' ss:StyleID="s2"')}${data('giữ, <S>ba</S>')}</Row></Table></Worksheet></Workbook>`)
    expect(await struckIn(bytes)).toEqual(['một', 'hai', 'ba'])
  })
})

describe('HTML', () => {
  it.each([
    ['s', '<p>Giữ, <s>bỏ</s></p>'],
    ['strike, and what is in it', '<p>Giữ, <strike><b>bỏ</b></strike></p>'],
    ['its own style', '<p>Giữ, <span style="text-decoration: line-through">bỏ</span></p>'],
    [
      'a class on a row',
      '<style>.x {text-decoration:line-through}</style><table><tr><td>Giữ<tr class=x><td>bỏ</table>',
    ],
    ['what nothing inside takes away', '<p>Giữ, <s><i style="text-decoration:none">bỏ</i></s></p>'],
  ])('by %s', async (_, html) => {
    const bytes = Buffer.from(`<html>${html}</html>`)
    expect(await struckIn(bytes)).toEqual(['bỏ'])
    expect(await printed(bytes)).toMatch(/Giữ[\s\S]*bỏ/)
  })
  it('says nothing where a style draws no line', async () => {
    expect(
      await struckIn(Buffer.from('<html><p>Giữ <s style="text-decoration:none">giữ</s></p></html>')),
    ).toEqual([])
  })
})

describe('a form', () => {
  const struckCell = (words: string): string => wordCell(paragraph(run(words, '<w:strike/>')))
  const filled = (name: string, model: string): string => wordRow(['1', name, '', model, '', '', ''])
  it('waits, with what was struck out said once', async () => {
    const rows = [
      filled('Chi bộ 1', 'Đường hoa'),
      wordRow(['2', struckCell('Chi bộ 2'), '', struckCell('Tủ sách'), '', '', '']),
    ]
    const { errors, forms, rows: read } = await readForms(docx(form(rows)))
    expect(errors).toEqual(['struck-out'])
    expect(forms[0]!.findings.filter(one => one.code === 'struck-out')).toEqual([
      {
        code: 'struck-out',
        args: { text: 'Chi bộ 2; Tủ sách' },
        source: { kind: 'cell', part: 'word/document.xml', table: 0, row: 3, cell: 1 },
      },
    ])
    expect(read).toHaveLength(2)
  })
  it('is held by what is struck out in it, not by its neighbour’s', async () => {
    const other = above.map(one => one.replace('Kim Thư', 'Mỹ Hưng'))
    const bytes = docx(
      form([filled('Chi bộ 1', 'Đường hoa')]) +
        form([wordRow(['1', struckCell('Chi bộ 2'), '', 'Tủ sách', '', '', ''])], {
          above: other,
          after: signature,
        }),
    )
    const { forms } = await readForms(bytes)
    expect(forms.map(one => one.findings.filter(({ code }) => code === 'struck-out').length)).toEqual([0, 1])
  })
  it('that is none is no more one for it', async () => {
    const bytes = docx(
      paragraph(run('Kính gửi các đồng chí, ') + run('sáng', '<w:strike/>') + run(' chiều mai họp.')),
    )
    expect(await readForms(bytes)).toMatchObject({ standing: 'not-a-form', codes: ['no-form-words'] })
  })
  it('on another sheet than the form’s holds nothing', async () => {
    const bytes = xlsx(
      [
        {
          data: grid([
            ['Đơn vị: Trường THCS Kim Thư'],
            ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022'],
            ['TT', 'Tên tập thể thực hiện', 'Kinh tế', 'Văn hóa-xã hội'],
            ['1', 'Chi bộ 1', '', 'Đường hoa'],
          ]),
        },
        { name: 'Nháp', data: `<row r="1">${text('A1', 'số điện thoại', 1)}</row>` },
      ],
      {
        'xl/styles.xml':
          '<styleSheet><fonts count="2"><font/><font><strike/></font></fonts><cellXfs count="2"><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
      },
    )
    expect(await struckIn(bytes)).toEqual(['số điện thoại'])
    expect((await readForms(bytes, 'bieu.xlsx')).codes).toEqual(['hidden-passed-over'])
  })
})
