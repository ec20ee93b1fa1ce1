/**
 * .docx (ECMA-376, WordprocessingML) to `Document`: words, fonts, geometry of tables, read from the XML itself.
 * What Word would show after accepting every change: inserted text stays, deleted and hidden text goes. Not its layout.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { hiddenSections, makeParagraph } from '../document/build.ts'
import type { Block, Document, DocumentSection } from '../document/model.ts'
import { readStyles } from './docx-fonts.ts'
import { readNumbering } from './docx-lists.ts'
import { type PageParts, pageParts } from './docx-pages.ts'
import {
  chosen,
  isMarkDeleted,
  isPlaceholder,
  type ParagraphContent,
  type RunState,
  readRuns,
  wordsIn,
} from './docx-runs.ts'
import { readTable } from './docx-table.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'
import { childElements, findChild, readXml, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export const readDocx = (entries: ZipEntries): Promise<DocumentReading> =>
  attempt(() => {
    const main = mainPart(entries)
    const body = main && entries.get(main)
    if (!main || !body) throw unreadable()
    return readParts(entries, main, readXml(body))
  })

/** By the package's relationships; writers other than Word name the part otherwise (ECMA-376 part 2, 9.3). */
const mainPart = (entries: ZipEntries): string | undefined => {
  const relationships = entries.get('_rels/.rels')
  for (const one of relationships ? childElements(readXml(relationships)) : [])
    if (one.attributes.Type?.endsWith('/officeDocument')) return one.attributes.Target?.replace(/^\//, '')
  return entries.has('word/document.xml') ? 'word/document.xml' : undefined
}

const readParts = (entries: ZipEntries, main: string, document: XmlElement): Document => {
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const xmlOf = (name: string): XmlElement | undefined => {
    const bytes = entries.get(folder + name)
    return bytes && readXml(bytes)
  }
  const findings: Finding[] = []
  const noted = new Set<string>()
  const walk: Walk = {
    part: main,
    tables: 0,
    paragraphs: 0,
    count: { cells: 0 },
    labelOf: readNumbering(xmlOf('numbering.xml')),
    boxes: [],
    state: {
      styles: readStyles(xmlOf('styles.xml')),
      hidden: [],
      fields: [],
      // Once for a document: fifty runs in one strange font say no more than one.
      note(one) {
        const key = one.code + JSON.stringify(one.args)
        if (!noted.has(key)) findings.push(one)
        noted.add(key)
      },
    },
  }
  const sections: DocumentSection[] = []
  const read = (kind: DocumentSection['kind'], name: string, root: XmlElement): void => {
    Object.assign(walk, { part: name, tables: 0, paragraphs: 0 })
    sections.push(...readStory(kind, root, walk))
    // A field that never ends would swallow the rest of the part.
    if (walk.state.fields.splice(0).includes('instruction'))
      walk.state.note(finding('unread-text', { text: name }))
  }
  const pages: PageParts = pageParts(
    entries,
    folder,
    main.slice(folder.length),
    document,
    xmlOf('settings.xml'),
  )
  for (const name of pages.headers) read('header', name, readXml(entries.get(name)!))
  read('body', main, findChild(document, 'w:body') ?? document)
  for (const name of pages.footers) read('footer', name, readXml(entries.get(name)!))
  for (const name of ['footnotes.xml', 'endnotes.xml'])
    for (const note of childElements(xmlOf(name) ?? emptyElement))
      if (note.attributes['w:type'] === undefined) read('note', folder + name, note)
  // Remarks in the margin are no more of the form than headers that no page shows: read for the record, without a doubt.
  const comments = childElements(xmlOf('comments.xml') ?? emptyElement)
  walk.state.hidden.push(
    ...[...pages.unused.map(name => readXml(entries.get(name)!)), ...comments]
      .map(wordsIn)
      .filter(words => words !== ''),
  )
  sections.push(...hiddenSections('body', main, walk.state.hidden))
  return { sections, findings }
}

const emptyElement: XmlElement = { name: '', attributes: {}, children: [] }

interface Walk {
  part: string
  tables: number
  paragraphs: number
  readonly count: { cells: number }
  readonly labelOf: ReturnType<typeof readNumbering>
  /** Text boxes met since the last top-level block. */
  readonly boxes: Block[][]
  readonly state: RunState
}

/** A part from its top: a text box is a section of its own, at its anchor's place in the reading order. */
const readStory = (kind: DocumentSection['kind'], root: XmlElement, walk: Walk): DocumentSection[] => {
  const sections: DocumentSection[] = []
  let blocks: Block[] = []
  const end = (): void => {
    if (blocks.length > 0) sections.push({ kind, name: walk.part, hidden: false, blocks })
    blocks = []
  }
  readBlocks(root, walk, undefined, (own, boxes) => {
    // A box is drawn beside the paragraph that holds its anchor; one that hangs on a table comes after it.
    const isTable = own[0]?.kind === 'table'
    if (isTable) blocks.push(...own)
    if (boxes.length > 0) {
      end()
      for (const box of boxes)
        sections.push({ kind: 'text-box', name: walk.part, hidden: false, blocks: box })
    }
    if (!isTable) blocks.push(...own)
  })
  end()
  return sections
}

/** Elements around blocks that change nothing: content controls, custom XML, insertions, smart tags. */
const transparent = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag'])

/** Paragraphs and tables, in order, what stands around them opened. */
const blockElements = (parent: XmlElement, state: RunState): XmlElement[] =>
  childElements(parent).flatMap(element => {
    if (element.name === 'w:p' || element.name === 'w:tbl') return [element]
    if (element.name === 'mc:AlternateContent') return blockElements(chosen(element), state)
    if (isPlaceholder(element)) state.hidden.push(wordsIn(element))
    else if (transparent.has(element.name)) return blockElements(element, state)
    return []
  })

/** @param top is given what each block was read to, with the text boxes met in it; without it boxes gather in `walk` */
const readBlocks = (
  parent: XmlElement,
  walk: Walk,
  cell?: Source,
  top?: (own: readonly Block[], boxes: readonly Block[][]) => void,
): Block[] => {
  const all: Block[] = []
  let carried: FontRun[] = []
  const elements = blockElements(parent, walk.state)
  for (const [at, element] of elements.entries()) {
    const own: Block[] = []
    if (element.name === 'w:tbl') {
      const table = readTable(element, walk.tables++, {
        part: walk.part,
        count: walk.count,
        state: walk.state,
        readBlocks: (tc, source) => readBlocks(tc, walk, source),
      })
      if (table) own.push(table)
    } else {
      const properties = findChild(element, 'w:pPr')
      const content: ParagraphContent = { runs: carried, boxes: [], tables: [] }
      carried = []
      readRuns(element, properties, walk.state, content)
      for (const box of content.boxes) {
        const blocks = readBlocks(box, walk)
        if (hasText(blocks)) walk.boxes.push(blocks)
      }
      if (isMarkDeleted(properties) && elements[at + 1]?.name === 'w:p') {
        walk.state.note(finding('tracked-changes'))
        carried = content.runs
      } else own.push(readParagraph(content.runs, properties, walk, cell))
      for (const table of content.tables)
        own.push(...readBlocks({ ...emptyElement, children: [table] }, walk, cell))
    }
    all.push(...own)
    top?.(own, walk.boxes.splice(0))
  }
  return all
}

const hasText = (blocks: readonly Block[]): boolean =>
  blocks.some(block => block.kind === 'table' || block.lines.some(line => line.text.trim() !== ''))

const readParagraph = (
  runs: readonly FontRun[],
  properties: XmlElement | undefined,
  walk: Walk,
  cell: Source | undefined,
): Block => {
  const source: Source = cell ?? { kind: 'paragraph', part: walk.part, paragraph: walk.paragraphs++ }
  const lines = linesOfRuns(runs, source, walk.state.note)
  const numbering = walk.state.styles.numberingOf(properties)
  return makeParagraph(
    lines,
    source,
    numbering && walk.labelOf(numbering.id, Number.parseInt(numbering.level, 10)),
  )
}
