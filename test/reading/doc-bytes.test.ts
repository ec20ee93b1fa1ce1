/** Files of Word 97-2003 written byte by byte: what the words are, and what is said where some are not shown. */
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import {
  cell,
  deleted,
  doc,
  hidden,
  inFont,
  inserted,
  inTable,
  line,
  type RawParagraph,
  row,
  rowEnd,
  rowShape,
  sprm,
  u16,
  u32,
} from './raw-doc.ts'
import { printed } from './read.ts'

const text = async (paragraphs: readonly RawParagraph[], options = {}): Promise<string> =>
  (await printed(doc(paragraphs, options))).replace('\n== body document\n', '')
const codesOf = async (bytes: Uint8Array): Promise<string> =>
  (await readFormat(bytes)).reading.findings.map(one => one.code).join(' ')

describe('words', () => {
  it('leaves deleted text out, keeps inserted text, says so', async () => {
    const runs = [
      { text: 'Mô hình ' },
      { text: 'cũ ', character: deleted },
      { text: 'mới', character: inserted },
    ]
    expect(await text([{ runs, mark: '\r' }])).toBe('Mô hình mới\ntracked-changes\n')
  })

  it('goes on in the next paragraph where the mark between was deleted', async () => {
    const all = [line('Đường hoa ', { ofMark: deleted }), line('tự quản')]
    expect(await text(all)).toBe('Đường hoa tự quản\ntracked-changes\n')
  })

  it('shows hidden text apart', async () => {
    const runs = [{ text: 'hiện' }, { text: 'ẩn', character: hidden }]
    expect(await text([{ runs, mark: '\r' }])).toBe('hiện\n== body document (hidden)\nẩn\n')
  })

  it('shows results of fields, not their instructions, in one another too', async () => {
    const field = 'a\x13 IF \x13 PAGE \x148\x15 = 8 \x14kết \x13 DATE \x14quả\x15\x15 b'
    expect(await text([line(field)])).toBe('akết quả b\n')
    expect(await text([line('mở \x13 REF')])).toBe('mở\nunread-text\n')
    expect(await text([line('chọn \x13 FORMDROPDOWN \x15')])).toBe('chọn\nunread-text\n')
  })

  it('knows the codes among letters', async () => {
    expect(await text([line('dòng\x0bhai, a\x1eb, t\x1fuyến\x0ctrang\x02\x05')])).toBe(
      'dòng ⏎ hai, a‑b, tuyến ⏎ trang\n',
    )
  })

  it('draws symbols as bullets and ticks', async () => {
    const symbol = (code: number): number[] => sprm(0x6a09, ...u16(1), ...u16(code))
    const runs = [
      { text: '(', character: symbol(0xf0fc) },
      { text: ' ' },
      { text: '(', character: symbol(0xf0b7) },
    ]
    expect(await text([{ runs, mark: '\r' }], { fonts: ['Arial', 'Wingdings'] })).toBe('✓ •\n')
  })

  it('reads pieces in their order, each with its own changes', async () => {
    const pieces = [
      { from: 4, to: 8 },
      // Prm0: sprmCFRMarkDel, on.
      { from: 8, to: 12, prm: (0x41 << 1) | (1 << 8) },
      // Prm1: the first grpprl.
      { from: 12, to: 16, prm: 1 },
      { from: 0, to: 4 },
      { from: 16, to: 17 },
    ]
    const all = [line('bốn ba  hai ẩn  ')]
    expect(await text(all, { pieces, modifiers: [hidden] })).toBe(
      'ba bốn\n== body document (hidden)\nẩn\ntracked-changes\n',
    )
  })
})

