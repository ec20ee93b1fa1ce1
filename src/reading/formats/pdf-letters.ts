/**
 * Text operators to letters: where each stands on the page (ISO 32000-1, 9.4.4), in which font, and whether it is seen.
 */
import { limits } from '../limits.ts'
import type { PdfFont } from './pdf-fonts.ts'
import { apply, type Box, holds, type Matrix, multiply } from './pdf-geometry.ts'
import { isWhite, type State } from './pdf-state.ts'
import { tooLarge } from './reading.ts'

/** Why letters are not seen. `ocr`: the invisible words under a scan. */
export type Unseen = 'ocr' | 'hidden' | 'outside'

/** One letter, as the font's map to Unicode names it. */
export interface Glyph {
  text: string
  /** Where it stands: its origin, and the end of its advance. */
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly endY: number
  /** Points. */
  readonly size: number
  /** Quarters of a turn clockwise; undefined for what stands askew (a watermark). */
  readonly turn: 0 | 1 | 2 | 3 | undefined
  readonly font: PdfFont
  /** The piece of tagged content it belongs to (ISO 32000-1, 14.7.4): Word makes one of each paragraph. */
  readonly tag: number | undefined
  /** Begins what one operator shows, or stands apart from the letter before it. */
  readonly apart: boolean
  unseen: Unseen | undefined
  /** Cut off by its clip, but the end of a word or sentence that is seen: a sheet's cell too narrow for its words. */
  isCut?: true
}

/** What the walk over a page's operators has found so far, as far as letters need it. */
export interface LetterWalk {
  state: State
  /** Marked content, innermost last: false where its layer is switched off. */
  readonly layers: boolean[]
  /** Beside `layers`: the number of each tagged piece. */
  readonly tags: (number | undefined)[]
  readonly glyphs: Glyph[]
  /** Filled areas, with the number of letters that were drawn before. */
  readonly areas: { readonly box: Box; readonly order: number; readonly white: boolean }[]
  readonly fontOf: (name: string) => PdfFont
  readonly page: Box
}

interface PdfGlyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
}

const isGlyph = (value: unknown): value is PdfGlyph =>
  typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value

/** In thousandths of the font's size: wider than any kerning (ISO 32000-1, 9.4.3). */
const apartFrom = 160

/** As ISO 32000-1, 9.4.4 advances. */
export const showText = (walk: LetterWalk, shown: unknown): void => {
  const { state } = walk
  if (!Array.isArray(shown)) return
  const font = walk.fontOf(state.font)
  const unit = font.unit
  let apart = true
  for (const one of shown as readonly unknown[]) {
    if (typeof one === 'number') {
      advance(state, font, (-one / 1000) * state.size)
      if (-one > apartFrom || one > apartFrom) apart = true
      continue
    }
    if (!isGlyph(one)) continue
    const width = Number.isFinite(one.width) ? one.width : 0
    const spacing = state.charSpacing + (one.isSpace ? state.wordSpacing : 0)
    const matrix = multiply(state.ctm, state.text)
    const [x, y] = apply(matrix, 0, state.rise)
    const drawnWidth = width * unit * state.size
    const [endX, endY] = font.vertical
      ? apply(matrix, 0, state.rise)
      : apply(matrix, drawnWidth * state.scale, state.rise)
    const size = Math.abs(state.size) * Math.hypot(matrix[2], matrix[3])
    const glyph: Glyph = {
      ...{ text: font.textOf(one.unicode), x, y, endX, endY, size, font, apart },
      tag: walk.tags.findLast(one => one !== undefined),
      turn: turnOf(matrix, state.size),
      unseen: undefined,
    }
    glyph.unseen = unseenAs(walk, glyph)
    if (walk.glyphs.length >= limits.pdf.letters) throw tooLarge(`${limits.pdf.letters} letters`)
    if (Number.isFinite(x + y + endX + endY + size)) walk.glyphs.push(glyph)
    apart = false
    advance(state, font, (font.vertical ? -1 : 1) * (drawnWidth + spacing))
  }
}

/** Less than 3 degrees off is straight. */
const turnOf = ([a, b]: Matrix, size: number): Glyph['turn'] => {
  const angle = (Math.atan2(size < 0 ? -b : b, size < 0 ? -a : a) / Math.PI) * 2
  const turn = Math.round(angle)
  return Math.abs(angle - turn) > 0.035 ? undefined : (((turn + 4) % 4) as 0 | 1 | 2 | 3)
}

const advance = (state: State, font: PdfFont, by: number): void => {
  const move: Matrix = font.vertical ? [1, 0, 0, 1, 0, by] : [1, 0, 0, 1, by * state.scale, 0]
  state.text = multiply(state.text, move)
}

const unseenAs = ({ state, layers, page }: LetterWalk, glyph: Glyph): Unseen | undefined => {
  if (state.renderMode === 3 || state.renderMode === 7) return 'ocr'
  if (layers.includes(false) || state.fillAlpha === 0 || glyph.size < 1) return 'hidden'
  const x = (glyph.x + glyph.endX) / 2
  const y = (glyph.y + glyph.endY) / 2
  if (!holds(page, x, y) || !holds(grown(state.clip), x, y)) return 'outside'
  if (isWhite(state.fill) && state.renderMode % 4 === 0) return 'hidden'
  return undefined
}

/** Cells clip their words closely. */
const grown = (box: Box): Box => ({
  left: box.left - 3,
  top: box.top - 3,
  right: box.right + 3,
  bottom: box.bottom + 3,
})

/** White letters on a dark area are seen; letters that an area was laid over (correction tape) are not. */
export const coverGlyphs = ({ glyphs, areas }: LetterWalk): void => {
  const dark = areas.filter(area => !area.white)
  for (const [at, glyph] of glyphs.entries()) {
    const x = (glyph.x + glyph.endX) / 2
    const y = glyph.y - glyph.size * 0.3
    const isCovered = areas.some(area => area.order > at && holds(area.box, x, y))
    if (isCovered && glyph.unseen === undefined) glyph.unseen = 'hidden'
    else if (glyph.unseen === 'hidden' && !isCovered)
      if (dark.some(area => area.order <= at && holds(area.box, x, y))) glyph.unseen = undefined
  }
}

/** What is cut off in the middle of its words belongs to them: a value must not end where its cell does. */
export const joinCutGlyphs = ({ glyphs }: Pick<LetterWalk, 'glyphs'>): void => {
  const join = (one: Glyph | undefined, beside: Glyph | undefined, first: Glyph | undefined): void => {
    if (one?.unseen !== 'outside' || !beside || beside.unseen !== undefined || first?.apart !== false) return
    if (Math.abs(one.y - beside.y) > 0.1 * one.size) return
    one.unseen = undefined
    one.isCut = true
  }
  for (let at = 1; at < glyphs.length; at++) join(glyphs[at], glyphs[at - 1], glyphs[at])
  for (let at = glyphs.length - 2; at >= 0; at--) join(glyphs[at], glyphs[at + 1], glyphs[at + 1])
}
