/**
 * One part of a message as it is shown to people: its bytes, what they are, and what stands in it, word by word and cell
 * by cell, each with its source. It crosses the border of the child process, so it is checked by these schemas.
 */
import { z } from 'zod'
import { Finding } from './finding.ts'
import { Source } from './source.ts'

const count = z.number().int().min(0)

export const OriginalParagraph = z.object({
  kind: z.literal('paragraph'),
  /** Broken by line breaks; NFC, old encodings decoded. At least one. */
  lines: z.array(z.string()).min(1),
  /** The bullet or number that the program draws in front. */
  listLabel: z.string().optional(),
  source: Source,
})
export type OriginalParagraph = z.infer<typeof OriginalParagraph>

export interface OriginalCell {
  /** 0-based, of its top left place on the true layout grid. */
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly blocks: readonly OriginalBlock[]
  readonly source: Source
}
export interface OriginalTable {
  readonly kind: 'table'
  readonly rows: number
  readonly columns: number
  /** By row, then column; no two overlap. A place without a cell is not an empty cell. */
  readonly cells: readonly OriginalCell[]
}
export type OriginalBlock = OriginalParagraph | OriginalTable

const OriginalCell: z.ZodType<OriginalCell> = z.object({
  ...{ row: count, column: count, rowSpan: count.min(1), columnSpan: count.min(1) },
  get blocks() {
    return z.array(OriginalBlock)
  },
  source: Source,
})
const OriginalTable = z.object({
  ...{ kind: z.literal('table'), rows: count, columns: count },
  cells: z.array(OriginalCell),
})
const OriginalBlock: z.ZodType<OriginalBlock> = z.discriminatedUnion('kind', [
  OriginalParagraph,
  OriginalTable,
])

export const sectionKinds = ['header', 'body', 'footer', 'text-box', 'note', 'sheet', 'page'] as const
const OriginalSection = z.object({
  kind: z.enum(sectionKinds),
  /** The part of the file, or the sheet's name. */
  name: z.string(),
  /** Not shown by the program that made it. */
  hidden: z.boolean(),
  blocks: z.array(OriginalBlock),
})
export type OriginalSection = z.infer<typeof OriginalSection>

export const Original = z.object({ sections: z.array(OriginalSection) })
export type Original = z.infer<typeof Original>

/** What a browser may be told that bytes are; nothing that it runs (SVG, HTML) is among them. */
export const shownTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
] as const

export const OpenedPart = z.object({
  path: z.string().min(1),
  /** As sent, without the containers around it; empty for a mail's words. */
  name: z.string(),
  /** By its bytes: `docx`, `pdf`, `jpeg`. */
  format: z.string(),
  /** By its bytes, too. */
  mediaType: z.enum([...shownTypes, 'application/octet-stream']),
  bytes: z.custom<Uint8Array>(value => value instanceof Uint8Array),
  /** Null: a picture, a container, or what could not be read. */
  document: Original.nullable(),
  /** Why not; nothing else. */
  findings: z.array(Finding),
})
export type OpenedPart = z.infer<typeof OpenedPart>
