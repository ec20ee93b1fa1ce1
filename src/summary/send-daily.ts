/**
 * The daily mails, each sent once: what is due is looked for (`schedule.ts`), made, and handed over (`hand-over.ts`: the
 * state of its row). When a later mail of a kind falls due before an earlier one could be handed over, that one stands
 * for it, and the earlier is withdrawn; one that is held back (`hold.ts`) is withdrawn too.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import type { DailyKind } from '../domain/campaign.ts'
import { campaignState } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { AppError } from '../domain/errors.ts'
import { mailId } from '../domain/identity.ts'
import type { SentMail } from '../domain/ledger.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import {
  endLeft,
  type HandedOver,
  type HandOverParts,
  handOverAgain,
  handOverNew,
  ifAlone,
  nextTry,
  readStopped,
  withdraw,
} from './hand-over.ts'
import { type Hold, holdOf } from './hold.ts'
import { type MailParts, startedAtFact } from './mail-matter.ts'
import { type DailyMailMade, makeDailyMail } from './make-daily-mail.ts'
import { dueMail, latestDay } from './schedule.ts'

export type DailyParts = MailParts & HandOverParts

/** What came of one look. `busy`: another process is sending at this moment, nothing was done; `held`: nor was here. */
export interface MailStep extends Pick<HandedOver, 'id' | 'detail'> {
  readonly kind: HandedOver['kind'] | 'nothing' | 'busy' | 'held'
}

const nothing: MailStep = { kind: 'nothing', id: '', detail: '' }
const busy: MailStep = { kind: 'busy', id: '', detail: '' }

/** The store's first start, kept: nothing was missed before it. */
export const firstStart = async ({ store, clock }: Pick<DailyParts, 'store' | 'clock'>): Promise<number> => {
  const known = await store.fact<number>(startedAtFact)
  if (known !== undefined) return known
  const now = clock.now()
  await store.saveFact(startedAtFact, now)
  return now
}

/** What the decisions say of a mail. @param id `summary 2022-02-11` */
export const readHold = async ({ store }: Pick<DailyParts, 'store'>, id: string): Promise<Hold> =>
  holdOf(await store.decisions(id), id)

/** Sends what is due now, or tries again what could not be handed over. @throws AppError of the store or archive */
export const sendDueMail = async (parts: DailyParts, kind: DailyKind): Promise<MailStep> => {
  // Most looks find nothing and need not be alone for that; what was found is looked for again when alone.
  if (!(await findDue(parts, kind))) return nothing
  return ifAlone<MailStep>(
    parts,
    async () => {
      const found = await findDue(parts, kind)
      return found ? act(parts, kind, found) : nothing
    },
    busy,
  )
}

/** What is to be done at this moment. `open`: the mail that could not be handed over, of this day or an earlier one. */
type Found =
  | { readonly what: 'withdraw'; readonly open: SentMail; readonly by: string }
  | { readonly what: 'again'; readonly open: SentMail }
  | { readonly what: 'new'; readonly day: string; readonly now: number; readonly open: SentMail | undefined }

const findDue = async (parts: DailyParts, kind: DailyKind): Promise<Found | undefined> => {
  const { store, campaign, clock } = parts
  const startedAt = await firstStart(parts)
  const state = campaignState(await store.decisions(campaignSubject))
  const sent = await store.sentMails()
  const now = clock.now()
  const stopped = await readStopped(parts)
  const open = sent.find(one => one.kind === kind && one.state === 'sending' && stopped.has(one.id))
  const moment = { kind, now, campaign, state }
  const day = latestDay(moment)
  if (day === undefined) return undefined
  const hold = await readHold(parts, mailId(kind, day))
  if (hold.kind === 'held' && open?.day === day) return { what: 'withdraw', open, by: hold.by }
  const due = dueMail({ ...moment, sent: sent.filter(one => one !== open), startedAt, hold })
  if (!due) return undefined
  if (open?.day !== due.day) return { what: 'new', day: due.day, now, open }
  const last = stopped.get(open.id)
  return last && now < nextTry(last) ? undefined : { what: 'again', open }
}

