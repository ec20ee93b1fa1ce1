/**
 * Writes what reading a message gave, in place of what an earlier reading gave. Ids are computed from places (see
 * `domain/identity.ts`), so what is read again the same stays the same row: its standing, its unit, its codes, and the
 * decisions that hang on it. A form that somebody decided about stays as it is (`held-readings.ts`), and codes go with
 * their registrations (`carry-codes.ts`).
 */
import { asRead, partId, submissionId } from '../../domain/identity.ts'
import type { FormReading, MessageReading, PartReading } from '../../domain/reading.ts'
import type { LeasedJob } from '../../ports.ts'
import { contentHash } from '../../validation/content-hash.ts'
import { moveCodes, readCarriers } from './carry-codes.ts'
import { findHeld, type Held, writeProposals } from './held-readings.ts'
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

  const message = await db
    .selectFrom('message')
    .select(['id', 'headers_json', 'findings_json'])
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow()
  const before = await db.selectFrom('submission').selectAll().where('message_id', '=', messageId).execute()
  const held = await findHeld(db, message, before, reading)
  if (!held.keepsMessage)
    await db
      .updateTable('message')
      .set({
        headers_json: JSON.stringify(reading.headers),
        findings_json: JSON.stringify(reading.findings),
      })
      .where('id', '=', messageId)
      .execute()
  const stays = new Map(forms.map(one => [one.id, JSON.stringify(one.form)]))
  const free = before.filter(row => !held.submissions.has(row.id))
  const gone = free.filter(row => !stays.has(row.id))
  const changed = free.filter(row => stays.has(row.id) && stays.get(row.id) !== row.reading_json)
  const carriers = await readCarriers(
    db,
    [...gone, ...changed].map(row => row.id),
  )
  // Asked before the rows go: those that were judged beside them have to be judged without them.
  const neighbours = await neighboursOf(db, gone, changed)

  await dropSubmissions(
    db,
    gone.map(row => row.id),
  )
  const partsKept = await writeParts(db, messageId, reading.parts, held)
  const kept = new Map(before.map(row => [row.id, row]))
  const written = forms.filter(
    one => !held.submissions.has(one.id) && kept.get(one.id)?.reading_json !== stays.get(one.id),
  )
  for (const one of written) await writeForm(db, one, (kept.get(one.id)?.version ?? 0) + 1)
  await moveCodes(
    db,
    messageId,
    carriers,
    written.map(one => one.id),
  )
  const stayed = before.filter(row => held.submissions.has(row.id) || stays.has(row.id))
  await writeProposals(
    db,
    messageId,
    stayed.map(row => ({ ...row, partStays: partsKept.has(row.part_path) })),
    { held, reading, now },
  )
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
      eb.or([
        eb('duplicate_of', 'in', own),
        eb('superseded_by', 'in', own),
        ...(units.length > 0 ? [eb('unit_id', 'in', units)] : []),
      ]),
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

/** @returns the paths of parts that stay as they were, for the sake of a form in them */
const writeParts = async (
  db: Ledger,
  messageId: string,
  parts: readonly PartReading[],
  held: Held,
): Promise<Set<string>> => {
  const read = new Map(parts.map(part => [part.path, part]))
  const before = await db
    .selectFrom('part')
    .select(['id', 'path', 'name'])
    .where('message_id', '=', messageId)
    .execute()
  const kept = new Set(before.flatMap(row => (held.keepsPart(row, read.get(row.path)) ? [row.path] : [])))
  for (const row of before)
    if (!read.has(row.path) && !kept.has(row.path))
      await db.deleteFrom('part').where('id', '=', row.id).execute()
  for (const [ordinal, part] of parts.entries()) {
    if (kept.has(part.path)) continue
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
  return kept
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
