/**
 * .docx (ECMA-376, WordprocessingML) to `Document`: words, fonts, geometry of tables, read from the XML itself.
 * What Word would show after accepting every change: inserted text stays, deleted and hidden text goes. Not its layout.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { decodeLegacy, type Encoding, encodingOfFont } from '../../text/legacy.ts'
import { makeParagraph, makeTableBuilder } from '../document/build.ts'
import type { Block, Document, DocumentSection, Line, Table } from '../document/model.ts'
import { limits } from '../limits.ts'
import { readNumbering, readStyles, type Styles } from './docx-fonts.ts'
import {
  childElements,
  findChild,
  isElement,
  readXml,
  textContent,
  type XmlElement,
  XmlRefused,
} from './xml.ts'
import type { ZipEntries } from './zip.ts'

/** `value` is absent where nothing could be read; then `findings` holds the error. */
export const readDocx = (entries: ZipEntries): { value?: Document; findings: Finding[] } => {
  const findings: Finding[] = []
  try {
    const main = mainPart(entries)
    const body = main && entries.get(main)
    if (!main || !body) return { findings: [finding('unreadable-part')] }
    const folder = main.slice(0, main.lastIndexOf('/') + 1)
    const xmlOf = (name: string): XmlElement | undefined => {
      const bytes = entries.get(folder + name)
      return bytes && readXml(bytes)
    }
    const walk: Walk = {
      styles: readStyles(xmlOf('styles.xml')),
      labelOf: readNumbering(xmlOf('numbering.xml')),
      findings,
      noted: new Set(),
      boxes: [],
      tables: 0,
      paragraphs: 0,
      cells: 0,
      part: main,
    }
    const sections: DocumentSection[] = []
    const read = (kind: DocumentSection['kind'], name: string, root: XmlElement): void => {
      Object.assign(walk, { part: name, tables: 0, paragraphs: 0 })
      sections.push({ kind, name, hidden: false, blocks: readBlocks(root, walk) })
      for (const box of walk.boxes.splice(0))
        sections.push({ kind: 'text-box', name, hidden: false, blocks: box })
    }
    const parts = [...entries.keys()].filter(name => name.startsWith(folder)).sort()
    const others = (pattern: RegExp): string[] =>
      parts.filter(name => pattern.test(name.slice(folder.length)))
    for (const name of others(/^header\d*\.xml$/)) read('header', name, readXml(entries.get(name)!))
    const document = readXml(body)
    read('body', main, findChild(document, 'w:body') ?? document)
    for (const name of others(/^footer\d*\.xml$/)) read('footer', name, readXml(entries.get(name)!))
    for (const name of others(/^(foot|end)notes\.xml$/))
      for (const note of childElements(readXml(entries.get(name)!)))
        if (note.attributes['w:type'] === undefined) read('note', name, note)
    return { value: { sections, findings }, findings }
  } catch (error) {
    if (error instanceof TooLarge) return { findings: [finding('part-too-large', { limit: error.message })] }
    if (error instanceof XmlRefused)
      return {
        findings: [
          error.hostile ? finding('hostile-part', { reason: error.message }) : finding('unreadable-part'),
        ],
      }
    throw error
  }
}

class TooLarge extends Error {}

/** By the package's relationships; writers other than Word name the part otherwise (ECMA-376 part 2, 9.3). */
const mainPart = (entries: ZipEntries): string | undefined => {
  const relationships = entries.get('_rels/.rels')
  for (const one of relationships ? childElements(readXml(relationships)) : [])
    if (one.attributes.Type?.endsWith('/officeDocument')) return one.attributes.Target?.replace(/^\//, '')
  return entries.has('word/document.xml') ? 'word/document.xml' : undefined
}

interface Walk {
  readonly styles: Styles
  readonly labelOf: ReturnType<typeof readNumbering>
  readonly findings: Finding[]
  readonly noted: Set<string>
  readonly boxes: Block[][]
  tables: number
  paragraphs: number
  cells: number
  part: string
}

const note = (walk: Walk, one: Finding): void => {
  const key = one.code + JSON.stringify(one.args)
  if (!walk.noted.has(key)) walk.findings.push(one)
  walk.noted.add(key)
}

/** Elements around blocks that change nothing: content controls, custom XML, insertions, smart tags. */
const transparent = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:body',
])

