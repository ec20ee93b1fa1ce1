/** Sheets: geometry, values, fonts, what is hidden, what floats above them. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { formXlsx } from '../support/forms.ts'
import { grid, text, xlsx } from './raw-xlsx.ts'
import { documentOf, printed, readForms } from './read.ts'

const unit = 'Trường THCS Kim Thư'
const filled = {
  unit,
  collectives: [{ name: 'Chi bộ 1', models: { economy: ['Vườn rau sạch', 'Đường hoa'] }, note: 'Mới' }],
}
const rows = [
  'collective | Chi bộ 1 | economy | Vườn rau sạch | Mới',
  'collective | Chi bộ 1 | economy | Đường hoa | Mới',
]
const heading = [
  'TT',
  'Tên tập thể thực hiện',
  'Kinh tế',
  'Văn hóa-xã hội',
  'An ninh quốc phòng',
  'Xây dựng hệ thống chính trị',
  'Ghi chú',
]
const top = [[`Đơn vị: ${unit}`], ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022']]
const sheet = (...data: string[][]): string => grid([...top, heading, ...data])

describe('a sheet', () => {
  it('is a table on its own grid', async () => {
    expect(
      await printed(
        xlsx([
          {
            data: `<row r="2">${text('B2', 'a')}${text('D2', 'b')}</row><row r="4">${text('B4', 'c')}${text('C4', 'under')}</row>`,
            merges: ['B2:C3', 'B4:C4'],
          },
        ]),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +---+---+---+---+
      | · | · | · | · |
      | · | a | < | b |
      | · | ^ | ^ | · |
      | · | c | < | · |
      +---+---+---+---+
      unread-residue
      "
    `)
  })
  it('keeps its cells when nobody says where they stand', async () => {
    expect(
      await printed(
        xlsx([
          {
            data: '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>',
          },
        ]),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +---+---+
      | a | 2 |
      | · | 3 |
      +---+---+
      "
    `)
  })
  it('shows values as text, and says which it cannot show', async () => {
    const styles =
      '<styleSheet><fonts><font><name val="Arial"/></font></fonts><cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="0" numFmtId="14"/></cellXfs></styleSheet>'
    const { document, codes } = await documentOf(
      xlsx(
        [
          {
            data: `<row r="1"><c r="A1"><v>0.1</v></c><c r="B1"><v>0.30000000000000004</v></c><c r="C1" s="1"><v>44606</v></c><c r="D1" t="b"><v>1</v></c></row>
            <row r="2"><c r="A2" t="str"><f>A1</f><v>kết quả</v></c><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><f>B2</f></c><c r="D2" t="s"><v>0</v></c><c r="E2" t="s"><v>9</v></c></row>`,
          },
        ],
        {
          'xl/styles.xml': styles,
          'xl/sharedStrings.xml':
            '<sst><si><r><t>Giàu </t></r><r><t>chữ_x000D_</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si></sst>',
        },
      ),
    )
    const table = document.sections[0]!.blocks[0]!
    const texts =
      table.kind === 'table'
        ? table.cells.map(cell =>
            cell.blocks.flatMap(one => (one.kind === 'paragraph' ? one.lines.map(line => line.text) : [])),
          )
        : []
    expect(texts).toEqual([
      ['0.1'],
      ['0.3'],
      ['14/02/2022'],
      ['TRUE'],
      ['kết quả'],
      ['#N/A'],
      ['=B2'],
      ['Giàu chữ', ''],
      ['#9'],
    ])
    expect(codes).toEqual(['unread-text', 'unread-text', 'unread-text'])
  })
  it('decodes by the font of the run, then of the cell', async () => {
    const styles =
      '<styleSheet><fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    const rich = (runs: string): string => `<c r="B1" s="1" t="inlineStr"><is>${runs}</is></c>`
    const vni = (part: string): string => `<r><rPr><rFont val="VNI-Times"/></rPr><t>${part}</t></r>`
    const file = xlsx(
      [
        {
          data: `<row r="1">${text('A1', 'Tr­êng', 1)}${rich(`<r><t>tr­êng </t></r>${vni('tröô')}${vni('øng')}`)}${text('C1', 'Tr­êng', 0)}</row>`,
        },
      ],
      { 'xl/styles.xml': styles },
    )
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +--------+---------------+--------+
      | Trường | trường trường | Trường |
      +--------+---------------+--------+
      legacy-letters
      "
    `)
  })
  it('is refused when one merge covers it all', async () => {
    await expect(printed(xlsx([{ data: grid([['a']]), merges: ['A1:XFD1048576'] }]))).rejects.toThrow(
      'hostile-part',
    )
  })
})

describe('the form in a workbook', () => {
  it.each([
    ['plain', {}],
    ['beginning at D7', { offset: { columns: 3, rows: 6 } }],
    ['in rich text', { richText: true }],
    ['letters and marks apart', { decomposed: true }],
  ])('%s', async (_, style) => {
    const seen = await readForms(await formXlsx(filled, style), 'a.xlsx')
    expect(seen.rows).toEqual(rows)
    expect(seen.codes).toEqual(['split-by-line'])
    expect(seen.forms[0]?.evidence).toEqual([{ kind: 'unit-line', text: unit, role: 'own' }])
  })
  it('behind a decoy, before a hidden draft: passed over with a warning', async () => {
    const seen = await readForms(
      await formXlsx(filled, {
        decoy: [['Danh bạ', '0912']],
        hiddenDraft: { unit, collectives: [{ name: 'Nháp', models: { economy: 'Nháp nháp' } }] },
      }),
      'a.xlsx',
    )
    expect(seen.rows).toEqual(rows)
    expect(seen.codes).toEqual(['split-by-line', 'hidden-passed-over'])
  })
  it('whose rest seems to stand on a sheet that cannot be read', async () => {
    const seen = await readForms(
      xlsx([
        { data: sheet(['1', 'Chi bộ 1', 'Vườn rau']) },
        { data: grid([['Cá nhân'], ['1', 'Trần Văn Bình', 'Hiến đất']]) },
      ]),
      'a.xlsx',
    )
    expect(seen.errors).toEqual(['unread-residue'])
  })
  it('in a letterhead of several cells', async () => {
    const seen = await readForms(
      await formXlsx({
        ...filled,
        unit: undefined,
        letterhead: { kind: 'party', parent: 'ĐẢNG BỘ XÃ KIM THƯ', unit: 'CHI BỘ TRƯỜNG THCS' },
      } as never),
      'a.xlsx',
    )
    expect(seen.forms[0]?.evidence).toEqual([
      { kind: 'letterhead', text: 'ĐẢNG BỘ XÃ KIM THƯ', role: 'parent' },
      { kind: 'letterhead', text: 'CHI BỘ TRƯỜNG THCS', role: 'own' },
    ])
  })
  it('passes hidden rows and columns over, with a warning', async () => {
    const data = sheet(['1', 'Chi bộ 1', 'Vườn rau', 'Đường hoa'], ['2', 'Chi bộ 2', 'Ao cá'])
    const seen = await readForms(
      xlsx([
        {
          data: data.replace('<row r="5">', '<row r="5" hidden="1">'),
          columns: '<cols><col min="4" max="4" hidden="1"/></cols>',
        },
      ]),
      'a.xlsx',
    )
    expect(seen.rows).toEqual(['collective | Chi bộ 1 | economy | Vườn rau'])
    expect(seen.codes).toEqual(['hidden-passed-over'])
  })
  it('loses no text under a merge', async () => {
    const seen = await readForms(
      xlsx([{ data: sheet(['1', 'Chi bộ 1', 'Vườn rau', 'Đường hoa']), merges: ['C4:D4'] }]),
      'a.xlsx',
    )
    expect(seen.errors).toEqual(['model-over-sectors', 'unread-residue'])
  })
  it('reads shapes over it, not those over a decoy', async () => {
    const one = sheet(['1', 'Chi bộ 1', 'Vườn rau'])
    expect((await readForms(xlsx([{ data: one, drawn: ['Chi bộ 2: Đường hoa'] }]), 'a.xlsx')).errors).toEqual(
      ['unread-residue'],
    )
    expect(
      (await readForms(xlsx([{ data: grid([['Danh bạ']]), drawn: ['Chú ý'] }, { data: one }]), 'a.xlsx'))
        .errors,
    ).toEqual([])
  })
  it('holds nothing back for a formula error on a sheet that is not the form', async () => {
    const decoy = { data: '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>' }
    expect(
      (await readForms(xlsx([decoy, { data: sheet(['1', 'Chi bộ 1', 'Vườn rau']) }]), 'a.xlsx')).errors,
    ).toEqual([])
    expect(await readForms(xlsx([decoy]), 'a.xlsx')).toMatchObject({ standing: 'not-a-form' })
  })
  it('on two sheets, the heading once or on both', async () => {
    const people = [
      heading.map(one => one.replace('tập thể', 'cá nhân')),
      ['1', 'Trần Văn Bình', '', 'Hiến đất'],
    ]
    const both = [
      'collective | Chi bộ 1 | economy | Vườn rau',
      'individual | Trần Văn Bình | culture-society | Hiến đất',
    ]
    for (const second of [people, [...top, ...people]]) {
      const seen = await readForms(
        xlsx([{ data: sheet(['1', 'Chi bộ 1', 'Vườn rau']) }, { data: grid(second) }]),
        'a.xlsx',
      )
      expect(seen).toMatchObject({ rows: both, codes: [] })
      expect(seen.forms).toHaveLength(1)
    }
  })
  it('on two sheets of two units', async () => {
    const other = grid([['Đơn vị: Trường Tiểu học Kim Thư'], top[1]!, heading, ['1', 'Tổ 1', 'Vườn rau']])
    const seen = await readForms(
      xlsx([{ data: sheet(['1', 'Chi bộ 1', 'Vườn rau']) }, { data: other }]),
      'a.xlsx',
    )
    expect(seen.forms.map(form => form.evidence[0]?.text)).toEqual([unit, 'Trường Tiểu học Kim Thư'])
  })
  it('with its date and signature in rows of the sheet', async () => {
    const seen = await readForms(
      xlsx([
        {
          data: sheet(
            ['1', 'Chi bộ 1', 'Vườn rau'],
            ['', '', '', '', 'Kim Thư, ngày 11 tháng 02 năm 2022'],
            ['NGƯỜI LẬP BIỂU', '', '', '', 'HIỆU TRƯỞNG'],
            ['', '', '', '', '(Ký, đóng dấu)'],
            ['Nguyễn Thị Hoa', '', '', '', 'Trần Văn Bình'],
          ),
        },
      ]),
      'a.xlsx',
    )
    expect(seen).toMatchObject({ rows: ['collective | Chi bộ 1 | economy | Vườn rau'], codes: [] })
    expect(seen.forms[0]?.signer).toBe('Trần Văn Bình')
  })
})

it('a list of strings that lost one of them holds the form: cells may say what their neighbours said', async () => {
  const entries = unzipSync(
    await formXlsx({ unit, collectives: [{ name: 'Chi bộ 1', models: { economy: 'Vườn rau' } }] }),
  )
  const strings = strFromU8(entries['xl/sharedStrings.xml']!)
  const lost = { ...entries, 'xl/sharedStrings.xml': strToU8(strings.replace(/<si>.*?<\/si>/, '')) }
  expect((await readForms(zipSync(lost), 'a.xlsx')).errors).toContain('unread-text')
})

it.each(['abc', '0', '-1', '2.5', '1048577'])('refuses a cell in row %s, which is none', async row => {
  const data = `<row r="${row}"><c t="inlineStr"><is><t>Chi bộ 1</t></is></c></row>`
  expect((await readForms(xlsx([{ data }]))).codes).toEqual(['hostile-part'])
})

describe('a book that would hold the second reader for ever', () => {
  const data = `<row r="1">${text('A1', 'Chi bộ 1')}</row>`
  const book = (change: (xml: string) => string): Uint8Array => {
    const files = unzipSync(xlsx([{ data }]))
    const name = 'xl/workbook.xml'
    return zipSync({ ...files, [name]: strToU8(change(strFromU8(files[name]!))) })
  }
  it.each([
    ['sheets numbered high', book(xml => xml.replace('sheetId="1"', 'sheetId="2147483648"'))],
    [
      'a name over all its cells',
      book(xml =>
        xml.replace(
          '</workbook>',
          '<definedNames><definedName name="a">Sheet1!$A$1:$XFD$1048576</definedName></definedNames></workbook>',
        ),
      ),
    ],
  ])('is read: %s', async (_, bytes) => {
    const { reading, second } = await readFormat(bytes)
    expect(await second?.(reading.value!)).toEqual([])
  })
  it.each([
    ['a row', [{ data: `${data}<row r="2147483648"/>` }]],
    ['a column', [{ data, columns: '<cols><col min="1" max="2147483648" width="9"/></cols>' }]],
    ['a merge', [{ data, merges: ['A1:XFD99999999'] }]],
  ])('is refused: %s outside the sheet', async (_, sheets) => {
    expect((await readForms(xlsx(sheets))).codes).toEqual(['hostile-part'])
  })
})
