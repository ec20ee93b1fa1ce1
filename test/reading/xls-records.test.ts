/** .xls record by record: what writers may do, what old Excels did, what is damaged or meant to harm. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../src/reading/document/model.ts'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import {
  carriedOn,
  f64,
  font,
  formula,
  label,
  latin1,
  oleOf,
  place,
  type RawXls,
  record,
  shared,
  strings,
  style,
  u8,
  u16,
  u32,
  unicode,
  utf16,
  xls,
  xlsStream,
} from './raw-xls.ts'
import { documentOf, printed } from './read.ts'

const oneSheet = (records: readonly Buffer[], globals: readonly Buffer[] = []): Uint8Array =>
  xls({ globals, sheets: [{ records }] })
/** Index 4 is left out in the numbering: the fifth font here is number 5. */
const fonts = ['Arial', 'Arial', 'Arial', '.VnTime', 'VNI-Times', '.VnTimeH'].map(name => font(name))

describe('cells', () => {
  it('of every kind', async () => {
    const rk = (value: number, hundredths = 0): number => ((value << 2) | 2 | hundredths) >>> 0
    const text = (kind: number, value = 0): Buffer => u8(kind, 0, value, 0, 0, 0, 0xff, 0xff)
    const file = oneSheet(
      [
        record(0x27e, place(0, 0), u32(rk(7))),
        record(0x27e, place(0, 1), u32(rk(-1234, 1))),
        record(0xbd, u16(0, 2), u16(0), u32(rk(1)), u16(1), u32(rk(44_606)), u16(3)),
        record(0x203, place(0, 4), f64(0.1 + 0.2)),
        record(0x203, place(0, 5, 1), f64(44_606.5)),
        record(0x205, place(1, 0), u8(1, 0)),
        record(0x205, place(1, 1), u8(0x2a, 1)),
        formula(1, 2, f64(3)),
        formula(1, 3, text(0)),
        record(0x4bc, u16(0)),
        record(0x207, unicode('kết quả')),
        formula(1, 4, text(1, 1)),
        formula(1, 5, text(2, 0x17)),
        formula(2, 0, text(3)),
        formula(2, 1, f64(0), 1),
        formula(2, 2, text(0)),
        label(2, 3, 'nhãn'),
        record(0x201, place(2, 4)),
        shared(2, 5, 9),
      ],
      [font('Arial'), style(0), style(0, 14)],
    )
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +------+--------+---+------------+------+------------------+
      | 7    | -12.34 | 1 | 14/02/2022 | 0.3  | 14/02/2022 12:00 |
      | TRUE | #N/A   | 3 | kết quả    | TRUE | #REF!            |
      | ·    | =      | = | nhãn       | ·    | #9               |
      +------+--------+---+------------+------+------------------+
      unread-text unread-text unread-text unread-text
      "
    `)
  })
  it('with fonts of their own, decoded by them', async () => {
    const runs = (text: string, ...marks: number[]): Buffer =>
      Buffer.concat([u16(text.length), u8(9), u16(marks.length / 2), utf16(text), u16(...marks)])
    const file = oneSheet(
      [shared(0, 0, 0), shared(0, 1, 0, 1), shared(0, 2, 1, 1), label(0, 3, 'tr\u00adêng', 2)],
      [
        ...fonts,
        style(0),
        style(3),
        style(6),
        strings(unicode('Tr\u00adêng'), runs('tr\u00adêng tröôøng xã', 7, 5, 14, 0)),
      ],
    )
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +--------+--------+------------------+--------+
      | Trường | Trường | trường trường xã | TRƯỜNG |
      +--------+--------+------------------+--------+
      legacy-letters
      "
    `)
    const { reading, second } = await readFormat(file)
    expect(await second?.(reading.value!)).toEqual([])
  })
  it('whose text goes on in other records, in one byte a letter or two', async () => {
    const file = oneSheet(
      [shared(0, 0, 0), shared(0, 1, 1), shared(0, 2, 2), shared(0, 3, 3)],
      [
        record(0xfc, u32(4, 4), u16(9), u8(0), latin1('Lang')),
        carriedOn(u8(1), utf16('  hoa'), u16(2), u8(0)),
        // Before its first letter, and inside what stands behind the text.
        carriedOn(u8(0), latin1('Ao'), u16(2), u8(0x0c), u16(1), u32(4), latin1('ca'), u8(1)),
        carriedOn(u8(0), u16(0), u32(0)),
        carriedOn(u16(3), u8(0), latin1('Cuo')),
      ],
    )
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +----------+----+----+-----+
      | Lang hoa | Ao | ca | Cuo |
      +----------+----+----+-----+
      "
    `)
  })
  it('once each, where fonts are said to change backwards', async () => {
    const back = Buffer.concat([u16(6), u8(8), u16(3), latin1('Chi bo'), u16(4, 0, 2, 0, 5, 0)])
    const { document } = await documentOf(oneSheet([shared(0, 0, 0)], [strings(back)]))
    expect(document.sections.map(section => textOf(section.blocks))).toEqual(['Chi bo'])
  })
  it('under merges, in hidden rows, columns and sheets', async () => {
    const file = xls({
      sheets: [
        {
          records: [
            record(0x7d, u16(5, 6, 2000, 0, 1, 0)),
            record(0x208, u16(3, 0, 9, 255, 0, 0), u32(0x20)),
            label(0, 0, 'gộp'),
            label(0, 3, 'bên'),
            label(0, 5, 'cột ẩn'),
            record(0xbe, u16(1, 2), u16(0, 0), u16(3)),
            label(3, 1, 'dòng ẩn'),
            record(0xe5, u16(2), u16(0, 1, 0, 1), u16(1, 2, 3, 3)),
          ],
        },
        { name: 'Nháp', state: 2, records: [label(0, 0, 'nháp')] },
        { name: 'Biểu đồ', kind: 2, records: [label(0, 0, 'đồ thị')] },
      ],
    })
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +-----+---+---+-----+
      | gộp | < | · | bên |
      | ^   | ^ | · |     |
      | ·   | · | · | ^   |
      +-----+---+---+-----+
      == sheet Sheet1 (hidden)
      cột ẩn ⏎ dòng ẩn
      == sheet Nháp (hidden)
      +------+
      | nháp |
      +------+
      "
    `)
  })
})

