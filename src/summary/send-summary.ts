/**
 * Sends the daily summary, once. The state is the mail's row:
 *
 *   (no row) ── bytes kept in the archive, row committed ──► sending ── the server took it ──► sent
 *                                                              │ ├── the server refused it for good ──► refused
 *                                                              │ └── lost while handing it over ──► doubtful
 *                                                              └── surely nothing handed over: stays `sending`, and the
 *                                                                  fact `summaryNotHandedOver` names it: tried again
 *
 * Rows and fact are read anew, changed, and mails handed over by one process at a time (`alone`): the service and
 * `tonghop summary` by hand know nothing else of each other, and one that is killed lets go.
 *
 * Only a row that the fact names is tried again, with the same bytes; the fact is withdrawn before each try. So a row
 * found `sending` without the fact while nobody else is at it was left by a process that died: it may have gone, becomes
 * `doubtful`, is shown, and never sent by itself. When a later summary falls due first, that one stands for it, and it is
 * `refused`.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import { AppError } from '../domain/errors.ts'
import type { SentMail } from '../domain/ledger.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import type { Archive, Clock, Outbox } from '../ports.ts'
import { type MailParts, makeSummaryMail, type SummaryMail } from './make-summary-mail.ts'
import { type DueSummary, dueSummary, summaryId } from './schedule.ts'

export interface SummaryParts extends MailParts {
  readonly archive: Archive
  readonly outbox: Outbox
  readonly clock: Clock
  /** Runs the work while no other process does its own. @throws AppError already-running: not run, another is at it */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * What came of one look. `waiting`: surely not sent, to be tried again; `already`: its row says what became of it; `busy`:
 * another process is sending at this moment, nothing was done.
 */
export interface SummaryStep {
  readonly kind: 'nothing' | 'sent' | 'refused' | 'doubtful' | 'waiting' | 'already' | 'busy'
  readonly id: string
  /** The server's word or the file's path; why not, otherwise. May hold addresses: for the ledger, not for logs. */
  readonly detail: string
}

/** When and why a mail was last surely not handed over. */
export interface NotHandedOver {
  readonly id: string
  readonly at: number
  readonly attempts: number
  readonly reason: string
}
export const notHandedOverFact = 'summaryNotHandedOver'

const nothing: SummaryStep = { kind: 'nothing', id: '', detail: '' }
const busy: SummaryStep = { kind: 'busy', id: '', detail: '' }
/** ms before the next try: 1, 2, 4, 8 and then every 15 minutes. */
const pause = (attempts: number): number => Math.min(15, 2 ** (attempts - 1)) * 60_000

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

