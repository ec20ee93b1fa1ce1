/**
 * The rows of one block to registrations. Every cell under the headings is consumed by a registration, known to be empty,
 * or named in an error: nothing is passed over.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import type { RegistrationReading, Section } from '../../domain/reading.ts'
import { foldTones, tidy } from '../../text/fold.ts'
import { type Cell, paragraphsOf, type Table } from '../document/model.ts'
import { readModelCell } from './cell.ts'
import { type Column, cellsInRow, cellText, type GridBlock } from './grid.ts'
import type { FormWords } from './words.ts'

export interface BlockReading {
  readonly section: Section
  readonly registrations: readonly RegistrationReading[]
  readonly findings: readonly Finding[]
  /** Cells that say "nothing" (`Không`) rather than being blank. */
  readonly saidNothing: boolean
  /** The row at which what follows the table begins: its signature block in a sheet. */
  readonly endRow: number
}

/** What the cells above say, for `nt`. */
interface Above {
  name: string
  note: string
  readonly models: Map<string, readonly string[]>
}

export const readRows = (table: Table, block: GridBlock, words: FormWords): BlockReading => {
  const registrations: RegistrationReading[] = []
  const findings: Finding[] = []
  const above: Above = { name: '', note: '', models: new Map() }
  const seen = { saidNothing: false, ordinals: [] as number[] }
  let row = block.firstRow
  for (; row < block.endRow; row++) {
    const cells = cellsInRow(table, row)
    if (isSignatureRow(cells, words)) break
    const reading = readRow(table, row, block, above, words)
    registrations.push(...reading.registrations)
    findings.push(...reading.findings)
    if (reading.saidNothing) seen.saidNothing = true
    // A second heading that was deleted leaves its mark: the numbers begin again.
    if (reading.ordinal === 1 && seen.ordinals.length > 0 && reading.registrations.length > 0)
      findings.push(
        finding(
          'section-unclear',
          { text: reading.registrations[0]!.name },
          reading.registrations[0]!.source,
        ),
      )
    if (reading.ordinal !== undefined && reading.registrations.length > 0) seen.ordinals.push(reading.ordinal)
  }
  return {
    section: block.section,
    registrations,
    findings: [...findings, ...repeatedRows(registrations)],
    saidNothing: seen.saidNothing,
    endRow: row,
  }
}

const isSignatureRow = (cells: readonly Cell[], words: FormWords): boolean => {
  const texts = cells
    .flatMap(cell => paragraphsOf(cell.blocks).flatMap(one => one.lines.map(line => tidy(line.text))))
    .filter(text => text !== '')
  return (
    texts.some(text => words.isSignatureTitle(text) || words.isStamp(text)) &&
    !texts.some(text => /^\d+$/.test(text))
  )
}

interface RowReading {
  readonly registrations: RegistrationReading[]
  readonly findings: Finding[]
  readonly saidNothing: boolean
  readonly ordinal: number | undefined
}

