/**
 * The rows of one block to registrations. Every cell under the headings is consumed by a registration, known to be empty,
 * or named in an error: nothing is passed over.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { RegistrationReading, Section } from '../../domain/reading.ts'
import { foldTones, tidy } from '../../text/fold.ts'
import { type Cell, paragraphsOf, type Table } from '../document/model.ts'
import { readModelCell } from './cell.ts'
import type { GridBlock } from './grid.ts'
import { cellsInRow, cellText, headingsOf } from './grid-cells.ts'
import { findLabelRow, type LabelRow } from './label-rows.ts'
import { isClosingRow } from './lines.ts'
import { type ModelCell, ordinalOf, type RowParts, residue, sortCells } from './row-parts.ts'
import { readListedModel } from './row-sector.ts'
import { type Above, readName, readNote } from './row-words.ts'
import { isSampleRow } from './sample-rows.ts'
import type { FormWords } from './words.ts'

export interface BlockReading {
  readonly section: Section
  readonly registrations: readonly RegistrationReading[]
  readonly findings: readonly Finding[]
  /** Cells that say "nothing" (`Không`) rather than being blank. */
  readonly saidNothing: boolean
  /** The row at which what follows the table begins: its signature block in a sheet. */
  readonly endRow: number
  /** What its heading rows say, in order. */
  readonly headings: readonly string[]
  /** Numbers in front of its rows, in order. */
  readonly ordinals: readonly number[]
  /** Place in `registrations` where the numbers begin again: a second heading may have been deleted there. */
  readonly again: number | undefined
}

export const readRows = (table: Table, block: GridBlock, words: FormWords): BlockReading => {
  const registrations: RegistrationReading[] = []
  const findings: Finding[] = []
  const ordinals: number[] = []
  let above: Above = { name: '', note: '', models: new Map() }
  let saidNothing = false
  /** Where in `registrations` a second list begins, by its numbers. */
  let again: number | undefined
  let label: string | undefined
  let row = block.firstRow
  for (; row < block.endRow; row++) {
    const cells = cellsInRow(table, row)
    if (isClosingRow(linesIn(cells), words)) break
    const reading = readRow(table, row, block, { above, label }, words)
    if (reading.label) label = reading.label.sector ?? label
    const before = registrations.length
    registrations.push(...reading.registrations)
    findings.push(...reading.findings)
    if (reading.above) above = reading.above
    if (reading.saidNothing) saidNothing = true
    const { ordinal, registrations: own } = reading
    // A second heading that was deleted leaves its mark: the numbers begin again. Under a sector's label they may.
    if (reading.label) ordinals.length = 0
    if (ordinal !== undefined) ordinals.push(ordinal)
    if (again === undefined && own.length > 0 && beginsAgain(ordinals)) again = before
  }
  if (block.unclear && registrations.length > 0)
    findings.push(finding('section-unclear', { text: block.unclear.text }, block.unclear.cell.source))
  return {
    section: block.section,
    registrations,
    findings: [...onceAColumn(findings), ...repeatedModels(registrations), ...repeatedRows(registrations)],
    saidNothing,
    endRow: row,
    headings: headingsOf(table, block.headingRow, block.firstRow),
    ordinals,
    again,
  }
}

/** A column of addresses is passed over once, not row by row. */
const onceAColumn = (findings: readonly Finding[]): Finding[] => {
  const seen = new Set<string>()
  return findings.filter(({ code, args }) => {
    if (code !== 'column-passed-over') return true
    const heading = args.heading ?? ''
    return !seen.has(heading) && seen.add(heading)
  })
}

/** The letter's own misprint (1, 2, 3, 3) repeats a number, and goes on; a new list goes back. */
export const beginsAgain = (ordinals: readonly number[]): boolean => ordinals.lastIndexOf(1) > 0

const linesIn = (cells: readonly Cell[]): string[] =>
  cells
    .flatMap(cell => paragraphsOf(cell.blocks).flatMap(one => one.lines.map(line => tidy(line.text))))
    .filter(text => text !== '')

interface RowReading {
  readonly registrations: readonly RegistrationReading[]
  readonly findings: readonly Finding[]
  readonly saidNothing: boolean
  readonly ordinal: number | undefined
  /** What `nt` in the next row means; undefined for a row that says nothing. */
  readonly above: Above | undefined
  /** The row sets apart what follows, and registers nothing. */
  readonly label?: LabelRow
}

/** What the rows above leave for the next one. */
interface Context {
  readonly above: Above
  /** The sector of the label row above (`I. Kinh tế`). */
  readonly label: string | undefined
}

