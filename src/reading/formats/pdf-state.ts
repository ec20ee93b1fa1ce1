/** The graphics state of a page's operators, as far as it decides where something stands and whether it is seen. */
import {
  asMatrix,
  type Box,
  identity,
  intersection,
  type Matrix,
  movedBox,
  multiply,
} from './pdf-geometry.ts'

/** ISO 32000-1, 8.4.1 and 9.3.1. */
export interface State {
  ctm: Matrix
  clip: Box
  fill: string
  stroke: string
  lineWidth: number
  fillAlpha: number
  strokeAlpha: number
  /** Fills that do not cover what lies under them (`Multiply`: a text marker). */
  blended: boolean
  font: string
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  renderMode: number
  text: Matrix
  line: Matrix
}

export const startState = (ctm: Matrix, page: Box): State => ({
  ctm,
  clip: page,
  fill: '#000000',
  stroke: '#000000',
  lineWidth: 1,
  fillAlpha: 1,
  strokeAlpha: 1,
  blended: false,
  font: '',
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  text: identity,
  line: identity,
})

const numberIn = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise

const moveLine = (state: State, x: number, y: number): void => {
  state.line = multiply(state.line, [1, 0, 0, 1, x, y])
  state.text = state.line
}

/** What an operator, by pdf.js's name for it, does to the state alone; others are left to the caller. */
export const changeState = (state: State, name: string, args: readonly unknown[]): void => {
  const [first, second] = args
  switch (name) {
    case 'setLineWidth':
      state.lineWidth = numberIn(first, 1)
      break
    case 'setFillRGBColor':
      state.fill = String(first)
      break
    case 'setStrokeRGBColor':
      state.stroke = String(first)
      break
    case 'setFillColorN':
    case 'setFillTransparent':
      state.fill = 'pattern'
      break
    case 'setGState':
      if (Array.isArray(first)) for (const pair of first) setParameter(state, pair)
      break
    case 'beginText':
      state.text = identity
      state.line = identity
      break
    case 'setCharSpacing':
      state.charSpacing = numberIn(first)
      break
    case 'setWordSpacing':
      state.wordSpacing = numberIn(first)
      break
    case 'setHScale':
      state.scale = numberIn(first, 100) / 100
      break
    case 'setLeading':
      state.leading = -numberIn(first)
      break
    case 'setTextRise':
      state.rise = numberIn(first)
      break
    case 'setTextRenderingMode':
      state.renderMode = numberIn(first)
      break
    case 'setFont':
      state.font = String(first)
      state.size = numberIn(second)
      break
    case 'setTextMatrix':
      state.text = asMatrix(first) ?? asMatrix(args) ?? state.text
      state.line = state.text
      break
    case 'moveText':
      moveLine(state, numberIn(first), numberIn(second))
      break
    case 'setLeadingMoveText':
      state.leading = numberIn(second)
      moveLine(state, numberIn(first), numberIn(second))
      break
    case 'nextLine':
      moveLine(state, 0, state.leading)
      break
  }
}

const setParameter = (state: State, pair: unknown): void => {
  if (!Array.isArray(pair)) return
  const [name, value] = pair as readonly unknown[]
  if (name === 'LW') state.lineWidth = numberIn(value, 1)
  else if (name === 'ca') state.fillAlpha = numberIn(value, 1)
  else if (name === 'CA') state.strokeAlpha = numberIn(value, 1)
  else if (name === 'BM') state.blended = value !== 'source-over'
  else if (name === 'Font' && Array.isArray(value)) {
    state.font = String(value[0])
    state.size = numberIn(value[1])
  }
}

/** Narrows the clip to the box of a path; the path itself may be smaller. */
export const clipTo = (state: State, box: Box): void => {
  state.clip = intersection(state.clip, box)
}

export const clipToRectangle = (state: State, rectangle: readonly number[]): void =>
  clipTo(state, movedBox(state.ctm, rectangle))

/** How much a length grows on the page, the same in both directions. */
export const scaleOf = (matrix: Matrix): number =>
  Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))

/** A colour that paper has: what is drawn in it is not seen. */
export const isWhite = (colour: string): boolean => /^#f[b-f]f[b-f]f[b-f]$/i.test(colour)
