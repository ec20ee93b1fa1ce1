/** What a PDF shows is where words and lines stand: tables, breaks and hidden words told from that alone. */
import { describe, expect, it } from 'vitest'
import { makePdf, type RawPage, rule, table, text } from './raw-pdf.ts'
import { printed } from './read.ts'

const read = (content: string, more: Omit<Parameters<typeof makePdf>[0], 'pages'> = {}): Promise<string> =>
  printed(makePdf({ pages: [{ content }], ...more }))
const readPages = (...pages: readonly RawPage[]): Promise<string> => printed(makePdf({ pages }))
const one = (cell: string): string => `\n== page page 1\n${cell}\n`

// Three columns of 100 points: 18 letters of 5 points beside a padding of 5.
const columns = [50, 150, 250, 350]
const cell = (lines: readonly string[], beside: readonly string[] = ['a']): string =>
  table({
    columns,
    rows: [100, 200, 300],
    cells: [
      [lines, beside, ['c']],
      [['d'], ['e'], ['g']],
    ],
  })

describe('tables', () => {
  it('are a grid of thin rectangles; where a border is missing a cell spans', async () => {
    const cells = [
      [['một'], ['hai'], ['ba']],
      [[''], ['bốn'], ['']],
    ]
    const drawn = table({ columns, rows: [100, 120, 140], cells, open: ['0/0_', '1/1|'] })
    expect(await read(drawn)).toBe(`
== page page 1
+-----+-----+----+
| một | hai | ba |
| ^   | bốn | <  |
+-----+-----+----+
`)
  })
  it('are strokes as well, and a dragged border makes no column', async () => {
    const strokes = [
      '50 700 300 -20 re S 50 680 300 -20 re S',
      '150 700 m 150 680 l S 153.5 680 m 153.5 660 l S',
      text(55, 112, 'a') + text(160, 112, 'b') + text(55, 132, 'c') + text(160, 132, 'd'),
    ]
    expect(await read(strokes.join('\n'))).toBe(`
== page page 1
+---+---+
| a | b |
| c | d |
+---+---+
`)
  })
  it('a frame around words is none', async () => {
    expect(await read(table({ columns: [50, 550], rows: [50, 90], cells: [[['trong khung']]] }))).toBe(
      one('trong khung'),
    )
  })
  it('a white border, and one that lies elsewhere, part nothing', async () => {
    const white = `1 1 1 rg ${rule(100, 40, 100, 60)} 0 g ${rule(10, 300, 500, 300)}`
    expect(await read(white + text(50, 50, 'chữ'))).toBe(one('chữ'))
  })
  it('go on over pages; the heading drawn again goes, numbers of pages are margins', async () => {
    const heading = [['TT'], ['Tên'], ['Ghi chú']]
    const page = (rows: readonly (readonly string[])[][], number: string): RawPage => ({
      content:
        table({ columns, rows: [50, 80, 110, 140].slice(0, rows.length + 2), cells: [heading, ...rows] }) +
        text(300, 790, number),
    })
    expect(
      await readPages(
        page(
          [
            [['1'], ['A'], ['']],
            [['2'], ['B'], ['']],
          ],
          '1',
        ),
        page([[['3'], ['C'], ['']]], '2'),
      ),
    ).toBe(`
== header page 1
1
== page page 1
+----+-----+---------+
| TT | Tên | Ghi chú |
| 1  | A   |         |
| 2  | B   |         |
| 3  | C   |         |
+----+-----+---------+
== header page 2
2
== page page 2
`)
  })
  it('a row cut in two is one row: certain in lower case, doubted else', async () => {
    const page = (cells: readonly (readonly string[])[]): RawPage => ({
      content: table({ columns, rows: [50, 80, 110], cells: [cells, [['5'], ['x'], ['']]] }),
    })
    const above: RawPage = {
      content: table({
        columns,
        rows: [50, 64, 78],
        cells: [
          [['1'], ['a'], ['']],
          [['2'], ['Vườn rau'], ['']],
        ],
      }),
    }
    expect(await readPages(above, page([[''], ['sạch'], ['']]))).toContain('| 2 | Vườn rau ⏎ sạch |')
    const doubted = await readPages(above, page([[''], ['Sân chơi'], ['']]))
    expect(doubted).toContain('| 2 | Vườn rau ⏎ Sân chơi |')
    expect(doubted).toMatch(/row-over-pages\n$/)
    // A cell with room under its words does not go on.
    const roomy: RawPage = {
      content: table({
        columns,
        rows: [50, 64, 120],
        cells: [
          [['1'], ['a'], ['']],
          [['2'], ['Vườn rau'], ['']],
        ],
      }),
    }
    expect(await readPages(roomy, page([[''], ['sạch'], ['']]))).toContain('|   | sạch     |   |')
  })
})

