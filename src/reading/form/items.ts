/**
 * A document as one stream of what a form is made of: lines of text, and blocks of the form's table, in reading order.
 * Cells of a table that is not the form's, and those above and below the form's rows in a sheet, are lines like others.
 */
import type { Finding } from '../../domain/finding.ts'
import { finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import type { Block, Cell, Document, DocumentSection, Table } from '../document/model.ts'
import { textOf } from '../document/model.ts'
import { findBlocks, type GridBlock } from './grid.ts'
import { type BlockReading, readRows } from './rows.ts'
import type { FormWords } from './words.ts'

export interface TextItem {
  readonly kind: 'text'
  /** One line, tidied, never ''. */
  readonly text: string
  readonly source: Source
  /** Lines of one cell or one run of paragraphs share it: a letterhead is read cell by cell. */
  readonly group: number
}
export interface BlockItem {
  readonly kind: 'block'
  readonly block: BlockReading
}
export type FormItem = TextItem | BlockItem

/** Only sections with something of the form in them; what was passed over is in `findings`. */
export const itemsOf = (document: Document, words: FormWords): { items: FormItem[]; findings: Finding[] } => {
  const findings: Finding[] = []
  const items: FormItem[] = []
  let group = 0
  const readBlocks = (blocks: readonly Block[]): FormItem[] => {
    const own = ++group
    return blocks.flatMap(block => {
      if (block.kind === 'table') return readTable(block)
      return block.lines.flatMap(line => textItem(line.text, block.source, own))
    })
  }
  const readCells = (cells: readonly Cell[]): FormItem[] => cells.flatMap(cell => readBlocks(cell.blocks))
  const readTable = (table: Table): FormItem[] => {
    const blocks = findBlocks(table, words)
    if (blocks.length === 0) return readCells(table.cells)
    const out: FormItem[] = readCells(table.cells.filter(cell => cell.row < blocks[0]!.headingRow))
    const last = blocks.length - 1
    for (const [at, block] of blocks.entries()) {
      const reading = readRows(table, block, words)
      out.push({ kind: 'block', block: reading })
      // Between two forms on one sheet stands the signature of the first and the heading of the second.
      const until = at === last ? table.rows : blocks[at + 1]!.headingRow
      out.push(...readCells(table.cells.filter(cell => cell.row >= reading.endRow && cell.row < until)))
    }
    return out
  }
  for (const section of document.sections) {
    if (section.hidden) {
      if (tidy(textOf(section.blocks)) !== '')
        findings.push(finding('hidden-passed-over', { text: section.name }))
      continue
    }
    const own = readBlocks(section.blocks)
    if (section.kind !== 'sheet' || belongs(own, words)) items.push(...own)
    else if (own.length > 0) findings.push(finding('hidden-passed-over', { text: section.name }))
  }
  return { items, findings }
}

/** A sheet of other things beside the form's: a decoy, a list of codes. */
const belongs = (items: readonly FormItem[], words: FormWords): boolean =>
  items.some(item => item.kind === 'block' || words.isTitle(item.text))

const textItem = (raw: string, source: Source, group: number): TextItem[] => {
  const text = tidy(raw)
  return text === '' ? [] : [{ kind: 'text', text, source, group }]
}

export const isGridBlock = (item: FormItem): item is BlockItem => item.kind === 'block'
export type { DocumentSection, GridBlock }
