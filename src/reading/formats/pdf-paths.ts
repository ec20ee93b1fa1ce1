/**
 * Paths to what tables are made of: straight thin rules, and areas. Writers draw rules as strokes (LibreOffice), as thin
 * filled rectangles (Word), as stroked rectangles. Curves hold no table.
 */
import { apply, type Box, boxOf, type Matrix } from './pdf-geometry.ts'

/** A thin horizontal or vertical stroke: its middle, and from where to where. */
export interface Rule {
  readonly upright: boolean
  /** y of a horizontal rule, x of an upright one. */
  readonly at: number
  readonly from: number
  readonly to: number
}

type Point = readonly [number, number]

/** Points; thicker is an area. Word's thickest border is 6 points. */
const thin = 4
/** What slants more than this over its length is no rule. */
const slant = 0.6

/** pdf.js's own coding of a path: an operator, then its coordinates. */
const coordinates: readonly number[] = [2, 2, 6, 4, 0]

/** Subpaths of straight lines, moved onto the page; those with curves keep only the curves' ends. */
const subpathsOf = (data: ArrayLike<number>, matrix: Matrix): Point[][] => {
  const paths: Point[][] = []
  let path: Point[] = []
  for (let at = 0; at < data.length; ) {
    const operator = data[at]!
    const count = coordinates[operator]
    if (count === undefined) break
    if (operator === 4) {
      if (path.length > 0) path.push(path[0]!)
    } else {
      const point = apply(matrix, data[at + count - 1]!, data[at + count]!)
      if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) break
      if (operator === 0) {
        path = []
        paths.push(path)
      }
      path.push(point)
    }
    at += 1 + count
  }
  return paths
}

/** @returns the box around all of it, and what it is when filled or stroked */
export const readPath = (
  data: ArrayLike<number>,
  matrix: Matrix,
): {
  box: Box | undefined
  filled: () => { rules: Rule[]; areas: Box[] }
  stroked: (width: number) => Rule[]
} => {
  const paths = subpathsOf(data, matrix)
  const points = paths.flat()
  return {
    box: points.length > 0 ? boxOf(points) : undefined,
    filled: () => {
      const rules: Rule[] = []
      const areas: Box[] = []
      for (const path of paths) {
        if (path.length < 3) continue
        const box = boxOf(path)
        const wide = box.right - box.left
        const high = box.bottom - box.top
        if (high <= thin && wide > high) rules.push(horizontal(box))
        else if (wide <= thin && high > wide) rules.push(upright(box))
        else if (wide > thin && high > thin) areas.push(box)
      }
      return { rules, areas }
    },
    stroked: width => {
      if (width > 2 * thin) return []
      const rules: Rule[] = []
      for (const path of paths)
        for (let at = 1; at < path.length; at++) {
          const box = boxOf([path[at - 1]!, path[at]!])
          const wide = box.right - box.left
          const high = box.bottom - box.top
          if (high <= slant && wide > high) rules.push(horizontal(box))
          else if (wide <= slant && high > wide) rules.push(upright(box))
        }
      return rules
    },
  }
}

const horizontal = (box: Box): Rule => ({
  upright: false,
  at: (box.top + box.bottom) / 2,
  from: box.left,
  to: box.right,
})
const upright = (box: Box): Rule => ({
  upright: true,
  at: (box.left + box.right) / 2,
  from: box.top,
  to: box.bottom,
})
