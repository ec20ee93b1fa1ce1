/** Rows as somebody typed them: read from the form, split, joined, and held against the reasons that they answer. Pure. */
import type { SettledRegistration } from '../../../domain/decision.ts'
import type { Finding } from '../../../domain/finding.ts'
import { sections } from '../../../domain/reading.ts'
import { tidy } from '../../../text/fold.ts'
import type { TypedRow } from './editor.ts'
import { rowsAbout } from './proposals.ts'

/** Characters; what is longer was pasted by mistake, and tables could not show it. */
const longest = 4000

/** @param all every value of a field, in the order of the form. @param known ids that a row may come from */
export const readTypedRows = (
  all: (name: string) => readonly string[],
  before: readonly SettledRegistration[],
  sectors: ReadonlySet<string>,
): TypedRow[] => {
  const known = new Map(before.map(row => [row.id, row]))
  const [from, section, name, sector, model, note] = (
    ['from', 'section', 'name', 'sector', 'model', 'note'] as const
  ).map(all)
  return (from ?? []).map((id, at) => {
    const origin = known.get(id)
    // A browser sends line breaks its own way: what nobody touched stays as it was read.
    const text = (values: readonly string[] | undefined, was: string | undefined): string => {
      const typed = (values?.[at] ?? '').replace(/\r\n?/g, '\n').slice(0, longest)
      return was !== undefined && tidy(typed) === tidy(was) ? was : typed.normalize('NFC').trim()
    }
    return {
      from: origin ? id : null,
      section: sections.find(one => one === section?.[at]) ?? 'collective',
      name: text(name, origin?.name),
      sector: sectors.has(sector?.[at] ?? '') ? (sector?.[at] ?? null) : null,
      model: text(model, origin?.model),
      note: text(note, origin?.note),
    }
  })
}

/** A row that was added and left empty is none. */
export const isBlank = ({ name, model, note }: TypedRow): boolean =>
  [name, model, note].every(text => tidy(text) === '')

/** @param at a place in the model where the second row begins; undefined: at its lines or semicolons */
export const splitRow = (rows: readonly TypedRow[], index: number, at?: number): TypedRow[] =>
  rows.flatMap((row, place) => {
    if (place !== index) return [row]
    const pieces =
      at !== undefined && at > 0 && at < row.model.length
        ? [row.model.slice(0, at), row.model.slice(at)]
        : row.model.split(/\s*[;\n]\s*/)
    const models = pieces
      .map(piece => piece.replace(/^[\s;,+•*-]+|[\s;,]+$/g, ''))
      .filter(piece => piece !== '')
    return (models.length > 1 ? models : [row.model, '']).map(model => ({ ...row, model }))
  })

/** With the row behind it: what differs is put together, what is the same stands once. */
export const joinRows = (rows: readonly TypedRow[], index: number): TypedRow[] => {
  const [row, next] = [rows[index], rows[index + 1]]
  if (!row || !next) return [...rows]
  const both = (one: string, other: string, between: string): string =>
    tidy(one) === tidy(other) || tidy(other) === ''
      ? one
      : tidy(one) === ''
        ? other
        : `${one}${between}${other}`
  const joined: TypedRow = {
    ...row,
    name: both(row.name, next.name, ' '),
    sector: row.sector ?? next.sector,
    model: both(row.model, next.model, ' '),
    note: both(row.note, next.note, '; '),
  }
  return [...rows.slice(0, index), joined, ...rows.slice(index + 2)]
}

/** Reasons that a change answers: a row that they are about is another now, or gone. */
export const answeredBy = (
  before: readonly SettledRegistration[],
  rows: readonly TypedRow[],
  reasons: readonly Finding[],
): Finding[] => {
  const isAsBefore = (one: SettledRegistration): boolean => {
    const own = rows.filter(row => row.from === one.id)
    const [row] = own
    return (
      own.length === 1 &&
      row !== undefined &&
      (['section', 'name', 'sector', 'model', 'note'] as const).every(key => row[key] === one[key])
    )
  }
  return reasons.filter(reason => {
    const about = rowsAbout(before, reason)
    return about.length > 0 && about.some(one => !isAsBefore(one))
  })
}
