/**
 * A mail's words as one row of lines and tables, whatever the program that wrote it put around them: tables that only lay
 * the mail out are opened, a paragraph's line breaks part it. Which words mean what is not said here.
 */
import { tidy } from '../../text/fold.ts'
import type { Block, Document, Paragraph, Table } from '../document/model.ts'
import { findBlocks } from '../form/grid.ts'
import type { FormWords } from '../form/words.ts'

export interface MailText {
  readonly kind: 'text'
  /** Tidied, a list's label in front; never ''. */
  readonly text: string
  /** Of this one line. */
  readonly block: Paragraph
}
export interface MailTable {
  readonly kind: 'table'
  /** Holds a heading of the form. */
  readonly isForm: boolean
  readonly block: Table
}
export type MailLine = MailText | MailTable

export const isFormTable = (line: MailLine): boolean => line.kind === 'table' && line.isForm

/** What is shown of it, in reading order. */
export const mailLinesOf = (document: Document, words: FormWords): MailLine[] =>
  document.sections.filter(section => !section.hidden).flatMap(section => linesOf(section.blocks, words))

/** Every line's words, those of tables cell by cell. */
export const textsOf = (lines: readonly MailLine[], words: FormWords): string[] =>
  lines.flatMap(line =>
    line.kind === 'text'
      ? [line.text]
      : line.block.cells.flatMap(cell => textsOf(linesOf(cell.blocks, words), words)),
  )

const linesOf = (blocks: readonly Block[], words: FormWords): MailLine[] =>
  blocks.flatMap((block): MailLine[] => {
    if (block.kind === 'paragraph') return partsOf(block)
    const isForm = findBlocks(block, words).length > 0
    const isLayout = !isForm && (block.columns === 1 || holdsForm(block, words))
    return isLayout
      ? block.cells.flatMap(cell => linesOf(cell.blocks, words))
      : [{ kind: 'table', isForm, block }]
  })

const holdsForm = (table: Table, words: FormWords): boolean =>
  table.cells.some(cell =>
    cell.blocks.some(
      block => block.kind === 'table' && (findBlocks(block, words).length > 0 || holdsForm(block, words)),
    ),
  )

const partsOf = (paragraph: Paragraph): MailText[] =>
  paragraph.lines.flatMap((line, at): MailText[] => {
    const { listLabel, ...plain } = paragraph
    const label = at === 0 && listLabel !== undefined ? `${listLabel} ` : ''
    const text = tidy(line.text)
    if (text === '') return []
    const block = at === 0 ? { ...paragraph, lines: [line] } : { ...plain, lines: [line] }
    return [{ kind: 'text', text: label + text, block }]
  })
