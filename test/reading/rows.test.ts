/** Rows of the form: names, notes, dittos, merges, group rows, what is missing. */
import { describe, expect, it } from 'vitest'
import { formDocx } from '../support/forms.ts'
import {
  above,
  below,
  cell,
  docx,
  form,
  individualHeading,
  line,
  paragraph,
  row,
  run,
  signature,
  table,
  top,
  wide,
} from './raw-docx.ts'
import { readForms } from './read.ts'

const unit = 'Trường THCS Kim Thư'
const read = (...rows: string[]) => readForms(docx(form(rows)))

describe('a row', () => {
  it('is a registration for each sector with a model, with its note', async () => {
    const seen = await readForms(
      formDocx({
        unit,
        collectives: [
          {
            name: 'Chi bộ thôn 1',
            models: { economy: 'Vườn rau sạch', 'security-defence': 'Camera an ninh' },
            note: 'Duy trì',
          },
        ],
        individuals: [
          { name: 'Trần Văn Bình - Trưởng thôn', models: { 'culture-society': 'Hiến đất làm đường' } },
        ],
      }),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ thôn 1 | economy | Vườn rau sạch | Duy trì',
      'collective | Chi bộ thôn 1 | security-defence | Camera an ninh | Duy trì',
      'individual | Trần Văn Bình - Trưởng thôn | culture-society | Hiến đất làm đường',
    ])
    expect(seen.codes).toEqual([])
  })
  it('may begin late, have no number, a number in the name, a number drawn by a list', async () => {
    const numbered = paragraph(run(''), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    const seen = await read(
      row(['Chi bộ 1', 'Vườn rau', '', '', '', ''], '<w:gridBefore w:val="1"/>'),
      row(['', '2. Chi bộ 2', '', 'Đường hoa', '', '', '']),
      row([cell(numbered), 'Chi bộ 3', '', '', 'Tự quản', '', '']),
      row(['4', '', '', '', '', '', '']),
      row(['', '', '', '', '', '', '']),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | economy | Vườn rau',
      'collective | Chi bộ 2 | culture-society | Đường hoa',
      'collective | Chi bộ 3 | security-defence | Tự quản',
    ])
    expect(seen.codes).toEqual([])
  })
  it.each([
    ['a name without a model', ['1', 'Chi bộ 1', '', '', '', '', ''], 'no-model'],
    ['a note alone', ['1', '', '', '', '', '', 'Đăng ký sau'], 'no-model'],
    ['a model without a name', ['1', '', 'Vườn rau', '', '', '', ''], 'no-name'],
    ['a number for a name', ['1', '2', 'Vườn rau', '', '', '', ''], 'no-name'],
    ['a count for a name', ['1', '02 tập thể', 'Vườn rau', '', '', '', ''], 'no-name'],
    ['a tick for a name', ['1', 'x', 'Vườn rau', '', '', '', ''], 'no-name'],
    ['a tick, the model in the note', ['1', 'Chi bộ 1', 'x', '', '', '', 'Vườn rau'], 'mark-as-model'],
    ['words where the number belongs', ['Thôn', 'Chi bộ 1', 'Vườn rau', '', '', '', ''], 'unread-residue'],
    ['a model in two sectors', ['1', 'Chi bộ 1', 'Vườn rau', 'Vườn rau', '', '', ''], 'model-repeated'],
    ['two names', ['1', '- Chi bộ 1\n- Chi bộ 2', 'Vườn rau', '', '', '', ''], 'two-readings'],
    [
      'two names on plain lines',
      ['1', 'Chi hội Phụ nữ\nChi hội Nông dân', 'Vườn rau', '', '', '', ''],
      'two-readings',
    ],
    ['two persons', ['1', 'Nguyễn Văn An\nTrần Thị Bình', 'Vườn rau', '', '', '', ''], 'two-readings'],
    [
      'names set apart by a semicolon',
      ['1', 'Chi bộ 1; Chi bộ 2', 'Vườn rau', '', '', '', ''],
      'two-readings',
    ],
  ] as const)('with %s waits for the clerk', async (_, cells, code) => {
    const seen = await read(row(cells), individualHeading, row(['1', '', '', '', '', '', '']))
    expect(seen.errors).toEqual([code])
  })
  it('keeps a name broken over two lines', async () => {
    const seen = await read(row(['1', 'Công đoàn trường\nTHCS Kim Thư', 'Vườn rau', '', '', '', '']))
    expect(seen.rows).toEqual(['collective | Công đoàn trường THCS Kim Thư | economy | Vườn rau'])
    expect(seen.codes).toEqual([])
  })
  it('never drops the second of two cells under one heading', async () => {
    const heading = (name: string, economy: string): string =>
      row(['TT', cell('Tên cá nhân thực hiện', name), cell('Kinh tế', economy), 'Văn hóa-xã hội', 'Ghi chú'])
    const of = (...rows: string[]) => readForms(docx([...above, table(rows), ...signature].join('')))
    const names = await of(
      heading(wide(2), ''),
      row(['1', 'Trần Văn Bình', 'Trưởng thôn', 'Vườn rau', '', '']),
    )
    expect(names.errors).toEqual(['unread-residue'])
    const models = await of(
      heading('', wide(2)),
      row(['1', 'Trần Văn Bình', 'Vườn rau', 'Đường hoa', '', '']),
    )
    expect(models.errors).toEqual(['two-readings'])
    const one = await of(heading('', wide(2)), row(['1', 'Trần Văn Bình', '', 'Vườn rau', '', '']))
    expect(one.rows).toEqual(['individual | Trần Văn Bình | economy | Vườn rau'])
    expect(one.codes).toEqual([])
  })
})

