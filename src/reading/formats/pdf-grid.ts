/**
 * Ruled lines to tables: lines that cross belong to one table, its grid lies where they stand, and places of the grid
 * between which a line is missing are one cell. Knows nothing of words.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { limits } from '../limits.ts'
import type { Box } from './pdf-geometry.ts'
import type { Rule } from './pdf-paths.ts'
import { tooLarge } from './reading.ts'

export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly box: Box
}
export interface Grid {
  readonly box: Box
  /** Where its columns and rows begin and end: one more than there are. */
  readonly columns: readonly number[]
  readonly rows: readonly number[]
  /** By row, then column. */
  readonly cells: readonly GridCell[]
}

/** Points. Lines that close together are one: both edges of a double or thick border. */
const near = 3
/** Borders dragged by hand: no column that somebody writes in is narrower than 2 mm. */
const narrow = 5.7
/** Dashes, and the squares that Word leaves where borders cross. */
const gap = 4

/** Largest first. @throws Refused */
export const findGrids = (rules: readonly Rule[], note: (one: Finding) => void): Grid[] => {
  const lines = [
    ...merged(rules.filter(rule => rule.upright)),
    ...merged(rules.filter(rule => !rule.upright)),
  ]
  const grids: Grid[] = []
  for (const group of crossing(lines)) {
    const grid = gridOf(group, note)
    if (grid) grids.push(grid)
  }
  const area = ({ box }: Grid): number => (box.right - box.left) * (box.bottom - box.top)
  return grids.sort((one, other) => area(other) - area(one))
}

/** Lines on one another, and their pieces, as one. */
const merged = (rules: readonly Rule[]): Rule[] => {
  const out: Rule[] = []
  for (const cluster of clusters(rules, near)) {
    const at = middle(cluster)
    const sorted = [...cluster].sort((one, other) => one.from - other.from)
    let open: { from: number; to: number } | undefined
    for (const { from, to } of sorted) {
      if (open && from <= open.to + gap) open.to = Math.max(open.to, to)
      else {
        if (open) out.push({ upright: cluster[0]!.upright, at, ...open })
        open = { from, to }
      }
    }
    if (open) out.push({ upright: cluster[0]!.upright, at, ...open })
  }
  if (out.length > limits.pdf.gridLines) throw tooLarge(`${limits.pdf.gridLines} lines in one direction`)
  return out
}

const clusters = (rules: readonly Rule[], within: number): Rule[][] => {
  const out: Rule[][] = []
  for (const rule of [...rules].sort((one, other) => one.at - other.at)) {
    const last = out.at(-1)
    if (last && rule.at - last[0]!.at <= within) last.push(rule)
    else out.push([rule])
  }
  return out
}

/** The place of the longest: a stub beside it does not move it. */
const middle = (rules: readonly Rule[]): number =>
  rules.reduce((longest, rule) => (rule.to - rule.from > longest.to - longest.from ? rule : longest)).at

const cross = (one: Rule, other: Rule): boolean =>
  one.upright !== other.upright &&
  one.at >= other.from - near &&
  one.at <= other.to + near &&
  other.at >= one.from - near &&
  other.at <= one.to + near

const crossing = (lines: readonly Rule[]): Rule[][] => {
  const left = new Set(lines)
  const groups: Rule[][] = []
  for (const first of lines) {
    if (!left.delete(first)) continue
    const group = [first]
    for (let at = 0; at < group.length; at++)
      for (const other of left)
        if (cross(group[at]!, other)) {
          left.delete(other)
          group.push(other)
        }
    groups.push(group)
  }
  return groups
}

interface Edge {
  readonly at: number
  readonly parts: readonly Rule[]
}

/** Borders a hair's breadth apart in rows that only look aligned are one, unless both stand in one row. */
const edgesOf = (lines: readonly Rule[]): Edge[] => {
  const edges: { at: number; parts: Rule[] }[] = []
  for (const cluster of clusters(lines, near)) {
    const last = edges.at(-1)
    const at = middle(cluster)
    const apart = (one: Rule, other: Rule): boolean =>
      one.to <= other.from + near || other.to <= one.from + near
    if (last && at - last.at < narrow && cluster.every(one => last.parts.every(other => apart(one, other))))
      last.parts.push(...cluster)
    else edges.push({ at, parts: [...cluster] })
  }
  return edges
}

