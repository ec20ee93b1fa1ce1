/** Submissions with what the rules need of their messages, in the order of their arrival. */
import { AppError } from '../../domain/errors.ts'
import { partsAround } from '../../domain/identity.ts'
import type { KeptSubmission } from '../../domain/ledger.ts'
import type { MessageHeaders } from '../../domain/reading.ts'
import type { Peer } from '../../ports.ts'
import { readLocations } from './messages.ts'
import { byArrival } from './order.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger, Tables } from './tables.ts'

export const keptSubmission = (row: Tables['submission']): KeptSubmission => ({
  id: row.id,
  messageId: row.message_id,
  partPath: row.part_path,
  place: row.place,
  reading: JSON.parse(row.reading_json),
  findings: JSON.parse(row.findings_json),
  standing: row.standing,
  unitId: row.unit_id,
  unitName: row.unit_name,
  duplicateOf: row.duplicate_of,
  supersededBy: row.superseded_by,
  version: row.version,
  corrected: row.corrected_json === null ? null : JSON.parse(row.corrected_json),
})

/** @throws AppError not-found */
export const getSubmission = async (db: Ledger, id: string): Promise<Peer> => {
  const row = await db.selectFrom('submission').selectAll().where('id', '=', id).executeTakeFirst()
  const [peer] = row ? await withMessages(db, [row]) : []
  if (!peer) throw new AppError('not-found', `submission ${id} is not in the ledger`)
  return peer
}

/**
 * The submission itself, those that say the same, and those of every unit that is touched: the one it now has, the one it
 * had, and those of the ones that say the same. A unit comes whole or not at all: judged without its first form, its
 * second would stand.
 */
export const readPeers = async (
  db: Ledger,
  own: Tables['submission'],
  unitId: string | null,
): Promise<Peer[]> => {
  const { content_hash } = own
  const same =
    content_hash === null
      ? []
      : await db.selectFrom('submission').selectAll().where('content_hash', '=', content_hash).execute()
  const units = new Set([unitId, own.unit_id, ...same.map(row => row.unit_id)])
  units.delete(null)
  const ofUnits =
    units.size === 0
      ? []
      : await db
          .selectFrom('submission')
          .selectAll()
          .where('unit_id', 'in', [...units])
          .execute()
  const rows = new Map([own, ...same, ...ofUnits].map(row => [row.id, row]))
  return withMessages(db, [...rows.values()])
}

const withMessages = async (db: Ledger, rows: readonly Tables['submission'][]): Promise<Peer[]> => {
  const ids = [...new Set(rows.map(row => row.message_id))]
  const locations = await readLocations(db, ids)
  const found = await db.selectFrom('message').selectAll().where('id', 'in', ids).execute()
  const messages = new Map(found.map(message => [message.id, message]))
  const partIds = [...new Set(rows.map(row => row.part_id))]
  const parts = await db.selectFrom('part').select(['id', 'name']).where('id', 'in', partIds).execute()
  const subjectsOf = (row: Tables['submission']): string[] => [
    ...[row.id, row.message_id],
    ...partsAround(row.message_id, row.part_path),
  ]
  const decisions = await readDecisions(db, [...new Set(rows.flatMap(subjectsOf))])
  const bySubject = Map.groupBy(decisions, one => one.subject)
  const fileNames = new Map(parts.map(part => [part.id, part.name]))
  const peers = rows.map((row): Peer => {
    const message = messages.get(row.message_id)
    const headers: MessageHeaders | null = message?.headers_json ? JSON.parse(message.headers_json) : null
    if (!message || !headers) throw new Error(`submission ${row.id} hangs on a message that was never read`)
    return {
      ...keptSubmission(row),
      ...{ receivedAt: message.received_at, receiptSource: message.receipt_source },
      ...{ uid: locations.get(message.id)?.[0]?.uid ?? '' },
      ...{ senderAddress: headers.fromAddress, senderName: headers.fromName, subject: headers.subject },
      ...{ fileName: fileNames.get(row.part_id) ?? '', messageFindings: JSON.parse(message.findings_json) },
      decisions: subjectsOf(row)
        .flatMap(subject => bySubject.get(subject) ?? [])
        .sort((a, b) => a.id - b.id),
    }
  })
  return peers.sort(byArrival)
}
