/** What else calls itself .xls: XML of Excel 2003, sheets saved as text, the binary workbook, what WPS writes. */
import * as sheetJs from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { zipped } from '../../scripts/forms/zip.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { grid, xlsx } from './raw-xlsx.ts'
import { documentOf, printed, readForms } from './read.ts'

const rows = [
  ['Đơn vị: Trường THCS Kim Thư', '', '', ''],
  ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022', '', '', ''],
  ['TT', 'Tên tập thể thực hiện', 'Kinh tế', 'Văn hóa-xã hội'],
  ['1', 'Chi bộ 1', 'Vườn rau, ao cá', 'Đường hoa, lối xóm "sáng"'],
  ['2', 'Chi bộ 2', '', 'Tủ sách\ndùng chung'],
]
const registrations = [
  'collective | Chi bộ 1 | economy | Vườn rau, ao cá',
  'collective | Chi bộ 1 | culture-society | Đường hoa, lối xóm "sáng"',
  'collective | Chi bộ 2 | culture-society | Tủ sách dùng chung',
]
const read = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await readForms(bytes, 'bieu.xls')).rows
const formatOf = async (bytes: Uint8Array): Promise<string> => (await readFormat(bytes)).reading.format

describe('XML Spreadsheet 2003', () => {
  const book = (sheets: string): Uint8Array =>
    new TextEncoder().encode(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
      <Styles><Style ss:ID="Default"><Font ss:FontName="Arial"/></Style><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style>
        <Style ss:ID="s2" ss:Parent="s1"/></Styles>${sheets}</Workbook>`)
  it('is laid out by indexes and merges, its fonts those of styles and of the HTML inside', async () => {
    const file = book(`<Worksheet ss:Name="A"><Table><Column ss:Index="5" ss:Hidden="1" ss:Span="1"/>
      <Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">a&#10;b</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="String">Tr&#173;êng</Data></Cell><Cell><Data ss:Type="String">ẩn</Data></Cell></Row>
      <Row><Cell ss:Index="4"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">xã <B><Font html:Face="VNI-Times">tröôøng</Font></B></ss:Data></Cell></Row>
      <Row><Cell><Data ss:Type="Number">0.30000000000000004</Data></Cell><Cell><Data ss:Type="DateTime">2022-02-14T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Formula="=RC[-1]"/></Row>
      <Row ss:Hidden="1"><Cell><Data ss:Type="String">giấu</Data></Cell></Row></Table></Worksheet>
      <Worksheet ss:Name="B"><Table><Row><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table>
      <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet>`)
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet A
      +-----+------------+------+-----------+
      | ·   | ·          | ·    | ·         |
      | ·   | a ⏎ b      | <    | Trường    |
      | ·   | ^          | ^    | xã trường |
      | 0.3 | 14/02/2022 | TRUE | =RC[-1]   |
      +-----+------------+------+-----------+
      == sheet A (hidden)
      ẩn ⏎ giấu
      == sheet B (hidden)
      +------+
      | #N/A |
      +------+
      unread-text unread-text
      "
    `)
    const { reading, second } = await readFormat(file)
    expect(reading.format).toBe('xml-spreadsheet')
    expect(await second?.(reading.value!)).toEqual([])
  })
  it('holds the form', async () => {
    const cells = (row: string[]): string =>
      row
        .map(
          text =>
            `<Cell><Data ss:Type="String">${text.replaceAll('&', '&amp;').replaceAll('\n', '&#10;')}</Data></Cell>`,
        )
        .join('')
    const file = book(
      `<Worksheet ss:Name="A"><Table>${rows.map(row => `<Row>${cells(row)}</Row>`).join('')}</Table></Worksheet>`,
    )
    expect(await read(file)).toEqual(registrations)
  })
  it('is refused where it merges the whole sheet, and where its numbers are none', async () => {
    const one = (cell: string): Uint8Array => book(`<Worksheet><Table><Row>${cell}</Row></Table></Worksheet>`)
    await expect(printed(one('<Cell ss:MergeAcross="16383" ss:MergeDown="65535"/>'))).rejects.toThrow(
      'hostile-part',
    )
    await expect(printed(one('<Cell ss:Index="-1"/>'))).rejects.toThrow('unreadable-part')
  })
})

