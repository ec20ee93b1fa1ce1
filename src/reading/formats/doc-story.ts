/**
 * One story of a .doc (its body, a header, a text box) to paragraphs and tables. A table is nothing but paragraphs that
 * say how deep they stand, and marks that end cells and rows (MS-DOC 2.4.3, 2.4.4).
 */
import { finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeParagraph } from '../document/build.ts'
import { type Block, textOf } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { ParagraphFormat } from './doc-formatting.ts'
import { findRowShape } from './doc-rows.ts'
import { characterAt, type DocReader, pieceAt, readRuns, type TextState } from './doc-runs.ts'
import { type DocRow, makeTable } from './doc-table.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import type { LabelOf } from './list-labels.ts'
import { hostile, tooLarge } from './reading.ts'

export interface StoryWalk {
  readonly reader: DocReader
  readonly state: TextState
  readonly labelOf: LabelOf
  /** Ends of sections: only there a page's end is a paragraph's too. */
  readonly sectionEnds: ReadonlySet<number>
  /** Of the whole file so far, against the limits. */
  readonly count: { cells: number; paragraphs: number }
}

/** A block outside all tables, or a whole table; `from` and `to` are places in the text. */
export interface StoryBlock {
  readonly block: Block
  readonly from: number
  readonly to: number
}

interface Level {
  readonly table: number
  readonly rows: DocRow[]
  cells: { blocks: Block[]; source: Source }[]
  blocks: Block[]
}

/** Marks of cell, section or page, paragraph (2.4.1). */
const marks = /[\x07\x0c\x0d]/g

/** @param part its name in sources. @throws Refused */
export const readStory = (part: string, from: number, to: number, walk: StoryWalk): StoryBlock[] => {
  const { reader, state, count } = walk
  const blocks: StoryBlock[] = []
  const levels: Level[] = []
  let tables = 0
  let paragraphs = 0
  let tableFrom = from
  let carried: FontRun[] = []
  let carriedFormat: ParagraphFormat | undefined

  const sourceHere = (): Source => {
    const level = levels.at(-1)
    return level
      ? { kind: 'cell', part, table: level.table, row: level.rows.length, cell: level.cells.length }
      : { kind: 'paragraph', part, paragraph: paragraphs++ }
  }
  const put = (block: Block, start: number, end: number): void => {
    const level = levels.at(-1)
    if (level) level.blocks.push(block)
    else blocks.push({ block, from: start, to: end })
  }
  const endCell = (level: Level): void => {
    if (++count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
    const source: Source = {
      kind: 'cell',
      part,
      table: level.table,
      row: level.rows.length,
      cell: level.cells.length,
    }
    level.cells.push({ blocks: level.blocks, source })
    level.blocks = []
  }
  const endRow = (level: Level, shape: DocRow['shape']): void => {
    if (level.blocks.length > 0) endCell(level)
    if (level.rows.length >= limits.table.rows) throw tooLarge(`${limits.table.rows} rows`)
    if (level.cells.length > 0) level.rows.push({ cells: level.cells, shape })
    level.cells = []
  }
  const endTable = (end: number): void => {
    const level = levels.pop()!
    // A row without an end: cut short. What it says stays; that it is not whole is said by the missing shape.
    endRow(level, undefined)
    const table = makeTable(level.rows, state.note)
    if (table) put(table, tableFrom, end)
  }
  const putParagraph = (runs: FontRun[], format: ParagraphFormat, start: number, end: number): void => {
    const source = sourceHere()
    const label = format.list > 0 ? walk.labelOf(String(format.list), format.level) : undefined
    put(makeParagraph(linesOfRuns(runs, source, state.note), source, label), start, end)
  }
  const goTo = (depth: number, at: number): void => {
    if (depth > limits.doc.tableDepth) throw tooLarge(`${limits.doc.tableDepth} tables`)
    if (levels.length !== depth && carriedFormat) flushCarried(at)
    while (levels.length > depth) endTable(at)
    if (levels.length === 0) tableFrom = at
    while (levels.length < depth) levels.push({ table: tables++, rows: [], cells: [], blocks: [] })
  }
  const flushCarried = (at: number): void => {
    if (carriedFormat) putParagraph(carried, carriedFormat, at, at)
    carried = []
    carriedFormat = undefined
  }

  for (let cp = from; cp < to; ) {
    if (++count.paragraphs > limits.doc.paragraphs) throw tooLarge(`${limits.doc.paragraphs} paragraphs`)
    const mark = findMark(walk, cp, to)
    const piece = pieceAt(reader.text, Math.min(mark, to - 1))
    const format = reader.formatting.paragraphOf(
      reader.paragraphs(piece.offset + (Math.min(mark, to - 1) - piece.start) * piece.width),
      piece.grpprl,
    )
    goTo(format.depth, cp)
    const level = levels.at(-1)
    const runs = [...carried, ...readRuns(reader, cp, mark, format.style, state)]
    const code = reader.text.text.charCodeAt(mark)
    const markIsDeleted =
      mark < to && (code === 0x0d || code === 0x07) && isDeleted(reader, mark, format.style)
    if (level && format.endsRow) {
      if (runs.length > 0) putParagraph(runs, format, cp, mark)
      carried = []
      carriedFormat = undefined
      if (!dropDeletedRow(level, markIsDeleted, state)) endRow(level, findRowShape(format.own))
    } else {
      const endsCell = level && (levels.length === 1 ? code === 0x07 : format.endsInnerCell)
      if (markIsDeleted && code === 0x0d && !endsCell && mark + 1 < to) {
        state.note(finding('tracked-changes'))
        carried = runs
        carriedFormat = format
      } else {
        carried = []
        carriedFormat = undefined
        putParagraph(runs, format, cp, mark + 1)
        if (endsCell) endCell(level)
      }
    }
    cp = mark + 1
  }
  goTo(0, to)
  flushCarried(to)
  // A field that never ends would swallow the rest of the story.
  if (state.fields.splice(0).includes('instruction')) state.note(finding('unread-text', { text: part }))
  return blocks
}

/** @returns the place of the next mark, or `to` where the story ends without one */
const findMark = ({ reader, sectionEnds }: StoryWalk, from: number, to: number): number => {
  const { text } = reader.text
  marks.lastIndex = from
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    if (match.index >= to) return to
    if (match[0] !== '\f' || sectionEnds.has(match.index + 1)) return match.index
  }
  if (from > to) throw hostile('story')
  return to
}

const isDeleted = (reader: DocReader, cp: number, style: number): boolean =>
  characterAt(reader, cp, style).character.deleted

/** A row deleted under tracked changes goes, unless something in it was not deleted: then nobody knows. */
const dropDeletedRow = (level: Level, isRowDeleted: boolean, state: TextState): boolean => {
  if (!isRowDeleted) return false
  const text = textOf(level.cells.flatMap(cell => cell.blocks)).trim()
  state.note(text === '' ? finding('tracked-changes') : finding('two-readings', { text }))
  if (text !== '') return false
  level.cells = []
  level.blocks = []
  return true
}
