/**
 * One look of the summary worker at what goes back to units: mails that could not be handed over are tried again, then
 * due receipts go, then released reminders. Bounded, so that a flood of mails in is no flood out; what is left waits for
 * the next look. Each mail is handed over alone, so that the daily mail need not wait for all of them.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import {
  type HandedOver,
  handOverAgain,
  handOverNew,
  ifAlone,
  nextTry,
  readStopped,
  withdraw,
} from '../summary/hand-over.ts'
import { planReminders, type Reminder } from './plan-reminders.ts'
import { composeReminder, keepDrafts } from './reminders.ts'
import { composeReceipt, findReceipts, type ReplyParts, receiptsSince } from './send-receipts.ts'

/** Mails in one look; there is one a minute. */
export const mostPerLook = 20

/** A server that puts off so many is not to be had now; one that puts off one knows that recipient. */
const mostWaiting = 3

/** A receipt that no server took for so long tells nobody anything new, ms. */
const tooOld = 24 * 3_600_000

/** Run alone. Undefined: by then there was nothing to do. */
type Step = () => Promise<HandedOver | undefined>

/** @returns what became of each mail that was in hand. @throws AppError of the store or archive */
export const lookAtReplies = async (parts: ReplyParts, signal?: AbortSignal): Promise<HandedOver[]> => {
  const { store, campaign } = parts
  const isOn = (await receiptsSince(parts)) !== undefined || campaign.mails.reminders !== undefined
  const mails = await store.sentMails()
  // Where all of it is off there may be left what was begun before.
  if (!isOn && !mails.some(one => isReply(one) && (one.state === 'draft' || one.state === 'sending')))
    return []

  const snapshot = await store.snapshot()
  const roster = await parts.roster()
  const { released } = await keepDrafts(parts, snapshot, roster)
  const due = await findReceipts(parts, snapshot, roster)
  // What was put off comes last: recipients that are always put off would keep all others waiting.
  return runSteps(parts, signal, [
    ...due.map(
      (one): Step =>
        async () =>
          handOverNew(parts, await composeReceipt(parts, one, snapshot, roster)),
    ),
    ...releasedSteps(parts, released),
    ...(await stoppedReplies(parts, mails)).map(
      (mail): Step =>
        () =>
          tryAgain(parts, mail, snapshot, roster),
    ),
  ])
}

/** Only reminders that were released just now, of those that hold. @throws AppError of the store or archive */
export const sendReleased = async (parts: ReplyParts): Promise<HandedOver[]> => {
  const { released } = await keepDrafts(parts, await parts.store.snapshot(), await parts.roster())
  return runSteps(parts, undefined, releasedSteps(parts, released))
}

const releasedSteps = (parts: ReplyParts, released: readonly Reminder[]): Step[] =>
  released.map(one => async () => handOverNew(parts, await composeReminder(parts, one)))

const runSteps = async (
  parts: ReplyParts,
  signal: AbortSignal | undefined,
  steps: readonly Step[],
): Promise<HandedOver[]> => {
  const done: HandedOver[] = []
  for (const step of steps) {
    if (signal?.aborted || done.length >= mostPerLook) break
    const handed = await ifAlone<HandedOver | undefined | 'busy'>(parts, step, 'busy')
    if (handed === 'busy') break
    if (handed) done.push(handed)
    if (done.filter(one => one.kind === 'waiting').length >= mostWaiting) break
  }
  return done
}

const isReply = ({ kind }: SentMail): boolean => kind === 'receipt' || kind === 'reminder'

/** Surely not handed over, and the time to try again has come. */
const stoppedReplies = async (parts: ReplyParts, mails: readonly SentMail[]): Promise<SentMail[]> => {
  const stopped = await readStopped(parts)
  const now = parts.clock.now()
  return mails.filter(one => {
    const known = stopped.get(one.id)
    return isReply(one) && one.state === 'sending' && known !== undefined && nextTry(known) <= now
  })
}

/** Alone. A reminder is not tried again once its unit has sent, a receipt not for ever. */
const tryAgain = async (
  parts: ReplyParts,
  mail: SentMail,
  snapshot: Snapshot,
  roster: Roster,
): Promise<HandedOver | undefined> => {
  // Another process may have been at it.
  if (!(await readStopped(parts)).has(mail.id)) return undefined
  const now = parts.clock.now()
  const holds =
    mail.kind === 'reminder'
      ? planReminders(snapshot, roster, parts.campaign, now).reminders.some(one => one.id === mail.id)
      : now < mail.at + tooOld
  if (!holds) {
    const phrase = makePhrase(parts.wording)
    const why = mail.kind === 'reminder' ? phrase('reminder.dropped-late') : phrase('receipt.givenUp')
    await withdraw(parts, mail.id, why)
    return { kind: 'refused', id: mail.id, detail: why }
  }
  return handOverAgain(parts, mail)
}
