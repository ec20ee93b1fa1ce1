/**
 * A place where a table that somebody edited says something else than it did when we wrote it, as a value: what it was,
 * what it became, what the ledger says now, and what taking it over would do. Nothing here reads, compares or decides.
 */
import type { CorrectedRow } from '../../domain/decision.ts'

/** What of a registration can be corrected by editing a table. */
export const editFields = ['unit', 'section', 'name', 'sector', 'model', 'note'] as const
export type EditField = (typeof editFields)[number]

/**
 * `conflict`: the ledger has changed as well since the table was written (or nothing is known of what was written), so
 * that somebody has to choose. `not-traceable`: it cannot be taken over, for `reason`.
 */
export type DifferenceKind = 'changed' | 'row-deleted' | 'row-added' | 'conflict' | 'not-traceable'

/** Why it cannot be taken over, or why somebody has to choose. */
const differenceReasons = [
  // conflict
  'changed-since',
  'base-unknown',
  // not-traceable
  'gone',
  'emptied',
  'broken-cell',
  'too-long',
  'column-of-ours',
  'section-unknown',
  'sector-unknown',
  'unit-unknown',
  'unit-split',
  'code-unknown',
  'row-incomplete',
  'no-form',
  'several-forms',
  'lines-unclear',
] as const
export type DifferenceReason = (typeof differenceReasons)[number]

/** A row's values, as a decision holds them. */
export type RowValues = Omit<CorrectedRow, 'from'>

/** What taking it over does, and to which version of which submission. */
export type Change = { readonly submissionId: string; readonly version: number } & (
  | { readonly kind: 'set'; readonly registrationId: string; readonly values: Partial<RowValues> }
  | { readonly kind: 'delete'; readonly registrationId: string }
  | { readonly kind: 'add'; readonly values: RowValues }
  | { readonly kind: 'unit'; readonly unitId: string }
)

export interface Difference {
  /** Names it within its file: the same whenever the file is compared, whatever the ledger says by then. From 1, with gaps. */
  readonly number: number
  readonly kind: DifferenceKind
  readonly reason: DifferenceReason | null
  readonly sheet: string
  /** `G12`; for a row that is no longer there, where it stood; '' where that is not known. */
  readonly address: string
  /** `DVK22-0137`; '' for a row that has none. */
  readonly code: string
  /** Null for a row as a whole, and for a column that is no field of a registration. */
  readonly field: EditField | null
  /** The column's heading; '' for a row as a whole. */
  readonly column: string
  /** In words, as in the table: when it was written, in the file, in the ledger now. */
  readonly was: string
  readonly became: string
  readonly now: string
  /** Null: it cannot be taken over. */
  readonly change: Change | null
}
