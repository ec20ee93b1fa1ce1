/** .odt: words, letters and tables, as the printed document shows them. Every file is written out here. */
import { describe, expect, it } from 'vitest'
import { readFormat } from '../../src/reading/formats/read-format.ts'
import { cell, covered, face, flat, fontStyle, odt, p, row, span, table } from './raw-odf.ts'
import { documentOf, printed } from './read.ts'

const textOf = async (body: string, styles = {}): Promise<string> =>
  (await printed(odt(body, styles))).replace('\n== body content.xml\n', '').trimEnd()
const codesOf = async (bytes: Uint8Array): Promise<string[]> => {
  const { reading, second } = await readFormat(bytes)
  const doubts = (reading.value && (await second?.(reading.value))) ?? []
  return [...reading.findings, ...doubts].map(one => one.code)
}

describe('tables', () => {
  it('keeps spans, covered cells, repeated rows and header rows in their places', async () => {
    expect(
      await printed(
        odt(
          table(
            `<table:table-header-rows>${row(cell('TT', 'number-rows-spanned="2"'), cell('Lĩnh vực', 'number-columns-spanned="2"'), covered, 'Ghi chú')}</table:table-header-rows>`,
            row(covered, 'Kinh tế', 'Văn hóa', ''),
            row('1', cell('A', 'number-columns-repeated="2"'), ''),
            row(cell('', 'number-columns-repeated="4"')).replace('>', ' table:number-rows-repeated="2">'),
          ),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body content.xml
      +----+----------+---------+---------+
      | TT | Lĩnh vực | <       | Ghi chú |
      | ^  | Kinh tế  | Văn hóa |         |
      | 1  | A        | A       |         |
      |    |          |         |         |
      |    |          |         |         |
      +----+----------+---------+---------+
      "
    `)
  })
  it('takes columns of a hair’s breadth for none, and reads tables inside cells', async () => {
    const width = (name: string, inches: number): string =>
      `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:column-width="${inches}in"/></style:style>`
    const columns = ['A', 'B', 'A', 'A']
      .map(name => `<table:table-column table:style-name="${name}"/>`)
      .join('')
    expect(
      await printed(
        odt(
          table(
            columns,
            row(cell('TT', 'number-columns-spanned="2"'), covered, 'Kinh tế', 'Văn hóa'),
            row('1', cell('A', 'number-columns-spanned="2"'), covered, cell([table(row('x', 'y')), 'sau'])),
          ),
          { automatic: width('A', 1) + width('B', 0.02) },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body content.xml
      +----+---+---------+-----------------------------------------+
      | TT | < | Kinh tế | Văn hóa                                 |
      | 1  | A | <       | +---+---+ ¶ | x | y | ¶ +---+---+ ¶ sau |
      +----+---+---------+-----------------------------------------+
      "
    `)
  })
  it('says where a covered cell holds words', async () => {
    expect(
      await codesOf(
        odt(
          table(
            row(
              cell('A', 'number-columns-spanned="2"'),
              `<table:covered-table-cell>${p('B')}</table:covered-table-cell>`,
            ),
          ),
        ),
      ),
    ).toEqual(['unread-residue', 'unread-text'])
  })
  it.each([
    ['rows', row('A').replace('>', ' table:number-rows-repeated="99999999">')],
    ['columns', row(cell('', 'number-columns-repeated="99999999"'))],
  ])('refuses %s without end', async (_, rows) => {
    expect(await codesOf(odt(table(rows)))).toEqual(['part-too-large'])
  })
})

describe('letters', () => {
  const fonts = face('Cu', '&apos;.VnTime&apos;') + face('CuH', '.VnTimeH') + face('Moi', 'Times New Roman')
  it('decodes by the font of the run, its styles, its paragraph, the default', async () => {
    const styles = {
      fonts,
      automatic:
        fontStyle('T1', 'text', 'CuH') + fontStyle('T2', 'text', 'Moi') + fontStyle('P1', 'paragraph', 'Moi'),
      common: `<style:default-style style:family="paragraph"><style:text-properties style:font-name="Cu"/></style:default-style>${fontStyle('Chu', 'text', 'Cu')}${fontStyle(
        'Con',
        'text',
        'Moi',
        'style:parent-style-name="Chu"',
      )
        .replace('Moi', 'x')
        .replace(/<style:text-properties[^>]*>/, '')}`,
    }
    expect(await textOf(p(`héi ${span('n«ng', 'T1')} ${span('dân', 'T2')}`), styles)).toBe('hội NÔNG dân')
    expect(await textOf(p(`hội ${span(`n«ng ${span('Việt', 'T2')}`, 'Con')}`, 'P1'), styles)).toBe(
      'hội nông Việt',
    )
    expect(await textOf(p('Tr\u00adêng'), styles)).toBe('Trường')
  })
  it('takes white space of the XML for one space, and no optional hyphen', async () => {
    expect(
      await textOf(p(' Hội\n   nông<text:s text:c="3"/>dân<text:tab/>xã<text:line-break/>xã\u00adhội')),
    ).toBe('Hội nông dân xã ⏎ xãhội')
  })
})

describe('what is shown', () => {
  it('drops what was deleted, and says so', async () => {
    expect(
      await printed(
        odt(
          `<text:tracked-changes><text:changed-region><text:deletion>${p('cũ')}</text:deletion></text:changed-region></text:tracked-changes>${p('m<text:change/>ới')}`,
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == body content.xml
      mới
      tracked-changes
      "
    `)
  })
  it('labels lists, and goes on counting where the file says so', async () => {
    const level = (kind: string, at: number): string =>
      `<text:list-level-style-${kind} text:level="${at}" style:num-format="1"/>`
    const list = (items: string, more = ''): string =>
      `<text:list text:style-name="L1" ${more}>${items}</text:list>`
    const item = (...blocks: readonly string[]): string =>
      `<text:list-item>${blocks.join('')}</text:list-item>`
    expect(
      await textOf(
        list(item(p('A'), p('A2')) + item(p('B'), `<text:list>${item(p('B1'))}</text:list>`)) +
          list(item(p('C')), 'text:continue-numbering="true"') +
          list(item(p('D'))),
        {
          automatic: `<text:list-style style:name="L1">${level('number', 1)}${level('bullet', 2)}</text:list-style>`,
        },
      ),
    ).toMatchInlineSnapshot(`
      "1. A
      A2
      2. B
      • B1
      3. C
      1. D"
    `)
  })
  it('keeps boxes, notes, headers in use and hidden words apart', async () => {
    const box = (text: string): string => `<draw:frame><draw:text-box>${p(text)}</draw:text-box></draw:frame>`
    const header = (text: string): string => `<style:header>${p(text)}</style:header>`
    expect(
      await printed(
        odt(
          p(
            `Thân${box('Hộp')}<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('Chú thích')}</text:note-body></text:note><office:annotation><dc:creator>Ai</dc:creator>${p('nhận xét')}</office:annotation> bài${span('giấu', 'T1')}`,
            'P1',
          ) +
            `<text:section text:display="none">${p('phần ẩn')}</text:section><text:section>${p('phần hiện')}</text:section>${p('<text:ruby><text:ruby-base>Gốc</text:ruby-base><text:ruby-text>âm</text:ruby-text></text:ruby>')}` +
            p('<text:hidden-paragraph text:is-hidden="true"/>đoạn ẩn'),
          {
            automatic:
              '<style:style style:name="P1" style:family="paragraph" style:master-page-name="Trang"/><style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
            masters: `<style:master-page style:name="Standard">${header('cơ quan khác')}</style:master-page><style:master-page style:name="Trang">${header('PHÒNG GD')}<style:footer>${p('chân')}</style:footer></style:master-page>`,
          },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "
      == header styles.xml header 1
      PHÒNG GD
      == text-box content.xml
      Hộp
      == body content.xml
      Thân bài
      phần hiện
      Gốc
      == footer styles.xml footer 1
      chân
      == note content.xml note 1
      Chú thích
      == body content.xml (hidden)
      nhận xét ⏎ giấu ⏎ phần ẩn ⏎ đoạn ẩn ⏎ cơ quan khác
      "
    `)
  })
  it('finds no word that it did not read', async () => {
    expect(
      await codesOf(
        odt(
          p(
            '<text:a>liên kết</text:a> <text:date>14/02/2022</text:date><text:la><text:b>lạ</text:b></text:la>',
          ) +
            `<text:table-of-content><text:index-body>${p('mục lục')}</text:index-body></text:table-of-content>`,
        ),
      ),
    ).toEqual([])
  })
})

describe('what cannot be read as it is', () => {
  it('says that a file is protected, holds an object, or a program', async () => {
    const encrypted = {
      'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
    }
    expect(await codesOf(odt(p('A'), {}, encrypted))).toEqual(['encrypted-part'])
    expect(await codesOf(odt(p('A'), {}, { 'Object 1/content.xml': '<a/>' }))).toEqual(['embedded-part'])
    expect(await codesOf(odt(p('A'), {}, { 'Basic/Standard/script-lb.xml': '<a/>' }))).toEqual([])
    expect(await codesOf(odt(p('A'), {}, { 'Basic/Standard/Module1.xml': '<a/>' }))).toEqual(['macro-part'])
    expect(await codesOf(odt('', {}, { 'content.xml': '<a>' }))).toEqual(['unreadable-part'])
  })
})

it('reads a flat file as the zipped one', async () => {
  expect(await printed(flat('text', p('Đơn vị') + table(row('A', 'B'))))).toBe(
    await printed(odt(p('Đơn vị') + table(row('A', 'B')))),
  )
  const { document } = await documentOf(
    flat(
      'text',
      p(
        '<draw:frame><draw:image><office:binary-data>iVBO Rw0K</office:binary-data></draw:image></draw:frame>',
      ),
    ),
  )
  expect(document.pictures).toEqual([6])
})
