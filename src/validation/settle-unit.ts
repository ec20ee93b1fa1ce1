/**
 * Which submissions stand: a pure function of a unit's submissions in order of (receipt, UID, part, place), so that the
 * order in which they were processed changes nothing (design, "What never bends" 5).
 *
 *   errors of its own            → review
 *   the same content as before   → duplicate of the first with that content, whatever became of that one
 *   other content, one stands    → review: does it replace or add? the clerk says (`second-submission`)
 *   otherwise                    → registered
 */
import type { Campaign } from '../domain/campaign.ts'
import { finding, isError } from '../domain/finding.ts'
import type { Peer, Settlement } from '../ports.ts'
import type { UnitMatcher } from '../units/match.ts'
import { contentHash } from './content-hash.ts'
import { type FormVerdict, judgeForm } from './judge-form.ts'

/** @param peers in order; those of other units than the one in hand (a unit that was left) are settled with their own */
export const settleUnit = (
  peers: readonly Peer[],
  campaign: Campaign,
  matcher: UnitMatcher,
): Settlement[] => {
  const groups = new Map<string, { peer: Peer; verdict: FormVerdict }[]>()
  for (const peer of peers) {
    const verdict = judgeForm(peer.reading, peer, campaign, matcher)
    // Forms of no known unit are compared only with those of the same sender.
    const key = verdict.unitId ?? `? ${peer.senderAddress}`
    groups.set(key, [...(groups.get(key) ?? []), { peer, verdict }])
  }
  return [...groups.values()].flatMap(settleGroup)
}

const settleGroup = (group: readonly { peer: Peer; verdict: FormVerdict }[]): Settlement[] => {
  const first = new Map<string, string>()
  let stands = false
  return group.map(({ peer, verdict }) => {
    const base = {
      submissionId: peer.id,
      unitId: verdict.unitId,
      unitName: verdict.unitName,
      duplicateOf: null,
      supersededBy: null,
      corrected: null,
      findings: verdict.findings,
    }
    const hash = contentHash(peer.reading.registrations)
    const same = hash === null ? undefined : first.get(hash)
    if (same !== undefined)
      return {
        ...base,
        standing: 'duplicate',
        duplicateOf: same,
        findings: [...verdict.findings, finding('same-content')],
      }
    if (hash !== null) first.set(hash, peer.id)
    if (verdict.unitId === null || verdict.findings.some(isError)) return { ...base, standing: 'review' }
    if (stands)
      return {
        ...base,
        standing: 'review',
        findings: [...verdict.findings, finding('second-submission', { unit: verdict.unitName })],
      }
    stands = true
    return { ...base, standing: 'registered' }
  })
}
