/**
 * The rows of a form as somebody types them at the desk. One row is one registration: section, who, sector, the model's
 * name, note. What the reading makes of them is `read-back.ts`'s to ask.
 */
import type { CampaignForm } from '../../domain/campaign.ts'
import { type Section, sections } from '../../domain/reading.ts'
import { tidy } from '../../text/fold.ts'

export interface EntryRow {
  readonly section: Section
  readonly name: string
  /** A sector's id; '': not chosen. */
  readonly sector: string
  readonly model: string
  readonly note: string
}

/** More than any form holds. */
export const mostRows = 200
/** Letters of one value: no name or model is as long, a plan is. */
export const longestValue = 1000

/** Fields of one row, as the page names them. */
export const rowFields = ['section', 'name', 'sector', 'model', 'note'] as const

/** What was typed, in the order in which it is shown; blank rows too. @param fields repeated fields of the form, by name */
export const rowsOfFields = (
  fields: Readonly<Record<(typeof rowFields)[number], readonly string[]>>,
  form: CampaignForm,
): EntryRow[] => {
  const count = Math.min(mostRows, Math.max(...rowFields.map(field => fields[field].length)))
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const section = sections.find(one => one === fields.section[at]) ?? sections[0]
    const sector = form.sectors.find(one => one.id === fields.sector[at])?.id ?? ''
    const value = (field: 'name' | 'model' | 'note'): string =>
      tidy(shown(fields[field][at] ?? ''))
        .slice(0, longestValue)
        .toWellFormed()
    return {
      ...{ section, sector },
      ...{ name: withoutMark(value('name')), model: withoutMark(value('model')), note: value('note') },
    }
  })
}

/** Only what can be seen: no controls, no soft hyphen out of a Word file. */
const shown = (text: string): string => text.replace(/\p{Cc}/gu, ' ').replace(/\p{Cf}/gu, '')

/** Copied from paper with the number or dash in front of it, which is no part of a name (`form/cell.ts`). */
const withoutMark = (text: string): string =>
  text.replace(/^(?:\(?\d{1,2}\s*[.)]|\(?\d{1,2}\s*\/(?!\d)|[-–—•*+·])\s*(?=\p{L})/u, '')

export const isBlankRow = ({ name, model, note }: EntryRow): boolean =>
  name === '' && model === '' && note === ''

/** The collectives, then the individuals, as the form has them; each in the order in which they were typed. */
export const inFormOrder = (rows: readonly EntryRow[]): EntryRow[] =>
  sections.flatMap(section => rows.filter(row => row.section === section && !isBlankRow(row)))
