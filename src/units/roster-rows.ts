/**
 * A roster's rows, wherever they stood (CSV or the clerk's workbook), to units. Knows the columns, what counts as "yes",
 * and which rosters are refused; knows no file format. Every trouble names its row.
 */
import { isAddress, type Roster, type Unit } from '../domain/unit.ts'
import { isDay } from '../domain/zoned-time.ts'
import { foldBare, foldTones, tidy } from '../text/fold.ts'

export const rosterColumns = [
  'id',
  'name',
  'block',
  'group',
  'aliases',
  'confirmed',
  'contact',
  'phone',
  'addresses',
  'extendedTo',
] as const
export type RosterColumn = (typeof rosterColumns)[number]
/** Columns that a roster may lack. The others must be there: without `confirmed` all units would fall out unseen. */
export const optionalColumns: readonly RosterColumn[] = ['contact', 'phone', 'addresses', 'extendedTo']

/** One row as text; `row` is the number that a person sees (1-based, headings counted). */
export interface RosterRow {
  readonly row: number
  readonly cells: Readonly<Partial<Record<RosterColumn, string>>>
}

/** Why a roster is refused. `code` is the key of a text (`roster.trouble-…` of the wording), `values` fill it. */
export interface RosterTrouble {
  readonly code:
    | 'unreadable'
    | 'no-headings'
    | 'column-missing'
    | 'column-unknown'
    | 'column-twice'
    | 'no-units'
    | 'name-missing'
    | 'block-missing'
    | 'id-wrong'
    | 'id-twice'
    | 'name-twice'
    | 'confirmed-unclear'
    | 'cell-broken'
    | 'address-wrong'
    | 'day-wrong'
  readonly values: Readonly<Record<string, string | number>>
}

const yes = new Set(['x', 'co', 'yes', 'y', 'true', '1', 'dung', 'roi', 'da xac nhan'])
const no = new Set(['', 'khong', 'no', 'n', 'false', '0', 'sai', 'chua', 'chua xac nhan'])

/** Rows with something in a column of ours: each is a unit. */
export const filledRows = (rows: readonly RosterRow[]): RosterRow[] =>
  rows.filter(({ cells }) => Object.values(cells).some(text => tidy(text) !== ''))

/**
 * Units in the order of the rows; blank rows are passed over.
 * @param known the roster in force: a row without an id keeps the one that its name has there
 * @returns the units, or every trouble found
 */
export const readRosterRows = (
  rows: readonly RosterRow[],
  known: Roster = { units: [] },
): { roster: Roster; troubles: readonly RosterTrouble[] } => {
  const filled = filledRows(rows)
  const troubles: RosterTrouble[] = filled.length === 0 ? [{ code: 'no-units', values: {} }] : []
  const given = new Set(filled.map(({ cells }) => tidy(cells.id ?? '')))
  const knownIds = new Map(known.units.map(unit => [foldTones(unit.name), unit.id]))
  const rowOfId = new Map<string, number>()
  const rowOfName = new Map<string, number>()

  const idFor = (name: string): string => {
    const kept = knownIds.get(foldTones(name))
    if (kept !== undefined && !given.has(kept) && !rowOfId.has(kept)) return kept
    return makeUnitId(name, id => given.has(id) || rowOfId.has(id))
  }

  const units: Unit[] = []
  for (const { row, cells } of filled) {
    const text = (column: RosterColumn): string => tidy(cells[column] ?? '')
    const trouble = (code: RosterTrouble['code'], values: Record<string, string | number> = {}): void => {
      troubles.push({ code, values: { row, ...values } })
    }
    const name = text('name')
    if (name === '') {
      trouble('name-missing')
      continue
    }
    if (text('block') === '') trouble('block-missing', { name })
    const confirmed = foldBare(text('confirmed'))
    // A tick mark folds to nothing, yet it is not an empty cell.
    const ticked = /[✓✔√☑]/u.test(text('confirmed'))
    if (!ticked && !yes.has(confirmed) && !no.has(confirmed))
      trouble('confirmed-unclear', { text: text('confirmed') })

    const id = text('id') || idFor(name)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) trouble('id-wrong', { text: id })
    const sameId = rowOfId.get(id)
    if (sameId !== undefined) trouble('id-twice', { text: id, other: sameId })
    rowOfId.set(id, sameId ?? row)

    const own = new Set([foldTones(name)])
    const aliases = (cells.aliases ?? '')
      .split(/[|;\r\n]/)
      .map(tidy)
      .filter(alias => alias !== '' && !own.has(foldTones(alias)) && own.add(foldTones(alias)))
    for (const one of [name, ...aliases]) {
      const other = rowOfName.get(foldTones(one))
      if (other !== undefined) trouble('name-twice', { text: one, other })
      else rowOfName.set(foldTones(one), row)
    }
    // Word by word: `không có; a@b.vn` has an address.
    const addresses = (cells.addresses ?? '')
      .split(/[|;,\r\n]+/)
      .filter(piece => !noAddress.has(foldBare(piece)))
      .join(' ')
      .split(/[\s|;,<>]+/)
      .filter(address => address !== '')
      .map(address => address.toLowerCase())
    for (const address of addresses) if (!isAddress(address)) trouble('address-wrong', { text: address })
    const extendedTo = readDay(text('extendedTo'))
    if (extendedTo === undefined) trouble('day-wrong', { text: text('extendedTo') })
    units.push({
      id,
      name,
      block: text('block'),
      group: text('group'),
      aliases,
      confirmed: ticked || yes.has(confirmed),
      contact: text('contact'),
      phone: text('phone'),
      addresses: [...new Set(addresses)],
      extendedTo: extendedTo ?? '',
    })
  }
  return { roster: { units }, troubles }
}

/** Of its name, and unlike any that is taken. */
export const makeUnitId = (name: string, isTaken: (id: string) => boolean): string => {
  const base =
    foldBare(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'don-vi'
  let made = base
  for (let count = 2; isTaken(made); count++) made = `${base}-${count}`
  return made
}

/** Nobody's address: the column says so in words. */
const noAddress = new Set(['khong', 'khong co', 'chua co', 'chua ro', 'ko', 'ko co', 'k co', ''])

/** `17/02/2022`, as people type it, or `2022-02-17`. @returns '' for none, undefined where it is no day */
const readDay = (text: string): string | undefined => {
  if (text === '') return ''
  const [, date, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const day = year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : text
  return isDay(day) ? day : undefined
}
