/** A table of a unit's file on its own grid: merged cells, places without a cell, tables in cells, rows that are left out. */
import { html } from 'hono/html'
import type { OriginalBlock, OriginalCell, OriginalTable } from '../../domain/opened-part.ts'
import type { Html } from '../layout.ts'
import type { Drawing } from './render-original.ts'
import { type RowRun, shownRows } from './shown-rows.ts'

type DrawBlocks = (blocks: readonly OriginalBlock[], drawing: Drawing, within?: OriginalCell) => Html[]

export const renderTable = (table: OriginalTable, drawing: Drawing, drawBlocks: DrawBlocks): Html => {
  const runs = shownRows(table, drawing.isMarked, drawing.room)
  const names = sheetNames(table)
  const skipped = (from: number, to: number): Html | '' =>
    from === to
      ? ''
      : html`<tr class="skipped"><td colspan="${table.columns + (names ? 1 : 0)}">${drawing.say(
          'original.rowsSkipped',
          { count: to - from },
        )}</td></tr>`
  return html`<div class="scroll"><table class="drawn">${
    names ? html`<thead><tr><td></td>${columnHeadings(names.columns, table.columns)}</tr></thead>` : ''
  }<tbody>${runs.map((run, at) => [
    skipped(runs[at - 1]?.to ?? 0, run.from),
    ...drawRun(table, run, names, drawing, drawBlocks),
  ])}${skipped(runs.at(-1)?.to ?? 0, table.rows)}</tbody></table></div>`
}

/** A stretch of rows without a gap; what reaches into it or out of it is cut to it. */
const drawRun = (
  table: OriginalTable,
  { from, to }: RowRun,
  names: SheetNames | undefined,
  drawing: Drawing,
  drawBlocks: DrawBlocks,
): Html[] => {
  const places = range(to - from).map((): Place[] => [])
  for (const cell of table.cells) {
    const top = Math.max(cell.row, from)
    const end = Math.min(cell.row + cell.rowSpan, to)
    for (let row = top; row < end; row++)
      places[row - from]!.push({ cell, isTop: row === top, rowSpan: end - top })
  }
  return places.map((row, at) => {
    row.sort((a, b) => a.cell.column - b.cell.column)
    const cells: Html[] = []
    let column = 0
    for (const { cell, isTop, rowSpan } of row) {
      if (cell.column > column) cells.push(gap(cell.column - column))
      if (isTop) cells.push(drawCell(cell, rowSpan, drawing, drawBlocks))
      column = cell.column + cell.columnSpan
    }
    if (column < table.columns) cells.push(gap(table.columns - column))
    return html`<tr>${names ? heading('row', names.rows.get(from + at)) : ''}${cells}</tr>`
  })
}
interface Place {
  readonly cell: OriginalCell
  readonly isTop: boolean
  readonly rowSpan: number
}

/** Of columns in which nothing stands there may be sixteen thousand: they are one gap. */
const columnHeadings = (names: ReadonlyMap<number, string>, columns: number): Html[] => {
  const drawn: Html[] = []
  let next = 0
  for (const [at, name] of [...names].sort(([one], [other]) => one - other)) {
    if (at > next) drawn.push(gap(at - next))
    drawn.push(heading('col', name))
    next = at + 1
  }
  return next < columns ? [...drawn, gap(columns - next)] : drawn
}

/** A row in which nothing stands has no name. */
const heading = (scope: 'col' | 'row', name: string | number | undefined): Html =>
  name === undefined ? html`<td></td>` : html`<th scope="${scope}">${name}</th>`

const gap = (columns: number): Html => html`<td class="gap"${span('colspan', columns)}></td>`

const drawCell = (cell: OriginalCell, rowSpan: number, drawing: Drawing, drawBlocks: DrawBlocks): Html =>
  html`<td${span('rowspan', rowSpan)}${span('colspan', cell.columnSpan)}${drawing.attributes(cell.source)}>${drawBlocks(
    cell.blocks,
    drawing,
    cell,
  )}</td>`

const span = (name: 'rowspan' | 'colspan', count: number): Html | '' =>
  count === 1 ? '' : name === 'rowspan' ? html` rowspan="${count}"` : html` colspan="${count}"`

/** As the program that made the sheet calls them: `D`, `7`. */
interface SheetNames {
  readonly columns: ReadonlyMap<number, string>
  readonly rows: ReadonlyMap<number, string>
}
const sheetNames = ({ cells }: OriginalTable): SheetNames | undefined => {
  const columns = new Map<number, string>()
  const rows = new Map<number, string>()
  for (const { source, row, column } of cells) {
    if (source.kind !== 'sheet') return undefined
    const [, letters, number] = /^([A-Z]+)(\d+)$/.exec(source.address) ?? []
    if (letters === undefined || number === undefined) continue
    columns.set(column, letters)
    rows.set(row, number)
  }
  return columns.size > 0 ? { columns, rows } : undefined
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at)
