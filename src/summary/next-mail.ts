/**
 * The daily mail that comes next, of each kind: for which day, when, and what keeps it. For people who look; what is due,
 * and sent, is `send-daily.ts`'s.
 */
import { type DailyKind, dailyMailOf, isMailDay } from '../domain/campaign.ts'
import { campaignState } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { mailId } from '../domain/identity.ts'
import type { SentMail } from '../domain/ledger.ts'
import { localTime } from '../domain/zoned-time.ts'
import { readStopped, type Stopped } from './hand-over.ts'
import type { Hold } from './hold.ts'
import { type DailyMailMade, makeDailyMail } from './make-daily-mail.ts'
import { nextTime, timeOf } from './schedule.ts'
import { type DailyParts, readHold } from './send-daily.ts'

export interface NextMail {
  readonly kind: DailyKind
  readonly id: string
  readonly day: string
  /** Its time, milliseconds; it may have come already: held, waiting for the server, refused, or about to go. */
  readonly at: number
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly hold: Hold
  /** The last row of that day, which did not go. */
  readonly row: SentMail | undefined
  /** Surely still here, and tried again. */
  readonly stopped: Stopped | undefined
  /** It is today's. */
  readonly isToday: boolean
  /** One of today can be sent by hand: none went yet. */
  readonly isTodayOpen: boolean
}

/** @returns undefined: the campaign is closed, none will come */
export const findNextMail = async (parts: DailyParts, kind: DailyKind): Promise<NextMail | undefined> => {
  const { store, campaign, clock } = parts
  const now = clock.now()
  const state = campaignState(await store.decisions(campaignSubject))
  const mails = (await store.sentMails()).filter(one => one.kind === kind)
  const today = localTime(now, campaign.timeZone).day
  const mayGoToday = isMailDay(campaign, kind, today) && (state.open || timeOf(kind, today, campaign) > now)
  const isGone = mails.some(one => one.day === today && (one.state === 'sent' || one.state === 'doubtful'))
  const next = nextTime({ kind, now, campaign, state })
  const following = next === undefined ? undefined : localTime(next, campaign.timeZone).day
  const later = following === today && isGone ? laterDay(parts, kind, now, state) : following
  const day = mayGoToday && !isGone ? today : later
  if (day === undefined) return undefined
  const id = mailId(kind, day)
  const row = mails.findLast(one => one.day === day)
  const { to, cc } = dailyMailOf(campaign, kind)
  return {
    ...{ kind, id, day, at: timeOf(kind, day, campaign), to, cc },
    ...{ hold: await readHold(parts, id), row },
    stopped: row?.state === 'sending' ? (await readStopped(parts)).get(row.id) : undefined,
    ...{ isToday: day === today, isTodayOpen: !isGone },
  }
}

/** Today's was sent by hand before its time. */
const laterDay = (
  { campaign }: DailyParts,
  kind: DailyKind,
  now: number,
  state: ReturnType<typeof campaignState>,
): string | undefined => {
  const today = timeOf(kind, localTime(now, campaign.timeZone).day, campaign)
  const next = nextTime({ kind, now: Math.max(now, today), campaign, state })
  return next === undefined ? undefined : localTime(next, campaign.timeZone).day
}

/** That mail as it would be at this moment, not sent. Writes nothing. */
export const previewNextMail = (
  parts: DailyParts,
  { kind, id, day }: Pick<NextMail, 'kind' | 'id' | 'day'>,
): Promise<DailyMailMade> => {
  const now = parts.clock.now()
  return makeDailyMail(parts, kind, { id, day, asOf: now, at: now })
}
