/** Changes of the roster as history: one decision for each unit that changed, in somebody's name. */
import { unitSubject } from '../domain/decision.ts'
import type { Store } from '../ports.ts'
import type { UnitChange } from './roster-edits.ts'

export const recordUnitChanges = async (
  store: Pick<Store, 'decide' | 'decisions'>,
  changes: readonly UnitChange[],
  by: string,
  at: number,
): Promise<void> => {
  for (const { id, before, after } of changes) {
    const subject = unitSubject(id)
    // The roster's own turn keeps two changes of one unit apart; what was seen was held against its mark.
    const known = (await store.decisions(subject)).length
    await store.decide(
      { subject, kind: 'change-unit', by, at, before: before && { unit: before }, after: { unit: after } },
      known,
    )
  }
}