const readRow = (
  table: Table,
  row: number,
  block: GridBlock,
  { above, label: sectorAbove }: Context,
  words: FormWords,
): RowReading => {
  const findings: Finding[] = []
  const parts = sortCells(cellsInRow(table, row), row, block, findings)
  const label = findLabelRow(parts, block, words)
  if (label)
    return {
      registrations: [],
      findings: [],
      saidNothing: false,
      ordinal: undefined,
      above: undefined,
      label,
    }
  if (isSampleRow(parts)) {
    const cell = parts.name ?? parts.all[0]!
    findings.push(finding('sample-row', { text: cellText(cell) }, cell.source))
  }
  // A number merged down over several rows is counted once.
  const ordinal = parts.ordinal?.row === row ? ordinalOf(parts.ordinal) : undefined
  if (parts.ordinal?.row === row && ordinal === undefined && !isRowMark(cellText(parts.ordinal)))
    findings.push(residue(parts.ordinal))
  const name = readName(parts.name, row, above, words, findings)
  const note = readNote(parts.note, row, above, words, findings)
  const registrations: RegistrationReading[] = []
  const said = new Map<string, readonly string[]>()
  let saidNothing = name.saidNothing || note.saidNothing
  const add = (sector: string | null, model: string, source: Cell['source'], place: number): void => {
    registrations.push({
      section: block.section,
      name: name.text,
      sector,
      model,
      note: note.text,
      source,
      place,
    })
  }
  for (const { cell, sector, heading, listed } of parts.models) {
    if (cell.row !== row) {
      // Merged down from a row above: under the same name it is one model; under another name somebody must say.
      if (parts.name && parts.name.row === row && name.text !== '' && cellText(cell) !== '')
        findings.push(finding('model-over-rows', { text: cellText(cell) }, cell.source))
      const merged = above.models.get(sector ?? '')
      if (merged) said.set(sector ?? '', merged)
      continue
    }
    const reading = readModelCell(cell, words)
    if (reading.kind === 'empty') {
      saidNothing ||= reading.said
      continue
    }
    findings.push(
      ...misplaced({ cell, sector, ...(heading !== undefined && { heading }), ...(listed && { listed }) }),
    )
    if (sectorAbove !== undefined && sector !== null && sector !== sectorAbove)
      findings.push(finding('two-readings', { text: cellText(cell) }, cell.source))
    const meant = reading.kind === 'ditto' ? above.models.get(sector ?? '') : reading.models
    if (reading.kind === 'models') findings.push(...reading.findings)
    else
      findings.push(
        meant
          ? finding('ditto-resolved', { text: reading.text, meaning: meant.join('; ') }, cell.source)
          : finding('ditto-without-source', { text: reading.text }, cell.source),
      )
    for (const [place, model] of (meant ?? ['']).entries()) {
      if (!listed) {
        add(sector, model, cell.source, place)
        continue
      }
      const one = readListedModel(model, parts.sectorName, sectorAbove, cell.source, words)
      findings.push(...one.findings)
      add(one.sector, one.model, cell.source, place)
    }
    if (meant) said.set(sector ?? '', meant)
  }
  const alone =
    registrations.length === 0 ? nameAlone(table, row, block, parts, name.text || note.text) : undefined
  if (alone) {
    findings.push(finding('no-model', { name: name.text || note.text }, alone.source))
    add(null, '', alone.source, 0)
  }
  if ((name.text === '' || (name.isNobody && parts.name?.row === row)) && !alone && registrations.length > 0)
    findings.push(finding('no-name', { model: registrations[0]!.model }, registrations[0]!.source))
  const isBlank = name.text === '' && note.text === '' && registrations.length === 0 && !saidNothing
  return {
    registrations,
    findings,
    saidNothing,
    ordinal,
    above: isBlank ? undefined : { name: name.text, note: note.text, models: said },
  }
}

/** `I`, `a)`, or nothing: what may stand where the number belongs. */
const isRowMark = (text: string): boolean => /^(?:[IVXa-z]+\s*[.)/]?)?$/i.test(text)

const misplaced = ({ cell, sector, heading, listed }: ModelCell): Finding[] => {
  if (listed) return []
  if (heading !== undefined)
    return [finding('sector-unknown', { heading, text: cellText(cell) }, cell.source)]
  return sector === null ? [finding('model-over-sectors', { text: cellText(cell) }, cell.source)] : []
}

/** The cell of a name (or a note) for which no model is written anywhere in the rows that it stands for. */
const nameAlone = (
  table: Table,
  row: number,
  block: GridBlock,
  parts: RowParts,
  text: string,
): Cell | undefined => {
  if (text === '') return undefined
  const cell = parts.name ?? parts.note
  if (!cell || cell.row !== row) return undefined
  const hasModel = table.cells.some(
    one =>
      one.row < cell.row + cell.rowSpan &&
      cell.row < one.row + one.rowSpan &&
      /^(?:sector|model)$/.test(block.columns[one.column]?.role ?? '') &&
      cellText(one) !== '',
  )
  return hasModel ? undefined : cell
}

/** The same model of one name in two sectors: which of them was meant? */
const repeatedModels = (registrations: readonly RegistrationReading[]): Finding[] => {
  const sectors = new Map<string, string | null>()
  return registrations.flatMap(one => {
    if (one.model === '') return []
    const key = `${foldTones(one.name)}\n${foldTones(one.model)}`
    const before = sectors.get(key)
    sectors.set(key, one.sector)
    return before !== undefined && before !== one.sector
      ? [finding('model-repeated', { text: one.model }, one.source)]
      : []
  })
}

const repeatedRows = (registrations: readonly RegistrationReading[]): Finding[] => {
  const seen = new Set<string>()
  return registrations.flatMap(one => {
    const key = [one.name, one.sector ?? '', one.model].map(foldTones).join('\n')
    const again = one.model !== '' && seen.has(key)
    seen.add(key)
    return again ? [finding('repeated-row', { text: `${one.name}: ${one.model}` }, one.source)] : []
  })
}
