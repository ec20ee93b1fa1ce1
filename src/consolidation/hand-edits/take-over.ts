/**
 * Takes differences of an edited table over into the ledger: one decision a form, `correct` with its rows whole (or
 * `dismiss` where none is left), and `unit` where it moves. Each against the version that was compared; what is so already
 * is left alone, so that doing it twice does it once.
 */
import {
  asCorrected,
  type CorrectedRow,
  type Decision,
  decisionShapes,
  inEffect,
  type NewDecision,
} from '../../domain/decision.ts'
import { isAppError } from '../../domain/errors.ts'
import type { KeptRegistration, KeptSubmission, Snapshot } from '../../domain/ledger.ts'
import { stands } from '../../domain/outcome.ts'
import type { Store } from '../../ports.ts'
import type { Change, Difference } from './difference.ts'
import { hasValues } from './three-way.ts'

/** `stale`: the form changed since it was compared, compare again; `impossible`: it cannot be traced to a form. */
export type TakenOutcome = 'taken' | 'already' | 'stale' | 'impossible'
export interface Taken {
  readonly difference: Difference
  readonly outcome: TakenOutcome
}
export interface TakeOverInput {
  readonly differences: readonly Difference[]
  /** A name. */
  readonly by: string
  /** Milliseconds. */
  readonly now: number
  /** Said of a form of which every row was deleted. */
  readonly dismissReason: string
  readonly store: Pick<Store, 'snapshot' | 'decide'>
}

/** @returns what became of each, in order, and the validate jobs by which it takes effect */
export const takeOver = async (input: TakeOverInput): Promise<{ taken: Taken[]; jobs: number[] }> => {
  const snapshot = await input.store.snapshot()
  const outcomes = new Map<Difference, TakenOutcome>()
  const jobs: number[] = []
  const ofForm = Map.groupBy(input.differences, one => one.change?.submissionId)
  for (const [id, own] of ofForm) {
    const submission = snapshot.submissions.find(one => one.id === id)
    if (id === undefined) for (const one of own) outcomes.set(one, 'impossible')
    else if (!submission || !stands(submission) || !isSettled(submission, snapshot))
      for (const one of own) outcomes.set(one, 'stale')
    else jobs.push(...(await takeForm(submission, own, snapshot, input, outcomes)))
  }
  return {
    taken: input.differences.map(difference => ({ difference, outcome: outcomes.get(difference)! })),
    jobs,
  }
}

/** Rows that were corrected and not settled yet are not in the snapshot: whole rows made from it would undo that. */
const isSettled = (submission: KeptSubmission, snapshot: Snapshot): boolean => {
  const last = inEffect(snapshot.decisions.filter(one => one.subject === submission.id)).findLast(
    (one: Decision) => one.kind === 'correct',
  )
  if (!last) return true
  const { rows } = decisionShapes.correct.parse(last.after)
  const now = rowsOf(submission, snapshot)
  return rows.length === now.length && rows.every(({ from: _, ...row }, at) => hasValues(now[at]!, row))
}

const rowsOf = ({ id }: KeptSubmission, snapshot: Snapshot): KeptRegistration[] =>
  snapshot.registrations.filter(one => one.submissionId === id)

const takeForm = async (
  submission: KeptSubmission,
  differences: readonly Difference[],
  snapshot: Snapshot,
  { store, by, now, dismissReason }: TakeOverInput,
  outcomes: Map<Difference, TakenOutcome>,
): Promise<number[]> => {
  const before = rowsOf(submission, snapshot).map(asCorrected)
  let rows: readonly CorrectedRow[] = before
  let unitId = submission.unitId
  const ofRows: Difference[] = []
  const ofUnit: Difference[] = []
  for (const one of differences) {
    const change = one.change!
    const next = change.kind === 'unit' ? undefined : changed(rows, change)
    if (next === 'already' || (change.kind === 'unit' && unitId === change.unitId))
      outcomes.set(one, 'already')
    else if (next === 'gone' || change.version !== submission.version) outcomes.set(one, 'stale')
    else if (change.kind === 'unit') {
      unitId = change.unitId
      ofUnit.push(one)
    } else {
      rows = next ?? rows
      ofRows.push(one)
    }
  }
  const decision = { subject: submission.id, by, at: now }
  const jobs: number[] = []
  let { version } = submission
  const decide = async (
    said: Pick<NewDecision, 'kind' | 'before' | 'after'>,
    own: readonly Difference[],
  ): Promise<void> => {
    const outcome = await unlessStale(async () => {
      jobs.push(...(await store.decide({ ...decision, ...said }, version)).jobs)
    })
    if (outcome === 'taken') version++
    for (const one of own) outcomes.set(one, outcome)
  }
  if (ofRows.length > 0)
    await decide(
      rows.length > 0
        ? { kind: 'correct', before: { rows: before }, after: { rows, findings: [] } }
        : { kind: 'dismiss', before: null, after: { reason: dismissReason } },
      ofRows,
    )
  if (ofUnit.length > 0)
    await decide(
      {
        kind: 'unit',
        before: submission.unitId === null ? null : { unitId: submission.unitId },
        after: { unitId },
      },
      ofUnit,
    )
  return jobs
}

const unlessStale = async (work: () => Promise<void>): Promise<'taken' | 'stale'> => {
  try {
    await work()
    return 'taken'
  } catch (error) {
    if (isAppError(error, 'stale-version')) return 'stale'
    throw error
  }
}

/** The rows with the change made in them. */
const changed = (
  rows: readonly CorrectedRow[],
  change: Exclude<Change, { kind: 'unit' }>,
): readonly CorrectedRow[] | 'already' | 'gone' => {
  if (change.kind === 'add')
    return rows.some(row => hasValues(row, change.values))
      ? 'already'
      : [...rows, { from: null, ...change.values }]
  const row = rows.find(one => one.from === change.registrationId)
  if (change.kind === 'delete') return row ? rows.filter(one => one !== row) : 'already'
  if (!row) return 'gone'
  if (hasValues(row, change.values)) return 'already'
  return rows.map(one => (one === row ? { ...one, ...change.values } : one))
}
