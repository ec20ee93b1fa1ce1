/** Places on a page: points, from the top left corner of the page as it is shown. */
import type { Source } from '../../domain/source.ts'

/** `[a b c d e f]` of ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number]

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** `inner` is applied first. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]

export const apply = (matrix: Matrix, x: number, y: number): readonly [number, number] => [
  matrix[0] * x + matrix[2] * y + matrix[4],
  matrix[1] * x + matrix[3] * y + matrix[5],
]

/** undefined for what is no matrix of six numbers. */
export const asMatrix = (value: unknown): Matrix | undefined => {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return undefined
  const numbers = Array.from(value as ArrayLike<unknown>)
  return numbers.length === 6 && numbers.every(one => typeof one === 'number' && Number.isFinite(one))
    ? (numbers as unknown as Matrix)
    : undefined
}

/** A path can have more points than a call may have arguments. */
export const boxOf = (points: readonly (readonly [number, number])[]): Box =>
  around(points.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })))

/** The box around a rectangle that a matrix has moved. */
export const movedBox = (matrix: Matrix, [x0, y0, x1, y1]: readonly number[]): Box =>
  boxOf([apply(matrix, x0!, y0!), apply(matrix, x1!, y0!), apply(matrix, x0!, y1!), apply(matrix, x1!, y1!)])

export const intersection = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
})

export const around = (boxes: readonly Box[]): Box => ({
  left: boxes.reduce((least, box) => Math.min(least, box.left), Number.POSITIVE_INFINITY),
  top: boxes.reduce((least, box) => Math.min(least, box.top), Number.POSITIVE_INFINITY),
  right: boxes.reduce((most, box) => Math.max(most, box.right), Number.NEGATIVE_INFINITY),
  bottom: boxes.reduce((most, box) => Math.max(most, box.bottom), Number.NEGATIVE_INFINITY),
})

export const holds = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

/** @param page 1-based */
export const sourceOf = (page: number, box: Box): Source => {
  const whole = (value: number): number =>
    Number.isFinite(value) ? Math.round(Math.max(-100_000, Math.min(100_000, value))) : 0
  return {
    kind: 'page',
    page,
    left: whole(box.left),
    top: whole(box.top),
    right: whole(box.right),
    bottom: whole(box.bottom),
  }
}
