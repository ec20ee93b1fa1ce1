/** What people put in by hand, kept together with what they decided in doing so: a crash leaves both or neither. */
import type { DecisionToTake } from '../../ports.ts'
import { decide } from './decisions.ts'
import { keepMessages, type MessageToKeep } from './messages.ts'
import type { Ledger } from './tables.ts'

/** @throws AppError not-found, stale-version: then nothing was decided */
export const decideTogether = async (db: Ledger, decisions: readonly DecisionToTake[]): Promise<number[]> => {
  const jobs: number[] = []
  for (const { decision, version } of decisions) jobs.push(...(await decide(db, decision, version)).jobs)
  return [...new Set(jobs)]
}

/** @throws AppError campaign-closed, not-found, stale-version: then nothing was kept */
export const keepEntry = async (
  db: Ledger,
  message: MessageToKeep,
  decisions: readonly DecisionToTake[],
  now: number,
): Promise<{ read: number[]; validate: number[] }> => {
  const { fresh, jobs } = await keepMessages(db, [message], null, now)
  if (fresh.length === 0) return { read: [], validate: [] }
  return { read: jobs, validate: await decideTogether(db, decisions) }
}

export const readEntries = async (db: Ledger, count: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('decision')
    .select(eb => ['subject', eb.fn.max('id').as('last')])
    .where('kind', '=', 'enter')
    .groupBy('subject')
    .orderBy('last', 'desc')
    .limit(count)
    .execute()
  return rows.map(row => row.subject)
}
