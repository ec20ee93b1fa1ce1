/**
 * .odt (OpenDocument 1.3, text) to `Document`: words, fonts, geometry of tables. What its program would show after
 * accepting every change: inserted text stays, deleted and hidden text goes. Not its layout.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { hiddenSections, makeParagraph } from '../document/build.ts'
import { type Block, type Document, type DocumentSection, textOf } from '../document/model.ts'
import { linesOfRuns } from './lettering.ts'
import { type ListPlace, makeOdfLists, type OdfLists } from './odf-lists.ts'
import { odfPages } from './odf-pages.ts'
import { openOdf } from './odf-parts.ts'
import { readOdfStyles } from './odf-styles.ts'
import { boxesIn, isDrawing, makeContent, type OdfTextState, readText, wordsIn } from './odf-text.ts'
import { readOdtTable } from './odt-table.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'
import { childElements, findChild, type XmlElement } from './xml.ts'
import type { ZipEntries } from './zip.ts'

export const readOdt = (entries: ZipEntries): Promise<DocumentReading> =>
  attempt(() => {
    const { content, styles } = openOdf(entries)
    return readOdtRoots(content, styles)
  })

/** @param content with `office:body`; @param common with the document's styles: the same in a flat file. @throws Refused */
export const readOdtRoots = (content: XmlElement, common: XmlElement | undefined): Document => {
  const body = findChild(findChild(content, 'office:body'), 'office:text')
  if (!body) throw unreadable()
  const findings: Finding[] = []
  const noted = new Set<string>()
  const shared: Shared = {
    count: { cells: 0 },
    hidden: [],
    // Once for a document: fifty runs in one strange font say no more than one.
    note(one) {
      const key = one.code + JSON.stringify(one.args)
      if (!noted.has(key)) findings.push(one)
      noted.add(key)
    },
    notes: [],
  }
  const { hidden, notes } = shared
  const styles = readOdfStyles(content, common)
  const own = readStory('body', 'content.xml', body, makeWalk(shared, styles, 'content.xml'))
  const pages = odfPages(body, styles, common)
  const pageStyles = common ? readOdfStyles(common, common) : styles
  const readPages = (kind: 'header' | 'footer', roots: readonly XmlElement[]): DocumentSection[] =>
    roots.flatMap((root, at) => {
      const part = `styles.xml ${kind} ${at + 1}`
      const sections = readStory(kind, part, root, makeWalk(shared, pageStyles, part))
      return sections.some(section => textOf(section.blocks).trim() !== '') ? sections : []
    })
  const headers = readPages('header', pages.headers)
  const footers = readPages('footer', pages.footers)
  // Notes can hold notes, as far as the format goes: each is looked at once.
  const noteSections: DocumentSection[] = []
  for (let at = 0; at < notes.length; at++) {
    const part = `content.xml note ${at + 1}`
    noteSections.push(...readStory('note', part, notes[at]!, makeWalk(shared, styles, part)))
  }
  hidden.push(...pages.unused.map(page => `\n${wordsIn(page)}\n`))
  const sections = [...headers, ...own, ...footers, ...noteSections]
  sections.push(...hiddenSections('body', 'content.xml', hidden.join('').split('\n')))
  return { sections, findings }
}

interface Shared {
  readonly count: { cells: number }
  readonly hidden: string[]
  /** Bodies of notes that were met. */
  readonly notes: XmlElement[]
  note(one: Finding): void
}

interface Walk extends Shared {
  readonly part: string
  readonly state: OdfTextState
  readonly lists: OdfLists
  tables: number
  paragraphs: number
  /** Text boxes met since the last top-level block. */
  readonly boxes: Block[][]
}

const makeWalk = (shared: Shared, styles: OdfTextState['styles'], part: string): Walk => ({
  ...shared,
  part,
  state: { styles, hidden: shared.hidden },
  lists: makeOdfLists(styles),
  tables: 0,
  paragraphs: 0,
  boxes: [],
})

