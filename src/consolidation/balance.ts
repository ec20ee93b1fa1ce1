/**
 * The balance (design, "What never bends" 3): everything received ends in one of the four outcomes or is in progress,
 * and the sum is what was received. Pure, and distrustful: it does not only add up what it counted itself, it also
 * compares each whole with what is in it, so that a part that hangs on nothing, or a form that waits inside a message
 * said to be settled, raises the alarm. It mends nothing.
 */
import type { Snapshot } from '../domain/ledger.ts'
import { deriveOutcome, outcomes, type Standing, stands } from '../domain/outcome.ts'

/** Counts by standing. `received` is their sum when all is well. */
export type Tally = Readonly<Record<Standing, number>> & { readonly received: number }

export const oddities = [
  'standing-unknown',
  'part-without-message',
  'submission-without-part',
  'registration-without-submission',
  'message-hides-part',
  'part-hides-submission',
  'registered-without-form',
  'code-missing',
  'code-repeated',
] as const
export type OddityKind = (typeof oddities)[number]
export interface Oddity {
  readonly kind: OddityKind
  /** The row's id. */
  readonly subject: string
}

export interface Balance {
  readonly revision: number
  readonly messages: Tally
  readonly parts: Tally
  readonly submissions: Tally
  /** What does not fit together; empty when all is well. */
  readonly oddities: readonly Oddity[]
  /** False is an alarm. */
  readonly even: boolean
}

const standings: readonly Standing[] = [...outcomes, 'in-progress']

export const balanceOf = (snapshot: Snapshot): Balance => {
  const tallies = {
    messages: tallyOf(snapshot.messages),
    parts: tallyOf(snapshot.parts),
    submissions: tallyOf(snapshot.submissions),
  }
  const odd = [...oddStandings(snapshot), ...loose(snapshot), ...hidden(snapshot), ...oddCodes(snapshot)]
  return {
    revision: snapshot.revision,
    ...tallies,
    oddities: odd,
    even: odd.length === 0 && Object.values(tallies).every(isEven),
  }
}

/** received = registered + review + duplicate + not-a-form + in-progress */
export const isEven = (tally: Tally): boolean => sumOf(tally) === tally.received
export const sumOf = (tally: Tally): number => standings.reduce((sum, one) => sum + tally[one], 0)

type Standings = readonly { readonly id: string; readonly standing: Standing }[]

const tallyOf = (all: Standings): Tally => {
  const count = (standing: Standing): number => all.filter(one => one.standing === standing).length
  const counts = Object.fromEntries(standings.map(one => [one, count(one)])) as Record<Standing, number>
  return { ...counts, received: all.length }
}

const each = (kind: OddityKind, all: readonly { readonly id: string }[]): Oddity[] =>
  all.map(one => ({ kind, subject: one.id }))

const oddStandings = ({ messages, parts, submissions }: Snapshot): Oddity[] =>
  each(
    'standing-unknown',
    [...messages, ...parts, ...submissions].filter(one => !standings.includes(one.standing)),
  )

/** Rows that hang on nothing. */
const loose = ({ messages, parts, submissions, registrations }: Snapshot): Oddity[] => {
  const messageIds = new Set(messages.map(one => one.id))
  const partsOf = Map.groupBy(parts, one => one.messageId)
  const submissionIds = new Set(submissions.map(one => one.id))
  return [
    ...each(
      'part-without-message',
      parts.filter(one => !messageIds.has(one.messageId)),
    ),
    ...each(
      'submission-without-part',
      submissions.filter(one => !partsOf.get(one.messageId)?.some(part => part.path === one.partPath)),
    ),
    ...each(
      'registration-without-submission',
      registrations.filter(one => !submissionIds.has(one.submissionId)),
    ),
  ]
}

/**
 * A whole whose standing is weaker than that of something in it (it may be stronger: findings of its own hold it), and
 * a message said to be registered with no registered form in it.
 */
const hidden = ({ messages, parts, submissions }: Snapshot): Oddity[] => {
  const partsOf = Map.groupBy(parts, one => one.messageId)
  const formsIn = Map.groupBy(submissions, one => one.messageId)
  const hides = (whole: Standing, members: Standings | undefined): boolean =>
    deriveOutcome([whole, ...(members ?? []).map(one => one.standing)]) !== whole
  return [
    ...each(
      'message-hides-part',
      messages.filter(one => hides(one.standing, partsOf.get(one.id))),
    ),
    ...each(
      'part-hides-submission',
      parts.filter(one =>
        hides(
          one.standing,
          formsIn.get(one.messageId)?.filter(form => form.partPath === one.path),
        ),
      ),
    ),
    ...each(
      'registered-without-form',
      messages.filter(
        one =>
          one.standing === 'registered' && !formsIn.get(one.id)?.some(form => form.standing === 'registered'),
      ),
    ),
  ]
}

/** Every registration that counts has its lasting code, and no two have the same. */
const oddCodes = ({ submissions, registrations }: Snapshot): Oddity[] => {
  const counted = new Set(submissions.filter(stands).map(one => one.id))
  const sameCode = Map.groupBy(
    registrations.filter(one => one.codeNumber !== null),
    one => one.codeNumber,
  )
  return [
    ...each(
      'code-missing',
      registrations.filter(one => one.codeNumber === null && counted.has(one.submissionId)),
    ),
    ...each(
      'code-repeated',
      [...sameCode.values()].flatMap(all => all.slice(1)),
    ),
  ]
}
