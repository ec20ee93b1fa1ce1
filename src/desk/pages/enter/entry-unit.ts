/** Whose entry it is, as somebody said last. */
import { type Decision, decisionShapes, lastOf } from '../../../domain/decision.ts'
import type { Roster } from '../../../domain/unit.ts'

/** @param own decisions about its message. @returns the id of a unit that left the roster; '' where nobody said */
export const unitNameOf = (own: readonly Decision[], { units }: Roster): string => {
  const id = decisionShapes.unit.safeParse(lastOf(own, 'unit')?.decision.after).data?.unitId ?? ''
  return units.find(one => one.id === id)?.name ?? id
}
