/**
 * The form's table pasted into a mail: the lines that are the form's go to `form/`, the mail's own words around them are
 * set aside as a cover note. Which of those words register something themselves is asked when the form has been read.
 */
import type { Source } from '../../domain/source.ts'
import type { Block, Document } from '../document/model.ts'
import { isListed, isRecipientsHeading } from '../form/lines.ts'
import type { FormWords } from '../form/words.ts'
import {
  closesForm,
  goesWithClosing,
  isLetterheadLine,
  looksLikeOffice,
  opensForm,
  speakerOf,
} from './cover-note.ts'
import { isFormTable, type MailLine, textsOf } from './mail-lines.ts'

export interface Note {
  readonly text: string
  readonly source: Source
}

export interface PastedForm {
  /** Without the cover note. */
  readonly document: Document
  readonly notes: readonly Note[]
  /** Offices that the cover note speaks for, or that sign it: evidence where the form names no unit. */
  readonly offices: readonly string[]
}

/** @param lines with a table of the form among them. @param document that they come from: its findings and hidden sections */
export const cutPastedForm = (
  lines: readonly MailLine[],
  document: Document,
  words: FormWords,
): PastedForm => {
  const first = lines.findIndex(isFormTable)
  const last = lines.findLastIndex(isFormTable)
  const opening = openingOf(lines.slice(0, first), words)
  const kept: Block[] = lines.slice(opening, last + 1).map(line => line.block)
  const notes = withoutRecipients(lines.slice(0, opening).flatMap(line => notesOf(line, words)))
  const offices = notes.map(note => speakerOf(note.text))
  let closing = false
  let recipients = false
  for (const line of lines.slice(last + 1)) {
    const texts = textsOf([line], words)
    recipients = (recipients && texts.every(isListed)) || texts.some(isRecipientsHeading)
    const closes = texts.some(text => closesForm(text, words))
    if (closes || recipients || (closing && texts.every(text => goesWithClosing(text, words))))
      kept.push(line.block)
    else {
      notes.push(...notesOf(line, words))
      offices.push(...texts.filter(looksLikeOffice))
    }
    closing = closing || closes
  }
  return {
    document: {
      ...document,
      sections: [
        { kind: 'body', name: 'mail', hidden: false, blocks: kept },
        ...document.sections.filter(section => section.hidden),
      ],
    },
    notes,
    offices: [...new Set(offices.filter(one => one !== ''))],
  }
}

/** Where the form begins: its title, unit or the State's name; a letterhead of capitals above it, or one in a table. */
const openingOf = (before: readonly MailLine[], words: FormWords): number => {
  const opens = (line: MailLine): boolean =>
    line.kind === 'table' || textsOf([line], words).some(text => opensForm(text, words))
  let at = before.findIndex(opens)
  if (at < 0) at = before.length
  while (at > 0 && textsOf([before[at - 1]!], words).every(isLetterheadLine)) at--
  return at
}

/** `Kính gửi:` with whom it goes to in a list below. */
const withoutRecipients = (notes: readonly Note[]): Note[] => {
  let recipients = false
  return notes.filter(({ text }) => {
    recipients = /^kính (?:gửi|chuyển)/iu.test(text) || (recipients && isListed(text))
    return !recipients || !isListed(text)
  })
}

const notesOf = (line: MailLine, words: FormWords): Note[] =>
  textsOf([line], words).map(text => ({
    text,
    source: line.kind === 'text' ? line.block.source : (line.block.cells[0]?.source ?? { kind: 'part' }),
  }))
