/**
 * What the tables said when they were written, kept beside the ledger: the base against which a copy that somebody edited
 * is compared, since the ledger may have changed in between. A workbook's properties name its snapshot (revision and
 * moment), and by these its record is found. Only registrations are in it; heads, totals and other sheets are not.
 */
import type { Section } from '../domain/reading.ts'
import type { TablesInput } from './draw-tables.ts'
import { registrationSheet } from './sheet-registrations.ts'
import { makeTable } from './table-model.ts'
import { makeDesk } from './tracking-model.ts'
import type { TrackingCell } from './tracking-sheet.ts'

/** A registration as it stood in the sheet `Đăng ký`. */
export interface WrittenRow {
  readonly id: string
  readonly submissionId: string
  readonly unitId: string | null
  readonly section: Section
  readonly sector: string | null
  /** By `headings`; instants in milliseconds. */
  readonly cells: readonly TrackingCell[]
}
/** A row of the biểu tổng hợp: which of `rows` it shows, in the order of their models. */
export interface WrittenTableRow {
  readonly section: Section
  readonly rows: readonly number[]
}
export interface WrittenRecord {
  readonly campaign: string
  readonly revision: number
  /** Milliseconds. */
  readonly asOf: number
  readonly headings: readonly string[]
  readonly rows: readonly WrittenRow[]
  readonly table: readonly WrittenTableRow[]
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const makeRecord = (input: TablesInput): WrittenRecord => {
  const { snapshot, campaignFolder, now } = input
  const desk = makeDesk(input)
  const sheet = registrationSheet(desk)
  const headings = sheet.columns.map(one => one.heading)
  const codeAt = headings.indexOf(desk.phrase('tracking.code'))
  const byCode = new Map(snapshot.registrations.map(one => [desk.codeOf(one), one]))
  const units = new Map(snapshot.submissions.map(one => [one.id, one.unitId]))
  const rows: WrittenRow[] = []
  for (const cells of sheet.rows) {
    const one = byCode.get(String(cells[codeAt]))
    if (!one || cells[codeAt] === '') continue
    const { id, submissionId, section, sector } = one
    rows.push({ id, submissionId, unitId: units.get(submissionId) ?? null, section, sector, cells })
  }
  const places = new Map(rows.map((row, at) => [row.id, at]))
  const table = makeTable(input).sections.flatMap(section =>
    section.blocks.flatMap(block =>
      block.rows.map(row => ({
        section: section.id,
        rows: row.ids.flatMap(id => places.get(id) ?? []),
      })),
    ),
  )
  return {
    campaign: campaignFolder.campaign.id,
    revision: snapshot.revision,
    asOf: now,
    headings,
    rows,
    table,
  }
}
