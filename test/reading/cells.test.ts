/** Field guide, "When is a cell one model, when several?", row by row, and what is no model at all. */
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../src/domain/finding.ts'
import { formDocx } from '../support/forms.ts'
import { cell, docx, form, line, paragraph, row, run, table } from './raw-docx.ts'
import { readForms } from './read.ts'

/** What the economy cell of the only row says: its models, and the codes. */
const readCell = async (
  lines: string | readonly string[],
  lineBreaks = false,
): Promise<{ models: string[]; codes: readonly string[] }> => {
  const seen = await readForms(
    formDocx(
      { unit: 'Trường THCS Kim Thư', collectives: [{ name: 'Chi bộ 1', models: { economy: lines } }] },
      { lineBreaks },
    ),
  )
  return { models: seen.forms[0]!.registrations.map(one => one.model), codes: seen.codes }
}

describe('several models', () => {
  it.each<[string, readonly string[], readonly string[], readonly FindingCode[]]>([
    ['dashes', ['- Vườn rau sạch', '- Tuyến đường hoa'], ['Vườn rau sạch', 'Tuyến đường hoa'], []],
    [
      'a dash that Word corrected',
      ['– Vườn rau sạch', '- Tuyến đường hoa'],
      ['Vườn rau sạch', 'Tuyến đường hoa'],
      [],
    ],
    ['bullets', ['• Vườn rau sạch', '• Tuyến đường hoa'], ['Vườn rau sạch', 'Tuyến đường hoa'], []],
    ['plus signs', ['+ Vườn rau sạch;', '+ Tuyến đường hoa.'], ['Vườn rau sạch', 'Tuyến đường hoa.'], []],
    ['numbers', ['1. Vườn rau sạch', '2. Tuyến đường hoa'], ['Vườn rau sạch', 'Tuyến đường hoa'], []],
    [
      'numbers with slashes',
      ['1/ Vườn rau sạch', '2/ Tuyến đường hoa'],
      ['Vườn rau sạch', 'Tuyến đường hoa'],
      [],
    ],
    ['letters', ['a) Vườn rau sạch', 'b) Tuyến đường hoa'], ['Vườn rau sạch', 'Tuyến đường hoa'], []],
    [
      'a marked line that goes on',
      ['- Vườn rau', 'sạch tại nhà', '- Tuyến đường hoa'],
      ['Vườn rau sạch tại nhà', 'Tuyến đường hoa'],
      [],
    ],
    [
      'plain lines',
      ['Vườn rau sạch', 'Tuyến đường hoa'],
      ['Vườn rau sạch', 'Tuyến đường hoa'],
      ['split-by-line'],
    ],
  ])('%s', async (_, lines, models, codes) => {
    expect(await readCell(lines)).toEqual({ models, codes })
    expect(await readCell(lines, true)).toEqual({ models, codes })
  })
  it("Word's own list labels", async () => {
    const list = (text: string): string =>
      paragraph(run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    const numbering =
      '<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    const seen = await readForms(
      docx(
        form([row(['1', 'Chi bộ 1', cell(list('Vườn rau') + list('đường hoa') + list('')), '', '', '', ''])]),
        {
          'numbering.xml': numbering,
        },
      ),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | economy | Vườn rau',
      'collective | Chi bộ 1 | economy | đường hoa',
    ])
    expect(seen.codes).toEqual([])
  })
})

describe('one model', () => {
  it.each<[string, string | readonly string[], string]>([
    ['as written', 'Vườn rau sạch', 'Vườn rau sạch'],
    ['a single bullet', '- Vườn rau sạch', 'Vườn rau sạch'],
    ['a semicolon at the end', 'Vườn rau sạch;', 'Vườn rau sạch'],
    ['a line in lower case', ['Vườn rau sạch', 'tại các hộ'], 'Vườn rau sạch tại các hộ'],
    ['a line after a comma', ['Vườn rau sạch,', 'An toàn thực phẩm'], 'Vườn rau sạch, An toàn thực phẩm'],
    [
      'a line after a connective',
      ['Vận động nhân dân với', 'Nông thôn mới'],
      'Vận động nhân dân với Nông thôn mới',
    ],
    [
      'a quotation over two lines',
      ['Mô hình "Thắp sáng', 'Đường quê em"'],
      'Mô hình "Thắp sáng Đường quê em"',
    ],
    ['a bracket over two lines', ['Vườn rau (khu', 'Đồng Chằm)'], 'Vườn rau (khu Đồng Chằm)'],
    ['numbers that count', '5 không 3 sạch', '5 không 3 sạch'],
    ['numbers that count, in lower case', '4 cùng với nhân dân', '4 cùng với nhân dân'],
    ['a dash inside', 'Văn hóa - Thể thao ở khu dân cư', 'Văn hóa - Thể thao ở khu dân cư'],
    ['an abbreviation', 'Giữ gìn vệ sinh tại TP. Hà Nội', 'Giữ gìn vệ sinh tại TP. Hà Nội'],
    ['a fraction', 'Vận động 3/4 số hộ tham gia', 'Vận động 3/4 số hộ tham gia'],
    ['a blank line in between', ['Vườn rau sạch', '', 'tại các hộ'], 'Vườn rau sạch tại các hộ'],
  ])('%s', async (_, lines, model) => {
    expect(await readCell(lines)).toEqual({ models: [model], codes: [] })
    expect(await readCell(lines, true)).toEqual({ models: [model], codes: [] })
  })
})

