/**
 * The rows of a biểu tổng hợp that somebody saved again: found by its headings, in whatever columns they stand now; its
 * section, unit and name beside them. Heads, headings of blocks, totals and the foot are passed over.
 */
import type { BookCell } from '../../domain/book.ts'
import type { Section } from '../../domain/reading.ts'
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import { foldBare, tidy } from '../../text/fold.ts'
import { makePhrase } from '../phrases.ts'
import { addressOf, type HandRow, type HandSheet } from './book-sheets.ts'

export interface TableCell {
  readonly address: string
  readonly lines: readonly string[]
  readonly isBroken: boolean
}
export interface HandTableRow {
  readonly section: Section
  readonly unit: TableCell
  readonly name: TableCell
  /** In the campaign's order; undefined: that column is no longer there. */
  readonly sectors: readonly (TableCell | undefined)[]
  readonly note: TableCell | undefined
  /** It goes on in rows below, because no row is so high: its cells hold the pieces. */
  readonly isContinued: boolean
}
export interface HandTable {
  readonly sheet: string
  readonly rows: readonly HandTableRow[]
  readonly ownColumns: readonly string[]
}

const headingRows = 40

interface Columns {
  readonly ordinal: number
  readonly unit: number
  readonly name: number
  readonly sectors: readonly (number | undefined)[]
  readonly note: number | undefined
  /** The last of the heading's rows. */
  readonly below: number
  readonly own: readonly string[]
}

/** @returns undefined where no sheet has the headings of a biểu tổng hợp */
export const findTable = (
  sheets: readonly HandSheet[],
  campaignFolder: CampaignFolder,
): HandTable | undefined => {
  for (const sheet of sheets) {
    const columns = findColumns(sheet, campaignFolder)
    if (columns)
      return { sheet: sheet.name, rows: readRows(sheet, columns, campaignFolder), ownColumns: columns.own }
  }
  return undefined
}

const findColumns = (sheet: HandSheet, { campaign, wording }: CampaignFolder): Columns | undefined => {
  const phrase = makePhrase(wording)
  const { sectors, sections } = campaign.form
  for (const [index, row] of sheet.rows.slice(0, headingRows).entries()) {
    const texts = [...row.cells].map(([at, cell]) => ({ at, text: foldBare(cell.text) }))
    const find = (text: string): number | undefined => texts.find(one => one.text === foldBare(text))?.at
    const ordinal = find(phrase('table.ordinal'))
    const unit = find(phrase('table.unit'))
    // `Tên tập thể thực hiện (mục B: …)`: the repeated heading names both sections.
    const name = texts.find(one => one.text.startsWith(foldBare(sections[0]?.nameHeading ?? '')))?.at
    if (ordinal === undefined || unit === undefined || name === undefined) continue
    const lower = sheet.rows[index + 1]
    const sectorTexts = [...(lower?.cells ?? []), ...row.cells].map(([at, cell]) => ({
      at,
      text: foldBare(cell.text),
    }))
    const note = find(phrase('table.note'))
    const sectorAt = sectors.map(
      sector =>
        sectorTexts.find(one => [sector.name, ...sector.words].some(word => foldBare(word) === one.text))?.at,
    )
    const known = new Set([ordinal, unit, name, note, ...sectorAt])
    const group = foldBare(phrase('table.sectorGroup'))
    return {
      ...{ ordinal, unit, name, note, sectors: sectorAt },
      below:
        lower && sectorAt.some(at => at !== undefined && lower.cells.has(at)) ? lower.number : row.number,
      own: [...row.cells]
        .filter(([at, cell]) => !known.has(at) && foldBare(cell.text) !== group)
        .map(([, cell]) => tidy(cell.text)),
    }
  }
  return undefined
}

const readRows = (
  sheet: HandSheet,
  columns: Columns,
  { campaign, wording }: CampaignFolder,
): HandTableRow[] => {
  const phrase = makePhrase(wording)
  const sectionOf = new Map(
    campaign.form.sections.map((section, index): [string, Section] => [
      foldBare(phrase('table.section', { letter: String.fromCharCode(65 + index), label: section.label })),
      section.id,
    ]),
  )
  const [grandTotal = ''] = phrase('table.grandTotal', { units: 0, collectives: 0, individuals: 0 }).split(
    ':',
  )
  const rows: HandTableRow[] = []
  let section: Section | undefined
  for (const row of sheet.rows) {
    if (row.number <= columns.below) continue
    const texts = [...row.cells.values()].map(cell => foldBare(cell.text))
    const own = texts.map(text => sectionOf.get(text)).find(one => one !== undefined)
    if (own) section = own
    if (own || !section) continue
    if (texts.some(text => text.startsWith(foldBare(grandTotal)))) break
    const cell = (at: number): TableCell => cellAt(row, at)
    const [unit, name] = [cell(columns.unit), cell(columns.name)]
    const isHeading = foldBare(textOf(unit)) === foldBare(phrase('table.unit'))
    const last = rows.at(-1)
    if (isHeading || (isEmpty(unit) && isEmpty(name))) continue
    // A heading or a total over several columns: some programs put its words into each of them.
    const ordinal = tidy(row.cells.get(columns.ordinal)?.text ?? '')
    if (ordinal !== '' && ordinal === textOf(unit)) continue
    if (isEmpty(unit) && last && sameText(name, phrase('table.continued'))) {
      rows[rows.length - 1] = joined(last, columns, cell)
      continue
    }
    rows.push({
      ...{ section, unit, name, isContinued: false },
      sectors: columns.sectors.map(at => (at === undefined ? undefined : cell(at))),
      note: columns.note === undefined ? undefined : cell(columns.note),
    })
  }
  return rows
}

const cellAt = (row: HandRow, at: number): TableCell => {
  const cell: BookCell | undefined = row.cells.get(at)
  return {
    address: addressOf(row.number, at),
    lines: (cell?.text ?? '')
      .split('\n')
      .map(tidy)
      .filter(line => line !== ''),
    isBroken: cell?.isBroken ?? false,
  }
}

const joined = (row: HandTableRow, columns: Columns, cell: (at: number) => TableCell): HandTableRow => {
  const more = (one: TableCell | undefined, at: number | undefined): TableCell | undefined =>
    one && at !== undefined ? { ...one, lines: [...one.lines, ...cell(at).lines] } : one
  return {
    ...row,
    isContinued: true,
    sectors: row.sectors.map((one, index) => more(one, columns.sectors[index])),
    note: more(row.note, columns.note),
  }
}

export const textOf = (cell: TableCell): string => cell.lines.join('\n')
const isEmpty = (cell: TableCell): boolean => cell.lines.length === 0 && !cell.isBroken
const sameText = (cell: TableCell, text: string): boolean => foldBare(textOf(cell)) === foldBare(text)
