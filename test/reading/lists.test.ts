/** The form drawn as a list: one column for every sector's models, the sector in a column, a row above, or in front. */
import { describe, expect, it } from 'vitest'
import { above, below, cell, docx, row, signature, table, top, wide } from './raw-docx.ts'
import { readForms } from './read.ts'

const read = (...rows: string[]) => readForms(docx([...above, table(rows), ...signature].join('')))
const heading = (...cells: string[]): string => row(['TT', 'Tên tập thể thực hiện', ...cells])
const list = [
  'collective | Chi bộ thôn 1 | economy | Vườn rau sạch | mới',
  'collective | Chi bộ thôn 2 | culture-society | Tuyến đường hoa',
  'individual | Trần Văn Bình | economy | Hiến đất mở đường',
]

describe('a list', () => {
  it('with the sector in a column', async () => {
    const seen = await read(
      heading('Lĩnh vực', 'Tên mô hình', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', 'Kinh tế', 'Vườn rau sạch', 'mới']),
      row(['2', 'Chi bộ thôn 2', 'VH-XH', 'Tuyến đường hoa', '']),
      row(['', 'Tên cá nhân thực hiện', 'Lĩnh vực', 'Tên mô hình', '']),
      row(['1', 'Trần Văn Bình', 'Kinh tế', 'Hiến đất mở đường', '']),
    )
    expect(seen.rows).toEqual(list)
    expect(seen.codes).toEqual([])
  })
  it('with one sector merged down over several rows', async () => {
    const seen = await read(
      heading('Lĩnh vực thực hiện', 'Tên mô hình, điển hình', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', cell('Kinh tế', top), 'Vườn rau sạch', '']),
      row(['2', 'Chi bộ thôn 2', cell('', below), 'Chăn nuôi sạch', '']),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ thôn 1 | economy | Vườn rau sạch',
      'collective | Chi bộ thôn 2 | economy | Chăn nuôi sạch',
    ])
    expect(seen.codes).toEqual([])
  })
  it.each([
    ['numbered', ['I', 'Kinh tế', '', ''], ['II', 'Văn hóa-xã hội', '', '']],
    ['by themselves', ['', 'Kinh tế', '', ''], ['', 'Văn hóa - xã hội', '', '']],
    ['merged', [cell('I. Kinh tế', wide(4))], [cell('II. Văn hóa - Xã hội', wide(4))]],
  ])('with the sectors as rows: %s', async (_, economy, culture) => {
    const seen = await read(
      heading('Tên mô hình', 'Ghi chú'),
      row(economy),
      row(['1', 'Chi bộ thôn 1', 'Vườn rau sạch', 'mới']),
      row(culture),
      row(['1', 'Chi bộ thôn 2', 'Tuyến đường hoa', '']),
      row(['', 'Tên cá nhân thực hiện', 'Tên mô hình', '']),
      row(economy),
      row(['1', 'Trần Văn Bình', 'Hiến đất mở đường', '']),
    )
    expect(seen.rows).toEqual(list)
    expect(seen.codes).toEqual([])
  })
  it('with both sections under one heading, each with its label', async () => {
    const seen = await read(
      row(['TT', 'Tên tập thể, cá nhân', 'Lĩnh vực', 'Tên mô hình', 'Ghi chú']),
      row(['I', 'Tập thể', '', '', '']),
      row(['1', 'Chi bộ thôn 1', 'Kinh tế', 'Vườn rau sạch', 'mới']),
      row(['2', 'Chi bộ thôn 2', 'Văn hóa - xã hội', 'Tuyến đường hoa', '']),
      row(['II', 'Cá nhân', '', '', '']),
      row(['1', 'Trần Văn Bình', 'Kinh tế', 'Hiến đất mở đường', '']),
    )
    expect(seen.rows).toEqual(list)
    expect(seen.codes).toEqual([])
  })
  it('with the sector in front of each model', async () => {
    const seen = await read(
      heading('Lĩnh vực thực hiện (ghi cụ thể tên mô hình)', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', '- Kinh tế: Vườn rau sạch\n- VHXH: Tuyến đường hoa', '']),
    )
    expect(seen.rows).toEqual([
      'collective | Chi bộ thôn 1 | economy | Vườn rau sạch',
      'collective | Chi bộ thôn 1 | culture-society | Tuyến đường hoa',
    ])
    expect(seen.codes).toEqual([])
  })
  it.each([
    ['no sector', 'no-sector', ['1', 'Chi bộ thôn 1', '', 'Vườn rau sạch', '']],
    ['two sectors', 'sector-unclear', ['1', 'Chi bộ thôn 1', 'Kinh tế, VHXH', 'Vườn rau sạch', '']],
    [
      'a sector that the letter does not have',
      'sector-unclear',
      ['1', 'Chi bộ 1', 'Môi trường', 'Vườn rau', ''],
    ],
    ['two that differ', 'two-readings', ['1', 'Chi bộ thôn 1', 'Kinh tế', 'VHXH: Tuyến đường hoa', '']],
    ['no model', 'no-model', ['1', 'Chi bộ thôn 1', 'Kinh tế', '', '']],
  ])('waits where there is %s', async (_, code, cells) => {
    const seen = await read(heading('Lĩnh vực', 'Tên mô hình', 'Ghi chú'), row(cells))
    expect(seen.errors).toEqual([code])
  })
  it('without title and letter waits', async () => {
    const rows = table([
      heading('Lĩnh vực', 'Tên mô hình', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', 'Kinh tế', 'Vườn rau sạch', '']),
    ])
    expect((await readForms(docx(rows))).errors).toEqual(['form-unmarked'])
  })
})

describe('columns that units add', () => {
  it('are passed over, once, with a warning', async () => {
    const seen = await read(
      heading('Địa chỉ', 'Số người tham gia', 'Kinh tế', 'Văn hóa-xã hội', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', 'Thôn 1', '25', 'Vườn rau sạch', '', 'mới']),
      row(['2', 'Chi bộ thôn 2', 'Thôn 2', '30', '', 'Tuyến đường hoa', '']),
    )
    expect(seen.rows).toEqual(list.slice(0, 2))
    expect(seen.codes).toEqual(['column-passed-over'])
    expect(seen.errors).toEqual([])
    expect(seen.forms[0]!.findings.map(one => one.args.heading)).toEqual(['Địa chỉ', 'Số người tham gia'])
  })
})

describe('a second heading that was deleted', () => {
  it('proposes people from where the numbers begin again', async () => {
    const seen = await read(
      heading('Kinh tế', 'Văn hóa-xã hội', 'Ghi chú'),
      row(['1', 'Chi bộ thôn 1', 'Vườn rau sạch', '', 'mới']),
      row(['2', 'Chi bộ thôn 2', '', 'Tuyến đường hoa', '']),
      row(['1', 'Trần Văn Bình', 'Hiến đất mở đường', '', '']),
    )
    expect(seen.rows).toEqual(list)
    expect(seen.errors).toEqual(['section-unclear'])
    expect(seen.forms[0]!.findings.filter(one => one.code === 'section-unclear')).toHaveLength(1)
  })
})
