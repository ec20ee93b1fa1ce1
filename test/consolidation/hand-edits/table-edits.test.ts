import { describe, expect, test } from 'vitest'
import { snapshotOf } from '../snapshots.ts'
import {
  asWritten,
  byExcel,
  bySheetJs,
  cellWith,
  editsOf,
  formOf,
  inShort,
  mails,
  writtenTable,
} from './edited.ts'

const bytes = await writtenTable()

describe('no difference', () => {
  test('in the file as it was written, or saved again by another program', async () => {
    expect(await editsOf(bytes)).toEqual({
      ...{ kind: 'consolidated', isBaseKnown: true, differences: [], agreed: [], ownColumns: [] },
    })
    for (const type of ['xlsx', 'biff8'] as const)
      expect(await editsOf(bySheetJs(bytes, () => {}, type))).toMatchObject({
        isBaseKnown: true,
        differences: [],
      })
  })

  test('in what the office fills in: date, number, signer, recipients', async () => {
    const edited = await byExcel(bytes, sheet => {
      sheet.getCell('D2').value = 'Thanh Oai, ngày 15 tháng 02 năm 2022'
      sheet.addRow(['- Thường trực Huyện ủy;', '', '', '', 'Nguyễn Văn A'])
    })
    expect(inShort(await editsOf(edited))).toEqual([])
  })

  test('where TT was written anew, rows of units moved, a column of the clerk’s own put in', async () => {
    const edited = await byExcel(bytes, sheet => {
      const [a, b] = ['Trường Mầm non Hòa Bình', 'Trường Mầm non Kim Thư'].map(unit => {
        const rows: number[] = []
        sheet.eachRow((row, number) => {
          if (row.getCell(2).value === unit && rows.length === 0) rows.push(number)
        })
        return sheet.getRow(rows[0]!)
      })
      const [first, second] = [a!.values, b!.values] as [string[], string[]]
      a!.values = second
      b!.values = first
      a!.getCell(1).value = 7
      for (let row = 1; row <= sheet.rowCount; row++)
        sheet.getCell(row, 9).value = row === 10 ? 'Đã gặp' : 'x'
    })
    const edits = await editsOf(edited)
    expect(inShort(edits)).toEqual([])
    expect(edits.ownColumns).toEqual(['Đã gặp'])
  })
})

describe('a cell', () => {
  test('of models: one line changed, one struck out, one added, one moved to another sector', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellWith(sheet, 'Trường học hạnh phúc\nVườn rau của bé').value =
        'Góc thư viện\nTrường học hạnh phúc\nVườn rau sạch của bé'
      cellWith(sheet, 'Camera an ninh').value = null
      const moved = cellWith(sheet, 'Dồn điền đổi thửa, làm đường giao thông nội đồng')
      sheet.getCell(Number(moved.row), Number(moved.col) + 1).value = moved.value
      moved.value = null
    })
    const edits = await editsOf(edited)
    expect(inShort(edits)).toEqual([
      'DVK22-0002 model: Vườn rau của bé → Vườn rau sạch của bé (changed)',
      ':  → Trường Mầm non Hòa Bình; Tổ Mẫu giáo; Văn hóa-xã hội; Góc thư viện (row-added)',
      'DVK22-0006: Đảng ủy xã Cao Viên; Thôn Đống; An ninh quốc phòng; Camera an ninh →  (row-deleted)',
      'DVK22-0007 sector: Kinh tế → Văn hóa-xã hội (changed)',
    ])
    expect(edits.differences.find(one => one.kind === 'row-added')?.change).toEqual({
      ...{ kind: 'add', submissionId: formOf(0), version: 1 },
      values: {
        ...{ section: 'collective', name: 'Tổ Mẫu giáo', sector: 'culture-society' },
        ...{ model: 'Góc thư viện', note: 'Mới' },
      },
    })
  })

  test('of one line that became two: the first goes on under its code, the second is new', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellWith(sheet, 'Tiết kiệm điện, nước').value = 'Tiết kiệm điện\nTiết kiệm nước'
    })
    expect(inShort(await editsOf(edited))).toEqual([
      'DVK22-0003 model: Tiết kiệm điện, nước → Tiết kiệm điện (changed)',
      ':  → Trường Mầm non Hòa Bình; Tổ Mẫu giáo; Kinh tế; Tiết kiệm nước (row-added)',
    ])
  })

  test('of a name or a unit stands for every registration of its row', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellWith(sheet, 'Tổ Mẫu giáo').value = 'Tổ Mẫu giáo 5 tuổi'
      const chiBo = cellWith(sheet, 'Chi bộ nhà trường')
      sheet.getCell(Number(chiBo.row), 2).value = 'Đảng ủy xã Cao Viên'
    })
    expect(inShort(await editsOf(edited)).toSorted()).toEqual([
      'DVK22-0001 name: Tổ Mẫu giáo → Tổ Mẫu giáo 5 tuổi (changed)',
      'DVK22-0002 name: Tổ Mẫu giáo → Tổ Mẫu giáo 5 tuổi (changed)',
      'DVK22-0003 name: Tổ Mẫu giáo → Tổ Mẫu giáo 5 tuổi (changed)',
      'DVK22-0005 unit: Trường Mầm non Kim Thư → Đảng ủy xã Cao Viên (changed)',
    ])
  })

  test('of notes: of those that had it; where there was none, of all', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellWith(sheet, 'Mới').value = 'Nhân rộng'
      const lan = cellWith(sheet, 'Cô giáo Nguyễn Thị Lan')
      sheet.getCell(Number(lan.row), 8).value = 'Khen thưởng'
    })
    expect(inShort(await editsOf(edited))).toEqual([
      'DVK22-0001 note: Mới → Nhân rộng (changed)',
      'DVK22-0002 note: Mới → Nhân rộng (changed)',
      'DVK22-0003 note: Mới → Nhân rộng (changed)',
      'DVK22-0004 note:  → Khen thưởng (changed)',
    ])
  })

  test('of which lines cannot be told apart is told, and not guessed', async () => {
    const edited = await byExcel(bytes, sheet => {
      cellWith(sheet, 'Trường học hạnh phúc\nVườn rau của bé').value = 'Trường học hạnh phúc, vườn rau của bé'
    })
    const edits = await editsOf(edited)
    expect(inShort(edits)).toEqual([
      'DVK22-0001, DVK22-0002, DVK22-0003: Trường học hạnh phúc\nVườn rau của bé → Trường học hạnh phúc, vườn rau của bé (not-traceable, lines-unclear)',
    ])
    expect(edits.differences[0]?.address).toMatch(/^E\d+$/)
  })
})

