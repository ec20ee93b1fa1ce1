/**
 * One mail of ours, of any kind, handed to the outbox: its row first, then its bytes, never twice. When a mail is due,
 * and what it says, is its maker's business. The state is the mail's row:
 *
 *   (no row), draft ── bytes kept in the archive, row committed ──► sending ── the server took it ──► sent
 *                                                                    │ │ ├── the server refused it for good ──► refused
 *                                                                    │ │ └── lost while handing it over ──► doubtful
 *                                                                    │ └── no longer wanted (`withdraw`) ──► refused
 *                                                                    └── surely nothing handed over: stays `sending`, and
 *                                                                        the fact `mailsStopped` names it: tried again
 *
 * Rows and fact are read anew, changed, and mails handed over by one process at a time (`alone`): the service and a
 * command by hand know nothing else of each other, and one that is killed lets go. What is marked "Alone" below is called
 * inside `ifAlone` only.
 *
 * Only a row that the fact names is tried again, with the same bytes; the fact is withdrawn before each try. So a row
 * found `sending` without the fact while nobody else is at it was left by a process that died: it may have gone, becomes
 * `doubtful`, is shown, and never sent by itself.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import type { Campaign } from '../domain/campaign.ts'
import { AppError, isAppError } from '../domain/errors.ts'
import type { MailKind, SentMail } from '../domain/ledger.ts'
import { failpoint } from '../failpoints.ts'
import { errorFields } from '../platform/logging.ts'
import type { Archive, Clock, Outbox, Store } from '../ports.ts'

export interface HandOverParts {
  readonly store: Pick<Store, 'fact' | 'saveFact' | 'sentMails' | 'beginSending' | 'endSending'>
  readonly archive: Archive
  readonly outbox: Outbox
  readonly clock: Clock
  readonly campaign: Campaign
  /** Texts by dotted key. */
  readonly wording: Readonly<Record<string, string>>
  /** Runs the work while no other process does its own. @throws AppError already-running: not run, another is at it */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

/** A mail to be handed over: its row, and its bytes where the row has their hash. */
export type OutgoingMail = Omit<SentMail, 'state' | 'detail' | 'raw' | 'at'> & { readonly raw: Uint8Array }

/**
 * What became of a mail. `waiting`: surely not sent, to be tried again. `already`: its row was there, nothing was done.
 * `detail`: the server's word or the file's path; why not, otherwise. It may hold addresses: for the ledger, not for logs.
 */
export interface HandedOver {
  readonly kind: 'sent' | 'refused' | 'doubtful' | 'waiting' | 'already'
  readonly id: string
  readonly detail: string
}

/** When and why a mail was last surely not handed over. */
export interface Stopped {
  /** Milliseconds. */
  readonly at: number
  readonly attempts: number
  readonly reason: string
}
/** The fact: by the mail's id. Changed alone. */
export const mailsStoppedFact = 'mailsStopped'

export const readStopped = async ({
  store,
}: {
  readonly store: Pick<Store, 'fact'>
}): Promise<ReadonlyMap<string, Stopped>> =>
  new Map(Object.entries((await store.fact<Record<string, Stopped>>(mailsStoppedFact)) ?? {}))

/** When it is tried again: after 1, 2, 4, 8 and then every 15 minutes. Milliseconds. */
export const nextTry = ({ at, attempts }: Stopped): number => at + Math.min(15, 2 ** (attempts - 1)) * 60_000

/** `whenBusy`, and nothing done, when another process is at it. */
export const ifAlone = async <T>(
  { alone }: Pick<HandOverParts, 'alone'>,
  work: () => Promise<T>,
  whenBusy: T,
): Promise<T> => {
  try {
    return await alone(work)
  } catch (error) {
    if (isAppError(error, 'already-running')) return whenBusy
    throw error
  }
}

type DoubtParts = Pick<HandOverParts, 'store' | 'clock' | 'wording' | 'alone'>

/** Mails that a process left `sending` when it died become `doubtful`. @returns their ids; none while another is sending */
export const markDoubtful = async (parts: DoubtParts): Promise<string[]> => {
  if ((await findLeft(parts)).length === 0) return []
  return ifAlone(parts, () => endLeft(parts), [])
}

