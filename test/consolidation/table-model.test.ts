import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countFigures } from '../../src/consolidation/figures.ts'
import { type ConsolidatedTable, makeTable, type TableRow } from '../../src/consolidation/table-model.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { Snapshot } from '../../src/domain/ledger.ts'
import type { Standing } from '../../src/domain/outcome.ts'
import type { Roster } from '../../src/domain/unit.ts'
import { foldTones } from '../../src/text/fold.ts'
import { at, campaignFolder, type Mail, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const roster = rosterOf(
  unitOf('mttq', { name: 'Ủy ban MTTQ huyện', block: 'MTTQ và đoàn thể' }),
  unitOf('mn-a', { name: 'Trường Mầm non A', block: 'Trường Mầm non' }),
  unitOf('phu-nu', { name: 'Hội Phụ nữ huyện', block: 'MTTQ và đoàn thể' }),
)
const tableOf = (mails: readonly Mail[], over: { roster?: Roster } = {}): ConsolidatedTable =>
  makeTable({ snapshot: snapshotOf(mails), roster: over.roster ?? roster, campaignFolder, now })
const rowsOf = (table: ConsolidatedTable, section = 0): readonly TableRow[] =>
  table.sections[section]!.blocks.flatMap(block => block.rows)

describe('rows', () => {
  test('one row for a unit and name, models in their columns, each note once', () => {
    const table = tableOf([
      {
        unitId: 'mn-a',
        rows: [
          { name: 'Chi bộ  nhà trường', sector: 'economy', model: 'Vườn rau', note: 'Năm 2021' },
          { name: 'chi bộ nhà trường', sector: 'political-system', model: 'Chi bộ 4 tốt', note: 'Năm 2021' },
          { name: 'Tổ 1', sector: 'economy', model: 'Một' },
          { name: 'Chi bộ nhà trường', sector: 'economy', model: 'Vườn hoa', note: 'Mới' },
        ],
      },
    ])
    expect(rowsOf(table)).toMatchObject([
      {
        ordinal: 1,
        unit: 'Trường Mầm non A',
        name: 'Chi bộ nhà trường',
        models: [['Vườn rau', 'Vườn hoa'], [], [], ['Chi bộ 4 tốt']],
        notes: ['Năm 2021', 'Mới'],
      },
      { ordinal: 2, name: 'Tổ 1', models: [['Một'], [], [], []], notes: [] },
    ])
  })

  test('tone marks written the other way are the same name, another tone is not', () => {
    const names = ['Đ/c Nguyễn Thị Hòa', 'Đ/c Nguyễn Thị Hoà', 'Đ/c Nguyễn Thị Hoa']
    const table = tableOf([
      { unitId: 'mn-a', rows: names.map(name => ({ section: 'individual' as const, name })) },
    ])
    expect(rowsOf(table, 1).map(row => row.name)).toEqual(['Đ/c Nguyễn Thị Hòa', 'Đ/c Nguyễn Thị Hoa'])
  })

  test('the same name in two units, or in both sections, is two rows', () => {
    const table = tableOf([
      { unitId: 'mn-a', rows: [{ name: 'Công đoàn' }, { name: 'Công đoàn', section: 'individual' }] },
      { unitId: 'mttq', rows: [{ name: 'Công đoàn' }] },
    ])
    expect([rowsOf(table).length, rowsOf(table, 1).length]).toEqual([2, 1])
  })

  test('a form that was replaced is in no row and no total', () => {
    const table = tableOf([
      { unitId: 'mn-a', rows: [{ name: 'Tổ 1', model: 'Cũ' }], supersededBy: 'the one below' },
      { unitId: 'mn-a', rows: [{ name: 'Tổ 1', model: 'Mới' }] },
    ])
    expect(rowsOf(table).map(row => row.models[0])).toEqual([['Mới']])
    expect(table.total).toMatchObject({ units: 1, rows: 1, models: 1 })
  })

  test('a second form of a unit goes on in the same row', () => {
    const table = tableOf([
      { unitId: 'mn-a', rows: [{ name: 'Tổ 1', model: 'Một' }] },
      { unitId: 'mttq', rows: [{ name: 'Ban', model: 'Hai' }] },
      { unitId: 'mn-a', rows: [{ name: 'Tổ 1', model: 'Ba' }] },
    ])
    expect(rowsOf(table).map(row => row.models[0])).toEqual([['Hai'], ['Một', 'Ba']])
  })

  test('a line break inside a model is no second model', () => {
    const table = tableOf([{ unitId: 'mn-a', rows: [{ model: 'Xây dựng\n  nông thôn mới' }] }])
    expect(rowsOf(table)[0]!.models[0]).toEqual(['Xây dựng nông thôn mới'])
  })

  test('a sector that the campaign does not have loses nothing', () => {
    const table = tableOf([
      {
        unitId: 'mn-a',
        rows: [
          { name: 'Tổ 1', sector: null, model: 'Không rõ' },
          { name: 'Tổ 1', sector: 'gone', model: 'Cũ' },
        ],
      },
    ])
    expect(rowsOf(table)[0]).toMatchObject({ models: [[], [], [], []], unplaced: ['Không rõ', 'Cũ'] })
    expect(table.total.models).toBe(2)
  })
})

describe('order', () => {
  test('blocks and units stand as on the roster, whenever they came', () => {
    const table = tableOf([
      { unitId: 'mn-a', rows: [{ name: 'a' }] },
      { unitId: 'phu-nu', rows: [{ name: 'b' }] },
      { unitId: 'mttq', rows: [{ name: 'c' }] },
    ])
    expect(table.sections[0]!.blocks.map(block => block.heading)).toEqual([
      'I. MTTQ và đoàn thể',
      'II. Trường Mầm non',
    ])
    expect(rowsOf(table).map(row => row.name)).toEqual(['c', 'b', 'a'])
  })

  test('numbers run from 1 in each section, across the blocks', () => {
    const table = tableOf([
      { unitId: 'mn-a', rows: [{ name: 'a' }, { section: 'individual', name: 'x' }] },
      { unitId: 'mttq', rows: [{ name: 'b' }, { section: 'individual', name: 'y' }] },
    ])
    expect(rowsOf(table).map(row => row.ordinal)).toEqual([1, 2])
    expect(rowsOf(table, 1).map(row => row.ordinal)).toEqual([1, 2])
    expect(table.sections[1]!.blocks.map(block => block.heading)).toEqual([null])
  })

  test('a registered unit that left the roster stands last, under its own heading', () => {
    const table = tableOf([
      { unitId: 'gone', unitName: 'Hội Sinh vật cảnh', rows: [{ name: 'a' }] },
      { unitId: 'mn-a', rows: [{ name: 'b' }] },
    ])
    expect(table.sections[0]!.blocks.at(-1)).toMatchObject({
      heading: 'II. Đơn vị không còn trong danh sách',
      rows: [{ unit: 'Hội Sinh vật cảnh' }],
    })
  })
})

describe('words and totals', () => {
  test('units, collectives, individuals and models are counted apart', () => {
    const table = tableOf([
      {
        unitId: 'mn-a',
        rows: [
          { name: 'a', sector: 'economy' },
          { name: 'a', sector: 'culture-society' },
          { section: 'individual', name: 'x', sector: 'culture-society' },
        ],
      },
      { unitId: 'mttq', rows: [{ name: 'b', sector: 'economy' }] },
    ])
    expect(table.sections.map(section => section.total.words)).toEqual([
      'Cộng A: 2 đơn vị, 2 tập thể',
      'Cộng B: 1 đơn vị, 1 cá nhân',
    ])
    expect(table.total).toMatchObject({
      words: 'Tổng cộng: 2 đơn vị, 2 tập thể, 1 cá nhân',
      bySector: [2, 2, 0, 0],
      models: 4,
      modelWords: '4 mô hình, điển hình',
    })
  })

  test('what waits, repeats or is being read is in no row and no total', () => {
    const standings: Standing[] = ['review', 'duplicate', 'not-a-form', 'in-progress']
    const table = tableOf(standings.map(standing => ({ unitId: 'mn-a', standing, rows: [{}] })))
    expect([rowsOf(table).length, table.total.models, table.total.units]).toEqual([0, 0, 0])
  })

  test('an empty campaign is a table of nothing, in full words', () => {
    const table = tableOf([])
    expect(table).toMatchObject({
      title: 'BIỂU TỔNG HỢP ĐĂNG KÝ MÔ HÌNH, ĐIỂN HÌNH "DÂN VẬN KHÉO" NĂM 2022',
      basis: '(Thực hiện Công văn số 454-CV/HU, ngày 09/02/2022 của Ban Thường vụ Huyện ủy Thanh Oai)',
      asOfWords: 'Số liệu đến 16 giờ 05, ngày 14/02/2022',
      head: { left: ['HUYỆN ỦY THANH OAI', 'BAN DÂN VẬN', '*'], party: 'ĐẢNG CỘNG SẢN VIỆT NAM' },
      draft: 'DỰ THẢO',
      columns: {
        sectors: ['Kinh tế', 'Văn hóa-xã hội', 'An ninh quốc phòng', 'Xây dựng hệ thống chính trị'],
      },
      foot: { recipients: 'Nơi nhận:', signer: 'TRƯỞNG BAN' },
      total: { words: 'Tổng cộng: 0 đơn vị, 0 tập thể, 0 cá nhân' },
    })
    expect(table.sections.map(section => [section.heading, section.nameHeading])).toEqual([
      ['A. TẬP THỂ', 'Tên tập thể thực hiện'],
      ['B. CÁ NHÂN', 'Tên cá nhân thực hiện'],
    ])
    // Day and month are the office's to write.
    expect(table.head.placeAndDate).toMatch(/^Thanh Oai, ngày\s+tháng\s+năm 2022$/)
  })

  test('a text missing from the wording is a fault of the campaign, by name', () => {
    const { 'table.title': _, ...wording } = campaignFolder.wording
    const make = (): ConsolidatedTable =>
      makeTable({ snapshot: snapshotOf([]), roster, campaignFolder: { ...campaignFolder, wording }, now })
    expect(make).toThrow(new AppError('bad-campaign', 'wording.yaml: the text table.title is missing'))
  })
})

const sectors = ['economy', 'culture-society', 'security-defence', 'political-system', null]
const mail = fc.record({
  unitId: fc.constantFrom('mttq', 'mn-a', 'phu-nu', 'gone'),
  standing: fc.constantFrom<Standing>('registered', 'registered', 'review', 'duplicate', 'in-progress'),
  rows: fc.array(
    fc.record({
      section: fc.constantFrom('collective' as const, 'individual' as const),
      name: fc.constantFrom('Tổ hòa', 'Tổ hoà', 'tổ  hòa', 'Chi bộ', ''),
      sector: fc.constantFrom(...sectors),
      note: fc.constantFrom('', 'ghi', 'chú'),
    }),
    { maxLength: 6 },
  ),
})

describe('for any ledger', () => {
  const withModels = (mails: readonly Mail[]): { snapshot: Snapshot; models: string[] } => {
    let number = 0
    const named = mails.map(one => ({
      ...one,
      rows: (one.rows ?? []).map(row => ({ ...row, model: `Mô hình ${number++}` })),
    }))
    const models = named
      .filter(one => one.standing === 'registered')
      .flatMap(one => one.rows.map(row => row.model))
    return { snapshot: snapshotOf(named), models }
  }

  test("every registered registration's model stands exactly once, and nothing else does", () => {
    fc.assert(
      fc.property(fc.array(mail, { maxLength: 12 }), mails => {
        const { snapshot, models } = withModels(mails)
        const table = makeTable({ snapshot, roster, campaignFolder, now })
        const shown = [0, 1]
          .flatMap(section => rowsOf(table, section))
          .flatMap(row => [...row.models.flat(), ...row.unplaced])
        expect(shown.toSorted()).toEqual(models.toSorted())
      }),
    )
  })

  test('sums over cells, rows and units agree with the totals and with the figures', () => {
    fc.assert(
      fc.property(fc.array(mail, { maxLength: 12 }), mails => {
        const { snapshot } = withModels(mails)
        const table = makeTable({ snapshot, roster, campaignFolder, now })
        const figures = countFigures(snapshot, roster, campaignFolder.campaign)
        for (const [index, section] of table.sections.entries()) {
          const rows = rowsOf(table, index)
          expect(rows.map(row => row.ordinal)).toEqual(rows.map((_, place) => place + 1))
          expect(section.total.bySector).toEqual(
            [0, 1, 2, 3].map(sector => rows.reduce((sum, row) => sum + row.models[sector]!.length, 0)),
          )
          expect(new Set(rows.map(row => `${row.unit} | ${foldTones(row.name)}`)).size).toBe(rows.length)
        }
        expect(table.sections.map(section => section.total.rows)).toEqual([
          figures.collectives,
          figures.individuals,
        ])
        expect(table.total.models).toBe(figures.registrations.all)
        expect(table.total.bySector).toEqual(figures.sectors.filter(one => one.sector).map(one => one.count))
      }),
    )
  })
})
