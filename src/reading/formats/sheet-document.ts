/**
 * Sheets to a `Document`, the same for every format that has them (.xlsx, .xls, .xlsb, .ods, XML of 2003, CSV): one table a sheet on the
 * sheet's own grid, what is hidden set apart, each trouble said once a sheet. Knows no file format.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { Source } from '../../domain/source.ts'
import { hiddenSections, makeParagraph, makeTableBuilder } from '../document/build.ts'
import type { Document, DocumentSection, Line } from '../document/model.ts'
import { limits } from '../limits.ts'
import { type FontRun, linesOfRuns } from './lettering.ts'
import { hostile, tooLarge } from './reading.ts'

/** 1-based, as addresses count. */
export interface Position {
  readonly row: number
  readonly column: number
}

export interface SheetCell extends Position {
  readonly runs: readonly FontRun[]
  /** The runs are not what the sheet shows (an error, a formula never computed): an `unread-text`. */
  readonly isUnread?: true
}

/** How far each merge reaches, by its top left place. */
export interface Merges {
  /** From the top left to the bottom right place, both inside. @throws Refused above the limit for all of them together */
  add(from: Position, to: Position): void
  at(place: Position): { readonly rows: number; readonly columns: number } | undefined
}

export interface SheetLayout {
  readonly name: string
  readonly isHidden: boolean
  readonly merges: Merges
  readonly isHiddenRow: (row: number) => boolean
  readonly isHiddenColumn: (column: number) => boolean
}

/** One merge over the whole sheet makes other readers run out of memory: it is refused. */
export const makeMerges = (): Merges => {
  const merges = new Map<number, { rows: number; columns: number }>()
  let area = 0
  return {
    add(from, to) {
      const rows = to.row - from.row + 1
      const columns = to.column - from.column + 1
      if (rows < 1 || columns < 1) return
      area += rows * columns
      if (area > limits.table.cells) throw hostile('merged area')
      merges.set(placeOf(from), { rows, columns })
    },
    at: place => merges.get(placeOf(place)),
  }
}

/** Both ends inside. A file can have a million of them, and asks for every cell: they are put in order first. */
export const makeRanges = (
  ranges: readonly (readonly [from: number, to: number])[],
): ((at: number) => boolean) => {
  const apart: [number, number][] = []
  for (const [from, to] of [...ranges].sort(([one], [other]) => one - other)) {
    const last = apart.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else apart.push([from, to])
  }
  return at => {
    let [low, high] = [0, apart.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const [from, to] = apart[middle]!
      if (at < from) high = middle - 1
      else if (at > to) low = middle + 1
      else return true
    }
    return false
  }
}

const placeOf = ({ row, column }: Position): number => row * 65_536 + column

export interface BookBuilder {
  note(one: Finding): void
  addSheet(layout: SheetLayout, cells: Iterable<SheetCell>): void
  /** Text that floats over a sheet: shapes, text boxes; a paragraph each. */
  addDrawn(sheet: { readonly name: string; readonly isHidden: boolean }, drawn: readonly FontRun[][]): void
  /** Remarks on cells, and what else in them is not drawn: not the form's text, but not to vanish either. */
  addComments(sheet: string, comments: readonly string[]): void
  finish(): Document
}

