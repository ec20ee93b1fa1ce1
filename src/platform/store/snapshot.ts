/** Everything that tables and mails are made from, as it stood at one moment. */
import type { KeptMessage, KeptPart, KeptRegistration, Snapshot } from '../../domain/ledger.ts'
import { readSentMails } from './mails.ts'
import { readLocations } from './messages.ts'
import { readRevision } from './meta.ts'
import { byArrival, byPath } from './order.ts'
import { keptSubmission } from './peers.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

/**
 * Messages, their parts and their submissions in order of arrival, registrations in the form's order. Reads every table
 * once: the ledger of a campaign is a few thousand rows.
 */
export const readSnapshot = async (db: Ledger): Promise<Snapshot> => {
  const revision = await readRevision(db)
  const messages = await readMessages(db)
  const arrival = new Map(messages.map((message, at) => [message.id, at]))
  const at = (row: { messageId: string }) => arrival.get(row.messageId) ?? 0

  const parts = (await readParts(db)).sort((a, b) => at(a) - at(b) || byPath(a, b))
  const submissions = (await db.selectFrom('submission').selectAll().execute())
    .map(keptSubmission)
    .sort((a, b) => at(a) - at(b) || byPath({ path: a.partPath }, { path: b.partPath }) || a.place - b.place)
  const failed = await db
    .selectFrom('job')
    .select(['kind', 'subject', 'error'])
    .where('state', '=', 'failed')
    .orderBy('id')
    .execute()
  return {
    ...{ revision, messages, parts, submissions },
    registrations: await readRegistrations(db, new Map(submissions.map((one, at) => [one.id, at]))),
    sentMails: await readSentMails(db),
    decisions: await readDecisions(db, null),
    failedJobs: failed.map(row => ({ ...row, error: row.error ?? '' })),
  }
}

const readMessages = async (db: Ledger): Promise<KeptMessage[]> => {
  const locations = await readLocations(db, null)
  const rows = await db.selectFrom('message').selectAll().execute()
  const messages = rows.map(row => ({
    ...{ id: row.id, size: row.size, receivedAt: row.received_at, receiptSource: row.receipt_source },
    headers: row.headers_json === null ? null : JSON.parse(row.headers_json),
    standing: row.standing,
    findings: JSON.parse(row.findings_json),
    locations: locations.get(row.id) ?? [],
    purgedAt: row.purged_at,
  }))
  const place = (one: KeptMessage) => ({
    ...{ receivedAt: one.receivedAt, uid: one.locations[0]?.uid ?? '', messageId: one.id },
    ...{ partPath: '', place: 0 },
  })
  return messages.sort((a, b) => byArrival(place(a), place(b)))
}

const readParts = async (db: Ledger): Promise<KeptPart[]> => {
  const rows = await db.selectFrom('part').selectAll().execute()
  return rows.map(row => ({
    ...{ id: row.id, messageId: row.message_id, path: row.path, name: row.name, format: row.format },
    ...{ size: row.size, sha256: row.sha256, standing: row.standing },
    findings: JSON.parse(row.findings_json),
  }))
}

const readRegistrations = async (
  db: Ledger,
  arrival: ReadonlyMap<string, number>,
): Promise<KeptRegistration[]> => {
  const rows = await db
    .selectFrom('registration')
    .leftJoin('code', 'code.registration_id', 'registration.id')
    .selectAll('registration')
    .select('code.number as code_number')
    .execute()
  return rows
    .sort(
      (a, b) =>
        (arrival.get(a.submission_id) ?? 0) - (arrival.get(b.submission_id) ?? 0) || a.ordinal - b.ordinal,
    )
    .map(row => ({
      ...{ id: row.id, submissionId: row.submission_id, codeNumber: row.code_number },
      ...{ section: row.section, name: row.name, sector: row.sector, model: row.model, note: row.note },
      ...{ source: JSON.parse(row.source_json), place: row.place },
    }))
}
