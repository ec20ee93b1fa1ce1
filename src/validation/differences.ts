/**
 * Two forms of a unit beside each other, row by row: what the later one keeps, changes, adds and leaves out. Pure; shown to
 * the clerk, who says whether it replaces or adds, and deciding nothing.
 */
import type { RegistrationReading } from '../domain/reading.ts'
import { foldTones } from '../text/fold.ts'
import { type Letters, likenessOf, readLetters } from '../text/similarity.ts'

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

/**
 * Of so many pairs each is looked at. Real forms have some hundreds; of two forms of five thousand rows it would hold up
 * tables and mails for many minutes, so beyond it only rows of the same name are compared, in their order.
 */
const mostPairs = 40_000

/** In the order of the later form, what it leaves out behind. Every row of both is in exactly one difference. */
export const compareRows = (before: readonly RowValues[], after: readonly RowValues[]): RowDifference[] => {
  const left = new Set(before)
  const found = new Map<RowValues, RowDifference>()
  const pair = (row: RowValues, other: RowValues, kind: 'same' | 'changed'): void => {
    left.delete(other)
    found.set(row, { kind, before: other, after: row })
  }
  const alike = Map.groupBy(before, keyOf)
  for (const row of after) {
    const other = alike.get(keyOf(row))?.shift()
    if (other) pair(row, other, 'same')
  }
  // The most alike first: a row must not take what is nearer to another.
  const rest = after.filter(row => !found.has(row))
  const nearness = makeNearness()
  const near = (rest.length * left.size <= mostPairs ? everyPair(rest, left) : pairsOfNames(rest, left))
    .map(({ row, other }) => ({ row, other, score: nearness(row, other) }))
    .filter(one => one.score >= sameRow)
    .sort((a, b) => b.score - a.score)
  for (const { row, other } of near) if (!found.has(row) && left.has(other)) pair(row, other, 'changed')
  return [
    ...after.map((row): RowDifference => found.get(row) ?? { kind: 'added', before: undefined, after: row }),
    ...[...left].map((row): RowDifference => ({ kind: 'removed', before: row, after: undefined })),
  ]
}

interface Pair {
  readonly row: RowValues
  readonly other: RowValues
}

const everyPair = (rows: readonly RowValues[], others: Iterable<RowValues>): Pair[] => {
  const all = [...others]
  return rows.flatMap(row => all.map(other => ({ row, other })))
}

const pairsOfNames = (rows: readonly RowValues[], others: Iterable<RowValues>): Pair[] => {
  const nameOf = ({ section, name }: RowValues): string => `${section} ${foldTones(name)}`
  const named = Map.groupBy(others, nameOf)
  return rows.flatMap(row => {
    const other = named.get(nameOf(row))?.shift()
    return other ? [{ row, other }] : []
  })
}

const keyOf = ({ section, name, sector, model, note }: RowValues): string =>
  JSON.stringify([section, foldTones(name), sector, foldTones(model), foldTones(note)])

/** Who it is weighs as much as what it is. */
const makeNearness = (): ((one: RowValues, other: RowValues) => number) => {
  const known = new Map<string, { readonly folded: string; readonly letters: Letters }>()
  const read = (text: string) => {
    const before = known.get(text)
    if (before) return before
    const made = { folded: foldTones(text), letters: readLetters(text) }
    known.set(text, made)
    return made
  }
  const similar = (one: string, other: string): number => {
    const [left, right] = [read(one), read(other)]
    return left.folded === right.folded ? 1 : likenessOf(left.letters, right.letters)
  }
  return (one, other) =>
    one.section === other.section ? (similar(one.name, other.name) + similar(one.model, other.model)) / 2 : 0
}
