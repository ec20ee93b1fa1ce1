/** A document as text that reads like the form: tables drawn in ASCII, spans shown, for golden files and eyes. */
import { tidy } from '../../text/fold.ts'
import type { Block, Document, Table } from './model.ts'

/** Ends with a line feed. Hidden sections are marked, places without a cell are drawn `·`. */
export const printDocument = (document: Document): string =>
  document.sections
    .map(
      section =>
        `== ${section.kind} ${section.name}${section.hidden ? ' (hidden)' : ''}\n${printBlocks(section.blocks)}`,
    )
    .join('')

const printBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map(block =>
      block.kind === 'table'
        ? printTable(block)
        : `${block.listLabel ? `${block.listLabel} ` : ''}${block.lines.map(line => tidy(line.text)).join(' ⏎ ')}\n`,
    )
    .join('')

const printTable = (table: Table): string => {
  const grid = Array.from({ length: table.rows }, () => Array<string>(table.columns).fill('·'))
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        grid[row]![column] = row > cell.row ? '^' : column > cell.column ? '<' : ''
    grid[cell.row]![cell.column] = printBlocks(cell.blocks).trimEnd().replace(/\n/g, ' ¶ ')
  }
  const widths = Array.from({ length: table.columns }, (_, column) =>
    Math.max(1, ...grid.map(row => [...row[column]!].length)),
  )
  const rule = `+${widths.map(width => '-'.repeat(width + 2)).join('+')}+\n`
  const rows = grid.map(
    row =>
      `|${row.map((text, column) => ` ${text}${' '.repeat(widths[column]! - [...text].length)} `).join('|')}|\n`,
  )
  return rule + rows.join('') + rule
}
