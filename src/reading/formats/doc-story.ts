/**
 * One story of a .doc (its body, a header, a text box) to paragraphs and tables. A table is nothing but paragraphs that
 * say how deep they stand, and marks that end cells and rows (MS-DOC 2.4.3).
 */
import { finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { makeParagraph } from '../document/build.ts'
import type { Block } from '../document/model.ts'
import { limits } from '../limits.ts'
import type { ParagraphFormat } from './doc-formatting.ts'
import { makeOpenTables } from './doc-open-tables.ts'
import { findRowShape } from './doc-rows.ts'
import { characterAt, type DocReader, pieceAt, readRuns, type TextState } from './doc-runs.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import type { LabelOf } from './list-labels.ts'
import { tooLarge } from './reading.ts'

export interface StoryWalk {
  readonly reader: DocReader
  readonly state: TextState
  readonly labelOf: LabelOf
  /** Ends of sections: only there a page's end is a paragraph's too. */
  readonly sectionEnds: ReadonlySet<number>
  /** Of the whole file so far, against the limits. */
  readonly count: { cells: number; paragraphs: number }
}

/** A block outside all tables, or a whole table; `end` is a place in the text, behind it. */
export interface StoryBlock {
  readonly block: Block
  readonly end: number
}

const codes = { cellMark: 0x07, paragraphMark: 0x0d }

/** @param part its name in sources. @throws Refused */
export const readStory = (part: string, from: number, to: number, walk: StoryWalk): StoryBlock[] => {
  const { reader, state, count } = walk
  const blocks: StoryBlock[] = []
  let paragraphs = 0
  let cp = from
  const tables = makeOpenTables(part, count, state.note, block => blocks.push({ block, end: cp }))
  const putParagraph = (runs: readonly FontRun[], format: ParagraphFormat, end: number): void => {
    const source: Source = tables.source() ?? { kind: 'paragraph', part, paragraph: paragraphs++ }
    const label = format.list > 0 ? walk.labelOf(String(format.list), format.level) : undefined
    const block = makeParagraph(linesOfRuns(runs, source, state.note), source, label)
    if (tables.depth() > 0) tables.put(block)
    else blocks.push({ block, end })
  }
  /** What stood before a deleted paragraph mark: it goes on in the next paragraph. */
  let carried: { runs: FontRun[]; format: ParagraphFormat } | undefined
  const goTo = (depth: number): void => {
    if (carried && tables.depth() !== depth) {
      putParagraph(carried.runs, carried.format, cp)
      carried = undefined
    }
    tables.goTo(depth)
  }

  while (cp < to) {
    if (++count.paragraphs > limits.doc.paragraphs) throw tooLarge(`${limits.doc.paragraphs} paragraphs`)
    const mark = findMark(walk, cp, to)
    const format = formatAt(reader, Math.min(mark, to - 1))
    goTo(format.depth)
    const runs = [...(carried?.runs ?? []), ...readRuns(reader, cp, mark, format.style, state)]
    carried = undefined
    const code = mark < to ? reader.text.text.charCodeAt(mark) : codes.paragraphMark
    const isDeleted = mark < to && characterAt(reader, mark, format.style).character.deleted
    const endsCell = format.depth > 1 ? format.endsInnerCell : format.depth > 0 && code === codes.cellMark
    if (format.depth > 0 && format.endsRow) {
      if (runs.length > 0) putParagraph(runs, format, mark + 1)
      if (isDeleted) tables.dropRow(findRowShape(format.own))
      else tables.endRow(findRowShape(format.own))
    } else if (isDeleted && code === codes.paragraphMark && !endsCell && mark + 1 < to) {
      state.note(finding('tracked-changes'))
      carried = { runs, format }
    } else {
      putParagraph(runs, format, mark + 1)
      if (endsCell) tables.endCell()
      // The end of a cell where there is no table: its properties were lost, and the columns with them.
      else if (code === codes.cellMark && format.depth === 0)
        state.note(finding('table-repaired', { text: part }))
    }
    cp = mark + 1
  }
  goTo(0)
  if (carried) putParagraph(carried.runs, carried.format, to)
  // A field that never ends would swallow the rest of the story.
  if (state.fields.splice(0).includes('instruction')) state.note(finding('unread-text', { text: part }))
  return blocks
}

/** Marks of cell, section or page, paragraph (2.4.1). */
const marks = /[\x07\x0c\x0d]/g

/** @returns the place of the next mark, or `to` where the story ends without one */
const findMark = ({ reader, sectionEnds }: StoryWalk, from: number, to: number): number => {
  const { text } = reader.text
  marks.lastIndex = from
  for (let match = marks.exec(text); match && match.index < to; match = marks.exec(text))
    if (match[0] !== '\f' || sectionEnds.has(match.index + 1)) return match.index
  return to
}

/** A paragraph's properties stand at its mark (2.4.6.1). */
const formatAt = (reader: DocReader, mark: number): ParagraphFormat => {
  const piece = pieceAt(reader.text, mark)
  const stretch = reader.paragraphs(piece.offset + (mark - piece.start) * piece.width)
  return reader.formatting.paragraphOf(stretch, piece.grpprl)
}
