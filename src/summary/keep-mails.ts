/**
 * The summary worker's loop: looks every so often whether a daily mail is due, and at the campaign's times to the second.
 * All state is the store's; the loop itself may be ended and begun at any time. A fault of one kind of mail keeps none of
 * the other kind from going.
 */
import { type DailyKind, dailyKinds } from '../domain/campaign.ts'
import { campaignState } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { errorFields } from '../platform/logging.ts'
import { markDoubtful } from './hand-over.ts'
import { nextTime } from './schedule.ts'
import { type DailyParts, sendDueMail } from './send-daily.ts'

/** Between two looks, ms: a machine that slept, or whose clock was set, is noticed so soon. */
const look = 60_000
/** While the mailbox is not caught up with, ms. */
const shortLook = 5_000
/** So long a mail waits for that, ms: a mailbox out of reach must not silence the report, and is a fault of the digest. */
const mostPatience = 10 * 60_000
/** Between two looks, ms: the machine slept, and nobody has looked at the mailbox meanwhile. */
const sleep = 5 * 60_000

/** The fact that says why a kind's last look failed (`null`: it did not), for `status`. */
export const mailFaultFact = (kind: DailyKind): string => `mail-fault ${kind}`
/** `message` may be shown and logged: of a bug it is the line of the program, never its own words. */
export interface MailFault {
  readonly at: number
  readonly code: string
  readonly message: string
}

/** As of pino; ids, states and codes only. */
export interface MailLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

type LoopParts = DailyParts & {
  readonly log: MailLog
  readonly signal: AbortSignal
  /** Has everything that came until then (milliseconds) been brought from the mailbox, and read? */
  readonly caughtUp: (since: number) => Promise<boolean>
  /** What else this worker sends: run after each look, so that it never gets in a daily mail's way. */
  readonly afterwards?: () => Promise<void>
}

/**
 * States, begun anew whenever the machine was started or slept: catching up ── the mailbox was looked at and what it had
 * is read, or ten minutes are over ──► up. Only then daily mails go: after a night down the report would otherwise say
 * "until nine o'clock", and know nothing of the night.
 *
 * Runs until the signal aborts; a mail in hand is finished first. A fault is kept as a fact, logged, and the next look
 * begins anew. @throws what the store throws
 */
export const keepMails = async (parts: LoopParts): Promise<void> => {
  const { store, clock, campaign, signal } = parts
  let upSince = clock.now()
  let lastLook = upSince
  let isUp = false
  while (!signal.aborted) {
    const began = clock.now()
    if (began - lastLook > sleep) {
      upSince = began
      isUp = false
    }
    lastLook = began
    // At each look, caught up or not: `tonghop summary` may have been stopped in the middle while the service runs.
    const doubtful = await markDoubtful(parts)
    if (doubtful.length > 0)
      parts.log.error({ mails: doubtful }, 'not known whether these mails were sent; not sent again')
    isUp ||= began - upSince >= mostPatience || (await parts.caughtUp(upSince))
    // The digest tells of the summary to come: first.
    if (isUp)
      for (const kind of ['digest', 'summary'] as const satisfies readonly DailyKind[])
        await lookOnce(parts, kind)
    await parts.afterwards?.()
    const now = clock.now()
    const state = campaignState(await store.decisions(campaignSubject))
    const times = dailyKinds.map(kind => nextTime({ kind, now, campaign, state }) ?? Number.POSITIVE_INFINITY)
    await clock.sleep(Math.min(isUp ? look : shortLook, ...times.map(time => time - now)), signal)
  }
}

const lookOnce = async (parts: LoopParts, kind: DailyKind): Promise<void> => {
  const { store, clock, log } = parts
  const before = (await store.fact<MailFault | null>(mailFaultFact(kind))) ?? null
  try {
    const step = await sendDueMail(parts, kind)
    const mail = step.id
    if (step.kind === 'sent') log.info({ mail, outbox: parts.outbox.target }, 'mail sent')
    else if (step.kind === 'waiting') log.warn({ mail }, 'mail not sent yet, the outbox cannot be reached')
    else if (step.kind === 'held') log.info({ mail }, 'mail held back: not tried again')
    else if (step.kind === 'busy') log.info({}, 'another process is sending a mail; looked at again soon')
    else if (step.kind !== 'nothing') log.error({ mail, state: step.kind }, 'mail not sent; see its row')
    if (before) await store.saveFact(mailFaultFact(kind), null)
  } catch (error) {
    const { code, message } = errorFields(error)
    log.error({ kind, code, message }, 'the mail could not be made')
    await store.saveFact(mailFaultFact(kind), { at: clock.now(), code, message } satisfies MailFault)
  }
}
