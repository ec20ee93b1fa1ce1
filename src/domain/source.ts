/**
 * Where in a unit's own file a value stood, so that a clerk can be shown it. A union over the kinds of document.
 */
import { z } from 'zod'

const index = z.number().int().min(0)

export const Source = z.discriminatedUnion('kind', [
  /** A cell of a table in a text document; table, row and cell are 0-based on the true layout grid. */
  z.object({ kind: z.literal('cell'), part: z.string(), table: index, row: index, cell: index }),
  /** A paragraph outside tables, 0-based in its part. */
  z.object({ kind: z.literal('paragraph'), part: z.string(), paragraph: index }),
  /** A cell of a sheet, as `D7`. */
  z.object({ kind: z.literal('sheet'), sheet: z.string(), address: z.string() }),
  /** A box on a page, in points from the page's top left corner; page 1-based. */
  z.object({
    kind: z.literal('page'),
    page: z.number().int().min(1),
    left: z.number().int(),
    top: z.number().int(),
    right: z.number().int(),
    bottom: z.number().int(),
  }),
  /** The part as a whole, where no place in it can be named. */
  z.object({ kind: z.literal('part') }),
])
export type Source = z.infer<typeof Source>

/** One line, stable, unique within a part: `docx word/document.xml table 0 row 3 cell 2`, `sheet Sheet1!D7`. */
export const sourceKey = (source: Source): string => {
  switch (source.kind) {
    case 'cell':
      return `${source.part} table ${source.table} row ${source.row} cell ${source.cell}`
    case 'paragraph':
      return `${source.part} paragraph ${source.paragraph}`
    case 'sheet':
      return `${source.sheet}!${source.address}`
    case 'page':
      return `page ${source.page} box ${source.left},${source.top},${source.right},${source.bottom}`
    case 'part':
      return ''
  }
}
