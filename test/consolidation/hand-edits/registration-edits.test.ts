import { describe, expect, test } from 'vitest'
import { drawTracking } from '../../../src/consolidation/draw-tables.ts'
import { snapshotOf } from '../snapshots.ts'
import {
  asWritten,
  byExcel,
  bySheetJs,
  cellOf,
  cellWith,
  editsOf,
  formOf,
  inputOf,
  inShort,
  mails,
  writtenTracking,
} from './edited.ts'

const bytes = await writtenTracking()

describe('no difference', () => {
  test('in the file as it was written', async () => {
    const edits = await editsOf(bytes)
    expect(edits).toEqual({
      kind: 'tracking',
      isBaseKnown: true,
      differences: [],
      agreed: [],
      ownColumns: [],
    })
  })

  test.each(['xlsx', 'biff8', 'ods'] as const)('in the file saved again as %s, bytes and all', async type => {
    const again = bySheetJs(bytes, () => {}, type)
    expect(Buffer.from(again).equals(bytes)).toBe(false)
    expect(inShort(await editsOf(again))).toEqual([])
    expect((await editsOf(again)).isBaseKnown).toBe(true)
  })

  test('where rows were sorted, columns moved, hidden or coloured', async () => {
    const edited = await byExcel(bytes, sheet => {
      const rows = sheet.getSheetValues().slice(2) as unknown[][]
      rows.reverse().forEach((values, index) => {
        sheet.getRow(index + 2).values = values as string[]
      })
      sheet.getColumn(3).hidden = true
      sheet.getRow(3).hidden = true
      sheet.getRow(4).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } }
      sheet.spliceColumns(2, 0, [])
      sheet.spliceRows(1, 0, ['DANH SÁCH ĐĂNG KÝ'])
    })
    expect(inShort(await editsOf(edited))).toEqual([])
  })

  test('in letters taken apart (NFD), the other place of the tone mark, spaces', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellOf(sheet, 'DVK22-0001', 'Đơn vị').value = 'Trường Mầm non Hoà Bình'
      cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = '  Trường học  hạnh phúc '.normalize('NFD')
    })
    expect(inShort(await editsOf(edited))).toEqual([])
  })

  test('in sectors, sections and units called by another of their names', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellOf(sheet, 'DVK22-0003', 'Lĩnh vực').value = 'KT'
      cellOf(sheet, 'DVK22-0005', 'Lĩnh vực').value = 'XD HTCT'
      cellOf(sheet, 'DVK22-0004', 'Tập thể, cá nhân').value = 'cá nhân'
      cellOf(sheet, 'DVK22-0001', 'Đơn vị').value = 'MN Hòa Bình'
    })
    expect(inShort(await editsOf(edited))).toEqual([])
  })

  test('where the store changed since, and the file did not', async () => {
    const changed = snapshotOf([
      { ...mails[0]!, rows: mails[0]!.rows!.map(row => ({ ...row, note: 'Nhân rộng' })) },
      { ...mails[1]!, standing: 'review' },
      mails[2]!,
      { unitId: 'mn-kim-thu', rows: [{ model: 'Đến sau' }] },
    ])
    expect(inShort(await editsOf(bytes, { snapshot: changed }))).toEqual([])
  })
})