const readBlocks = (parent: XmlElement, walk: Walk, cell?: Source): Block[] =>
  childElements(parent).flatMap(element => {
    if (element.name === 'w:p') return readParagraph(element, walk, cell)
    if (element.name === 'w:tbl') return readTable(element, walk)
    if (element.name === 'mc:AlternateContent') return readBlocks(chosen(element), walk, cell)
    if (transparent.has(element.name)) return readBlocks(element, walk, cell)
    return []
  })

/** Word writes text boxes twice, the second time for programs that do not know the first (ECMA-376 part 3, 10). */
const chosen = (alternatives: XmlElement): XmlElement =>
  findChild(alternatives, 'mc:Choice') ?? findChild(alternatives, 'mc:Fallback') ?? alternatives

const readTable = (element: XmlElement, walk: Walk): Table[] => {
  const index = walk.tables++
  const builder = makeTableBuilder()
  /** Cells that may go on downwards, by their left column (w:vMerge without `restart`, 17.4.84). */
  const open = new Map<
    number,
    { row: number; span: number; columnSpan: number; blocks: Block[]; source: Source }
  >()
  const done: {
    row: number
    column: number
    span: number
    columnSpan: number
    blocks: Block[]
    source: Source
  }[] = []
  let row = 0
  for (const tr of rowsOf(element, walk)) {
    if (row >= limits.table.rows) throw new TooLarge(`${limits.table.rows} rows`)
    const rowProperties = findChild(tr, 'w:trPr')
    let column = numberOf(findChild(rowProperties, 'w:gridBefore'), 0)
    let place = 0
    for (const tc of cellsOf(tr)) {
      if (++walk.cells > limits.table.cells) throw new TooLarge(`${limits.table.cells} cells`)
      const properties = findChild(tc, 'w:tcPr')
      const columnSpan = Math.max(1, numberOf(findChild(properties, 'w:gridSpan'), 1))
      if (column + columnSpan > limits.table.columns) throw new TooLarge(`${limits.table.columns} columns`)
      const source: Source = { kind: 'docx', part: walk.part, table: index, row, cell: place++ }
      const merge = findChild(properties, 'w:vMerge')
      const above = merge && merge.attributes['w:val'] !== 'restart' ? open.get(column) : undefined
      const blocks = readBlocks(tc, walk, source)
      if (above && above.columnSpan === columnSpan && above.row + above.span === row) {
        above.span++
        // Word hides what a continued cell holds, but some writers leave text there: it must not vanish.
        if (blocks.some(block => block.kind === 'table' || block.lines.some(line => line.text.trim() !== '')))
          above.blocks.push(...blocks)
      } else {
        const cell = { row, column, span: 1, columnSpan, blocks, source }
        done.push(cell)
        open.set(column, cell)
      }
      column += columnSpan
    }
    row++
  }
  for (const cell of done) builder.place({ ...cell, rowSpan: cell.span })
  const { table, findings } = builder.finish()
  for (const one of findings) note(walk, one)
  return table.cells.length > 0 ? [table] : []
}

/** Rows, but those deleted under tracked changes. */
const rowsOf = (parent: XmlElement, walk: Walk): XmlElement[] =>
  childElements(parent).flatMap(child => {
    if (child.name !== 'w:tr') return transparent.has(child.name) ? rowsOf(child, walk) : []
    if (!findChild(findChild(child, 'w:trPr'), 'w:del')) return [child]
    note(walk, finding('tracked-changes'))
    return []
  })

const cellsOf = (parent: XmlElement): XmlElement[] =>
  childElements(parent).flatMap(child =>
    child.name === 'w:tc' ? [child] : transparent.has(child.name) ? cellsOf(child) : [],
  )

const numberOf = (element: XmlElement | undefined, otherwise: number): number => {
  const value = Number.parseInt(element?.attributes['w:val'] ?? '', 10)
  return Number.isNaN(value) || value < 0 ? otherwise : value
}

