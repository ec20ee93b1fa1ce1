/**
 * The summary worker's loop: looks every so often whether a summary is due, and at the campaign's time to the second. All
 * state is the store's; the loop itself may be ended and begun at any time.
 */
import { AppError } from '../domain/errors.ts'
import { markDoubtful } from './hand-over.ts'
import { nextSummaryAt } from './schedule.ts'
import { type SummaryParts, sendDueSummary } from './send-summary.ts'

/** Between two looks, ms: a machine that slept, or whose clock was set, is noticed so soon. */
const look = 60_000

/** The fact that says why the last look failed (`null`: it did not), for `status`. */
export const summaryFaultFact = 'summaryFault'
export interface SummaryFault {
  readonly at: number
  readonly code: string
  readonly message: string
}

/** As of pino; ids, states and codes only. */
export interface SummaryLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * Runs until the signal aborts; a mail in hand is finished first. A fault is kept as a fact, logged, and the next look
 * begins anew. @throws what the store throws when not even the fault can be kept
 */
export const keepSummaries = async (
  parts: SummaryParts & { readonly log: SummaryLog; readonly signal: AbortSignal },
): Promise<void> => {
  const { store, clock, campaign, log, signal } = parts
  let faulty = (await store.fact<SummaryFault | null>(summaryFaultFact)) != null
  while (!signal.aborted) {
    try {
      // At each look: `tonghop summary` may have been stopped in the middle while the service runs.
      const doubtful = await markDoubtful(parts)
      if (doubtful.length > 0)
        log.error({ mails: doubtful }, 'not known whether these mails were sent; not sent again')
      const { kind, id } = await sendDueSummary(parts)
      if (kind === 'sent') log.info({ mail: id, outbox: parts.outbox.target }, 'summary sent')
      else if (kind === 'waiting')
        log.warn({ mail: id }, 'summary not sent yet, the outbox cannot be reached')
      else if (kind === 'busy') log.info({}, 'another process is sending a summary; looked at again soon')
      else if (kind !== 'nothing') log.error({ mail: id, state: kind }, 'summary not sent; see its row')
      if (faulty) await store.saveFact(summaryFaultFact, null)
      faulty = false
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'bug'
      const message = error instanceof Error ? error.message : String(error)
      log.error({ code, message }, 'the summary could not be made')
      const fault: SummaryFault = { at: clock.now(), code, message }
      await store.saveFact(summaryFaultFact, fault)
      faulty = true
    }
    const now = clock.now()
    await clock.sleep(Math.min(look, nextSummaryAt(now, campaign) - now), signal)
  }
}
