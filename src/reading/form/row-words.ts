/** Name and note of a row: as written, with `nt` resolved from the row above and "nothing" told from blank. */
import { type Finding, finding } from '../../domain/finding.ts'
import { foldBare, tidy } from '../../text/fold.ts'
import { type Cell, paragraphsOf } from '../document/model.ts'
import { cellText } from './grid-cells.ts'
import { looksLikePerson } from './lines.ts'
import { isCount } from './row-parts.ts'
import type { FormWords } from './words.ts'

/** What the nearest row above with anything in it says, for `nt`; '' and no entry where its cell is blank. */
export interface Above {
  name: string
  note: string
  models: ReadonlyMap<string, readonly string[]>
}

export interface TextReading {
  readonly text: string
  readonly saidNothing: boolean
  /** A number, a tick, a sector: nobody's name. Columns have slipped, or somebody counted. */
  readonly isNobody?: true
}
const nothing: TextReading = { text: '', saidNothing: false }

const dittoOf = (raw: string, meant: string, cell: Cell, row: number, findings: Finding[]): TextReading => {
  // A ditto merged down says it once.
  if (cell.row === row)
    findings.push(
      meant === ''
        ? finding('ditto-without-source', { text: raw }, cell.source)
        : finding('ditto-resolved', { text: raw, meaning: meant }, cell.source),
    )
  return { text: meant, saidNothing: false }
}

export const readName = (
  cell: Cell | undefined,
  row: number,
  above: Above,
  words: FormWords,
  findings: Finding[],
): TextReading => {
  const raw = cellText(cell)
  if (!cell || raw === '') return nothing
  if (words.isDitto(raw)) return dittoOf(raw, above.name, cell, row, findings)
  if (words.isEmptyWord(raw)) return { text: '', saidNothing: true }
  const lines = nameLines(cell)
  if (cell.row === row && holdsSeveral(lines))
    findings.push(finding('two-readings', { text: raw }, cell.source))
  const text = lines.map(line => line.text).join(' ')
  const isNobody =
    words.isMark(text) || isCount(text) || !/\p{L}{2}/u.test(text) || words.sectorOf(text) !== undefined
  return {
    text: text.replace(/^\(?\d{1,2}\s*[.)/]\s*(?=\p{L})/u, ''),
    saidNothing: false,
    ...(isNobody && { isNobody }),
  }
}

interface NameLine {
  readonly text: string
  readonly marked: boolean
}

const nameLines = (cell: Cell): NameLine[] =>
  paragraphsOf(cell.blocks).flatMap(paragraph =>
    paragraph.lines.flatMap((line, at): NameLine[] => {
      const text = tidy(line.text)
      if (text === '') return []
      const drawn = at === 0 && paragraph.listLabel !== undefined
      return [{ text, marked: drawn || /^\s*([-–+•*]|\d{1,2}\s*[.)/])\s*\S/u.test(text) }]
    }),
  )

/** Two names in one cell are two rows that somebody has to set apart; a name broken over two lines is one. */
const holdsSeveral = (lines: readonly NameLine[]): boolean => {
  if (lines.some(line => /;\s*\S/.test(line.text))) return true
  const [first, ...others] = lines
  if (!first || others.length === 0) return false
  if (lines.filter(line => line.marked).length > 1) return true
  const persons = lines.filter(line => looksLikePerson(line.text)).length
  const begin = foldBare(first.text).split(' ')[0]!
  return persons > 1 || (begin.length > 1 && others.some(line => foldBare(line.text).split(' ')[0] === begin))
}

export const readNote = (
  cell: Cell | undefined,
  row: number,
  above: Above,
  words: FormWords,
  findings: Finding[],
): TextReading => {
  const raw = cellText(cell)
  if (!cell || raw === '') return nothing
  if (words.isDitto(raw)) return dittoOf(raw, above.note, cell, row, findings)
  if (words.isEmptyWord(raw)) return { text: '', saidNothing: true }
  // A note that registers one model more: it would stand in no column.
  if (cell.row === row && /\b(?:ngoai ra|dang ky them|bo sung them|bo sung mo hinh)\b/.test(foldBare(raw)))
    findings.push(finding('unread-residue', { text: raw }, cell.source))
  return { text: raw, saidNothing: false }
}
