/**
 * What the summary worker does for units after each look at its daily mails: one look, logged, a fault kept as a fact for
 * `status`. The loop is `summary/keep-mails.ts`.
 */
import { errorFields } from '../platform/logging.ts'
import type { MailFault, MailLog } from '../summary/keep-mails.ts'
import { lookAtReplies } from './look.ts'
import type { ReplyParts } from './send-receipts.ts'

/** The fact that says why the last look failed (`null`: it did not). */
export const repliesFaultFact = 'mail-fault replies'

/**
 * A look takes a snapshot of the whole ledger. While that does not change, and the last look did nothing, only time can
 * make something due: then every so often is enough, ms.
 */
const idle = 5 * 60_000

type RoundParts = ReplyParts & { readonly log: MailLog; readonly signal: AbortSignal }

/** @returns one round; it throws what the store throws when not even the fault can be kept */
export const makeReplyRounds = (parts: RoundParts): (() => Promise<void>) => {
  let seen: { revision: number; at: number } | undefined
  return async () => {
    const { store, clock, log } = parts
    const before = (await store.fact<MailFault | null>(repliesFaultFact)) ?? null
    try {
      const now = clock.now()
      const revision = await store.revision()
      if (seen?.revision === revision && now < seen.at + idle && now >= seen.at) return
      const isQuiet = await lookOnce(parts)
      seen = isQuiet ? { revision, at: now } : undefined
      if (before) await store.saveFact(repliesFaultFact, null)
    } catch (error) {
      const { code, message } = errorFields(error)
      log.error({ code, message }, 'mails to units could not be made')
      await store.saveFact(repliesFaultFact, { at: clock.now(), code, message } satisfies MailFault)
    }
  }
}

/** @returns nothing was in hand */
const lookOnce = async (parts: RoundParts): Promise<boolean> => {
  const { log, signal } = parts
  const done = await lookAtReplies(parts, signal)
  for (const { kind, id } of done) {
    if (kind === 'sent') log.info({ mail: id }, 'mail to a unit sent')
    else if (kind === 'waiting') log.warn({ mail: id }, 'mail to a unit not sent yet; tried again')
    else if (kind !== 'already') log.error({ mail: id, state: kind }, 'mail to a unit not sent; see its row')
  }
  return done.length === 0
}
