/** Headings as units change them: which column is what, and which rows are people's. */
import { describe, expect, it } from 'vitest'
import {
  above,
  below,
  cell,
  collectiveHeading,
  docx,
  form,
  individualHeading,
  line,
  row,
  sectors,
  signature,
  table,
  top,
  wide,
} from './raw-docx.ts'
import { readForms } from './read.ts'

const of = (...tables: string[][]) =>
  readForms(docx([...above, ...tables.flatMap(rows => [table(rows), line('')]), ...signature].join('')))
const collective = row(['1', 'Chi bộ 1', 'Vườn rau', '', '', '', ''])
const person = row(['1', 'Trần Văn Bình', '', 'Hiến đất', '', '', ''])
const both = [
  'collective | Chi bộ 1 | economy | Vườn rau',
  'individual | Trần Văn Bình | culture-society | Hiến đất',
]

describe('columns', () => {
  it.each<[string, string[]]>([
    ['abbreviated', ['TT', 'Tên tập thể', 'KT', 'VH-XH', 'QP-AN', 'XD HTCT', 'Ghi chú']],
    [
      'in capitals',
      ['STT', 'TÊN TẬP THỂ THỰC HIỆN', 'KINH TẾ', 'VĂN HOÁ - XÃ HỘI', 'ANQP', 'XÂY DỰNG HTCT', 'GHI CHÚ'],
    ],
    [
      'numbered, with the letter’s hint',
      [
        'TT',
        'Tên tập thể thực hiện',
        '1. Kinh tế',
        '2. Văn hóa, xã hội',
        '3. Quốc phòng - An ninh',
        'Xây dựng hệ thống chính trị (ghi cụ thể tên mô hình)',
        'Ghi chú',
      ],
    ],
  ])('%s', async (_, heading) => {
    const seen = await of([
      row(heading),
      row(['1', 'Chi bộ 1', 'a bê xê', 'b xê đê', 'c đê đê', 'd đê đê', 'note']),
    ])
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | economy | a bê xê | note',
      'collective | Chi bộ 1 | culture-society | b xê đê | note',
      'collective | Chi bộ 1 | security-defence | c đê đê | note',
      'collective | Chi bộ 1 | political-system | d đê đê | note',
    ])
    expect(seen.codes).toEqual([])
  })
  it('reordered, one dropped, without TT and Ghi chú', async () => {
    const seen = await of([
      row(['Tên tập thể', 'XD HTCT', 'Kinh tế', 'VHXH']),
      row(['Chi bộ 1', 'Họp chi bộ', 'Vườn rau', '']),
    ])
    expect(seen.rows).toEqual([
      'collective | Chi bộ 1 | political-system | Họp chi bộ',
      'collective | Chi bộ 1 | economy | Vườn rau',
    ])
    expect(seen.codes).toEqual([])
  })
  it.each([
    ['a column that the form does not have', ['TT', 'Tên tập thể', 'Hiệu quả', 'Kinh tế', 'VHXH']],
    ['a fifth sector', ['TT', 'Tên tập thể', 'Môi trường', 'Kinh tế', 'VHXH']],
    ['a sector twice', ['TT', 'Tên tập thể', 'Kinh tế', 'VHXH', 'Kinh tế']],
  ])('%s holds nothing back while it is blank, and all when it is not', async (_, heading) => {
    const extra = heading.length === 5 && heading[4] === 'Kinh tế' ? 4 : 2
    const cells = (text: string): string[] =>
      heading.map((_, at) => ['1', 'Chi bộ 1'][at] ?? (at === extra ? text : at === 3 ? 'Vườn rau' : ''))
    expect((await of([row(heading), row(cells(''))])).errors).toEqual([])
    expect((await of([row(heading), row(cells('Thôn 1'))])).errors).toEqual(['sector-unknown'])
  })
  it('a sector whose heading was deleted', async () => {
    const seen = await of([
      row(['TT', 'Tên tập thể', '', 'VHXH', 'QPAN']),
      row(['1', 'Chi bộ 1', 'Vườn rau', '', '']),
    ])
    expect(seen.errors).toContain('unread-residue')
  })
  it('headings over three rows, TT and Ghi chú merged, the name not', async () => {
    const seen = await of([
      row([cell('TT', top), cell(''), cell('Lĩnh vực thực hiện', wide(4)), cell('Ghi chú', top)]),
      row([cell('', below), 'Tên tập thể', cell('(ghi cụ thể tên mô hình)', wide(4)), cell('', below)]),
      row([cell('', below), '', ...sectors, cell('', below)]),
      collective,
      row(['2', 'Chi bộ 2', '', '', 'Tự quản', '', 'mới']),
    ])
    expect(seen.rows).toEqual([both[0], 'collective | Chi bộ 2 | security-defence | Tự quản | mới'])
    expect(seen.codes).toEqual([])
  })
})

