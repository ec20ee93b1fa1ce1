/**
 * Settles a submission with its peers: asks the rules (a pure function), writes what they say, gives codes, derives the
 * standings above. Which rules there are, and which unit it is, is not known here.
 */
import { asRead } from '../../domain/identity.ts'
import { stands } from '../../domain/outcome.ts'
import type { LeasedJob, Peer, Settlement } from '../../ports.ts'
import { finishJob, requireLease } from './jobs.ts'
import { raiseRevision } from './meta.ts'
import { readPeers } from './peers.ts'
import { writeRegistrations } from './registrations.ts'
import { deriveStandings } from './standings.ts'
import type { Ledger } from './tables.ts'

export type Judge = (peers: readonly Peer[]) => readonly Settlement[]

/** @throws AppError stale-lease */
export const settle = async (
  db: Ledger,
  job: LeasedJob,
  unitId: string | null,
  judge: Judge,
): Promise<void> => {
  await requireLease(db, job, 'validate')
  const own = await db.selectFrom('submission').selectAll().where('id', '=', job.subject).executeTakeFirst()
  // Read anew in between, and no longer there: nothing to settle.
  if (!own) return finishJob(db, job)

  const peers = await readPeers(db, own, unitId)
  const said = new Map(judge(peers).map(one => [one.submissionId, one]))
  const verdict = said.get(own.id)
  if (!verdict || verdict.standing === 'in-progress')
    throw new Error(`the rules left submission ${own.id} undecided`)
  const changed = await writeSettlements(db, peers, said)
  await giveCodes(db, changed)
  const messages = new Set([own.message_id, ...changed.map(one => one.messageId)])
  let derived = false
  for (const message of messages) if (await deriveStandings(db, message)) derived = true
  if (changed.length > 0 || derived) await raiseRevision(db)
  await finishJob(db, job)
}

/** @returns those that changed, in order of arrival */
const writeSettlements = async (
  db: Ledger,
  peers: readonly Peer[],
  said: ReadonlyMap<string, Settlement>,
): Promise<Peer[]> => {
  const known = new Set(peers.map(peer => peer.id))
  for (const id of said.keys())
    if (!known.has(id)) throw new Error(`the rules settled ${id}, which is no peer`)
  const changed: Peer[] = []
  for (const peer of peers) {
    const one = said.get(peer.id)
    if (!one || isAsBefore(peer, one)) continue
    await db
      .updateTable('submission')
      .set(eb => ({
        ...{ standing: one.standing, unit_id: one.unitId, unit_name: one.unitName },
        ...{ duplicate_of: one.duplicateOf, superseded_by: one.supersededBy },
        ...{ corrected_json: correctedJson(one), findings_json: JSON.stringify(one.findings) },
        version: eb('version', '+', 1),
      }))
      .where('id', '=', peer.id)
      .execute()
    if (correctedJson(peer) !== correctedJson(one))
      await writeRegistrations(db, peer.id, one.corrected ?? asRead(peer.id, peer.reading))
    changed.push({ ...peer, standing: one.standing, supersededBy: one.supersededBy })
  }
  return changed
}

const isAsBefore = (peer: Peer, one: Settlement): boolean =>
  peer.standing === one.standing &&
  peer.unitId === one.unitId &&
  peer.unitName === one.unitName &&
  peer.duplicateOf === one.duplicateOf &&
  peer.supersededBy === one.supersededBy &&
  correctedJson(peer) === correctedJson(one) &&
  JSON.stringify(peer.findings) === JSON.stringify(one.findings)

const correctedJson = ({ corrected }: Pick<Settlement, 'corrected'>): string | null =>
  corrected && JSON.stringify(corrected)

/** The next numbers to registrations that count for the first time, in order of arrival and of the form. */
const giveCodes = async (db: Ledger, changed: readonly Peer[]): Promise<void> => {
  for (const submission of changed) {
    if (!stands(submission)) continue
    const without = await db
      .selectFrom('registration')
      .leftJoin('code', 'code.registration_id', 'registration.id')
      .select('registration.id')
      .where('registration.submission_id', '=', submission.id)
      .where('code.number', 'is', null)
      .orderBy('registration.ordinal')
      .execute()
    if (without.length === 0) continue
    const last = await db
      .selectFrom('code')
      .select(eb => eb.fn.max('number').as('number'))
      .executeTakeFirst()
    const rows = without.map((row, at) => ({ number: (last?.number ?? 0) + 1 + at, registration_id: row.id }))
    for (let from = 0; from < rows.length; from += 500)
      await db
        .insertInto('code')
        .values(rows.slice(from, from + 500))
        .execute()
  }
}
