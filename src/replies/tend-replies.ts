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

/** @throws what the store throws when not even the fault can be kept */
export const tendReplies = async (
  parts: ReplyParts & { readonly log: MailLog; readonly signal: AbortSignal },
): Promise<void> => {
  const { store, clock, log, signal } = parts
  const before = (await store.fact<MailFault | null>(repliesFaultFact)) ?? null
  try {
    for (const { kind, id } of await lookAtReplies(parts, signal)) {
      if (kind === 'sent') log.info({ mail: id }, 'mail to a unit sent')
      else if (kind === 'waiting') log.warn({ mail: id }, 'mail to a unit not sent yet; tried again')
      else if (kind !== 'already')
        log.error({ mail: id, state: kind }, 'mail to a unit not sent; see its row')
    }
    if (before) await store.saveFact(repliesFaultFact, null)
  } catch (error) {
    const { code, message } = errorFields(error)
    log.error({ code, message }, 'mails to units could not be made')
    await store.saveFact(repliesFaultFact, { at: clock.now(), code, message } satisfies MailFault)
  }
}
