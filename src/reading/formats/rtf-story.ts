/**
 * Text of an RTF that stands by itself (the body, a header, a note, a text box) as it grows, paragraph by paragraph: which
 * of them stand in cells, and in cells of tables inside cells (`\itap`, RTF 1.9.1, "Nested Tables"), is kept here.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeParagraph } from '../document/build.ts'
import type { Block, DocumentSection } from '../document/model.ts'
import { limits } from '../limits.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import { hostile, tooLarge } from './reading.ts'
import { makeRtfTable, type RowDefinition, type WrittenRow } from './rtf-table.ts'

/** What all stories of a file share. */
export interface Shared {
  /** Against the limits. */
  readonly count: { paragraphs: number; cells: number }
  note(one: Finding): void
}

export interface Story {
  readonly kind: DocumentSection['kind']
  readonly name: string
  /** Adds to the paragraph that is being written. */
  write(text: string, font: string | undefined, isStruck: boolean): void
  writeLabel(text: string, font: string | undefined): void
  /** @param level of tables that the paragraph is in; 0 for none */
  endParagraph(level: number): void
  /** `\cell` is of level 1, `\nestcell` of its paragraph's. */
  endCell(level: number): void
  /** `\trowd` … `\cellx`: the definition goes on for the rows that follow. */
  defineRow(level: number, row: RowDefinition): void
  endRow(level: number): void
  /** Text boxes are drawn beside the paragraph that holds them. */
  addBoxes(boxes: readonly DocumentSection[]): void
  /** Ends what is open. */
  finish(): DocumentSection[]
}

interface Level {
  readonly table: number
  readonly rows: WrittenRow[]
  cells: { blocks: Block[]; source: Source }[]
  /** Of the cell that is being written. */
  blocks: Block[]
}

export const makeStory = (kind: DocumentSection['kind'], name: string, shared: Shared): Story => {
  const sections: DocumentSection[] = []
  let blocks: Block[] = []
  let boxes: DocumentSection[] = []
  let runs: FontRun[] = []
  let label: FontRun[] = []
  /** Tables that are open, the outermost first. */
  const levels: Level[] = []
  const definitions = new Map<number, RowDefinition>()
  /** A row was defined, and none of its cells was ended since. */
  let awaitsCells = false
  /** Paragraphs outside tables since then: those of its first cell, if their writer forgot `\intbl`. */
  const floating: Block[] = []
  let tables = 0
  let paragraphs = 0

  const endSection = (): void => {
    if (blocks.length > 0) sections.push({ kind, name, hidden: false, blocks })
    blocks = []
  }
  const putOnTop = (block: Block): void => {
    // A box hangs beside the paragraph with its anchor, before it; one that hangs on a table comes after it.
    if (block.kind === 'table') blocks.push(block)
    if (boxes.length > 0) {
      endSection()
      sections.push(...boxes)
      boxes = []
    }
    if (block.kind !== 'table') blocks.push(block)
  }
  /** Ends tables until only so many levels are open. */
  const closeTo = (level: number): void => {
    while (levels.length > level) {
      const last = levels.at(-1)!
      if (last.blocks.length > 0) endCellOf(last)
      if (last.cells.length > 0) endRowOf(last, levels.length)
      levels.pop()
      const table = makeRtfTable(last.rows, shared.note)
      if (!table) continue
      const around = levels.at(-1)
      if (around) around.blocks.push(table)
      else putOnTop(table)
    }
  }
  /** No cell came: those paragraphs stood outside after all. */
  const land = (): void => {
    const landed = floating.splice(0)
    if (landed.length > 0) closeTo(0)
    for (const block of landed) putOnTop(block)
  }
  const openTo = (level: number): Level => {
    // Nobody nests ten tables; each level that a paragraph claims would be made up around it.
    if (level > limits.rtf.tableDepth) throw hostile('tables nested too deep')
    while (levels.length < level) levels.push({ table: tables++, rows: [], cells: [], blocks: [] })
    return levels[level - 1]!
  }
  const cellSource = (level: Level): Source => ({
    kind: 'cell',
    part: name,
    table: level.table,
    row: level.rows.length,
    cell: level.cells.length,
  })
  const endCellOf = (level: Level): void => {
    if (++shared.count.cells > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
    level.cells.push({ blocks: level.blocks, source: cellSource(level) })
    level.blocks = []
  }
  const endRowOf = (level: Level, depth: number): void => {
    level.rows.push({ definition: definitions.get(depth) ?? { left: 0, cells: [] }, cells: level.cells })
    level.cells = []
  }
  const takeParagraph = (source: Source): Block => {
    if (++shared.count.paragraphs > limits.rtf.paragraphs)
      throw tooLarge(`${limits.rtf.paragraphs} paragraphs`)
    const lines = linesOfRuns(runs, source, shared.note)
    const drawn = label.length > 0 ? labelOf(label) : undefined
    runs = []
    label = []
    return makeParagraph(lines, source, drawn === '' ? undefined : drawn)
  }
  const story: Story = {
    kind,
    name,
    write(text, font, isStruck) {
      runs.push({ text, font, isStruck })
    },
    writeLabel(text, font) {
      label.push({ text, font })
    },
    endParagraph(level) {
      const row = levels.at(-1)
      const isInside = level === 0 && row !== undefined && row.cells.length > 0
      if (level === 0 && !isInside) {
        const block = takeParagraph({ kind: 'paragraph', part: name, paragraph: paragraphs++ })
        if (awaitsCells) floating.push(block)
        else {
          closeTo(0)
          putOnTop(block)
        }
        return
      }
      // A row is open: a paragraph that does not say so is in it all the same.
      const at = isInside ? levels.length : level
      land()
      closeTo(at)
      const own = openTo(at)
      own.blocks.push(takeParagraph(cellSource(own)))
    },
    endCell(level) {
      closeTo(level)
      const own = openTo(level)
      own.blocks.push(...floating.splice(0))
      own.blocks.push(takeParagraph(cellSource(own)))
      endCellOf(own)
      awaitsCells = false
    },
    defineRow(level, row) {
      definitions.set(level, row)
      if (level === 1) awaitsCells = (levels[0]?.cells.length ?? 0) === 0
    },
    endRow(level) {
      if (levels.length < level) return
      closeTo(level)
      const own = levels[level - 1]!
      if (runs.length > 0) own.blocks.push(takeParagraph(cellSource(own)))
      if (own.blocks.length > 0) endCellOf(own)
      if (own.cells.length > 0) endRowOf(own, level)
      awaitsCells = false
    },
    addBoxes(more) {
      boxes.push(...more)
    },
    finish() {
      if (runs.length > 0) story.endParagraph(0)
      land()
      closeTo(0)
      endSection()
      sections.push(...boxes)
      boxes = []
      return sections
    },
  }
  return story
}

/** Bullets are `•` whatever their font draws; a number alone gets its full stop, as other formats give it. */
const labelOf = (runs: readonly FontRun[]): string => {
  const text = runs
    .map(run => run.text)
    .join('')
    .trim()
  if (text === '') return ''
  // Word's second-level bullet is the letter o of a typewriter's font.
  if (!/[\p{L}\p{N}]/u.test(text) || /^[o§Øüvqn]$/.test(text)) return '•'
  return /^\d+$/.test(text) ? `${text}.` : text.normalize('NFC')
}
