/** The sheets that tell of the ledger over time: statistics, what is new, what was replaced, what was decided. */
import { describe, expect, test } from 'vitest'
import { drawTracking } from '../../src/consolidation/draw-tables.ts'
import { countFigures } from '../../src/consolidation/figures.ts'
import { makeTracking } from '../../src/consolidation/tracking-model.ts'
import type { TrackingSheet } from '../../src/consolidation/tracking-sheet.ts'
import type { Decision } from '../../src/domain/decision.ts'
import type { SentMail, Snapshot } from '../../src/domain/ledger.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { makeDistrict } from './district.ts'
import { readBack } from './read-back.ts'
import { at, campaignFolder, type Mail, messageIdOf, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const roster = rosterOf(
  unitOf('a', {
    name: 'Trường A',
    block: 'Trường',
    addresses: ['a@truong.example'],
    extendedTo: '2022-02-20',
  }),
  unitOf('b', { name: 'Trường B', block: 'Trường', confirmed: false }),
  unitOf('c', { name: 'Xã C', block: 'Xã' }),
)
const sheetOf = (name: string, snapshot: Snapshot, units: Roster = roster): TrackingSheet => {
  const found = makeTracking({ snapshot, roster: units, campaignFolder, now }).sheets.find(
    one => one.name === name,
  )
  if (!found) throw new Error(`no sheet ${name}`)
  return found
}
const rowsOf = (name: string, snapshot: Snapshot): Record<string, unknown>[] => {
  const sheet = sheetOf(name, snapshot)
  return [...sheet.rows].map(row =>
    Object.fromEntries(sheet.columns.map((column, index) => [column.heading, row[index]])),
  )
}
const formOf = (index: number): string => `${messageIdOf(index)}/1#0`

describe('Thống kê', () => {
  test.each([
    ['a district', makeDistrict()],
    [
      'none confirmed',
      (({ snapshot, roster: { units } }) => ({
        snapshot,
        roster: { units: units.map(one => ({ ...one, confirmed: false })) },
      }))(makeDistrict()),
    ],
  ])(
    '%s: each column adds up to the total, and the total is the figures’',
    (_, { snapshot, roster: units }) => {
      const sheet = sheetOf('Thống kê', snapshot, units)
      const rows = [...sheet.rows]
      const figures = countFigures(snapshot, units, campaignFolder.campaign)
      for (const [index, column] of sheet.columns.entries()) {
        if (column.kind !== 'number') continue
        const sum = rows.reduce((all, row) => all + Number(row[index] ?? 0), 0)
        expect([column.heading, sum]).toEqual([column.heading, sheet.total?.[index] ?? 0])
      }
      const total = Object.fromEntries(
        sheet.columns.map((column, index) => [column.heading, sheet.total?.[index]]),
      )
      expect(total).toMatchObject({
        'Khối đơn vị': 'Cộng',
        'Đã nhận': figures.counts.received,
        'Chưa nhận được': figures.counts.missing,
        'Mô hình, điển hình': figures.registrations.all,
        'Kinh tế': figures.sectors.find(one => one.sector === 'economy')?.count,
        'Số cá nhân': figures.individuals,
      })
      expect(sheet.below.length).toBe(figures.counts.confirmedTotal === null ? 2 : 1)
    },
  )

  test('the numbers have bars from zero, the sectors on one scale, the total none', async () => {
    const { bytes } = await drawTracking({ ...makeDistrict(), campaignFolder, now })
    const sheet = (await readBack(bytes)).getWorksheet('Thống kê')!
    const { conditionalFormattings } = sheet as unknown as {
      conditionalFormattings: { ref: string; rules: { type: string; cfvo: unknown[] }[] }[]
    }
    expect(conditionalFormattings.map(one => one.ref)).toEqual([
      'C2:E9',
      'F2:G9',
      'H2:H9',
      'I2:J9',
      'K2:O9',
      'P2:Q9',
    ])
    for (const { rules } of conditionalFormattings)
      expect(rules[0]).toMatchObject({ type: 'dataBar', cfvo: [{ type: 'num', value: 0 }, { type: 'max' }] })
    expect(sheet.getCell('A10').value).toBe('Cộng')
  })
})

describe('Phát sinh', () => {
  const report = (over: Partial<SentMail>): SentMail => ({
    ...{ id: 'summary 2022-02-10', kind: 'summary', day: '2022-02-10', state: 'sent', raw: '' },
    ...{ recipients: [], at: at('2022-02-10', '16:30'), detail: '', figures: {}, about: [] },
    ...over,
  })
  const mails: Mail[] = [
    { unitId: 'a', unitName: 'Trường A', rows: [{}, {}], receivedAt: at('2022-02-10', '08:00') },
    // Came before the report, and was let in after it.
    {
      unitId: 'b',
      unitName: 'Trường B',
      rows: [{ model: 'Vườn rau' }],
      receivedAt: at('2022-02-10', '09:00'),
    },
    {
      unitId: 'a',
      unitName: 'Trường A',
      standing: 'review',
      rows: [{}],
      receivedAt: at('2022-02-10', '10:00'),
    },
    { unitId: 'c', unitName: 'Xã C', standing: 'review', rows: [{}], receivedAt: at('2022-02-11', '08:00') },
  ]
  const said = (sentMails: SentMail[]): unknown[] =>
    rowsOf('Phát sinh', snapshotOf(mails, { sentMails })).map(row => [
      row.Loại,
      row['Đơn vị'],
      row['Mã đăng ký'],
    ])

  test('what has a later code than the report knew, its unit, and what waits since', () => {
    expect(said([report({ figures: { lastCode: 2 } })])).toEqual([
      ['Đơn vị', 'Trường B', ''],
      ['Mô hình, điển hình', 'Trường B', 'DVK22-0003'],
      ['Cần xử lý', 'Xã C', ''],
    ])
  })

  test('by the time, where the report kept no code', () => {
    expect(said([report({ at: at('2022-02-10', '08:30') })])).toEqual([
      ['Đơn vị', 'Trường B', ''],
      ['Mô hình, điển hình', 'Trường B', 'DVK22-0003'],
      ['Cần xử lý', 'Trường A', ''],
      ['Cần xử lý', 'Xã C', ''],
    ])
  })

  test('the last report that went out counts: none that was refused, none to others', () => {
    const late = { at: at('2022-02-13', '16:30'), figures: { lastCode: 3 } }
    const sent = [report({ figures: { lastCode: 2 } }), report({ ...late, state: 'refused' })]
    expect(said([...sent, report({ ...late, kind: 'digest' })])).toHaveLength(3)
    expect(said([...sent, report(late)])).toEqual([])
    expect(sheetOf('Phát sinh', snapshotOf(mails, { sentMails: sent })).below).toEqual([
      ['Báo cáo gần nhất đã gửi', '10/02/2022 16:30'],
    ])
  })

  test('before the first report nothing is listed a second time', () => {
    expect(said([])).toEqual([])
    expect(sheetOf('Phát sinh', snapshotOf(mails)).below[0]?.[1]).toMatch(/^Chưa gửi báo cáo nào/)
  })

  test('a unit whose reported form was replaced since is not there for the first time', () => {
    const replaced: Mail[] = [
      { unitId: 'a', unitName: 'Trường A', rows: [{}], supersededBy: formOf(1) },
      { unitId: 'a', unitName: 'Trường A', rows: [{ model: 'Vườn rau' }] },
    ]
    const snapshot = snapshotOf(replaced, { sentMails: [report({ figures: { lastCode: 1 } })] })
    expect(rowsOf('Phát sinh', snapshot).map(row => [row.Loại, row['Mã đăng ký']])).toEqual([
      ['Mô hình, điển hình', 'DVK22-0002'],
    ])
  })

  test('the registrations and what waits are marked in their own sheets', () => {
    const snapshot = snapshotOf(mails, { sentMails: [report({ figures: { lastCode: 2 } })] })
    const marks = (name: string): unknown[] => rowsOf(name, snapshot).map(row => row['Từ báo cáo gần nhất'])
    expect(marks('Đăng ký')).toEqual(['', '', 'mới'])
    expect(marks('Cần xử lý')).toEqual(['', 'mới'])
  })
})

const decision = (id: number, kind: Decision['kind'], subject: string, after: unknown): Decision => ({
  ...{ id, kind, subject, by: 'Cô Lan', at: at('2022-02-11', '09:00') + id * 60_000, before: null, after },
})

describe('Đã thay thế', () => {
  const mails: Mail[] = [
    {
      unitId: 'a',
      unitName: 'Trường A',
      rows: [{ name: 'Tổ 1', model: 'Vườn rau' }],
      supersededBy: formOf(1),
      fileName: 'cu.docx',
    },
    {
      unitId: 'a',
      unitName: 'Trường A',
      rows: [{ name: 'Tổ 1', model: 'Vườn rau sạch' }],
      fileName: 'moi.docx',
    },
  ]

  test('the old form, the new one, what changed, and on whose word', () => {
    const [row] = rowsOf('Đã thay thế', snapshotOf(mails))
    expect(row).toMatchObject({
      'Đơn vị': 'Trường A',
      'Bản cũ, tệp': 'cu.docx',
      'Bản mới, tệp': 'moi.docx',
      'Bản cũ, mã đăng ký': 'DVK22-0001',
      'Bản cũ, mã thư': messageIdOf(0).slice(0, 10),
      'Bản mới, mã thư': messageIdOf(1).slice(0, 10),
    })
    expect(row?.['Thay đổi']).toMatch(/^So với bản cũ:\nSửa: .*Vườn rau → .*Vườn rau sạch$/)
    expect(row?.['Căn cứ thay thế']).toMatch(/^Đơn vị ghi là bản thay thế/)
    const decided = snapshotOf(mails, { decisions: [decision(1, 'replace', formOf(1), { of: formOf(0) })] })
    expect(rowsOf('Đã thay thế', decided)[0]?.['Căn cứ thay thế']).toBe('Quyết định số 1 của Cô Lan')
  })

  test('it is in no total, and its file says what replaced it', () => {
    const snapshot = snapshotOf(mails)
    expect(rowsOf('Đăng ký', snapshot).map(row => row['Mã đăng ký'])).toEqual(['DVK22-0002'])
    const files = rowsOf('Thư', snapshot).filter(row => row.Loại === 'Tệp')
    expect(files.map(row => [row['Số mô hình'], row['Liên quan']])).toEqual([
      [0, `Đã thay bằng bản nhận 08:01 10/02/2022 (mã thư ${messageIdOf(1).slice(0, 10)})`],
      [1, ''],
    ])
  })
})

describe('Quyết định', () => {
  test('who, when, about what, what it was and became, and whether it holds', () => {
    const rows = rowsOf(
      'Quyết định',
      snapshotOf(
        [
          { unitId: null, unitName: 'Trường Bê', standing: 'review', rows: [{}] },
          { partOnly: { standing: 'review', findings: [] }, fileName: 'ảnh.jpg', subject: 'Gửi Ban' },
        ],
        {
          decisions: [
            decision(1, 'unit', formOf(0), { unitId: 'b' }),
            decision(2, 'undo', formOf(0), { decision: 1 }),
            decision(3, 'dismiss', `${messageIdOf(1)}/1`, { reason: 'Ảnh chụp hội nghị' }),
            decision(4, 'put-off', messageIdOf(1), { note: 'Chờ điện thoại' }),
            {
              ...decision(5, 'correct', formOf(0), {
                rows: [
                  {
                    from: null,
                    section: 'collective',
                    name: 'Tổ 1',
                    sector: 'economy',
                    model: 'Rau',
                    note: '',
                  },
                ],
              }),
              before: { khác: 1 },
            },
            decision(6, 'close', 'campaign', {}),
          ],
        },
      ),
    )
    expect(
      rows.map(row => [row.Số, row['Người quyết định'], row.Việc, row.Về, row['Nay là'], row['Hiệu lực']]),
    ).toEqual([
      [1, 'Cô Lan', 'Xác định đơn vị', 'Trường Bê', 'Trường B', 'đã rút lại'],
      [2, 'Cô Lan', 'Rút lại quyết định', 'Trường Bê', 'Rút lại quyết định số 1', ''],
      [3, 'Cô Lan', 'Không tổng hợp', 'ảnh.jpg', 'Ảnh chụp hội nghị', 'còn hiệu lực'],
      [4, 'Cô Lan', 'Để lại xử lý sau', 'Gửi Ban', 'Chờ điện thoại', 'còn hiệu lực'],
      [5, 'Cô Lan', 'Sửa nội dung', 'Trường Bê', 'Tập thể: Tổ 1 - Kinh tế: Rau', 'còn hiệu lực'],
      [6, 'Cô Lan', 'Kết thúc đợt đăng ký', 'Đợt đăng ký', '', 'còn hiệu lực'],
    ])
    // What has no shape of ours is still shown.
    expect(rows[4]?.['Trước đó']).toBe('{"khác":1}')
    expect(rows[0]?.Lúc).toBe(at('2022-02-11', '09:01'))
  })
})

test('units have their addresses, their own term, what waits, and when they last sent', () => {
  const [row] = rowsOf(
    'Đơn vị',
    snapshotOf([{ unitId: 'a', standing: 'review', rows: [{}], receivedAt: at('2022-02-10', '09:30') }]),
  )
  expect(row).toMatchObject({
    'Địa chỉ thư điện tử': 'a@truong.example',
    'Hạn riêng': '20/02/2022',
    'Bản chờ xử lý': 1,
    'Nhận gần nhất': at('2022-02-10', '09:30'),
  })
})

test('what somebody put off says why; what was purged says when', () => {
  const snapshot = snapshotOf([{ unitId: 'a', standing: 'review', rows: [{}] }], {
    decisions: [decision(1, 'put-off', formOf(0), { note: 'Chờ bản có dấu' })],
  })
  expect(rowsOf('Cần xử lý', snapshot)[0]?.['Để lại, lý do']).toBe('Chờ bản có dấu')
  const purged = snapshot.messages.map(one => ({ ...one, purgedAt: at('2022-03-20', '08:00') }))
  expect(rowsOf('Thư', { ...snapshot, messages: purged })[0]?.['Bản gốc']).toBe('đã xóa ngày 20/03/2022')
})
