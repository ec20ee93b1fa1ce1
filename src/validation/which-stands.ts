/**
 * Which of a unit's forms stands, in order of arrival.
 *
 *   dismissed by the clerk        → not-a-form
 *   typed by somebody             → duplicate: it counts as what was typed
 *   errors of its own             → review
 *   the same content as before    → duplicate of the first with that content; of one that was replaced since: review
 *                                   (`same-as-superseded`)
 *   the clerk said that it adds   → registered
 *   the clerk said that it takes
 *   the place of another          → stands where that one stood, or waits where it waited; the other is superseded
 *   nothing of the unit stands    → registered; supersedes the one that waits, where it may (`correction.ts`)
 *   one stands, it may replace it → registered, and the other superseded
 *   otherwise                     → review: does it replace or add? the clerk says (`second-submission`)
 *
 * Superseded is a relation: the form stays what it was, or `registered` where it waited, and is in no total.
 */
import { type Finding, finding, isError } from '../domain/finding.ts'
import type { Standing } from '../domain/outcome.ts'
import type { Peer } from '../ports.ts'
import type { DecidedForm } from './decided-form.ts'
import type { FormVerdict } from './judge-form.ts'

export interface Member {
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

/** Forms of which the clerk said that one takes the place of the other: one place, and only its top may count. */
interface Place {
  readonly top: Member
  readonly isAdded: boolean
}

/** Writes standing, duplicateOf, supersededBy and more. @param group one unit's, in order of arrival */
export const settleGroup = (group: readonly Member[]): void => {
  heedTheClerk(group)
  const placeOf = placesOf(group)
  const walk: Walk = { first: new Map(), live: new Set(), walked: new Set() }
  for (const member of group) {
    walk.walked.add(member.peer.id)
    const place = placeOf(member)
    if (member.decided.isDismissed) member.standing = 'not-a-form'
    else if (member.decided.typedAs !== undefined) {
      member.standing = 'duplicate'
      member.duplicateOf = group.find(one => one.peer.messageId === member.decided.typedAs)?.peer.id ?? null
    } else if (!isRepeat(member, place, walk)) {
      if (member.hash !== null) walk.first.set(member.hash, { member, place })
      stand(member, place, walk)
    }
  }
}

/** It counts for nothing, whatever else is said of it. */
const isOut = ({ decided }: Member): boolean => decided.isDismissed || decided.typedAs !== undefined

interface Walk {
  /** By content. */
  readonly first: Map<string, { readonly member: Member; readonly place: Place }>
  /** Places that register or wait, and were not taken. */
  readonly live: Set<Place>
  /** Ids. */
  readonly walked: Set<string>
}

/** What the clerk said takes the place of what; of two words that contradict each other the later one counts. */
const heedTheClerk = (group: readonly Member[]): void => {
  const byId = new Map(group.map(one => [one.peer.id, one]))
  const saying = group.flatMap(member => {
    const { relation } = member.decided
    if (relation?.kind !== 'replace' || isOut(member) || member.isHeld) return []
    const named = byId.get(relation.of)
    const other = named && whatItRepeats(named, group)
    if (!other || other === member || isOut(other)) return []
    return [{ member, other, decision: relation.decision }]
  })
  for (const { member, other } of saying.sort((a, b) => a.decision - b.decision)) {
    for (let one = member; one.supersededBy !== null; ) {
      one = byId.get(one.supersededBy)!
      if (one === other) member.supersededBy = null
    }
    other.supersededBy = member.peer.id
  }
}

/** A duplicate that is replaced is what it repeats: that is what counts. */
const whatItRepeats = (member: Member, group: readonly Member[]): Member =>
  (member.hash !== null &&
    !member.decided.relation &&
    group.find(one => one.hash === member.hash && !isOut(one))) ||
  member

const placesOf = (group: readonly Member[]): ((member: Member) => Place) => {
  const byId = new Map(group.map(one => [one.peer.id, one]))
  const tops = new Map(
    group.map(member => {
      let top = member
      while (top.supersededBy !== null) top = byId.get(top.supersededBy)!
      return [member, top]
    }),
  )
  const added = new Set(
    group.flatMap(one => (one.decided.relation?.kind === 'add' && !one.isHeld ? [tops.get(one)!] : [])),
  )
  const places = new Map([...tops.values()].map(top => [top, { top, isAdded: added.has(top) }]))
  return member => places.get(tops.get(member)!)!
}

/** The same content as one before. @returns false where it is to be looked at for itself */
const isRepeat = (member: Member, place: Place, { first, live, walked }: Walk): boolean => {
  const { hash, decided, peer, isHeld } = member
  const before = hash === null ? undefined : first.get(hash)
  if (!before || decided.relation || member.supersededBy !== null) return false
  const same = before.member
  if (same.supersededBy !== null && walked.has(same.supersededBy)) {
    member.standing = 'review'
    member.more = [finding('same-as-superseded')]
    live.add(place)
    return true
  }
  if (!isHeld && same.standing === 'review') {
    // Sent again without what was doubtful about it.
    if (member.mayTake(same.peer)) return false
    // A forged copy that came first must not keep the real one out.
    if (isDoubtedForItsSender(same)) {
      same.standing = 'duplicate'
      same.duplicateOf = peer.id
      same.more = [finding('same-content')]
      live.delete(before.place)
      return false
    }
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

/** Where its place comes to stand, among those before. What counts there is the top, which may arrive only later. */
const stand = (member: Member, place: Place, { live, walked }: Walk): void => {
  const { top } = place
  if (member !== top) member.standing = 'registered'
  // Taken by a later form that says so, while this one came after it.
  if (top.supersededBy !== null || top.standing === 'registered') return
  const [only, ...others] = [...live].filter(one => one !== place)
  const standing = [...live].find(one => one !== place && one.top.standing === 'registered')
  live.add(place)
  top.more = []
  if (top.isHeld) top.standing = 'review'
  else if (place.isAdded) top.standing = 'registered'
  else if (
    only &&
    others.length === 0 &&
    walked.has(only.top.peer.id) &&
    !(member.isHeld || member.decided.relation) &&
    member.mayTake(only.top.peer)
  ) {
    top.standing = 'registered'
    live.delete(only)
    only.top.supersededBy = member.peer.id
    // It waits for nothing any more.
    only.top.standing = 'registered'
    only.top.more = []
  } else if (standing && standing.top.hash === top.hash) {
    top.standing = 'duplicate'
    top.duplicateOf = standing.top.peer.id
    top.more = [finding('same-content')]
    live.delete(place)
  } else if (standing) {
    top.standing = 'review'
    top.more = [finding('second-submission', { unit: top.verdict.unitName, of: standing.top.peer.id })]
  } else top.standing = 'registered'
}
