/**
 * Jobs as rows; their states are written above the table in `migrations.ts`. Nothing here knows how a worker hears of a
 * job. Whether a lease ran out is told by the times that callers pass, never by the database's clock.
 */
import { randomUUID } from 'node:crypto'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { AppError } from '../../domain/errors.ts'
import { finding } from '../../domain/finding.ts'
import type { JobKind, LeasedJob } from '../../ports.ts'
import { oneOf } from './lists.ts'
import { raiseRevision } from './meta.ts'
import { deriveStandings } from './standings.ts'
import type { Ledger, Tables } from './tables.ts'

/** A pending job for each subject that has none. @returns the new jobs' ids, oldest first */
export const addJobs = async (
  db: Ledger,
  kind: JobKind,
  subjects: readonly string[],
  now: number,
): Promise<number[]> => {
  const ids: number[] = []
  // In slices: a statement takes a bounded number of values.
  for (let from = 0; from < subjects.length; from += 500) {
    const rows = subjects.slice(from, from + 500).map(subject => ({
      ...{ kind, subject, state: 'pending' as const, attempts: 0, not_before: now },
      ...{ lease: null, lease_until: null, error: null },
    }))
    const added = await db
      .insertInto('job')
      .values(rows)
      .onConflict(conflict =>
        conflict.columns(['kind', 'subject']).where('state', '=', sql.lit('pending')).doNothing(),
      )
      .returning('id')
      .execute()
    ids.push(...added.map(row => row.id))
  }
  return ids.sort((a, b) => a - b)
}

const isDue =
  (now: number) =>
  (eb: ExpressionBuilder<Tables, 'job'>): Expression<SqlBool> =>
    eb.or([
      eb.and([eb('state', '=', 'pending'), eb('not_before', '<=', now)]),
      eb.and([eb('state', '=', 'leased'), eb('lease_until', '<=', now)]),
    ])

