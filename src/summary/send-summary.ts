/**
 * The daily summary, sent once: what is due is looked for, made and handed over (`hand-over.ts`: the state of its row).
 * When a later summary falls due before an earlier one could be handed over, that one stands for it, and the earlier is
 * withdrawn.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import { AppError } from '../domain/errors.ts'
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
  type Stopped,
  withdraw,
} from './hand-over.ts'
import { type MailParts, makeSummaryMail, type SummaryMail } from './make-summary-mail.ts'
import { type DueSummary, dueSummary, summaryId } from './schedule.ts'

export type SummaryParts = MailParts & HandOverParts

/** What came of one look. `busy`: another process is sending at this moment, nothing was done. */
export interface SummaryStep extends Pick<HandedOver, 'id' | 'detail'> {
  readonly kind: HandedOver['kind'] | 'nothing' | 'busy'
}

const nothing: SummaryStep = { kind: 'nothing', id: '', detail: '' }
const busy: SummaryStep = { kind: 'busy', id: '', detail: '' }

/** The store's first start, kept: nothing was missed before it. */
export const firstStart = async ({
  store,
  clock,
}: Pick<SummaryParts, 'store' | 'clock'>): Promise<number> => {
  const known = await store.fact<number>('startedAt')
  if (known !== undefined) return known
  const now = clock.now()
  await store.saveFact('startedAt', now)
  return now
}

/** Sends what is due now, or tries again what could not be handed over. @throws AppError of the store or archive */
export const sendDueSummary = async (parts: SummaryParts): Promise<SummaryStep> => {
  // Most looks find nothing and need not be alone for that; what was found is looked for again when alone.
  if (!(await findDue(parts))) return nothing
  return ifAlone<SummaryStep>(
    parts,
    async () => {
      const found = await findDue(parts)
      return found ? sendFound(parts, found) : nothing
    },
    busy,
  )
}

interface FoundDue {
  readonly due: DueSummary
  readonly now: number
  /** The mail that could not be handed over, of this day or an earlier one. */
  readonly open: SentMail | undefined
  readonly stopped: Stopped | undefined
}

/** What is to be sent at this moment, if anything. */
const findDue = async (parts: SummaryParts): Promise<FoundDue | undefined> => {
  const { store, campaign, clock } = parts
  const startedAt = await firstStart(parts)
  const sent = await store.sentMails()
  const now = clock.now()
  const all = await readStopped(parts)
  const open = sent.find(one => one.kind === 'summary' && one.state === 'sending' && all.has(one.id))
  const stopped = open && all.get(open.id)
  const due = dueSummary({ now, campaign, sent: sent.filter(one => one !== open), startedAt })
  if (!due) return undefined
  if (open?.day === due.day && stopped && now < nextTry(stopped)) return undefined
  return { due, now, open, stopped }
}

/** Alone. */
const sendFound = async (parts: SummaryParts, { due, now, open }: FoundDue): Promise<SummaryStep> => {
  if (open?.day === due.day) return handOverAgain(parts, open)
  if (open) {
    const why = makePhrase(parts.wording)('mail.replaced', { day: writtenDay(due.day) })
    await withdraw(parts, open.id, why)
  }
  return sendNew(parts, await makeSummaryMail(parts, { id: due.id, day: due.day, asOf: now, at: now }))
}

/**
 * By hand (`summary --date D`): the summary of `day` with the figures of now, worded for the campaign's time on it, or for
 * now where no day is given. Once a day all the same: only a mail that surely was not sent is followed by another.
 * @throws AppError bad-usage for a day that has not come
 */
export const sendSummaryByHand = async (parts: SummaryParts, day?: string): Promise<SummaryStep> => {
  const today = localTime(parts.clock.now(), parts.campaign.timeZone).day
  if (day !== undefined && day > today)
    throw new AppError('bad-usage', `--date ${day} has not come yet; with --dry-run it can be shown`)
  return ifAlone<SummaryStep>(parts, () => sendOnce(parts, day, day ?? today), busy)
}

/** Alone. */
const sendOnce = async (
  parts: SummaryParts,
  day: string | undefined,
  wanted: string,
): Promise<SummaryStep> => {
  const { store } = parts
  await endLeft(parts)
  const before = (await store.sentMails()).filter(one => one.kind === 'summary' && one.day === wanted)
  const standing = before.find(one => one.state !== 'refused')
  // Nobody else is at it, and what was left is ended: it is known to be surely here still.
  if (standing?.state === 'sending') return handOverAgain(parts, standing)
  if (standing) return { kind: 'already', id: standing.id, detail: standing.detail }
  const mail = await previewSummary(parts, day)
  const id = before.length === 0 ? mail.id : `${mail.id} ${before.length + 1}`
  return sendNew(parts, id === mail.id ? mail : await makeSummaryMail(parts, { ...mail, id }))
}

/** The summary that `sendSummaryByHand` would send, not sent (`--dry-run`). Writes nothing. */
export const previewSummary = (parts: SummaryParts, day?: string): Promise<SummaryMail> => {
  const at = parts.clock.now()
  const today = localTime(at, parts.campaign.timeZone).day
  return makeSummaryMail(parts, {
    id: summaryId(day ?? today),
    day: day ?? today,
    asOf: day ? undefined : at,
    at,
  })
}

/** Alone. */
const sendNew = async (parts: SummaryParts, mail: SummaryMail): Promise<SummaryStep> => {
  const { id, day, recipients, figures, raw } = mail
  const row = { id, kind: 'summary' as const, day, recipients, figures, about: [], raw }
  const step = await handOverNew(parts, row)
  // The id is there already, so the mail is another's.
  return step.kind === 'already' ? nothing : step
}
