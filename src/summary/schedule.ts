/**
 * When a daily summary is due. Pure: all from the time given, the campaign and what was sent, in the campaign's zone
 * whatever the machine's, so that a machine east or west of it sends no day twice and no day's report under another.
 *
 * - On each of the campaign's days, at its time, one.
 * - What was missed while the service was down: one mail for all of it, in office hours of such a day; none when today's
 *   own is due anyway, or will be within half an hour.
 * - Nothing for a time before the campaign opened or before the service's first start.
 */
import { type Campaign, isMailDay, opening } from '../domain/campaign.ts'
import type { SentMail } from '../domain/ledger.ts'
import { addDays, instantOf, localTime, weekdayOf } from '../domain/zoned-time.ts'

/** This long after its time a summary is punctual, office hours or not; this long before it, it is waited for. ms */
const punctual = 30 * 60_000

export interface DueSummary {
  /** The id of its mail: `summary 2022-02-11`. */
  readonly id: string
  /** The day it is for: the latest whose time has come. */
  readonly day: string
  /** Its day is over: it is sent for what was missed. */
  readonly missed: boolean
}

export interface SummaryMoment {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly campaign: Campaign
  readonly sent: readonly SentMail[]
  /** The service's first start on this store, milliseconds. */
  readonly startedAt: number
}

export const summaryId = (day: string): string => `summary ${day}`

/** The summary to send now, if any. A mail of that day or a later one, whatever became of it, stands for it. */
export const dueSummary = ({ now, campaign, sent, startedAt }: SummaryMoment): DueSummary | undefined => {
  const { at, days } = campaign.mails.summary
  const today = localTime(now, campaign.timeZone)
  const timeOf = (day: string): number => instantOf(day, at, campaign.timeZone)
  const isDay = (day: string): boolean => isMailDay({ days }, weekdayOf(day))

  const day = lastWeek(today.day).find(one => isDay(one) && timeOf(one) <= now)
  if (day === undefined || timeOf(day) < Math.max(startedAt, opening(campaign))) return undefined
  if (sent.some(mail => mail.kind === 'summary' && mail.day >= day)) return undefined

  const hours = campaign.mails.officeHours
  const inOffice = isDay(today.day) && hours.from <= today.time && today.time < hours.to
  const missed = day !== today.day
  const untilOwn = missed && isDay(today.day) ? timeOf(today.day) - now : Number.POSITIVE_INFINITY
  const isPunctual = !missed && now - timeOf(day) < punctual
  if (!isPunctual && (!inOffice || untilOwn <= punctual)) return undefined
  return { id: summaryId(day), day, missed }
}

/** The next time, after `now`, that the campaign has set for a summary. */
export const nextSummaryAt = (now: number, campaign: Campaign): number => {
  const { at, days } = campaign.mails.summary
  const from = localTime(Math.max(now, opening(campaign)), campaign.timeZone).day
  // Eight days hold every weekday after any hour of today; the schema leaves no campaign without one.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = addDays(from, ahead)
    const time = instantOf(day, at, campaign.timeZone)
    if (time > now && isMailDay({ days }, weekdayOf(day))) return time
  }
  throw new Error('a campaign without days for its summary')
}

/** Today and the seven days before it, latest first. */
const lastWeek = (today: string): string[] => Array.from({ length: 8 }, (_, ago) => addDays(today, -ago))
