/**
 * A document as one stream of what a form is made of: lines of text, and blocks of the form's table, in reading order.
 * Cells of a table that is not the form's, and those above and below the form's rows in a sheet, are lines like others.
 */
import type { Finding } from '../../domain/finding.ts'
import { finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { foldBare, tidy } from '../../text/fold.ts'
import type { Block, Cell, Document, DocumentSection, Table } from '../document/model.ts'
import { textOf } from '../document/model.ts'
import { findBlocks } from './grid.ts'
import { isDateLine } from './lines.ts'
import { type BlockReading, readRows } from './rows.ts'
import type { FormWords } from './words.ts'

export interface TextItem {
  readonly kind: 'text'
  /** One line, tidied, never ''. */
  readonly text: string
  readonly source: Source
  /** Lines of one run of paragraphs, or of one column of a table, share it: a letterhead is read column by column. */
  readonly group: number
  /** From a page's header or footer, where pages are numbered. */
  readonly margin: boolean
}
export interface BlockItem {
  readonly kind: 'block'
  readonly block: BlockReading
  /** Of its heading and its rows. */
  readonly cells: readonly Cell[]
}
export type FormItem = TextItem | BlockItem
export const isBlockItem = (item: FormItem): item is BlockItem => item.kind === 'block'

/** Only sections with something of the form in them; `findings`: the document's that concern it, and what was passed over. */
export const itemsOf = (document: Document, words: FormWords): { items: FormItem[]; findings: Finding[] } => {
  const findings: Finding[] = []
  const items: FormItem[] = []
  const sheets = new Map<string, boolean>()
  const others: { section: DocumentSection; items: readonly FormItem[] }[] = []
  const reader = makeItemReader(words)
  const shown = new Set(document.sections.flatMap(one => (one.hidden ? [] : [one.name])))
  for (const section of document.sections) {
    const text = tidy(textOf(section.blocks))
    if (text === '') continue
    if (section.hidden) {
      // A whole sheet is known by its name; rows and columns folded away in one that is read, by their words.
      const isWhole = section.kind === 'sheet' && !shown.has(section.name)
      const said = section.kind === 'sheet' ? `${section.name}: ${text}` : text
      findings.push(finding('hidden-passed-over', { text: isWhole ? section.name : said }))
      continue
    }
    const own = reader(section)
    // What floats over a sheet shares its fate.
    const belongs = section.kind === 'sheet' ? isOfForm(own, words) : (sheets.get(section.name) ?? true)
    if (section.kind === 'sheet') sheets.set(section.name, belongs)
    if (belongs) items.push(...own)
    else others.push({ section, items: own })
  }
  for (const { section, items: own } of others)
    findings.push(
      (items.some(isBlockItem) && restOfForm(section, own)) ||
        finding('hidden-passed-over', { text: section.name }),
    )
  // What was hard to read on a sheet that is not the form's holds no form back. Letters may be why it is not known for one.
  const concerns = ({ code, source }: Finding): boolean =>
    source?.kind !== 'sheet' ||
    sheets.get(source.sheet) === true ||
    (code === 'legacy-letters' && sheets.has(source.sheet))
  return { items, findings: [...document.findings.filter(concerns), ...findings] }
}

/** A sheet of other things beside the form's is a decoy, a list of codes; one that speaks of the form may be its rest. */
const restOfForm = (section: DocumentSection, items: readonly FormItem[]): Finding | undefined => {
  const speaks = items.find(
    (item): item is TextItem =>
      !isBlockItem(item) && /\b(dan van|mo hinh|dien hinh|tap the|ca nhan)\b/.test(foldBare(item.text)),
  )
  return speaks && finding('unread-residue', { text: `${section.name}: ${speaks.text}` }, speaks.source)
}

const isOfForm = (items: readonly FormItem[], words: FormWords): boolean =>
  items.some(item => isBlockItem(item) || words.isTitle(item.text) || isHeadingLike(item.text, words))

/** `Tên tập thể thực hiện`, over a table of another make than the form's. */
export const isHeadingLike = (text: string, words: FormWords): boolean =>
  words.sectionOf(text) !== undefined && foldBare(text).startsWith('ten ')

const makeItemReader = (words: FormWords): ((section: DocumentSection) => FormItem[]) => {
  let groups = 0
  let margin = false
  const readBlocks = (blocks: readonly Block[], group = ++groups): FormItem[] =>
    blocks.flatMap(block => {
      if (block.kind === 'table') return readTable(block)
      return block.lines.flatMap(line =>
        piecesOf(line.text, words).map(
          (text): TextItem => ({
            kind: 'text',
            text,
            source: block.source,
            group,
            margin,
          }),
        ),
      )
    })
  const readCells = (cells: readonly Cell[]): FormItem[] => {
    const columns = new Map<number, number>()
    return cells.flatMap(cell => {
      const group = columns.get(cell.column) ?? ++groups
      columns.set(cell.column, group)
      return readBlocks(cell.blocks, group)
    })
  }
  const readTable = (table: Table): FormItem[] => {
    const blocks = findBlocks(table, words)
    if (blocks.length === 0) return readCells(table.cells)
    const out: FormItem[] = readCells(table.cells.filter(cell => cell.row < blocks[0]!.headingRow))
    for (const [at, block] of blocks.entries()) {
      const reading = readRows(table, block, words)
      const cells = table.cells.filter(cell => cell.row >= block.headingRow && cell.row < reading.endRow)
      out.push({ kind: 'block', block: reading, cells })
      // Between two forms on one sheet stands the signature of the first and the heading of the second.
      const until = blocks[at + 1]?.headingRow ?? table.rows
      out.push(...readCells(table.cells.filter(cell => cell.row >= reading.endRow && cell.row < until)))
    }
    return out
  }
  return section => {
    margin = section.kind === 'header' || section.kind === 'footer'
    return readBlocks(section.blocks)
  }
}

/** One line, or two that a tab sets apart: `Đơn vị: …` at the left, the date or the motto at the right. */
const piecesOf = (line: string, words: FormWords): string[] => {
  const parts = line.split(/\t+|[ \u00a0]{4,}/).map(tidy)
  for (let at = 1; at < parts.length; at++) {
    const right = tidy(parts.slice(at).join(' '))
    const left = tidy(parts.slice(0, at).join(' '))
    if (left !== '' && (isDateLine(right) || words.isFurniture(right) || words.isSignatureTitle(right)))
      return [left, right]
  }
  const text = tidy(line)
  return text === '' ? [] : [text]
}
