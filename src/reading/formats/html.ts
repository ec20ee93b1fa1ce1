/**
 * HTML (WHATWG) to `Document`: what a browser would show, with the font of each run, tables on their grid. Pages saved by
 * Word and Excel, .xls files that are HTML, and the text of a mail. Not its looks; no picture is fetched.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import { hiddenSections, makeParagraph } from '../document/build.ts'
import type { Block, Document } from '../document/model.ts'
import { decodeHtml } from './html-charset.ts'
import { blockElements, isWriting, passedOver, styleText, textBelow, withoutTags } from './html-kinds.ts'
import { listLabels } from './html-lists.ts'
import { firstFamily, type Look, makeStyleSheet, type StyleSheet } from './html-styles.ts'
import { readHtmlTable } from './html-table.ts'
import { makeTextRuns, type TextRuns } from './html-text.ts'
import {
  attributeOf,
  childNodes,
  commentValue,
  type HtmlElement,
  type HtmlNode,
  isHtmlElement,
  parseHtml,
  textValue,
} from './html-tree.ts'
import { linesOfRuns, noFont, type RunFont } from './lettering.ts'
import { attempt, type DocumentReading } from './reading.ts'

export const readHtml = (bytes: Uint8Array): Promise<DocumentReading> => {
  const { html, damaged } = decodeHtml(bytes)
  return readHtmlText(html, damaged === undefined ? [] : [finding('legacy-letters', { font: damaged })])
}

/** @param noted what decoding its bytes showed */
export const readHtmlText = (html: string, noted: readonly Finding[] = []): Promise<DocumentReading> =>
  attempt(() => {
    const nodes = parseHtml(html)
    const findings = [...noted]
    const seen = new Set<string>()
    const walk: Walk = {
      styles: makeStyleSheet(styleText(nodes)),
      runs: makeTextRuns(),
      hidden: [],
      pictures: [],
      count: { cells: 0, places: 0 },
      tables: 0,
      paragraphs: 0,
      label: '',
      note(one) {
        const key = one.code + JSON.stringify(one.args)
        if (!seen.has(key)) findings.push(one)
        seen.add(key)
      },
    }
    const blocks = readBlocks(nodes, walk, plain)
    return makeDocument(blocks, walk, findings)
  })

const makeDocument = (blocks: Block[], walk: Walk, findings: Finding[]): Document => {
  const hidden = walk.hidden.map(tidy).filter(text => /[\p{L}\p{N}]/u.test(text))
  return {
    sections: [
      { kind: 'body', name: 'html', hidden: false, blocks },
      ...hiddenSections('body', 'html', hidden),
    ],
    findings,
    ...(walk.pictures.length > 0 && { pictures: walk.pictures }),
  }
}

interface Walk {
  readonly styles: StyleSheet
  readonly runs: TextRuns
  /** Words that no browser shows. */
  readonly hidden: string[]
  /** Bytes of pictures written into the page itself (`data:`). */
  readonly pictures: number[]
  readonly count: { cells: number; places: number }
  tables: number
  paragraphs: number
  /** What stands in front of the paragraph at hand. */
  label: string
  note(one: Finding): void
}

/** What an element hands down to what is in it. */
interface Context {
  readonly font: RunFont
  /** Drawn through everything below: nothing inside can take it away (CSS Text Decoration 3, 2.1). */
  readonly isStruck: boolean
  readonly visible: boolean
  readonly preserved: boolean
  readonly cell?: Source
}
const plain: Context = { font: noFont, isStruck: false, visible: true, preserved: false }

