/** The .xlsx, the .pdf and the .docx of one table say the same, read back by libraries that did not draw them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownText } from '../../src/consolidation/cell-text.ts'
import { drawConsolidated, type TablesInput } from '../../src/consolidation/draw-tables.ts'
import { makeDrawable, makePdfDocument } from '../../src/consolidation/page-font.ts'
import { type ConsolidatedTable, makeTable } from '../../src/consolidation/table-model.ts'
import { makeDistrict } from './district.ts'
import { bare, linesOfDocx, linesOfPdf, linesOfXlsx, readPdf } from './drawn.ts'
import { at, campaignFolder, type Mail, type Row, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const drawable = makeDrawable(makePdfDocument())

/** What the model says, in the words of the guide, by another hand than the drawings'. */
const linesOf = (table: ConsolidatedTable): string[][] =>
  [
    ...table.sections.flatMap((section, index) => [
      [section.heading],
      ...(index === 0 ? [] : [['TT', 'Đơn vị', section.nameHeading, ...table.columns.sectors, 'Ghi chú']]),
      ...section.blocks.flatMap(block => [
        ...(block.heading === null ? [] : [[block.heading]]),
        ...block.rows.map(row => [
          String(row.ordinal),
          row.unit,
          row.name,
          ...row.models.map(models => models.join('')),
          [...row.unplaced.map(model => `Chưa rõ lĩnh vực: ${model}`), ...row.notes].join(''),
        ]),
      ]),
      ...(section.blocks.length === 0 ? [['Chưa có đăng ký.']] : []),
      [section.total.words, ...section.total.bySector.map(String), section.total.modelWords],
    ]),
    [table.total.words, ...table.total.bySector.map(String), table.total.modelWords],
  ].map(line => line.map(bare))

const expectSame = async (input: TablesInput): Promise<void> => {
  const wanted = linesOf(makeTable(input))
  const [xlsx, pdf, docx] = await drawConsolidated(input)
  expect(linesOfXlsx(xlsx!.bytes)).toEqual(wanted)
  expect(await linesOfDocx(docx!.bytes)).toEqual(wanted)
  // Letters that the font does not have are shown as such; pdf.js gives words written from the right
  // in another order, and drops < and > beside them.
  const inOrder = (lines: readonly (readonly string[])[]): string[][] =>
    lines.map(line =>
      line.map(text =>
        /\p{Script=Hebrew}/u.test(text) ? [...text.replace(/[<>]/g, '')].toSorted().join('') : text,
      ),
    )
  expect(inOrder(linesOfPdf(await readPdf(pdf!.bytes)))).toEqual(
    inOrder(wanted.map(line => line.map(text => bare(drawable(text))))),
  )
}

test('a district', () => expectSame({ ...makeDistrict(), campaignFolder, now }))

test('an empty table', () =>
  expectSame({ snapshot: snapshotOf([]), roster: rosterOf(), campaignFolder, now }))

const words = fc.constantFrom(
  ...'xây dựng nông thôn mới đường hoa kiểu mẫu Hòa thuỷ ƯỚC Ở Ẫ Ữ Ỹ (tự quản) "5 không, 3 sạch" & <b> 2022 a/b'.split(
    ' ',
  ),
  ...[
    '=1+1',
    '+84 9',
    '@x',
    "'",
    '\u0001',
    'Mu\u0302\u0301t',
    '\u202etrái\u202c',
    'שלום',
    '😀',
    '漢字',
    '\ud800',
    '\u00ad',
    '_x0041_',
    '\u00a0',
  ],
  'w'.repeat(120),
)
const text = (most: number) => fc.array(words, { minLength: 1, maxLength: most }).map(list => list.join(' '))
const row: fc.Arbitrary<Row> = fc.record({
  section: fc.constantFrom('collective' as const, 'collective' as const, 'individual' as const),
  name: fc.oneof({ weight: 9, arbitrary: text(6) }, { weight: 1, arbitrary: text(60) }),
  sector: fc.constantFrom(
    'economy',
    'culture-society',
    'security-defence',
    'political-system',
    null,
    'sport',
  ),
  model: fc.oneof({ weight: 12, arbitrary: text(12) }, { weight: 1, arbitrary: text(400) }),
  note: fc.oneof(fc.constant(''), text(5)),
})
const mail = (units: readonly string[]): fc.Arbitrary<Mail> =>
  fc.record({
    unitId: fc.constantFrom(...units, 'left the roster'),
    rows: fc.oneof(
      fc.array(row, { maxLength: 6 }),
      // Forty models in one cell.
      fc
        .tuple(row, fc.array(text(8), { minLength: 40, maxLength: 40 }))
        .map(([one, models]) => models.map(model => ({ ...one, model }))),
    ),
  })
const units = ['mn-a', 'th-b', 'xa-c']

describe('random tables', () => {
  test('say the same in each', async () => {
    const roster = rosterOf(
      unitOf('mn-a', { name: 'Trường Mầm non A', block: 'Trường Mầm non' }),
      unitOf('th-b', { name: `Trường Tiểu học ${'B '.repeat(80)}`, block: 'Trường Tiểu học' }),
      unitOf('xa-c', { name: 'Đảng ủy xã C', block: 'Xã, thị trấn' }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(mail(units), { maxLength: 6 }), mails =>
        expectSame({ snapshot: snapshotOf(mails), roster, campaignFolder, now }),
      ),
      { numRuns: 12 },
    )
  }, 120_000)

  test('of one cell of three hundred lines', () => {
    const model = Array.from({ length: 300 }, (_, line) => `Dòng thứ ${line + 1} của một ô rất dài`).join(' ')
    const rows: Row[] = [{ name: 'Trước' }, { name: 'Dài', model }, { name: 'Sau' }]
    return expectSame({
      snapshot: snapshotOf([{ rows }]),
      roster: rosterOf(unitOf('u1')),
      campaignFolder,
      now,
    })
  })
})

test('words that paper cannot hold are shown as such', () => {
  expect(drawable(shownText('a\u0001 😀 漢 b\u00ad'))).toBe('a\ufffd \ufffd \ufffd b')
})
