/**
 * Reminders: drafted, put away, released by the clerk, handed over. The state is the mail's row (`migrations.ts`, above
 * `sent_mail`) with the clerk's decisions on its id:
 *
 *   (no row) ── its day has come ──► draft ── the clerk lets it go (decision `release`) ──► sending, as `hand-over.ts` says
 *                                      ├── the unit has sent, the deadline has passed, a newer one … ──► dropped
 *                                      └── the clerk puts it away ──► dropped
 *
 * What is released is looked at once more: a unit that has sent since gets none. A draft is worded again when it goes, as
 * of then.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import { type Decision, lastOf } from '../domain/decision.ts'
import { isAppError } from '../domain/errors.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import { writtenDay } from '../domain/zoned-time.ts'
import { composeMail } from '../summary/compose.ts'
import type { OutgoingMail } from '../summary/hand-over.ts'
import { renderBlocks } from '../summary/mail-blocks.ts'
import { planReminders, type Reminder, type ReminderPlan } from './plan-reminders.ts'
import { wordReminder } from './reminder-words.ts'
import type { ReplyParts } from './send-receipts.ts'

/** Brings the drafts up to date. @returns what holds now, and the drafts of it that were released */
export const keepDrafts = async (
  parts: ReplyParts,
  snapshot: Snapshot,
  roster: Roster,
): Promise<{ plan: ReminderPlan; released: Reminder[] }> => {
  const { store, archive, clock, campaign, wording } = parts
  const plan = planReminders(snapshot, roster, campaign, clock.now())
  const phrase = makePhrase(wording)
  for (const { id, why, day } of plan.drops)
    await putAway(
      parts,
      id,
      phrase(`reminder.dropped-${why}`, why === 'newer' ? { day: writtenDay(day) } : {}),
    )
  const known = new Map(snapshot.sentMails.map(one => [one.id, one]))
  for (const reminder of plan.reminders) {
    if (known.has(reminder.id)) continue
    const mail = await composeReminder(parts, reminder)
    const [raw] = await archive.put([mail.raw])
    await store.keepDraft({ ...mail, raw: raw!, at: clock.now() })
  }
  const isGoing = (id: string): boolean =>
    known.get(id)?.state === 'draft' && isReleased(snapshot.decisions.filter(one => one.subject === id))
  return { plan, released: plan.reminders.filter(one => isGoing(one.id)) }
}

export const composeReminder = async (
  { campaign, wording, clock }: Pick<ReplyParts, 'campaign' | 'wording' | 'clock'>,
  reminder: Reminder,
): Promise<OutgoingMail> => {
  const phrase = makePhrase(wording)
  const now = clock.now()
  const { id, day, addresses, units } = reminder
  const words = wordReminder(reminder, { now, campaign, phrase })
  const raw = await composeMail(
    {
      ...renderBlocks(words.subject, words.blocks),
      ...{ id, senderName: phrase('mail.sender'), to: addresses, attachments: [], at: now },
    },
    campaign,
  )
  return {
    ...{ id, kind: 'reminder', day, recipients: addresses, figures: {}, raw },
    about: units.map(unit => unit.id),
  }
}

/** A reminder that waits for the clerk. */
export interface DraftReminder extends Reminder {
  readonly isReleased: boolean
  /** How many decisions about it there are. */
  readonly seen: number
}
export interface DraftList extends Pick<ReminderPlan, 'toCall' | 'unknownMails'> {
  readonly drafts: readonly DraftReminder[]
}

/** For the clerk, brought up to date: what waits to be released, and whom to call. */
export const listDrafts = async (parts: ReplyParts): Promise<DraftList> => {
  await keepDrafts(parts, await parts.store.snapshot(), await parts.roster())
  return viewDrafts(parts)
}

/** The same as it stands, for who only looks: writes nothing. */
export const viewDrafts = async ({
  store,
  campaign,
  clock,
  roster,
}: Pick<ReplyParts, 'store' | 'campaign' | 'clock' | 'roster'>): Promise<DraftList> => {
  const snapshot = await store.snapshot()
  const { reminders, toCall, unknownMails } = planReminders(snapshot, await roster(), campaign, clock.now())
  const states = new Map(snapshot.sentMails.map(one => [one.id, one.state]))
  return {
    drafts: reminders
      .filter(one => states.get(one.id) === 'draft')
      .map(one => {
        const about = snapshot.decisions.filter(decision => decision.subject === one.id)
        return { ...one, isReleased: isReleased(about), seen: about.length }
      }),
    ...{ toCall, unknownMails },
  }
}

const isReleased = (about: readonly Decision[]): boolean =>
  lastOf(about, 'release', 'hold')?.kind === 'release'

/** The clerk lets drafts go; they are sent at the next look of the summary worker. @param by a name. @throws AppError stale-version */
export const releaseDrafts = async (
  { store, clock }: Pick<ReplyParts, 'store' | 'clock'>,
  ids: readonly string[],
  by: string,
): Promise<void> => {
  for (const id of ids) {
    const before = await store.decisions(id)
    const decision = { subject: id, by, at: clock.now(), kind: 'release' as const, before: null, after: {} }
    await store.decide(decision, before.length)
  }
}

/** The clerk wants none of these; they are not drafted again for that day. @param by a name */
export const dropDrafts = async (
  parts: Pick<ReplyParts, 'store' | 'clock' | 'wording'>,
  ids: readonly string[],
  by: string,
): Promise<void> => {
  for (const id of ids) await putAway(parts, id, makePhrase(parts.wording)('reminder.dropped-by', { by }))
}

/** Sent, or put away, by somebody else at this moment: so be it. */
const putAway = async (
  { store, clock }: Pick<ReplyParts, 'store' | 'clock'>,
  id: string,
  why: string,
): Promise<void> => {
  const isDraft = (mails: readonly SentMail[]): boolean =>
    mails.some(one => one.id === id && one.state === 'draft')
  try {
    await store.dropDraft(id, why, clock.now())
  } catch (error) {
    if (!isAppError(error, 'not-found')) throw error
    if (isDraft(await store.sentMails())) throw error
  }
}