/** Everything below these nodes, as blocks. Paragraphs that were begun before end first. */
const readBlocks = (nodes: readonly HtmlNode[], walk: Walk, context: Context): Block[] => {
  const blocks: Block[] = []
  const flush = (): void => {
    const runs = walk.runs.take()
    if (!runs) return
    const source: Source = context.cell ?? { kind: 'paragraph', part: 'html', paragraph: walk.paragraphs++ }
    const label = walk.label
    walk.label = ''
    blocks.push(makeParagraph(linesOfRuns(runs, source, walk.note), source, label === '' ? undefined : label))
  }
  const visit = (node: HtmlNode, at: Context): void => {
    const text = textValue(node)
    if (text !== undefined) {
      if (at.visible) walk.runs.add(text, at, at.preserved)
      else walk.hidden.push(text)
    } else if (isHtmlElement(node)) visitElement(node, at)
    else {
      const comment = commentValue(node)
      if (comment !== undefined && isWriting(comment)) walk.hidden.push(withoutTags(comment))
    }
  }
  const visitAll = (children: readonly HtmlNode[], at: Context): void => {
    for (const child of children) visit(child, at)
  }
  const visitElement = (element: HtmlElement, outer: Context): void => {
    const { tagName } = element
    if (passedOver.has(tagName)) return
    const look = walk.styles(element)
    if (!isDrawn(element, look.gone ?? false, walk)) return
    const face = tagName === 'font' ? attributeOf(element, 'face') : undefined
    const font = look.font ?? (face === undefined ? undefined : firstFamily(face))
    const context: Context = {
      ...outer,
      ...(font !== undefined && font !== 'inherit' && { font }),
      isStruck: outer.isStruck || isStruckBy(element, look),
      visible: look.visible ?? outer.visible,
      preserved: look.preserved ?? (outer.preserved || /^(?:pre|textarea|xmp|listing)$/.test(tagName)),
    }
    if (look.label) {
      const label = tidy(textBelow(element))
      if (label !== '') walk.label = label
    } else if (tagName === 'br') walk.runs.addBreak()
    else if (tagName === 'img') notePicture(element, walk)
    else if (tagName === 'input') {
      const value = attributeOf(element, 'value')
      if (value !== undefined && /^(?:text|)$/i.test(attributeOf(element, 'type') ?? ''))
        visitAll([{ ...textNode, value }], context)
    } else if (tagName === 'table') visitTable(element, context)
    else if (tagName === 'ol' || tagName === 'ul') {
      flush()
      const labels = listLabels(element)
      for (const child of childNodes(element)) {
        const label = isHtmlElement(child) ? labels.get(child) : undefined
        if (label !== undefined) {
          flush()
          walk.label = label
        }
        visit(child, context)
      }
      flush()
      walk.label = ''
    } else if (blockElements.has(tagName) || look.block) {
      flush()
      visitAll(childNodes(element), context)
      flush()
    } else visitAll(childNodes(element), context)
  }
  const visitTable = (element: HtmlElement, at: Context): void => {
    flush()
    for (const child of childNodes(element))
      if (isHtmlElement(child) && child.tagName === 'caption') visit(child, at)
    flush()
    const table = readHtmlTable(element, walk.tables++, {
      count: walk.count,
      note: walk.note,
      isShown: inner => isDrawn(inner, walk.styles(inner).gone ?? false, walk),
      readBlocks: (td, source) =>
        readBlocks(childNodes(td), walk, {
          ...inherited(td, element, walk, at),
          visible: walk.styles(td).visible ?? at.visible,
          preserved: walk.styles(td).preserved ?? at.preserved,
          cell: source,
        }),
    })
    if (table) blocks.push(table)
  }
  visitAll(nodes, context)
  flush()
  return blocks
}

const textNode = { nodeName: '#text', parentNode: null } as const

/** What a cell's words inherit through its row and group. */
const inherited = (
  cell: HtmlElement,
  table: HtmlElement,
  walk: Walk,
  outer: Context,
): Pick<Context, 'font' | 'isStruck'> => {
  let font: RunFont
  let { isStruck } = outer
  for (let at = cell; at !== table; ) {
    const look = walk.styles(at)
    if (look.font !== 'inherit') font ??= look.font
    isStruck ||= isStruckBy(at, look)
    const parent = at.parentNode
    if (!parent || !isHtmlElement(parent)) break
    at = parent
  }
  return { font: font ?? outer.font, isStruck }
}

const isStruckBy = ({ tagName }: HtmlElement, { struck }: Look): boolean =>
  struck ?? (tagName === 's' || tagName === 'strike')

/** False where a browser leaves the whole element out; its words are noted as hidden, or as deleted. */
const isDrawn = (element: HtmlElement, gone: boolean, walk: Walk): boolean => {
  if (element.tagName === 'del') {
    if (textBelow(element).trim() !== '') walk.note(finding('tracked-changes'))
    return false
  }
  if (!gone && attributeOf(element, 'hidden') === undefined) return true
  walk.hidden.push(textBelow(element))
  return false
}

const notePicture = (element: HtmlElement, walk: Walk): void => {
  const data = /^\s*data:image\/[\w.+-]+;base64,/i.exec(attributeOf(element, 'src') ?? '')
  if (data) walk.pictures.push(Math.floor((attributeOf(element, 'src')!.length - data[0].length) * 0.75))
}
