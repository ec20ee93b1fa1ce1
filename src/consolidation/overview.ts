/**
 * The campaign at a glance, for the desk's first page: figures, balance and how forms came in, of the snapshot that the
 * tables show. Kept as a fact beside them, so that page and tables never disagree, and looking at it costs nothing however
 * large the ledger is. Pure.
 */
import type { Campaign } from '../domain/campaign.ts'
import type { KeptSubmission, Snapshot } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import type { Roster } from '../domain/unit.ts'
import { addDays, localTime } from '../domain/zoned-time.ts'
import { unitKey } from '../validation/unit-key.ts'
import { type Balance, balanceOf } from './balance.ts'
import { countFigures, type Figures, type UnitState } from './figures.ts'

export const overviewFact = 'overview'
/** Which overview there is: a small fact, for whoever asks every second. Written after it. */
export const overviewMarkFact = 'overview-mark'
export type OverviewMark = Pick<Overview, 'revision' | 'at'>

export interface Overview {
  readonly revision: number
  /** When it was counted, milliseconds. */
  readonly at: number
  readonly figures: Omit<Figures, 'units' | 'entries'>
  readonly balance: Balance
  /** Of every unit of the roster, by id. */
  readonly units: Readonly<Record<string, UnitSeen>>
  /** By day, from the opening to the day it was counted: entries that are received now, and of which something had come by the end of it. */
  readonly arrivals: readonly { readonly day: string; readonly received: number }[]
}
export interface UnitSeen {
  readonly state: UnitState
  readonly registered: number
  readonly waiting: number
  readonly registrations: number
}

export const makeOverview = (
  snapshot: Snapshot,
  roster: Roster,
  campaign: Campaign,
  now: number,
): Overview => {
  const { units, entries, ...figures } = countFigures(snapshot, roster, campaign)
  return {
    revision: snapshot.revision,
    at: now,
    figures,
    balance: balanceOf(snapshot),
    units: Object.fromEntries(units.map(({ unit, ...seen }) => [unit.id, seen])),
    arrivals: arrivalsOf(snapshot, entries, campaign, now),
  }
}

/** Days. No campaign lasts so long; one that is looked at years later must not grow. */
const longest = 366

const arrivalsOf = (
  { messages, submissions }: Snapshot,
  entries: Figures['entries'],
  { opens, lastDay, timeZone }: Campaign,
  now: number,
): Overview['arrivals'] => {
  const receivedAt = new Map(messages.map(one => [one.id, one.receivedAt]))
  const entryOf = new Map(
    entries.flatMap((entry, at) => entry.units.map(unit => [unit.id, { at, entry }] as const)),
  )
  const hasConfirmed = entries.some(entry => entry.confirmed)
  // Those that `counts.received` counts, so that the last day is that number; a unit that left the roster by its own key.
  const keyOf = (one: KeptSubmission): number | string | undefined => {
    const found = one.unitId === null ? undefined : entryOf.get(one.unitId)
    if (!found) return hasConfirmed ? undefined : unitKey(one)
    return found.entry.state !== 'received' || (hasConfirmed && !found.entry.confirmed) ? undefined : found.at
  }
  const first = new Map<number | string, string>()
  for (const one of submissions) {
    const key = stands(one) ? keyOf(one) : undefined
    if (key === undefined) continue
    const { day } = localTime(receivedAt.get(one.messageId) ?? now, timeZone)
    const before = first.get(key)
    if (before === undefined || day < before) first.set(key, day)
  }
  // Afterwards nothing happens any more: a chart of years would hide the days that counted.
  const lastArrival = [...first.values()].reduce((last, day) => (day > last ? day : last), '')
  const shownTo = [addDays(lastDay, 1), lastArrival].reduce((last, day) => (day > last ? day : last))
  const today = localTime(now, timeZone).day
  const days: string[] = []
  for (let day = opens; day <= today && day <= shownTo && days.length < longest; day = addDays(day, 1))
    days.push(day)
  return days.map(day => ({ day, received: [...first.values()].filter(one => one <= day).length }))
}