const readRow = (table: Table, row: number, block: GridBlock, above: Above, words: FormWords): RowReading => {
  const findings: Finding[] = []
  const cells = cellsInRow(table, row)
  const parts = sortCells(cells, row, block, findings)
  const nothing: RowReading = { registrations: [], findings, saidNothing: false, ordinal: undefined }
  if (isLabelRow(parts, words)) return nothing
  const ordinal = /^0?(\d{1,2})\.?$/.exec(cellText(parts.ordinal))?.[1]
  if (
    parts.ordinal &&
    parts.ordinal.row === row &&
    ordinal === undefined &&
    cellText(parts.ordinal) !== '' &&
    !/^[IVXa-z]+[.)]?$/i.test(cellText(parts.ordinal))
  )
    findings.push(residue(parts.ordinal))
  const name = readName(parts.name, row, above, words, findings)
  const note = readNote(parts.note, above, words, findings)
  const registrations: RegistrationReading[] = []
  let saidNothing = name.saidNothing || note.saidNothing
  const add = (sector: string | null, models: readonly string[], cell: Cell): void => {
    for (const [place, model] of models.entries())
      registrations.push({
        section: block.section,
        name: name.text,
        sector,
        model,
        note: note.text,
        source: cell.source,
        place,
      })
  }
  for (const { cell, sector, heading } of parts.models) {
    if (cell.row !== row) {
      // Merged down from a row above: under the same name it is one model; under another name somebody must say.
      if (parts.name && parts.name.row === row && name.text !== '' && cellText(cell) !== '')
        findings.push(finding('model-over-rows', { text: cellText(cell) }, cell.source))
      continue
    }
    const reading = readModelCell(cell, words)
    if (reading.kind === 'empty') {
      saidNothing ||= reading.said
      continue
    }
    if (heading !== undefined)
      findings.push(finding('sector-unknown', { heading, text: cellText(cell) }, cell.source))
    else if (sector === null)
      findings.push(finding('model-over-sectors', { text: cellText(cell) }, cell.source))
    const key = sector ?? ''
    if (reading.kind === 'ditto') {
      const meant = above.models.get(key)
      if (meant)
        findings.push(
          finding('ditto-resolved', { text: reading.text, meaning: meant.join('; ') }, cell.source),
        )
      else findings.push(finding('ditto-without-source', { text: reading.text }, cell.source))
      add(sector, meant ?? [''], cell)
      continue
    }
    findings.push(...reading.findings)
    add(sector, reading.models, cell)
    above.models.set(key, reading.models)
  }
  if (registrations.length === 0 && (name.text !== '' || note.text !== '')) {
    const cell = parts.name ?? parts.note ?? cells[0]!
    const continued = hasModels(table, cell, block)
    if (cell.row === row && !continued) {
      findings.push(finding('no-model', { name: name.text || note.text }, cell.source))
      registrations.push({
        section: block.section,
        name: name.text,
        sector: null,
        model: '',
        note: note.text,
        source: cell.source,
        place: 0,
      })
    }
  }
  if (name.text === '' && registrations.length > 0)
    findings.push(finding('no-name', { model: registrations[0]!.model }, registrations[0]!.source))
  findings.push(...repeatedModels(registrations))
  return {
    registrations,
    findings,
    saidNothing,
    // A number merged down over several rows is counted once.
    ordinal: ordinal === undefined || parts.ordinal?.row !== row ? undefined : Number(ordinal),
  }
}

/** In the rows that a name stands for, when it is merged down; or in a model merged down from above. */
const hasModels = (table: Table, name: Cell, block: GridBlock): boolean =>
  table.cells.some(
    cell =>
      cell.row < name.row + name.rowSpan &&
      name.row < cell.row + cell.rowSpan &&
      block.columns[cell.column]?.role === 'sector' &&
      cellText(cell) !== '',
  )

interface RowParts {
  ordinal?: Cell
  name?: Cell
  note?: Cell
  /** Sector null: over several sectors, or (with its heading) in a column the form does not have. */
  readonly models: { cell: Cell; sector: string | null; heading?: string }[]
  readonly all: readonly Cell[]
}

const sortCells = (cells: readonly Cell[], row: number, block: GridBlock, findings: Finding[]): RowParts => {
  const parts: RowParts = { models: [], all: cells }
  for (const cell of cells) {
    const columns = block.columns.slice(cell.column, cell.column + cell.columnSpan)
    const roles = new Set(columns.map(column => column.role))
    const sectors = new Set(columns.flatMap(column => (column.role === 'sector' ? [column.sector] : [])))
    const heading = columns.find(
      (column): column is Column & { role: 'other' } => column.role === 'other',
    )?.heading
    const written = cellText(cell) !== ''
    if (roles.has('name') && (sectors.size === 0 || !written)) parts.name = cell
    else if (sectors.size === 1 && roles.size === 1) parts.models.push({ cell, sector: [...sectors][0]! })
    else if (!written) {
      if (roles.has('note')) parts.note ??= cell
    } else if (sectors.size > 0 && !roles.has('name') && !roles.has('ordinal'))
      parts.models.push({ cell, sector: null })
    else if (heading !== undefined) parts.models.push({ cell, sector: null, heading })
    else if (roles.has('note')) parts.note = cell
    else if (roles.has('ordinal') && roles.size === 1) parts.ordinal = cell
    else if (isWholeRow(cell, block)) parts.name = cell
    else if (cell.row === row) findings.push(residue(cell))
  }
  return parts
}

