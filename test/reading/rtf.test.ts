/** .rtf: words, letters and tables, as the printed document shows them. Every file is written out here. */
import { describe, expect, it } from 'vitest'
import { row, rtf, trowd } from './raw-rtf.ts'
import { documentOf, printed } from './read.ts'

const show = (body: string, head = ''): Promise<string> => printed(rtf(body, head))
const textOf = async (body: string, head = ''): Promise<string> =>
  (await show(body, head)).replace('\n== body body\n', '').trimEnd()

describe('tables', () => {
  it('puts cells under the borders that their rows say, merged across and down', async () => {
    expect(
      await show(
        row(trowd('\\clvmgf1000', 4000, 5000), 'TT', 'Lĩnh vực', 'Ghi chú') +
          row(trowd('\\clvmrg1000', 2500, 4000, 5000), '', 'Kinh tế', 'Văn hóa', '') +
          row(trowd('1000', '\\clmgf2500', '\\clmrg4000', '5000'), '1', 'A', '', 'B'),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body body
      +----+----------+---------+---------+
      | TT | Lĩnh vực | <       | Ghi chú |
      | ^  | Kinh tế  | Văn hóa |         |
      | 1  | A        | <       | B       |
      +----+----------+---------+---------+
      "
    `)
  })
  it('keeps a row that begins late, and borders a hair apart, in their columns', async () => {
    expect(
      await show(
        row(trowd(1000, 2500, 4000), '1', 'A', 'B') +
          row('\\trowd\\trleft1000\\cellx2520\\cellx4000', 'C', 'D') +
          row(trowd(1000, 2480), '2', 'E'),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body body
      +---+---+---+
      | 1 | A | B |
      | · | C | D |
      | 2 | E | · |
      +---+---+---+
      "
    `)
  })
  it('reads tables inside cells', async () => {
    expect(
      await show(
        '\\trowd\\cellx1000\\cellx5000\\pard\\intbl A\\cell\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx2000\\cellx3000\\nestrow}{\\nonesttables\\par}\\pard\\intbl after\\cell\\row\\pard end\\par',
      ),
    ).toMatchInlineSnapshot(`
      "
      == body body
      +---+-------------------------------------------+
      | A | +---+---+ ¶ | x | y | ¶ +---+---+ ¶ after |
      +---+-------------------------------------------+
      end
      "
    `)
  })
  it('takes the words of a program that leaves \\intbl out, and of one that defines no cells', async () => {
    expect(
      await show(
        '\\trowd\\cellx1000\\cellx3000 A\\par B\\cell C\\cell\\row\\trowd\\cellx1000\\cellx3000 1\\cell 2\\cell\\row\\pard after\\par',
      ),
    ).toMatchInlineSnapshot(`
      "
      == body body
      +-------+---+
      | A ¶ B | C |
      | 1     | 2 |
      +-------+---+
      after
      "
    `)
    expect(await show('\\intbl A\\cell B\\cell\\row\\intbl C\\cell D\\cell\\row')).toMatchInlineSnapshot(`
      "
      == body body
      +---+---+
      | A | B |
      | C | D |
      +---+---+
      table-repaired table-repaired
      "
    `)
  })
})

describe('letters', () => {
  it('reads Unicode, and skips what stands in for it', async () => {
    expect(await textOf("T\\u234\\'ean m\\u244 o \\uc2 h\\u236\\'3f\\'3fnh {\\uc0\\u7879}\\u8212--")).toBe(
      'Tên mô hình ệ—',
    )
  })
  it('reads bytes by the code page of their font', async () => {
    expect(await textOf("\\f4 \\'d0\\'fd c\\'f4ng vi\\'ea\\'f2c")).toBe('Đư công việc')
    expect(await textOf("\\f0 caf\\'e9 \\'93a\\'94")).toBe('café “a”')
    expect(await textOf("\\f8 \\'93\\'fa\\'96\\'7b\\'83A")).toBe('日本ア')
  })
  it('decodes old fonts, from styles and defaults too', async () => {
    expect(await textOf("{\\f1 Tr\\-\\'eang} {\\f2 ViÖt}".replace('Ö', "\\'d6"))).toBe('Trường VIỆT')
    expect(await textOf("{\\f6 \\'d1a\\'fbng} {\\f7 h\\'e9i}")).toBe('Đảng HỘI')
    expect(
      await textOf("\\pard\\plain\\s7 h\\'e9i", '{\\stylesheet{\\s5\\f1 Cu;}{\\s7\\sbasedon5 Moi;}}'),
    ).toBe('hội')
  })
  it('draws ticks and bullets for letters of symbol fonts', async () => {
    expect(
      await textOf('{\\f5\\\'fc}{\\f3\\\'b7}{\\field{\\*\\fldinst SYMBOL 252 \\\\f "Wingdings"}{\\fldrslt}}'),
    ).toBe('✓•✓')
  })
})

describe('what is shown', () => {
  it('shows a field’s result, no destination that may be passed over, and keeps unknown words', async () => {
    expect(
      await textOf(
        'a{\\field{\\*\\fldinst PAGE}{\\fldrslt 4}}{\\*\\bkmkstart x}{\\*\\bkmkend x}\\madeup7 b{\\other c}\\~d\\_e\\tab f\\line g{\\upr{?}{\\*\\ud{đ}}}',
      ),
    ).toBe('a4bc d‑e f ⏎ gđ')
  })
  it('drops deleted text, keeps inserted, and says so', async () => {
    expect(await show('{\\deleted cũ}{\\revised mới}\\par {\\deleted a\\par }b')).toMatchInlineSnapshot(`
      "
      == body body
      mới
      b
      tracked-changes
      "
    `)
  })
  it('keeps headers, notes, boxes, list labels and hidden words apart', async () => {
    expect(
      await show(
        "{\\header\\pard PHÒNG GD\\par}{\\headerf\\pard Trang đầu\\par}{\\footer\\pard chân\\par}\\pard Thân{\\v giấu}{\\super\\chftn}{\\*\\footnote\\pard Chú thích}{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard Hộp\\par}}{\\shprslt{\\*\\do{\\dptxbxtext Hộp\\par}}}}\\par{\\listtext\\f3\\'b7\\tab}Mục\\par{\\pntext 2.\\tab}Hai\\par{\\*\\moi lời của ai}",
      ),
    ).toMatchInlineSnapshot(`
      "
      == header header 1
      PHÒNG GD
      == text-box text-box 5
      Hộp
      == body body
      Thân
      • Mục
      2. Hai
      == footer footer 3
      chân
      == note note 4
      Chú thích
      == body body (hidden)
      giấu ⏎ lời của ai ⏎ Trang đầu
      "
    `)
  })
  it('counts pictures once, and says that an object is inside', async () => {
    const { document, codes } = await documentOf(
      rtf(
        '{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict\\wmetafile8 0102}}{\\pict\\bin5 {}}\\\\}{\\object\\objemb{\\*\\objdata 0105}{\\result Bảng}}',
      ),
    )
    expect(document.pictures).toEqual([4, 5])
    expect(codes).toEqual(['embedded-part'])
  })
})

it('says that a file was cut short, and reads what is there', async () => {
  expect(await show(`${row(trowd(1000, 2000), 'A', 'B')}{\\b C`)).toMatchInlineSnapshot(`
    "
    == body body
    +---+---+
    | A | B |
    +---+---+
    C
    unreadable-part
    "
  `)
})