describe('values', () => {
  test('of every column that can be corrected, each with its place', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellOf(sheet, 'DVK22-0004', 'Tên tập thể, cá nhân').value = 'Cô giáo Nguyễn Thị Lan Anh'
      cellOf(sheet, 'DVK22-0003', 'Lĩnh vực').value = 'VH-XH'
      cellOf(sheet, 'DVK22-0004', 'Tập thể, cá nhân').value = 'Tập thể'
      cellOf(sheet, 'DVK22-0006', 'Mô hình, điển hình').value = {
        richText: [{ text: 'Camera ' }, { text: 'giám sát', font: { bold: true } }],
      }
      cellOf(sheet, 'DVK22-0005', 'Ghi chú').value = null
      cellOf(sheet, 'DVK22-0005', 'Đơn vị').value = 'Đảng ủy xã Cao Viên'
      cellOf(sheet, 'DVK22-0007', 'Ghi chú').value = 2022
    })
    const edits = await editsOf(edited)
    expect(inShort(edits).toSorted()).toEqual([
      'DVK22-0003 sector: Kinh tế → VH-XH (changed)',
      'DVK22-0004 name: Cô giáo Nguyễn Thị Lan → Cô giáo Nguyễn Thị Lan Anh (changed)',
      'DVK22-0004 section: Cá nhân → Tập thể (changed)',
      'DVK22-0005 note: Duy trì →  (changed)',
      'DVK22-0005 unit: Trường Mầm non Kim Thư → Đảng ủy xã Cao Viên (changed)',
      'DVK22-0006 model: Camera an ninh → Camera giám sát (changed)',
      'DVK22-0007 note:  → 2022 (changed)',
    ])
    expect(edits.differences.find(one => one.field === 'sector')).toEqual({
      number: expect.any(Number),
      ...{
        kind: 'changed',
        reason: null,
        sheet: 'Đăng ký',
        address: 'F4',
        code: 'DVK22-0003',
        field: 'sector',
      },
      ...{ column: 'Lĩnh vực', was: 'Kinh tế', became: 'VH-XH', now: 'Kinh tế' },
      change: {
        ...{ kind: 'set', submissionId: formOf(0), version: 1, registrationId: `${formOf(0)} 2` },
        values: { sector: 'culture-society' },
      },
    })
    expect(edits.differences.find(one => one.field === 'unit')?.change).toMatchObject({
      ...{ kind: 'unit', submissionId: formOf(1), unitId: 'xa-cao-vien' },
    })
  })

  test('that are not understood, or are no cell of ours to change, are told with the reason', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellOf(sheet, 'DVK22-0003', 'Lĩnh vực').value = 'Nông nghiệp'
      cellOf(sheet, 'DVK22-0004', 'Tập thể, cá nhân').value = 'nhóm'
      cellOf(sheet, 'DVK22-0005', 'Đơn vị').value = 'Trường nào đó'
      cellOf(sheet, 'DVK22-0006', 'Mô hình, điển hình').value = null
      cellOf(sheet, 'DVK22-0007', 'Mô hình, điển hình').value = { error: '#REF!' }
      cellOf(sheet, 'DVK22-0007', 'Lưu ý').value = 'đã gọi điện'
      cellOf(sheet, 'DVK22-0001', 'Đơn vị').value = 'Đảng ủy xã Cao Viên'
    })
    const edits = await editsOf(edited)
    expect(inShort(edits).toSorted()).toEqual([
      'DVK22-0001 unit: Trường Mầm non Hòa Bình → Đảng ủy xã Cao Viên (not-traceable, unit-split)',
      'DVK22-0003 sector: Kinh tế → Nông nghiệp (not-traceable, sector-unknown)',
      'DVK22-0004 section: Cá nhân → nhóm (not-traceable, section-unknown)',
      'DVK22-0005 unit: Trường Mầm non Kim Thư → Trường nào đó (not-traceable, unit-unknown)',
      'DVK22-0006 model: Camera an ninh →  (not-traceable, emptied)',
      'DVK22-0007:  → đã gọi điện (not-traceable, column-of-ours)',
      'DVK22-0007: Dồn điền đổi thửa, làm đường giao thông nội đồng →  (not-traceable, broken-cell)',
    ])
    expect(edits.differences.every(one => one.change === null)).toBe(true)
  })

  test('longer than a cell can be are not put back from what is left of them', async () => {
    const base = snapshotOf([{ unitId: 'xa-cao-vien', rows: [{ model: 'dài '.repeat(10_000) }] }])
    const { bytes: long } = await drawTracking(inputOf(base))
    expect(inShort(await editsOf(long, { base, snapshot: base }))).toEqual([])
    const edited = await byExcel(long, sheet => {
      cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = 'ngắn'
    })
    const { differences } = await editsOf(edited, { base, snapshot: base })
    expect(differences.map(one => [one.reason, one.change])).toEqual([['too-long', null]])
  })

  test('that the store has by now are none; that it has otherwise are a conflict', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellOf(sheet, 'DVK22-0006', 'Mô hình, điển hình').value = 'Camera giám sát'
      cellOf(sheet, 'DVK22-0005', 'Mô hình, điển hình').value = 'Chi bộ kiểu mẫu'
      cellOf(sheet, 'DVK22-0001', 'Mô hình, điển hình').value = 'Trường học thân thiện'
    })
    const [first, second, third] = mails
    const changed = snapshotOf([
      { ...first!, standing: 'review' },
      { ...second!, rows: [{ ...second!.rows![0], model: 'Chi bộ năm tốt' }] },
      { ...third!, rows: [{ ...third!.rows![0], model: 'Camera giám sát' }, third!.rows![1]!] },
    ])
    // Codes are by order of the sample: those of the first form must not move.
    const snapshot = {
      ...changed,
      registrations: asWritten.registrations.map((one, at) => ({
        ...changed.registrations[at]!,
        codeNumber: one.codeNumber,
      })),
    }
    const edits = await editsOf(edited, { snapshot })
    expect(inShort(edits)).toEqual([
      'DVK22-0001 model: Trường học hạnh phúc → Trường học thân thiện (not-traceable, gone)',
      'DVK22-0005 model: Chi bộ bốn tốt → Chi bộ kiểu mẫu | Chi bộ năm tốt (conflict, changed-since)',
    ])
  })
})

