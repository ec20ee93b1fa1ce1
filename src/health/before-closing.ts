/** What would stand outside without a word if the campaign were closed now: mail that came and was not brought. */
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import type { Clock, Store } from '../ports.ts'

/** Since when nobody has looked at the mailbox, milliseconds; null: never. Undefined: it is looked at, or there is none. */
export const mailboxUnseenSince = async (parts: {
  readonly store: Pick<Store, 'fact'>
  readonly clock: Pick<Clock, 'now'>
  /** Is there one to be looked at? */
  readonly hasMailbox: boolean
  readonly pollMs: number
}): Promise<number | null | undefined> => {
  const mailbox = await parts.store.fact<MailboxFact>(mailboxFact)
  const lastGood = mailbox?.lastGoodLook ?? null
  if (mailbox?.trouble) return mailbox.trouble.since
  if (lastGood === null) return parts.hasMailbox ? null : undefined
  const lately = Math.max(5 * 60_000, 2 * parts.pollMs)
  return parts.clock.now() - lastGood > lately ? lastGood : undefined
}