const isWholeRow = (cell: Cell, block: GridBlock): boolean =>
  cell.columnSpan >= block.columns.filter(column => column.role !== 'none').length - 1

/** `I. TẬP THỂ`, `Cộng`: rows that label or add up. What they add up is not read. */
const isLabelRow = (parts: RowParts, words: FormWords): boolean => {
  const texts = parts.all.map(cellText).filter(text => text !== '')
  const label = texts.find(text => /\p{L}{2}/u.test(text))
  if (label === undefined) return false
  if (words.isTotal(label)) return texts.every(text => text === label || /^\d+$/.test(text))
  return texts.every(
    text =>
      words.isFurniture(text) || words.isFurniture(`${texts[0]} ${text}`) || /^([IVX]+|[A-D])\.?$/.test(text),
  )
}

const residue = (cell: Cell): Finding => finding('unread-residue', { text: cellText(cell) }, cell.source)

interface TextReading {
  readonly text: string
  readonly saidNothing: boolean
}

const readName = (
  cell: Cell | undefined,
  row: number,
  above: Above,
  words: FormWords,
  findings: Finding[],
): TextReading => {
  const raw = cellText(cell)
  if (!cell || raw === '') return { text: '', saidNothing: false }
  if (words.isDitto(raw)) {
    if (above.name === '') findings.push(finding('ditto-without-source', { text: raw }, cell.source))
    else if (cell.row === row)
      findings.push(finding('ditto-resolved', { text: raw, meaning: above.name }, cell.source))
    return { text: above.name, saidNothing: false }
  }
  if (words.isEmptyWord(raw)) return { text: '', saidNothing: true }
  const lines = paragraphsOf(cell.blocks)
    .flatMap(one => one.lines.map(line => tidy(line.text)))
    .filter(line => line !== '')
  // Two names in one cell are two rows that somebody has to set apart.
  if (lines.length > 1 && lines.filter(line => /^\s*([-–+•*]|\d{1,2}\s*[.)])\s*\S/u.test(line)).length > 1)
    findings.push(finding('two-readings', { text: raw }, cell.source))
  const text = lines.join(' ').replace(/^\d{1,2}\s*[.)]\s*(?=\p{L})/u, '')
  above.name = text
  return { text, saidNothing: false }
}

const readNote = (
  cell: Cell | undefined,
  above: Above,
  words: FormWords,
  findings: Finding[],
): TextReading => {
  const raw = cellText(cell)
  if (!cell || raw === '') return { text: '', saidNothing: false }
  if (words.isDitto(raw)) {
    if (above.note === '') findings.push(finding('ditto-without-source', { text: raw }, cell.source))
    else findings.push(finding('ditto-resolved', { text: raw, meaning: above.note }, cell.source))
    return { text: above.note, saidNothing: false }
  }
  if (words.isEmptyWord(raw)) return { text: '', saidNothing: true }
  above.note = raw
  return { text: raw, saidNothing: false }
}

/** The same model in two sectors of one row: which of them was meant? */
const repeatedModels = (registrations: readonly RegistrationReading[]): Finding[] => {
  const sectors = new Map<string, string | null>()
  for (const one of registrations) {
    const model = foldTones(one.model)
    if (model === '') continue
    if (sectors.has(model) && sectors.get(model) !== one.sector)
      return [finding('model-repeated', { text: one.model }, one.source)]
    sectors.set(model, one.sector)
  }
  return []
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
