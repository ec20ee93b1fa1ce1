/** What a validation worker does with one submission: the rules, by the roster in force, and the unit settled anew. */
import type { Campaign } from '../domain/campaign.ts'
import type { Roster } from '../domain/unit.ts'
import { failpoint } from '../failpoints.ts'
import type { Clock, LeasedJob, Store } from '../ports.ts'
import { makeUnitMatcher, type UnitMatcher } from '../units/match.ts'
import { decidedForm } from '../validation/decided-form.ts'
import { judgeForm } from '../validation/judge-form.ts'
import { settleUnit } from '../validation/settle-unit.ts'

export interface ValidateJobParts {
  readonly store: Store
  readonly clock: Clock
  readonly campaign: Campaign
  readonly roster: () => Promise<Roster>
}

/** @returns a handler for `queue.process('validate', …)`; it throws what the store and the roster throw */
export const makeValidateJob = ({
  store,
  clock,
  campaign,
  roster,
}: ValidateJobParts): ((job: LeasedJob) => Promise<void>) => {
  let known: { roster: Roster; matcher: UnitMatcher } | undefined
  return async job => {
    const inForce = await roster()
    if (known?.roster !== inForce) known = { roster: inForce, matcher: makeUnitMatcher(inForce, campaign) }
    const { matcher } = known
    const peer = await store.submission(job.subject)
    const { unitId } = judgeForm(peer.reading, peer, campaign, matcher, decidedForm(peer, peer.decisions))
    failpoint('validate.judged')
    await store.settle(job, unitId, peers => settleUnit(peers, campaign, matcher), clock.now())
    failpoint('validate.settled')
  }
}
