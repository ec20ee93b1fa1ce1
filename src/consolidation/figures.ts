/**
 * The numbers of a campaign at one snapshot: who has sent, what was registered, what still waits. Tables, mails and
 * `status` all take theirs from here, so that they can never disagree. Pure; it words nothing and compares with nothing.
 */
import type { Campaign } from '../domain/campaign.ts'
import type { KeptSubmission, Snapshot } from '../domain/ledger.ts'
import { type Standing, stands } from '../domain/outcome.ts'
import type { Roster, Unit } from '../domain/unit.ts'
import { unitKey } from '../validation/unit-key.ts'
import { countPartly } from './partly-received.ts'
import {
  countNames,
  countRegistrations,
  type Registered,
  type RegistrationCounts,
  type SectorFigures,
  sectorCounter,
} from './registration-counts.ts'
import { countStandings, countWithoutUnit, waits } from './standing-counts.ts'

/**
 * Đã nhận / đang xác minh / chưa nhận được. Something of it waits (for the clerk, or to be validated): `verifying`,
 * whatever else of it was registered, for its figures are not final; else something registered: `received`.
 */
export type UnitState = 'received' | 'verifying' | 'missing'

export interface UnitFigures {
  readonly unit: Unit
  /** Its own; the other unit of its group may have sent for both: see its entry. */
  readonly state: UnitState
  /** Submissions of it, by what became of them. Repeats of one already there are in neither. */
  readonly registered: number
  readonly waiting: number
  /** Registrations in its registered submissions. */
  readonly registrations: number
}

/** Đầu mối, what is counted as one sender: the units of one group, or a unit without a group. */
export interface EntryFigures {
  /** The group's name, or the unit's. */
  readonly name: string
  /** The block of its first unit on the roster. */
  readonly block: string
  readonly units: readonly Unit[]
  /** One confirmed unit makes it count. */
  readonly confirmed: boolean
  /** Of everything that its units sent: one satisfies the group, and one that waits makes it wait. */
  readonly state: UnitState
}

/**
 * How many entries are in which state. With a confirmed roster `received + verifying + missing = confirmedTotal`, and
 * those not confirmed stand in `outside`; while none is confirmed `received` and `verifying` are of all entries.
 */
export interface EntryCounts {
  /** The denominator; null while no unit is confirmed: then no fraction may be printed. */
  readonly confirmedTotal: number | null
  readonly received: number
  readonly verifying: number
  /** Confirmed entries only; null while none is confirmed. */
  readonly missing: number | null
  /** Entries that are not confirmed (or no longer on the roster), where others are. */
  readonly outside: { readonly received: number; readonly verifying: number }
}

export interface BlockFigures {
  /** Empty: units that are not on the roster. */
  readonly block: string
  /** Of the block by itself: none of it confirmed, all of it is counted. */
  readonly entries: EntryCounts
  /** Its part of the campaign's counts: the parts of all blocks add up to them. */
  readonly part: EntryCounts
  readonly registrations: RegistrationCounts
  readonly sectors: readonly SectorFigures[]
  /** As in `Figures`. */
  readonly collectives: number
  readonly individuals: number
}

export interface Figures {
  /** The snapshot they were counted from. */
  readonly revision: number
  /** In the roster's order. */
  readonly units: readonly UnitFigures[]
  readonly entries: readonly EntryFigures[]
  readonly counts: EntryCounts
  /** Of those that `counts` calls verifying, the ones of which something is registered and stands in the tables. */
  readonly verifyingInTables: { readonly counted: number; readonly outside: number }
  /** In the roster's order; what is not on the roster comes last, and only when there is something. */
  readonly blocks: readonly BlockFigures[]
  readonly registrations: RegistrationCounts
  /** In the campaign's order, every sector; null comes last, and only when there is something. Adds up to `all`. */
  readonly sectors: readonly SectorFigures[]
  /** Different names: a unit's collective (individual) with three models is one. */
  readonly collectives: number
  readonly individuals: number
  /** By standing; they add up to the snapshot's. */
  readonly submissions: Readonly<Record<Standing, number>>
  readonly messages: Readonly<Record<Standing, number>>
  /** Messages that wait, or are being read, and of which no unit of the roster is known yet: in no unit's state. */
  readonly messagesWithoutUnit: number
  /** The highest lasting code given so far; 0: none. Kept with a report, it says what is new after it. */
  readonly lastCode: number
}

