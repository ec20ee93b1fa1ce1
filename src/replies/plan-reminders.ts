/**
 * Which units are to be reminded, and which drafts of reminders no longer hold. Pure: all from the snapshot, the roster
 * and the time given, in the campaign's zone.
 *
 * - A reminder is of a unit of the confirmed roster that nothing was received of; of a group (đầu mối), one. A unit of
 *   whose address something waits for the clerk is not reminded: its form may be the one that waits.
 * - It is drafted when office hours begin, so many days before the deadline's day ("trước ngày 15/02/2022": 12/02 for 3),
 *   counted from the unit's own where it was given longer; one for each of these days at most. A service that was down
 *   on the day drafts it later, until the next such day or the deadline.
 * - Units without an address are to be called.
 */
import { countFigures, type EntryFigures } from '../consolidation/figures.ts'
import type { Campaign } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import type { Roster, Unit } from '../domain/unit.ts'
import { addDays, instantOf, startOfDay } from '../domain/zoned-time.ts'
import { lastDayOf } from '../validation/deadline.ts'

export interface Reminder {
  /** `reminder <day it is drafted for> <id of the unit written to>`. */
  readonly id: string
  readonly day: string
  /** The one written to: of a group, the first that has an address. */
  readonly unit: Unit
  /** It, and the others of its group. */
  readonly units: readonly Unit[]
  readonly addresses: readonly string[]
  /** "Trước ngày": the day after the last on which it is in time. */
  readonly dueDay: string
}

export type DropReason = 'sent' | 'over' | 'newer' | 'unlisted' | 'off'

export interface ReminderPlan {
  /** To be reminded as of now, drafted already or not; in the roster's order. */
  readonly reminders: readonly Reminder[]
  /** Missing, and no address is known: every unit of the entry. */
  readonly toCall: readonly (readonly Unit[])[]
  /** Mails that wait and whose unit is not known yet: some of these may be theirs. */
  readonly unknownMails: number
  /** Drafts that no longer hold. */
  readonly drops: readonly { readonly id: string; readonly why: DropReason; readonly day: string }[]
}

export const planReminders = (
  snapshot: Snapshot,
  roster: Roster,
  campaign: Campaign,
  now: number,
): ReminderPlan => {
  const drafts = snapshot.sentMails.filter(one => one.kind === 'reminder' && one.state === 'draft')
  const wanted = campaign.mails.reminders
  const drop = (why: DropReason): ReminderPlan => ({
    reminders: [],
    toCall: [],
    unknownMails: 0,
    drops: drafts.map(({ id }) => ({ id, why, day: '' })),
  })
  if (!wanted) return drop('off')
  if (closingOf(snapshot.decisions) !== null) return drop('over')

  const heard = heardFrom(snapshot)
  const figures = countFigures(snapshot, roster, campaign)
  const missing = figures.entries.filter(one => one.confirmed && one.state === 'missing')
  const silent = missing.filter(
    ({ units }) => !units.some(unit => unit.addresses.some(one => heard.has(one))),
  )
  const open = silent.filter(entry => now < startOfDay(dueDayOf(entry, campaign), campaign.timeZone))
  const reminders = open.flatMap(entry => reminderOf(entry, campaign, wanted.daysBefore, now, snapshot) ?? [])
  return {
    reminders,
    unknownMails: figures.messagesWithoutUnit,
    toCall: open.filter(({ units }) => addressee(units) === undefined).map(({ units }) => units),
    drops: drafts.flatMap(draft => {
      const why = whyNot(draft, { reminders, silent, open })
      return why ? [{ id: draft.id, ...why }] : []
    }),
  }
}

/** Addresses that something came from which is a form, or may be one. */
const heardFrom = ({ messages }: Snapshot): ReadonlySet<string> =>
  new Set(
    messages.filter(one => one.standing !== 'not-a-form').flatMap(one => one.headers?.fromAddress ?? []),
  )

const addressee = (units: readonly Unit[]): Unit | undefined =>
  units.find(unit => unit.confirmed && unit.addresses.length > 0)

const dueDayOf = ({ units }: EntryFigures, campaign: Campaign): string =>
  addDays(
    units
      .map(unit => lastDayOf(campaign, unit))
      .sort()
      .at(-1) ?? campaign.lastDay,
    1,
  )

const reminderOf = (
  entry: EntryFigures,
  campaign: Campaign,
  daysBefore: readonly number[],
  now: number,
  { sentMails }: Snapshot,
): Reminder | undefined => {
  const unit = addressee(entry.units)
  const dueDay = dueDayOf(entry, campaign)
  const { from } = campaign.mails.officeHours
  const day = daysBefore
    .map(days => addDays(dueDay, -days))
    .sort()
    .findLast(one => instantOf(one, from, campaign.timeZone) <= now)
  if (!unit || day === undefined) return undefined
  // Another unit of the group may have been the one written to when it was drafted.
  const ids = new Set(entry.units.map(one => one.id))
  const known = sentMails.find(
    one => one.kind === 'reminder' && one.day === day && one.about.some(id => ids.has(id)),
  )
  return {
    id: known?.id ?? `reminder ${day} ${unit.id}`,
    ...{ day, unit, units: entry.units, addresses: unit.addresses, dueDay },
  }
}

const whyNot = (
  draft: SentMail,
  {
    reminders,
    silent,
    open,
  }: {
    readonly reminders: readonly Reminder[]
    readonly silent: readonly EntryFigures[]
    readonly open: readonly EntryFigures[]
  },
): { why: DropReason; day: string } | undefined => {
  if (reminders.some(one => one.id === draft.id)) return undefined
  const isOf = (one: { readonly units: readonly Unit[] }): boolean =>
    one.units.some(unit => draft.about.includes(unit.id))
  const newer = reminders.find(isOf)
  if (newer) return { why: 'newer', day: newer.day }
  if (open.some(isOf)) return { why: 'unlisted', day: '' }
  return { why: silent.some(isOf) ? 'over' : 'sent', day: '' }
}
