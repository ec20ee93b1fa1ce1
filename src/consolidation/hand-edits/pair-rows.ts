/**
 * Which row of an edited biểu tổng hợp is which of those that were written. The same section, unit and name is the same
 * row; of what is left, the same unit and name in the other section, then the same unit (or name) with the same models, then
 * what alone is left of a unit on both sides. A row that could be two is none: it came, and the others went.
 */
import { foldTones, placeTones, tidy } from '../../text/fold.ts'
import type { WrittenRecord, WrittenRow } from '../written-record.ts'
import { type HandTableRow, textOf } from './table-rows.ts'

/** A row as it was written: one unit and name, its registrations in order. */
export interface BaseRow {
  readonly section: WrittenRow['section']
  readonly unit: string
  readonly name: string
  readonly rows: readonly WrittenRow[]
}

export interface PairedRows {
  readonly pairs: readonly (readonly [BaseRow, HandTableRow])[]
  readonly gone: readonly BaseRow[]
  readonly came: readonly HandTableRow[]
}

/** The rows of the biểu tổng hợp, as its model groups them. @param cellOf a field of a row, as written */
export const baseRows = (
  { rows }: WrittenRecord,
  cellOf: (row: WrittenRow, field: 'unit' | 'name') => string,
): BaseRow[] => {
  const keyOf = (row: WrittenRow): string =>
    JSON.stringify([
      row.section,
      row.unitId ?? `named ${foldTones(cellOf(row, 'unit'))}`,
      foldTones(cellOf(row, 'name')),
    ])
  return [...Map.groupBy(rows, keyOf).values()].map(group => {
    const own = group.toSorted((one, other) => one.order - other.order)
    const [first] = own as [WrittenRow]
    return {
      ...{ section: first.section, rows: own },
      ...{ unit: tidy(cellOf(first, 'unit')), name: tidy(cellOf(first, 'name')) },
    }
  })
}

/** @param modelsOf what a row's models say, as one text */
export const pairRows = (
  before: readonly BaseRow[],
  after: readonly HandTableRow[],
  modelsOf: { base(row: BaseRow): string; hand(row: HandTableRow): string },
): PairedRows => {
  const left = new Set(before)
  const right = new Set(after)
  const pairs: (readonly [BaseRow, HandTableRow])[] = []
  const pairBy = (base: (row: BaseRow) => string, hand: (row: HandTableRow) => string): void => {
    const bases = Map.groupBy(left, base)
    for (const [key, rows] of Map.groupBy(right, hand)) {
      const [one, another] = bases.get(key) ?? []
      const [row] = rows
      if (!one || another || !row || rows.length > 1) continue
      pairs.push([one, row])
      left.delete(one)
      right.delete(row)
    }
  }
  const key = (...parts: readonly string[]): string => placeTones(tidy(parts.join(' | ')))
  pairBy(
    row => key(row.section, row.unit, row.name),
    row => key(row.section, textOf(row.unit), textOf(row.name)),
  )
  pairBy(
    row => key(row.unit, row.name),
    row => key(textOf(row.unit), textOf(row.name)),
  )
  pairBy(
    row => key(row.section, row.unit, modelsOf.base(row)),
    row => key(row.section, textOf(row.unit), modelsOf.hand(row)),
  )
  // Another unit's name in the row: the name and the models say which row it was.
  pairBy(
    row => key(row.section, row.name, modelsOf.base(row)),
    row => key(row.section, textOf(row.name), modelsOf.hand(row)),
  )
  pairBy(
    row => key(row.section, row.unit),
    row => key(row.section, textOf(row.unit)),
  )
  return { pairs, gone: [...left], came: [...right] }
}