/** `whenBusy`, and nothing done, when another process is at it. */
const ifAlone = async <T>(
  { alone }: Pick<SummaryParts, 'alone'>,
  work: () => Promise<T>,
  whenBusy: T,
): Promise<T> => {
  try {
    return await alone(work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-running') return whenBusy
    throw error
  }
}

type DoubtParts = Pick<SummaryParts, 'store' | 'clock' | 'wording' | 'alone'>

/** Mails that a process left `sending` when it died become `doubtful`. @returns their ids; none while another is sending */
export const markDoubtful = async (parts: DoubtParts): Promise<string[]> => {
  if ((await findLeft(parts)).length === 0) return []
  return ifAlone(parts, () => endLeft(parts), [])
}

/** `sending`, and not known to be surely here still. Only when nobody else is sending they were left. */
const findLeft = async ({ store }: DoubtParts): Promise<SentMail[]> => {
  const open = await store.fact<NotHandedOver | null>(notHandedOverFact)
  return (await store.sentMails()).filter(one => one.state === 'sending' && one.id !== open?.id)
}

/** Alone. */
const endLeft = async (parts: DoubtParts): Promise<string[]> => {
  const left = await findLeft(parts)
  const why = makePhrase(parts.wording)('summary.notKnownWhetherSent')
  for (const mail of left) await parts.store.endSending(mail.id, 'doubtful', why, parts.clock.now())
  return left.map(one => one.id)
}

/** Sends what is due now, or tries again what could not be handed over. @throws AppError of the store or archive */
export const sendDueSummary = async (parts: SummaryParts): Promise<SummaryStep> => {
  // Most looks find nothing and need not be alone for that; what was found is looked for again when alone.
  if (!(await findDue(parts))) return nothing
  return ifAlone(
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
  readonly stopped: NotHandedOver | undefined
}

/** What is to be sent at this moment, if anything. */
const findDue = async (parts: SummaryParts): Promise<FoundDue | undefined> => {
  const { store, campaign, clock } = parts
  const startedAt = await firstStart(parts)
  const sent = await store.sentMails()
  const now = clock.now()
  const stopped = (await store.fact<NotHandedOver | null>(notHandedOverFact)) ?? undefined
  const open = sent.find(one => one.state === 'sending' && one.id === stopped?.id)
  const due = dueSummary({ now, campaign, sent: sent.filter(one => one !== open), startedAt })
  if (!due) return undefined
  if (open?.day === due.day && stopped && now < stopped.at + pause(stopped.attempts)) return undefined
  return { due, now, open, stopped }
}

/** Alone. */
const sendFound = async (
  parts: SummaryParts,
  { due, now, open, stopped }: FoundDue,
): Promise<SummaryStep> => {
  if (open && stopped && open.day === due.day) return tryAgain(parts, open, stopped)
  if (open) {
    const why = makePhrase(parts.wording)('summary.replaced', { day: writtenDay(due.day) })
    await parts.store.endSending(open.id, 'refused', why, now)
    await parts.store.saveFact(notHandedOverFact, null)
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
  return ifAlone(parts, () => sendOnce(parts, day, day ?? today), busy)
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
  const stopped = await store.fact<NotHandedOver | null>(notHandedOverFact)
  const standing = before.find(one => one.state !== 'refused')
  if (standing && standing.state === 'sending' && stopped?.id === standing.id)
    return tryAgain(parts, standing, stopped)
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
  const { store, archive, clock } = parts
  const [raw] = await archive.put([mail.raw])
  const { id, day, recipients, figures } = mail
  const at = clock.now()
  const row = { ...{ id, kind: 'summary' as const, day, raw: raw!, recipients }, at, figures, about: [] }
  // False: the id is there already, so the mail is another's.
  if (!(await store.beginSending(row))) return nothing
  return handOver(parts, row, mail.raw, 0)
}

/** Alone. */
const tryAgain = async (
  parts: SummaryParts,
  mail: SentMail,
  stopped: NotHandedOver,
): Promise<SummaryStep> => {
  const raw = await parts.archive.get(mail.raw)
  await parts.store.saveFact(notHandedOverFact, null)
  return handOver(parts, mail, raw, stopped.attempts)
}

type Row = Pick<SentMail, 'id' | 'recipients'>

const handOver = async (
  { store, outbox, clock, campaign }: SummaryParts,
  { id, recipients }: Row,
  raw: Uint8Array,
  attempts: number,
): Promise<SummaryStep> => {
  let detail: string
  try {
    detail = await outbox.send(raw, { from: campaign.office.address, to: recipients })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof AppError && error.retryable) {
      const stopped: NotHandedOver = { id, at: clock.now(), attempts: attempts + 1, reason }
      await store.saveFact(notHandedOverFact, stopped)
      return { kind: 'waiting', id, detail: reason }
    }
    const kind = error instanceof AppError && error.code === 'smtp-refused' ? 'refused' : 'doubtful'
    await store.endSending(id, kind, reason, clock.now())
    if (!(error instanceof AppError)) throw error
    return { kind, id, detail: reason }
  }
  await store.endSending(id, 'sent', detail, clock.now())
  return { kind: 'sent', id, detail }
}
