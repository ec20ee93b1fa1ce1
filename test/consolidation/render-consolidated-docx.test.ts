import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { renderConsolidatedDocx } from '../../src/consolidation/render-consolidated-docx.ts'
import { makeTable } from '../../src/consolidation/table-model.ts'
import { makeDistrict } from './district.ts'
import { at, campaignFolder, type Row, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const now = at('2022-02-14', '16:05')
const names = { author: 'BAN DÂN VẬN', campaign: 'dan-van-kheo-2022' }
const draw = (rows: readonly Row[]): Promise<Buffer> =>
  renderConsolidatedDocx(
    makeTable({ snapshot: snapshotOf([{ rows }]), roster: rosterOf(unitOf('u1')), campaignFolder, now }),
    names,
  )
const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, Buffer.from(part).toString()]),
  )

/** Children in the order of the schema's sequences (ECMA-376 part 1, annex A.1: wml.xsd), as far as we write them. */
const sequences: Readonly<Record<string, readonly string[]>> = {
  'w:document': ['w:body'],
  'w:pPr': ['w:pStyle', 'w:keepNext', 'w:keepLines', 'w:pBdr', 'w:spacing', 'w:ind', 'w:jc'],
  'w:rPr': ['w:rFonts', 'w:b', 'w:bCs', 'w:i', 'w:iCs', 'w:sz', 'w:szCs', 'w:u', 'w:lang'],
  'w:r': ['w:rPr', 'w:t'],
  'w:tbl': ['w:tblPr', 'w:tblGrid', 'w:tr'],
  'w:tblPr': ['w:tblW', 'w:jc', 'w:tblInd', 'w:tblBorders', 'w:tblLayout', 'w:tblCellMar', 'w:tblLook'],
  'w:tblBorders': ['w:top', 'w:left', 'w:bottom', 'w:right', 'w:insideH', 'w:insideV'],
  'w:tblCellMar': ['w:top', 'w:left', 'w:bottom', 'w:right'],
  'w:tr': ['w:trPr', 'w:tc'],
  'w:tc': ['w:tcPr', 'w:p'],
  'w:tcPr': ['w:tcW', 'w:gridSpan', 'w:vMerge', 'w:tcBorders', 'w:vAlign'],
  'w:tcBorders': ['w:top', 'w:left', 'w:bottom', 'w:right'],
  'w:sectPr': ['w:headerReference', 'w:type', 'w:pgSz', 'w:pgMar', 'w:pgNumType', 'w:cols', 'w:titlePg'],
  'w:styles': ['w:docDefaults', 'w:latentStyles', 'w:style'],
  'w:docDefaults': ['w:rPrDefault', 'w:pPrDefault'],
  'w:style': ['w:name', 'w:basedOn', 'w:next', 'w:qFormat', 'w:pPr', 'w:rPr'],
  'w:settings': [
    'w:zoom',
    'w:defaultTabStop',
    'w:characterSpacingControl',
    'w:compat',
    'w:themeFontLang',
    'w:decimalSymbol',
    'w:listSeparator',
  ],
}
/** Elements whose children stand in any order, or are of one kind. */
const free = new Set([
  'w:body',
  'w:p',
  'w:trPr',
  'w:tblGrid',
  'w:pBdr',
  'w:hdr',
  'w:rPrDefault',
  'w:pPrDefault',
  'w:compat',
  'w:fldSimple',
])

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
}
/** @throws Error where the XML is not well-formed */
const treeOf = (xml: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root.children[0]!
}
const all = (element: Element, name: string): Element[] =>
  element.children.flatMap(child => [...(child.name === name ? [child] : []), ...all(child, name)])
const has = (element: Element, name: string): boolean => all(element, name).length > 0

const disorderOf = (element: Element): string[] => {
  const order = sequences[element.name]
  const own = element.children.map(child => child.name)
  const places = own.map(name => order?.indexOf(name) ?? 0)
  const isWrong = order
    ? places.includes(-1) || places.some((place, index) => index > 0 && place < places[index - 1]!)
    : own.length > 0 && !free.has(element.name)
  return [...(isWrong ? [`${element.name}: ${own.join(' ')}`] : []), ...element.children.flatMap(disorderOf)]
}

const district = await renderConsolidatedDocx(makeTable({ ...makeDistrict(), campaignFolder, now }), names)
const parts = partsOf(district)
const body = treeOf(parts['word/document.xml']!).children[0]!
const tables = body.children.filter(one => one.name === 'w:tbl')