describe('rows', () => {
  test('that are gone, that came, that were copied to make another one', async () => {
    const edited = await byExcel(bytes, sheet => {
      const values = (code: string): unknown[] =>
        (sheet.getRow(Number(cellWith(sheet, code).row)).values as unknown[]).slice(1)
      const copied = values('DVK22-0006')
      copied[6] = 'Cổng trường an toàn'
      const fresh = values('DVK22-0005')
      fresh[0] = null
      fresh[6] = 'Dân vận khéo trong chi bộ'
      sheet.addRow(copied as string[])
      sheet.addRow(fresh as string[])
      sheet.addRow(['', '', '', '', '', 'Cộng', 9])
      sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
    })
    const edits = await editsOf(edited)
    expect(inShort(edits)).toEqual(
      [
        ': Đảng ủy xã Cao Viên; Thôn Đống; An ninh quốc phòng; Cổng trường an toàn',
        ': Trường Mầm non Kim Thư; Chi bộ nhà trường; Xây dựng hệ thống chính trị; Dân vận khéo trong chi bộ',
      ]
        .map(text => `${text.replace(': ', ':  → ')} (row-added)`)
        .concat([
          'DVK22-0002: Trường Mầm non Hòa Bình; Tổ Mẫu giáo; Văn hóa-xã hội; Vườn rau của bé →  (row-deleted)',
        ]),
    )
    expect(edits.differences.map(one => one.change?.kind)).toEqual(['add', 'add', 'delete'])
  })

  test('with a code that nobody gave, without a unit, or of a unit that has sent nothing: told, not guessed', async () => {
    const edited = await byExcel(bytes, sheet => {
      sheet.addRow(['DVK22-0999', 'Đảng ủy xã Cao Viên', '', 'Tập thể', 'Thôn Vỹ', 'Kinh tế', 'Trồng cam'])
      sheet.addRow(['', '', '', 'Tập thể', 'Thôn Vỹ', 'Kinh tế', 'Trồng cam'])
      sheet.addRow(['', 'Đảng ủy xã Cao Viên', '', 'Tập thể', '', 'Kinh tế', 'Trồng cam'])
    })
    expect(inShort(await editsOf(edited))).toEqual([
      'DVK22-0999:  → Trồng cam (not-traceable, code-unknown)',
      ':  → ; Thôn Vỹ; Kinh tế; Trồng cam (not-traceable, unit-unknown)',
      ':  → Đảng ủy xã Cao Viên; ; Kinh tế; Trồng cam (not-traceable, row-incomplete)',
    ])
  })
})

test('columns of the clerk’s own are named, and are no difference', async () => {
  const edited = await byExcel(bytes, sheet => {
    sheet.spliceColumns(2, 0, ['Đã gọi', 'x', 'x'])
    sheet.getCell(1, sheet.columnCount + 1).value = 'Ý kiến Thường trực'
  })
  const edits = await editsOf(edited)
  expect(edits.ownColumns).toEqual(['Đã gọi', 'Ý kiến Thường trực'])
  expect(inShort(edits)).toEqual([])
})

test('a file whose base is not known any more: each difference is somebody’s to choose, and nothing is missing', async () => {
  const edited = await byExcel(bytes, sheet => {
    cellOf(sheet, 'DVK22-0006', 'Mô hình, điển hình').value = 'Camera giám sát'
    sheet.spliceRows(Number(cellWith(sheet, 'DVK22-0002').row), 1)
  })
  const edits = await editsOf(edited, { isBaseLost: true })
  expect(edits.isBaseKnown).toBe(false)
  expect(inShort(edits)).toEqual([
    'DVK22-0006 model: Camera an ninh → Camera giám sát | Camera an ninh (conflict, base-unknown)',
  ])
})
