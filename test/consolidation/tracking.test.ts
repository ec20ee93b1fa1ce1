import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { drawTracking } from '../../src/consolidation/draw-tables.ts'
import { makePhrase } from '../../src/consolidation/phrases.ts'
import { makeTracking } from '../../src/consolidation/tracking-model.ts'
import type { TrackingSheet } from '../../src/consolidation/tracking-sheet.ts'
import { writtenSource } from '../../src/consolidation/written-source.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import { makeDistrict } from './district.ts'
import { readBack, valuesOf } from './read-back.ts'
import { at, campaignFolder, messageIdOf, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const roster = rosterOf(
  unitOf('mn-a', {
    name: 'Trường Mầm non A',
    block: 'Trường Mầm non',
    contact: 'Cô Lan',
    phone: '0987 000 000',
  }),
  unitOf('du-x', { name: 'Đảng ủy xã X', group: 'xã X' }),
  unitOf('ub-x', { name: 'UBND xã X', group: 'xã X' }),
  unitOf('moi', { name: 'Đơn vị mới', confirmed: false }),
)
const input = (snapshot: Snapshot) => ({ snapshot, roster, campaignFolder, now })
const sheets = (snapshot: Snapshot): readonly TrackingSheet[] => makeTracking(input(snapshot)).sheets
/** A sheet's rows as objects by heading. */
const byHeading = (sheet: TrackingSheet | undefined): Record<string, unknown>[] =>
  [...(sheet?.rows ?? [])].map(row =>
    Object.fromEntries(sheet?.columns.map((column, index) => [column.heading, row[index]]) ?? []),
  )

describe('Đăng ký', () => {
  test('one row a registration, by code, with its mail, file, cell and warnings', () => {
    const cell = { kind: 'sheet', sheet: 'Sheet1', address: 'D7' } as const
    const [registrations] = sheets(
      snapshotOf([
        {
          unitId: 'mn-a',
          fileName: 'DVK.xlsx',
          fromName: 'Cô Lan',
          fromAddress: 'lan@truong.example',
          subject: 'Gửi biểu',
          receivedAt: at('2022-02-15', '08:15'),
          rows: [
            { name: 'Tổ 1', model: 'Một', source: cell },
            { name: 'Cô Lan', section: 'individual', sector: 'political-system', model: 'Hai', note: 'Mới' },
          ],
          findings: [
            { code: 'on-due-day', args: { when: '08 giờ 15' } },
            { code: 'split-by-line', args: { count: '2' }, source: cell },
            { code: 'receipt-from-header', args: {} },
          ],
        },
        { unitId: 'mn-a', standing: 'review', rows: [{}] },
      ]),
    )
    const rows = byHeading(registrations)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({
      'Mã đăng ký': 'DVK22-0001',
      'Đơn vị': 'Trường Mầm non A',
      'Khối đơn vị': 'Trường Mầm non',
      'Tập thể, cá nhân': 'Tập thể',
      'Tên tập thể, cá nhân': 'Tổ 1',
      'Lĩnh vực': 'Kinh tế',
      'Mô hình, điển hình': 'Một',
      'Ghi chú': '',
      'Nhận lúc': at('2022-02-15', '08:15'),
      'Người gửi': 'Cô Lan <lan@truong.example>',
      'Tiêu đề thư': 'Gửi biểu',
      Tệp: 'DVK.xlsx',
      'Vị trí trong tệp': 'Sheet1!D7',
      'Lưu ý': 'Gửi trong ngày hạn: 08 giờ 15.\nÔ có nhiều dòng được tách thành 2 mô hình.',
      'Mã thư': messageIdOf(0).slice(0, 10),
      'Theo ghi chú': '',
      'Từ báo cáo gần nhất': '',
    })
    expect(rows[1]).toMatchObject({
      'Mã đăng ký': 'DVK22-0002',
      'Tập thể, cá nhân': 'Cá nhân',
      'Vị trí trong tệp': 'bảng 1, dòng 4, cột 3',
      'Ghi chú': 'Mới',
      'Theo ghi chú': 'mới',
      'Lưu ý': 'Gửi trong ngày hạn: 08 giờ 15.',
    })
  })

  test('places are counted as Word and Excel count them', () => {
    const phrase = makePhrase(campaignFolder.wording)
    expect([
      writtenSource({ kind: 'cell', part: 'word/document.xml', table: 0, row: 2, cell: 3 }, phrase),
      writtenSource({ kind: 'sheet', sheet: 'Biểu 1', address: 'AA12' }, phrase),
      writtenSource({ kind: 'paragraph', part: 'word/document.xml', paragraph: 0 }, phrase),
      writtenSource({ kind: 'part' }, phrase),
    ]).toEqual(['bảng 1, dòng 3, cột 4', 'Biểu 1!AA12', 'đoạn 1', 'cả tệp'])
  })
})

describe('Cần xử lý', () => {
  test('each thing that waits has its reason in words and what was read of it', () => {
    const rows = byHeading(
      sheets(
        snapshotOf(
          [
            {
              unitId: null,
              unitName: 'Trường B',
              standing: 'review',
              rows: [{ name: 'Tổ 1', model: '', sector: null, note: 'xem sau' }],
              findings: [
                { code: 'no-model', args: { name: 'Tổ 1' } },
                { code: 'late', args: { when: '16/02/2022' } },
              ],
            },
            {
              partOnly: { standing: 'review', findings: [{ code: 'encrypted-part', args: {} }] },
              fileName: 'mat khau.docx',
            },
          ],
          { failedJobs: [{ kind: 'read', subject: messageIdOf(1), error: 'TypeError' }] },
        ),
      )[1],
    )
    expect(rows).toMatchObject([
      {
        TT: 1,
        Loại: 'Bản đăng ký',
        'Đơn vị': 'Trường B',
        'Lý do, đề nghị': '"Tổ 1" chưa ghi tên mô hình. Đề nghị hỏi lại đơn vị.',
        'Nội dung đọc được': 'Tập thể: Tổ 1 - …: … (xem sau)',
        'Lưu ý': 'Gửi sau thời hạn: 16/02/2022.',
      },
      { Loại: 'Tệp', Tệp: 'mat khau.docx', 'Nội dung đọc được': '' },
      { Loại: 'Lỗi chương trình', 'Mã thư': messageIdOf(1).slice(0, 10) },
    ])
    expect(rows[2]!['Lý do, đề nghị']).toContain('TypeError')
  })
})

describe('Thư', () => {
  test('a row for the mail and one for each part, with what became of them', () => {
    const snapshot = snapshotOf([
      { unitId: 'mn-a', unitName: 'Trường Mầm non A', rows: [{}, {}] },
      {
        partOnly: { standing: 'not-a-form', findings: [{ code: 'no-form-words', args: {} }], format: 'text' },
        fileName: '',
      },
    ])
    const unread = {
      ...snapshot.messages[1]!,
      id: 'f'.repeat(64),
      headers: null,
      standing: 'in-progress' as const,
    }
    const rows = byHeading(sheets({ ...snapshot, messages: [...snapshot.messages, unread] })[2])
    expect(rows.map(row => [row.Loại, row.Tệp, row['Kết quả'], row['Số mô hình'], row['Diễn giải']])).toEqual(
      [
        ['Thư', '', 'đã tổng hợp', null, ''],
        ['Tệp', 'DVK Trường Mầm non A.docx', 'đã tổng hợp', 2, 'Đã đọc bản đăng ký.'],
        ['Thư', '', 'không phải biểu mẫu', null, ''],
        ['Tệp', 'Nội dung thư', 'không phải biểu mẫu', 0, 'Không có nội dung đăng ký theo biểu mẫu.'],
        ['Thư', '', 'đang đọc', null, ''],
      ],
    )
  })
})

describe('Cân đối', () => {
  test('each line adds up, and the words say so', () => {
    const sheet = sheets(snapshotOf([{ rows: [{}, {}] }, { standing: 'review' }]))[3]!
    expect(sheet.columns.map(column => column.heading)).toEqual([
      'Đối tượng',
      'Đã nhận',
      'Đã tổng hợp',
      'Cần xử lý',
      'Trùng',
      'Không phải biểu mẫu',
      'Đang đọc',
      'Cộng',
      'Đối chiếu',
    ])
    expect(sheet.rows).toEqual([
      ['Thư', 2, 1, 1, 0, 0, 0, 2, 'Cân'],
      ['Tệp và nội dung thư', 2, 1, 1, 0, 0, 0, 2, 'Cân'],
      ['Bản đăng ký', 2, 1, 1, 0, 0, 0, 2, 'Cân'],
    ])
    expect(Object.fromEntries(sheet.below)).toEqual({
      'Đối chiếu chung': 'Cân',
      'Số mô hình, điển hình đã tổng hợp': 2,
      'Lỗi chương trình': 0,
      'Bản đăng ký đã được bản khác thay thế': 0,
      'Đợt đăng ký': 'Dân vận khéo năm 2022',
      'Công văn': 'Số 454-CV/HU, ngày 09/02/2022',
      'Số liệu đến': '14/02/2022 16:05',
      'Phiên bản số liệu': 7,
    })
  })

  test('an imbalance is an alarm that names the rows', () => {
    const snapshot = snapshotOf([{ rows: [{}] }])
    const below = sheets({ ...snapshot, messages: [] })[3]!.below
    expect(below.slice(0, 2)).toEqual([
      ['Đối chiếu chung', 'KHÔNG CÂN'],
      ['Tệp không thuộc thư nào', snapshot.parts[0]!.id],
    ])
  })
})

describe('Đơn vị', () => {
  test('every unit with its state; one of a group stands for the other; who is not confirmed is marked', () => {
    const rows = byHeading(
      sheets(
        snapshotOf([
          { unitId: 'mn-a', standing: 'review' },
          { unitId: 'du-x', rows: [{}, {}] },
          { unitId: 'gone', unitName: 'Hội cũ', rows: [{}] },
        ]),
      )[4],
    )
    expect(rows.map(row => [row['Đơn vị'], row['Tình trạng'], row['Số mô hình'], row['Danh sách']])).toEqual([
      ['Trường Mầm non A', 'đang xác minh', 0, 'đã xác nhận'],
      ['Đảng ủy xã X', 'đã nhận', 2, 'đã xác nhận'],
      ['UBND xã X', 'đã nhận (cùng đầu mối)', 0, 'đã xác nhận'],
      ['Đơn vị mới', 'chưa nhận được', 0, 'chưa xác nhận'],
      ['Hội cũ', 'đã nhận', 1, 'không còn trong danh sách'],
    ])
    expect(rows[0]).toMatchObject({ 'Người liên hệ': 'Cô Lan', 'Điện thoại': '0987 000 000' })
  })
})

/** `H` of `A1:H40`. */
const areaOf = (range: string | undefined): string => /:\$?([A-Z]+)/.exec(range ?? '')?.[1] ?? 'A'

describe('the file', () => {
  test('flat sheets, headings frozen, filters on, ranges named, the columns that matter printed', async () => {
    const { bytes } = await drawTracking(input(snapshotOf([{ unitId: 'mn-a', rows: [{}] }])))
    const workbook = await readBack(bytes)
    for (const sheet of workbook.worksheets) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
      expect(sheet.autoFilter).toBeTruthy()
      expect(sheet.hasMerges).toBe(false)
      expect(sheet.pageSetup).toMatchObject({ printTitlesRow: '1:1', paperSize: 9, orientation: 'landscape' })
      const printed = sheet.columns.slice(0, sheet.getColumn(areaOf(sheet.pageSetup.printArea)).number)
      // At half its size and below, print cannot be read.
      expect(printed.reduce((sum, column) => sum + (column.width ?? 0), 0)).toBeLessThan(240)
    }
    const xml = Buffer.from(unzipSync(bytes)['xl/workbook.xml']!).toString()
    const names = [...xml.matchAll(/<definedName name="(\w+)">([^<]*)</g)].map(([, name, range]) => [
      name,
      range?.replaceAll('&apos;', "'"),
    ])
    expect(names.slice(0, 5)).toEqual([
      ['DangKy', "'Đăng ký'!$A$1:$Q$2"],
      ['CanXuLy', "'Cần xử lý'!$A$1:$M$1"],
      ['Thu', "'Thư'!$A$1:$N$3"],
      ['CanDoi', "'Cân đối'!$A$1:$I$4"],
      ['DonVi', "'Đơn vị'!$A$1:$M$5"],
    ])
  })

  test('times are dates on the campaign’s clock, so that they sort', async () => {
    const { bytes } = await drawTracking(
      input(snapshotOf([{ unitId: 'mn-a', rows: [{}], receivedAt: at('2022-02-10', '00:05') }])),
    )
    const cell = (await readBack(bytes)).worksheets[0]!.getCell('I2')
    expect(cell.value).toEqual(new Date('2022-02-10T00:05:00Z'))
    expect(cell.numFmt).toBe('dd/mm/yyyy hh:mm')
  })

  test('text from mails stays text, and what is too long says so', async () => {
    const { bytes } = await drawTracking(
      input(
        snapshotOf([
          {
            unitId: 'mn-a',
            subject: '=cmd|" /C calc"!A0',
            fromName: '@x',
            rows: [{ model: '=1+1', note: 'a'.repeat(40_000) }],
          },
        ]),
      ),
    )
    const sheet = (await readBack(bytes)).worksheets[0]!
    expect(sheet.getCell('G2')).toMatchObject({ value: '=1+1', numFmt: '@' })
    expect(sheet.getCell('K2').value).toBe('=cmd|" /C calc"!A0')
    expect(String(sheet.getCell('H2').value)).toMatch(/a … \[còn \d+ ký tự, đề nghị xem bản gốc\]$/)
    const xml = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString()
    expect(xml).not.toContain('<f')
  })

  test('a district: rows as the model has them', async () => {
    const district = { ...makeDistrict(), campaignFolder, now }
    const model = makeTracking(district)
    const workbook = await readBack((await drawTracking(district)).bytes)
    for (const [index, sheet] of model.sheets.entries()) {
      const rows = valuesOf(workbook.worksheets[index]!)
      expect(rows[0]).toEqual(sheet.columns.map(column => column.heading))
      const drawn = [...sheet.rows]
      expect(rows.slice(1, drawn.length + 1).map(row => row[0])).toEqual(drawn.map(row => row[0]))
    }
  })
})
