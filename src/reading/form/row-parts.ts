/**
 * The cells of one row by what stands above them: number, name, models, note. A cell that fits no heading, or a second
 * one where one belongs, is named in an error: two cells never become one in silence.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { type Cell, paragraphsOf } from '../document/model.ts'
import type { Column } from './columns.ts'
import type { GridBlock } from './grid.ts'
import { cellText } from './grid-cells.ts'

export interface ModelCell {
  readonly cell: Cell
  /** Null: over several sectors, or (with its heading) in a column the form does not have, or `listed`. */
  readonly sector: string | null
  readonly heading?: string
  /** In the one column for every sector: the row says which, see `row-sector.ts`. */
  readonly listed?: true
}

export interface RowParts {
  readonly ordinal?: Cell
  readonly name?: Cell
  readonly note?: Cell
  /** `Kinh tế`, in a list's column of sectors. */
  readonly sectorName?: Cell
  readonly models: readonly ModelCell[]
  readonly all: readonly Cell[]
}

type Place =
  | { readonly of: 'name' | 'note' | 'ordinal' | 'sectorName' | 'residue' }
  | { readonly of: 'aside'; readonly heading: string }
  | (ModelCell & { readonly of: 'model' })

/** @param cells of the row, those merged down from above too; @param findings takes the errors */
export const sortCells = (
  cells: readonly Cell[],
  row: number,
  block: GridBlock,
  findings: Finding[],
): RowParts => {
  const parts: { ordinal?: Cell; name?: Cell; note?: Cell; sectorName?: Cell; models: ModelCell[] } = {
    models: [],
  }
  for (const cell of cells) {
    const place = placeOf(cell, block)
    if (place.of === 'model') {
      const { of: _, ...model } = place
      const twin = parts.models.find(
        one => (one.sector !== null || one.listed) && one.sector === model.sector,
      )
      // Cells split by hand under one heading: two models, or a model and something about it.
      if (twin && cellText(cell) !== '' && cell.row === row) {
        if (cellText(twin.cell) !== '')
          findings.push(finding('two-readings', { text: cellText(cell) }, cell.source))
        else parts.models.splice(parts.models.indexOf(twin), 1)
      }
      if (!twin || cellText(cell) !== '') parts.models.push(model)
      continue
    }
    const written = cellText(cell) !== ''
    if (place.of === 'aside') {
      if (written && cell.row === row)
        findings.push(finding('column-passed-over', { heading: place.heading }, cell.source))
      continue
    }
    const before = place.of === 'residue' ? undefined : parts[place.of]
    if (place.of !== 'residue' && (before === undefined || (cellText(before) === '' && written)))
      parts[place.of] = cell
    else if (written && cell.row === row) findings.push(residue(cell))
  }
  return { ...parts, all: cells }
}

const placeOf = (cell: Cell, block: GridBlock): Place => {
  const columns = block.columns.slice(cell.column, cell.column + cell.columnSpan)
  const roles = new Set(columns.map(column => column.role))
  const sectors = new Set(columns.flatMap(column => (column.role === 'sector' ? [column.sector] : [])))
  const written = cellText(cell) !== ''
  const headingOf = (role: 'other' | 'aside'): string | undefined =>
    columns.find((column): column is Column & { role: typeof role } => column.role === role)?.heading
  const heading = headingOf('other')
  const aside = roles.size === 1 ? headingOf('aside') : undefined
  if (roles.has('name') && (sectors.size === 0 || !written)) return { of: 'name' }
  if (sectors.size === 1 && roles.size === 1) return { of: 'model', cell, sector: [...sectors][0]! }
  if (roles.size === 1 && roles.has('model')) return { of: 'model', cell, sector: null, listed: true }
  if (roles.size === 1 && roles.has('sector-name')) return { of: 'sectorName' }
  if (aside !== undefined) return { of: 'aside', heading: aside }
  if (!written) return { of: roles.has('note') ? 'note' : 'residue' }
  if (sectors.size > 0 && !roles.has('name') && !roles.has('ordinal'))
    return { of: 'model', cell, sector: null }
  if (isWholeRow(cell, block)) return { of: 'name' }
  if (heading !== undefined) return { of: 'model', cell, sector: null, heading }
  if (roles.has('note')) return { of: roles.has('name') || roles.has('ordinal') ? 'residue' : 'note' }
  return { of: roles.has('ordinal') && roles.size === 1 ? 'ordinal' : 'residue' }
}

const isWholeRow = (cell: Cell, block: GridBlock): boolean =>
  cell.columnSpan >= block.columns.filter(column => column.role !== 'none').length - 1

export const residue = (cell: Cell): Finding =>
  finding('unread-residue', { text: cellText(cell) }, cell.source)

/** `2`, `02 mô hình`, `3 tập thể`: a number of things, not the things. */
export const isCount = (text: string): boolean =>
  /^[(]?(?:có\s+|đăng ký\s+|gồm\s+|tổng số\s+)?(?:số\s+lượng\s*:?\s*)?(?:\d{1,3}|một|hai|ba|bốn|năm)(?:\s*\([^)]*\))?(?:\s*[,/+&và]*\s*(?:\d{1,3}\s*)?(?:mô hình|điển hình|mh|đh|tập thể|cá nhân|người|đồng chí|đ\/c))*\s*[.)]?$/iu.test(
    text,
  ) && !/^(?:một|hai|ba|bốn|năm)$/iu.test(text)

/** The number in front of a row, typed or drawn by a list; undefined where there is none. */
export const ordinalOf = (cell: Cell | undefined): number | undefined => {
  if (!cell) return undefined
  const typed = cellText(cell)
  const drawn = paragraphsOf(cell.blocks)[0]?.listLabel
  const digits = /^\(?0?(\d{1,3})\s*[.)/]?$/.exec(typed === '' ? (drawn ?? '') : typed)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
