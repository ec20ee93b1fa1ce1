/**
 * .doc of Word 97 to 2003 (MS-DOC) to `Document`: words, fonts, geometry of tables, read from the bytes themselves. What
 * Word would show after accepting every change: inserted text stays, deleted and hidden text goes. Not its layout.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { hiddenSections } from '../document/build.ts'
import { type Document, type DocumentSection, rawTextOf } from '../document/model.ts'
import { openDoc } from './doc-file.ts'
import { makeFormatting } from './doc-formatting.ts'
import { readLists } from './doc-lists.ts'
import { type Box, type Range, rangesOf, readBoxes, readPageStories, readSections } from './doc-parts.ts'
import { pictureSizesOf } from './doc-pictures.ts'
import { readText } from './doc-pieces.ts'
import { readCharacterPages, readParagraphPages } from './doc-property-pages.ts'
import { type DocReader, lengthOf, type TextState } from './doc-runs.ts'
import { readStory, type StoryWalk } from './doc-story.ts'
import { readFonts, readStyleSheet } from './doc-styles.ts'
import { findPooledObjects } from './enclosed.ts'
import { type OleFile, pathsOf } from './ole.ts'
import { attempt, type DocumentReading, unreadable } from './reading.ts'

export const readDoc = ({ file }: { readonly file: OleFile }): Promise<DocumentReading> =>
  attempt(() => {
    const doc = openDoc(file)
    const text = readText(doc)
    const objects = findPooledObjects(pathsOf(file))
    return readWhole(objects, {
      doc,
      text,
      optionalHyphen: text.text.includes('\u00ad') ? '' : '\u00ad',
      fonts: readFonts(doc),
      characters: readCharacterPages(doc),
      paragraphs: readParagraphPages(doc),
      formatting: makeFormatting(doc, readStyleSheet(doc)),
    })
  })

const readWhole = (objects: readonly Finding[], reader: DocReader): Document => {
  const { doc } = reader
  const { text } = reader.text
  const ranges = rangesOf(doc.lengths)
  if (text.length < ranges.headerBoxes.to) throw unreadable()
  const findings: Finding[] = [...objects]
  const state = makeState(findings)
  const { ends, titlePages } = readSections(doc)
  const walk: StoryWalk = {
    reader,
    state,
    labelOf: readLists(doc),
    sectionEnds: ends,
    count: { cells: 0, paragraphs: 0 },
  }
  const sections: DocumentSection[] = []
  const covered: Range[] = []
  const read = (
    kind: DocumentSection['kind'],
    part: string,
    range: Range,
    boxes: readonly Box[] = [],
  ): void => {
    covered.push(range)
    for (const box of boxes) covered.push(box)
    sections.push(...readSectionsOf(kind, part, range, boxes, walk))
  }
  const pages = readPageStories(doc, ranges.headers, titlePages)
  const pageBoxes = readBoxes(doc, 'plcfHdrtxbxTxt', 'plcSpaHdr', ranges.headerBoxes, ranges.headers)
  const boxesIn = ({ from, to }: Range): Box[] =>
    pageBoxes.filter(({ anchor = -1 }) => anchor >= from && anchor < to)
  const isUnused = (box: Box): boolean => pages.unused.some(range => boxesIn(range).includes(box))
  const shownOnPages = [...pages.headers, ...pages.footers]
  for (const [at, range] of pages.headers.entries()) read('header', `header ${at + 1}`, range, boxesIn(range))
  // Boxes of which nobody says where they hang.
  const loose = pageBoxes.filter(
    box => !isUnused(box) && !shownOnPages.some(range => boxesIn(range).includes(box)),
  )
  read('header', 'header', { from: ranges.headers.from, to: ranges.headers.from }, loose)
  read('body', 'document', ranges.main, readBoxes(doc, 'plcftxbxTxt', 'plcSpaMom', ranges.boxes, ranges.main))
  for (const [at, range] of pages.footers.entries()) read('footer', `footer ${at + 1}`, range, boxesIn(range))
  for (const part of ['footnotes', 'endnotes'] as const) {
    const { from, to } = ranges[part]
    // The last mark of a subdocument belongs to nobody.
    if (to - from > 1) read('note', part, { from, to: to - 1 })
  }
  findings.push(...findLost(state, sections))
  // Comments stand beside the document; other headers are left over from a template. What is shown nowhere holds nothing.
  const aside: StoryWalk = { ...walk, state: { ...state, note: () => {} } }
  for (const range of [...pages.unused, ...pageBoxes.filter(isUnused), ranges.comments]) {
    covered.push(range)
    for (const { block } of readStory('hidden', range.from, range.to, aside))
      state.hidden.push(rawTextOf([block]))
  }
  sections.push(...hiddenSections('body', 'document', state.hidden))
  findings.push(...findUncovered(text, covered))
  return { sections, findings, pictures: pictureSizesOf(doc, state.pictures) }
}

const makeState = (findings: Finding[]): TextState => {
  const noted = new Set<string>()
  return {
    hidden: [],
    fields: [],
    instruction: '',
    pictures: new Set(),
    shown: 0,
    // Once for a document: fifty runs in one strange font say no more than one.
    note(one) {
      const key = one.code + JSON.stringify(one.args)
      if (!noted.has(key)) findings.push(one)
      noted.add(key)
    },
  }
}

/** A story; a text box is a section of its own, at its anchor's place in the reading order. */
const readSectionsOf = (
  kind: DocumentSection['kind'],
  name: string,
  range: Range,
  boxes: readonly Box[],
  walk: StoryWalk,
): DocumentSection[] => {
  const sections: DocumentSection[] = []
  let blocks: DocumentSection['blocks'][number][] = []
  const end = (): void => {
    if (blocks.length > 0) sections.push({ kind, name, hidden: false, blocks })
    blocks = []
  }
  const readBox = (box: Box): void => {
    // A box ends with one mark more than it shows.
    const last = box.to - (walk.reader.text.text.slice(box.from, box.to).endsWith('\r\r') ? 1 : 0)
    const own = readStory(`text box ${box.from}`, box.from, last, walk).map(({ block }) => block)
    if (rawTextOf(own).trim() === '') return
    end()
    sections.push({ kind: 'text-box', name: `text box ${box.from}`, hidden: false, blocks: own })
  }
  const left = [...boxes].sort((one, other) => (one.anchor ?? Infinity) - (other.anchor ?? Infinity))
  for (const { block, end: to } of readStory(name, range.from, range.to, walk)) {
    // A box is drawn beside the paragraph that holds its anchor; one that hangs on a table comes after it.
    if (block.kind === 'table') blocks.push(block)
    while (left.length > 0 && (left[0]!.anchor ?? Infinity) < to) readBox(left.shift()!)
    if (block.kind !== 'table') blocks.push(block)
  }
  for (const box of left) readBox(box)
  end()
  return sections
}

/** Everything that was handed out as shown must stand in the document; no second reader could tell. */
const findLost = ({ shown }: TextState, sections: readonly DocumentSection[]): Finding[] => {
  const found = sections.reduce((sum, { blocks }) => sum + lengthOf(rawTextOf(blocks)), 0)
  return found < shown ? [finding('unread-text', { text: `${shown - found}` })] : []
}

/** Text that is in the file, but in no story that was read. */
const findUncovered = (text: string, covered: Range[]): Finding[] => {
  let at = 0
  const gaps: string[] = []
  for (const { from, to } of covered.sort((one, other) => one.from - other.from)) {
    if (from > at) gaps.push(text.slice(at, from))
    at = Math.max(at, to)
  }
  gaps.push(text.slice(at))
  const words = gaps.filter(gap => /[\p{L}\p{N}]/u.test(gap)).join(' ')
  return words === '' ? [] : [finding('unread-text', { text: words })]
}
