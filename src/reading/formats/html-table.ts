/**
 * A table of HTML on its true grid (WHATWG HTML, 4.9.12, "forming a table"): row groups in the order in which they are
 * drawn, spans that end with their group, `rowspan=0` to its end. Knows nothing of text: the caller reads what a cell holds.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeTableBuilder } from '../document/build.ts'
import type { Block, Table } from '../document/model.ts'
import { limits } from '../limits.ts'
import { attributeOf, childNodes, type HtmlElement, isHtmlElement } from './html-tree.ts'
import { tooLarge } from './reading.ts'

export interface HtmlTableWalk {
  /** Cells of the whole file so far, and the places that they cover, against the limits. */
  readonly count: { cells: number; places: number }
  /** False for a row or cell that is not drawn; its words were noted. */
  isShown(element: HtmlElement): boolean
  readBlocks(cell: HtmlElement, source: Source): Block[]
  note(one: Finding): void
}

/** @param index of the table in its file, 0-based. @returns undefined for a table without a cell. @throws Refused */
export const readHtmlTable = (
  element: HtmlElement,
  index: number,
  walk: HtmlTableWalk,
): Table | undefined => {
  const builder = makeTableBuilder()
  /** For each column the row below the cell that reaches down into it. */
  const taken: number[] = []
  let row = 0
  for (const group of groupsOf(element)) {
    const rows = group.filter(tr => walk.isShown(tr))
    const end = row + rows.length
    if (end > limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
    for (const tr of rows) {
      let column = 0
      for (const [place, td] of cellsOf(tr).entries()) {
        if (!walk.isShown(td)) continue
        while ((taken[column] ?? 0) > row) column++
        const wide = spanOf(td, 'colspan', 1)
        // No browser draws more: what says 100,000 means "to the end" (4.9.11).
        let columnSpan = 1
        while (columnSpan < wide && (taken[column + columnSpan] ?? 0) <= row) columnSpan++
        const high = spanOf(td, 'rowspan', 0)
        const rowSpan = high === 0 ? end - row : Math.min(high, end - row)
        count(walk, column + columnSpan, rowSpan * columnSpan)
        const source: Source = { kind: 'cell', part: 'html', table: index, row, cell: place }
        if (columnSpan < wide)
          walk.note(finding('table-repaired', { text: `${row + 1}/${column + 1}` }, source))
        for (let at = column; at < column + columnSpan; at++) taken[at] = row + rowSpan
        builder.place({ row, column, rowSpan, columnSpan, blocks: walk.readBlocks(td, source), source })
        column += columnSpan
      }
      row++
    }
  }
  const { table, findings } = builder.finish()
  for (const one of findings) walk.note(one)
  return table.cells.length > 0 ? table : undefined
}

const count = (walk: HtmlTableWalk, right: number, places: number): void => {
  walk.count.cells++
  walk.count.places += places
  if (right > limits.table.columns) throw tooLarge(`${limits.table.columns} columns`)
  if (walk.count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
  if (walk.count.places > limits.html.places) throw tooLarge(`${limits.html.places} places`)
}

/** Head first and foot last, wherever they stand. The parser puts every row into a group. */
const groupsOf = (table: HtmlElement): HtmlElement[][] => {
  const groups = elementsOf(table).filter(one => /^(?:thead|tbody|tfoot)$/.test(one.tagName))
  return ['thead', 'tbody', 'tfoot'].flatMap(name =>
    groups
      .filter(group => group.tagName === name)
      .map(group => elementsOf(group).filter(one => one.tagName === 'tr')),
  )
}

const cellsOf = (tr: HtmlElement): HtmlElement[] =>
  elementsOf(tr).filter(one => one.tagName === 'td' || one.tagName === 'th')

const elementsOf = (parent: HtmlElement): HtmlElement[] => childNodes(parent).filter(isHtmlElement)

/** @param least 0 where the standard gives 0 a meaning */
const spanOf = (cell: HtmlElement, name: 'colspan' | 'rowspan', least: 0 | 1): number => {
  const value = Number.parseInt(attributeOf(cell, name) ?? '', 10)
  return Number.isNaN(value) || value < least ? 1 : Math.min(value, limits.table.rows)
}
