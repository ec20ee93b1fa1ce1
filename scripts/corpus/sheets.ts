/** Sheets: where the form stands in them, what else is there, and what Excel makes of what is typed. */
import ExcelJS from 'exceljs'
import { grid, xlsx as rawXlsx, text } from '../../test/reading/raw-xlsx.ts'
import { drawn } from '../forms/drawn.ts'
import type { FilledForm } from '../forms/form.ts'
import { rezipped } from '../forms/zip.ts'
import { type CorpusCase, cn, more, registered, review, row, said, tt } from './case.ts'
import { heading, make, tcvn3, vni, xlsx } from './kit.ts'

const date = '2022-02-11'
const file = 'input.xlsx'
const plain: FilledForm = {
  unit: 'Đảng ủy xã Cao Dương',
  date,
  signer: 'Tạ Văn Vinh',
  signerTitle: 'BÍ THƯ',
  collectives: [
    row(
      'Hội Nông dân xã Cao Dương',
      { e: 'Máy cấy chung, mùa vụ vui', c: 'Mương sạch mỗi Chủ nhật' },
      'Đăng ký mới',
    ),
    row('Ban Chỉ huy Quân sự xã Cao Dương', { s: 'Trực gác cùng dân mùa lũ' }),
  ],
  individuals: [row('Đ/c Hồ Thị Xoan', { p: 'Tổ trưởng tổ vay vốn không nợ quá hạn' })],
}
const id = 'dang-uy-xa-cao-duong'
const withMerges: FilledForm = {
  ...plain,
  collectives: [
    row('Đoàn Thanh niên xã Cao Dương', { e: 'Vườn ươm cây giống' }),
    more({ c: 'Thư viện di động' }, 'Ba thôn'),
    row('Công an xã Cao Dương', { s: 'Tin nhắn bình yên' }),
  ],
}
const twoTables: FilledForm = { ...plain, twoTables: true }
const head = [
  ['ĐẢNG CỘNG SẢN VIỆT NAM'],
  ['Đơn vị: Trường Tiểu học Thanh Mai'],
  ['Thanh Oai, ngày 10 tháng 02 năm 2022'],
  ['BIỂU MẪU ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022'],
  ['(Kèm theo Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)'],
]

/** A workbook of ExcelJS, with the form's lines from A1 on. */
const book = async (
  rows: readonly (readonly (ExcelJS.CellValue | undefined)[])[],
  change?: (sheet: ExcelJS.Worksheet, all: ExcelJS.Workbook) => void,
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Sheet1')
  sheet.addRows([...head, heading, ...rows].map(one => [...one]))
  change?.(sheet, workbook)
  return rezipped(new Uint8Array(await workbook.xlsx.writeBuffer()))
}
const school = 'truong-tieu-hoc-thanh-mai'