describe('a row', () => {
  test('that is gone, that came, that stands in the other section', async () => {
    const edited = await byExcel(bytes, sheet => {
      const lan = Number(cellWith(sheet, 'Cô giáo Nguyễn Thị Lan').row)
      const lanValues = [...(sheet.getRow(lan).values as string[])].slice(1)
      sheet.getRow(lan).values = [1, 'Đảng ủy xã Cao Viên', 'Bà Trần Thị B', 'Trồng rau', '', '', '', '']
      const chiBo = Number(cellWith(sheet, 'Chi bộ nhà trường').row)
      sheet.getRow(chiBo).values = lanValues
    })
    expect(inShort(await editsOf(edited))).toEqual([
      'DVK22-0004 section: Cá nhân → Tập thể (changed)',
      ':  → Đảng ủy xã Cao Viên; Bà Trần Thị B; Kinh tế; Trồng rau (row-added)',
      'DVK22-0005: Trường Mầm non Kim Thư; Chi bộ nhà trường; Xây dựng hệ thống chính trị; Chi bộ bốn tốt →  (row-deleted)',
    ])
  })

  test('too high for one row of the sheet is compared whole', async () => {
    const long = Array.from(
      { length: 40 },
      (_, at) => `Mô hình thứ ${at + 1} của thôn, làm cho đường làng sạch đẹp`,
    )
    const base = snapshotOf([
      mails[0]!,
      { unitId: 'xa-cao-vien', rows: long.map(model => ({ name: 'Thôn Đống', sector: 'economy', model })) },
      mails[1]!,
    ])
    const tall = await writtenTable(base)
    expect(inShort(await editsOf(tall, { base, snapshot: base }))).toEqual([])
    const edited = await byExcel(tall, sheet => {
      const found: string[] = []
      sheet.eachRow(row => {
        const cell = row.getCell(4)
        if (typeof cell.value === 'string' && cell.value.includes('thứ 30 ')) {
          found.push(cell.address)
          cell.value = cell.value.replace('thứ 30 ', 'thứ ba mươi ')
        }
      })
      expect(found).toHaveLength(1)
    })
    const { differences } = await editsOf(edited, { base, snapshot: base })
    expect(differences.map(one => one.reason)).toEqual(['lines-unclear'])
  })
})

test('what the ledger changed since is no edit; what both changed is a conflict', async () => {
  const edited = await byExcel(bytes, sheet => {
    cellWith(sheet, 'Camera an ninh').value = 'Camera giám sát'
  })
  const [first, second, third] = mails
  const snapshot = snapshotOf([
    { ...first!, rows: first!.rows!.map(row => ({ ...row, model: `${row.model} 2022` })) },
    second!,
    { ...third!, rows: [{ ...third!.rows![0], model: 'Camera cổng làng' }, third!.rows![1]!] },
  ])
  expect(inShort(await editsOf(edited, { snapshot }))).toEqual([
    'DVK22-0006 model: Camera an ninh → Camera giám sát | Camera cổng làng (conflict, changed-since)',
  ])
  expect(asWritten.registrations).toHaveLength(7)
})