/** Alone. */
const act = async (parts: DailyParts, kind: DailyKind, found: Found): Promise<MailStep> => {
  if (found.what === 'again') return handOverAgain(parts, found.open)
  const phrase = makePhrase(parts.wording)
  if (found.what === 'withdraw') {
    const detail = phrase('mail.withdrawn', { by: found.by })
    await withdraw(parts, found.open.id, detail)
    return { kind: 'held', id: found.open.id, detail }
  }
  const { day, now, open } = found
  if (open) await withdraw(parts, open.id, phrase('mail.replaced', { day: writtenDay(day) }))
  return sendNew(parts, kind, { day, asOf: now })
}

/**
 * By hand (`summary --date D`): the mail of `day`, of what had come by the campaign's time on it; of now where no day is
 * given. Once a day all the same: only a mail that surely was not sent is followed by another. One that is held is not
 * sent. @throws AppError bad-usage for a day that has not come
 */
export const sendMailByHand = async (parts: DailyParts, kind: DailyKind, day?: string): Promise<MailStep> => {
  const on = todayOrBefore(parts, day)
  return ifAlone<MailStep>(parts, () => sendOnce(parts, kind, day, on), busy)
}

/** That day; today where none is given. @throws AppError bad-usage: of a day that has not come nothing is known */
const todayOrBefore = ({ clock, campaign }: DailyParts, day: string | undefined): string => {
  const today = localTime(clock.now(), campaign.timeZone).day
  if (day !== undefined && day > today) throw new AppError('bad-usage', `--date ${day} has not come yet`)
  return day ?? today
}

/** Alone. */
const sendOnce = async (
  parts: DailyParts,
  kind: DailyKind,
  given: string | undefined,
  day: string,
): Promise<MailStep> => {
  await endLeft(parts)
  const id = mailId(kind, day)
  const hold = await readHold(parts, id)
  if (hold.kind === 'held') return { kind: 'held', id, detail: hold.by }
  const standing = (await mailsOf(parts, kind, day)).find(one => one.state !== 'refused')
  // Nobody else is at it, and what was left is ended: it is known to be surely here still.
  if (standing?.state === 'sending') return handOverAgain(parts, standing)
  if (standing) return { kind: 'already', id: standing.id, detail: standing.detail }
  return sendNew(parts, kind, { day, asOf: given === undefined ? parts.clock.now() : undefined })
}

/** Mails of that kind and day: more than one where the first were refused. */
export const mailsOf = async (
  { store }: Pick<DailyParts, 'store'>,
  kind: DailyKind,
  day: string,
): Promise<SentMail[]> => (await store.sentMails()).filter(one => one.kind === kind && one.day === day)

/** The mail that `sendMailByHand` would send, not sent (`--dry-run`). Writes nothing. @throws AppError bad-usage as there */
export const previewMail = async (
  parts: DailyParts,
  kind: DailyKind,
  day?: string,
): Promise<DailyMailMade> => {
  const at = parts.clock.now()
  const on = todayOrBefore(parts, day)
  return makeDailyMail(parts, kind, {
    id: mailId(kind, on),
    day: on,
    asOf: day === undefined ? at : undefined,
    at,
  })
}

/** Alone. Where a mail of that day was refused before, under a name of its own. */
const sendNew = async (
  parts: DailyParts,
  kind: DailyKind,
  { day, asOf }: { day: string; asOf: number | undefined },
): Promise<MailStep> => {
  const before = (await mailsOf(parts, kind, day)).length
  const id = before === 0 ? mailId(kind, day) : `${mailId(kind, day)} ${before + 1}`
  const { recipients, figures, raw } = await makeDailyMail(parts, kind, {
    ...{ id, day, asOf },
    at: parts.clock.now(),
  })
  const step = await handOverNew(parts, { id, kind, day, recipients, figures, about: [], raw })
  // The id is there already, so the mail is another's.
  return step.kind === 'already' ? nothing : step
}
