/**
 * The model between formats and forms: what a file says, and where, without knowing what it means. Formats build it
 * through `build.ts`; forms read it; nothing else makes one.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'

export interface Document {
  readonly sections: readonly DocumentSection[]
  /** Repairs, hidden parts, revisions: what reading this file took. */
  readonly findings: readonly Finding[]
  /** Bytes of each picture in it: a scan or screenshot of the form may be one. Absent: none. */
  readonly pictures?: readonly number[]
}

export interface DocumentSection {
  readonly kind: 'header' | 'body' | 'footer' | 'text-box' | 'note' | 'sheet' | 'page'
  /** The part (`word/document.xml`) or the sheet's name. */
  readonly name: string
  /** Not shown by the program that made it: a hidden sheet. */
  readonly hidden: boolean
  readonly blocks: readonly Block[]
}

export type Block = Paragraph | Table

export interface Paragraph {
  readonly kind: 'paragraph'
  /** Broken by line breaks. At least one; `''` for an empty line. */
  readonly lines: readonly Line[]
  /** The bullet or number that the program draws in front: `•`, `1.`. */
  readonly listLabel?: string
  readonly source: Source
}

export interface Line {
  /** NFC, legacy letters decoded. White space as written. */
  readonly text: string
  /** As stored, before decoding. */
  readonly raw: string
  /** Whether it begins a line of its own or goes on with the one before cannot be told: a PDF only shows where words stand. */
  readonly isBreakUnclear?: true
  /** How its letters were told, where no font said which they are. */
  readonly letters?: LineLetters
}

/** By the line's own syllables. `unclear`: in two ways, or in none. */
export interface LineLetters {
  readonly as: 'unicode' | 'tcvn3' | 'vni' | 'unclear'
  /** What it would say in old encodings, where its own words do not tell. */
  readonly couldBe: readonly { readonly as: 'tcvn3' | 'vni'; readonly text: string }[]
}

/** A table on its true layout grid: no two cells overlap. A place without a cell is not an empty cell. */
export interface Table {
  readonly kind: 'table'
  readonly rows: number
  readonly columns: number
  /** By row, then column. */
  readonly cells: readonly Cell[]
}

export interface Cell {
  /** 0-based, of its top left place. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly blocks: readonly Block[]
  readonly source: Source
}

/** Every paragraph of these blocks, those in nested tables too, in reading order. */
export const paragraphsOf = (blocks: readonly Block[]): Paragraph[] => {
  const paragraphs: Paragraph[] = []
  const collect = (block: Block): void => {
    if (block.kind === 'paragraph') paragraphs.push(block)
    else for (const cell of block.cells) cell.blocks.forEach(collect)
  }
  blocks.forEach(collect)
  return paragraphs
}

/** The words of these blocks in one string, lines joined by line feeds. */
export const textOf = (blocks: readonly Block[]): string => {
  // What nearly every cell is, asked for many times over.
  const [only] = blocks
  if (blocks.length === 1 && only?.kind === 'paragraph' && only.lines.length === 1) return only.lines[0]!.text
  return paragraphsOf(blocks)
    .flatMap(paragraph => paragraph.lines.map(line => line.text))
    .join('\n')
}

/** As `textOf`, before decoding: what a second reader of the same file would find. */
export const rawTextOf = (blocks: readonly Block[]): string =>
  paragraphsOf(blocks)
    .flatMap(paragraph => paragraph.lines.map(line => line.raw))
    .join('\n')
