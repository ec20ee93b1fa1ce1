/**
 * What people decide, as data: the closed list of kinds, what each carries, and which of a subject's decisions are in
 * effect. Decisions are only appended; one is taken back by another, `undo`. What a decision does to a form is the
 * rules' business (`validation/`), who may take it the desk's.
 */
import { z } from 'zod'
import { Role } from './account.ts'
import { Finding } from './finding.ts'
import { RegistrationReading } from './reading.ts'
import { Unit } from './unit.ts'

/** A registration with its lasting id, as it counts: as read, or as somebody corrected it. */
export const SettledRegistration = z.object({ id: z.string().min(1), ...RegistrationReading.shape })
export type SettledRegistration = z.infer<typeof SettledRegistration>

/** A row as somebody corrected it. `from`: the registration that it was; null where it is new. */
const CorrectedRow = z.object({
  from: z.string().nullable(),
  ...RegistrationReading.omit({ source: true, place: true }).shape,
})
export type CorrectedRow = z.infer<typeof CorrectedRow>

/** A row that is left as it counts. */
export const asCorrected = ({
  id,
  section,
  name,
  sector,
  model,
  note,
}: SettledRegistration): CorrectedRow => ({
  ...{ from: id, section, name, sector, model, note },
})

/** How what did not come by mail came: on paper, by Zalo, by phone; or typed from a scan that came by mail. */
export const entryWays = ['paper', 'zalo', 'phone', 'scan'] as const
export type EntryWay = (typeof entryWays)[number]

/** What `after` holds, by kind. `before` holds the same of what stood until then, or null. */
export const decisionShapes = {
  // On a submission.
  /** These errors were looked at, and hold it no more; an error that comes later does. */
  accept: z.object({ findings: z.array(Finding) }),
  /** It is of this unit of the roster, whatever it says. */
  unit: z.object({ unitId: z.string().min(1) }),
  /** Its rows, whole, in place of what was read. One that is left out is gone; two of the same `from` are a split. */
  correct: z.object({
    rows: z.array(CorrectedRow),
    /** Errors that were looked at in doing so, as with `accept`. */
    findings: z.array(Finding).default([]),
  }),
  /** It is a correction of that submission of the same unit, which counts no more. */
  replace: z.object({ of: z.string().min(1) }),
  /** It adds to what the unit registered before. */
  add: z.object({}),
  /** A later reading, of that SHA-256, was looked at: it stays as it is, and is not asked about that reading again. */
  'keep-reading': z.object({ reading: z.string().min(1) }),
  // On a submission, a part or a message.
  /** Nothing of it registers. */
  dismiss: z.object({ reason: z.string() }),
  /** It goes on waiting, with a word why. */
  'put-off': z.object({ note: z.string() }),
  /** What it says was typed by somebody, and counts as that message: a scan, or several photos of one form. */
  typed: z.object({ as: z.string().min(1) }),
  /** Held against the form beside it and found the same: a stamped copy. Changes nothing of what counts. */
  checked: z.object({}),
  // On a message.
  /** Somebody put it in, since it came otherwise than by mail. `from`: who handed it in or read it out; `of`: the parts that it was typed from. */
  enter: z.object({ way: z.enum(entryWays), from: z.string(), of: z.array(z.string()).default([]) }),
  /** It is read anew. */
  'read-again': z.object({}),
  // On the campaign.
  close: z.object({}),
  reopen: z.object({}),
  /** The raw bytes of these messages, which were no forms, were removed; `before`: the day that was asked for. Not undone by anything. */
  purge: z.object({ messages: z.array(z.string()), bytes: z.number(), before: z.string().nullable() }),
  // On a mail of ours that is due, by its id.
  hold: z.object({}),
  release: z.object({}),
  /** A mail of ours of which nobody knows whether it went is sent once more, under that id. */
  'send-again': z.object({ as: z.string().min(1) }),
  // On a unit of the roster, by `unitSubject`.
  /** The unit as it became; null: taken off the roster. Undone by another change. */
  'change-unit': z.object({ unit: Unit.nullable() }),
  // On somebody's account, by `accountSubject`.
  /** The account as it became; never its password. */
  'change-account': z.object({
    shown: z.string(),
    role: Role,
    active: z.boolean(),
    isPasswordNew: z.boolean(),
  }),
  // On anything: takes that decision back (an `undo` too).
  undo: z.object({ decision: z.number().int().min(1) }),
} as const satisfies Record<string, z.ZodType>

export type DecisionKind = keyof typeof decisionShapes
export const decisionKinds = Object.keys(decisionShapes) as DecisionKind[]

/**
 * What another decision of the same kind changes, or what cannot be unsaid: bytes that are gone, a mail that went, a form
 * that was put in (it is dismissed), a reading that was asked for.
 */
export const withoutUndo: ReadonlySet<DecisionKind> = new Set([
  ...(['enter', 'read-again', 'purge', 'send-again', 'change-unit', 'change-account'] as const),
])

/** Say nothing of what was read: they keep no later reading from taking its place. */
const leavesReading: ReadonlySet<DecisionKind> = new Set(['enter', 'read-again', 'keep-reading'])

/** Those in effect that hold a form as it was read. @param all of one subject, oldest first */
export const holdingReading = (all: readonly Decision[]): Decision[] =>
  inEffect(all).filter(one => !leavesReading.has(one.kind))

/** The subject of decisions about the campaign as a whole. */
export const campaignSubject = 'campaign'
/** Of those about a unit of the roster, and about somebody's account. */
export const unitSubject = (id: string): string => `unit ${id}`
export const accountSubject = (name: string): string => `account ${name}`

/** What someone decided: who, when, what it was, what it became. */
export interface Decision {
  /** The ledger's number; goes up with every decision. */
  readonly id: number
  /** The id of a submission, a part, a message or a mail of ours, or a subject made by the functions above. */
  readonly subject: string
  /** A name. */
  readonly by: string
  /** Milliseconds. */
  readonly at: number
  readonly kind: DecisionKind
  readonly before: unknown
  /** As `decisionShapes` says. */
  readonly after: unknown
}
export type NewDecision = Omit<Decision, 'id'>

/** The numbers of those that were taken back, an `undo` too. @param all of one subject, oldest first */
export const takenBack = (all: readonly Decision[]): ReadonlySet<number> => {
  const undone = new Set<number>()
  for (const one of all.toReversed())
    if (one.kind === 'undo' && !undone.has(one.id)) undone.add(decisionShapes.undo.parse(one.after).decision)
  return undone
}

/** Those that were not taken back, oldest first; no `undo` among them. @param all of one subject, oldest first */
export const inEffect = (all: readonly Decision[]): Decision[] => {
  const undone = takenBack(all)
  return all.filter(one => one.kind !== 'undo' && !undone.has(one.id))
}

/** The numbers of those in effect. @param all of any subjects, each subject's oldest first */
export const idsInEffect = (all: readonly Decision[]): ReadonlySet<number> =>
  new Set([...Map.groupBy(all, one => one.subject).values()].flatMap(inEffect).map(one => one.id))

/** The last one in effect of these kinds, with what it carries. */
export const lastOf = <K extends DecisionKind>(
  decisions: readonly Decision[],
  ...kinds: readonly K[]
): { readonly kind: K; readonly decision: Decision } | undefined => {
  const found = inEffect(decisions).findLast(one => (kinds as readonly string[]).includes(one.kind))
  return found && { kind: found.kind as K, decision: found }
}