export const sheetCases = async (): Promise<CorpusCase[]> => [
  make(
    'xlsx/plain',
    ['.xlsx', 'a commune that works in Excel', 'every model'],
    await xlsx(plain),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/offset',
    ['data starting at D7', 'a clerk who leaves room', 'every model'],
    await xlsx(plain, { offset: { columns: 3, rows: 6 } }),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/rich-text',
    ['rich text', 'a clerk who colours words', 'whole words'],
    await xlsx(plain, { richText: true }),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/nfd',
    ['Unicode NFD', 'a Mac', 'the same letters'],
    await xlsx(plain, { decomposed: true }),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/merges',
    ['name and TT merged down over several rows', 'a clerk who merges cells', 'both models of one name'],
    await xlsx(withMerges),
    registered(id, said(withMerges)),
    { file },
  ),
  make(
    'xlsx/decoy-sheet',
    [
      'a decoy first sheet',
      'a clerk who keeps notes in the same file',
      'the form; the decoy passed over with a warning',
    ],
    await xlsx(plain, {
      decoy: [['Danh sách mua sắm văn phòng phẩm'], ['Giấy A4', '5 ram'], ['Mực in', '2 hộp']],
    }),
    registered(id, said(plain), 'hidden-passed-over'),
    { file },
  ),
  make(
    'xlsx/hidden-draft',
    [
      'a hidden draft (passed over, with a warning)',
      'a clerk who hides the first try',
      'the shown sheet alone',
    ],
    await xlsx(plain, {
      hiddenDraft: { ...plain, collectives: [row('Chi bộ thôn cũ', { e: 'Bản nháp đừng đọc' })] },
    }),
    registered(id, said(plain), 'hidden-passed-over'),
    { file },
  ),
  make(
    'xlsx/two-sheets',
    ['the two blocks on two sheets', 'a clerk who fills a sheet for each', 'one form, both sections'],
    await xlsx(twoTables, { twoSheets: true }),
    registered(id, said(twoTables)),
    { file },
  ),
  make(
    'xlsx/tcvn3',
    ['TCVN3 by the cell’s font', 'an office with old fonts', 'Unicode'],
    await xlsx(plain, { letters: tcvn3 }),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/vni',
    ['VNI by the cell’s font', 'an office with old fonts', 'Unicode'],
    await xlsx(plain, { letters: vni }),
    registered(id, said(plain)),
    { file },
  ),
  make(
    'xlsx/typed-numbers',
    [
      'numbers as numbers, dates as dates',
      'what Excel makes of typing',
      'the number under TT is no model; the day as written',
    ],
    await xlsx(
      {
        ...plain,
        collectives: [row('Trạm Y tế xã Cao Dương', { c: 'Tiêm chủng không bỏ sót' }, '15/02/2022')],
        individuals: [],
      },
      { typed: true },
    ),
    registered(id, [tt('Trạm Y tế xã Cao Dương', 'c', 'Tiêm chủng không bỏ sót', '15/02/2022')]),
    { file },
  ),
  make(
    'xlsx/lines-in-cell',
    ['line breaks of a cell, each piece marked', 'Alt+Enter', 'two models'],
    await xlsx({
      ...plain,
      collectives: [
        row('Chi bộ thôn Hạ', { c: ['- Ngõ nhỏ treo đèn lồng', '- Nhà vệ sinh trường học thân thiện'] }),
      ],
      individuals: [],
    }),
    registered(id, [
      tt('Chi bộ thôn Hạ', 'c', 'Ngõ nhỏ treo đèn lồng'),
      tt('Chi bộ thôn Hạ', 'c', 'Nhà vệ sinh trường học thân thiện'),
    ]),
    { file },
  ),
  make(
    'xlsx/hidden-rows',
    ['hidden rows', 'a clerk who hides last year’s rows', 'the shown rows; the hidden ones leave a finding'],
    await book(
      [
        [1, 'Tổ 1', '', 'Chào buổi sáng'],
        [2, 'Tổ 2 (năm 2021)', '', 'Việc đã xong'],
        [3, 'Tổ 3', '', 'Gửi lời cảm ơn'],
      ],
      sheet => {
        sheet.getRow(8).hidden = true
      },
    ),
    {
      outcome: 'registered',
      mayReview: true,
      findings: ['hidden-passed-over'],
      forms: [
        {
          unit: school,
          registrations: [tt('Tổ 1', 'c', 'Chào buổi sáng'), tt('Tổ 3', 'c', 'Gửi lời cảm ơn')],
        },
      ],
    },
    { file },
  ),
  make(
    'xlsx/formulas',
    ['formulas: what they show', 'a clerk who joins texts', 'the shown words'],
    await book([
      [
        1,
        { formula: '"Tổ "&"Công tác học sinh"', result: 'Tổ Công tác học sinh' },
        '',
        'Tủ đồ dùng chung',
        '',
        '',
        { formula: '1+1', result: 2 },
      ],
      [{ formula: 'A7+1', result: 2 }, 'Tổ Y tế học đường', '', 'Rửa tay sáu bước'],
    ]),
    registered(school, [
      tt('Tổ Công tác học sinh', 'c', 'Tủ đồ dùng chung', '2'),
      tt('Tổ Y tế học đường', 'c', 'Rửa tay sáu bước'),
    ]),
    { file },
  ),
  make(
    'xlsx/apostrophes',
    ['leading apostrophes, numbers as text', 'a clerk who was taught to type them', 'the text without them'],
    await book([["'1", 'Tổ Bảo vệ', '', '', 'Trực đêm không ngủ gật']]),
    { ...registered(school, [tt('Tổ Bảo vệ', 's', 'Trực đêm không ngủ gật')]), mayReview: true },
    { file },
  ),
  make(
    'xlsx/signature-rows',
    ['the signature block: never registrations', 'a form drawn down to the signature', 'the models alone'],
    await book([
      [1, 'Tổ Thư viện', '', 'Sách nói cho em khiếm thị'],
      [],
      ['', '', '', '', '', 'THỦ TRƯỞNG ĐƠN VỊ'],
      ['', '', '', '', '', '(Ký, đóng dấu)'],
      ['', '', '', '', '', 'Hoàng Thị Chín'],
    ]),
    registered(school, [tt('Tổ Thư viện', 'c', 'Sách nói cho em khiếm thị')]),
    { file },
  ),
  make(
    'xlsx/other-sheet-of-form',
    [
      'several sheets, one with more of the form under other headings',
      'a clerk who adds a sheet',
      'review: the second sheet’s words are named',
    ],
    await book([[1, 'Tổ Tin học', '', 'Máy cũ lớp mới']], (_, all) => {
      all
        .addWorksheet('Bổ sung')
        .addRows([['Các mô hình đăng ký bổ sung'], ['Tổ Nhạc: mô hình Sáo trúc giờ chơi']])
    }),
    review('unread-residue'),
    { file, name: 'xlsx-more-on-another-sheet' },
  ),
  make(
    'xlsx/raw-inline',
    ['.xlsx of another writer: inline strings, no styles', 'a web form’s export', 'every model'],
    rawXlsx([{ data: grid([...head, heading, ['1', 'Tổ Hậu cần', '', 'Cơm bán trú ấm lòng', '', '', '']]) }]),
    registered(school, [tt('Tổ Hậu cần', 'c', 'Cơm bán trú ấm lòng')]),
    { file },
  ),
  make(
    'xlsx/raw-shared',
    ['.xlsx with shared strings in another order', 'a web form’s export', 'every model'],
    sharedStrings(),
    registered(school, [tt('Tổ Đọc sách', 'c', 'Một cuốn sách, hai thế hệ')]),
    { file },
  ),
  make(
    'xlsx/two-forms-on-sheet',
    ['several forms in one file, on one sheet', 'a department that gathers two schools', 'two forms'],
    await book([
      [1, 'Tổ 5', '', 'Bạn giúp bạn'],
      [],
      ['THỦ TRƯỞNG ĐƠN VỊ'],
      [],
      [head[0]![0]],
      ['Đơn vị: Trường THCS Thanh Mai'],
      [head[3]![0]],
      [head[4]![0]],
      heading,
      [1, 'Tổ Sử', '', 'Đền làng em kể'],
    ]),
    {
      outcome: 'registered',
      findings: [],
      forms: [
        { unit: school, registrations: [tt('Tổ 5', 'c', 'Bạn giúp bạn')] },
        { unit: 'truong-thcs-thanh-mai', registrations: [tt('Tổ Sử', 'c', 'Đền làng em kể')] },
      ],
    },
    { file },
  ),
  make(
    'xlsx/form-a-sheet',
    ['several forms in one file, a sheet each', 'Phòng GD&ĐT sends for all', 'a form for each school'],
    await formASheet(),
    {
      outcome: 'registered',
      findings: [],
      forms: [
        { unit: 'truong-mam-non-hong-duong', registrations: [tt('Tổ Lá', 'c', 'Chợ tết của bé')] },
        {
          unit: 'truong-mam-non-dan-hoa',
          registrations: [
            tt('Tổ Hoa', 'c', 'Vườn thuốc của bà'),
            cn('Cô giáo Kim Thị Dung', 'c', 'Múa rối từ tất cũ'),
          ],
        },
      ],
    },
    { file },
  ),
  make(
    'xlsx/sector-list',
    [
      'columns Lĩnh vực | Tên mô hình in a sheet',
      'a unit that keeps lists',
      'each model in its row’s sector',
    ],
    await xlsx({
      unit: 'Phòng Văn hóa và Thông tin',
      date,
      tables: [
        drawn([
          ['STT', 'Tên tập thể thực hiện', 'Lĩnh vực', 'Tên mô hình', 'Ghi chú'],
          ['1', 'Thư viện huyện', 'VH-XH', 'Xe sách về làng', 'Mỗi tháng'],
          ['2', 'Đội Kiểm tra liên ngành', 'QP-AN', 'Karaoke đúng giờ', ''],
        ]),
      ],
    }),
    registered('phong-van-hoa-va-thong-tin', [
      tt('Thư viện huyện', 'c', 'Xe sách về làng', 'Mỗi tháng'),
      tt('Đội Kiểm tra liên ngành', 's', 'Karaoke đúng giờ'),
    ]),
    { file },
  ),
]

