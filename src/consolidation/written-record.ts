/**
 * What the tables said when they were written, kept beside the ledger: the base against which a copy that somebody edited
 * is compared, since the ledger may have changed in between. A workbook's properties name its snapshot (revision and
 * moment), and by these its record is found. Only registrations are in it; heads, totals and other sheets are not.
 */
import type { Section } from '../domain/reading.ts'
import type { TablesInput } from './draw-tables.ts'
import { registrationSheet } from './sheet-registrations.ts'
import { makeSheetWords } from './sheet-words.ts'
import type { TrackingCell } from './tracking-sheet.ts'

/** A registration as it stood in the sheet `Đăng ký`. */
export interface WrittenRow {
  readonly id: string
  readonly submissionId: string
  readonly unitId: string | null
  readonly section: Section
  readonly sector: string | null
  /** Its place among all: by arrival, then as its form has them, which is the order within a row of the biểu tổng hợp. */
  readonly order: number
  /** By `headings`; instants in milliseconds. */
  readonly cells: readonly TrackingCell[]
}
export interface WrittenRecord<Rows = readonly WrittenRow[]> {
  readonly campaign: string
  readonly revision: number
  /** Milliseconds. */
  readonly asOf: number
  readonly headings: readonly string[]
  readonly rows: Rows
}

/** Rows are made when somebody goes through them: a large ledger's are never all there at once. @throws AppError bad-campaign where a text is missing from the wording */
export const streamRecord = (input: TablesInput): WrittenRecord<Iterable<WrittenRow>> => {
  const { snapshot, campaignFolder, now } = input
  const words = makeSheetWords(input)
  const sheet = registrationSheet(words)
  const headings = sheet.columns.map(one => one.heading)
  const codeAt = headings.indexOf(words.phrase('tracking.code'))
  function* rows(): Generator<WrittenRow> {
    const byCode = new Map(snapshot.registrations.map((one, order) => [words.codeOf(one), { one, order }]))
    const units = new Map(snapshot.submissions.map(one => [one.id, one.unitId]))
    for (const cells of sheet.rows) {
      const found = byCode.get(String(cells[codeAt]))
      if (!found || cells[codeAt] === '') continue
      const { id, submissionId, section, sector } = found.one
      const unitId = units.get(submissionId) ?? null
      yield { id, submissionId, unitId, section, sector, order: found.order, cells }
    }
  }
  return {
    ...{ campaign: campaignFolder.campaign.id, revision: snapshot.revision, asOf: now, headings },
    rows: { [Symbol.iterator]: rows },
  }
}

/** The same, whole. */
export const makeRecord = (input: TablesInput): WrittenRecord => {
  const record = streamRecord(input)
  return { ...record, rows: [...record.rows] }
}