describe('what lies over the sheet', () => {
  it('boxes of text, decoded; remarks are kept apart; a chart is not the sheet', async () => {
    const object = (kind: number): Buffer => record(0x5d, u16(0x15, 0x12, kind, 1, 0), Buffer.alloc(12))
    const box = (text: string, ...marks: number[]): Buffer =>
      Buffer.concat([
        record(0x1b6, u16(0, 0, 0, 0, 0, text.length, marks.length * 4, 0, 0)),
        carriedOn(u8(1), utf16(text)),
        carriedOn(
          ...Array.from({ length: marks.length / 2 }, (_, at) =>
            u16(...marks.slice(at * 2, at * 2 + 2), 0, 0),
          ),
        ),
      ])
    const file = oneSheet(
      [
        label(0, 0, 'ô'),
        object(6),
        box('§¬n vÞ: Tr\u00adêng', 0, 3, 15, 0),
        object(0x19),
        box('nhận xét', 0, 0, 8, 0),
        record(0x809, u16(0x600, 0x20, 0, 0), u32(0, 0)),
        label(5, 5, 'đồ thị'),
        record(0x0a),
      ],
      fonts,
    )
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Sheet1
      +---+
      | ô |
      +---+
      == text-box Sheet1
      Đơn vị: Trường
      == note Sheet1 (hidden)
      nhận xét
      "
    `)
  })
  it('pictures, by their sizes', async () => {
    const part = (version: number, type: number, ...data: Buffer[]): Buffer =>
      Buffer.concat([u16(version, type), u32(Buffer.concat(data).length), ...data])
    const entry = part(2, 0xf007, Buffer.alloc(20), u32(123_456), Buffer.alloc(12))
    const group = part(0xf, 0xf000, part(0, 0xf006, Buffer.alloc(16)), part(0x1f, 0xf001, entry, entry))
    const file = oneSheet(
      [label(0, 0, 'ô')],
      [record(0xeb, group.subarray(0, 50)), carriedOn(group.subarray(50))],
    )
    expect((await documentOf(file)).document.pictures).toEqual([123_456, 123_456])
  })
})

describe('Excel 5 and 95', () => {
  it('keeps bytes of a code page, or of the letters that a font draws', async () => {
    const bytes = (row: number, column: number, xf: number, ...text: (string | number[])[]): Buffer => {
      const all = Buffer.concat(text.map(one => (typeof one === 'string' ? latin1(one) : u8(...one))))
      return record(0x204, place(row, column, xf), u16(all.length), all)
    }
    const file = xls({
      biff: 5,
      globals: [
        record(0x42, u16(1258)),
        font('Arial', 5),
        font('.VnTime', 5),
        font('VNI-Times', 5),
        style(0),
        style(1),
      ],
      sheets: [
        {
          name: 'Bi\u00eau',
          records: [
            // đơn vị, its dot below after the letter.
            bytes(0, 0, 0, [0xf0, 0xf5], 'n vi', [0xf2]),
            bytes(0, 1, 1, 'Tr\u00adêng'),
            record(0xd6, place(0, 2), u16(11), latin1('xa tröôøng!'), u8(2), u8(3, 2, 10, 0)),
          ],
        },
      ],
    })
    expect(await printed(file)).toMatchInlineSnapshot(`
      "
      == sheet Biêu
      +--------+--------+------------+
      | đơn vị | Trường | xa trường! |
      +--------+--------+------------+
      "
    `)
    const { reading, second } = await readFormat(file)
    expect(await second?.(reading.value!)).toEqual([])
  })
  it('and before: not read', async () => {
    await expect(printed(oleOf('/Workbook', record(0x409, u16(0x400, 0x10), u16(0))))).rejects.toThrow(
      'format-not-read',
    )
  })
})

describe('is refused', () => {
  const cell = [label(0, 0, 'a')]
  it.each([
    ['encrypted-part', 'behind a password', oneSheet(cell, [record(0x2f, u16(1, 1, 1), Buffer.alloc(48))])],
    [
      'hostile-part',
      'when one merge covers it all',
      oneSheet([...cell, record(0xe5, u16(1), u16(0, 65_535, 0, 255))]),
    ],
    [
      'unreadable-part',
      'without an end',
      oleOf('/Workbook', xlsStream({ sheets: [{ records: cell }] }).subarray(0, -4)),
    ],
    [
      'unreadable-part',
      'where no sheet stands at its place',
      oneSheet(cell, [record(0x85, u32(3), u8(0, 0), unicode('a', u8))]),
    ],
    ['unreadable-part', 'where a record is cut short', oneSheet([record(0x204, u16(0, 0, 0, 5))])],
    [
      'part-too-large',
      'with more sheets than anybody fills in',
      xls({ sheets: Array(257).fill({ records: cell }) }),
    ],
    [
      'part-too-large',
      'with one long string in a thousand cells',
      oneSheet(
        Array.from({ length: 1000 }, (_, row) => shared(row, 0, 0)),
        [
          record(0xfc, u32(1, 1), u16(16_000), u8(1), utf16('x'.repeat(4000))),
          ...Array(3).fill(carriedOn(u8(1), utf16('x'.repeat(4000)))),
        ],
      ),
    ],
  ])('%s: %s', async (code, _, file) => {
    await expect(printed(file)).rejects.toThrow(code)
  })
  it('part-too-large: when fifty sheets claim the same records', async () => {
    const records = Array<Buffer>(20_000).fill(record(0x1b7))
    const all = (offset: number): Buffer =>
      xlsStream({
        globals: Array<Buffer>(49).fill(record(0x85, u32(offset), u8(0, 0), unicode('a', u8))),
        sheets: [{ records }],
      })
    const length = 4 + 16 + records.length * 4 + 4
    const stream = all(all(0).length - length)
    await expect(printed(oleOf('/Workbook', stream))).rejects.toThrow('part-too-large')
  })
  it('says that it holds programs of Excel 4', async () => {
    const file = xls({ sheets: [{ records: cell }, { name: 'Macro1', kind: 1, records: cell }] })
    expect((await documentOf(file)).codes).toEqual(['macro-part'])
  })
})

describe('damaged anywhere, it is read or refused, never more', () => {
  const book: RawXls = {
    globals: [...fonts, style(3, 14), strings(unicode('Tr\u00adêng'), unicode('xã'))],
    sheets: [
      {
        records: [
          record(0x208, u16(0, 0, 9, 255, 0, 0), u32(0x20)),
          shared(0, 0, 0),
          shared(1, 1, 1),
          label(2, 2, 'nhãn'),
          record(0x203, place(3, 0), f64(44_606)),
          record(0xe5, u16(1), u16(1, 2, 1, 1)),
        ],
      },
    ],
  }
  const stream = xlsStream(book)
  const end = async (bytes: Uint8Array): Promise<string> => {
    const { reading } = await readFormat(bytes)
    return reading.value ? 'read' : (reading.findings[0]?.code ?? 'silent')
  }
  it('with bytes changed', async () => {
    const change = fc.record({ at: fc.nat(stream.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async changes => {
        const damaged = Buffer.from(stream)
        for (const { at, byte } of changes) damaged[at] = byte
        expect(await end(oleOf('/Workbook', damaged))).not.toBe('silent')
      }),
      { numRuns: 150 },
    )
  })
  it('cut short', async () => {
    const whole = xls(book)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async length => {
        expect(await end(whole.subarray(0, length))).not.toBe('silent')
      }),
      { numRuns: 60 },
    )
  })
})
