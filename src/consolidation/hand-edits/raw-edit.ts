/**
 * What a reading of one edited sheet finds, before anybody asks the ledger: a value that is not the one that was written, a
 * row that is gone, a row that came.
 */
import type { WrittenRow } from '../written-record.ts'
import type { DifferenceReason, EditField } from './difference.ts'

export interface Place {
  readonly sheet: string
  readonly address: string
}
export type RawEdit = Place &
  (
    | { readonly kind: 'value'; readonly row: WrittenRow; readonly field: EditField; readonly text: string }
    | { readonly kind: 'deleted'; readonly row: WrittenRow }
    | {
        readonly kind: 'added'
        /** The form that it belongs to, where the sheet tells. */
        readonly submissionId: string | undefined
        readonly texts: Readonly<Record<EditField, string>>
      }
    | {
        readonly kind: 'odd'
        readonly code: string
        readonly column: string
        readonly was: string
        readonly became: string
        readonly reason: DifferenceReason
      }
  )

export interface SheetEdits {
  readonly edits: readonly RawEdit[]
  /** Headings (or letters) of columns that somebody added. */
  readonly ownColumns: readonly string[]
}