describe('the two sections', () => {
  it("in one table, under the letter's own second heading", async () => {
    const seen = await of([...collectiveHeading, collective, individualHeading, person])
    expect(seen).toMatchObject({ rows: both, codes: [] })
  })
  it('in two tables', async () => {
    const heading = row(['TT', 'Tên cá nhân thực hiện', ...sectors, 'Ghi chú'])
    expect(await of([...collectiveHeading, collective], [heading, person])).toMatchObject({
      rows: both,
      codes: [],
    })
  })
  it.each(['Tên cá nhân thực hiện', 'Họ và tên cá nhân thực hiện'])(
    'under a second heading without its sectors: %s',
    async name => {
      const heading = row(['', name, '', '', '', '', ''])
      expect(await of([...collectiveHeading, collective, heading, person])).toMatchObject({
        rows: both,
        codes: [],
      })
    },
  )
  it.each([
    ['labels over the rows', row([cell('A. TẬP THỂ', wide(7))]), row([cell('B. CÁ NHÂN', wide(7))])],
    [
      'numbered labels',
      row(['I', 'Tập thể', '', '', '', '', '']),
      row(['II', 'Cá nhân:', '', '', '', '', '']),
    ],
  ])('under %s', async (_, first, second) => {
    for (const name of ['Tên tập thể thực hiện', 'Tên tập thể, cá nhân thực hiện'])
      expect(
        await of([row(['TT', name, ...sectors, 'Ghi chú']), first, collective, second, person]),
      ).toMatchObject({ rows: both, codes: [] })
  })
  it('under a label above the second heading', async () => {
    expect(
      await of([
        ...collectiveHeading,
        collective,
        row([cell('II. CÁ NHÂN', wide(7))]),
        individualHeading,
        person,
      ]),
    ).toMatchObject({ rows: both, codes: [] })
  })
  it('under a heading that comes again on the next page', async () => {
    const seen = await of([
      ...collectiveHeading,
      collective,
      ...collectiveHeading,
      row(['2', 'Chi bộ 2', '', 'Đường hoa', '', '', '']),
    ])
    expect(seen.forms).toHaveLength(1)
    expect(seen.codes).toEqual([])
  })

  const unclear = async (...rows: string[]) => {
    const seen = await of([...collectiveHeading, ...rows])
    expect(seen.errors).toEqual(['section-unclear'])
    return seen.rows
  }
  it.each([
    ['a title', row(['', 'Đ/c Bình', '', 'Hiến đất', '', '', ''])],
    ['a person’s name', row(['', 'Trần Văn Bình - Trưởng thôn', '', 'Hiến đất', '', '', ''])],
    ['numbers that begin again', row(['1', 'Hội trưởng', '', 'Hiến đất', '', '', ''])],
  ])('are asked about when the second heading was deleted, by %s', async (_, second) => {
    expect(await unclear(collective, row(['2', '', '', '', '', '', '']), second)).toHaveLength(2)
  })
  it('are asked about when the numbers begin again in blank rows', async () => {
    await unclear(
      row(['1', '', '', '', '', '', '']),
      row(['2', '', '', '', '', '', '']),
      row(['1', '', '', '', '', '', '']),
      row(['2', 'Hội trưởng', '', 'Hiến đất', '', '', '']),
    )
  })
  it('are asked about when the second heading was typed over', async () => {
    expect(await unclear(collective, row(['', 'Bà Hoa', ...sectors, '']), person)).toEqual(both)
  })
  it('are asked about when one heading stands for both', async () => {
    const seen = await of([row(['TT', 'Tên tập thể, cá nhân', ...sectors, '']), collective])
    expect(seen.errors).toEqual(['section-unclear'])
  })
  it('are asked about under a heading that says neither', async () => {
    const seen = await of([row(['TT', 'Đơn vị thực hiện', ...sectors, '']), collective])
    expect(seen.rows).toEqual([both[0]])
    expect(seen.errors).toEqual(['section-unclear'])
  })
  it("are not, for the letter's own misprint in the numbers", async () => {
    const rows = ['1', '2', '3', '3'].map(number =>
      row([number, `Chi bộ thôn ${number}`, '', `Đường hoa ${number}`, '', '', '']),
    )
    expect((await of([...collectiveHeading, ...rows])).errors).toEqual([])
  })
})

describe('a form of another make is never nothing', () => {
  it('the form without title and letter', async () => {
    const seen = await readForms(docx(form([collective], { above: above.slice(0, 3) })))
    expect(seen).toMatchObject({ standing: 'forms', errors: ['form-unmarked'], rows: [both[0]] })
  })
  it('a table inside a layout table', async () => {
    const inner = table([...collectiveHeading, collective, individualHeading, person])
    const seen = await readForms(
      docx(table([row([cell(above.join(''))]), row([cell(inner + signature.join(''))])])),
    )
    expect(seen).toMatchObject({ rows: both, codes: [] })
    expect(seen.forms[0]?.evidence[0]).toMatchObject({ kind: 'unit-line', text: 'Trường THCS Kim Thư' })
  })
})
