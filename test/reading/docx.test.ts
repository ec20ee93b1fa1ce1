/** Geometry and words of .docx, as the printed document shows them. */
import { describe, expect, it } from 'vitest'
import { below, cell, docx, font, line, paragraph, row, run, table, top, wide } from './raw-docx.ts'
import { printed, readForms } from './read.ts'

const tableOf = (...rows: string[]): Promise<string> => printed(docx(table(rows)))

describe('tables', () => {
  it('keeps a row that begins late in its columns', async () => {
    expect(
      await tableOf(
        row(['1', 'A', 'B']),
        row(['A2', 'B2'], '<w:gridBefore w:val="1"/>'),
        row(['1', 'A3'], '<w:gridAfter w:val="1"/>'),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+----+----+
      | 1 | A  | B  |
      | · | A2 | B2 |
      | 1 | A3 | ·  |
      +---+----+----+
      "
    `)
  })
  it('shows merges down and across, and starts a new one where the width differs', async () => {
    expect(
      await tableOf(
        row([cell('A', top), cell('B', wide(2))]),
        row([cell('', below), cell('C', top), 'D']),
        row([cell('', `${wide(2)}${below}`), 'E']),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+---+---+
      | A | B | < |
      | ^ | C | D |
      |   | < | E |
      +---+---+---+
      "
    `)
  })
  it('keeps text that stands in a continued cell', async () => {
    expect(await tableOf(row([cell('A', top), 'B']), row([cell('more', below), 'C']))).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +----------+---+
      | A ¶ more | B |
      | ^        | C |
      +----------+---+
      "
    `)
  })
  it('merges to the right as old writers do', async () => {
    expect(
      await tableOf(
        row([cell('A', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge/>'), 'C']),
        row(['1', '2', '3']),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+---+---+
      | A | < | C |
      | 1 | 2 | 3 |
      +---+---+---+
      "
    `)
  })
  it('takes borders a hair apart for one', async () => {
    expect(
      await printed(
        docx(
          table(
            [
              row([cell('TT'), cell('Kinh tế', wide(2)), cell('Văn hóa')]),
              row([cell('1'), cell('A'), cell('B', wide(2))]),
            ],
            [700, 2000, 40, 2000],
          ),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +----+---------+---------+
      | TT | Kinh tế | Văn hóa |
      | 1  | A       | B       |
      +----+---------+---------+
      "
    `)
  })
  it('leaves a narrow column in which a cell stands by itself', async () => {
    expect(await printed(docx(table([row(['a', 'b', 'c'])], [700, 40, 2000])))).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+---+---+
      | a | b | c |
      +---+---+---+
      "
    `)
  })
  it('looks through content controls around rows and cells', async () => {
    const control = (content: string): string => `<w:sdt><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    expect(
      await printed(docx(table([control(row(['1', 'A'])), row([control(cell('2')), 'B'])]))),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+---+
      | 1 | A |
      | 2 | B |
      +---+---+
      "
    `)
  })
  it('drops deleted rows, passes hidden ones over, keeps inserted ones', async () => {
    expect(
      await tableOf(
        row(['1', 'stays'], '<w:ins w:id="1" w:author="a"/>'),
        row(['2', 'deleted'], '<w:del w:id="2" w:author="a"/>'),
        row(['3', 'hidden'], '<w:hidden/>'),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +---+-------+
      | 1 | stays |
      +---+-------+
      == body word/document.xml (hidden)
      3 hidden
      tracked-changes
      "
    `)
  })
  it('doubts cells deleted one by one', async () => {
    expect(await tableOf(row(['1', cell('A', '<w:cellDel w:id="1" w:author="a"/>'), 'B']))).toContain(
      'two-readings',
    )
  })
  it('nests', async () => {
    expect(await tableOf(row(['out', cell(table([row(['in', 'side'])]) + line(''))]))).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      +-----+-----------------------------------------------+
      | out | +----+------+ ¶ | in | side | ¶ +----+------+ |
      +-----+-----------------------------------------------+
      "
    `)
  })
})

describe('words', () => {
  const paragraphs = async (...all: string[]): Promise<string> => printed(docx(all.join('')))

  it('takes revisions as accepted, and joins paragraphs whose mark was deleted', async () => {
    expect(
      await paragraphs(
        paragraph(
          `${run('Trồng ')}<w:del w:id="1" w:author="a"><w:r><w:delText>rau</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">${run('hoa')}</w:ins>`,
        ),
        paragraph(run('Tuyến đường '), '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'),
        line('nở hoa'),
        paragraph(
          `<w:moveFrom w:id="4" w:author="a">${run('đi')}</w:moveFrom><w:moveTo w:id="5" w:author="a">${run('đến')}</w:moveTo>`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      Trồng hoa
      Tuyến đường nở hoa
      đến
      tracked-changes
      "
    `)
  })
  it('shows the result of a field, never its instruction', async () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    expect(
      await paragraphs(
        paragraph(
          char('begin') +
            '<w:r><w:instrText>IF </w:instrText></w:r>' +
            char('begin') +
            '<w:r><w:instrText>X</w:instrText></w:r>' +
            char('separate') +
            run('inner') +
            char('end') +
            char('separate') +
            run('shown') +
            char('end') +
            run(' after'),
        ),
        paragraph(`<w:fldSimple w:instr="PAGE">${run('7')}</w:fldSimple>`),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      shown after
      7
      "
    `)
  })
  it('says so when a field never ends', async () => {
    expect(
      await paragraphs(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), line('swallowed')),
    ).toContain('unread-text')
  })
  it('keeps breaks, tabs, hyphens and symbols apart', async () => {
    expect(
      await paragraphs(
        paragraph(
          `${run('một\nhai\tba')}<w:r><w:noBreakHyphen/><w:t>bốn</w:t><w:softHyphen/><w:t>năm</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>`,
        ),
        line('mô\u00adhình'),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      một ⏎ hai ba‑bốnnăm✓•
      môhình
      "
    `)
  })
  it('passes hidden text and placeholders over, and keeps them for the record', async () => {
    expect(
      await paragraphs(
        paragraph(run('thấy ') + run('ẩn', '<w:vanish/>') + run('rõ', '<w:vanish w:val="0"/>')),
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${line('Click here')}</w:sdtContent></w:sdt>`,
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      thấy rõ
      == body word/document.xml (hidden)
      Click here ⏎ ẩn
      "
    `)
  })
  it('hides by style too', async () => {
    const styles =
      '<w:styles><w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    expect(
      await printed(docx(paragraph(run('a') + run('b', '<w:rStyle w:val="H"/>')), { 'styles.xml': styles })),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      a
      == body word/document.xml (hidden)
      b
      "
    `)
  })
  it('reads a text box once, at its anchor', async () => {
    const box = (inner: string): string => `<w:txbxContent>${inner}</w:txbxContent>`
    const twice = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box(line('TRƯỜNG MẦM NON'))}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box(line('TRƯỜNG MẦM NON'))}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const old = `<w:r><w:pict><v:textbox>${box(line('CHI BỘ'))}</v:textbox></w:pict></w:r>`
    expect(
      await paragraphs(line('trước'), paragraph(twice + run('neo')), paragraph(old), table([row(['bảng'])])),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      trước
      == text-box word/document.xml
      TRƯỜNG MẦM NON
      == body word/document.xml
      neo
      == text-box word/document.xml
      CHI BỘ
      == body word/document.xml

      +------+
      | bảng |
      +------+
      "
    `)
  })
  it('shows the headers of sections, and not those that a template left behind', async () => {
    const body = `${line('thân')}<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/></w:sectPr>`
    expect(
      await printed(
        docx(
          body,
          {
            'header1.xml': `<w:hdr>${line('ĐẢNG BỘ XÃ')}</w:hdr>`,
            'header2.xml': `<w:hdr>${line('trang đầu tắt')}</w:hdr>`,
            'header3.xml': `<w:hdr>${line('mẫu cũ')}</w:hdr>`,
          },
          { h1: 'header1.xml', h2: 'header2.xml' },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == header word/header1.xml
      ĐẢNG BỘ XÃ
      == body word/document.xml
      thân
      == body word/document.xml (hidden)
      trang đầu tắt ⏎ mẫu cũ
      "
    `)
  })
  it('draws list labels, counted through empty paragraphs, restarted where the list says so', async () => {
    const list = (id: number, text: string): string =>
      paragraph(run(text), `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr>`)
    const numbering =
      '<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    expect(
      await printed(
        docx([list(1, 'a'), list(1, ''), list(3, 'c'), list(2, 'chấm'), list(4, 'mới')].join(''), {
          'numbering.xml': numbering,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body word/document.xml
      1. a
      2. 
      3. c
      • chấm
      1. mới
      "
    `)
  })
})

describe('letters', () => {
  const tcvn = 'Tr­êng MÇm non'
  const styles = (rest: string): string => `<w:styles>${rest}</w:styles>`
  const vnTime = `<w:rPr>${font('.VnTime')}</w:rPr>`

  it.each([
    ['the run', docx(paragraph(run(tcvn, font('.VnTime'))))],
    [
      'its character style',
      docx(paragraph(run(tcvn, '<w:rStyle w:val="c"/>')), {
        'styles.xml': styles(`<w:style w:type="character" w:styleId="c">${vnTime}</w:style>`),
      }),
    ],
    [
      "the paragraph's style, through the one it is based on",
      docx(paragraph(run(tcvn), '<w:pStyle w:val="b"/>'), {
        'styles.xml': styles(
          `<w:style w:type="paragraph" w:styleId="a">${vnTime}</w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>`,
        ),
      }),
    ],
    [
      'the default paragraph style',
      docx(paragraph(run(tcvn)), {
        'styles.xml': styles(`<w:style w:type="paragraph" w:default="1" w:styleId="n">${vnTime}</w:style>`),
      }),
    ],
    [
      "the document's defaults",
      docx(paragraph(run(tcvn)), {
        'styles.xml': styles(`<w:docDefaults><w:rPrDefault>${vnTime}</w:rPrDefault></w:docDefaults>`),
      }),
    ],
  ])('are told by the font of %s', async (_, file) => {
    expect(await printed(file)).toBe('\n== body word/document.xml\nTrường Mầm non\n')
  })
  it('decodes by run, and a VNI letter cut in two', async () => {
    expect(
      await printed(
        docx(
          paragraph(
            run('tr­êng ', font('.VnTime')) +
              run('tr­êng ', font('.VnTimeH')) +
              run('tröô', font('VNI-Times')) +
              run('øng ', `${font('VNI-Times')}<w:b/>`) +
              run('trường', font('Arial')),
          ),
        ),
      ),
    ).toBe('\n== body word/document.xml\ntrường TRƯỜNG trường trường\n')
  })
  it('leaves Unicode typed under an old font as it is', async () => {
    expect(await printed(docx(paragraph(run('Trường Mầm non', font('.VnTime')))))).toContain(
      'Trường Mầm non\n',
    )
  })
  it('doubts old letters without their font', async () => {
    expect(await printed(docx(line('Tr­êng MÇm non Kim Th­')))).toContain('legacy-letters')
  })
})

it('fields that open in one another without an end are refused', async () => {
  const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(60)
  expect((await readForms(docx(paragraph(open)))).errors).toEqual(['hostile-part'])
})
