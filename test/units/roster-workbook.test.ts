import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { readRosterCsv } from '../../src/units/roster-csv.ts'
import { readRosterWorkbook, renderRosterWorkbook } from '../../src/units/roster-workbook.ts'

const { wording, unitsFile } = openCampaignFolder('templates/dan-van-kheo-2022')
const start = readRosterCsv(readFileSync(unitsFile, 'utf8'))

const sheetOf = async (rows: unknown[][], before?: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  before?.(book)
  book.addWorksheet('Danh sách').addRows(rows)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const head = ['Mã', 'Tên đơn vị', 'Khối đơn vị', 'Đầu mối', 'Tên gọi khác', 'Đã xác nhận (có/không)']

describe('the clerk’s workbook', () => {
  test('what is written is read back, every unit of it', async () => {
    const roster = {
      units: start.units.map((unit, at) =>
        at % 3 === 0 ? { ...unit, confirmed: true, contact: 'Nguyễn Văn An', phone: '0912345678' } : unit,
      ),
    }
    expect(await readRosterWorkbook(await renderRosterWorkbook(roster, wording), wording)).toEqual(roster)
  })

  test('is ready to be typed in: headings frozen and filtered, text cells, có/không offered', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await renderRosterWorkbook(start, wording)).buffer as ArrayBuffer)
    const sheet = book.worksheets[0]!
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      ...head,
      'Người liên hệ',
      'Điện thoại',
      'Thư điện tử',
      'Gia hạn đến (ngày)',
    ])
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe(`A1:J${start.units.length + 1}`)
    expect(sheet.getCell('F200').dataValidation.formulae).toEqual(['"có,không"'])
    expect(sheet.getColumn(8).numFmt).toBe('@')
    expect(book.worksheets[1]?.name).toBe('Hướng dẫn')
  })

  test('takes what clerks do: own columns, moved columns, a title, blank rows, "x", numbers, many alias marks', async () => {
    const bytes = await sheetOf(
      [
        ['DANH SÁCH ĐƠN VỊ NĂM 2022'],
        [
          'STT',
          'Điện thoại',
          'ĐÃ XÁC NHẬN',
          'Tên gọi khác',
          'Tên đơn vị',
          'Mã',
          'Khối đơn vị',
          'Đầu mối',
          'Gia hạn đến',
          'Thư điện tử',
        ],
        [
          1,
          912345678,
          'x',
          'HND | Hội ND; Nông dân\nHội nông',
          '  Hội  Nông dân huyện ',
          'hoi-nong-dan',
          'MTTQ',
          '',
          '17/2/2022',
          'HND@huyen.example; <x@y.example>',
        ],
        [],
        [2, 2433871234, true, { richText: [{ text: 'B' }, { text: 'C' }] }, 'Hội Mới', '', 'Hội', 'nhóm'],
        [3, '0243 387', 'Có', '', 'Hội mời', '', 'Hội'],
        [4, '', 'Không', '', 'Hội Bốn', '', { formula: 'G5', result: 'Hội' }],
      ],
      book => book.addWorksheet('Nháp').addRow(['Tên đơn vị', 'ghi chú']),
    )
    const { units } = await readRosterWorkbook(bytes, wording)
    expect(units).toEqual([
      {
        id: 'hoi-nong-dan',
        name: 'Hội Nông dân huyện',
        block: 'MTTQ',
        group: '',
        aliases: ['HND', 'Hội ND', 'Nông dân', 'Hội nông'],
        confirmed: true,
        contact: '',
        phone: '0912345678',
        addresses: ['hnd@huyen.example', 'x@y.example'],
        extendedTo: '2022-02-17',
      },
      expect.objectContaining({
        id: 'hoi-moi',
        aliases: ['BC'],
        confirmed: true,
        group: 'nhóm',
        phone: '02433871234',
      }),
      expect.objectContaining({ id: 'hoi-moi-2', name: 'Hội mời', confirmed: true, phone: '0243 387' }),
      expect.objectContaining({ id: 'hoi-bon', block: 'Hội', confirmed: false }),
    ])
  })

  test('a row without a code keeps the id that its name has in force, wherever the row stands', async () => {
    const rows = (names: string[]): unknown[][] => [
      head,
      ...names.map(name => ['', name, 'Hội', '', '', 'x']),
    ]
    const first = await readRosterWorkbook(await sheetOf(rows(['Hội Mới', 'Hội mời'])), wording)
    const second = await readRosterWorkbook(await sheetOf(rows(['Hội mời', 'Hội Mới'])), wording, first)
    expect(second.units.map(({ id, name }) => [id, name])).toEqual([
      ['hoi-moi-2', 'Hội mời'],
      ['hoi-moi', 'Hội Mới'],
    ])
  })

  test.each([
    ['name missing', [head, ['a', '', 'K', '', '', '']], 'Dòng 2: chưa ghi tên đơn vị.'],
    ['block missing', [head, [], ['a', 'A', '', '', '', '']], 'Dòng 3: "A" chưa ghi khối đơn vị.'],
    [
      'name twice, as an alias',
      [head, ['a', 'Hội A', 'K', '', '', ''], ['b', 'Hội B', 'K', '', 'HỘI A', '']],
      'Dòng 3: tên "HỘI A" trùng với dòng 2.',
    ],
    [
      'id twice',
      [head, ['a', 'Hội A', 'K', '', '', ''], ['a', 'Hội B', 'K', '', '', '']],
      'Dòng 3: mã "a" trùng với dòng 2.',
    ],
    [
      'an unclear yes',
      [head, ['a', 'A', 'K', '', '', 'hỏi lại']],
      'Dòng 2: cột "Đã xác nhận" ghi "hỏi lại", đề nghị ghi có hoặc không.',
    ],
    [
      'a broken formula',
      [head, ['a', { formula: 'Z9', result: { error: '#REF!' } }, 'K', '', '', '']],
      'Dòng 2: ô ở cột "Tên đơn vị" bị lỗi công thức. Dòng 2: chưa ghi tên đơn vị.',
    ],
    ['no headings', [['a', 'b'], ['c']], 'Không tìm thấy dòng tiêu đề có cột "Tên đơn vị" và "Khối đơn vị".'],
    ['a column deleted', [head.slice(0, 5)], 'Thiếu cột "Đã xác nhận (có/không)".'],
    ['no units', [head], 'Danh sách không có đơn vị nào.'],
    [
      'many at once: the first ones',
      [head, ...Array.from({ length: 8 }, () => ['', '', 'K', '', '', ''])],
      `${[2, 3, 4, 5, 6].map(row => `Dòng ${row}: chưa ghi tên đơn vị.`).join(' ')} Còn 3 lỗi khác.`,
    ],
  ])('refused, in the clerk’s words: %s', async (_, rows, message) => {
    await expect(readRosterWorkbook(await sheetOf(rows), wording)).rejects.toMatchObject({
      code: 'bad-roster',
      message,
    })
  })

  test('a file that is no workbook is refused', async () => {
    await expect(readRosterWorkbook(Buffer.from('x'), wording)).rejects.toMatchObject({
      code: 'bad-roster',
      message: 'Tệp không mở được hoặc không phải tệp Excel (.xlsx).',
    })
  })
})
