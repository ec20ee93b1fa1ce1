/** Whether the campaign is closed: the last `close` or `reopen` in effect says. Nothing is taken in while it is. */
import { campaignSubject, type Decision, lastOf } from './decision.ts'

export interface Closing {
  readonly by: string
  /** Milliseconds. */
  readonly at: number
}

/** @param decisions those of the campaign, or all there are; oldest first. @returns null: open */
export const closingOf = (decisions: readonly Decision[]): Closing | null => {
  const last = lastOf(
    decisions.filter(one => one.subject === campaignSubject),
    'close',
    'reopen',
  )
  return last?.kind === 'close' ? { by: last.decision.by, at: last.decision.at } : null
}
