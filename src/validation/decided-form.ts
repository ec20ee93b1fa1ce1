/**
 * A form as people's decisions leave it: its rows with their lasting ids, the unit that was chosen, which errors were
 * looked at, how it stands to the unit's other forms. Pure; it decides nothing itself, and without decisions gives the
 * form as read.
 */
import {
  type CorrectedRow,
  type Decision,
  decisionShapes,
  type EntryWay,
  inEffect,
  lastOf,
  type SettledRegistration,
} from '../domain/decision.ts'
import type { Finding } from '../domain/finding.ts'
import { asRead } from '../domain/identity.ts'
import type { FormReading } from '../domain/reading.ts'
import { sourceKey } from '../domain/source.ts'

export interface DecidedForm {
  readonly registrations: readonly SettledRegistration[]
  /** The same, where somebody corrected them; null: as read. */
  readonly corrected: readonly SettledRegistration[] | null
  /** Of the roster; undefined where nobody chose one. */
  readonly unitId: string | undefined
  /** Was this error looked at, and let pass? */
  accepts(one: Finding): boolean
  /** `decision`: the number of the decision that says so. */
  readonly relation:
    | { readonly kind: 'replace'; readonly of: string; readonly decision: number }
    | { readonly kind: 'add' }
    | undefined
  readonly isDismissed: boolean
  /** The message as which somebody typed what it says: it counts there, and here no more. */
  readonly typedAs: string | undefined
  /** How it came, where somebody entered it; with `unitId` as that person chose it for all that was handed in. */
  readonly entered: { readonly way: EntryWay; readonly unitId: string | undefined } | undefined
}

/** @param decisions about it (its part and its message too), oldest first, those taken back too */
export const decidedForm = (
  submission: { readonly id: string; readonly reading: FormReading },
  decisions: readonly Decision[],
): DecidedForm => {
  const standing = inEffect(decisions)
  const accepted = new Set<string>()
  let rows = asRead(submission.id, submission.reading)
  let corrected = false
  for (const one of standing)
    if (one.kind === 'accept')
      for (const each of decisionShapes.accept.parse(one.after).findings) accepted.add(keyOf(each))
    else if (one.kind === 'correct') {
      const { rows: wanted, findings } = decisionShapes.correct.parse(one.after)
      rows = correctedRows(rows, wanted, `${submission.id} decision ${one.id}`)
      corrected = true
      for (const each of findings) accepted.add(keyOf(each))
    }
  const unit = lastOf(decisions, 'unit')
  const relation = lastOf(decisions, 'replace', 'add')
  const typed = lastOf(decisions, 'typed')
  const enter = lastOf(decisions, 'enter')
  const unitId = unit && decisionShapes.unit.parse(unit.decision.after).unitId
  return {
    registrations: rows,
    corrected: corrected ? rows : null,
    unitId,
    accepts: one => accepted.has(keyOf(one)),
    relation:
      relation?.kind === 'replace'
        ? {
            ...decisionShapes.replace.parse(relation.decision.after),
            kind: 'replace',
            decision: relation.decision.id,
          }
        : relation && { kind: 'add' },
    isDismissed: standing.some(one => one.kind === 'dismiss'),
    typedAs: typed && decisionShapes.typed.parse(typed.decision.after).as,
    entered: enter && {
      way: decisionShapes.enter.parse(enter.decision.after).way,
      // Said of the message when it was put in; what is decided of the form itself was decided in sight of it.
      unitId: unit?.decision.subject === enter.decision.subject ? unitId : undefined,
    },
  }
}

/** The first row of those that come from one registration keeps its id, and with it its code; a new row gets one of its own. */
const correctedRows = (
  before: readonly SettledRegistration[],
  wanted: readonly CorrectedRow[],
  prefix: string,
): SettledRegistration[] => {
  const known = new Map(before.map(one => [one.id, one]))
  const taken = new Set<string>()
  return wanted.map(({ from, ...row }, at) => {
    const origin = from === null ? undefined : known.get(from)
    const id = origin && !taken.has(origin.id) ? origin.id : `${prefix}.${at}`
    taken.add(id)
    return { id, ...row, source: origin?.source ?? { kind: 'part' }, place: origin?.place ?? 0 }
  })
}

/** The same words about the same place are the same finding, whenever they were found. */
const keyOf = ({ code, args, source }: Finding): string =>
  JSON.stringify([code, Object.entries(args).sort(), source ? sourceKey(source) : ''])
