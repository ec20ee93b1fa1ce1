/**
 * Runs of text to lines, each stretch decoded by the font it is drawn in; where a format knows no fonts, line by line.
 * One way for every format, so that the same words in two formats come out the same.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import { decodeLegacy, type Encoding, encodingOfFont } from '../../text/legacy.ts'
import { isSurelyUnicode, readLine } from '../../text/legacy-lines.ts'
import type { Line, LineLetters } from '../document/model.ts'

/** The format tells no font: letters are decided by the line, doubt goes to the clerk. */
export const noFont = Symbol('no font')
/** A font's name; undefined where the file says none, so that the program's own (Unicode) one is drawn. */
export type RunFont = string | undefined | typeof noFont

/** A stretch of text in one font. `\n`, `\r` or `\r\n` inside it is a line break. */
export interface FontRun {
  readonly text: string
  readonly font: RunFont
  /** A line is drawn through it: people delete so, as on paper. */
  readonly isStruck?: boolean | undefined
}

/**
 * At least one line. What is struck out stays in it: whether it still stands is for the clerk to say.
 * @param note takes `legacy-letters` where characters did not belong to their encoding, `struck-out` with those words
 */
export const linesOfRuns = (
  runs: readonly FontRun[],
  source: Source,
  note: (one: Finding) => void,
): Line[] => {
  if (runs.some(run => run.isStruck)) {
    const text = struckWords(runs, source)
    if (text !== '') note(finding('struck-out', { text }, source))
  }
  const lines: { text: string; raw: string; letters?: LineLetters }[] = [{ text: '', raw: '' }]
  for (const { text: written, font, encoding } of stretchesOf(runs))
    written.split(/\r\n|\r|\n/).forEach((piece, at) => {
      if (at > 0) lines.push({ text: '', raw: '' })
      const { text, doubtful } = decodeLegacy(piece, encoding)
      const line = lines.at(-1)!
      const isWhole = line.raw === '' && encoding === 'unknown'
      const letters = isWhole ? lettersOf(piece) : undefined
      // What its neighbours may settle is doubted, if at all, when the whole file is read: `settle-letters.ts`.
      const isOpen = letters !== undefined && letters.couldBe.length > 0
      if (doubtful && !isOpen)
        note(finding('legacy-letters', { font: typeof font === 'string' ? font : '' }, source))
      if (letters) line.letters = letters
      else if (piece !== '' && line.letters) {
        // With a stretch in a font behind it, it is no longer what was told.
        if (line.letters.as === 'unclear') note(finding('legacy-letters', { font: '' }, source))
        delete line.letters
      }
      line.text += text
      line.raw += piece
    })
  // Once for each line: a mark can stand in the stretch after its letter, and there can be a million stretches.
  return lines.map(line => ({ ...line, text: line.text.normalize('NFC') }))
}

/** '' where no letter or digit is struck out: of dots and spaces nothing was deleted. */
const struckWords = (runs: readonly FontRun[], source: Source): string => {
  const struck: FontRun[] = []
  let isBeside = true
  for (const { text, font, isStruck } of runs) {
    if (isStruck && !isBeside) struck.push({ text: '\n', font })
    if (isStruck) struck.push({ text, font })
    isBeside = isStruck === true
  }
  return linesOfRuns(struck, source, () => {})
    .map(line => tidy(line.text))
    .filter(text => /[\p{L}\p{N}]/u.test(text))
    .join('; ')
}

/** undefined for a line that says nothing of letters. */
const lettersOf = (text: string): LineLetters | undefined => {
  const { letters, couldBe } = readLine(text)
  if (letters === 'unicode' && couldBe.length === 0 && !isSurelyUnicode(text)) return undefined
  return { as: letters, couldBe }
}

interface Stretch {
  text: string
  readonly font: RunFont
  readonly encoding: Encoding
}

/** Runs in one encoding as one: a VNI letter and its mark can stand in two. */
const stretchesOf = (runs: readonly FontRun[]): Stretch[] => {
  const stretches: Stretch[] = []
  for (const { text, font } of runs) {
    const encoding = font === noFont ? 'unknown' : encodingOfFont(font)
    const last = stretches.at(-1)
    if (last?.encoding === encoding) last.text += text
    else stretches.push({ text, font, encoding })
  }
  return stretches
}
