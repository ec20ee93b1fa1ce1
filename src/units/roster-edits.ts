/**
 * What may be done to a roster from the program, as functions from units to units: `RosterFile.change` applies them to
 * the roster as it is at that moment. Ids never change, and none is given twice. What a unit may not be is told by the
 * rules that read the clerk's workbook (`readRosterRows`). Pure.
 */
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { Roster, Unit } from '../domain/unit.ts'
import { foldTones, tidy } from '../text/fold.ts'
import { makeUnitId } from './roster-rows.ts'

export type RosterEdit = (units: readonly Unit[]) => readonly Unit[]

/** A unit that became another; null: it was not there, or is no more. */
export interface UnitChange {
  readonly id: string
  readonly before: Unit | null
  readonly after: Unit | null
}

/** What a person saw of units, by id: a change of one that is otherwise by now is refused. */
export type SeenUnits = Readonly<Record<string, string>>

export interface RosterChange {
  readonly seen: SeenUnits
  readonly edit: RosterEdit
  /** Told what changed once it stands in the file. */
  readonly record?: (changes: readonly UnitChange[]) => Promise<void>
}

/** Changes with whatever is said of the unit. */
export const unitMark = (unit: Unit): string =>
  sha256(Buffer.from(JSON.stringify(inOrder(unit)))).slice(0, 16)

/** The marks of all of these: for what concerns many at once. */
export const marksOf = (units: readonly Unit[]): SeenUnits =>
  Object.fromEntries(units.map(unit => [unit.id, unitMark(unit)]))

/** Of a unit in force; the order of keys is the order in which somebody wrote them. */
const inOrder = (unit: Unit): unknown =>
  Object.keys(unit)
    .sort()
    .map(key => [key, unit[key as keyof Unit]])

export const isSameUnit = (one: Unit, other: Unit): boolean => unitMark(one) === unitMark(other)

export const compareRosters = (before: readonly Unit[], after: readonly Unit[]): UnitChange[] => {
  const old = new Map(before.map(unit => [unit.id, unit]))
  const now = new Set(after.map(unit => unit.id))
  return [
    ...after.flatMap((unit): UnitChange[] => {
      const was = old.get(unit.id) ?? null
      return was && isSameUnit(was, unit) ? [] : [{ id: unit.id, before: was, after: unit }]
    }),
    ...before
      .filter(unit => !now.has(unit.id))
      .map(unit => ({ id: unit.id, before: unit, after: null }) as const),
  ]
}

/** @throws AppError stale-version where a unit that changes is not as it was seen */
export const requireSeen = (changes: readonly UnitChange[], seen: SeenUnits): void => {
  const other = changes.find(({ id, before }) => before && seen[id] !== unitMark(before))
  if (other?.before) throw new AppError('stale-version', other.before.name)
}

type UnitWish = Pick<Unit, 'name' | 'block'> & Partial<Omit<Unit, 'id'>>

const blank: Omit<Unit, 'id' | 'name' | 'block'> = {
  ...{ group: '', aliases: [], confirmed: false, contact: '', phone: '', addresses: [], extendedTo: '' },
}

/** @param wish its id is made of its name */
export const addUnit =
  (wish: UnitWish): RosterEdit =>
  units => {
    const id = makeUnitId(wish.name, made => units.some(unit => unit.id === made))
    return [...units, cleanUnit({ ...blank, ...wish, id })]
  }

/** @throws AppError not-found */
export const editUnit =
  (id: string, change: Partial<Omit<Unit, 'id'>> | ((unit: Unit) => Partial<Omit<Unit, 'id'>>)): RosterEdit =>
  units => {
    if (!units.some(unit => unit.id === id)) throw new AppError('not-found', `no unit ${id} is on the roster`)
    return units.map(unit =>
      unit.id === id
        ? cleanUnit({ ...unit, ...(typeof change === 'function' ? change(unit) : change), id })
        : unit,
    )
  }

/** Another name under which its forms come. One that it has, folded alike, changes nothing. */
export const addAlias = (id: string, alias: string): RosterEdit =>
  editUnit(id, unit => ({ aliases: [...unit.aliases, alias.replace(/[|;\r\n]+/g, ' ')] }))

export const confirmUnits =
  (ids: readonly string[], confirmed = true): RosterEdit =>
  units => {
    const these = new Set(ids)
    return units.map(unit => (these.has(unit.id) ? { ...unit, confirmed } : unit))
  }

/** Only of a unit of which nothing was received: forms keep their unit's name, not its place. The caller looks. */
export const removeUnit =
  (id: string): RosterEdit =>
  units => {
    if (!units.some(unit => unit.id === id)) throw new AppError('not-found', `no unit ${id} is on the roster`)
    return units.filter(unit => unit.id !== id)
  }

export const replaceRoster =
  (roster: Roster): RosterEdit =>
  () =>
    roster.units

/** As a cell of the workbook gives it back: no control characters, single spaces, a name once. */
const cleanUnit = (unit: Unit): Unit => {
  const own = new Set([foldTones(clean(unit.name))])
  return {
    ...unit,
    name: clean(unit.name),
    block: clean(unit.block),
    group: clean(unit.group),
    aliases: unit.aliases
      .map(clean)
      .filter(alias => alias !== '' && !own.has(foldTones(alias)) && own.add(foldTones(alias))),
    contact: clean(unit.contact),
    phone: clean(unit.phone),
    addresses: [...new Set(unit.addresses.map(address => clean(address).toLowerCase()).filter(Boolean))],
  }
}

const clean = (text: string): string => tidy(text.replace(/[\p{Cc}\p{Co}\p{Cs}\ufffe\uffff]/gu, ' '))