describe('letters', () => {
  const tcvn = 'Tr\u00adêng MÇm non'
  const fonts = ['Times New Roman', '.VnTime']
  const style = { 15: { kind: 1, base: 14, character: [] }, 14: { kind: 1, character: inFont(1) } } as const
  const byCharacterStyle = { 15: { kind: 2, character: inFont(1) } } as const
  it.each([
    ['the run', [{ runs: [{ text: tcvn, character: inFont(1) }], mark: '\r' }], {}],
    ['the style that its own is based on', [line(tcvn, { style: 15 })], style],
    [
      'its character style',
      [{ runs: [{ text: tcvn, character: sprm(0x4a30, ...u16(15)) }], mark: '\r' }],
      byCharacterStyle,
    ],
  ])('are told by the font of %s', async (_, paragraphs, styles) => {
    expect(await text(paragraphs, { fonts, styles })).toBe('Trường Mầm non\n')
  })

  it('keeps the horned u where an optional hyphen stands in the word', async () => {
    const runs = [{ text: 'b\x1f\u00adu ®iÖn', character: inFont(1) }]
    expect(await text([{ runs, mark: '\r' }], { fonts })).toBe('bưu điện\n')
  })

  it('takes the optional hyphen for the horned u where a file has no other, as LibreOffice writes it', async () => {
    const runs = [{ text: 'Tr\x1fêng', character: inFont(1) }, { text: ' tu\x1fyến' }]
    expect(await text([{ runs, mark: '\r' }], { fonts })).toBe('Trường tuyến\n')
  })
})

