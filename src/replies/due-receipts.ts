/**
 * Which receipts are due. Pure: all from the snapshot and the time given, in the campaign's zone.
 *
 * - One a sender a day, whatever became of it: its id, `receipt <day> <address, hashed>`, is the row's key.
 * - It waits until nothing more has come from its sender for a while (a stamped paper comes page by page, in several
 *   mails), and until all that came is settled; then it is about all of it.
 * - What the same sender sends later that day is in the next day's receipt, which waits for office hours to begin.
 */
import type { Campaign } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import { sha256 } from '../domain/identity.ts'
import type { Snapshot } from '../domain/ledger.ts'
import { localTime } from '../domain/zoned-time.ts'
import { findAddressee, type MailInHand } from './may-answer.ts'

export interface DueReceipt {
  readonly id: string
  readonly day: string
  /** Lower case. */
  readonly address: string
  /** In order of arrival; never empty. */
  readonly mails: readonly MailInHand[]
}

export interface ReceiptMoment {
  readonly campaign: Campaign
  readonly now: number
  /** Receipts were turned on then, milliseconds. */
  readonly since: number
}

/** What a sender sent that is not settled after this long (its job failed) holds up the rest no more. ms */
const stuck = 3_600_000

/** Oldest first. None where the campaign wants no receipts, or is closed. */
export const dueReceipts = (snapshot: Snapshot, moment: ReceiptMoment): DueReceipt[] => {
  const { campaign, now } = moment
  const wanted = campaign.mails.receipts
  if (!wanted || closingOf(snapshot.decisions) !== null) return []
  const today = localTime(now, campaign.timeZone)
  const known = new Set(snapshot.sentMails.map(one => one.id))
  return [...gatherBySender(snapshot, moment)].flatMap(([address, mails]): DueReceipt[] => {
    const id = receiptId(today.day, address)
    const last = Math.max(...mails.map(one => one.message.receivedAt))
    const isQuiet = last + wanted.afterMinutes * 60_000 <= now
    const isOfBefore = mails.some(one => localTime(one.message.receivedAt, campaign.timeZone).day < today.day)
    const isHour = !isOfBefore || today.time >= campaign.mails.officeHours.from
    return !known.has(id) && isQuiet && isHour ? [{ id, day: today.day, address, mails }] : []
  })
}

/** Enough of the hash that nobody finds another address of the same. */
export const receiptId = (day: string, address: string): string =>
  `receipt ${day} ${sha256(Buffer.from(address.toLowerCase())).slice(0, 32)}`

/** Mails to be answered that no receipt was about, by address; none of a sender of whom something is still being read. */
const gatherBySender = (snapshot: Snapshot, moment: ReceiptMoment): Map<string, MailInHand[]> => {
  const { campaign, now, since } = moment
  const answered = new Set(snapshot.sentMails.filter(one => one.kind === 'receipt').flatMap(one => one.about))
  const partsOf = Map.groupBy(snapshot.parts, one => one.messageId)
  const formsOf = Map.groupBy(snapshot.submissions, one => one.messageId)
  const fromOf = new Map(snapshot.messages.map(one => [one.id, one.headers?.fromAddress]))
  const messageOf = new Map(snapshot.submissions.map(one => [one.id, one.messageId]))
  const rules = { campaign, since, now, senderOf: (id: string) => fromOf.get(messageOf.get(id) ?? '') }
  const found = new Map<string, MailInHand[]>()
  const busy = new Set<string>()
  for (const message of snapshot.messages) {
    if (answered.has(message.id)) continue
    const submissions = formsOf.get(message.id) ?? []
    const mail = { message, parts: partsOf.get(message.id) ?? [], submissions }
    const to = findAddressee(mail, rules)
    if (to === 'in-progress' && now - message.receivedAt < stuck) busy.add(fromOf.get(message.id) ?? '')
    if (typeof to === 'string') continue
    found.set(to.address, [...(found.get(to.address) ?? []), mail])
  }
  for (const address of busy) found.delete(address)
  return found
}
