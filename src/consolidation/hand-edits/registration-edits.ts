/**
 * The sheet `Đăng ký` of an edited tệp theo dõi against what was written in it: rows by their code, columns by their
 * heading, so that sorting, filtering, moving, hiding and adding columns changes nothing.
 */
import type { BookCell } from '../../domain/book.ts'
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import { foldBare, tidy } from '../../text/fold.ts'
import { makePhrase } from '../phrases.ts'
import type { SnapshotName } from '../record-files.ts'
import type { WrittenRecord, WrittenRow } from '../written-record.ts'
import { addressOf, type HandRow, type HandSheet } from './book-sheets.ts'
import { sameWords, type Understanding } from './cell-words.ts'
import { type EditField, editFields } from './difference.ts'
import type { RawEdit, SheetEdits } from './raw-edit.ts'
import { saysTime } from './sheet-time.ts'

/** A clerk may put a title above the headings. */
const headingRows = 20

/** Where a column of ours stands now: its index in the record, and in the sheet. */
interface Column {
  readonly heading: string
  readonly written: number
  readonly at: number
  readonly field: EditField | undefined
}
export interface RegistrationTable {
  readonly sheet: HandSheet
  readonly headingRow: number
  readonly codeAt: number
  readonly columns: readonly Column[]
  readonly ownColumns: readonly string[]
}

/** @returns undefined where no sheet has the headings with the codes: it is no tệp theo dõi, or the codes are gone */
export const findRegistrationTable = (
  sheets: readonly HandSheet[],
  headings: readonly string[],
  { wording }: CampaignFolder,
): RegistrationTable | undefined => {
  const phrase = makePhrase(wording)
  const code = foldBare(phrase('tracking.code'))
  const known = new Map(headings.map((heading, written) => [foldBare(heading), { heading, written }]))
  const fieldOf = new Map(editFields.map(field => [foldBare(phrase(`tracking.${field}`)), field]))
  // Another sheet may have codes, too (what is new since the last report): ours by its name, else the first.
  const named = sheets.filter(one => sameWords(one.name, phrase('tracking.registrationsSheet')))
  for (const sheet of [...named, ...sheets])
    for (const row of sheet.rows.slice(0, headingRows)) {
      const headingsHere = [...row.cells].map(([at, cell]) => ({ at, folded: foldBare(cell.text), cell }))
      const codeAt = headingsHere.find(one => one.folded === code)?.at
      if (codeAt === undefined || !headingsHere.some(one => fieldOf.has(one.folded))) continue
      const columns = headingsHere.flatMap(({ at, folded }): Column[] => {
        const one = known.get(folded)
        return one && folded !== code ? [{ ...one, at, field: fieldOf.get(folded) }] : []
      })
      return {
        ...{ sheet, headingRow: row.number, codeAt, columns },
        ownColumns: headingsHere.filter(one => !known.has(one.folded)).map(one => tidy(one.cell.text)),
      }
    }
  return undefined
}

/** Programs that keep no properties (a web page, .ods through another one) keep the sheet `Cân đối`, which names the revision. */
export const findSnapshotName = (
  sheets: readonly HandSheet[],
  { wording }: CampaignFolder,
): SnapshotName | undefined => {
  const label = foldBare(makePhrase(wording)('tracking.revision'))
  for (const { rows } of sheets)
    for (const { cells } of rows) {
      const at = [...cells].find(([, cell]) => foldBare(cell.text) === label)?.[0]
      const revision = at === undefined ? null : (cells.get(at + 1)?.number ?? null)
      if (revision !== null) return { revision, asOf: undefined }
    }
  return undefined
}

export const registrationEdits = (
  table: RegistrationTable,
  record: WrittenRecord,
  campaignFolder: CampaignFolder,
  words: Understanding,
): SheetEdits => {
  const { sheet, headingRow, codeAt } = table
  const { timeZone } = campaignFolder.campaign
  const codeIn = record.headings.findIndex(one =>
    sameWords(one, makePhrase(campaignFolder.wording)('tracking.code')),
  )
  const codeOf = (row: WrittenRow): string => String(row.cells[codeIn] ?? '')
  const base = new Map(record.rows.map(row => [codeOf(row), row]))

  /** What one row of the file says differently. */
  const compare = (row: HandRow, written: WrittenRow): RawEdit[] =>
    table.columns.flatMap((column): RawEdit[] => {
      const cell = row.cells.get(column.at)
      const before = written.cells[column.written] ?? ''
      const place = { sheet: sheet.name, address: addressOf(row.number, column.at) }
      const text = cell?.text ?? ''
      const isSame =
        typeof before === 'number'
          ? saysTime(cell, before, timeZone)
          : !cell?.isBroken && sameWords(text, words.shown(before))
      if (isSame) return []
      if (column.field && !cell?.isBroken)
        return [{ ...place, kind: 'value', row: written, field: column.field, text }]
      const reason = cell?.isBroken ? 'broken-cell' : 'column-of-ours'
      const was = typeof before === 'number' ? '' : before
      return [
        { ...place, kind: 'odd', code: codeOf(written), column: column.heading, was, became: text, reason },
      ]
    })

  const textsOf = (row: HandRow): Record<EditField, string> =>
    Object.fromEntries(
      editFields.map(field => {
        const column = table.columns.find(one => one.field === field)
        return [field, (column && row.cells.get(column.at)?.text) ?? '']
      }),
    ) as Record<EditField, string>

  const added = (row: HandRow, submissionId: string | undefined): RawEdit => ({
    ...{ sheet: sheet.name, address: addressOf(row.number, codeAt), kind: 'added' },
    ...{ submissionId, texts: textsOf(row) },
  })

  const rows = sheet.rows.filter(row => row.number > headingRow && isOfTable(row, table))
  const byCode = Map.groupBy(rows, row => writtenCodeIn(row.cells.get(codeAt)))
  const edits: RawEdit[] = []
  for (const [code, same] of byCode) {
    const written = base.get(code)
    if (code === '') edits.push(...same.map(row => added(row, undefined)))
    else if (!written)
      edits.push(
        ...same.map(
          (row): RawEdit => ({
            ...{
              sheet: sheet.name,
              address: addressOf(row.number, codeAt),
              kind: 'odd',
              code,
              column: '',
              was: '',
            },
            ...{ became: textsOf(row).model, reason: 'code-unknown' },
          }),
        ),
      )
    else {
      // A row copied to make another one of it keeps the code: the one that was changed least is the old one.
      const compared = same.map(row => ({ row, edits: compare(row, written) }))
      const own = compared.reduce((least, one) => (one.edits.length < least.edits.length ? one : least))
      edits.push(...own.edits)
      for (const { row } of compared) if (row !== own.row) edits.push(added(row, written.submissionId))
    }
  }
  for (const [code, row] of base)
    if (!byCode.has(code)) edits.push({ sheet: sheet.name, address: '', kind: 'deleted', row })
  return { edits, ownColumns: table.ownColumns }
}

/** The rows of the table, and not the clerk's own sums and remarks below it. */
const isOfTable = (row: HandRow, { codeAt, columns }: RegistrationTable): boolean => {
  if (row.cells.has(codeAt)) return true
  const holds = (field: EditField): boolean => {
    const at = columns.find(one => one.field === field)?.at
    return at !== undefined && row.cells.has(at)
  }
  return holds('model') && (holds('name') || holds('unit'))
}

const writtenCodeIn = (cell: BookCell | undefined): string => tidy(cell?.text ?? '').toUpperCase()
