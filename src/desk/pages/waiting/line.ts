/** What waits, in the order in which it is worked through: by kind of reason, oldest first; what was put off comes last. */
import type { Waiting } from '../../../consolidation/waiting.ts'
import { type Decision, decisionShapes, lastOf } from '../../../domain/decision.ts'
import type { WaitingView } from '../../desk.ts'
import { itemKey } from './item-path.ts'
import { kindOfWaiting, type ReasonKind, reasonKinds } from './reason-kinds.ts'

export interface Queued {
  readonly key: string
  readonly waiting: Waiting
  readonly kind: ReasonKind
  readonly putOff: PutOff | undefined
}
export interface PutOff {
  readonly note: string
  readonly decision: Decision
}

const lines = new WeakMap<WaitingView, readonly Queued[]>()

/** Made once for each state of the ledger. */
export const lineOf = (view: WaitingView): readonly Queued[] => {
  const known = lines.get(view)
  if (known) return known
  const decisions = Map.groupBy(view.excerpt.decisions, one => one.subject)
  const all = view.items.map(
    (waiting): Queued => ({
      ...{ key: itemKey(waiting), waiting, kind: kindOfWaiting(waiting) },
      putOff: putOffOf(decisions.get(waiting.subject) ?? []),
    }),
  )
  const made = [
    ...reasonKinds.flatMap(kind => all.filter(one => one.kind === kind && !one.putOff)),
    ...all.filter(one => one.putOff),
  ]
  lines.set(view, made)
  return made
}

export const putOffOf = (decisions: readonly Decision[]): PutOff | undefined => {
  const last = lastOf(decisions, 'put-off')
  return (
    last && {
      note: decisionShapes['put-off'].safeParse(last.decision.after).data?.note ?? '',
      decision: last.decision,
    }
  )
}

/** `de-lai`: those that were put off; a kind of reason; else all. */
export const limitedTo = (line: readonly Queued[], kept: string): readonly Queued[] => {
  if (kept === 'de-lai') return line.filter(one => one.putOff)
  return isKind(kept) ? line.filter(one => one.kind === kept && !one.putOff) : line
}
export const isKind = (text: string): text is ReasonKind => (reasonKinds as readonly string[]).includes(text)

/** What a list is limited to, as an address says it; anything else is no limit. */
export const keptOf = (text: string | undefined): string =>
  text !== undefined && (text === 'de-lai' || isKind(text)) ? text : ''

/** What is next once this one was decided: itself while it waits, else who stood behind it then and still waits. */
export const nextAfter = (
  key: string,
  before: readonly Queued[],
  now: readonly Queued[],
): Queued | undefined => {
  const open = new Map(now.filter(one => !one.putOff).map(one => [one.key, one]))
  const place = before.findIndex(one => one.key === key)
  const behind = before.slice(place + 1).find(one => open.has(one.key))
  return open.get(key) ?? (behind && open.get(behind.key)) ?? now.find(one => !one.putOff)
}
