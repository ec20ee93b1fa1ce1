/**
 * A table that somebody edited, against what we had written and against what the ledger says now. Which of the two tables
 * it is, its own headings tell; which build it was, its properties. The file is read by whom it is handed to (a child process), the record found by whom it is asked.
 */
import { type ReadBook, readKeywords } from '../../domain/book.ts'
import type { TablesInput } from '../draw-tables.ts'
import type { SnapshotName } from '../record-files.ts'
import { makeRecord, type WrittenRecord } from '../written-record.ts'
import { sheetsOf } from './book-sheets.ts'
import { understand } from './cell-words.ts'
import type { Difference } from './difference.ts'
import type { RawEdit, SheetEdits } from './raw-edit.ts'
import { findRegistrationTable, findSnapshotName, registrationEdits } from './registration-edits.ts'
import { tableEdits } from './table-edits.ts'
import { findTable } from './table-rows.ts'
import { judgeEdits } from './three-way.ts'

export interface HandEdits {
  readonly kind: 'consolidated' | 'tracking'
  /** False: what was written is not known any more, and every difference is one that somebody has to choose about. */
  readonly isBaseKnown: boolean
  readonly differences: readonly Difference[]
  /** Numbers of edits that the ledger agrees with by now: taken over already. */
  readonly agreed: readonly number[]
  /** Headings of columns that somebody added: they are in this file alone. */
  readonly ownColumns: readonly string[]
}

export interface HandEditsInput extends TablesInput {
  readonly bytes: Uint8Array
  readonly readBook: ReadBook
  readonly findRecord: (name: SnapshotName) => Promise<WrittenRecord | undefined>
}

/** @returns undefined for what is no workbook, or none of the two tables. @throws AppError bad-campaign; what `findRecord` throws */
export const readHandEdits = async (input: HandEditsInput): Promise<HandEdits | undefined> => {
  const { bytes, snapshot, roster, campaignFolder, findRecord } = input
  const book = await input.readBook(bytes)
  if (!book) return undefined
  const sheets = sheetsOf(book)
  const name = readKeywords(book.keywords) ?? findSnapshotName(sheets, campaignFolder)
  const known = name && (await findRecord(name))
  const record = known ?? makeRecord(input)
  const words = understand(campaignFolder, roster)
  const of = (kind: HandEdits['kind'], { edits, ownColumns }: SheetEdits): HandEdits => {
    const isBaseKnown = known !== undefined
    const differences = judgeEdits(inOrder(edits), { record, isBaseKnown, snapshot, campaignFolder, words })
    const open = new Set(differences.map(one => one.number))
    const agreed = edits.map((_, at) => at + 1).filter(number => !open.has(number))
    return { kind, isBaseKnown, differences, agreed, ownColumns }
  }
  const registrations = findRegistrationTable(sheets, record.headings, campaignFolder)
  if (registrations) return of('tracking', registrationEdits(registrations, record, campaignFolder, words))
  const table = findTable(sheets, campaignFolder)
  return table && of('consolidated', tableEdits(table, record, campaignFolder, words))
}

/** As one reads the sheet; rows that are no longer there last. */
const inOrder = (edits: readonly RawEdit[]): RawEdit[] => {
  const rank = ({ address }: RawEdit): [number, number, string] => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
    return row === '' ? [Number.POSITIVE_INFINITY, 0, ''] : [Number(row), letters.length, letters]
  }
  const byPlace = new Map(edits.map(edit => [edit, rank(edit)]))
  return [...edits].sort((one, other) => {
    const [a, b] = [byPlace.get(one)!, byPlace.get(other)!]
    if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
    return a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)
  })
}
