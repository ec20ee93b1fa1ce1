/**
 * What the reading will make of typed rows, asked before they are kept: the form's own rules over a `Document` made of
 * them, in this process, for nothing is parsed. So nobody types `nt` or `02 mô hình` and finds something else registered.
 */
import type { Campaign } from '../../domain/campaign.ts'
import { type Finding, isError } from '../../domain/finding.ts'
import type { RegistrationReading } from '../../domain/reading.ts'
import type { Source } from '../../domain/source.ts'
import { makeParagraph, makeTableBuilder, plainLine } from '../../reading/document/build.ts'
import type { Document, Paragraph } from '../../reading/document/model.ts'
import { recogniseForms } from '../../reading/form/recognise.ts'
import { tidy } from '../../text/fold.ts'
import { makeFormGrid } from './form-grid.ts'
import type { EntryRow } from './rows.ts'

export interface RowReading {
  /** What would be read; undefined: not this one row, but none or several. */
  readonly read: RegistrationReading | undefined
  /** It says what was typed, field by field. */
  readonly isAsTyped: boolean
  /** Errors and warnings that stand at it. An error would have it wait. */
  readonly findings: readonly Finding[]
}
export interface ReadBack {
  readonly rows: readonly RowReading[]
  /** Errors that stand at none of the rows. */
  readonly others: readonly Finding[]
}

const part = 'entry'

/** @param rows in the form's order, none of them blank. @param heading lines above the table */
export const readBack = (
  rows: readonly EntryRow[],
  heading: readonly string[],
  campaign: Campaign,
): ReadBack => {
  const { cells, rowOf } = makeFormGrid(campaign.form, rows)
  const builder = makeTableBuilder()
  for (const { text, row, column, rowSpan, columnSpan } of cells) {
    const source: Source = { kind: 'cell', part, table: 0, row, cell: column }
    builder.place({ row, column, rowSpan, columnSpan, source, blocks: [paragraph(text, source)] })
  }
  const { table, findings } = builder.finish()
  const lines = heading.map((line, at) => paragraph(line, { kind: 'paragraph', part, paragraph: at }))
  const document: Document = {
    sections: [{ kind: 'body', name: part, hidden: false, blocks: [...lines, table] }],
    findings,
  }
  const { forms, findings: ofDocument } = recogniseForms(document, campaign)
  const said = [...ofDocument, ...forms.flatMap(form => form.findings)]
  const read = forms.flatMap(form => form.registrations)
  const rowIn = ({ source }: { readonly source?: Source | undefined }): number =>
    source?.kind === 'cell' ? rowOf.indexOf(source.row) : -1
  return {
    rows: rows.map((typed, at) => {
      const own = read.filter(one => rowIn(one) === at)
      const only = own.length === 1 ? own[0] : undefined
      return {
        read: only,
        isAsTyped: only !== undefined && forms.length === 1 && saysTheSame(typed, only),
        findings: said.filter(one => rowIn(one) === at),
      }
    }),
    others: said.filter(one => rowIn(one) < 0 && isError(one)),
  }
}

const paragraph = (text: string, source: Source): Paragraph =>
  makeParagraph(text === '' ? [] : [plainLine(text)], source)

const saysTheSame = (typed: EntryRow, read: RegistrationReading): boolean =>
  typed.section === read.section &&
  typed.sector === (read.sector ?? '') &&
  typed.name === tidy(read.name) &&
  typed.model === tidy(read.model) &&
  typed.note === tidy(read.note)
