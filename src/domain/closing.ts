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

/** Whether it is open, and since when it is as it is, milliseconds; undefined: it never was otherwise. */
export interface CampaignState {
  readonly open: boolean
  readonly since: number | undefined
}

/** @param decisions as for `closingOf` */
export const campaignState = (decisions: readonly Decision[]): CampaignState => {
  const own = decisions.filter(one => one.subject === campaignSubject)
  const last = lastOf(own, 'close', 'reopen')
  return { open: closingOf(own) === null, since: last?.decision.at }
}