describe('for the clerk, as it stands', () => {
  it.each<[string, string | readonly string[], FindingCode]>([
    ['semicolons', 'Vườn rau sạch; Tuyến đường hoa', 'model-split-unclear'],
    ['semicolons at line ends', ['Vườn rau sạch;', 'Tuyến đường hoa'], 'model-split-unclear'],
    ['marks on some lines only', ['- Vườn rau sạch', 'Tuyến đường hoa'], 'model-split-unclear'],
    ['a heading over marks', ['Các mô hình:', '- Vườn rau sạch', '- Tuyến đường hoa'], 'model-split-unclear'],
    ['marks of two kinds', ['- Vườn rau sạch', '+ Khu Đồng Chằm'], 'model-split-unclear'],
    ['numbers out of order', ['1. Vườn rau sạch', '3. Tuyến đường hoa'], 'model-split-unclear'],
    ['a list in one line', '1. Vườn rau sạch 2. Tuyến đường hoa', 'model-split-unclear'],
    ['a list behind words', 'Gồm: 1. Vườn rau sạch 2. Tuyến đường hoa', 'model-split-unclear'],
    ['bullets in one line', '- Vườn rau sạch - Tuyến đường hoa', 'model-split-unclear'],
    ['round bullets in one line', 'Vườn rau sạch • Tuyến đường hoa', 'model-split-unclear'],
    ['letters in one line', 'a) Vườn rau sạch b) Tuyến đường hoa', 'model-split-unclear'],
    ['sentences', 'Vườn rau sạch. Tuyến đường hoa.', 'model-split-unclear'],
    ['two that call themselves models', 'Mô hình "Vườn rau" và mô hình "Đường hoa"', 'model-split-unclear'],
    ['a line of one word', ['Vườn rau sạch', 'Camera'], 'model-split-unclear'],
    ['a line that begins with a number', ['Vườn rau sạch', '5 không 3 sạch'], 'model-split-unclear'],
    ['a line that says nothing', ['- Vườn rau sạch', '- Không'], 'model-split-unclear'],
    ['letters that name nothing', 'xxx', 'model-split-unclear'],
    ['a plan enclosed', 'Có kế hoạch kèm theo', 'model-elsewhere'],
    ['another year', 'Như năm 2021', 'model-elsewhere'],
    ['the year before', 'Giữ nguyên như năm trước', 'model-elsewhere'],
    ['another row', 'Như mục 1', 'model-elsewhere'],
    ['a file', 'Xem file đính kèm', 'model-elsewhere'],
    ['an address', 'https://drive.google.com/x', 'model-elsewhere'],
    ...[
      'Đăng ký',
      'Mô hình 1',
      'Dân vận khéo',
      'Tiếp tục thực hiện',
      'Văn hóa - xã hội',
      '(ghi cụ thể tên mô hình)',
    ].map((words): [string, string, 'mark-as-model'] => ['the form’s words', words, 'mark-as-model']),
    ['a line of the form’s words', ['- Vườn rau sạch', '- Mô hình 2'], 'model-split-unclear'],
    ['digits only', '2022', 'model-split-unclear'],
    [
      'a plan',
      `Vườn rau sạch ${'với sự tham gia của toàn thể cán bộ đảng viên '.repeat(6)}`.trim(),
      'model-too-long',
    ],
  ])('%s', async (_, lines, code) => {
    const whole = [lines].flat().join(' ').replace(/\s+/g, ' ')
    expect(await readCell(lines)).toEqual({ models: [whole], codes: [code] })
  })
  it.each(['x', 'X', '✓', 'v', 'có'])('a tick: %s', async text => {
    expect(await readCell(text)).toEqual({ models: [''], codes: ['mark-as-model'] })
  })
  it.each([
    '01',
    '2',
    '02 mô hình',
    'có 01 mô hình',
    '01 MH',
    '(02)',
    '02 (hai) mô hình',
    'Một mô hình',
    '1 mô hình, 2 điển hình',
    '03.',
  ])('a count: %s', async text => {
    expect(await readCell(text)).toEqual({ models: [''], codes: ['count-as-model'] })
  })
  it('a table in the cell', async () => {
    const seen = await readForms(
      docx(
        form([
          row(['1', 'Chi bộ 1', cell(table([row(['Vườn rau', 'Đường hoa'])]) + line('')), '', '', '', '']),
        ]),
      ),
    )
    expect(seen.codes).toEqual(['model-split-unclear'])
  })
})

describe('nothing', () => {
  it.each(['Không', 'không có', '0', '/', '…', '-', '--', '...', 'Không đăng ký', '//'])('%s', async text => {
    const seen = await readForms(
      formDocx({
        unit: 'Trường THCS Kim Thư',
        collectives: [
          {
            name: 'Chi bộ 1',
            models: { economy: text, 'political-system': 'Sinh hoạt chuyên đề' },
            note: text,
          },
        ],
      }),
    )
    expect(seen.rows).toEqual(['collective | Chi bộ 1 | political-system | Sinh hoạt chuyên đề'])
    expect(seen.codes).toEqual([])
  })
  it('is confirmed by the clerk when all is so', async () => {
    const seen = await readForms(
      formDocx({ unit: 'Trường THCS Kim Thư', collectives: [{ name: 'Không', models: { economy: '0' } }] }),
    )
    expect(seen).toMatchObject({ rows: [], errors: ['nothing-registered'] })
  })
  it('is another thing than a blank form', async () => {
    expect((await readForms(formDocx({ unit: 'Trường THCS Kim Thư' }))).errors).toEqual(['blank-form'])
  })
})