export const leaseJob = async (
  db: Ledger,
  wanted: { kind: JobKind; id: number | null },
  now: number,
  leaseMs: number,
): Promise<LeasedJob | undefined> => {
  const lease = randomUUID()
  const { id } = wanted
  const [row] = await db
    .updateTable('job')
    .set(eb => ({ state: 'leased', lease, lease_until: now + leaseMs, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', eb =>
      eb
        .selectFrom('job')
        .select('id')
        .where('kind', '=', wanted.kind)
        .where(isDue(now))
        .$if(id !== null, query => query.where('id', '=', id))
        .orderBy('id')
        .limit(1),
    )
    .returning(['id', 'kind', 'subject', 'attempts'])
    .execute()
  return row && { id: row.id, kind: row.kind, subject: row.subject, attempt: row.attempts, lease }
}

/** @returns undefined: another reading of it waits or is under way, or its bytes were purged. @throws AppError not-found */
export const leaseReading = async (
  db: Ledger,
  message: string,
  now: number,
  leaseMs: number,
): Promise<LeasedJob | undefined> => {
  const row = await db.selectFrom('message').select('purged_at').where('id', '=', message).executeTakeFirst()
  if (!row) throw new AppError('not-found', `message ${message} is not in the ledger`)
  const busy = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', 'read')
    .where('subject', '=', message)
    .where('state', '!=', 'failed')
    .executeTakeFirst()
  if (busy || row.purged_at !== null) return undefined
  const [id] = await addJobs(db, 'read', [message], now)
  return leaseJob(db, { kind: 'read', id: id! }, now, leaseMs)
}

/** A read job for each; passed over: what waits to be read already, was purged, or is not there. */
export const requestReading = async (
  db: Ledger,
  messages: readonly string[],
  now: number,
): Promise<number[]> => {
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where(oneOf('id', messages))
    .where('purged_at', 'is', null)
    .execute()
  return addJobs(
    db,
    'read',
    rows.map(row => row.id),
    now,
  )
}

/** Those that are not done and did not fail for good. */
export const countJobsLeft = async (db: Ledger, ids: readonly number[]): Promise<number> => {
  const rows = await db
    .selectFrom('job')
    .select('id')
    .where(oneOf('id', ids))
    .where('state', '!=', 'failed')
    .execute()
  return rows.length
}

export const renewLease = async (db: Ledger, job: LeasedJob, until: number): Promise<boolean> => {
  const [row] = await db
    .updateTable('job')
    .set({ lease_until: until })
    .where('id', '=', job.id)
    .where('lease', '=', job.lease)
    .returning('id')
    .execute()
  return row !== undefined
}

/** @throws AppError stale-lease */
export const requireLease = async (db: Ledger, job: LeasedJob, kind: JobKind): Promise<void> => {
  const row = await db
    .selectFrom('job')
    .select('kind')
    .where('id', '=', job.id)
    .where('lease', '=', job.lease)
    .executeTakeFirst()
  if (!row) throw new AppError('stale-lease', `job ${job.id} was given to another worker, or is done`)
  if (row.kind !== kind) throw new Error(`job ${job.id} is a ${row.kind} job, used as a ${kind} job`)
}

/** Done: the row goes, and with it what failed before on the same subject. The caller has checked the lease. */
export const finishJob = async (db: Ledger, job: LeasedJob): Promise<void> => {
  await db
    .deleteFrom('job')
    .where('kind', '=', job.kind)
    .where('subject', '=', job.subject)
    .where(eb => eb.or([eb('id', '=', job.id), eb('state', '=', 'failed')]))
    .execute()
}

export const giveJobBack = async (
  db: Ledger,
  job: LeasedJob,
  notBefore: number | null,
  error: string,
): Promise<void> => {
  await requireLease(db, job, job.kind)
  const twin = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', job.kind)
    .where('subject', '=', job.subject)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  // Another job for the same subject waits already: it takes over.
  if (twin) return finishJob(db, job)
  const back = { lease: null, lease_until: null, error }
  await db
    .updateTable('job')
    .set(
      notBefore === null
        ? { ...back, state: 'failed' }
        : { ...back, state: 'pending', not_before: notBefore },
    )
    .where('id', '=', job.id)
    .execute()
  if (notBefore !== null) return
  await holdForClerk(db, job, error)
  await raiseRevision(db)
}

/** What will never be finished by itself waits for the clerk, so that the balance holds. What stood before, stands. */
const holdForClerk = async (db: Ledger, job: LeasedJob, error: string): Promise<void> => {
  const table = job.kind === 'read' ? 'message' : 'submission'
  const row = await db
    .selectFrom(table)
    .select(['findings_json', 'standing'])
    .where('id', '=', job.subject)
    .executeTakeFirst()
  if (row?.standing !== 'in-progress') return
  const stopped = finding('reader-stopped', { reason: error.split(':')[0] ?? '' })
  const held = {
    standing: 'review' as const,
    findings_json: JSON.stringify([...JSON.parse(row.findings_json), stopped]),
  }
  if (table === 'message') {
    await db.updateTable('message').set(held).where('id', '=', job.subject).execute()
    await deriveStandings(db, job.subject)
    return
  }
  const submission = await db
    .updateTable('submission')
    .set(eb => ({ ...held, version: eb('version', '+', 1) }))
    .where('id', '=', job.subject)
    .returning('message_id')
    .executeTakeFirstOrThrow()
  await deriveStandings(db, submission.message_id)
}

export const dueJobs = async (db: Ledger, kind: JobKind, now: number, limit: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where(isDue(now))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}

/** @param wanted null: every submission there is. Ids that are not there are passed over. */
export const requestValidation = async (
  db: Ledger,
  wanted: readonly string[] | null,
  now: number,
): Promise<number[]> => {
  const rows = await db.selectFrom('submission').select('id').orderBy('id').execute()
  const chosen = wanted && new Set(wanted)
  const subjects = rows.map(row => row.id).filter(id => !chosen || chosen.has(id))
  return addJobs(db, 'validate', subjects, now)
}
