/**
 * One cell of the form: is it empty, a tick, a count, "as above", one model or several? By the field guide's table
 * "When is a cell one model, when several?". What is not certain is one model as it stands, with an error.
 */
import { type Finding, finding, isError } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import { type Cell, paragraphsOf } from '../document/model.ts'
import { cellText } from './grid-cells.ts'
import { namesNothing, pointsElsewhere } from './nameless.ts'
import { isCount } from './row-parts.ts'
import type { FormWords } from './words.ts'

/** What a model cell says. `models` has one text for each registration; a text may be '' where only a doubt stands. */
export type CellReading =
  | { readonly kind: 'empty'; readonly said: boolean }
  | { readonly kind: 'ditto'; readonly text: string }
  | { readonly kind: 'models'; readonly models: readonly string[]; readonly findings: readonly Finding[] }

/** Longer than any name of a model seen (the longest had 170 letters): a plan pasted into the cell. */
const longestName = 260

export const readModelCell = (cell: Cell, words: FormWords): CellReading => {
  const text = cellText(cell)
  if (text === '') return { kind: 'empty', said: false }
  if (words.isDitto(text.replace(/^\((.*)\)$/u, '$1'))) return { kind: 'ditto', text }
  if (words.isMark(text)) return doubt('', finding('mark-as-model', { text }, cell.source))
  if (words.isEmptyWord(text)) return { kind: 'empty', said: true }
  if (isCount(text)) return doubt('', finding('count-as-model', { text }, cell.source))
  if (pointsElsewhere(text)) return doubt(text, finding('model-elsewhere', { text }, cell.source))
  if (namesNothing(text, words)) return doubt(text, finding('mark-as-model', { text }, cell.source))
  if (cell.blocks.some(block => block.kind === 'table'))
    return doubt(text, finding('model-split-unclear', { text, proposal: text }, cell.source))
  const lines = linesOf(cell)
  const broken = splitModels(lines, text, cell.source, words)
  if (!lines.some(line => line.isBreakUnclear)) return broken
  // A PDF shows where words stand, not who broke the line: it matters where the two ways to read it differ.
  const joined = splitModels(withoutUnclearBreaks(lines), text, cell.source, words)
  // Lines that are no models by themselves (`Rùa | Hạ`) are one.
  const isOne = isCertain(joined) && !isCertain(broken)
  return isOne || modelsIn(broken) === modelsIn(joined) ? joined : unclearSplit(lines, text, cell.source)
}

const isCertain = (reading: CellReading): boolean =>
  reading.kind !== 'models' || !reading.findings.some(isError)

const modelsIn = (reading: CellReading): string =>
  reading.kind === 'models' ? reading.models.map(tidy).join('\n') : reading.kind

const withoutUnclearBreaks = (lines: readonly Piece[]): Piece[] => {
  const joined: Piece[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    if (before && line.isBreakUnclear) before.text = `${before.text} ${line.whole}`
    else joined.push({ ...line })
  }
  return joined
}

const doubt = (model: string, one: Finding): CellReading => ({
  kind: 'models',
  models: [model],
  findings: [one],
})

interface Piece {
  /** `-` for dashes, `•`… for other bullets, `1` for numbers, `a` for letters, undefined without a mark. */
  readonly mark: string | undefined
  /** 1-based place that a number or letter claims. */
  readonly order: number | undefined
  text: string
  /** As written, with its mark. */
  readonly whole: string
  readonly isBreakUnclear?: true
}

const bullet = /^\s*([-–—•*+·▪●○◦►✓✔❖§\u27a2\uf020-\uf0ff])\s*(?=\S)/u
const number = /^\s*\(?(\d{1,2})\s*[.)/](?!\d)\s*(?=\S)/u
const letter = /^\s*\(?([a-eghđ])\s*[.)]\s*(?=\S)/u

const linesOf = (cell: Cell): Piece[] =>
  paragraphsOf(cell.blocks).flatMap(paragraph =>
    paragraph.lines.map((line, at): Piece => {
      const text = tidy(line.text)
      const label = at === 0 ? paragraph.listLabel : undefined
      if (label !== undefined)
        return { mark: label === '•' ? '•' : 'list', order: undefined, text, whole: text }
      return { ...markedPiece(text), ...(line.isBreakUnclear && { isBreakUnclear: true }) }
    }),
  )

const markedPiece = (text: string): Piece => {
  const sign = bullet.exec(text)
  // Word turns the first hyphen of a list into a dash, and leaves the others.
  if (sign)
    return {
      mark: /[-–—]/.test(sign[1]!) ? '-' : sign[1]!,
      order: undefined,
      text: text.slice(sign[0].length),
      whole: text,
    }
  const numbered = number.exec(text)
  if (numbered)
    return { mark: '1', order: Number(numbered[1]), text: text.slice(numbered[0].length), whole: text }
  const lettered = letter.exec(text)
  if (lettered)
    return {
      mark: 'a',
      order: 'abcdđegh'.indexOf(lettered[1]!) + 1,
      text: text.slice(lettered[0].length),
      whole: text,
    }
  return { mark: undefined, order: undefined, text, whole: text }
}

/** Words that cannot end a name: what follows on the next line belongs to it. */
const connective =
  /(?:^|\s)(và|với|của|trong|về|cho|tại|theo|là|để|gắn với|bằng|từ|do|hoặc|các|những|không|nhằm)$/iu