describe('as above', () => {
  it.each(['nt', 'Nt', '-nt-', '"', '”', 'như trên', "''"])(
    '%s is the cell above, with a warning',
    async ditto => {
      const seen = await readForms(
        formDocx({
          unit,
          collectives: [
            { name: 'Chi bộ 1', models: { economy: 'Vườn rau' }, note: 'Năm đầu' },
            { name: 'Chi bộ 2', models: { economy: ditto }, note: ditto },
            { name: ditto, models: { 'culture-society': 'Đường hoa' } },
          ],
        }),
      )
      expect(seen.rows).toEqual([
        'collective | Chi bộ 1 | economy | Vườn rau | Năm đầu',
        'collective | Chi bộ 2 | economy | Vườn rau | Năm đầu',
        'collective | Chi bộ 2 | culture-society | Đường hoa',
      ])
      expect(seen.codes).toEqual(['ditto-resolved'])
    },
  )
  it('passes over a blank row', async () => {
    const seen = await read(
      row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', '']),
      row(['', '', '', '', '', '', '']),
      row(['2', 'Chi bộ 2', 'nt', '', '', '', '']),
    )
    expect(seen.rows.at(-1)).toBe('collective | Chi bộ 2 | economy | Vườn rau')
  })
  it.each([
    ['nothing above', row(['1', '', '', '', '', '', ''])],
    ['another sector above', row(['1', 'Chi bộ 1', '', 'Đường hoa', '', '', ''])],
    ['nothing registered above', row(['1', 'Chi bộ 1', 'Không', 'Đường hoa', '', '', ''])],
  ])('with %s waits for the clerk', async (_, before) => {
    const seen = await read(before, row(['2', 'Chi bộ 2', 'nt', '', '', '', '']))
    expect(seen.errors).toEqual(['ditto-without-source'])
    expect(seen.rows.at(-1)).toBe('collective | Chi bộ 2 | economy | ')
  })
})

describe('merged cells', () => {
  it('a name over rows with a model each', async () => {
    const seen = await read(
      row([cell('1', top), cell('Chi bộ 1', top), 'Vườn rau', '', '', '', cell('Duy trì', top)]),
      row([cell('', below), cell('', below), '', 'Đường hoa', '', '', cell('', below)]),
      row(['2', 'Chi bộ 2', '', '', 'Tự quản', '', '']),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | economy | Vườn rau | Duy trì',
      'collective | Chi bộ 1 | culture-society | Đường hoa | Duy trì',
      'collective | Chi bộ 2 | security-defence | Tự quản',
    ])
    expect(seen.codes).toEqual([])
  })
  it('a model over the rows of one name is one', async () => {
    const seen = await read(
      row([cell('1', top), cell('Chi bộ 1', top), cell('Vườn rau', top), 'Đường hoa', '', '', '']),
      row([cell('', below), cell('', below), cell('', below), '', 'Tự quản', '', '']),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | economy | Vườn rau',
      'collective | Chi bộ 1 | culture-society | Đường hoa',
      'collective | Chi bộ 1 | security-defence | Tự quản',
    ])
    expect(seen.codes).toEqual([])
  })
  it('a model over the rows of two names', async () => {
    const seen = await read(
      row(['1', 'Chi bộ 1', cell('Vườn rau', top), '', '', '', '']),
      row(['2', 'Chi bộ 2', cell('', below), '', '', '', '']),
    )
    expect(seen.errors).toEqual(['model-over-rows'])
  })
  it('a model over two sectors', async () => {
    const seen = await read(row(['1', 'Chi bộ 1', cell('Vườn rau', wide(2)), '', '', '']))
    expect(seen.rows).toEqual(['collective | Chi bộ 1 | ? | Vườn rau'])
    expect(seen.errors).toEqual(['model-over-sectors'])
  })
  it('a model over a sector and the note', async () => {
    const seen = await read(row(['1', 'Chi bộ 1', '', '', '', cell('Vườn rau', wide(2))]))
    expect(seen.errors).toEqual(['model-over-sectors'])
  })
  it('a name over a sector', async () => {
    const seen = await read(row(['1', cell('Chi bộ 1 Vườn rau', wide(2)), '', '', '', '']))
    expect(seen.errors).toContain('unread-residue')
  })
  it('a model of one name in two sectors over merged rows', async () => {
    const seen = await read(
      row([cell('1', top), cell('Chi bộ 1', top), 'Vườn rau', '', '', '', '']),
      row([cell('', below), cell('', below), '', 'Vườn rau', '', '', '']),
    )
    expect(seen.errors).toEqual(['model-repeated'])
  })
})

