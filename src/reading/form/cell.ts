/**
 * One cell of the form: is it empty, a tick, a count, "as above", one model or several? By the field guide's table
 * "When is a cell one model, when several?". What is not certain is one model as it stands, with an error.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { tidy } from '../../text/fold.ts'
import { type Cell, paragraphsOf, textOf } from '../document/model.ts'
import type { FormWords } from './words.ts'

/** What a model cell says. `models` has one text for each registration; a text may be '' where only a doubt stands. */
export type CellReading =
  | { readonly kind: 'empty'; readonly said: boolean }
  | { readonly kind: 'ditto'; readonly text: string }
  | { readonly kind: 'models'; readonly models: readonly string[]; readonly findings: readonly Finding[] }

/** Longer than any name of a model seen (the longest had 170 letters): a plan pasted into the cell. */
const longestName = 260

export const readModelCell = (cell: Cell, words: FormWords): CellReading => {
  const text = tidy(textOf(cell.blocks))
  if (text === '') return { kind: 'empty', said: false }
  if (words.isDitto(text)) return { kind: 'ditto', text }
  if (words.isMark(text)) return doubt('', finding('mark-as-model', { text }, cell.source))
  if (words.isEmptyWord(text)) return { kind: 'empty', said: true }
  if (/^\d{1,3}(\s*(mô hình|điển hình|mh|mô hình, điển hình))?\s*\.?$/iu.test(text))
    return doubt('', finding('count-as-model', { text }, cell.source))
  if (cell.blocks.some(block => block.kind === 'table'))
    return doubt(text, finding('model-split-unclear', { text }, cell.source))
  return splitModels(linesOf(cell), text, cell.source)
}

const doubt = (model: string, one: Finding): CellReading => ({
  kind: 'models',
  models: [model],
  findings: [one],
})

interface Piece {
  /** `-`, `•`… for bullets, `1` for numbers, `a` for letters, undefined without a mark. */
  readonly mark: string | undefined
  /** 1-based place that a number or letter claims. */
  readonly order: number | undefined
  text: string
}

const bullet = /^\s*([-–—•*+·▪●○◦►✓✔❖§])\s*(?=\S)/u
const number = /^\s*\(?(\d{1,2})\s*[.)/](?!\d)\s*(?=\S)/u
const letter = /^\s*\(?([a-eghđ])\s*[.)]\s*(?=\S)/u

const linesOf = (cell: Cell): Piece[] =>
  paragraphsOf(cell.blocks).flatMap(paragraph =>
    paragraph.lines.map((line, at): Piece => {
      const text = tidy(line.text)
      const label = at === 0 ? paragraph.listLabel : undefined
      if (label !== undefined) return { mark: label === '•' ? '•' : 'list', order: undefined, text }
      return markedPiece(text)
    }),
  )

const markedPiece = (text: string): Piece => {
  const dash = bullet.exec(text)
  if (dash) return { mark: dash[1]!, order: undefined, text: text.slice(dash[0].length) }
  const numbered = number.exec(text)
  if (numbered) return { mark: '1', order: Number(numbered[1]), text: text.slice(numbered[0].length) }
  const lettered = letter.exec(text)
  if (lettered)
    return {
      mark: 'a',
      order: 'abcdđegh'.indexOf(lettered[1]!) + 1,
      text: text.slice(lettered[0].length),
    }
  return { mark: undefined, order: undefined, text }
}

/** Words that cannot end a name: what follows on the next line belongs to it. */
const connective =
  /(?:^|\s)(và|với|của|trong|về|cho|tại|theo|là|để|gắn với|bằng|từ|do|hoặc|các|những|không|nhằm)$/iu
const goesOn = (before: Piece, line: Piece): boolean =>
  line.mark === undefined &&
  (/^[\p{Ll}(]/u.test(line.text) || /[,:]$/.test(before.text) || connective.test(before.text))

const splitModels = (lines: readonly Piece[], whole: string, source: Source): CellReading => {
  const pieces: Piece[] = []
  for (const line of lines) {
    if (line.text === '') continue
    const before = pieces.at(-1)
    if (before && goesOn(before, line)) before.text = `${before.text} ${line.text}`
    else pieces.push({ ...line })
  }
  const unclear = (): CellReading => doubt(whole, finding('model-split-unclear', { text: whole }, source))
  if (pieces.length === 0) return { kind: 'empty', said: true }
  const marked = pieces.filter(piece => piece.mark !== undefined)
  const inOrder = marked.every((piece, at) => piece.order === undefined || piece.order === at + 1)
  const alike = marked.every(piece => piece.mark === marked[0]?.mark)
  if (marked.length > 0 && (marked.length < pieces.length || !inOrder || !alike)) return unclear()
  const models = pieces.map(piece => (marked.length > 0 ? piece.text.replace(/\s*;$/, '') : piece.text))
  // A list inside one line, or pieces set apart by semicolons: could be either.
  if (
    models.some(
      model =>
        model.includes(';') || (/\S\s+\(?2\s*[.)]\s*\S/u.test(` ${model}`) && /^\(?1\s*[.)]/.test(whole)),
    )
  )
    return unclear()
  const long = models.find(model => model.length > longestName)
  if (long !== undefined) return doubt(whole, finding('model-too-long', { text: long }, source))
  if (models.some(model => !/\p{L}/u.test(model))) return unclear()
  if (models.length === 1 || marked.length > 0) return { kind: 'models', models, findings: [] }
  const certain = pieces.every(
    (piece, at) =>
      /^["“'(]?\p{Lu}/u.test(piece.text) &&
      piece.text.includes(' ') &&
      (at === 0 || !/[,:]$/.test(pieces[at - 1]!.text)),
  )
  if (!certain) return unclear()
  return {
    kind: 'models',
    models,
    findings: [finding('split-by-line', { count: String(models.length) }, source)],
  }
}