/** A text from its top: a text box is a section of its own, at its anchor's place in the reading order. */
const readStory = (
  kind: DocumentSection['kind'],
  part: string,
  root: XmlElement,
  walk: Walk,
): DocumentSection[] => {
  const sections: DocumentSection[] = []
  let blocks: Block[] = []
  const end = (): void => {
    if (blocks.length > 0) sections.push({ kind, name: part, hidden: false, blocks })
    blocks = []
  }
  readBlocks(root, { walk }, block => {
    // A box is drawn beside the paragraph that holds its anchor; one that hangs on a table comes after it.
    if (block?.kind === 'table') blocks.push(block)
    const boxes = walk.boxes.splice(0)
    if (boxes.length > 0) end()
    for (const box of boxes) sections.push({ kind: 'text-box', name: part, hidden: false, blocks: box })
    if (block?.kind === 'paragraph') blocks.push(block)
  })
  end()
  return sections
}

interface Place {
  readonly walk: Walk
  readonly cell?: Source
  readonly list?: ListPlace
  /** The label of the list item that begins here: its first paragraph takes it. */
  readonly label?: { text: string | undefined }
}

/** @param put is given each block; undefined where only boxes were met */
const readBlocks = (parent: XmlElement, place: Place, put: (block: Block | undefined) => void): void => {
  const { walk } = place
  for (const child of childElements(parent))
    switch (child.name) {
      case 'text:p':
      case 'text:h':
        put(readParagraph(child, place))
        break
      case 'text:list':
      case 'text:numbered-paragraph': {
        const list = walk.lists.open(child, place.list)
        if (child.name === 'text:list') readBlocks(child, { ...place, list }, put)
        else readBlocks(child, { ...place, list, label: { text: walk.lists.labelOf(list, child) } }, put)
        break
      }
      case 'text:list-item':
        readBlocks(
          child,
          { ...place, label: { text: place.list && walk.lists.labelOf(place.list, child) } },
          put,
        )
        break
      case 'table:table': {
        const table = readOdtTable(child, walk.tables++, {
          ...walk,
          styles: walk.state.styles,
          readBlocks(element, source) {
            const blocks: Block[] = []
            readBlocks(element, { walk, cell: source }, block => {
              if (block) blocks.push(block)
            })
            return blocks
          },
        })
        put(table)
        break
      }
      case 'text:tracked-changes':
        // Deleted text is kept here, away from its place (5.5.1): what stands in the text is what was accepted.
        if (childElements(child).length > 0) walk.note(finding('tracked-changes'))
        break
      case 'text:section':
        if (child.attributes['text:display'] === 'none' || child.attributes['text:is-hidden'] === 'true')
          walk.hidden.push(`\n${wordsIn(child)}\n`)
        else readBlocks(child, place, put)
        break
      case 'office:annotation':
        walk.hidden.push(`\n${wordsIn(child)}\n`)
        break
      default:
        if (isDrawing(child)) {
          readBoxes([child], walk)
          put(undefined)
        }
        // What an index is made from holds patterns, not text (8.2.2).
        else if (!/^(?:office:forms|text:.*-(?:decls|source))$/.test(child.name))
          readBlocks(child, place, put)
    }
}

const readBoxes = (drawings: readonly XmlElement[], walk: Walk): void => {
  for (const box of drawings.flatMap(boxesIn)) {
    const blocks: Block[] = []
    readBlocks(box, { walk }, block => {
      if (block) blocks.push(block)
    })
    if (textOf(blocks).trim() !== '') walk.boxes.push(blocks)
  }
}

const readParagraph = (element: XmlElement, { walk, cell, label }: Place): Block | undefined => {
  const content = makeContent()
  readText(
    element,
    walk.state.styles.drawnBy({ family: 'paragraph', name: element.attributes['text:style-name'] }),
    walk.state,
    content,
  )
  readBoxes(content.drawings, walk)
  walk.notes.push(...content.notes)
  const drawn = content.label ?? label?.text
  if (label) label.text = undefined
  if (content.isHidden) {
    walk.hidden.push(`\n${content.runs.map(run => run.text).join('')}\n`)
    return undefined
  }
  const source: Source = cell ?? { kind: 'paragraph', part: walk.part, paragraph: walk.paragraphs++ }
  return makeParagraph(linesOfRuns(content.runs, source, walk.note), source, drawn)
}
