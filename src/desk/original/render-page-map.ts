/**
 * A page of a PDF in small: where on it the words and the cells stand, so that a value is found again on the page itself.
 * Drawn from the places alone; nothing of the file is in it.
 */
import { html } from 'hono/html'
import type { OriginalBlock } from '../../domain/opened-part.ts'
import type { Source } from '../../domain/source.ts'
import type { Html } from '../layout.ts'
import type { IsMarked } from './shown-rows.ts'
import { sourceMark } from './source-mark.ts'

type Box = Extract<Source, { kind: 'page' }>

/** Boxes of one page that are drawn; a page full of cells has 400. */
const most = 1_500
/** A4, points: the least that is drawn, since the file's own measure is not kept. */
const [width, height] = [595, 842]

/** @returns undefined for a page of which no place is known */
export const renderPageMap = (
  blocks: readonly OriginalBlock[],
  isMarked: IsMarked,
  label: string,
): Html | undefined => {
  const boxes = boxesOf(blocks)
  if (boxes.length === 0) return undefined
  const page = boxes[0]!.page
  const own = boxes.filter(one => one.page === page)
  const shown = [...own.filter(isMarked), ...own.filter(one => !isMarked(one))].slice(0, most)
  const right = Math.max(width, ...shown.map(one => one.right + 20))
  const bottom = Math.max(right > width ? 0 : height, ...shown.map(one => one.bottom + 20))
  // Marked ones last, so that they lie on top.
  return html`<svg class="page-map" viewBox="0 0 ${right} ${bottom}" role="img" aria-label="${label}">${shown
    .toReversed()
    .map(
      one =>
        html`<rect x="${one.left}" y="${one.top}" width="${Math.max(1, one.right - one.left)}" height="${Math.max(
          1,
          one.bottom - one.top,
        )}" data-source="${sourceMark(one)}"${isMarked(one) ? html` class="marked-box"` : ''}></rect>`,
    )}</svg>`
}

const boxesOf = (blocks: readonly OriginalBlock[]): Box[] =>
  blocks.flatMap((block): Box[] =>
    block.kind === 'paragraph'
      ? asBox(block.source)
      : block.cells.flatMap(cell => [
          ...asBox(cell.source),
          ...boxesOf(cell.blocks).filter(one => !isSame(one, cell.source)),
        ]),
  )
const asBox = (source: Source): Box[] => (source.kind === 'page' ? [source] : [])
const isSame = (box: Box, source: Source): boolean =>
  source.kind === 'page' && box.left === source.left && box.top === source.top && box.bottom === source.bottom
