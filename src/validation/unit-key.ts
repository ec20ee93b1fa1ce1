/** Which unit a form is counted under: the roster's, or its name as it was written where the roster has none. */
import type { KeptSubmission } from '../domain/ledger.ts'
import { foldTones } from '../text/fold.ts'

/** No roster's id begins so: they have no space. */
export const unitKey = ({ unitId, unitName }: Pick<KeptSubmission, 'unitId' | 'unitName'>): string =>
  unitId ?? `named ${foldTones(unitName)}`
