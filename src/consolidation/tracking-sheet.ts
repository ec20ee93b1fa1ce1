/**
 * What a sheet of the tệp theo dõi is made of, and the words that several sheets share. The sheets themselves are in the
 * files beside this one, one each.
 */
import type { KeptMessage, KeptPart, KeptSubmission, Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import type { Phrase } from './phrases.ts'

/** An instant is milliseconds, in a column of kind `time`. */
export type TrackingCell = string | number | null
export interface TrackingColumn {
  readonly heading: string
  readonly kind: 'text' | 'number' | 'time'
  /** In digits of the page's font, as Excel counts. */
  readonly width: number
  /** Numbers have bars behind them; neighbours of the same name are on one scale. */
  readonly bars?: string
}
export interface TrackingSheet extends TrackingFrame {
  /** Made anew each time they are gone through, and never all there at once. */
  readonly rows: Iterable<readonly TrackingCell[]>
}
/** One whose rows come from elsewhere, some at a time. */
export interface BatchedSheet extends TrackingFrame {
  readonly batches: AsyncIterable<readonly (readonly TrackingCell[])[]>
}

export interface TrackingFrame {
  readonly name: string
  /** The defined name of its table, headings included: ASCII, the same in every build. */
  readonly range: string
  readonly columns: readonly TrackingColumn[]
  /** How many of the first columns are printed; the others are for the screen. */
  readonly printed: number
  /** What the columns add up to, in a row under the table; outside its range, so that it sorts with nothing. */
  readonly total?: readonly TrackingCell[]
  /** Lines under the table, label and value, or null and the label is all of it; outside its range. */
  readonly below: readonly (readonly [string, TrackingCell])[]
}

export interface TrackingInput {
  readonly snapshot: Snapshot
  readonly roster: Roster
  readonly campaignFolder: CampaignFolder
  /** Milliseconds. */
  readonly now: number
}

/** Columns as they are written below: key of the heading, width, kind. */
export const columnsOf = (
  phrase: Phrase,
  columns: readonly (readonly [string, number, TrackingColumn['kind']?])[],
): TrackingColumn[] =>
  columns.map(([key, width, kind = 'text']) => ({ heading: phrase(`tracking.${key}`), width, kind }))

/** Rows that are made when somebody goes through them. */
export const rowsOf = (make: () => Iterator<readonly TrackingCell[]>): TrackingSheet['rows'] => ({
  [Symbol.iterator]: make,
})

export const findPart = (snapshot: Snapshot): ((one: KeptSubmission) => KeptPart | undefined) => {
  const partsOf = Map.groupBy(snapshot.parts, part => part.messageId)
  return one => partsOf.get(one.messageId)?.find(part => part.path === one.partPath)
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A body has no name; what cannot be named is named by its place in the mail. */
export const partName = (part: KeptPart | undefined, path: string, phrase: Phrase): string =>
  part?.name ||
  (part?.format === 'text' || part?.format === 'html'
    ? phrase('tracking.body')
    : phrase('tracking.namelessPart', { path }))

export const senderOf = (message: KeptMessage | undefined): string => {
  const { fromName = '', fromAddress = '' } = message?.headers ?? {}
  if (fromName === '' || fromName === fromAddress) return fromAddress
  return fromAddress === '' ? fromName : `${fromName} <${fromAddress}>`
}
