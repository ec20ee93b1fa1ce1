/**
 * Which receipts are due. Pure: all from the snapshot and the time given, in the campaign's zone.
 *
 * - One a sender a day, whatever became of it: its id, `receipt <day> <address, hashed>`, is the row's key.
 * - It waits until nothing more has come from its sender for a while (a stamped paper comes page by page, in several
 *   mails), and until all that came is settled; then it is about all of it. Not for ever: two hours.
 * - What the same sender sends later that day is in the next day's receipt, which waits for office hours to begin.
 * - Senders that nobody vouches for come last, and so many a day: whoever forges a thousand of them makes us write to a
 *   hundred.
 */
import type { Campaign } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import { sha256 } from '../domain/identity.ts'
import type { Snapshot } from '../domain/ledger.ts'
import type { Unit } from '../domain/unit.ts'
import { localTime } from '../domain/zoned-time.ts'
import { findAddressee, isKnownSender, type MailInHand } from './may-answer.ts'

export interface DueReceipt {
  readonly id: string
  readonly day: string
  /** Lower case. */
  readonly address: string
  /** In order of arrival; never empty. */
  readonly mails: readonly MailInHand[]
  /** Of all of them somebody vouches for the sender. */
  readonly isKnown: boolean
}

export interface ReceiptMoment {
  readonly units: readonly Unit[]
  readonly campaign: Campaign
  readonly now: number
  /** Receipts were turned on then, milliseconds. */
  readonly since: number
}

/** What a sender sent that is not settled after this long (its job failed) holds up the rest no more. ms */
const stuck = 3_600_000

/** Whoever sends on and on is answered after this long. ms */
const longestWait = 2 * 3_600_000

/** Receipts a day to senders that nobody vouches for. */
export const mostToUnknown = 100

/** Oldest first, known senders before others. None where the campaign wants no receipts, or is closed. */
export const dueReceipts = (snapshot: Snapshot, moment: ReceiptMoment): DueReceipt[] => {
  const { campaign, now, units } = moment
  const wanted = campaign.mails.receipts
  if (!wanted || closingOf(snapshot.decisions) !== null) return []
  const today = localTime(now, campaign.timeZone)
  const receipts = snapshot.sentMails.filter(one => one.kind === 'receipt' && one.day === today.day)
  const taken = new Set(receipts.map(one => one.id))
  const isKnown = isKnownSender(units)
  const due = [...gatherBySender(snapshot, moment)].flatMap(([address, mails]): DueReceipt[] => {
    const id = receiptId(today.day, address)
    const times = mails.map(one => one.message.receivedAt)
    const isQuiet =
      Math.max(...times) + wanted.afterMinutes * 60_000 <= now || Math.min(...times) + longestWait <= now
    const isOfBefore = times.some(at => localTime(at, campaign.timeZone).day < today.day)
    const isHour = !isOfBefore || today.time >= campaign.mails.officeHours.from
    if (taken.has(id) || !isQuiet || !isHour) return []
    return [{ id, day: today.day, address, mails, isKnown: mails.every(one => isKnown(one.message)) }]
  })
  const room = Math.max(0, mostToUnknown - receipts.filter(one => one.figures.known === 0).length)
  return [...due.filter(one => one.isKnown), ...due.filter(one => !one.isKnown).slice(0, room)]
}

/** Enough of the hash that nobody finds another address of the same. */
const receiptId = (day: string, address: string): string =>
  `receipt ${day} ${sha256(Buffer.from(address.toLowerCase())).slice(0, 32)}`

/** Mails with a form that are not answered since the server noted no Return-Path: a setting of the server, not theirs. */
export const withoutReturnPath = (snapshot: Snapshot, moment: ReceiptMoment): number => {
  const forms = Map.groupBy(snapshot.submissions, one => one.messageId)
  const rules = { ...moment, senderOf: () => undefined }
  return snapshot.messages.filter(message => {
    const submissions = forms.get(message.id) ?? []
    return (
      submissions.length > 0 &&
      findAddressee({ message, parts: [], submissions }, rules) === 'return-path-unknown'
    )
  }).length
}

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
    const others = found.get(to.address)
    if (others) others.push(mail)
    else found.set(to.address, [mail])
  }
  for (const address of busy) found.delete(address)
  return found
}
