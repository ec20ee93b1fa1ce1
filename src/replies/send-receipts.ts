/**
 * Receipts, found due, worded, composed and handed over (`summary/hand-over.ts`: the state of a mail's row). The row's
 * key is day and sender, so however often this runs, a sender gets one a day.
 *
 * Since when receipts are on is a fact: what was received before is never answered. It is forgotten while they are off.
 */
import { makePhrase } from '../consolidation/phrases.ts'
import type { KeptSubmission, Snapshot } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import type { Roster } from '../domain/unit.ts'
import type { Store } from '../ports.ts'
import { composeMail } from '../summary/compose.ts'
import type { HandOverParts, OutgoingMail } from '../summary/hand-over.ts'
import { renderBlocks } from '../summary/mail-blocks.ts'
import { type DueReceipt, dueReceipts } from './due-receipts.ts'
import { threadHeaders } from './message-id.ts'
import { wordReceipt } from './receipt-words.ts'

export interface ReplyParts extends Omit<HandOverParts, 'store'> {
  readonly store: Store
  /** The roster in force. */
  readonly roster: () => Promise<Roster>
}

export const receiptsSinceFact = 'receiptsSince'

/** When receipts were turned on, milliseconds, kept at the first look; undefined while they are off. */
export const receiptsSince = async ({
  store,
  clock,
  campaign,
}: Pick<ReplyParts, 'store' | 'clock' | 'campaign'>): Promise<number | undefined> => {
  const known = await store.fact<number | null>(receiptsSinceFact)
  if (!campaign.mails.receipts) {
    if (known != null) await store.saveFact(receiptsSinceFact, null)
    return undefined
  }
  if (known != null) return known
  const now = clock.now()
  await store.saveFact(receiptsSinceFact, now)
  return now
}

/** The receipts to send now, oldest first; not composed yet. */
export const findReceipts = async (
  parts: Pick<ReplyParts, 'store' | 'clock' | 'campaign'>,
  snapshot: Snapshot,
  { units }: Roster,
): Promise<DueReceipt[]> => {
  const since = await receiptsSince(parts)
  if (since === undefined) return []
  return dueReceipts(snapshot, { campaign: parts.campaign, now: parts.clock.now(), since, units })
}

export const composeReceipt = async (
  { campaign, wording, clock }: Pick<ReplyParts, 'campaign' | 'wording' | 'clock'>,
  { id, day, address, mails, isKnown }: DueReceipt,
  snapshot: Snapshot,
  roster: Roster,
): Promise<OutgoingMail> => {
  const phrase = makePhrase(wording)
  const now = clock.now()
  const words = wordReceipt({
    mails,
    units: new Map(roster.units.map(unit => [unit.id, unit])),
    sentOneBefore: sentOneBefore(snapshot, address),
    now,
    campaign,
    phrase,
  })
  const raw = await composeMail(
    {
      ...renderBlocks(words.subject, words.blocks),
      id,
      senderName: phrase('mail.sender'),
      to: [address],
      attachments: [],
      at: now,
      // RFC 3834, 3.1.7 and 5.
      headers: {
        'Auto-Submitted': 'auto-replied',
        ...threadHeaders(mails.at(-1)!.message.headers?.messageId ?? ''),
      },
    },
    campaign,
  )
  return {
    ...{ id, kind: 'receipt', day, recipients: [address], figures: { known: isKnown ? 1 : 0 }, raw },
    about: mails.map(one => one.message.id),
  }
}

const sentOneBefore = (snapshot: Snapshot, address: string) => {
  const theirs = new Set(
    snapshot.messages.filter(one => one.headers?.fromAddress === address).map(one => one.id),
  )
  return (submission: KeptSubmission): boolean =>
    submission.unitId !== null &&
    snapshot.submissions.some(
      one =>
        one.id !== submission.id &&
        one.unitId === submission.unitId &&
        theirs.has(one.messageId) &&
        stands(one),
    )
}
