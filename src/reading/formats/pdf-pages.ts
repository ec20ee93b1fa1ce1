/** Pages to one document: a table that goes on at the top of the next page is one table (its rows: `pdf-rows.ts`). */
import type { Finding } from '../../domain/finding.ts'
import { makeTableBuilder } from '../document/build.ts'
import type { Block, DocumentSection } from '../document/model.ts'
import { blocksAround } from './pdf-around.ts'
import type { Signs } from './pdf-breaks.ts'
import { blocksOfCell, blocksOfTable, type FilledGrid, type PageContext } from './pdf-cells.ts'
import { around, sourceOf } from './pdf-geometry.ts'
import { boxOfLine, type TextLine, textOfLine } from './pdf-lines.ts'
import { joinRows } from './pdf-rows.ts'

/** One page, read: tables and the lines around them, from top to bottom; numbers of pages stand apart. */
export interface ReadPage {
  readonly number: number
  readonly tables: readonly FilledGrid[]
  readonly lines: readonly TextLine[]
  readonly margins: readonly TextLine[]
}

type Item = { readonly page: ReadPage } & ({ readonly lines: TextLine[] } | { readonly tables: FilledGrid[] })

export const assemblePages = (
  pages: readonly ReadPage[],
  signs: Signs,
  note: (one: Finding) => void,
): DocumentSection[] => {
  const items = joinTables(pages.flatMap(itemsOfPage))
  const contextOf = (page: ReadPage): PageContext => ({ page: page.number, signs, note })
  const sections: DocumentSection[] = []
  const width = widthOf(pages)
  for (const page of pages) {
    const context = contextOf(page)
    const blocks = items
      .filter(item => item.page === page)
      .flatMap(item =>
        'lines' in item
          ? blocksAround(item.lines, width, context)
          : joinedTable(item.tables, pages, contextOf),
      )
    const margins = page.margins.flatMap(line => blocksAround([line], width, context))
    if (margins.length > 0)
      sections.push({ kind: 'header', name: `page ${page.number}`, hidden: false, blocks: margins })
    sections.push({ kind: 'page', name: `page ${page.number}`, hidden: false, blocks })
  }
  return sections
}

const itemsOfPage = (page: ReadPage): Item[] => {
  const tables = [...page.tables].sort((one, other) => one.grid.box.top - other.grid.box.top)
  const items: Item[] = []
  let from = Number.NEGATIVE_INFINITY
  const between = (to: number): void => {
    const lines = page.lines.filter(line => line.baseline > from && line.baseline <= to)
    if (lines.length > 0) items.push({ page, lines })
    from = Math.max(from, to)
  }
  for (const table of tables) {
    between((table.grid.box.top + table.grid.box.bottom) / 2)
    items.push({ page, tables: [table] })
  }
  between(Number.POSITIVE_INFINITY)
  return items
}

/** Where the words of the whole file begin and end: a last page may hold no more than a signature. */
const widthOf = (pages: readonly ReadPage[]): { left: number; right: number } => {
  const lines = pages.flatMap(page => page.lines)
  const boxes = pages.flatMap(page => page.tables.map(table => table.grid.box))
  return around([...lines.map(boxOfLine), ...boxes])
}

/** Points by which columns on two pages may differ. */
const shift = 4

const joinTables = (items: readonly Item[]): Item[] => {
  const out: Item[] = []
  for (const item of items) {
    const last = out.at(-1)
    if (last && 'tables' in last && 'tables' in item && last.page !== item.page) {
      const above = last.tables.at(-1)!
      if (goesOn(above, item.tables[0]!)) {
        last.tables.push(...item.tables)
        continue
      }
    }
    out.push(item)
  }
  return out
}

/** The same outer edges, and each column's edge of the one stands in the other: a merged heading may be missing below. */
const goesOn = ({ grid: above }: FilledGrid, { grid: below }: FilledGrid): boolean => {
  const [fewer, more] = above.columns.length < below.columns.length ? [above, below] : [below, above]
  return (
    fewer.columns.length > 2 &&
    Math.abs(above.box.left - below.box.left) < shift &&
    Math.abs(above.box.right - below.box.right) < shift &&
    fewer.columns.every(edge => more.columns.some(other => Math.abs(edge - other) < shift))
  )
}

const joinedTable = (
  tables: readonly FilledGrid[],
  pages: readonly ReadPage[],
  contextOf: (page: ReadPage) => PageContext,
): Block[] => {
  const contextFor = (table: FilledGrid): PageContext =>
    contextOf(pages.find(page => page.tables.includes(table))!)
  const [first] = tables
  if (tables.length === 1) return blocksOfTable(first!, contextFor(first!))
  const { note } = contextFor(first!)
  const builder = makeTableBuilder()
  for (const { cell, table, ...place } of joinRows(tables, contextFor)) {
    const context = contextFor(table)
    builder.place({
      ...place,
      blocks: blocksOfCell(cell, table.padding, context),
      source: sourceOf(context.page, cell.box),
    })
  }
  const { table, findings } = builder.finish()
  for (const one of findings) note(one)
  return [table]
}

export const isPageNumber = (line: TextLine): boolean =>
  /^(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:\/|trên)\s*\d{1,3})?$/iu.test(textOfLine(line))
