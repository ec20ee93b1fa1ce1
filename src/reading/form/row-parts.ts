/**
 * The cells of one row by what stands above them: number, name, models, note. A cell that fits no heading, or a second
 * one where one belongs, is named in an error: two cells never become one in silence.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { type Cell, paragraphsOf } from '../document/model.ts'
import { type Column, cellText, type GridBlock } from './grid.ts'
import type { FormWords } from './words.ts'

export interface ModelCell {
  readonly cell: Cell
  /** Null: over several sectors, or (with its heading) in a column the form does not have. */
  readonly sector: string | null
  readonly heading?: string
}

export interface RowParts {
  readonly ordinal?: Cell
  readonly name?: Cell
  readonly note?: Cell
  readonly models: readonly ModelCell[]
  readonly all: readonly Cell[]
}

type Place = { readonly of: 'name' | 'note' | 'ordinal' | 'residue' } | (ModelCell & { readonly of: 'model' })

/** @param cells of the row, those merged down from above too; @param findings takes the errors */
export const sortCells = (
  cells: readonly Cell[],
  row: number,
  block: GridBlock,
  findings: Finding[],
): RowParts => {
  const parts: { ordinal?: Cell; name?: Cell; note?: Cell; models: ModelCell[] } = { models: [] }
  for (const cell of cells) {
    const place = placeOf(cell, block)
    if (place.of === 'model') {
      const { of: _, ...model } = place
      const twin = parts.models.find(one => one.sector !== null && one.sector === model.sector)
      // Cells split by hand under one heading: two models, or a model and something about it.
      if (twin && cellText(cell) !== '' && cell.row === row) {
        if (cellText(twin.cell) !== '')
          findings.push(finding('two-readings', { text: cellText(cell) }, cell.source))
        else parts.models.splice(parts.models.indexOf(twin), 1)
      }
      if (!twin || cellText(cell) !== '') parts.models.push(model)
      continue
    }
    const before = place.of === 'residue' ? undefined : parts[place.of]
    const written = cellText(cell) !== ''
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
  const heading = columns.find(
    (column): column is Column & { role: 'other' } => column.role === 'other',
  )?.heading
  if (roles.has('name') && (sectors.size === 0 || !written)) return { of: 'name' }
  if (sectors.size === 1 && roles.size === 1) return { of: 'model', cell, sector: [...sectors][0]! }
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

/** `Cộng`, `I. Kinh tế`: rows that add up or label. What they add up is not read; a model in one makes it no label. */
export const isLabelRow = (parts: RowParts, words: FormWords): boolean => {
  const texts = parts.all.map(cellText).filter(text => text !== '')
  const label = texts.find(text => /\p{L}{2}/u.test(text))
  if (label === undefined) return false
  if (words.isTotal(label)) return texts.every(text => text === label || isCount(text))
  if (parts.models.some(one => cellText(one.cell) !== '')) return false
  const numbered = /^(?:[IVX]+|[A-D])\s*[.)/]?$/
  return texts.every(
    text =>
      numbered.test(text) ||
      words.isFurniture(text) ||
      words.isFurniture(`${texts[0]} ${text}`) ||
      (words.sectorOf(text) !== undefined &&
        (numbered.test(texts[0]!) || /^(?:[IVX]+|[A-D])\s*[.)/]/.test(text))),
  )
}

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