describe('tables', () => {
  it('puts rows of other borders on one grid, a hair between them taken as none', async () => {
    const all = [
      ...row(['a', 'b', 'c'], rowShape([0, 1000, 3000, 6000])),
      ...row(['d', 'e'], rowShape([0, 1040, 6000])),
      ...row(['f', 'g'], rowShape([1000, 2960, 6000])),
      line(''),
    ]
    expect(await text(all)).toMatchInlineSnapshot(`
      "+---+---+---+
      | a | b | c |
      | d | e | < |
      | · | f | g |
      +---+---+---+

      "
    `)
  })

  it.each([
    ['as MS-DOC has them', [0, 2, 1, 0]],
    ["as Word's older papers have them", [0, 1, 2, 0]],
  ])('merges cells to the right, %s', async (_, flags) => {
    const all = [
      ...row(['1', 'một', '', 'x'], rowShape([0, 500, 2000, 4000, 6000], flags)),
      ...row(['2', 'hai', 'ba', 'y'], rowShape([0, 500, 2000, 4000, 6000])),
      line(''),
    ]
    expect(await text(all)).toMatchInlineSnapshot(`
      "+---+-----+----+---+
      | 1 | một | <  | x |
      | 2 | hai | ba | y |
      +---+-----+----+---+

      "
    `)
  })

  it('merges cells downwards, by their flags and by modifiers', async () => {
    const all = [
      ...row(['a', 'b'], rowShape([0, 2000, 4000], [0x60, 0])),
      ...row(['', 'c'], rowShape([0, 2000, 4000], [0x20, 0])),
      ...row(['', 'd'], [...rowShape([0, 2000, 4000]), ...sprm(0xd62b, 2, 0, 1)]),
      ...row(['e', 'f'], [...rowShape([0, 2000, 4000]), ...sprm(0xd62b, 2, 0, 3)]),
      line(''),
    ]
    expect(await text(all)).toMatchInlineSnapshot(`
      "+---+---+
      | a | b |
      | ^ | c |
      | ^ | d |
      | e | f |
      +---+---+

      "
    `)
  })

  it('follows cells inserted, deleted, widened and merged after the row was defined', async () => {
    const all = [
      ...row(['a', 'b', 'c'], [...rowShape([0, 2000, 4000]), ...sprm(0x7621, 1, 1, ...u16(2000))]),
      ...row(['d', 'e', 'f'], [...rowShape([0, 1000, 2000, 4000, 6000]), ...sprm(0x5622, 0, 1)]),
      ...row(['g', 'h'], [...rowShape([0, 1000, 5000]), ...sprm(0x7623, 0, 1, ...u16(2000))]),
      ...row(['i', '', 'k'], [...rowShape([0, 2000, 4000, 6000]), ...sprm(0x5624, 0, 2)]),
      line(''),
    ]
    expect(await text(all)).toMatchInlineSnapshot(`
      "+---+---+---+---+---+---+
      | a | < | b | < | c | < |
      | d | e | < | f | < | · |
      | g | < | h | < | < | < |
      | i | < | < | < | k | < |
      +---+---+---+---+---+---+

      "
    `)
  })

  it("finds a wide row's shape in the stream Data", async () => {
    const shape = [...inTable, ...sprm(0x2417, 1), ...rowShape([0, 1000, 2000], [])]
    const data = [0, 0, 0, 0, ...u16(shape.length), ...shape]
    const all = [cell('trái'), cell('phải'), rowEnd([], { paragraph: sprm(0x6646, ...u32(4)) }), line('sau')]
    expect(await text(all, { data })).toMatchInlineSnapshot(`
      "+------+------+
      | trái | phải |
      +------+------+
      sau
      "
    `)
  })

  it('reads a table in a cell', async () => {
    const inner = [...inTable, ...sprm(0x6649, ...u32(2))]
    const all: RawParagraph[] = [
      line('trên', { paragraph: inTable }),
      line('x', { paragraph: [...inner, ...sprm(0x244b, 1)] }),
      line('y', { paragraph: [...inner, ...sprm(0x244b, 1)] }),
      line('', { paragraph: [...inner, ...sprm(0x244c, 1), ...rowShape([0, 500, 1000])] }),
      cell('dưới'),
      cell('ngoài'),
      rowEnd(rowShape([0, 2000, 4000])),
      line(''),
    ]
    expect(await text(all)).toMatchInlineSnapshot(`
      "+-------------------------------------------------+-------+
      | trên ¶ +---+---+ ¶ | x | y | ¶ +---+---+ ¶ dưới | ngoài |
      +-------------------------------------------------+-------+

      "
    `)
  })

  it('lets a deleted row go, unless something in it was not deleted', async () => {
    const shape = rowShape([0, 2000, 4000])
    const gone = [
      cell([{ text: 'cũ', character: deleted }], { ofMark: deleted }),
      cell([{ text: 'bỏ', character: deleted }], { ofMark: deleted }),
      rowEnd(shape, { ofMark: deleted }),
    ]
    const kept = [cell('còn', { ofMark: deleted }), cell(''), rowEnd(shape, { ofMark: deleted })]
    expect(await text([...row(['a', 'b'], shape), ...gone, line('')])).toMatchInlineSnapshot(`
      "+---+---+
      | a | b |
      +---+---+

      tracked-changes
      "
    `)
    expect(await text([...row(['a', 'b'], shape), ...kept, line('')])).toMatchInlineSnapshot(`
      "+-----+---+
      | a   | b |
      | còn |   |
      +-----+---+

      two-readings
      "
    `)
  })

  it('says where a row has no shape, no end, or a mark no table', async () => {
    expect(await text([cell('a'), cell('b'), rowEnd([]), line('')])).toMatchInlineSnapshot(`
      "+---+---+
      | a | b |
      +---+---+

      table-repaired
      "
    `)
    expect(await text([...row(['a', 'b'], rowShape([0, 2000, 4000])), cell('c')])).toMatchInlineSnapshot(`
      "+---+---+
      | a | b |
      | c | · |
      +---+---+
      table-repaired
      "
    `)
    expect(await text([cell('a', { paragraph: [] }), line('')])).toBe('a\n\ntable-repaired\n')
  })
})

describe('files that are not read', () => {
  const all = [line('chữ')]
  it.each([
    ['encrypted', doc(all, { flags: 0x0100 }), 'encrypted-part'],
    ['encrypted by the old way', doc(all, { flags: 0x8100 }), 'encrypted-part'],
    ['of Word 95', doc(all, { version: 0x0068 }), 'old-word'],
    ['with less text than promised', doc(all, { promised: 9 }), 'unreadable-part'],
    [
      'with a piece outside the file',
      doc(all, { pieces: [{ from: 90_000, to: 90_004 }] }),
      'unreadable-part',
    ],
    ['with more text than any book', doc(all, { promised: 9_000_000 }), 'part-too-large'],
  ])('a file %s', async (_, bytes, code) => {
    expect(await codesOf(bytes)).toBe(code)
  })

  it('says what stands in the file beyond the text that it promises', async () => {
    expect(await codesOf(doc([line('một'), line('hai')], { promised: 4 }))).toBe('unread-text')
  })
})