describe('rows that register nothing', () => {
  it.each([
    ['a total', row(['', 'Cộng', '1', '', '', '', ''])],
    ['a total in words', row([cell('Tổng cộng: 01 mô hình', wide(7))])],
    ['a total of counts', row(['', 'Tổng số', '01 mô hình', '', '', '', ''])],
    ['a sector as a group', row([cell('I. Kinh tế', wide(7))])],
    ['a numbered group', row(['I', 'Kinh tế', '', '', '', '', ''])],
    ['units of one kind', row([cell('Khối trường học', wide(7))])],
    ['units of one kind, numbered', row(['II', 'Các chi bộ nông thôn', '', '', '', '', ''])],
    ['numbers of the columns', row(['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'])],
    ['letters and numbers of the columns', row(['A', 'B', '1', '2', '3', '4', '5'])],
    ['the section as a label', row([cell('A. TẬP THỂ', wide(7))])],
  ])('%s', async (_, group) => {
    const data = row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', ''])
    for (const rows of [
      [group, data],
      [data, group],
    ]) {
      const seen = await read(...rows)
      expect(seen.rows).toEqual(['collective | Chi bộ 1 | economy | Vườn rau'])
      expect(seen.codes).toEqual([])
    }
  })
  it('but a group that we do not know is asked about', async () => {
    const seen = await read(
      row([cell('Chi bộ trường học', wide(7))]),
      row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', '']),
    )
    expect(seen.errors).toEqual(['no-model'])
  })
  it('a sector’s group over a model in another sector’s column', async () => {
    const seen = await read(
      row(['II', 'Văn hóa - xã hội', '', '', '', '', '']),
      row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', '']),
    )
    expect(seen.errors).toEqual(['two-readings'])
  })
  it.each([
    ['in front', row(['VD', 'Chi bộ thôn 1', 'Vườn rau', '', '', '', ''])],
    ['in the name', row(['1', 'Chi bộ thôn 1 (ví dụ)', 'Vườn rau', '', '', '', ''])],
    ['for a model', row(['1', 'Chi bộ thôn 1', 'Mô hình ABC', '', '', '', ''])],
  ])('a sample row left in waits: %s', async (_, sample) => {
    expect((await read(sample)).errors).toEqual(['sample-row'])
  })
  it('a sector or a number where the name belongs', async () => {
    for (const name of ['Kinh tế', '2', 'x'])
      expect((await read(row(['1', name, 'Vườn rau', '', '', '', '']))).errors).toEqual(['no-name'])
  })
  it('a note that registers one model more is asked about', async () => {
    const note = 'Ngoài ra đăng ký mô hình Camera an ninh'
    expect((await read(row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', note]))).errors).toEqual([
      'unread-residue',
    ])
  })
  it('a title among the names is a name', async () => {
    const seen = await read(
      individualHeading,
      row(['', 'Hiệu trưởng', 'Vườn rau', '', '', '', '']),
      row(['2', 'Trần Văn Bình', '', 'Đường hoa', '', '', '']),
    )
    expect(seen.rows).toEqual([
      'individual | Hiệu trưởng | economy | Vườn rau',
      'individual | Trần Văn Bình | culture-society | Đường hoa',
    ])
  })
  it('the same row twice is marked', async () => {
    const one = row(['', 'Chi bộ 1', 'Vườn rau', '', '', '', ''])
    expect((await read(one, one)).codes).toEqual(['repeated-row'])
  })
})

it('text right behind the table that registers something is residue', async () => {
  const seen = await readForms(
    docx(
      form([row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', ''])], {
        after: [line('Ngoài ra chi bộ đăng ký mô hình Đường hoa'), line('THỦ TRƯỞNG ĐƠN VỊ')],
      }),
    ),
  )
  expect(seen.errors).toEqual(['unread-residue'])
})