/** At least half of the border is drawn. */
const isDrawn = (edge: Edge, from: number, to: number): boolean => {
  const length = edge.parts.reduce(
    (sum, part) => sum + Math.max(0, Math.min(to, part.to) - Math.max(from, part.from)),
    0,
  )
  return length >= (to - from) * 0.5
}

const gridOf = (lines: readonly Rule[], note: (one: Finding) => void): Grid | undefined => {
  const uprights = edgesOf(lines.filter(line => line.upright))
  const levels = edgesOf(lines.filter(line => !line.upright))
  if (uprights.length < 2 || levels.length < 2) return undefined
  const wide = uprights.length - 1
  const high = levels.length - 1
  if (wide * high > limits.pdf.places) throw tooLarge(`${limits.pdf.places} cells`)
  const groups = joined(uprights, levels)
  const cells: GridCell[] = []
  const byGroup = new Map<number, number[]>()
  for (let square = 0; square < wide * high; square++) {
    const group = groups(square)
    if (group === groups(wide * high)) continue
    const squares = byGroup.get(group)
    if (squares) squares.push(square)
    else byGroup.set(group, [square])
  }
  const add = (row: number, column: number, rowSpan: number, columnSpan: number): void => {
    const box = {
      left: uprights[column]!.at,
      right: uprights[column + columnSpan]!.at,
      top: levels[row]!.at,
      bottom: levels[row + rowSpan]!.at,
    }
    cells.push({ row, column, rowSpan, columnSpan, box })
  }
  for (const squares of byGroup.values()) {
    const rows = squares.map(square => Math.floor(square / wide))
    const columns = squares.map(square => square % wide)
    const [top, left] = [least(rows), least(columns)]
    const [rowSpan, columnSpan] = [most(rows) - top + 1, most(columns) - left + 1]
    if (rowSpan * columnSpan === squares.length) add(top, left, rowSpan, columnSpan)
    else {
      note(finding('table-repaired', { text: `${top + 1}/${left + 1}` }))
      for (const square of squares) add(Math.floor(square / wide), square % wide, 1, 1)
    }
  }
  cells.sort((one, other) => one.row - other.row || one.column - other.column)
  if (cells.length === 0) return undefined
  const [columns, rows] = [uprights.map(edge => edge.at), levels.map(edge => edge.at)]
  const box = { left: columns[0]!, right: columns[wide]!, top: rows[0]!, bottom: rows[high]! }
  return { box, columns, rows, cells }
}

const least = (numbers: readonly number[]): number =>
  numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
const most = (numbers: readonly number[]): number =>
  numbers.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)

/** Squares without a line between them share a number; the last number is that of everything outside. */
const joined = (uprights: readonly Edge[], levels: readonly Edge[]): ((square: number) => number) => {
  const wide = uprights.length - 1
  const high = levels.length - 1
  const outside = wide * high
  const parent = Array.from({ length: outside + 1 }, (_, at) => at)
  const root = (at: number): number => {
    let one = at
    while (parent[one] !== one) {
      parent[one] = parent[parent[one]!]!
      one = parent[one]!
    }
    return one
  }
  const join = (one: number, other: number): void => {
    parent[root(one)] = root(other)
  }
  for (let row = 0; row < high; row++)
    for (let at = 0; at <= wide; at++)
      if (!isDrawn(uprights[at]!, levels[row]!.at, levels[row + 1]!.at))
        join(at === 0 ? outside : row * wide + at - 1, at === wide ? outside : row * wide + at)
  for (let column = 0; column < wide; column++)
    for (let at = 0; at <= high; at++)
      if (!isDrawn(levels[at]!, uprights[column]!.at, uprights[column + 1]!.at))
        join(at === 0 ? outside : (at - 1) * wide + column, at === high ? outside : at * wide + column)
  return root
}
