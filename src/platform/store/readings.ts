/**
 * Writes what reading a message gave, in place of what an earlier reading gave. Ids are computed from places (see
 * `domain/identity.ts`), so what is read again the same stays the same row: its standing, its unit, its codes, and the
 * decisions that hang on it.
 */
import { asRead, partId, submissionId } from '../../domain/identity.ts'
import type { FormReading, MessageReading, PartReading } from '../../domain/reading.ts'
import type { LeasedJob } from '../../ports.ts'
import { contentHash } from '../../validation/content-hash.ts'
import { addJobs, finishJob, requireLease } from './jobs.ts'
import { raiseRevision } from './meta.ts'
import { requireUnique, writeRegistrations } from './registrations.ts'
import { deriveStandings } from './standings.ts'
import type { Ledger } from './tables.ts'

/** @returns the ids of the validate jobs. @throws AppError stale-lease */
export const saveReading = async (
  db: Ledger,
  job: LeasedJob,
  reading: MessageReading,
  now: number,
): Promise<number[]> => {
  await requireLease(db, job, 'read')
  const messageId = job.subject
  const forms = formsOf(messageId, reading)
  requireUnique(reading.parts.map(part => partId(messageId, part.path)))
  requireUnique(forms.map(one => one.id))

  await db
    .updateTable('message')
    .set({
      headers_json: JSON.stringify(reading.headers),
      findings_json: JSON.stringify(reading.findings),
    })
    .where('id', '=', messageId)
    .execute()
  const before = await db.selectFrom('submission').selectAll().where('message_id', '=', messageId).execute()
  const stays = new Map(forms.map(one => [one.id, JSON.stringify(one.form)]))
  const gone = before.filter(row => !stays.has(row.id))
  const changed = before.filter(row => stays.has(row.id) && stays.get(row.id) !== row.reading_json)
  // Asked before the rows go: those that were judged beside them have to be judged without them.
  const neighbours = await neighboursOf(db, gone, changed)

  await dropSubmissions(
    db,
    gone.map(row => row.id),
  )
  await writeParts(db, messageId, reading.parts)
  const kept = new Map(before.map(row => [row.id, row]))
  for (const one of forms) {
    const earlier = kept.get(one.id)
    if (earlier?.reading_json !== stays.get(one.id)) await writeForm(db, one, (earlier?.version ?? 0) + 1)
  }
  await deriveStandings(db, messageId)
  await finishJob(db, job)
  await raiseRevision(db)
  const subjects = new Set([...forms.map(one => one.id), ...neighbours])
  return addJobs(db, 'validate', [...subjects], now)
}

interface FormToWrite {
  readonly id: string
  readonly messageId: string
  readonly partPath: string
  readonly form: FormReading
}

const formsOf = (messageId: string, reading: MessageReading): FormToWrite[] =>
  reading.parts.flatMap(part =>
    part.forms.map(form => ({
      id: submissionId(messageId, part.path, form.place),
      ...{ messageId, partPath: part.path, form },
    })),
  )

type Row = { id: string; unit_id: string | null }

const neighboursOf = async (db: Ledger, gone: readonly Row[], changed: readonly Row[]): Promise<string[]> => {
  if (gone.length + changed.length === 0) return []
  const own = [...gone, ...changed].map(row => row.id)
  const units = gone.flatMap(row => (row.unit_id === null ? [] : [row.unit_id]))
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where(eb =>
      eb.or([eb('duplicate_of', 'in', own), ...(units.length > 0 ? [eb('unit_id', 'in', units)] : [])]),
    )
    .orderBy('id')
    .execute()
  return rows.map(row => row.id).filter(id => !gone.some(row => row.id === id))
}

/** With their validate jobs, whatever state these are in: there is nothing left to validate. */
const dropSubmissions = async (db: Ledger, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await db.deleteFrom('job').where('kind', '=', 'validate').where('subject', 'in', ids).execute()
  await db.deleteFrom('submission').where('id', 'in', ids).execute()
}

const writeParts = async (db: Ledger, messageId: string, parts: readonly PartReading[]): Promise<void> => {
  const paths = new Set(parts.map(part => part.path))
  const before = await db
    .selectFrom('part')
    .select(['id', 'path'])
    .where('message_id', '=', messageId)
    .execute()
  for (const row of before)
    if (!paths.has(row.path)) await db.deleteFrom('part').where('id', '=', row.id).execute()
  for (const [ordinal, part] of parts.entries()) {
    const { path, name, format, size, sha256, standing } = part
    const row = { path, ordinal, name, format, size, sha256, read_as: standing }
    const findings_json = JSON.stringify(part.findings)
    await db
      .insertInto('part')
      .values({
        ...row,
        ...{ id: partId(messageId, path), message_id: messageId, findings_json },
        standing: standing === 'forms' ? 'in-progress' : standing,
      })
      .onConflict(conflict => conflict.column('id').doUpdateSet({ ...row, findings_json }))
      .execute()
  }
}

/** In progress until it is settled. The unit that it had stays, so that settling finds the others of that unit too. */
const writeForm = async (db: Ledger, one: FormToWrite, version: number): Promise<void> => {
  const { id, messageId, partPath, form } = one
  const row = {
    reading_json: JSON.stringify(form),
    content_hash: contentHash(form.registrations),
    findings_json: JSON.stringify(form.findings),
    standing: 'in-progress' as const,
    duplicate_of: null,
    superseded_by: null,
    corrected_json: null,
    version,
  }
  await db
    .insertInto('submission')
    .values({
      ...row,
      ...{ id, message_id: messageId, part_id: partId(messageId, partPath), part_path: partPath },
      ...{ place: form.place, unit_id: null, unit_name: '' },
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
  await writeRegistrations(db, id, asRead(id, form))
}
