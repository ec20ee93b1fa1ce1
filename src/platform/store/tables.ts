/**
 * The ledger's tables as Kysely sees them: one type a table, columns as `migrations.ts` makes them. Times are
 * milliseconds since 1970, sizes bytes; columns that end in `_json` hold JSON. No queries here.
 */
import type { Generated, Kysely } from 'kysely'
import type { Role } from '../../domain/account.ts'
import type { DecisionKind } from '../../domain/decision.ts'
import type { ReceiptSource, SentMail } from '../../domain/ledger.ts'
import type { Standing } from '../../domain/outcome.ts'
import type { PartReading, Section } from '../../domain/reading.ts'
import type { JobKind } from '../../ports.ts'

export interface Tables {
  meta: { id: 1; campaign: string; code: string; revision: number }
  message: {
    id: string
    size: number
    received_at: number
    receipt_source: ReceiptSource
    headers_json: string | null
    findings_json: string
    standing: Standing
    purged_at: number | null
  }
  location: { account: string; folder: string; uid_validity: string; uid: string; message_id: string }
  folder_cursor: { account: string; folder: string; uid_validity: string; uid: number }
  part: {
    id: string
    message_id: string
    path: string
    ordinal: number
    name: string
    format: string
    size: number
    sha256: string
    read_as: PartReading['standing']
    standing: Standing
    findings_json: string
  }
  submission: {
    id: string
    message_id: string
    part_id: string
    part_path: string
    place: number
    reading_json: string
    content_hash: string | null
    findings_json: string
    standing: Standing
    unit_id: string | null
    unit_name: string
    duplicate_of: string | null
    superseded_by: string | null
    corrected_json: string | null
    version: number
  }
  registration: {
    id: string
    submission_id: string
    ordinal: number
    section: Section
    name: string
    sector: string | null
    model: string
    note: string
    source_json: string
    place: number
    /** `foldBare` of name, model and note. */
    folded: string
  }
  code: { number: number; registration_id: string }
  proposal: { submission_id: string; message_id: string; at: number; proposed_json: string }
  decision: {
    id: Generated<number>
    subject: string
    version: number
    decided_by: string
    at: number
    kind: DecisionKind
    before_json: string
    after_json: string
  }
  job: {
    id: Generated<number>
    kind: JobKind
    subject: string
    state: 'pending' | 'leased' | 'failed'
    attempts: number
    not_before: number
    lease: string | null
    lease_until: number | null
    error: string | null
  }
  sent_mail: {
    id: string
    kind: SentMail['kind']
    day: string
    state: SentMail['state']
    raw: string
    recipients_json: string
    at: number
    detail: string
    figures_json: string
    about_json: string
  }
  fact: { name: string; value_json: string }
  account: { name: string; shown: string; role: Role; password: string; active: 0 | 1 }
  session: { id: string; account: string; since: number; last_seen: number }
}

/** A transaction of the ledger: every query of this folder runs in one. */
export type Ledger = Kysely<Tables>

/** Runs work in one transaction. Work may be run again when the database was busy: it changes nothing but the ledger. */
export interface Transactions {
  read<T>(work: (db: Ledger) => Promise<T>): Promise<T>
  write<T>(work: (db: Ledger) => Promise<T>): Promise<T>
  close(): Promise<void>
}