/** The campaign's numbers. Waiting and repeated submissions are in no total of registrations. */
export const countFigures = (snapshot: Snapshot, roster: Roster, campaign: Campaign): Figures => {
  const submissions = new Map(snapshot.submissions.map(one => [one.id, one]))
  const registered = snapshot.registrations.flatMap((registration): Registered[] => {
    const submission = submissions.get(registration.submissionId)
    return submission && stands(submission) ? [{ registration, submission }] : []
  })
  const onRoster = new Map(roster.units.map(unit => [unit.id, unit]))
  const unitOf = (one: KeptSubmission): Unit | undefined =>
    one.unitId === null ? undefined : onRoster.get(one.unitId)

  const units = unitFigures(snapshot.submissions, registered, roster)
  const entries = [...rosterEntries(units), ...strangers(snapshot.submissions, unitOf)]
  const blockOf = (one: KeptSubmission): string => unitOf(one)?.block ?? ''
  const ofBlock = Map.groupBy(registered, one => blockOf(one.submission))
  const sectorOf = sectorCounter(campaign)
  const isConfirmed = entries.some(one => one.confirmed)

  // A unit is in one block: what is counted in units adds up.
  const blocks = blocksInOrder(roster, entries).map(block => {
    const own = entries.filter(entry => entry.block === block)
    const rows = ofBlock.get(block) ?? []
    const names = countNames(rows)
    return {
      block,
      entries: countEntries(own),
      part: countEntries(own, isConfirmed),
      registrations: countRegistrations(rows),
      sectors: sectorOf(rows),
      collectives: names.collective,
      individuals: names.individual,
    }
  })

  return {
    revision: snapshot.revision,
    units,
    entries: entries.filter(entry => entry.units.length > 0),
    counts: countEntries(entries),
    verifyingInTables: countPartly(entries, units, isConfirmed),
    blocks,
    registrations: countRegistrations(registered),
    sectors: sectorOf(registered),
    collectives: sum(blocks, one => one.collectives),
    individuals: sum(blocks, one => one.individuals),
    submissions: countStandings(snapshot.submissions),
    messages: countStandings(snapshot.messages),
    messagesWithoutUnit: countWithoutUnit(snapshot.messages, snapshot.submissions, unitOf),
    lastCode: snapshot.registrations.reduce((last, one) => Math.max(last, one.codeNumber ?? 0), 0),
  }
}

const stateOf = (registered: number, waiting: number): UnitState =>
  waiting > 0 ? 'verifying' : registered > 0 ? 'received' : 'missing'

const unitFigures = (
  submissions: readonly KeptSubmission[],
  registered: readonly Registered[],
  roster: Roster,
): UnitFigures[] => {
  const bySender = Map.groupBy(submissions, one => one.unitId)
  const rows = Map.groupBy(registered, one => one.submission.unitId)
  return roster.units.map(unit => {
    const sent = bySender.get(unit.id) ?? []
    const done = sent.filter(stands).length
    const waiting = sent.filter(one => waits(one.standing)).length
    return {
      unit,
      state: stateOf(done, waiting),
      registered: done,
      waiting,
      registrations: rows.get(unit.id)?.length ?? 0,
    }
  })
}

export const rosterEntries = (units: readonly UnitFigures[]): EntryFigures[] =>
  [
    ...Map.groupBy(units, ({ unit }) => (unit.group ? `group ${unit.group}` : `unit ${unit.id}`)).values(),
  ].map(members => {
    const first = members[0]!.unit
    return {
      name: first.group || first.name,
      block: first.block,
      units: members.map(one => one.unit),
      confirmed: members.some(one => one.unit.confirmed),
      state: stateOf(
        sum(members, one => one.registered),
        sum(members, one => one.waiting),
      ),
    }
  })

/** Units whose forms were registered and that have since left the roster: they sent, and their rows are in the totals. */
const strangers = (
  submissions: readonly KeptSubmission[],
  unitOf: (one: KeptSubmission) => Unit | undefined,
): EntryFigures[] =>
  [
    ...Map.groupBy(
      submissions.filter(one => stands(one) && !unitOf(one)),
      unitKey,
    ).values(),
  ].map(([first]) => ({
    name: first?.unitName ?? '',
    block: '',
    units: [],
    confirmed: false,
    state: 'received',
  }))

export const countEntries = (
  entries: readonly EntryFigures[],
  isConfirmed = entries.some(one => one.confirmed),
): EntryCounts => {
  const count = (some: readonly EntryFigures[], state: UnitState): number =>
    some.filter(one => one.state === state).length
  const confirmed = entries.filter(one => one.confirmed)
  const counted = isConfirmed ? confirmed : entries
  const others = isConfirmed ? entries.filter(one => !one.confirmed) : []
  return {
    confirmedTotal: isConfirmed ? confirmed.length : null,
    received: count(counted, 'received'),
    verifying: count(counted, 'verifying'),
    missing: isConfirmed ? count(confirmed, 'missing') : null,
    outside: { received: count(others, 'received'), verifying: count(others, 'verifying') },
  }
}

const blocksInOrder = (roster: Roster, entries: readonly EntryFigures[]): string[] => {
  const blocks = [...new Set(roster.units.map(unit => unit.block))]
  return entries.some(entry => entry.block === '') ? [...blocks, ''] : blocks
}

const sum = <T>(all: readonly T[], number: (one: T) => number): number =>
  all.reduce((total, one) => total + number(one), 0)