const goesOn = (before: Piece, line: Piece): boolean =>
  line.mark === undefined &&
  (/^[\p{Ll}(]/u.test(line.text) ||
    /[,:]$/.test(before.text) ||
    connective.test(before.text) ||
    isInsideBrackets(before.text))

/** A quotation or a bracket that is still open at the line's end. */
const isInsideBrackets = (text: string): boolean => {
  const count = (mark: RegExp): number => text.match(mark)?.length ?? 0
  return (
    count(/"/g) % 2 === 1 ||
    count(/“/g) > count(/”/g) ||
    count(/«/g) > count(/»/g) ||
    count(/\(/g) > count(/\)/g)
  )
}

const splitModels = (
  lines: readonly Piece[],
  whole: string,
  source: Source,
  words: FormWords,
): CellReading => {
  const pieces: Piece[] = []
  for (const line of lines) {
    if (line.text === '') continue
    const before = pieces.at(-1)
    if (before && goesOn(before, line)) before.text = `${before.text} ${line.text}`
    else pieces.push({ ...line })
  }
  const unclear = (): CellReading => unclearSplit(pieces, whole, source)
  const marked = pieces.filter(piece => piece.mark !== undefined)
  const inOrder = marked.every((piece, at) => piece.order === undefined || piece.order === at + 1)
  const alike = marked.every(piece => piece.mark === marked[0]?.mark)
  if (marked.length > 0 && (marked.length < pieces.length || !inOrder || !alike)) return unclear()
  // The last piece may close with what set the others apart; an unmarked one in the middle may not.
  const models = pieces.map((piece, at) =>
    marked.length > 0 || at === pieces.length - 1 ? piece.text.replace(/\s*;$/, '') : piece.text,
  )
  const long = models.find(model => model.length > longestName)
  if (long !== undefined)
    return doubt(whole, finding('model-too-long', { text: long, proposal: proposeName(long) }, source))
  if (pieces.some((piece, at) => holdsSeveral(models[at]!, piece.mark) || !isName(models[at]!, words)))
    return unclear()
  if (models.length === 1 || marked.length > 0) return { kind: 'models', models, findings: [] }
  // Unmarked lines: each must look like a name that begins there. In capitals throughout, every line does.
  if (models.every(model => !/\p{Ll}/u.test(model))) return unclear()
  if (!models.every(model => /^["“'(]?\p{Lu}/u.test(model) && model.includes(' '))) return unclear()
  return {
    kind: 'models',
    models,
    findings: [finding('split-by-line', { count: String(models.length) }, source)],
  }
}

const unclearSplit = (pieces: readonly Piece[], whole: string, source: Source): CellReading =>
  doubt(whole, finding('model-split-unclear', { text: whole, proposal: proposeSplit(pieces) }, source))

/** The pieces as the clerk may set them apart: by line, by semicolon, by numbers inside a line. */
const proposeSplit = (pieces: readonly Piece[]): string =>
  pieces
    .flatMap(piece => piece.text.split(/\s*;\s*|\s(?=\(?[1-9]\s*[.)]\s*\p{L})|\s*[•▪●►\uf020-\uf0ff]\s*/u))
    .map(text => markedPiece(text).text)
    .filter(text => text !== '')
    .join(' | ')

/** The name inside a plan: what stands in quotation marks, else its first clause. */
const proposeName = (plan: string): string =>
  [...plan.matchAll(/["“]([^"”]{4,120})["”]/gu)]
    .map(([, name]) => name!)
    .find(name => !/^dân vận khéo$/iu.test(name)) ?? plan.split(/[;:.]\s|,\s/u)[0]!

/** Four letters at least: less is a tick or an abbreviation. What says "nothing", "as above" or a number is no name either. */
const isName = (model: string, words: FormWords): boolean =>
  (model.match(/\p{L}/gu) ?? []).length >= 4 &&
  !words.isEmptyWord(model) &&
  !words.isDitto(model) &&
  !words.isMark(model) &&
  !isCount(model) &&
  !namesNothing(model, words)

const abbreviations = new Set(['tp', 'tx', 'tt', 'ths', 'pgs', 'gs', 'bs', 'ts', 'đc', 'st', 'tr', 'số'])

/** The end of a sentence, and another one: not after an abbreviation (`TP. Hà Nội`). */
const holdsSentences = (text: string): boolean =>
  [...text.matchAll(/(?<=([\p{L}\p{M}]{2,}))[.!?]\s+\p{Lu}/gu)].some(
    ([, word]) => !abbreviations.has(word!.toLowerCase()),
  )

/** One line that may hold several: set apart by semicolons, marks inside the line, sentences, `… và mô hình …`. */
const holdsSeveral = (model: string, mark: string | undefined): boolean =>
  model.includes(';') ||
  /[•▪●►\uf020-\uf0ff]/u.test(model) ||
  (mark === '-' && /\s[-–—]\s*\p{Lu}/u.test(model)) ||
  (mark === '+' && /\s\+\s*\S/u.test(model)) ||
  (mark === '*' && /\s\*\s*\S/u.test(model)) ||
  (mark === '1' && /\s\(?[2-9]\s*[.)/]\s*\p{L}/u.test(model)) ||
  (mark === 'a' && /\s\(?b\s*[.)]\s*\p{L}/u.test(model)) ||
  /\s\(?1\s*[.)]\s*\p{L}.*\s\(?2\s*[.)]\s*\p{L}/u.test(model) ||
  holdsSentences(model) ||
  /mô hình.*(?:[,+&/]|\svà)\s*(?:\d+\s+)?mô hình/iu.test(model)
