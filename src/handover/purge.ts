/**
 * Removes the raw bytes of what was no form: other business of the mailbox, which is nobody else's to keep. Hash, sender,
 * subject, reason and place in the balance stay. In this order:
 *
 *   1. rows     every message noted as purged, with who wished it, in one transaction that looks at each once more
 *   2. files    removed, and that made lasting
 *
 * A crash in between leaves bytes of which the ledger says that they are gone, and the next purge removes those first.
 * The other way round it would leave a ledger that promises what is not there, as after damage. Again changes nothing.
 */
import { messageAround } from '../domain/identity.ts'
import type { KeptMessage, Snapshot } from '../domain/ledger.ts'
import { failpoint } from '../failpoints.ts'
import type { Archive, Store } from '../ports.ts'

export interface PurgePlan {
  /** Oldest first. */
  readonly messages: readonly KeptMessage[]
  /** Together. */
  readonly bytes: number
  /** Not a form, and kept all the same: somebody decided about them, and may take that back. */
  readonly decided: number
  /** Purged before; what a crash left of their bytes goes too. */
  readonly purged: readonly string[]
}

/** What may go. @param before only what was received before it, milliseconds; null: all */
export const planPurge = (snapshot: Snapshot, before: number | null): PurgePlan => {
  const kept = keptForSomething(snapshot)
  const decided = decidedMessages(snapshot)
  const wanted = snapshot.messages.filter(
    one =>
      one.standing === 'not-a-form' &&
      one.purgedAt === null &&
      !kept.has(one.id) &&
      (before === null || one.receivedAt < before),
  )
  const messages = wanted.filter(one => !decided.has(one.id))
  return {
    messages,
    bytes: messages.reduce((sum, one) => sum + one.size, 0),
    decided: wanted.length - messages.length,
    purged: snapshot.messages.filter(one => one.purgedAt !== null).map(one => one.id),
  }
}

/** Anything with a form in it or a file that waits, and the bytes of our own mails. */
const keptForSomething = ({ submissions, parts, sentMails, failedJobs }: Snapshot): Set<string> =>
  new Set([
    ...submissions.map(one => one.messageId),
    ...parts.filter(one => one.standing !== 'not-a-form').map(one => one.messageId),
    ...sentMails.map(one => one.raw),
    ...failedJobs.map(one => one.subject),
  ])

const decidedMessages = ({ decisions }: Snapshot): Set<string> =>
  new Set(decisions.map(one => messageAround(one.subject)))

/** @returns how many messages were purged now */
export const purge = async (
  { store, archive }: { readonly store: Store; readonly archive: Archive },
  plan: PurgePlan,
  wish: { readonly by: string; readonly at: number; readonly before: string | null },
): Promise<number> => {
  const noted = await store.notePurged(
    plan.messages.map(one => one.id),
    wish,
  )
  failpoint('purge.noted')
  await archive.remove([...plan.purged, ...noted])
  failpoint('purge.removed')
  return noted.length
}
