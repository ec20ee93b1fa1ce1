/**
 * Two forms of a unit beside each other, row by row: what the later one keeps, changes, adds and leaves out. Pure; shown to
 * the clerk, who says whether it replaces or adds, and deciding nothing.
 */
import type { RegistrationReading } from '../domain/reading.ts'
import { foldTones } from '../text/fold.ts'
import { likeness } from '../text/similarity.ts'

export type RowValues = Pick<RegistrationReading, 'section' | 'name' | 'sector' | 'model' | 'note'>

export interface RowDifference {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  /** Undefined where added. */
  readonly before: RowValues | undefined
  /** Undefined where removed. */
  readonly after: RowValues | undefined
}

/** Rows of two forms that are as alike as this are one row, changed; 0 to 1. */
const sameRow = 0.6

/** In the order of the later form, what it leaves out behind. Every row of both is in exactly one difference. */
export const compareRows = (before: readonly RowValues[], after: readonly RowValues[]): RowDifference[] => {
  const left = new Set(before)
  const found = new Map<RowValues, RowDifference>()
  const pair = (row: RowValues, other: RowValues, kind: 'same' | 'changed'): void => {
    left.delete(other)
    found.set(row, { kind, before: other, after: row })
  }
  for (const row of after) {
    const other = [...left].find(one => keyOf(one) === keyOf(row))
    if (other) pair(row, other, 'same')
  }
  // The most alike first: a row must not take what is nearer to another.
  const near = after
    .filter(row => !found.has(row))
    .flatMap(row => [...left].map(other => ({ row, other, score: nearness(row, other) })))
    .filter(one => one.score >= sameRow)
    .sort((a, b) => b.score - a.score)
  for (const { row, other } of near) if (!found.has(row) && left.has(other)) pair(row, other, 'changed')
  return [
    ...after.map((row): RowDifference => found.get(row) ?? { kind: 'added', before: undefined, after: row }),
    ...[...left].map((row): RowDifference => ({ kind: 'removed', before: row, after: undefined })),
  ]
}

const keyOf = ({ section, name, sector, model, note }: RowValues): string =>
  JSON.stringify([section, foldTones(name), sector, foldTones(model), foldTones(note)])

/** Who it is weighs as much as what it is. */
const nearness = (one: RowValues, other: RowValues): number =>
  one.section === other.section ? (similar(one.name, other.name) + similar(one.model, other.model)) / 2 : 0

const similar = (one: string, other: string): number =>
  foldTones(one) === foldTones(other) ? 1 : likeness(one, other)
