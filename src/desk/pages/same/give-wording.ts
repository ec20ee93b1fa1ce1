/**
 * One wording for rows of several forms: one decision a form, `correct`, in which nothing but the models of these rows is
 * another, so that codes, units and counts stay. Each against the version that was seen; a form that changed meanwhile is
 * left out. Taken back, each decision by itself, where no later correction of the form stands on it.
 */
import { asCorrected, type CorrectedRow, inEffect } from '../../../domain/decision.ts'
import { isAppError } from '../../../domain/errors.ts'
import { asRead } from '../../../domain/identity.ts'
import { stands } from '../../../domain/outcome.ts'
import type { Peer } from '../../../ports.ts'
import { decidedForm } from '../../../validation/decided-form.ts'
import { type Desk, haveDone } from '../../desk.ts'

export interface TickedRow {
  readonly id: string
  /** Of its form, as it was seen. */
  readonly version: number
}
export interface GivenWording {
  readonly decisions: readonly { readonly subject: string; readonly decision: number }[]
  /** Registrations of forms that changed meanwhile. */
  readonly leftOut: readonly string[]
}

export const giveWording = async (
  desk: Desk,
  by: string,
  wording: string,
  ticked: readonly TickedRow[],
): Promise<GivenWording> => {
  const { store, clock } = desk.app
  const decisions: { subject: string; decision: number }[] = []
  const leftOut: string[] = []
  const jobs: number[] = []
  for (const [subject, own] of Map.groupBy(ticked, row => row.id.split(' ')[0] ?? '')) {
    const ids = new Set(own.map(row => row.id))
    const outcome = await unlessGone(async () => {
      const form = await store.submission(subject)
      const rows = rowsSeen(form, own)
      if (!rows) return 'gone'
      if (rows.every(row => !ids.has(row.from ?? '') || row.model === wording)) return 'same'
      const after = rows.map(row => (ids.has(row.from ?? '') ? { ...row, model: wording } : row))
      const taken = await store.decide(
        {
          ...{ subject, kind: 'correct', by, at: clock.now() },
          ...{ before: { rows }, after: { rows: after, findings: [] } },
        },
        form.version,
      )
      jobs.push(...taken.jobs)
      decisions.push({ subject, decision: taken.id })
      return 'given'
    })
    if (outcome === 'gone') leftOut.push(...ids)
  }
  await haveDone(desk, 'validate', jobs)
  return { decisions, leftOut }
}

/** Its rows as they count, where they are those that were seen; rows that were corrected and not settled yet were not. */
const rowsSeen = (form: Peer, ticked: readonly TickedRow[]): CorrectedRow[] | undefined => {
  const now = decidedForm(form, form.decisions).registrations
  const shown = form.corrected ?? asRead(form.id, form.reading)
  const isSeen = ticked.every(row => row.version === form.version && shown.some(one => one.id === row.id))
  if (
    !isSeen ||
    !stands(form) ||
    JSON.stringify(now.map(asCorrected)) !== JSON.stringify(shown.map(asCorrected))
  )
    return undefined
  return now.map(asCorrected)
}

/** @returns how many could not be taken back: the form was corrected once more, or somebody did so already */
export const takeBackWording = async (
  desk: Desk,
  by: string,
  decisions: GivenWording['decisions'],
): Promise<number> => {
  const { store, clock } = desk.app
  const jobs: number[] = []
  let kept = 0
  for (const { subject, decision } of decisions) {
    const outcome = await unlessGone(async () => {
      const { version } = await store.submission(subject)
      const standing = inEffect(await store.decisions(subject)).findLast(one => one.kind === 'correct')
      if (standing?.id !== decision) return 'gone'
      const undo = { subject, kind: 'undo', before: null, after: { decision }, by, at: clock.now() } as const
      jobs.push(...(await store.decide(undo, version)).jobs)
      return 'given'
    })
    if (outcome === 'gone') kept++
  }
  await haveDone(desk, 'validate', jobs)
  return kept
}

const unlessGone = async <T extends string>(work: () => Promise<T>): Promise<T | 'gone'> => {
  try {
    return await work()
  } catch (error) {
    if (isAppError(error, 'stale-version', 'not-found')) return 'gone'
    throw error
  }
}
