/**
 * When a daily mail (báo cáo nhanh, việc cần xử lý) is due. Pure: all from the time given, the campaign, what was sent and
 * what was decided, in the campaign's zone whatever the machine's, so that a machine east or west of it sends no day twice
 * and no day's report under another.
 *
 * - On each of the campaign's days, at its time, one of each kind; none on its holidays.
 * - What was missed while the service was down: one mail for all of it, in office hours of such a day; none when today's
 *   own is due anyway, or will be within half an hour.
 * - Nothing for a time before the campaign opened, was opened again, or before the service's first start.
 * - It ends when the campaign closes: the last is the one of that day, or one that was missed before.
 * - None that is held back (`hold.ts`). One that is released after its time goes at once, if that is still punctual or in
 *   office hours of its day; else the next one stands for it.
 */
import { type Campaign, type DailyKind, dailyMailOf, isMailDay, opening } from '../domain/campaign.ts'
import type { CampaignState } from '../domain/closing.ts'
import { mailId } from '../domain/identity.ts'
import type { SentMail } from '../domain/ledger.ts'
import { addDays, instantOf, localTime } from '../domain/zoned-time.ts'
import type { Hold } from './hold.ts'

/** This long after its time a mail is punctual, office hours or not; this long before it, it is waited for. ms */
const punctual = 30 * 60_000

export interface DueMail {
  /** The id of its mail: `summary 2022-02-11`. */
  readonly id: string
  /** The day it is for: the latest whose time has come. */
  readonly day: string
  /** Its day is over: it is sent for what was missed. */
  readonly missed: boolean
}

export interface MailMoment {
  readonly kind: DailyKind
  /** Milliseconds since 1970. */
  readonly now: number
  readonly campaign: Campaign
  readonly state: CampaignState
}

/** When the mail of that kind and day has its time, milliseconds. */
export const timeOf = (kind: DailyKind, day: string, campaign: Campaign): number =>
  instantOf(day, dailyMailOf(campaign, kind).at, campaign.timeZone)

/** The latest day whose mail has come to its time, whatever became of it; undefined: none in the last week or so. */
export const latestDay = ({ kind, now, campaign, state }: MailMoment): string | undefined => {
  const today = localTime(now, campaign.timeZone).day
  return mailDays(today, -1, { kind, campaign, state }).find(day => timeOf(kind, day, campaign) <= now)
}

/**
 * The mail to send now, if any. A mail of that day or a later one, whatever became of it, stands for it.
 * @param hold of the mail of `latestDay`
 */
export const dueMail = (
  moment: MailMoment & {
    readonly sent: readonly SentMail[]
    /** The service's first start on this store, milliseconds. */
    readonly startedAt: number
    readonly hold: Hold
  },
): DueMail | undefined => {
  const { kind, now, campaign, state, sent, startedAt, hold } = moment
  const day = latestDay(moment)
  const reopened = state.open ? (state.since ?? 0) : 0
  if (day === undefined || hold.kind === 'held') return undefined
  const time = timeOf(kind, day, campaign)
  if (time < Math.max(startedAt, opening(campaign), reopened)) return undefined
  if (sent.some(mail => mail.kind === kind && mail.day >= day && !isFollowed(mail, day, hold)))
    return undefined

  const today = localTime(now, campaign.timeZone)
  const hours = campaign.mails.officeHours
  const inOffice = isMailDay(campaign, kind, today.day) && hours.from <= today.time && today.time < hours.to
  const missed = day !== today.day
  if (missed && hold.kind === 'released' && hold.at > time) return undefined
  const own = nextTime(moment)
  const untilOwn = missed && own !== undefined ? own - now : Number.POSITIVE_INFINITY
  const isPunctual = !missed && now - time < punctual
  if (!isPunctual && (!inOffice || untilOwn <= punctual)) return undefined
  return { id: mailId(kind, day), day, missed }
}

/** What was refused, or withdrawn, before the mail was released is followed by another. */
const isFollowed = (mail: SentMail, day: string, hold: Hold): boolean =>
  hold.kind === 'released' && mail.day === day && mail.state === 'refused' && mail.at <= hold.at

/** The next time, after `now`, that the campaign has set for a mail of that kind, held or not; undefined: none will come. */
export const nextTime = ({ kind, now, campaign, state }: MailMoment): number | undefined => {
  const from = localTime(Math.max(now, opening(campaign)), campaign.timeZone).day
  return mailDays(from, 1, { kind, campaign, state })
    .map(day => timeOf(kind, day, campaign))
    .find(time => time > now)
}

/** Days with a mail of that kind from `from` on, or back. A week has one whatever weekdays are set, holidays aside. */
const mailDays = (
  from: string,
  step: 1 | -1,
  { kind, campaign, state }: Omit<MailMoment, 'now'>,
): string[] => {
  const last =
    state.open || state.since === undefined ? undefined : localTime(state.since, campaign.timeZone).day
  return Array.from({ length: 8 + 7 * campaign.mails.holidays.length }, (_, ahead) =>
    addDays(from, ahead * step),
  ).filter(day => isMailDay(campaign, kind, day) && (last === undefined || day <= last))
}
