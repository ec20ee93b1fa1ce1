/**
 * How an entry stands, in one word: by its message's outcome, its forms, and whether it was taken back.
 *
 *   in-progress -> registered       its rows count
 *                  awaiting-paper   they count; what came by phone is still to be sent on paper
 *                  superseded       another form of the unit took the place
 *                  review           something of it waits under `Cần xử lý`
 *                  duplicate, not-a-form   as with any mail
 *   any of these -> taken-back      dismissed by whoever takes it back; the scans that it was typed from wait again
 */
import { inEffect } from '../../../domain/decision.ts'
import type { Excerpt, KeptMessage } from '../../../domain/ledger.ts'
import { stands } from '../../../domain/outcome.ts'

export interface EntryState {
  readonly key:
    | 'in-progress'
    | 'taken-back'
    | 'review'
    | 'awaiting-paper'
    | 'registered'
    | 'superseded'
    | 'duplicate'
    | 'not-a-form'
  /** Of `desk.css`. */
  readonly tag: string
}

export const stateOf = (
  { decisions, submissions }: Pick<Excerpt, 'decisions' | 'submissions'>,
  message: KeptMessage,
): EntryState => {
  const own = submissions.filter(one => one.messageId === message.id)
  const isTakenBack = inEffect(decisions.filter(one => one.subject === message.id)).some(
    one => one.kind === 'dismiss',
  )
  const of = (key: EntryState['key'], tag: string = key): EntryState => ({ key, tag })
  if (message.standing === 'in-progress') return of('in-progress')
  if (isTakenBack) return of('taken-back', 'not-a-form')
  if (message.standing === 'registered') {
    if (own.some(one => one.findings.some(each => each.code === 'awaiting-paper')))
      return of('awaiting-paper', 'review')
    return own.some(stands) ? of('registered') : of('superseded')
  }
  return of(message.standing)
}