const readParagraph = (element: XmlElement, walk: Walk, cell: Source | undefined): Block[] => {
  const source: Source = cell ?? { kind: 'paragraph', part: walk.part, paragraph: walk.paragraphs++ }
  const properties = findChild(element, 'w:pPr')
  const text: Piece[] = []
  const nested: Block[] = []
  readRuns(element, properties, walk, text, nested)
  const numbering = walk.styles.numberingOf(properties)
  const lines = linesOf(text, walk, source)
  const written = lines.some(line => line.text.trim() !== '')
  const label = written && numbering ? walk.labelOf(numbering) : undefined
  return [makeParagraph(lines, source, label), ...nested]
}

/** A stretch of text in one encoding; a line break is a piece of its own. */
interface Piece {
  readonly encoding: Encoding | 'break'
  readonly font: string | undefined
  text: string
}

const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPr',
  'w:rPr',
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'w:fldData',
])

const readRuns = (
  parent: XmlElement,
  paragraph: XmlElement | undefined,
  walk: Walk,
  pieces: Piece[],
  nested: Block[],
): void => {
  const isRun = parent.name === 'w:r'
  const runProperties = isRun ? findChild(parent, 'w:rPr') : undefined
  if (isRun && isOn(findChild(runProperties, 'w:vanish'))) {
    const hidden = textContent(parent).trim()
    if (hidden !== '') note(walk, finding('hidden-passed-over', { text: hidden }))
    return
  }
  let font: string | undefined
  let encoding: Encoding | undefined
  const add = (text: string): void => {
    if (encoding === undefined) {
      font = walk.styles.fontOf(runProperties, paragraph)
      encoding = encodingOfFont(font)
    }
    const last = pieces.at(-1)
    // A VNI letter and its mark can stand in two runs: decode what belongs together in one go.
    if (last?.encoding === encoding) last.text += text
    else pieces.push({ encoding, font, text })
  }
  for (const child of parent.children) {
    if (!isElement(child)) continue
    switch (child.name) {
      case 'w:t':
        add(textContent(child))
        break
      case 'w:tab':
      case 'w:ptab':
        add('\t')
        break
      case 'w:noBreakHyphen':
        add('\u2011')
        break
      case 'w:sym':
        add(symbolOf(child))
        break
      case 'w:br':
      case 'w:cr':
        pieces.push({ encoding: 'break', font: undefined, text: '\n' })
        break
      case 'mc:AlternateContent':
        readRuns(chosen(child), paragraph, walk, pieces, nested)
        break
      case 'w:txbxContent':
        walk.boxes.push(readBlocks(child, walk))
        break
      case 'w:tbl':
        nested.push(...readTable(child, walk))
        break
      case 'w:del':
      case 'w:moveFrom':
      case 'w:ins':
      case 'w:moveTo':
        note(walk, finding('tracked-changes'))
        if (child.name === 'w:ins' || child.name === 'w:moveTo')
          readRuns(child, paragraph, walk, pieces, nested)
        break
      default:
        if (!skipped.has(child.name)) readRuns(child, paragraph, walk, pieces, nested)
    }
  }
}

const isOn = (element: XmlElement | undefined): boolean =>
  element !== undefined && !/^(0|false|off)$/.test(element.attributes['w:val'] ?? '')

/** Symbols typed by their number (17.3.3.30): ticks and bullets of Wingdings, the rest by code point. */
const symbolOf = (element: XmlElement): string => {
  const code = Number.parseInt(element.attributes['w:char'] ?? '', 16)
  if (Number.isNaN(code)) return ''
  if (/^wingdings/i.test(element.attributes['w:font'] ?? ''))
    return [0xfc, 0xfe].includes(code & 0xff) ? '✓' : '•'
  return String.fromCodePoint(code & 0xffff)
}

const linesOf = (pieces: readonly Piece[], walk: Walk, source: Source): Line[] => {
  const lines: { text: string; raw: string }[] = [{ text: '', raw: '' }]
  for (const piece of pieces) {
    if (piece.encoding === 'break') {
      lines.push({ text: '', raw: '' })
      continue
    }
    const { text, doubtful } = decodeLegacy(piece.text, piece.encoding)
    if (doubtful) note(walk, finding('legacy-letters', { font: piece.font ?? '' }, source))
    const line = lines.at(-1)!
    line.text = (line.text + text).normalize('NFC')
    line.raw += piece.text
  }
  return lines
}
