/**
 * The text of a stretch of a .doc as Word shows it: runs with their fonts, codes replaced (MS-DOC 2.4.1), instructions of
 * fields, deleted and hidden text left out. Where paragraphs and cells end is not its matter.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { DocFile } from './doc-file.ts'
import type { Character, Formatting } from './doc-formatting.ts'
import type { DocText, Piece } from './doc-pieces.ts'
import type { FindStretch } from './doc-property-pages.ts'
import type { FontRun } from './lettering.ts'
import { isSymbolFont, withoutPrivate } from './symbols.ts'

/** What goes from paragraph to paragraph. */
export interface TextState {
  /** Words that Word does not show, for the record. */
  readonly hidden: string[]
  /** Fields that are open (2.8.25): what stands before their separator is an instruction, never shown. */
  readonly fields: ('instruction' | 'result')[]
  /** What stood before the separator of the field that is open. */
  instruction: string
  /** Offsets in the stream `Data` of pictures that are shown. */
  readonly pictures: Set<number>
  /** Characters handed out as shown: they must all be found again in the document. */
  shown: number
  note(one: Finding): void
}

export interface DocReader {
  readonly doc: DocFile
  readonly text: DocText
  readonly fonts: readonly string[]
  readonly characters: FindStretch
  readonly paragraphs: FindStretch
  readonly formatting: Formatting
  /**
   * What the code 0x1F stands for. Word draws it at line ends only: no letter, it may stand beside TCVN3's `ư`, which is
   * U+00AD (`TK b\x1f\u00adu ®iÖn`). But LibreOffice writes that `ư` itself as 0x1F: then the file has no U+00AD at all.
   */
  readonly optionalHyphen: '' | '\u00ad'
}

export const pieceAt = ({ pieces }: DocText, cp: number): Piece => {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.end > cp) high = middle
    else low = middle + 1
  }
  return pieces[low]!
}

/** @param style of the paragraph. @returns properties of the character at `cp`, and the end of those that share them */
export const characterAt = (
  reader: DocReader,
  cp: number,
  style: number,
): { character: Character; end: number } => {
  const piece = pieceAt(reader.text, cp)
  const stretch = reader.characters(piece.offset + (cp - piece.start) * piece.width)
  const end = piece.start + Math.ceil((stretch.to - piece.offset) / piece.width)
  return {
    character: reader.formatting.characterOf(stretch, piece.grpprl, style),
    end: Math.max(cp + 1, Math.min(piece.end, end)),
  }
}

export const readRuns = (
  reader: DocReader,
  from: number,
  to: number,
  style: number,
  state: TextState,
): FontRun[] => {
  const runs: FontRun[] = []
  const hidden: string[] = []
  for (let cp = from; cp < to; ) {
    const { character, end } = characterAt(reader, cp, style)
    const text = reader.text.text.slice(cp, Math.min(end, to))
    cp = end
    if (character.deleted) {
      state.note(finding('tracked-changes'))
      continue
    }
    if (character.inserted) state.note(finding('tracked-changes'))
    const isStruck = character.struck || character.struckTwice
    for (const run of shownIn(text, character, reader, state)) {
      if (state.fields.includes('instruction')) {
        // What was chosen from a form's list stands in data beside the text (2.9.78), not in it.
        if (run.text.includes('FORMDROPDOWN')) state.note(finding('unread-text', { text: run.text.trim() }))
        state.instruction += run.text
        continue
      }
      if (character.hidden) hidden.push(run.text)
      else putRun(runs, { ...run, isStruck })
    }
  }
  const words = hidden.join('').trim()
  if (words !== '') state.hidden.push(words)
  for (const { text } of runs) state.shown += lengthOf(text)
  return runs
}

/** Word cuts runs at every change of colour or language: what is drawn alike is one. */
const putRun = (runs: FontRun[], run: FontRun): void => {
  const last = runs.at(-1)
  if (last && last.font === run.font && last.isStruck === run.isStruck)
    runs[runs.length - 1] = { ...last, text: last.text + run.text }
  else runs.push(run)
}

/** Characters, line breaks not counted. */
export const lengthOf = (text: string): number => text.length - (text.match(/[\r\n]/g)?.length ?? 0)

/** Codes of MS-DOC 2.4.1; the tab is a letter as any other. */
const codes = /[\x00-\x08\x0a-\x1f]/

/** Fields are followed while their codes pass by: a run is to be left out if one is open where it is handed out. */
const shownIn = function* (
  text: string,
  character: Character,
  { fonts, optionalHyphen }: DocReader,
  state: TextState,
): Generator<FontRun> {
  const { symbol } = character
  if (symbol && character.special) {
    const font = fonts[symbol.font]
    const letter = String.fromCharCode(symbol.code)
    for (const one of text)
      if (one === '(') yield { font, text: isSymbolFont(font) ? withoutPrivate(letter) : letter }
    return
  }
  const drawn = (written: string): FontRun => {
    // The letters of TCVN3 and VNI are beyond ASCII, where the second font draws.
    const font = fonts[/[^\0-\x7f]/.test(written) ? character.other : character.ascii]
    return { font, text: isSymbolFont(font) ? withoutPrivate(written) : written }
  }
  if (!codes.test(text)) {
    yield drawn(text)
    return
  }
  let plain = ''
  for (const letter of text) {
    const code = letter.charCodeAt(0)
    if (code >= 0x20 || code === 0x09) plain += letter
    else if (code === 0x0b || code === 0x0c || code === 0x0e) plain += '\n'
    else if (code === 0x1e) plain += '\u2011'
    else if (code === 0x1f) plain += optionalHyphen
    else if (code >= 0x13 && code <= 0x15) {
      if (plain !== '') yield drawn(plain)
      plain = ''
      followField(code, state)
    } else if (code === 0x01 && character.picture !== undefined && !character.isData)
      state.pictures.add(character.picture)
  }
  if (plain !== '') yield drawn(plain)
}

const followField = (code: number, state: TextState): void => {
  const { fields } = state
  if (code === 0x13) {
    if (!fields.includes('instruction')) state.instruction = ''
    fields.push('instruction')
  } else if (code === 0x15) {
    // A field that has no result is drawn from its instruction (`EQ`: a fraction, a word with its reading above).
    const text = state.instruction.trim()
    if (fields.pop() === 'instruction' && /^eq\s/i.test(text)) state.note(finding('unread-text', { text }))
  } else if (fields.length > 0) fields[fields.length - 1] = 'result'
}
