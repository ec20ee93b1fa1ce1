/**
 * The only place where tables are made, and what paragraphs and hidden sections are made with: cells are put down one after the other, and what comes out has no overlap.
 * Where a file contradicts itself the later cell's span gives way (a warning), or the whole cell (an error with its text).
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import {
  type Block,
  type Cell,
  type DocumentSection,
  type Line,
  type Paragraph,
  type Table,
  textOf,
} from './model.ts'

/** @param lines none: an empty one. @param listLabel `•`, `1.`, as it is drawn in front */
export const makeParagraph = (lines: readonly Line[], source: Source, listLabel?: string): Paragraph => ({
  kind: 'paragraph',
  lines: lines.length > 0 ? lines : [{ text: '', raw: '' }],
  source,
  ...(listLabel === undefined ? {} : { listLabel }),
})

/** A line of text that is Unicode already. */
export const plainLine = (raw: string): Line => ({ text: raw.normalize('NFC'), raw })

/** Words that the file holds and nobody is shown, a line each: for the record. None where they say nothing. */
export const hiddenSections = (
  kind: DocumentSection['kind'],
  name: string,
  words: readonly string[],
): DocumentSection[] => {
  const lines = words.filter(line => line.trim() !== '').map(plainLine)
  if (lines.length === 0) return []
  return [{ kind, name, hidden: true, blocks: [makeParagraph(lines, { kind: 'part' })] }]
}

export interface TableBuilder {
  /** Puts a cell down; rows and columns are 0-based on the layout grid, spans at least 1. */
  place(cell: {
    row: number
    column: number
    rowSpan: number
    columnSpan: number
    blocks: readonly Block[]
    source: Source
  }): void
  finish(): { table: Table; findings: Finding[] }
}

/** A table, cell by cell. */
export const makeTableBuilder = (): TableBuilder => {
  const cells: Cell[] = []
  const taken = new Set<number>()
  const findings: Finding[] = []
  // Wider than any grid that the limits let through, so that one number names a place.
  const place = (row: number, column: number): number => row * 65_536 + column
  return {
    place(cell) {
      let { rowSpan, columnSpan } = cell
      const free = (rows: number, columns: number): boolean => {
        for (let row = cell.row; row < cell.row + rows; row++)
          for (let column = cell.column; column < cell.column + columns; column++)
            if (taken.has(place(row, column))) return false
        return true
      }
      if (!free(1, 1)) {
        // Nowhere to stand: what it says must not slip into a neighbour's column, nor vanish.
        const text = textOf(cell.blocks).trim()
        if (text !== '') findings.push(finding('unread-residue', { text }, cell.source))
        return
      }
      if (!free(rowSpan, columnSpan)) {
        // Grown, not cut back: a span of 99,999 columns over one taken place would be walked five thousand million times.
        const isFree = (row: number, columns: number): boolean => {
          for (let at = cell.column; at < cell.column + columns; at++)
            if (taken.has(place(row, at))) return false
          return true
        }
        let [high, wide] = [1, 1]
        while (wide < columnSpan && !taken.has(place(cell.row, cell.column + wide))) wide++
        while (high < rowSpan && isFree(cell.row + high, wide)) high++
        ;[rowSpan, columnSpan] = [high, wide]
        findings.push(finding('table-repaired', { text: `${cell.row + 1}/${cell.column + 1}` }, cell.source))
      }
      for (let row = cell.row; row < cell.row + rowSpan; row++)
        for (let at = cell.column; at < cell.column + columnSpan; at++) taken.add(place(row, at))
      cells.push({ ...cell, rowSpan, columnSpan })
    },
    finish() {
      cells.sort((a, b) => a.row - b.row || a.column - b.column)
      return {
        table: {
          kind: 'table',
          rows: cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0),
          columns: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
          cells,
        },
        findings,
      }
    },
  }
}
