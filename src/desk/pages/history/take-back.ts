/** Which decisions a button takes back. */
import { type DecisionKind, withoutUndo } from '../../../domain/decision.ts'

/** These have buttons of their own where they were taken: holding a mail waits for the one that is being handed over. */
const elsewhere: ReadonlySet<DecisionKind> = new Set(['hold', 'release', 'close', 'reopen'])

export const mayTakeBack = (kind: DecisionKind): boolean => !withoutUndo.has(kind) && !elsewhere.has(kind)
