/** A daily mail held back, and released, by somebody's wish: for a command and for the desk. The states: `hold.ts`. */
import { makePhrase } from '../consolidation/phrases.ts'
import { type DailyKind, isMailDay } from '../domain/campaign.ts'
import { campaignState } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { mailId } from '../domain/identity.ts'
import { localTime } from '../domain/zoned-time.ts'
import { endLeft, ifAlone, withdraw } from './hand-over.ts'
import { latestDay, timeOf } from './schedule.ts'
import { type DailyParts, firstStart, type MailStep, mailsOf, readHold, sendDueMail } from './send-daily.ts'

export interface MailWish {
  readonly kind: DailyKind
  /** `YYYY-MM-DD` */
  readonly day: string
  /** A name, for the history. */
  readonly by: string
  /** How many decisions about the mail were seen; undefined: whatever there are. */
  readonly seen?: number
}

/**
 * `gone`: it was sent, or may have been; `past`: its day is over; `no-mail`: none goes on that day; `busy`: another
 * process is sending at this moment, nothing was done.
 */
export type HoldAnswer = 'held' | 'already-held' | 'gone' | 'past' | 'no-mail' | 'busy'

/** Only `held` and `already-held` promise that it does not go. @throws AppError stale-version, store-* */
export const holdMail = (parts: DailyParts, wish: MailWish): Promise<HoldAnswer> =>
  patiently<HoldAnswer>(parts, async () => {
    const { kind, day, by } = wish
    // Whoever holds a mail back expects it: released after its time, it is due, service or none.
    await firstStart(parts)
    await endLeft(parts)
    if ((await readHold(parts, mailId(wish.kind, wish.day))).kind === 'held') return 'already-held'
    const rows = await mailsOf(parts, kind, day)
    if (rows.some(one => one.state === 'sent' || one.state === 'doubtful')) return 'gone'
    if (!isMailDay(parts.campaign, kind, day)) return 'no-mail'
    if (!(await mayGo(parts, wish))) return 'past'
    await decide(parts, wish, 'hold')
    // Nobody else is at it: what is `sending` surely is here still.
    const open = rows.find(one => one.state === 'sending')
    if (open) await withdraw(parts, open.id, makePhrase(parts.wording)('mail.withdrawn', { by }))
    return 'held'
  })

/**
 * @returns what came of it at once: `nothing` is due before its time, nor when it is too late for the day; `not-held`:
 * there was nothing to release. @throws AppError stale-version; of the store or archive
 */
export const releaseMail = async (
  parts: DailyParts,
  wish: MailWish,
): Promise<MailStep | 'not-held' | 'busy'> => {
  const answer = await patiently<'released' | 'not-held' | 'busy'>(parts, async () => {
    if ((await readHold(parts, mailId(wish.kind, wish.day))).kind !== 'held') return 'not-held'
    await decide(parts, wish, 'release')
    return 'released'
  })
  if (answer !== 'released') return answer
  const { kind, day } = wish
  // Its own time only: what else may be due is the service's.
  const isDay = day === localTime(parts.clock.now(), parts.campaign.timeZone).day
  const hasCome = isDay && timeOf(kind, day, parts.campaign) <= parts.clock.now()
  return hasCome ? sendDueMail(parts, kind) : { kind: 'nothing', id: '', detail: '' }
}

/** To come, or of the latest day: one that was missed yesterday goes this morning. */
const mayGo = async ({ store, clock, campaign }: DailyParts, { kind, day }: MailWish): Promise<boolean> => {
  const now = clock.now()
  const state = campaignState(await store.decisions(campaignSubject))
  return day >= localTime(now, campaign.timeZone).day || day === latestDay({ kind, now, campaign, state })
}

/** Alone. */
const decide = async (
  { store, clock }: DailyParts,
  { kind, day, by, seen }: MailWish,
  wanted: 'hold' | 'release',
): Promise<void> => {
  const subject = mailId(kind, day)
  const version = seen ?? (await store.decisions(subject)).length
  await store.decide({ subject, by, at: clock.now(), kind: wanted, before: null, after: {} }, version)
}

/** Another mail is handed over in a moment: ten seconds are waited for that. */
const patiently = async <T>(parts: DailyParts, work: () => Promise<T>): Promise<T | 'busy'> => {
  for (let tries = 0; tries < 20; tries++) {
    const done = await ifAlone<T | 'busy'>(parts, work, 'busy')
    if (done !== 'busy') return done
    await parts.clock.sleep(500)
  }
  return 'busy'
}