describe('lines', () => {
  it('a wrap is where the next word would not have fitted', async () => {
    expect(await read(cell(['Đường hoa của các', 'hộ dân']))).toContain('| Đường hoa của các hộ dân |')
    expect(await read(cell(['Đường hoa', 'của các hộ dân']))).toContain('| Đường hoa ⏎ của các hộ dân |')
  })
  it('a word broken at its hyphen goes on without a space', async () => {
    expect(await read(cell(['Đời sống văn hóa-', 'xã hội']))).toContain('| Đời sống văn hóa-xã hội |')
  })
  it('the space that a writer draws at each wrap tells wraps from ends', async () => {
    const shown = ['Vườn rau sạch ', 'trường bên']
    expect(await read(cell(['Camera an ninh ', 'Thôn Châu'], shown))).toContain(
      '| Camera an ninh Thôn Châu |',
    )
    expect(await read(cell(['Camera an ninh', 'Trường học'], shown))).toContain(
      '| Camera an ninh ⏎ Trường học |',
    )
  })
  it('outside tables a sentence fills the page', async () => {
    const long =
      'Thực hiện công văn của Ban Thường vụ về phong trào thi đua của năm nay, Đảng ủy xã đề nghị các'
    expect(await read(text(50, 50, long) + text(50, 64, 'Chi bộ gửi') + text(50, 78, 'Trân trọng'))).toBe(
      one(`${long} Chi bộ gửi\nTrân trọng`),
    )
  })
  it('columns beside each other are read one after the other', async () => {
    const left = text(50, 50, 'UBND HUYỆN') + text(50, 64, 'TRƯỜNG THCS')
    const right = text(350, 50, 'CỘNG HÒA') + text(350, 64, 'Độc lập')
    expect(await read(left + right)).toBe(`
== page page 1
+--------------------------+--------------------+
| UBND HUYỆN ¶ TRƯỜNG THCS | CỘNG HÒA ¶ Độc lập |
+--------------------------+--------------------+
`)
  })
})

describe('letters', () => {
  it('drawn twice on one spot are one, gaps are spaces, marks stay with their letters', async () => {
    expect(await read(text(50, 50, 'đậm') + text(50.4, 50, 'đậm'))).toBe(one('đậm'))
    expect(await read(text(50, 50, 'hai') + text(69, 50, 'từ'))).toBe(one('hai từ'))
    expect(await read(text(50, 50, 'hòa'.normalize('NFD')))).toBe(one('hòa'))
    expect(await read(text(50, 50, 'm') + text(55, 46.5, '2', { size: 6 }))).toBe(one('m2'))
  })
  it('of an old font are decoded by its name', async () => {
    expect(await read(text(50, 50, 'V\u00ad\u00ean'), { fonts: ['ABCDEF+.VnTime'] })).toBe(one('Vườn'))
  })
  it('that no map explains are doubted', async () => {
    expect(await read(text(50, 50, 'abc'), { isMapped: false })).toMatch(/legacy-letters\n$/)
  })
  it('of a sheet that lies on its side are read as one turns it', async () => {
    const turned = `q 0 1 -1 0 800 0 cm ${text(50, 50, 'nằm')} Q`
    expect(await read(turned)).toBe(one('nằm'))
    expect(await readPages({ content: text(50, 50, 'xoay'), more: '/Rotate 90' })).toBe(one('xoay'))
  })
})

describe('what is not seen', () => {
  it.each([
    ['white letters', text(50, 50, 'ẩn', { more: '1 1 1 rg' })],
    ['letters outside the page', text(-200, 50, 'ẩn')],
    ['letters under correction tape', `${text(50, 50, 'ẩn')}q 1 1 1 rg 40 740 80 20 re f Q `],
    ['letters outside their clip', `q 300 300 50 50 re W n ${text(50, 50, 'ẩn')} Q`],
  ])('%s stand in a hidden section', async (_, content) => {
    expect(await read(content + text(50, 100, 'chữ'))).toBe(
      '\n== page page 1\nchữ\n== page hidden (hidden)\nẩn\n',
    )
  })
  it('words that their clip cuts off are whole, with a doubt', async () => {
    const clipped = `q 40 730 35 40 re W n ${text(50, 50, 'Vườn rau sạch')} Q`
    expect(await read(clipped)).toBe(one('Vườn rau sạch\nunread-text'))
  })
  it('white letters on a dark cell are seen', async () => {
    expect(await read(`0 0 0.5 rg 40 740 80 20 re f ${text(50, 50, 'trắng', { more: '1 1 1 rg' })}`)).toBe(
      one('trắng'),
    )
  })
  it('a layer that is switched off is hidden', async () => {
    const pdf = makePdf({
      pages: [
        {
          content: `/OC /L BDC ${text(50, 50, 'ẩn')} EMC ${text(50, 90, 'chữ')}`,
          more: '/Resources << /Font << /F0 10 0 R >> /Properties << /L 101 0 R >> >>',
        },
      ],
      objects: { 101: '<< /Type /OCG /Name (a) >>' },
      catalog: '/OCProperties << /OCGs [101 0 R] /D << /OFF [101 0 R] >> >>',
    })
    expect(await printed(pdf)).toBe('\n== page page 1\nchữ\n== page hidden (hidden)\nẩn\n')
  })
  it('a watermark is passed over with a warning', async () => {
    const askew = `q 0.7 0.7 -0.7 0.7 200 300 cm BT /F0 40 Tf <0044> Tj ET Q`
    expect(await read(askew + text(50, 50, 'chữ'))).toBe(one('chữ\nhidden-passed-over'))
  })
})

it('words with a line through them are said; underlined ones are not', async () => {
  const words = text(60, 100, 'bỏ đi')
  // Letters of 10 points stand on the line that is 100 points from the top.
  expect(await read(words + rule(60, 96.7, 90, 97.3))).toContain('struck-out')
  expect(await read(words + rule(60, 101.2, 90, 101.8))).not.toContain('struck-out')
})
