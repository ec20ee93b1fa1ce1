/**
 * A roster among the sheets of a workbook, whoever opened it: where its list stands, and its rows as text. Reading takes
 * what a clerk does to a sheet: columns moved, own columns added, rows left blank, "x" for "có", a phone number typed as a
 * number, a row added without a code. What cannot be taken is refused as a whole, in Vietnamese, with the row: half a
 * roster must never come into force.
 */
import type { Book, BookCell } from '../domain/book.ts'
import { AppError } from '../domain/errors.ts'
import type { Roster } from '../domain/unit.ts'
import { addDays } from '../domain/zoned-time.ts'
import { fill } from '../text/fill.ts'
import { foldBare } from '../text/fold.ts'
import {
  optionalColumns,
  type RosterColumn,
  type RosterRow,
  type RosterTrouble,
  readRosterRows,
  rosterColumns,
} from './roster-rows.ts'

/** Texts by dotted key, as `openCampaignFolder` gives them; here those of the group `roster`. */
export type Wording = Readonly<Record<string, string>>

const troublesShown = 5
/** Headings are looked for in the first rows only: a clerk may put a title above them. */
const headingRows = 20

/**
 * @param known the roster in force: a row without a code keeps the id that its name has there
 * @throws AppError bad-roster; its message is Vietnamese, for the clerk
 */
export const readRosterSheets = (sheets: Book['sheets'], wording: Wording, known?: Roster): Roster => {
  const { rows, broken } = findRosterTable(sheets, wording)
  const { roster, troubles } = readRosterRows(rows, known)
  if (broken.length + troubles.length > 0) throw refused([...broken, ...troubles], wording)
  return roster
}

interface Place {
  /** From 0. */
  readonly sheet: number
  /** From 1. */
  readonly headingRow: number
  /** `at` from 0. */
  readonly columns: readonly { readonly column: RosterColumn; readonly at: number }[]
}
export interface RosterTable extends Place {
  readonly rows: readonly RosterRow[]
  readonly broken: readonly RosterTrouble[]
}

/** @throws AppError bad-roster where there is no list, or a column of it is missing or there twice */
export const findRosterTable = (sheets: Book['sheets'], wording: Wording): RosterTable => {
  const place = findPlace(sheets, wording)
  if (!place) throw refused([{ code: 'no-headings', values: {} }], wording)
  const { columns, headingRow } = place
  const headingTroubles = rosterColumns.flatMap((column): RosterTrouble[] => {
    const places = columns.filter(one => one.column === column).length
    const values = { column: said(wording, `column-${column}`) }
    if (places > 1) return [{ code: 'column-twice', values }]
    return places === 0 && !optionalColumns.includes(column) ? [{ code: 'column-missing', values }] : []
  })
  if (headingTroubles.length > 0) throw refused(headingTroubles, wording)
  const broken: RosterTrouble[] = []
  const rows = (sheets[place.sheet]?.rows ?? [])
    .filter(({ number }) => number > headingRow)
    .map(({ number, cells }): RosterRow => {
      const texts = columns.map(({ column, at }) => {
        const cell = cells.find(one => one.column === at)
        if (cell?.isBroken)
          broken.push({
            code: 'cell-broken',
            values: { row: number, column: said(wording, `column-${column}`) },
          })
        return [column, cell ? cellText(cell, column) : ''] as const
      })
      return { row: number, cells: Object.fromEntries(texts) }
    })
  return { ...place, rows, broken }
}

/** The first sheet with a row that has at least the headings of name and block. */
const findPlace = (sheets: Book['sheets'], wording: Wording): Place | undefined => {
  const columnOf = new Map<string, RosterColumn>()
  for (const column of rosterColumns) {
    const heading = said(wording, `column-${column}`)
    columnOf.set(foldBare(heading), column)
    columnOf.set(foldBare(heading.replace(/\(.*\)/, '')), column)
  }
  for (const [sheet, { rows }] of sheets.entries())
    for (const { number, cells } of rows) {
      if (number > headingRows) break
      const columns = cells.flatMap(({ column: at, text }) => {
        const column = columnOf.get(foldBare(text))
        return column ? [{ column, at }] : []
      })
      const has = (column: RosterColumn): boolean => columns.some(one => one.column === column)
      if (has('name') && has('block')) return { sheet, headingRow: number, columns }
    }
  return undefined
}

const cellText = ({ text, number }: BookCell, column: RosterColumn): string => {
  if (number === null) return text
  if (column === 'phone') return phoneText(text)
  // Excel counts days from 30/12/1899.
  return column === 'extendedTo' && number > 20_000 && number < 80_000
    ? addDays('1899-12-30', Math.floor(number))
    : text
}

/** Excel drops the 0 of a number typed as one; Vietnamese numbers have 9 or 10 digits after it. */
const phoneText = (digits: string): string => (/^[1-9]\d{8,9}$/.test(digits) ? `0${digits}` : digits)

/** A text of the group `roster`. @throws Error where the campaign's wording lacks it */
export const said = (wording: Wording, key: string, values: Record<string, string | number> = {}): string => {
  const text = wording[`roster.${key}`]
  if (text === undefined) throw new Error(`wording.yaml has no roster.${key}`)
  return fill(text, values)
}

export const refused = (troubles: readonly RosterTrouble[], wording: Wording, cause?: unknown): AppError => {
  const lines = troubles
    .slice(0, troublesShown)
    .map(({ code, values }) => said(wording, `trouble-${code}`, { ...values }))
  const more = troubles.length - lines.length
  if (more > 0) lines.push(said(wording, 'trouble-more', { count: more }))
  return new AppError('bad-roster', lines.join(' '), { cause })
}
