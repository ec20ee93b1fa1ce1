/**
 * A page's operators to what is drawn: letters with their places and fonts, rules, areas. One walk over pdf.js's operator
 * list, whose letters carry their widths and render modes; `getTextContent` guesses spaces and hides what is hidden.
 */
import { OPS } from 'unpdf/pdfjs'
import { limits } from '../limits.ts'
import type { PdfFont } from './pdf-fonts.ts'
import { apply, asMatrix, type Box, boxOf, holds, type Matrix, multiply } from './pdf-geometry.ts'
import { coverGlyphs, type Glyph, joinCutGlyphs, type LetterWalk, showText } from './pdf-letters.ts'
import { type Rule, readPath } from './pdf-paths.ts'
import {
  changeState,
  clipTo,
  clipToRectangle,
  isWhite,
  type State,
  scaleOf,
  startState,
} from './pdf-state.ts'
import { tooLarge } from './reading.ts'

export interface Drawn {
  readonly glyphs: readonly Glyph[]
  readonly rules: readonly Rule[]
  /** Where something was placed that pdf.js was told not to decode, and letters that are drawn as shapes. */
  readonly pictures: readonly Box[]
  readonly shapes: number
  readonly page: Box
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

const names = new Map(Object.entries(OPS).map(([name, code]) => [code as number, name]))

interface Walk extends LetterWalk {
  readonly stack: State[]
  readonly rules: Rule[]
  readonly pictures: Box[]
  shapes: number
  clipping: boolean
  /** Something was drawn since the last `save`: an empty pair around a large place is a picture. */
  drawn: boolean
  readonly isVisible: (layer: unknown) => boolean
}

/** @param view the page's own coordinates to points from its top left corner. @throws Refused */
export const readDrawn = (
  operators: Operators,
  view: Matrix,
  page: Box,
  fontOf: (name: string) => PdfFont,
  isVisible: (layer: unknown) => boolean,
): Drawn => {
  if (operators.fnArray.length > limits.pdf.operators)
    throw tooLarge(`${limits.pdf.operators} operators on a page`)
  const walk: Walk = {
    state: startState(view, page),
    stack: [],
    layers: [],
    tags: [],
    glyphs: [],
    rules: [],
    areas: [],
    pictures: [],
    shapes: 0,
    clipping: false,
    drawn: false,
    fontOf,
    isVisible,
    page,
  }
  operators.fnArray.forEach((code, at) => {
    const args = operators.argsArray[at]
    step(walk, names.get(code) ?? '', Array.isArray(args) ? args : [], view)
  })
  joinCutGlyphs(walk)
  coverGlyphs(walk)
  return { glyphs: walk.glyphs, rules: walk.rules, pictures: walk.pictures, shapes: walk.shapes, page }
}

const save = (walk: Walk): void => {
  if (walk.stack.length >= limits.pdf.depth) throw tooLarge(`${limits.pdf.depth} saved states`)
  walk.stack.push({ ...walk.state })
  walk.drawn = false
}

const restore = (walk: Walk): void => {
  const before = walk.stack.pop()
  if (before) walk.state = before
}

const beginContent = ({ layers, tags }: Walk, isVisible: boolean, tag: unknown): void => {
  if (layers.length >= limits.pdf.depth) throw tooLarge(`${limits.pdf.depth} layers`)
  layers.push(isVisible)
  tags.push(typeof tag === 'number' ? tag : undefined)
}

const transform = (walk: Walk, value: unknown): void => {
  const matrix = asMatrix(value)
  if (matrix) walk.state.ctm = multiply(walk.state.ctm, matrix)
}

const step = (walk: Walk, name: string, args: readonly unknown[], view: Matrix): void => {
  const { state } = walk
  switch (name) {
    case 'save':
    case 'beginGroup':
      save(walk)
      break
    case 'restore':
      if (!walk.drawn) notePicture(walk)
      restore(walk)
      walk.drawn = true
      break
    case 'endGroup':
    case 'paintFormXObjectEnd':
    case 'endAnnotation':
      restore(walk)
      break
    case 'transform':
      transform(walk, args)
      break
    case 'paintFormXObjectBegin':
      save(walk)
      transform(walk, args[0])
      if (Array.isArray(args[1]) || ArrayBuffer.isView(args[1]))
        clipToRectangle(walk.state, Array.from(args[1] as ArrayLike<number>))
      break
    case 'beginAnnotation':
      save(walk)
      walk.state = { ...startState(view, walk.page) }
      transform(walk, args[2])
      transform(walk, args[3])
      break
    case 'beginMarkedContent':
      beginContent(walk, true, undefined)
      break
    case 'beginMarkedContentProps':
      beginContent(walk, args[0] !== 'OC' || walk.isVisible(args[1]), args[1])
      break
    case 'endMarkedContent':
      walk.layers.pop()
      walk.tags.pop()
      break
    case 'clip':
    case 'eoClip':
      walk.clipping = true
      break
    case 'constructPath':
      drawPath(walk, args)
      break
    case 'showText':
      walk.drawn = true
      showText(walk, args[0])
      break
    default:
      if (/^paint/.test(name)) walk.drawn = true
      changeState(state, name, args)
  }
}

/** Smaller ones are lines, logos and stamps. */
const pictureArea = 40_000

const notePicture = ({ state, pictures, page }: Walk): void => {
  const corner = apply(state.ctm, 0, 0)
  const box = boxOf([corner, apply(state.ctm, 1, 1)])
  const area = (box.right - box.left) * (box.bottom - box.top)
  const isOnPage = holds(page, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
  if (area >= pictureArea && isOnPage && pictures.length < 1_000) pictures.push(box)
}

const paints: Readonly<Record<string, { fill?: true; stroke?: true }>> = {
  fill: { fill: true },
  eoFill: { fill: true },
  stroke: { stroke: true },
  closeStroke: { stroke: true },
  fillStroke: { fill: true, stroke: true },
  eoFillStroke: { fill: true, stroke: true },
  closeFillStroke: { fill: true, stroke: true },
  closeEOFillStroke: { fill: true, stroke: true },
}

const drawPath = (walk: Walk, args: readonly unknown[]): void => {
  const { state } = walk
  const [data] = Array.isArray(args[1]) ? (args[1] as readonly unknown[]) : []
  const wasClipping = walk.clipping
  walk.clipping = false
  if (!ArrayBuffer.isView(data) && !Array.isArray(data)) return
  const path = readPath(data as unknown as ArrayLike<number>, state.ctm)
  if (wasClipping && path.box) clipTo(state, path.box)
  const painted = paints[names.get(args[0] as number) ?? '']
  if (!painted || !path.box || walk.layers.includes(false)) return
  walk.drawn = true
  if (painted.fill && state.fillAlpha > 0) {
    const { rules, areas } = path.filled()
    if (!isWhite(state.fill)) walk.rules.push(...rules)
    const opaque = state.fillAlpha > 0.9 && !state.blended && state.fill !== 'pattern'
    if (opaque) for (const box of areas) addArea(walk, box)
    // Letters turned into outlines are small filled shapes.
    if (rules.length + areas.length > 0 && path.box.bottom - path.box.top < 30) walk.shapes++
  }
  if (painted.stroke && state.strokeAlpha > 0 && !isWhite(state.stroke))
    walk.rules.push(...path.stroked(state.lineWidth * scaleOf(state.ctm)))
  if (walk.rules.length > limits.pdf.rules) throw tooLarge(`${limits.pdf.rules} lines on a page`)
}

const addArea = (walk: Walk, box: Box): void => {
  if (walk.areas.length >= limits.pdf.areas) return
  walk.areas.push({ box, order: walk.glyphs.length, white: isWhite(walk.state.fill) })
}
