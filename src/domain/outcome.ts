/**
 * The four ends of everything that was received, and how a whole's outcome derives from its parts.
 *
 * A submission is decided `registered`, `review` or `duplicate`; a part, a container and a message derive theirs
 * from what is in them. Until then they are `in-progress`, which is a state of work, not an outcome.
 */
import { z } from 'zod'
import { type Finding, isError } from './finding.ts'

export const outcomes = ['registered', 'review', 'duplicate', 'not-a-form'] as const
export const Outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof Outcome>

/** What stands in the ledger: an outcome, or that the work is not done yet. */
export const Standing = z.enum([...outcomes, 'in-progress'])
export type Standing = z.infer<typeof Standing>

/**
 * Does a submission stand, in every table and total? Registered, and nothing took its place: being superseded is a
 * relation, and leaves the outcome as it is.
 */
export const stands = (one: { readonly standing: Standing; readonly supersededBy: string | null }): boolean =>
  one.standing === 'registered' && one.supersededBy === null

/** Strongest first: one part that waits makes its message wait, one form registered makes it no spam. */
const strength: readonly Standing[] = ['in-progress', 'review', 'registered', 'duplicate', 'not-a-form']

/**
 * The outcome of a message: its parts', unless an error of the message as a whole holds it. A forged sender holds only a
 * mail that brought something: advertisements fail their authentication every day, and are nobody's to look at.
 */
export const messageOutcome = (parts: readonly Standing[], findings: readonly Finding[]): Standing => {
  const ofParts = deriveOutcome(parts)
  const held = findings.some(
    one => isError(one) && !(one.code === 'authentication-failed' && ofParts === 'not-a-form'),
  )
  return held && ofParts !== 'in-progress' ? 'review' : ofParts
}

/** The outcome of a whole: the strongest of its members'; nothing in it is not a form. */
export const deriveOutcome = (members: readonly Standing[]): Standing =>
  strength.find(one => members.includes(one)) ?? 'not-a-form'