describe('a sheet saved as text', () => {
  const csv = (delimiter: string): string =>
    rows.map(row => row.map(text => `"${text.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n')
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const utf16 = (text: string, big: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return new Uint8Array(big ? bytes.swap16() : bytes)
  }
  it.each([
    ['commas', utf8(csv(','))],
    ['semicolons, with a mark', utf8(`\ufeff${csv(';')}`)],
    ["Excel's Unicode text", utf16(csv('\t'), false)],
    ['the other way round', utf16(csv('\t'), true)],
    ['the hint of Excel', utf8(`sep=;\r\n${csv(';')}`)],
  ])('%s', async (_, bytes) => {
    expect(await formatOf(bytes)).toBe('csv')
    expect(await read(bytes)).toEqual(registrations)
  })
  it('in the Vietnamese code page, marks after their letters', async () => {
    const page = 'TT;Tên;\u0110\u01a1n v\u1ecb\n1;Chi b\u1ed9;L\u00e0ng\n2;T\u1ed5;Xa\n3;Ph\u00f2ng;Ban\n'
    const codes: Record<string, number[]> = {
      Đ: [0xd0],
      ơ: [0xf5],
      ị: [0x69, 0xf2],
      ộ: [0xf4, 0xf2],
      à: [0xe0],
      ổ: [0xf4, 0xd2],
      ò: [0x6f, 0xcc],
      ê: [0xea],
    }
    const bytes = Uint8Array.from(
      [...`${page}4;đ;e\n`.replaceAll('đ', '\u00f0')].flatMap(
        letter => codes[letter] ?? [letter.charCodeAt(0)],
      ),
    )
    expect(await printed(bytes)).toMatchInlineSnapshot(`
      "
      == sheet CSV
      +----+--------+--------+
      | TT | Tên    | Đơn vị |
      | 1  | Chi bộ | Làng   |
      | 2  | Tổ     | Xa     |
      | 3  | Phòng  | Ban    |
      | 4  | đ      | e      |
      +----+--------+--------+
      "
    `)
  })
  it('says which letters were lost when it was saved', async () => {
    const { codes } = await documentOf(utf8('TT,T?n,Kinh t?\n1,Chi b? tr??ng,V??n rau\n2,T?,Ao\n3,a,b\n'))
    expect(codes).toEqual(['legacy-letters'])
  })
  it('keeps a quote that only begins the words', async () => {
    expect(await printed(utf8('a,"Khéo" năm,c\nd,e,f\ng,"h ""i""",j\nk,l,\n'))).toMatchInlineSnapshot(`
      "
      == sheet CSV
      +---+------------+---+
      | a | "Khéo" năm | c |
      | d | e          | f |
      | g | h "i"      | j |
      | k | l          | · |
      +---+------------+---+
      "
    `)
  })
  it('is refused where a line is nothing but delimiters', async () => {
    await expect(printed(utf8(`a,b,c\nd,e,f\ng,h,i\nj,k,l\n${','.repeat(20_000)}`))).rejects.toThrow(
      'part-too-large',
    )
  })
  it('is told from prose', async () => {
    expect(await formatOf(utf8('Kính gửi: Ban Dân vận,\nTrường gửi biểu, mẫu.\nTrân trọng,\nHoa\n'))).toBe(
      'text',
    )
    expect(await formatOf(utf8('a,b\nc,d\ne,f\ng,h\n'))).toBe('text')
  })
})

describe('other workbooks', () => {
  it('the binary one', async () => {
    const sheet = sheetJs.utils.aoa_to_sheet(rows)
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }]
    const file = new Uint8Array(
      sheetJs.write({ SheetNames: ['A'], Sheets: { A: sheet } }, { type: 'buffer', bookType: 'xlsb' }),
    )
    expect(await formatOf(file)).toBe('xlsb')
    expect(await read(file)).toEqual(registrations)
  })
  /** @param change of an entry's text, and of its name */
  const changed = (
    change: (name: string, text: string) => string,
    rename: (name: string) => string = name => name,
  ): Uint8Array =>
    zipped(
      Object.fromEntries(
        Object.entries(unzipSync(xlsx([{ data: grid(rows) }]))).map(([name, bytes]) => [
          rename(name),
          change(name, strFromU8(bytes)),
        ]),
      ),
    )
  it('prefixed as WPS does, which only the third reader can open', async () => {
    const file = changed((name, text) =>
      /sheet1\.xml$|workbook\.xml$/.test(name)
        ? text.replace(/<(\/?)(?=[a-z])/gi, '<$1x:').replaceAll('xmlns=', 'xmlns:x=')
        : text,
    )
    const { reading, second } = await readFormat(file)
    expect(await read(file)).toEqual(registrations)
    expect(await second?.(reading.value!)).toEqual([])
  })
  it('with the paths of another system, or in other letters than they are called by', async () => {
    const backslashes = changed(
      (_, text) => text,
      name => name.replaceAll('/', '\\'),
    )
    expect(await read(backslashes)).toEqual(registrations)
    const capitals = changed(
      (_, text) => text,
      name => name.replace('sheet1.xml', 'Sheet1.XML'),
    )
    expect(await read(capitals)).toEqual(registrations)
  })
})
