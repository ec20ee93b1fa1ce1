/**
 * A workbook as text by cell: what is left of a file that somebody saved, once it was read. No looks, no formulas; merged,
 * hidden and filtered are not told apart. And how a table of ours names the snapshot that it shows.
 */
import { z } from 'zod'

const BookCell = z.object({
  /** From 0. */
  column: z.number().int().min(0),
  /** As it is kept, numbers with a point; line breaks as `\n`. */
  text: z.string(),
  /** For what is a number; a date or time is days since 30/12/1899. */
  number: z.number().nullable(),
  /** It shows an error (`#REF!`). */
  isBroken: z.boolean(),
})
export type BookCell = z.infer<typeof BookCell>

const BookRow = z.object({
  /** As the sheet counts: from 1. */
  number: z.number().int().min(1),
  /** In order; only cells that hold something. */
  cells: z.array(BookCell),
})
export type BookRow = z.infer<typeof BookRow>

export const Book = z.object({
  /** Of the file's properties; programs cut them up, each in its way. Empty: none. */
  keywords: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.array(BookRow) })),
})
export type Book = z.infer<typeof Book>

/** The snapshot that a table of ours shows, as its properties say it. */
export interface SnapshotKeywords {
  readonly campaign: string
  readonly revision: number
  /** Milliseconds. */
  readonly asOf: number
}

/** `dan-van-kheo-2022; revision 7; 2022-02-14T09:30:00.000Z` */
export const writtenKeywords = ({ campaign, revision, asOf }: SnapshotKeywords): string =>
  `${campaign}; revision ${revision}; ${new Date(asOf).toISOString()}`

/** Every office program keeps them; LibreOffice cuts them into pieces at `;` and `:`. Undefined: they are none of ours. */
export const readKeywords = (keywords: string): Omit<SnapshotKeywords, 'campaign'> | undefined => {
  const [, revision, day, minutes, seconds] =
    /revision\W+(\d+)\W+(\d{4}-\d\d-\d\dT\d\d)\W+(\d\d)\W+(\d\d\.\d{3})Z/.exec(keywords) ?? []
  const asOf = Date.parse(`${day}:${minutes}:${seconds}Z`)
  return Number.isNaN(asOf) ? undefined : { revision: Number(revision), asOf }
}

/** Reads a file that is hostile until it is read. Null: no workbook, or one that cannot be read. */
export type ReadBook = (bytes: Uint8Array) => Promise<Book | null>
