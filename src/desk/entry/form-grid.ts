/**
 * The letter's form, filled with typed rows, as a grid: two blocks in one table, each under its own heading, as units send
 * it. Every typed row stands in a row of its own. How it is written down is `compose.ts`'s business, what the
 * reading makes of it `read-back.ts`'s.
 */
import type { CampaignForm } from '../../domain/campaign.ts'
import type { EntryRow } from './rows.ts'

export interface FormCell {
  readonly text: string
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly isHeading: boolean
}

export interface FormGrid {
  /** By row, then column; no place without a cell. */
  readonly cells: readonly FormCell[]
  /** The row of the grid in which each typed row stands, in order. */
  readonly rowOf: readonly number[]
}

/** @param rows in the form's order, none of them blank */
export const makeFormGrid = (form: CampaignForm, rows: readonly EntryRow[]): FormGrid => {
  const cells: FormCell[] = []
  const rowOf: number[] = []
  const noteColumn = form.sectors.length + 2
  let row = 0
  const put = (column: number, text: string, more: Partial<FormCell> = {}): void => {
    cells.push({ text, row, column, rowSpan: 1, columnSpan: 1, isHeading: false, ...more })
  }
  for (const section of form.sections) {
    const heading = { isHeading: true }
    put(0, form.columns.ordinal[0]!, { ...heading, rowSpan: 2 })
    put(1, section.nameHeading, { ...heading, rowSpan: 2 })
    put(2, capital(form.columns.sectorGroup[0]!), { ...heading, columnSpan: form.sectors.length })
    put(noteColumn, capital(form.columns.note[0]!), { ...heading, rowSpan: 2 })
    row++
    for (const [at, sector] of form.sectors.entries()) put(at + 2, sector.name, heading)
    row++
    for (const [at, own] of rows.filter(one => one.section === section.id).entries()) {
      put(0, String(at + 1))
      put(1, own.name)
      for (const [column, sector] of form.sectors.entries())
        put(column + 2, sector.id === own.sector ? own.model : '')
      put(noteColumn, own.note)
      rowOf.push(row++)
    }
  }
  return { cells, rowOf }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
