/** What is asked of the ledger by people who look for a mail, and what they find. */
import type { Standing } from './outcome.ts'

/** Which messages are looked for: all that is said must hold. */
export interface MessageWish {
  /** Folded (`foldBare`): each stands in the sender, the subject, a file's name or the name of a unit. */
  readonly terms: readonly string[]
  /** The beginning of its id. */
  readonly code?: string | undefined
  readonly standings: readonly Standing[]
  /** Newest first. */
  readonly from: number
  readonly count: number
}
export interface FoundMessages {
  /** Of those that the words fit, whatever the standing. */
  readonly counts: Readonly<Record<Standing, number>>
  /** Of these standings. */
  readonly total: number
  readonly ids: readonly string[]
}
