/**
 * A unit's document as HTML: its words as text and nothing else of it, its tables on their grid, every place with its
 * source, and the marked ones shown as such. Hidden parts are told, what does not fit on the page is said.
 */
import { html } from 'hono/html'
import type {
  Original,
  OriginalBlock,
  OriginalCell,
  OriginalParagraph,
  OriginalSection,
} from '../../domain/opened-part.ts'
import { type Source, sourceKey } from '../../domain/source.ts'
import type { Html } from '../layout.ts'
import type { DeskWords } from '../words.ts'
import { renderPageMap } from './render-page-map.ts'
import { renderTable } from './render-table.ts'
import { hasMark, type IsMarked, makeRoom, type Room, sizeOf, takeWords } from './shown-rows.ts'
import { sourceAnchor, sourceMark } from './source-mark.ts'

export interface Drawing {
  readonly say: DeskWords
  readonly isMarked: IsMarked
  readonly room: Room
  /** Of the element that stands for a place. */
  readonly attributes: (source: Source) => Html | ''
}

/** @param marks the places that values came from; a part of the file that is marked is shown whatever its length */
export const renderOriginal = (original: Original, marks: readonly Source[], say: DeskWords): Html => {
  const drawing = makeDrawing(marks, say)
  const isAlone = original.sections.length === 1
  const drawn = original.sections.map(section => drawSection(section, isAlone, drawing))
  return html`<div class="original">${
    drawing.room.isCut ? html`<p class="note" role="note">${say('original.cut')}</p>` : ''
  }${drawn}</div>`
}

const makeDrawing = (marks: readonly Source[], say: DeskWords): Drawing => {
  const marked = new Set(marks.filter(one => one.kind !== 'part').map(sourceKey))
  const isMarked = (source: Source): boolean => marked.has(sourceKey(source))
  const anchored = new Set<string>()
  const attributes = (source: Source): Html | '' => {
    if (source.kind === 'part') return ''
    const mark = html` data-source="${sourceMark(source)}"`
    if (!isMarked(source)) return mark
    const anchor = sourceAnchor(source)
    const isFirst = !anchored.has(anchor)
    anchored.add(anchor)
    return html`${mark} class="marked"${isFirst ? html` id="${anchor}"` : ''}`
  }
  return { say, isMarked, room: makeRoom(), attributes }
}

const drawSection = (section: OriginalSection, isAlone: boolean, drawing: Drawing): Html => {
  const { kind, name, hidden, blocks } = section
  const { say } = drawing
  const title = say(`original.section-${kind}`, {
    name: kind === 'page' ? (/\d+/.exec(name)?.[0] ?? '') : name,
  })
  const body = drawBlocks(blocks, drawing)
  const className = `section ${kind}`
  if (hidden)
    return html`<details class="${className}"${
      hasMark(blocks, drawing.isMarked) ? html` open` : ''
    }><summary>${say('original.hidden', { title })}</summary>${body}</details>`
  // The usual file: nobody needs to be told that this is its text.
  const isPlain = kind === 'body' || (isAlone && kind !== 'sheet')
  const map =
    kind === 'page' ? renderPageMap(blocks, drawing.isMarked, say('original.pageMap', { title })) : undefined
  return html`<section class="${className}">${isPlain ? '' : html`<h3>${title}</h3>`}${
    map ? html`<div class="beside-map">${map}<div>${body}</div></div>` : body
  }</section>`
}

/** @param within the cell that they stand in */
const drawBlocks = (blocks: readonly OriginalBlock[], drawing: Drawing, within?: OriginalCell): Html[] => {
  const drawn: Html[] = []
  let isAfterEmpty = true
  for (const block of blocks) {
    if (block.kind === 'table') {
      drawn.push(renderTable(block, drawing, drawBlocks))
      isAfterEmpty = false
      continue
    }
    // Of many empty lines one is enough.
    const isEmpty = block.lines.every(line => line.trim() === '')
    if (isEmpty && isAfterEmpty) continue
    isAfterEmpty = isEmpty
    const isSpent = within !== undefined
    if (isSpent || drawing.isMarked(block.source) || takeWords(sizeOf(block), drawing.room))
      drawn.push(drawParagraph(block, drawing, within))
  }
  return drawn
}

const drawParagraph = (
  { lines, listLabel, source }: OriginalParagraph,
  drawing: Drawing,
  within: OriginalCell | undefined,
): Html => {
  const isOfCell = within !== undefined && sourceKey(within.source) === sourceKey(source)
  const label = listLabel === undefined ? '' : html`<span class="label">${listLabel}</span> `
  return html`<p${isOfCell ? '' : drawing.attributes(source)}>${label}${lines.map((line, at) =>
    at === 0 ? line : html`<br>${line}`,
  )}</p>`
}