describe('the package', () => {
  test('names each of its parts, and nothing else', () => {
    const types = all(treeOf(parts['[Content_Types].xml']!), 'Override').map(one =>
      one.attributes.PartName!.slice(1),
    )
    const packed = Object.keys(parts).filter(
      name => !name.endsWith('.rels') && name !== '[Content_Types].xml',
    )
    expect(types.toSorted()).toEqual(packed.toSorted())
    const targets = all(treeOf(parts['word/_rels/document.xml.rels']!), 'Relationship').map(
      one => `word/${one.attributes.Target}`,
    )
    for (const target of targets) expect(packed).toContain(target)
    const used = [...parts['word/document.xml']!.matchAll(/r:id="(\w+)"/g)].map(([, id]) => id)
    const ids = all(treeOf(parts['word/_rels/document.xml.rels']!), 'Relationship').map(
      one => one.attributes.Id,
    )
    for (const id of used) expect(ids).toContain(id)
  })

  test('has its elements in the order of the schema', () => {
    for (const name of Object.keys(parts).filter(one => /^word\/\w+\.xml$/.test(one)))
      expect([name, ...disorderOf(treeOf(parts[name]!))]).toEqual([name])
  })

  test('is the same for the same table', async () => {
    expect((await draw([{}])).equals(await draw([{}]))).toBe(true)
    expect(parts['docProps/core.xml']).toContain('2022-02-14T09:05:00Z')
  })

  test('holds what XML cannot, markup and emoji as words', async () => {
    const xml = partsOf(await draw([{ name: 'a\u0001 <b>&amp;', model: '😀 "x" \ud800' }]))[
      'word/document.xml'
    ]!
    expect(all(treeOf(xml), 'w:t').length).toBeGreaterThan(20)
    expect(xml).toContain('a\ufffd &#60;b&#62;&#38;amp;')
    expect(xml).toContain('😀 &#34;x&#34; \ufffd')
  })
})

describe('the page', () => {
  const section = body.children.at(-1)!
  const attributesOf = (name: string) => all(section, name)[0]!.attributes
  test('A4 across, margins 20/20/30/15 mm, page number from the second page', () => {
    expect(attributesOf('w:pgSz')).toMatchObject({ 'w:w': '16838', 'w:h': '11906', 'w:orient': 'landscape' })
    expect(attributesOf('w:pgMar')).toMatchObject({
      'w:top': '1134',
      'w:bottom': '1134',
      'w:left': '1701',
      'w:right': '850',
    })
    expect(has(section, 'w:titlePg')).toBe(true)
    expect(parts['word/header1.xml']).toContain(' PAGE ')
    expect(parts['word/header2.xml']).not.toContain('PAGE')
  })

  test('Times New Roman 12 and 13, nothing else', () => {
    const styles = parts['word/styles.xml']!
    expect(
      new Set(
        [...styles.matchAll(/w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"/g)]
          .map(([, font]) => font)
          .filter(font => font !== 'vi-VN'),
      ),
    ).toEqual(new Set(['Times New Roman']))
    expect(new Set([...styles.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, size]) => size))).toEqual(
      new Set(['24', '26']),
    )
    expect(parts['word/document.xml']).not.toMatch(/w:rFonts|w:sz /)
  })
})

describe('the tables', () => {
  const [, collectives, individuals] = tables as [Element, Element, Element]
  const rowsOf = (table: Element): Element[] => table.children.filter(one => one.name === 'w:tr')
  const textOf = (xml: string): string =>
    [...xml.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, text]) => text).join('')

  test('have fixed widths that every row fills', () => {
    for (const table of [collectives, individuals]) {
      const grid = all(table, 'w:gridCol').map(one => Number(one.attributes['w:w']))
      expect(grid).toHaveLength(8)
      expect(grid.reduce((sum, one) => sum + one, 0)).toBeCloseTo(14_287, -1)
      for (const row of rowsOf(table)) {
        const spans = row.children
          .filter(one => one.name === 'w:tc')
          .map(cell => Number(all(cell, 'w:gridSpan')[0]?.attributes['w:val'] ?? 1))
        expect(spans.reduce((sum, one) => sum + one, 0)).toBe(8)
      }
    }
  })

  test('repeat their headings, and split no row', () => {
    const headings = (table: Element): number => rowsOf(table).findIndex(row => !has(row, 'w:tblHeader'))
    expect([headings(collectives), headings(individuals)]).toEqual([3, 2])
    for (const table of [collectives, individuals])
      for (const row of rowsOf(table)) expect(has(row, 'w:cantSplit')).toBe(true)
  })

  test('keep headings with what follows, and sums with the row above', () => {
    const kept = (row: Element): boolean => all(row, 'w:p').every(one => has(one, 'w:keepNext'))
    for (const table of [collectives, individuals]) {
      const rows = rowsOf(table)
      for (const [index, row] of rows.entries()) {
        const isAcross = row.children.filter(one => one.name === 'w:tc').length === 1
        if (isAcross || has(row, 'w:tblHeader')) expect(kept(row)).toBe(true)
        const next = rows[index + 1]
        if (next && all(next, 'w:gridSpan').length === 1 && all(next, 'w:tc').length === 6)
          expect(kept(row)).toBe(true)
      }
    }
    // The last sum, and the row of the signer below it.
    expect(kept(rowsOf(individuals).at(-2)!)).toBe(true)
  })

  test('let a row go on that no page can hold', async () => {
    const model = 'một mô hình rất dài '.repeat(200)
    const xml = partsOf(await draw([{ name: 'Thấp' }, { name: 'Cao', model }]))['word/document.xml']!
    const rows = xml.split('<w:tr>').filter(row => /Thấp|Cao/.test(textOf(row)))
    expect(rows.map(row => row.includes('<w:cantSplit/>'))).toEqual([true, false])
  })
})
