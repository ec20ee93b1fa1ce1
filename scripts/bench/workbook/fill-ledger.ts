/** Puts a made snapshot into a ledger of SQLite, so that what is measured begins where the program begins: at its store. */
import { DatabaseSync } from 'node:sqlite'
import type { Campaign } from '../../../src/domain/campaign.ts'
import type { Snapshot } from '../../../src/domain/ledger.ts'
import { makeSqliteStore } from '../../../src/platform/store/sqlite.ts'
import { foldBare } from '../../../src/text/fold.ts'

type Value = string | number | null
type Row = Readonly<Record<string, Value>>

/** Straight into the tables: reading some thirty thousand mails first would take an hour, and is not what is asked. */
export const fillLedger = async (file: string, campaign: Campaign, snapshot: Snapshot): Promise<void> => {
  // The store makes the schema.
  await makeSqliteStore({ file, campaign }).close()
  const database = new DatabaseSync(file)
  const insert = (table: string, rows: Iterable<Row>): void => {
    let statement: ReturnType<DatabaseSync['prepare']> | undefined
    for (const row of rows) {
      const columns = Object.keys(row)
      statement ??= database.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      statement.run(...Object.values(row))
    }
  }
  database.exec('pragma synchronous = off; begin')
  insert('message', snapshot.messages.map(messageRow))
  insert(
    'location',
    snapshot.messages.flatMap(({ id, locations }) =>
      locations.map(one => ({
        ...{ account: one.account, folder: one.folder, uid_validity: one.uidValidity },
        ...{ uid: one.uid, message_id: id },
      })),
    ),
  )
  insert(
    'part',
    snapshot.parts.map(one => ({
      ...{ id: one.id, message_id: one.messageId, path: one.path, ordinal: Number(one.path) },
      ...{ name: one.name, format: one.format, size: one.size, sha256: one.sha256 },
      ...{ read_as: one.format === 'docx' ? 'forms' : 'not-a-form', standing: one.standing },
      findings_json: JSON.stringify(one.findings),
    })),
  )
  insert(
    'submission',
    snapshot.submissions.map(one => ({
      ...{ id: one.id, message_id: one.messageId, part_id: `${one.messageId}/${one.partPath}` },
      ...{ part_path: one.partPath, place: one.place, reading_json: JSON.stringify(one.reading) },
      ...{ content_hash: null, findings_json: JSON.stringify(one.findings), standing: one.standing },
      ...{ unit_id: one.unitId, unit_name: one.unitName, duplicate_of: one.duplicateOf },
      ...{ superseded_by: one.supersededBy, version: one.version },
    })),
  )
  const ordinals = new Map<string, number>()
  insert(
    'registration',
    snapshot.registrations.map(one => {
      const ordinal = ordinals.get(one.submissionId) ?? 0
      ordinals.set(one.submissionId, ordinal + 1)
      return {
        ...{ id: one.id, submission_id: one.submissionId, ordinal, section: one.section, name: one.name },
        ...{ sector: one.sector, model: one.model, note: one.note, place: one.place },
        source_json: JSON.stringify(one.source),
        folded: foldBare(`${one.name} ${one.model} ${one.note}`),
      }
    }),
  )
  insert(
    'code',
    snapshot.registrations
      .filter(one => one.codeNumber !== null)
      .map(one => ({ number: one.codeNumber, registration_id: one.id })),
  )
  insert(
    'sent_mail',
    snapshot.sentMails.map(one => ({
      ...{ id: one.id, kind: one.kind, day: one.day, state: one.state, raw: one.raw, at: one.at },
      ...{ detail: one.detail, recipients_json: '[]', figures_json: JSON.stringify(one.figures) },
      about_json: '[]',
    })),
  )
  database.exec('commit')
  database.close()
}

const messageRow = (one: Snapshot['messages'][number]): Row => ({
  ...{ id: one.id, size: one.size, received_at: one.receivedAt, receipt_source: one.receiptSource },
  headers_json: JSON.stringify(one.headers),
  findings_json: JSON.stringify(one.findings),
  standing: one.standing,
})
