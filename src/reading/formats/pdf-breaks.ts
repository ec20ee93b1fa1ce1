/**
 * Lines as they are drawn to lines as they were written. A line that ends where the next word would not have fitted was
 * wrapped; one that ends before was broken by whoever wrote it. Where neither is certain, the line says so, and the form
 * decides whether it matters.
 */
import type { Finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import type { Line } from '../document/model.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import { type TextLine, textOfLine } from './pdf-lines.ts'

/** Where the words of a cell or a page may stand. */
export interface Measure {
  readonly left: number
  readonly right: number
  readonly signs: Signs
  /** Further apart than this, lines are two paragraphs; in sizes. */
  readonly leading: number
  /** Outside tables sentences fill the page: what does not fit is wrapped, whatever it begins with. */
  readonly isPage: boolean
}

/** What this file's writer leaves behind, as its certain wraps show. */
export interface Signs {
  /** The space at which it wraps is drawn wherever it has room, and none where a paragraph ends. */
  readonly spaces: boolean
  /** Each paragraph is one tagged piece. */
  readonly tags: boolean
}

type Break = 'wrap' | 'wrap-in-word' | 'break' | 'unclear'

/** Points: rounding of widths and places, and of the padding. */
const tolerance = 1.2
/** Sizes: a space that is not drawn, and that no justified line has stretched. */
const plainSpace = 0.28

/** @param note takes doubts about letters */
export const writtenLines = (
  lines: readonly TextLine[],
  measure: Measure,
  source: Source,
  note: (one: Finding) => void,
): Line[] => {
  const written: { runs: FontRun[]; isUnclear: boolean }[] = []
  let number = 0
  for (const [at, line] of lines.entries()) {
    const runs = runsOf(line)
    const own = Number(/^\(?(\d{1,2})[.)]\s/.exec(textOfLine(line))?.[1])
    // `2.` behind `1.` begins, however full the line before it is.
    const isNext = own === number + 1 && (number > 0 || at === 0)
    if (isNext) number = own
    const how = at === 0 || isNext ? 'break' : breakBetween(lines[at - 1]!, line, measure)
    const last = written.at(-1)
    if (!last || how === 'break' || how === 'unclear') written.push({ runs, isUnclear: how === 'unclear' })
    else {
      const [first] = runs
      if (how === 'wrap' && first) last.runs.push({ text: ' ', font: first.font })
      last.runs.push(...runs)
    }
  }
  return written.flatMap(({ runs, isUnclear }) =>
    linesOfRuns(runs, source, note).map((line, at) =>
      isUnclear && at === 0 ? { ...line, isBreakUnclear: true as const } : line,
    ),
  )
}

const runsOf = (line: TextLine): FontRun[] => {
  const runs: { text: string; font: FontRun['font'] }[] = []
  for (const { text, font } of line.letters) {
    const last = runs.at(-1)
    // A space belongs to whatever stands before it.
    if (last && (last.font === font.font || text.trim() === '')) last.text += text
    else runs.push({ text, font: font.font })
  }
  return runs
}

export interface Fit {
  /** In the middle, where writers draw no space at an end. */
  readonly isCentred: boolean

  /** Points behind the line, the space before the next word taken off. */
  readonly free: number
  /** The next word would have had room behind the line; it would not; or that cannot be told. */
  readonly next: 'fits' | 'does-not' | 'near'
}

export const fitBetween = (before: TextLine, line: TextLine, measure: Measure): Fit => {
  const { whole, least } = firstWord(line)
  const free = roomBehind(before, measure) - spaceOf(before)
  return {
    isCentred: isCentred(before, measure),
    free,
    next: free - whole > tolerance ? 'fits' : free - least > -tolerance ? 'near' : 'does-not',
  }
}

/** Hyphens within a word: what is broken there goes on without a space. */
const brokenWord = /[\p{L}\p{N}][-\u2010\u2011]$/u
/** `ST` over `T`: a column too narrow for its heading. */
const abbreviation = /^\p{Lu}{1,3}$/u
/** How nothing begins that stands by itself. */
export const goesOnWith = /^[\p{Ll}(,.;:)”\]]/u

const breakBetween = (before: TextLine, line: TextLine, measure: Measure): Break => {
  if (line.baseline - before.baseline > measure.leading * Math.max(before.size, line.size)) return 'break'
  const { isCentred: inMiddle, free, next } = fitBetween(before, line, measure)
  if (next === 'fits') return 'break'
  if (next === 'does-not' && [before, line].every(one => abbreviation.test(textOfLine(one))))
    return 'wrap-in-word'
  if (brokenWord.test(textOfLine(before)) && !before.endsInSpace) return 'wrap-in-word'
  if (goesOnWith.test(textOfLine(line)) || /\s[-–—]$/u.test(textOfLine(before))) return 'wrap'
  const { signs } = measure
  if (signs.spaces && !inMiddle && before.endsInSpace) return 'wrap'
  if (signs.spaces && !inMiddle && free > tolerance) return 'break'
  const same = signs.tags ? isSamePiece(before, line) : undefined
  if (same !== undefined) return same ? 'wrap' : 'break'
  if (measure.isPage) return next === 'near' ? 'break' : 'wrap'
  return 'unclear'
}

/** undefined where one of them is in no piece. */
export const isSamePiece = (before: TextLine, line: TextLine): boolean | undefined => {
  const [one, other] = [before.letters.at(-1)?.tag, line.letters[0]?.tag]
  return one === undefined || other === undefined ? undefined : one === other
}

/** The first line of a paragraph begins up to 2 cm further in. */
const indent = 60

const roomBehind = (line: TextLine, measure: Measure): number => {
  const behind = measure.right - Math.max(measure.left, line.left) - naturalWidth(line)
  // What stands in the middle, or at a page's right, has room at both sides.
  const before = line.left - measure.left
  return isCentred(line, measure) || (measure.isPage && before > indent)
    ? behind + Math.max(0, before)
    : behind
}

const isCentred = (line: TextLine, measure: Measure): boolean =>
  line.left - measure.left > 3 && Math.abs(centreOf(line) - centreOf(measure)) < 3

const centreOf = ({ left, right }: { left: number; right: number }): number => (left + right) / 2

/** Width with its spaces as wide as they are where nothing is justified. */
const naturalWidth = (line: TextLine): number =>
  line.letters.reduce((width, letter, at) => {
    const next = line.letters[at + 1]
    if (!next || letter.text.trim() !== '') return width
    const plain = letter.isGuessed ? plainSpace * line.size : letter.right - letter.left
    return width - Math.max(0, next.left - letter.left - plain)
  }, line.right - line.left)

/** A space as the line draws it, where it draws one. */
const spaceOf = (line: TextLine): number => {
  const drawn = line.letters.find(letter => letter.text.trim() === '' && !letter.isGuessed)
  return drawn ? Math.min(drawn.right - drawn.left, line.size) : plainSpace * line.size
}

/** Its first word, and the part of it that could stand alone at a line's end (`xã-`). */
const firstWord = (line: TextLine): { whole: number; least: number } => {
  const space = line.letters.findIndex(letter => letter.text.trim() === '')
  const word = space < 0 ? line.letters : line.letters.slice(0, space)
  const hyphen = word.findIndex((letter, at) => at > 0 && /[-\u2010\u2013]/.test(letter.text))
  const end = (letters: readonly { right: number }[]): number =>
    (letters.at(-1)?.right ?? line.left) - line.left
  return { whole: end(word), least: end(hyphen < 0 ? word : word.slice(0, hyphen + 1)) }
}