function sharedStrings(): Uint8Array {
  const words = ['Một cuốn sách, hai thế hệ', 'Tổ Đọc sách', ...heading]
  const at = (address: string, word: string): string =>
    `<c r="${address}" t="s"><v>${words.indexOf(word)}</v></c>`
  const rows = head.map((line, row) => `<row r="${row + 1}">${text(`A${row + 1}`, line[0]!)}</row>`)
  rows.push(
    `<row r="6">${heading.map((word, column) => at(`${String.fromCharCode(65 + column)}6`, word)).join('')}</row>`,
  )
  rows.push(`<row r="7"><c r="A7"><v>1</v></c>${at('B7', words[1]!)}${at('D7', words[0]!)}</row>`)
  return rawXlsx([{ data: rows.join('') }], {
    'xl/sharedStrings.xml': `<sst>${words.map(word => `<si><t>${word}</t></si>`).join('')}</sst>`,
  })
}

async function formASheet(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const add = (name: string, unit: string, rows: readonly (readonly string[])[]): void => {
    workbook
      .addWorksheet(name)
      .addRows([head[0]!, [`Đơn vị: ${unit}`], ...head.slice(2), heading, ...rows].map(one => [...one]))
  }
  add('MN Hồng Dương', 'Trường Mầm non Hồng Dương', [['1', 'Tổ Lá', '', 'Chợ tết của bé']])
  add('MN Dân Hòa', 'Trường Mầm non Dân Hòa', [
    ['1', 'Tổ Hoa', '', 'Vườn thuốc của bà'],
    ['', 'Tên cá nhân thực hiện', ...heading.slice(2, 6)],
    ['1', 'Cô giáo Kim Thị Dung', '', 'Múa rối từ tất cũ'],
  ])
  return rezipped(new Uint8Array(await workbook.xlsx.writeBuffer()))
}
