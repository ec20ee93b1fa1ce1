/**
 * Which submissions stand: a pure function of a unit's submissions in order of (receipt, UID, part, place) and of what
 * people decided, so that the order in which they were processed changes nothing (design, "What never bends" 5).
 *
 *   dismissed by the clerk        → not-a-form
 *   errors of its own             → review
 *   the same content as before    → duplicate of the first with that content; of one that was replaced since: review
 *                                   (`same-as-superseded`)
 *   the clerk said how it stands  → registered; `replace` supersedes the other
 *   nothing of the unit stands    → registered; supersedes the one that waits, where it may (`correction.ts`)
 *   one stands, it may replace it → registered, and the other superseded
 *   otherwise                     → review: does it replace or add? the clerk says (`second-submission`)
 *
 * Superseded is a relation: the form stays what it was, or `registered` where it waited, and is in no total.
 */
import type { Campaign } from '../domain/campaign.ts'
import { type Finding, finding, isError } from '../domain/finding.ts'
import type { Standing } from '../domain/outcome.ts'
import type { Unit } from '../domain/unit.ts'
import type { Peer, Settlement } from '../ports.ts'
import type { UnitMatcher } from '../units/match.ts'
import { contentHash } from './content-hash.ts'
import { mayReplace } from './correction.ts'
import { type DecidedForm, decidedForm } from './decided-form.ts'
import { type FormVerdict, judgeForm } from './judge-form.ts'

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
    return group.map(member => settlementOf(member, strangers.has(member)))
  })
}

interface Member {
  readonly peer: Peer
  readonly decided: DecidedForm
  readonly verdict: FormVerdict
  /** Of what was read; null where nothing was. */
  readonly hash: string | null
  readonly isHeld: boolean
  /** May it take the place of that one by itself? */
  readonly mayTake: (older: Peer) => boolean
  standing: Standing
  duplicateOf: string | null
  supersededBy: string | null
  more: Finding[]
}

const settleGroup = (group: readonly Member[]): void => {
  heedTheClerk(group)
  const first = new Map<string, Member>()
  /** Of those walked: what registers or waits, and was not replaced by any of them. */
  const live = new Set<Member>()
  const walked = new Set<string>()
  for (const member of group) {
    walked.add(member.peer.id)
    if (!isRepeat(member, first, live, walked)) {
      if (member.hash !== null && !member.decided.isDismissed) first.set(member.hash, member)
      stand(member, live)
    }
    for (const one of live) if (one.supersededBy !== null && walked.has(one.supersededBy)) live.delete(one)
  }
}

/** What the clerk said takes the place of what; of two words that contradict each other the later one counts. */
const heedTheClerk = (group: readonly Member[]): void => {
  const byId = new Map(group.map(one => [one.peer.id, one]))
  const saying = group.flatMap(member => {
    const { relation, isDismissed } = member.decided
    if (relation?.kind !== 'replace' || isDismissed || member.isHeld) return []
    const other = byId.get(relation.of)
    if (!other || other === member) return []
    return [{ member, other, decision: relation.decision }]
  })
  for (const { member, other } of saying.sort((a, b) => a.decision - b.decision)) {
    const above = new Set<Member>()
    for (let one = member; one.supersededBy !== null && !above.has(one); one = byId.get(one.supersededBy)!)
      above.add(byId.get(one.supersededBy)!)
    if (above.has(other)) member.supersededBy = null
    other.supersededBy = member.peer.id
  }
}

/** The same content as one before. @returns false where it is to be looked at for itself */
const isRepeat = (
  member: Member,
  first: ReadonlyMap<string, Member>,
  live: Set<Member>,
  walked: ReadonlySet<string>,
): boolean => {
  const { hash, decided, peer, isHeld } = member
  const same = hash === null ? undefined : first.get(hash)
  if (!same || decided.relation || decided.isDismissed) return false
  if (same.supersededBy !== null && walked.has(same.supersededBy)) {
    member.standing = 'review'
    member.more = [finding('same-as-superseded')]
    live.add(member)
    return true
  }
  // A forged copy that came first must not keep the real one out.
  if (!isHeld && same.standing === 'review' && isDoubtedForItsSender(same)) {
    same.standing = 'duplicate'
    same.duplicateOf = peer.id
    same.more = [finding('same-content')]
    live.delete(same)
    return false
  }
  member.standing = 'duplicate'
  member.duplicateOf = same.peer.id
  member.more = [finding('same-content')]
  return true
}

const isDoubtedForItsSender = ({ verdict }: Member): boolean => {
  const errors = verdict.findings.filter(isError)
  return errors.length > 0 && errors.every(one => one.code === 'authentication-failed')
}

/** For itself, among what came before. */
const stand = (member: Member, live: Set<Member>): void => {
  const { decided, isHeld, mayTake, verdict } = member
  if (decided.isDismissed) {
    member.standing = 'not-a-form'
    return
  }
  const [only, ...others] = live
  const standing = [...live].find(one => one.standing === 'registered')
  live.add(member)
  if (member.supersededBy !== null) member.standing = 'registered'
  else if (isHeld) member.standing = 'review'
  else if (decided.relation) member.standing = 'registered'
  else if (only && others.length === 0 && mayTake(only.peer)) {
    member.standing = 'registered'
    only.supersededBy = member.peer.id
    // It waits for nothing any more.
    only.standing = 'registered'
    only.more = []
  } else if (standing) {
    member.standing = 'review'
    member.more = [finding('second-submission', { unit: verdict.unitName, of: standing.peer.id })]
  } else member.standing = 'registered'
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

const settlementOf = ({ peer, verdict, decided, ...said }: Member, isStranger: boolean): Settlement => ({
  ...{ submissionId: peer.id, unitId: verdict.unitId, unitName: verdict.unitName },
  ...{ standing: said.standing, duplicateOf: said.duplicateOf, supersededBy: said.supersededBy },
  corrected: decided.corrected,
  findings: [
    ...verdict.findings,
    ...(isStranger ? [finding('sender-new', { sender: peer.senderAddress })] : []),
    ...said.more,
    ...(said.supersededBy === null ? [] : [finding('superseded')]),
  ],
})
