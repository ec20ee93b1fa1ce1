/** What is asked of the ledger by people who look for something, and the shape of what they find; and what they say to it. */
import type { Decision, DecisionKind } from './decision.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { KeptRegistration, MailKind, MailState, SentMail, Snapshot } from './ledger.ts'
import type { Standing } from './outcome.ts'
import type { Section } from './reading.ts'

/** Which messages: these; all that is about a unit; or what waits for the clerk, with every form of the units that it is about. */
export type ExcerptWish =
  | { readonly messages: readonly string[] }
  | { readonly unit: string }
  | { readonly waiting: true }

/** Those that count; those that wait; those of a form that another one replaced, or that repeats another; all. */
export const wishedStates = ['standing', 'waiting', 'superseded', 'any'] as const
export type WishedState = (typeof wishedStates)[number]

/** Which registrations: all that is said must hold. */
export interface RegistrationWish {
  /**
   * Folded (`foldBare`), a word or several in a row: each stands in name, model, note or the name of a unit that is not on
   * the roster, from the beginning of a word on; or the unit is one of `units` of that term.
   */
  readonly terms: readonly { readonly text: string; readonly units: readonly string[] }[]
  readonly units?: readonly string[] | undefined
  readonly section?: Section | undefined
  /** null: those without one. */
  readonly sector?: string | null | undefined
  readonly state: WishedState
  /** The form carries each of these. */
  readonly marks?: readonly FindingCode[] | undefined
  /** Received from then on, and before then. Milliseconds. */
  readonly since?: number | undefined
  readonly before?: number | undefined
  /** The number of a lasting code. */
  readonly code?: number | undefined
}

/**
 * By code, those without one last, as they were received; or unit by unit (those on no list last, by name) or sector by
 * sector (any other last), each by code.
 */
export interface RegistrationOrder {
  readonly by: 'code' | 'unit' | 'sector'
  /** Ids in their order. */
  readonly units: readonly string[]
  readonly sectors: readonly string[]
}
export interface RegistrationPage extends RegistrationOrder {
  readonly from: number
  readonly count: number
}

export interface FoundRegistrations {
  readonly sums: RegistrationSums
  readonly rows: readonly FoundRegistration[]
}
/** Of everything that was found, not of the page alone. */
export interface RegistrationSums {
  readonly all: number
  readonly bySection: Readonly<Record<Section, number>>
  /** Those of the order's list, in its order; null: all others, where there are any. Adds up to `all`. */
  readonly bySector: readonly { readonly sector: string | null; readonly count: number }[]
}
export interface FoundRegistration extends KeptRegistration {
  readonly messageId: string
  readonly unitId: string | null
  readonly unitName: string
  readonly standing: Standing
  readonly supersededBy: string | null
  /** Of its form. */
  readonly version: number
  /** Of its form and of its message. */
  readonly findings: readonly Finding[]
  /** Of its message. */
  readonly receivedAt: number
}

/** A model's name as it is written in forms that stand, and the registrations that have it, in order of their codes. */
export interface ModelWording {
  readonly model: string
  readonly registrations: readonly string[]
}

/** Somebody's word on what a later reading says of a form that was decided about. */
export interface ProposalAnswer {
  readonly what: 'accept' | 'keep'
  readonly submissionId: string
  /** The proposal's `at`, and the form's version, as they were seen. */
  readonly readAt: number
  readonly version: number
  /** A name. */
  readonly by: string
  /** Milliseconds. */
  readonly at: number
}

/** Which decisions: all that is said must hold. */
export interface DecisionWish {
  /** Those before this number; null: from the newest on. */
  readonly before: number | null
  readonly count: number
  /** Whose, by the name as it was then. */
  readonly by?: string | undefined
  readonly kind?: DecisionKind | undefined
  readonly subject?: string | undefined
  /** Milliseconds: from the first, up to but without the second. */
  readonly between?: readonly [number, number] | undefined
}
/** A decision as the history shows it. */
export interface PastDecision extends Decision {
  readonly isTakenBack: boolean
}

/** What shows whether all is well. */
export interface Pulse extends Pick<Snapshot, 'revision' | 'failedJobs'> {
  readonly jobs: readonly { readonly kind: string; readonly state: string; readonly count: number }[]
  /** About the campaign and about mails of ours, oldest first. */
  readonly decisions: readonly Decision[]
  /** Daily ones, and whatever is a draft or being sent; by day, then by time. */
  readonly sentMails: readonly SentMail[]
  /** How many there are of each. */
  readonly mails: readonly { readonly kind: MailKind; readonly state: MailState; readonly count: number }[]
}

/** A scan that came beside a form that was read: to be held against it. Ids, and the scan's path in its message. */
export interface ScanBeside {
  readonly part: string
  readonly message: string
  readonly path: string
  readonly isChecked: boolean
}
