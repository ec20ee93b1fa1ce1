/**
 * A mail of ours sent once more, because somebody says that it did not arrive: one that may have gone (`doubtful`), or that
 * the server refused. The same words and attachments, to the same people, as a mail of its own: a new row, and a new
 * Message-ID and date, since a server that saw the first might drop the second as a repetition.
 *
 *   doubtful, refused ── decision `send-again {as}` on its id ──► the row `as` goes its own way (`hand-over.ts`)
 *
 * The decision comes first, and names the row: whoever asks a second time, or after the program died in between, is
 * brought to the same row, which the store begins once.
 */
import { isDailyKind } from '../domain/campaign.ts'
import { decisionShapes, lastOf } from '../domain/decision.ts'
import { AppError } from '../domain/errors.ts'
import { mailId } from '../domain/identity.ts'
import type { SentMail } from '../domain/ledger.ts'
import type { Store } from '../ports.ts'
import { messageIdOf } from './compose.ts'
import { endLeft, type HandedOver, type HandOverParts, handOverNew, ifAlone } from './hand-over.ts'
import { holdOf } from './hold.ts'

type AgainParts = HandOverParts & { readonly store: Pick<Store, 'decide' | 'decisions'> }

export interface AgainWish {
  readonly id: string
  /** A name, for the history. */
  readonly by: string
  /** How many decisions about the mail were seen. */
  readonly seen: number
}

/** Nothing was done: another process is sending at this moment; it was sent, or is on its way; it is held back. */
export type AgainAnswer = HandedOver | 'busy' | 'not-open' | 'held'

/** May a mail that stands so be sent again? */
export const maySendAgain = ({ state }: Pick<SentMail, 'state'>): boolean =>
  state === 'doubtful' || state === 'refused'

/** The mail that this one was sent again as, once somebody said so. */
export const sentAgainAs = async (
  { store }: { readonly store: Pick<Store, 'decisions'> },
  id: string,
): Promise<string | undefined> => {
  const last = lastOf(await store.decisions(id), 'send-again')
  return last && decisionShapes['send-again'].parse(last.decision.after).as
}

/** @throws AppError not-found, stale-version; of the store or archive */
export const sendAgain = (parts: AgainParts, wish: AgainWish): Promise<AgainAnswer> =>
  ifAlone<AgainAnswer>(parts, () => sendOnceMore(parts, wish), 'busy')

/** Alone. */
const sendOnceMore = async (parts: AgainParts, { id, by, seen }: AgainWish): Promise<AgainAnswer> => {
  const { store, archive, clock, campaign } = parts
  await endLeft(parts)
  const mails = await store.sentMails()
  const mail = mails.find(one => one.id === id)
  if (!mail) throw new AppError('not-found', `there is no mail "${id}"`)
  if (!maySendAgain(mail)) return 'not-open'
  const daily = mailId(mail.kind, mail.day)
  if (holdOf(await store.decisions(daily), daily).kind === 'held') return 'held'
  const before = await sentAgainAs(parts, id)
  const known = mails.find(one => one.id === before)
  if (known) return { kind: 'already', id: known.id, detail: known.detail }
  const as = before ?? freeId(mail, mails)
  const now = clock.now()
  if (before === undefined)
    await store.decide({ subject: id, by, at: now, kind: 'send-again', before: null, after: { as } }, seen)
  const raw = asNew(await archive.get(mail.raw), { messageId: messageIdOf(as, campaign), at: now })
  const { kind, day, recipients, figures, about } = mail
  return handOverNew(parts, { id: as, kind, day, recipients, figures, about, raw })
}

/** `summary 2022-02-11 2`: the day's mail, and which of them. */
const freeId = ({ id, kind, day }: SentMail, mails: readonly SentMail[]): string => {
  const first = mails.find(one => one.id === id.replace(/ \d{1,3}$/, ''))?.id ?? id
  const base = isDailyKind(kind) ? mailId(kind, day) : first
  for (let number = 2; ; number++)
    if (!mails.some(one => one.id === `${base} ${number}`)) return `${base} ${number}`
}

/** The mail with another Message-ID and date (RFC 5322, 3.6.1 and 3.6.4); not a byte else. */
const asNew = (raw: Uint8Array, { messageId, at }: { messageId: string; at: number }): Buffer => {
  const text = Buffer.from(raw).toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const date = new Date(at).toUTCString().replace('GMT', '+0000')
  const head = replaced(replaced(text.slice(0, end), 'Message-ID', messageId), 'Date', date)
  return Buffer.from(head + text.slice(end), 'latin1')
}

/** A header of ours, which may be folded over lines. */
const replaced = (head: string, name: string, value: string): string =>
  head.replace(new RegExp(`(^|\r\n)${name}:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*`, 'i'), `$1${name}: ${value}`)
