/**
 * The table model, line by line as it is drawn, so that the three drawings cannot differ in what stands where: they walk
 * these lines and only decide how a line looks in their format. The two heading lines that repeat on every page are the
 * drawing's own (`ConsolidatedTable.columns`).
 */
import type { ConsolidatedTable, TableRow, TableSection, TableTotal } from './table-model.ts'

export type TableLine =
  /** `A. TẬP THỂ`, over all columns. */
  | { readonly kind: 'section'; readonly text: string }
  /** A section's own heading row, one text a column. */
  | { readonly kind: 'heading'; readonly texts: readonly string[] }
  /** `I. Cơ quan Đảng`, over all columns. */
  | { readonly kind: 'block'; readonly text: string }
  /** Instead of rows. */
  | { readonly kind: 'empty'; readonly text: string }
  /** One cell a column: TT, unit, name, the sectors, note. A cell is its paragraphs; none: empty. */
  | { readonly kind: 'row'; readonly cells: readonly (readonly string[])[] }
  /** `words` over TT, unit and name; a number for each sector; `modelWords` in the note's column. */
  | { readonly kind: 'total'; readonly total: TableTotal }

/** One after the other, for who draws each and forgets it. @param isFirst its heading is the one at the top of the table */
export function* eachLine(
  table: ConsolidatedTable,
  section: TableSection,
  isFirst: boolean,
): Generator<TableLine> {
  yield { kind: 'section', text: section.heading }
  if (!isFirst) yield { kind: 'heading', texts: headingTexts(table, section) }
  for (const { heading, rows } of section.blocks) {
    if (heading !== null) yield { kind: 'block', text: heading }
    for (const row of rows) yield { kind: 'row', cells: rowCells(table, row) }
  }
  if (section.blocks.length === 0) yield { kind: 'empty', text: table.emptyWords }
  yield { kind: 'total', total: section.total }
}

export const sectionLines = (
  table: ConsolidatedTable,
  section: TableSection,
  isFirst: boolean,
): TableLine[] => [...eachLine(table, section, isFirst)]

const headingTexts = ({ columns }: ConsolidatedTable, section: TableSection): string[] => [
  columns.ordinal,
  columns.unit,
  section.nameHeading,
  ...columns.sectors,
  columns.note,
]

const rowCells = (table: ConsolidatedTable, row: TableRow): (readonly string[])[] => [
  [String(row.ordinal)],
  [row.unit],
  [row.name],
  ...row.models,
  [...row.unplaced.map(model => `${table.unplacedWords} ${model}`), ...row.notes],
]
