/** What is asked of the ledger by people who look for something, and the shape of what they find. */
import type { KeptRegistration } from './ledger.ts'
import type { Standing } from './outcome.ts'
import type { Section } from './reading.ts'

/** Which messages: these; all that is about a unit; or what waits for the clerk, with every form of the units that it is about. */
export type ExcerptWish =
  | { readonly messages: readonly string[] }
  | { readonly unit: string }
  | { readonly waiting: true }

/** Which registrations: all that is said must hold. */
export interface RegistrationWish {
  /** Folded (`foldBare`): each stands in name, model or note, or the unit is one of `units` of that term. */
  readonly terms: readonly { readonly text: string; readonly units: readonly string[] }[]
  readonly units?: readonly string[] | undefined
  readonly section?: Section | undefined
  /** null: those without one. */
  readonly sector?: string | null | undefined
  /** Those that count; those that wait; those replaced by another; all. */
  readonly state: 'standing' | 'waiting' | 'superseded' | 'any'
  /** The number of a lasting code. */
  readonly code?: number | undefined
  /** By code, those without one last. */
  readonly from: number
  readonly count: number
}
export interface FoundRegistrations {
  readonly total: number
  readonly rows: readonly FoundRegistration[]
}
export interface FoundRegistration extends KeptRegistration {
  readonly messageId: string
  readonly unitId: string | null
  readonly unitName: string
  readonly standing: Standing
  readonly supersededBy: string | null
  /** Of its message. */
  readonly receivedAt: number
}
