/** How many of what was received stand how. Pure. */
import type { KeptMessage, KeptSubmission } from '../domain/ledger.ts'
import { outcomes, type Standing } from '../domain/outcome.ts'
import type { Unit } from '../domain/unit.ts'

export const waits = (standing: Standing): boolean => standing === 'review' || standing === 'in-progress'

export const countStandings = (all: readonly { readonly standing: Standing }[]): Record<Standing, number> => {
  const counts = Object.fromEntries([...outcomes, 'in-progress'].map(one => [one, 0])) as Record<
    Standing,
    number
  >
  for (const { standing } of all) counts[standing]++
  return counts
}

/** Messages that wait, and of which no unit of the roster is known. */
export const countWithoutUnit = (
  messages: readonly KeptMessage[],
  submissions: readonly KeptSubmission[],
  unitOf: (one: KeptSubmission) => Unit | undefined,
): number => {
  const known = new Set(submissions.filter(one => unitOf(one)).map(one => one.messageId))
  return messages.filter(one => waits(one.standing) && !known.has(one.id)).length
}
