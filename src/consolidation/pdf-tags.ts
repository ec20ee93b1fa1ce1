/**
 * The tags of a .pdf (ISO 32000-1, 14.8): what is a table, a row, a heading, a cell, so that a screen reader, and a phone
 * that lays the page out anew, keep the table's order; and what stands there only for paper. It draws nothing itself.
 */
import type { PdfDocument } from './page-font.ts'

export interface TaggedCell {
  readonly role: 'TH' | 'TD'
  readonly columns: number
  readonly rows: number
  /** Undefined: an empty cell. */
  readonly draw: (() => void) | undefined
}

export interface Tags {
  /** Lines, repeated headings, page numbers: not read out. */
  paperOnly(type: 'Layout' | 'Pagination', draw: () => void): void
  /** Words outside the table. */
  words(draw: () => void): void
  row(cells: readonly TaggedCell[]): void
  end(): void
}

export const makeTags = (document: PdfDocument): Tags => {
  const root = document.struct('Document')
  document.addStructure(root)
  let table: PDFKit.PDFStructureElement | undefined
  const endTable = (): void => {
    table?.end()
    table = undefined
  }
  const openTable = (): PDFKit.PDFStructureElement => {
    if (!table) {
      table = document.struct('Table')
      root.add(table)
    }
    return table
  }
  return {
    paperOnly: (type, draw) => {
      document.markContent('Artifact', { type })
      draw()
      document.endMarkedContent()
    },
    words: draw => {
      endTable()
      root.add(document.struct('P', {}, draw))
    },
    row: cells => {
      const row = document.struct('TR')
      openTable().add(row)
      for (const { role, columns, rows, draw } of cells) {
        const cell = document.struct(role, {}, draw ?? [])
        setSpans(cell, columns, rows)
        row.add(cell)
      }
      row.end()
    },
    end: () => {
      endTable()
      root.end()
    },
  }
}

/** For a file without tags: only draws. */
export const noTags: Tags = {
  paperOnly: (_, draw) => draw(),
  words: draw => draw(),
  row: cells => {
    for (const { draw } of cells) draw?.()
  },
  end: () => {},
}

/**
 * Table 349 of the standard. pdfkit has options for other attributes only, hence the reach inside (its version is
 * pinned, and a test reads the tags back).
 */
const setSpans = (cell: PDFKit.PDFStructureElement, columns: number, rows: number): void => {
  if (columns === 1 && rows === 1) return
  const { data } = (cell as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary
  data.A = {
    O: 'Table',
    ...(columns > 1 ? { ColSpan: columns } : {}),
    ...(rows > 1 ? { RowSpan: rows } : {}),
  }
}
