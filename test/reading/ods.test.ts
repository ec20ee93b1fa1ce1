/** .ods: sheets as the printed document shows them, in the shape of the other formats of sheets. */
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { cell, covered, face, flat, fontStyle, ods, p, row, span } from './raw-odf.ts'
import { printed } from './read.ts'

const sheet = (name: string, content: string, style = ''): string =>
  `<table:table table:name="${name}"${style && ` table:style-name="${style}"`}>${content}</table:table>`
const valued = (type: string, value: string, text: string): string =>
  `<table:table-cell office:value-type="${type}" ${value}>${p(text)}</table:table-cell>`
const codesOf = async (bytes: Uint8Array): Promise<string[]> => {
  const { reading, second } = await readFormat(bytes)
  const doubts = (reading.value && (await second?.(reading.value))) ?? []
  return [...reading.findings, ...doubts].map(one => one.code)
}

describe('sheets', () => {
  it('keep their grid through repeated rows and cells, merges and covered cells', async () => {
    const empty = cell('', 'number-columns-repeated="16384"').replace(p(''), '')
    expect(
      await printed(
        ods(
          sheet(
            'Sheet1',
            row(
              cell('', 'number-columns-repeated="2"'),
              cell('TT', 'number-rows-spanned="2"'),
              cell('Lĩnh vực', 'number-columns-spanned="2"'),
              covered,
              empty,
            ) +
              row(cell(''), cell(''), covered, 'Kinh tế', 'Văn hóa', empty) +
              row(empty).replace('>', ' table:number-rows-repeated="1048000">'),
          ) +
            sheet(
              'Sheet2',
              row(empty, cell('A', 'number-columns-repeated="2"')).replace(
                /<table:table-cell[^>]*>\s*<\/table:table-cell>/,
                '',
              ) + row('B').replace('>', ' table:number-rows-repeated="2">'),
            ),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +---+---+----+----------+---------+
      | · | · | TT | Lĩnh vực | <       |
      | · | · | ^  | Kinh tế  | Văn hóa |
      +---+---+----+----------+---------+
      == sheet Sheet2
      +---+---+
      | A | A |
      | B | · |
      | B | · |
      +---+---+
      "
    `)
  })
  it('set hidden sheets, rows and columns apart', async () => {
    expect(
      await printed(
        ods(
          sheet(
            'Một',
            '<table:table-column/><table:table-column table:visibility="collapse"/>' +
              row('A', 'B') +
              row('C', 'D').replace('>', ' table:visibility="filter">') +
              `<table:table-row-group table:display="false">${row('E')}</table:table-row-group>`,
          ) + sheet('Hai', row('F'), 'ta2'),
          {
            automatic:
              '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
          },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet Một
      +---+
      | A |
      +---+
      == sheet Một (hidden)
      B ⏎ C ⏎ D ⏎ E
      == sheet Hai (hidden)
      +---+
      | F |
      +---+
      "
    `)
  })
  it('show drawings and remarks beside their cells', async () => {
    expect(
      await printed(
        ods(
          sheet(
            'Một',
            `<table:shapes><draw:custom-shape>${p('Hình')}</draw:custom-shape></table:shapes>` +
              row(
                `<table:table-cell office:value-type="string"><office:annotation><dc:creator>Ai</dc:creator>${p('nhận xét')}</office:annotation>${p('A')}<draw:frame><draw:text-box>${p('Hộp')}</draw:text-box></draw:frame></table:table-cell>`,
              ),
          ),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet Một
      +---+
      | A |
      +---+
      == text-box Một
      Hộp
      Hình
      == note Một (hidden)
      nhận xét
      "
    `)
  })
})

describe('cells', () => {
  it('show values by their type, not by their format', async () => {
    expect(
      await printed(
        ods(
          sheet(
            'S',
            row(
              valued('float', 'office:value="0.1"', '0,10'),
              valued('percentage', 'office:value="0.5"', '50%'),
              valued('date', 'office:date-value="2022-02-14"', '14 tháng 2'),
              valued('date', 'office:date-value="2022-02-14T08:30:00"', 'x'),
              valued('time', 'office:time-value="PT08H30M00S"', 'x'),
              valued('boolean', 'office:boolean-value="true"', 'ĐÚNG'),
              `<table:table-cell office:value-type="string" table:formula="of:=A1">${p('tính')}</table:table-cell>`,
              cell(['dòng 1', 'dòng 2']),
            ),
          ),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet S
      +-----+-----+------------+------------------+-------+------+------+-----------------+
      | 0.1 | 0.5 | 14/02/2022 | 14/02/2022 08:30 | 08:30 | TRUE | tính | dòng 1 ⏎ dòng 2 |
      +-----+-----+------------+------------------+-------+------+------+-----------------+
      "
    `)
  })
  it('say what was never computed, or failed', async () => {
    expect(
      await printed(
        ods(
          sheet(
            'S',
            row(
              '<table:table-cell table:formula="of:=A1"/>',
              `<table:table-cell office:value-type="string" calcext:value-type="error">${p('#N/A')}</table:table-cell>`,
            ),
          ),
        ),
      ),
    ).toContain('unread-text unread-text')
  })
  it('are decoded by the font of run, cell, row or column', async () => {
    const styles = {
      fonts: face('Cu', '.VnTime') + face('Moi', 'Arial'),
      automatic:
        fontStyle('ce1', 'table-cell', 'Cu') +
        fontStyle('ce2', 'table-cell', 'Moi') +
        fontStyle('T1', 'text', 'Cu'),
    }
    expect(
      await printed(
        ods(
          sheet(
            'S',
            '<table:table-column table:default-cell-style-name="ce1"/><table:table-column table:default-cell-style-name="ce2"/>' +
              row('héi', `${cell(['nông ']).replace(p('nông '), p(`nông ${span('d©n', 'T1')}`))}`) +
              row(cell('Hội', 'style-name="ce2"'), cell('héi', 'style-name="ce1"')),
          ),
          styles,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == sheet S
      +-----+----------+
      | hội | nông dân |
      | Hội | hội      |
      +-----+----------+
      "
    `)
  })
})

it('has a second reader, and is the same when flat', async () => {
  const body = sheet('S', row('Đơn vị', 'Trường') + row(cell('Mầm', 'number-columns-spanned="2"'), covered))
  expect(await codesOf(ods(body))).toEqual([])
  expect(await printed(flat('spreadsheet', body))).toBe(await printed(ods(body)))
})

it('passes over blank cells, however many', async () => {
  const blank = cell('', 'number-columns-repeated="16384"')
  const rows = row(blank).replace('>', ' table:number-rows-repeated="1048570">')
  expect(await codesOf(ods(sheet('S', row('A') + rows)))).toEqual([])
})

it.each([
  ['filled cells', cell('A', 'number-columns-repeated="16384"'), 'part-too-large'],
  ['a merge', cell('A', 'number-columns-spanned="16384" number-rows-spanned="1048576"'), 'hostile-part'],
])('refuses %s over the whole sheet', async (_, content, code) => {
  expect(
    await codesOf(ods(sheet('S', row(content).replace('>', ' table:number-rows-repeated="1048576">')))),
  ).toEqual([code])
})

it('cuts a merge that is far too wide, at once', async () => {
  const high = row(cell('A') + cell('B', 'number-rows-spanned="2"'))
  const wide = row(cell('C', 'number-columns-spanned="99999"'))
  expect(await codesOf(ods(sheet('S', high + wide)))).toEqual(['table-repaired'])
})