/** Alone. */
export const endLeft = async (parts: DoubtParts): Promise<string[]> => {
  const left = await findLeft(parts)
  const why = makePhrase(parts.wording)('mail.notKnownWhetherSent')
  for (const mail of left) await parts.store.endSending(mail.id, 'doubtful', why, parts.clock.now())
  return left.map(one => one.id)
}

/** `sending`, and not known to be surely here still. Only when nobody else is sending they were left. */
const findLeft = async (parts: DoubtParts): Promise<SentMail[]> => {
  const stopped = await readStopped(parts)
  return (await parts.store.sentMails()).filter(one => one.state === 'sending' && !stopped.has(one.id))
}

/** Alone. A mail that was never tried, or a draft that is released. @throws AppError of the store or archive */
export const handOverNew = async (parts: HandOverParts, mail: OutgoingMail): Promise<HandedOver> => {
  failpoint('mail.composed')
  const [raw] = await parts.archive.put([mail.raw])
  failpoint('mail.archived')
  const row = { ...mail, raw: raw!, at: parts.clock.now() }
  if (!(await parts.store.beginSending(row))) return { kind: 'already', id: mail.id, detail: '' }
  failpoint('mail.sending')
  return handOver(parts, row, mail.raw, 0)
}

/** Alone. The same bytes once more, of a mail that the fact names. @throws AppError of the store or archive */
export const handOverAgain = async (parts: HandOverParts, mail: SentMail): Promise<HandedOver> => {
  const attempts = (await readStopped(parts)).get(mail.id)?.attempts
  if (attempts === undefined)
    throw new Error('a mail is tried again that is not known to be surely here still')
  const raw = await parts.archive.get(mail.raw)
  await noteStopped(parts, mail.id, undefined)
  return handOver(parts, mail, raw, attempts)
}

/** Alone. A mail that the fact names is not to go any more. @param why for the clerk */
export const withdraw = async (parts: HandOverParts, id: string, why: string): Promise<void> => {
  await parts.store.endSending(id, 'refused', why, parts.clock.now())
  await noteStopped(parts, id, undefined)
}

/** Where a server sends what it cannot deliver. RFC 3834: an answer by a machine asks for no answer. */
const returnPathOf = (kind: MailKind, { office, mails }: Campaign): string =>
  kind === 'receipt' && mails.receipts?.returnPath !== 'office' ? '' : office.address

/** Alone. */
const handOver = async (
  parts: HandOverParts,
  { id, kind, recipients }: Pick<SentMail, 'id' | 'kind' | 'recipients'>,
  raw: Uint8Array,
  attempts: number,
): Promise<HandedOver> => {
  const { store, outbox, clock, campaign } = parts
  let detail: string
  try {
    detail = await outbox.send(raw, { from: returnPathOf(kind, campaign), to: recipients })
  } catch (error) {
    // The words of a bug may quote the mail.
    const reason = error instanceof AppError ? error.message : Object.values(errorFields(error)).join(' ')
    if (error instanceof AppError && error.retryable) {
      await noteStopped(parts, id, { at: clock.now(), attempts: attempts + 1, reason })
      return { kind: 'waiting', id, detail: reason }
    }
    const end = isAppError(error, 'smtp-refused') ? 'refused' : 'doubtful'
    await store.endSending(id, end, reason, clock.now())
    if (!(error instanceof AppError)) throw error
    return { kind: end, id, detail: reason }
  }
  failpoint('mail.handed-over')
  await store.endSending(id, 'sent', detail, clock.now())
  failpoint('mail.ended')
  return { kind: 'sent', id, detail }
}

/** Alone. */
const noteStopped = async (
  { store }: Pick<HandOverParts, 'store'>,
  id: string,
  stopped: Stopped | undefined,
): Promise<void> => {
  const others = [...(await readStopped({ store }))].filter(([other]) => other !== id)
  await store.saveFact(
    mailsStoppedFact,
    Object.fromEntries(stopped ? [...others, [id, stopped] as const] : others),
  )
  failpoint('mail.stopped-noted')
}
