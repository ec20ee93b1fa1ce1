/**
 * Which row of an edited biểu tổng hợp is which of those that were written. The same section, unit and name is the same
 * row; of what is left, the same unit and name in the other section, then the same unit with the same place or the same
 * models. A row that could be two is none: it came, and the others went.
 */
import { placeTones, tidy } from '../../text/fold.ts'
import type { WrittenRecord, WrittenRow, WrittenTableRow } from '../written-record.ts'
import { type HandTableRow, textOf } from './table-rows.ts'

/** A row as it was written. */
export interface BaseRow {
  readonly section: WrittenTableRow['section']
  /** From 1 in its section. */
  readonly ordinal: number
  readonly unit: string
  readonly name: string
  readonly rows: readonly WrittenRow[]
}

export interface PairedRows {
  readonly pairs: readonly (readonly [BaseRow, HandTableRow])[]
  readonly gone: readonly BaseRow[]
  readonly came: readonly HandTableRow[]
}

/** @param cellOf a field of a row, as written */
export const baseRows = (
  record: WrittenRecord,
  cellOf: (row: WrittenRow, field: 'unit' | 'name') => string,
): BaseRow[] => {
  const counts = new Map<string, number>()
  return record.table.flatMap(({ section, rows: places }) => {
    const rows = places.flatMap(at => record.rows[at] ?? [])
    const [first] = rows
    if (!first) return []
    const ordinal = (counts.get(section) ?? 0) + 1
    counts.set(section, ordinal)
    return [{ section, ordinal, unit: tidy(cellOf(first, 'unit')), name: tidy(cellOf(first, 'name')), rows }]
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
  pairBy(
    row => key(row.section, row.unit, String(row.ordinal)),
    row => key(row.section, textOf(row.unit), row.ordinal),
  )
  // Another unit's name in the row: the name and the models say which row it was.
  pairBy(
    row => key(row.section, row.name, modelsOf.base(row)),
    row => key(row.section, textOf(row.name), modelsOf.hand(row)),
  )
  return { pairs, gone: [...left], came: [...right] }
}
