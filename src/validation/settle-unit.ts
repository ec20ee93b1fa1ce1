/**
 * A unit's submissions, settled: each judged for itself, then all of them beside each other (`which-stands.ts`). A pure
 * function of the submissions in order of (receipt, UID, part, place) and of what people decided, so that the order in
 * which they were processed changes nothing (design, "What never bends" 5).
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import { stands } from '../domain/outcome.ts'
import type { Unit } from '../domain/unit.ts'
import type { Peer, Settlement } from '../ports.ts'
import type { UnitMatcher } from '../units/match.ts'
import { contentHash } from './content-hash.ts'
import { mayReplace } from './correction.ts'
import { decidedForm } from './decided-form.ts'
import { judgeForm } from './judge-form.ts'
import { type Member, settleGroup } from './which-stands.ts'

/** @param peers in order; those of other units than the one in hand (a unit that was left) are settled with their own */
export const settleUnit = (
  peers: readonly Peer[],
  campaign: Campaign,
  matcher: UnitMatcher,
): Settlement[] => {
  const groups = new Map<string, Member[]>()
  for (const peer of peers) {
    const decided = decidedForm(peer, peer.decisions)
    const verdict = judgeForm(peer.reading, peer, campaign, matcher, decided)
    const unit = verdict.unitId === null ? undefined : matcher.unit(verdict.unitId)
    const mayTake = (older: Peer): boolean => mayReplace(peer, older, unit)
    const member: Member = {
      ...{ peer, decided, verdict, mayTake, hash: contentHash(peer.reading.registrations) },
      isHeld: verdict.unitId === null || verdict.findings.some(isError),
      ...{ standing: 'in-progress', duplicateOf: null, supersededBy: null, more: [] },
    }
    // Forms of no known unit are compared only with those of the same sender.
    const key = verdict.unitId ?? `? ${peer.senderAddress}`
    groups.set(key, [...(groups.get(key) ?? []), member])
  }
  return [...groups.values()].flatMap(group => {
    settleGroup(group)
    const strangers = newSenders(group, matcher.unit(group[0]?.verdict.unitId ?? ''))
    const unwritten = awaitingPaper(group)
    return group.map(member =>
      settlementOf(member, [
        ...(strangers.has(member) ? [finding('sender-new', { sender: member.peer.senderAddress })] : []),
        ...(unwritten.has(member) ? [finding('awaiting-paper')] : []),
      ]),
    )
  })
}

/** Who has not written for the unit before, where it is known who does. */
const newSenders = (group: readonly Member[], unit: Unit | undefined): ReadonlySet<Member> => {
  const known = new Set(unit?.addresses)
  return new Set(
    group.filter(({ peer }) => {
      const address = peer.senderAddress.trim().toLowerCase()
      const isNew = unit !== undefined && address !== '' && known.size > 0 && !known.has(address)
      if (address !== '') known.add(address)
      return isNew
    }),
  )
}

/** Read out by phone, and nothing in writing yet: no other form of the unit stands, and none repeats it. */
const awaitingPaper = (group: readonly Member[]): ReadonlySet<Member> => {
  const isByPhone = ({ decided }: Member): boolean => decided.entered?.way === 'phone'
  const isWritten = group.some(one => !isByPhone(one) && stands(one))
  const repeats = (one: Member, said: Member): boolean =>
    !isByPhone(one) && one.standing === 'duplicate' && one.duplicateOf === said.peer.id
  return new Set(
    group.filter(
      member =>
        isByPhone(member) &&
        (member.standing === 'review' || stands(member)) &&
        !isWritten &&
        !group.some(one => repeats(one, member)),
    ),
  )
}

const settlementOf = (
  { peer, verdict, decided, ...said }: Member,
  ofNeighbours: readonly Finding[],
): Settlement => ({
  ...{ submissionId: peer.id, unitId: verdict.unitId, unitName: verdict.unitName },
  ...{ standing: said.standing, duplicateOf: said.duplicateOf, supersededBy: said.supersededBy },
  corrected: decided.corrected,
  findings: [
    ...verdict.findings,
    ...ofNeighbours,
    ...said.more,
    ...(said.supersededBy === null ? [] : [finding('superseded')]),
  ],
})
