/**
 * The roster in force with what came of each unit, as the tables last counted it: the list, the missing and the numbers
 * above them agree with the first page. A unit that the tables do not know yet is counted from its own forms.
 */
import {
  countEntries,
  type EntryCounts,
  type EntryFigures,
  rosterEntries,
  type UnitState,
} from '../../../consolidation/figures.ts'
import { makeOverview, type Overview, type UnitSeen } from '../../../consolidation/overview.ts'
import type { Excerpt } from '../../../domain/ledger.ts'
import { stands } from '../../../domain/outcome.ts'
import type { Unit } from '../../../domain/unit.ts'
import type { Desk } from '../../desk.ts'

export interface SeenUnit extends UnitSeen {
  readonly unit: Unit
  /** Its own, or, where nothing of it came, that of its group. */
  readonly shown: UnitState
}
export interface SeenRoster {
  readonly units: readonly SeenUnit[]
  readonly entries: readonly EntryFigures[]
  readonly counts: EntryCounts
  /** When it was counted, milliseconds. */
  readonly at: number
}

/** Units that the tables do not know yet and that are looked up one by one: a roster taken over whole waits for the tables. */
const lookedUp = 20

export const seeRoster = async (desk: Desk): Promise<SeenRoster> => {
  const { app } = desk
  const { store, clock, folder } = app
  const roster = await app.roster.roster()
  const overview =
    (await desk.overview()) ?? makeOverview(await store.snapshot(), roster, folder.campaign, clock.now())
  const fresh = roster.units.filter(unit => !overview.units[unit.id]).slice(0, lookedUp)
  const counted = new Map(
    await Promise.all(
      fresh.map(async ({ id }) => [id, countUnit(id, await store.excerpt({ unit: id }))] as const),
    ),
  )
  const units = roster.units.map(unit => ({
    unit,
    ...(overview.units[unit.id] ?? counted.get(unit.id) ?? nothing),
  }))
  const entries = rosterEntries(units)
  const groups = new Map(entries.flatMap(entry => entry.units.map(unit => [unit.id, entry.state] as const)))
  return {
    units: units.map(one => ({
      ...one,
      shown: one.state === 'missing' ? (groups.get(one.unit.id) ?? one.state) : one.state,
    })),
    entries,
    counts: countEntries([...entries, ...strangers(overview)]),
    at: overview.at,
  }
}

const nothing: UnitSeen = { state: 'missing', registered: 0, waiting: 0, registrations: 0 }

/** What became of one unit's forms. */
export const countUnit = (id: string, { submissions, registrations }: Excerpt): UnitSeen => {
  const own = submissions.filter(one => one.unitId === id)
  const standing = new Set(own.filter(stands).map(one => one.id))
  const waiting = own.filter(one => one.standing === 'review' || one.standing === 'in-progress').length
  return {
    state: waiting > 0 ? 'verifying' : standing.size > 0 ? 'received' : 'missing',
    registered: standing.size,
    waiting,
    registrations: registrations.filter(one => standing.has(one.submissionId)).length,
  }
}

/** Those who sent and have left the roster: the tables count them. */
const strangers = ({ figures }: Overview): EntryFigures[] =>
  Array.from({ length: figures.blocks.find(one => one.block === '')?.entries.received ?? 0 }, () => ({
    ...{ name: '', block: '', units: [], confirmed: false, state: 'received' as const },
  }))