export const makeBookBuilder = (): BookBuilder => {
  const sections: DocumentSection[] = []
  const findings: Finding[] = []
  const note = (one: Finding): void => {
    findings.push(one)
  }
  let cellCount = 0
  let characters = 0
  return {
    note,
    addSheet(layout, cells) {
      const builder = makeTableBuilder()
      const hidden: Line[] = []
      for (const cell of cells) {
        if (!isOnSheet(cell)) throw hostile('cell outside the sheet')
        const merge = layout.merges.at(cell)
        const isWritten = cell.runs.some(run => run.text.trim() !== '')
        if (!isWritten && !merge) continue
        if (++cellCount > limits.table.cells) throw tooLarge(`${limits.table.cells} cells`)
        for (const run of cell.runs) characters += run.text.length
        if (characters > limits.table.characters) throw tooLarge(`${limits.table.characters} characters`)
        const source: Source = { kind: 'sheet', sheet: layout.name, address: addressOf(cell) }
        if (cell.isUnread)
          note(finding('unread-text', { text: cell.runs.map(run => run.text).join('') }, source))
        const { rows: rowSpan, columns: columnSpan } = merge ?? { rows: 1, columns: 1 }
        const isShown =
          some(cell.row, rowSpan, row => !layout.isHiddenRow(row)) &&
          some(cell.column, columnSpan, column => !layout.isHiddenColumn(column))
        // What nobody sees was struck out for nobody.
        const noteCell = (one: Finding): void => {
          if (isShown || one.code !== 'struck-out') note(one)
        }
        const lines = withoutApostrophe(linesOfRuns(cell.runs, source, noteCell))
        if (isShown)
          // A cell under a merge can still hold a text that Excel does not show: it is put down as a cell of its own.
          builder.place({
            row: cell.row - 1,
            column: cell.column - 1,
            rowSpan,
            columnSpan,
            blocks: [makeParagraph(lines, source)],
            source,
          })
        else hidden.push(...lines.filter(line => line.text.trim() !== ''))
      }
      const { table, findings: repairs } = builder.finish()
      findings.push(...repairs)
      const section = { kind: 'sheet', name: layout.name } as const
      sections.push({
        ...section,
        hidden: layout.isHidden,
        blocks: table.cells.length > 0 ? [table] : [],
      })
      if (hidden.length > 0) {
        const passedOver = makeParagraph(hidden, { kind: 'part' })
        sections.push({ ...section, hidden: true, blocks: [passedOver] })
      }
    },
    addDrawn({ name, isHidden }, drawn) {
      const blocks = drawn
        .filter(runs => runs.some(run => run.text.trim() !== ''))
        .map(runs => makeParagraph(linesOfRuns(runs, { kind: 'part' }, note), { kind: 'part' }))
      if (blocks.length > 0) sections.push({ kind: 'text-box', name, hidden: isHidden, blocks })
    },
    addComments(name, comments) {
      sections.push(
        ...hiddenSections(
          'note',
          name,
          comments.flatMap(text => text.split(/\r\n|\r|\n/)),
        ),
      )
    },
    finish: () => ({ sections, findings: onceASheet(findings) }),
  }
}

/** Rows and columns of Excel; a number that is none, as of a row `abc`, would put the cell in no row at all. */
const isOnSheet = ({ row, column }: Position): boolean =>
  Number.isInteger(row) &&
  row >= 1 &&
  row <= 1_048_576 &&
  Number.isInteger(column) &&
  column >= 1 &&
  column <= 16_384

/** `'01`: typed to make a text of it, and stored as typed by programs that do not know the custom (18.3.1.4, quotePrefix). */
const withoutApostrophe = (lines: Line[]): Line[] => {
  const [first, ...rest] = lines
  const isAlone =
    first?.text.startsWith("'") &&
    lines
      .map(line => line.text)
      .join('')
      .lastIndexOf("'") === 0
  return first && isAlone ? [{ ...first, text: first.text.slice(1) }, ...rest] : lines
}

/** A column of `#N/A` says it once. */
const onceASheet = (findings: readonly Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter(({ code, args, source }) => {
    const key = JSON.stringify([code, args, source?.kind === 'sheet' ? source.sheet : ''])
    return !seen.has(key) && seen.add(key)
  })
}

const some = (from: number, count: number, test: (at: number) => boolean): boolean => {
  for (let at = from; at < from + count; at++) if (test(at)) return true
  return false
}

/** `D7` to 1-based row and column. */
export const positionOf = (address: string | undefined): Position | undefined => {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address ?? '')
  if (!match) return undefined
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(match[2]), column }
}

const addressOf = (at: Position): string => {
  let letters = ''
  for (let left = at.column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters + at.row
}
