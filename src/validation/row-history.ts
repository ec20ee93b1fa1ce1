/**
 * One registration through all that was decided of its form: each decision that changed its row, with what it was and
 * became. Worked out by the rules themselves, decision after decision, so that it ends in what counts. Pure.
 */
import { type Decision, decisionShapes } from '../domain/decision.ts'
import type { FormReading } from '../domain/reading.ts'
import { decidedForm } from './decided-form.ts'
import type { RowValues } from './differences.ts'

export interface RowChange {
  readonly decision: Decision
  /** Undefined: it was not there. */
  readonly before: RowValues | undefined
  /** Undefined: it is not there any more. */
  readonly after: RowValues | undefined
}

/** @param decisions about the form, its part and its message, oldest first, those taken back too */
export const rowHistory = (
  form: { readonly id: string; readonly reading: FormReading },
  decisions: readonly Decision[],
  registration: string,
): RowChange[] => {
  const rowAfter = (count: number): RowValues | undefined =>
    decidedForm(form, decisions.slice(0, count)).registrations.find(one => one.id === registration)
  let before = rowAfter(0)
  return decisions.flatMap((decision, at): RowChange[] => {
    if (decision.kind !== 'correct' && decision.kind !== 'undo') return []
    const was = before
    before = rowAfter(at + 1)
    return isSame(was, before) ? [] : [{ decision, before: was, after: before }]
  })
}

const isSame = (one: RowValues | undefined, other: RowValues | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    (['section', 'name', 'sector', 'model', 'note'] as const).every(key => one[key] === other[key]))

/** Of a row that came of another one (split off, put in): the registration that it came from, as the form was read. */
export const originOf = (
  form: { readonly id: string; readonly reading: FormReading },
  decisions: readonly Decision[],
  registration: string,
): string | undefined => {
  const read = new Set(decidedForm(form, []).registrations.map(one => one.id))
  const from = (id: string): string | undefined => {
    if (read.has(id)) return id
    // `FORM decision NUMBER.PLACE`: the row that the decision put there.
    const [, number, place] = / decision (\d+)\.(\d+)$/.exec(id) ?? []
    const decision = decisions.find(one => one.id === Number(number) && one.kind === 'correct')
    const origin = decision && decisionShapes.correct.parse(decision.after).rows[Number(place)]?.from
    // What came of a row was decided before it: another number, or the form's own.
    return origin && origin !== id ? from(origin) : undefined
  }
  return from(registration)
}
