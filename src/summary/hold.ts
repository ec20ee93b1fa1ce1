/**
 * A daily mail held back on request, as decisions on its id (`summary 2022-02-11`) leave it:
 *
 *   free ──────── hold ──────► held ───── release ─────► released ── hold ──► held …
 *
 *   free      goes at its time.
 *   held      goes at no time, by nobody: neither by the service nor by `summary` by hand. One that waits for the server
 *             is withdrawn (its row: refused), for what was composed may be what is wrong with it.
 *   released  before its time: as free. After it: goes at once, made anew, while it is still punctual or its day's office
 *             hours last; else the next mail stands for it. What was withdrawn or refused before is followed by a mail with
 *             an id of its own (`summary 2022-02-11 2`).
 *
 * A mail that is handed over, sent or doubtful is past holding. Hold and hand-over exclude each other (`alone`): whoever
 * is told "held" can rely on it.
 */
import { type Decision, lastOf } from '../domain/decision.ts'
import { mailId } from '../domain/identity.ts'
import type { SentMail } from '../domain/ledger.ts'

/** `at`: milliseconds. `by`: whose wish it was. */
export type Hold =
  | { readonly kind: 'free' }
  | { readonly kind: 'held' | 'released'; readonly at: number; readonly by: string }

/** @param decisions on the mail's id (others are passed over), oldest first */
export const holdOf = (decisions: readonly Decision[], id: string): Hold => {
  const last = lastOf(
    decisions.filter(one => one.subject === id),
    'hold',
    'release',
  )
  if (!last) return { kind: 'free' }
  const { at, by } = last.decision
  return { kind: last.kind === 'hold' ? 'held' : 'released', at, by }
}

/** Was this row withdrawn because its mail was held? Then it is nobody's fault. */
export const isWithdrawn = (mail: SentMail, decisions: readonly Decision[]): boolean =>
  mail.state === 'refused' &&
  holdOf(
    decisions.filter(one => one.at <= mail.at),
    mailId(mail.kind, mail.day),
  ).kind === 'held'
