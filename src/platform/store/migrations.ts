/**
 * The schema, as numbered steps. A step that was released is never edited: a change is a new step. What databases say
 * differently is in `DialectWords`; the rest is SQL that SQLite and PostgreSQL both take. `test/contract/schema.sql` is
 * what all steps give together, held by a test.
 *
 * Findings, headers, a form's reading and the like are JSON columns of the row that they belong to: none of them is ever
 * addressed alone, each is written whole with its row, and a snapshot reads every row once, with no join. What is
 * searched, counted or given a code is columns: registrations.
 */

/** What differs between databases. */
export interface DialectWords {
  /** A whole number that the database gives, never twice. */
  readonly rowId: string
  /** A text without marks, as it is searched. */
  fold(text: string): string
  /** Statements that make a table refuse UPDATE and DELETE. */
  appendOnly(table: string): readonly string[]
}

export interface Migration {
  readonly version: number
  statements(words: DialectWords): readonly string[]
}

const outcomes = `'registered', 'review', 'duplicate', 'not-a-form', 'in-progress'`

const first: Migration = {
  version: 1,
  statements: words => [
    // One row: whose ledger this is, and the revision, which goes up with every change that a table or mail could show.
    `create table meta (
      id bigint primary key check (id = 1),
      campaign text not null,
      code text not null,
      revision bigint not null
    )`,

    // A message. standing: in-progress (kept, or read with forms not settled yet) -> an outcome, derived from its parts;
    // -> in-progress again when a new reading brings other forms; -> review when reading it failed for good.
    `create table message (
      id text primary key,
      size bigint not null,
      received_at bigint not null,
      receipt_source text not null check (receipt_source in ('server', 'received-header', 'date-header', 'file')),
      headers_json text,
      findings_json text not null,
      standing text not null check (standing in (${outcomes}))
    )`,

    // Where a message was seen. Rows are only added.
    `create table location (
      account text not null,
      folder text not null,
      uid_validity text not null,
      uid text not null,
      message_id text not null references message (id),
      primary key (account, folder, uid_validity, uid)
    )`,
    'create index location_of_message on location (message_id)',

    // How far a folder was read. The uid only goes up, until the server gives the folder another uid_validity.
    `create table folder_cursor (
      account text not null,
      folder text not null,
      uid_validity text not null,
      uid bigint not null,
      primary key (account, folder)
    )`,

    // A part. read_as is what reading said; standing derives from its forms where it is 'forms', else it is read_as.
    `create table part (
      id text primary key,
      message_id text not null references message (id),
      path text not null,
      ordinal bigint not null,
      name text not null,
      format text not null,
      size bigint not null,
      sha256 text not null,
      read_as text not null check (read_as in ('forms', 'review', 'not-a-form')),
      standing text not null check (standing in (${outcomes})),
      findings_json text not null,
      unique (message_id, path)
    )`,

    // A filled form. standing: in-progress (just read) -> registered | review | duplicate, by settling, and from any of
    // these to another when its unit is settled again; -> in-progress when read anew with other content; the row goes
    // when a new reading no longer has it. version goes up with every change; a decision names the one it saw.
    `create table submission (
      id text primary key,
      message_id text not null references message (id),
      part_id text not null references part (id) on delete cascade,
      part_path text not null,
      place bigint not null,
      reading_json text not null,
      content_hash text,
      findings_json text not null,
      standing text not null check (standing in (${outcomes})),
      unit_id text,
      unit_name text not null,
      duplicate_of text,
      version bigint not null
    )`,
    'create index submission_of_message on submission (message_id)',
    'create index submission_of_part on submission (part_id)',
    'create index submission_of_unit on submission (unit_id)',
    'create index submission_of_content on submission (content_hash)',
    'create index submission_repeats on submission (duplicate_of)',

    // A registration as read: replaced with its submission's reading.
    `create table registration (
      id text primary key,
      submission_id text not null references submission (id) on delete cascade,
      ordinal bigint not null,
      section text not null check (section in ('collective', 'individual')),
      name text not null,
      sector text,
      model text not null,
      note text not null,
      source_json text not null,
      place bigint not null
    )`,
    'create index registration_of_submission on registration (submission_id)',

    // The lasting number of a registration, given when its submission is first registered. Hangs on the id, not on the
    // row: a reading that is replaced, or a registration that goes and comes back, keeps its number. Rows are only added;
    // one moves to another id when a new reading finds its registration in another place (`carry-codes.ts`).
    `create table code (
      number bigint primary key,
      registration_id text not null unique
    )`,

    // What someone decided. Rows are only added, and the database itself refuses anything else.
    `create table decision (
      id ${words.rowId},
      subject text not null,
      version bigint not null,
      decided_by text not null,
      at bigint not null,
      kind text not null,
      before_json text not null,
      after_json text not null
    )`,
    'create index decision_of_subject on decision (subject)',
    ...words.appendOnly('decision'),

    // A job. pending -> leased (by a worker, until lease_until) -> the row goes: done.
    //   leased -> pending: given back, not before not_before.   leased -> leased: ran out, another worker has it now.
    //   leased -> failed: given up; stays for the clerk to see, until a later job of the same subject is done.
    // At most one pending row for a subject; one may be pending beside one that is leased: what the leased one saw may be
    // old by then. ids are never used twice: Redis may still carry an old one.
    `create table job (
      id ${words.rowId},
      kind text not null check (kind in ('read', 'validate')),
      subject text not null,
      state text not null check (state in ('pending', 'leased', 'failed')),
      attempts bigint not null,
      not_before bigint not null,
      lease text,
      lease_until bigint,
      error text,
      check ((state = 'leased') = (lease is not null)),
      check ((state = 'leased') = (lease_until is not null))
    )`,
    `create unique index job_pending_once on job (kind, subject) where state = 'pending'`,
    'create index job_by_state on job (kind, state)',
    'create index job_of_subject on job (subject)',

    // A mail of ours. sending (committed before it leaves) -> sent | refused | doubtful; none of these changes again.
    `create table sent_mail (
      id text primary key,
      kind text not null check (kind in ('summary', 'digest')),
      day text not null,
      state text not null check (state in ('sending', 'sent', 'refused', 'doubtful')),
      raw text not null,
      recipients_json text not null,
      at bigint not null,
      detail text not null,
      figures_json text not null
    )`,

    // Small facts by name.
    `create table fact (
      name text primary key,
      value_json text not null
    )`,
  ],
}

/** A cell of a table is named alike whatever format the table came in; identities do not hold that name. */
const cellsOfEveryFormat: Migration = {
  version: 2,
  statements: () =>
    [
      ['registration', 'source_json'],
      ['submission', 'reading_json'],
      ['submission', 'findings_json'],
      ['part', 'findings_json'],
      ['message', 'findings_json'],
    ].map(
      ([table, column]) =>
        `update ${table} set ${column} = replace(${column}, '"kind":"docx"', '"kind":"cell"') where ${column} like '%"kind":"docx"%'`,
    ),
}

/** What people decide about forms, and mails that wait to be released. */
const decided: Migration = {
  version: 3,
  statements: () => [
    // superseded_by: the submission that took its place; it stays registered, and counts no more. Goes again when the
    // unit is settled otherwise. corrected_json: its registrations as decisions leave them; null: as read.
    'alter table submission add column superseded_by text',
    'alter table submission add column corrected_json text',
    // Its raw bytes were removed from the archive, by the clerk's wish; never set back.
    'alter table message add column purged_at bigint',

    // A mail of ours. draft (waits for the clerk) -> sending | dropped; sending (committed before it leaves) ->
    // sent | refused | doubtful; none of dropped, sent, refused and doubtful changes again.
    `create table mail_of_ours (
      id text primary key,
      kind text not null check (kind in ('summary', 'digest', 'receipt', 'reminder')),
      day text not null,
      state text not null check (state in ('draft', 'dropped', 'sending', 'sent', 'refused', 'doubtful')),
      raw text not null,
      recipients_json text not null,
      at bigint not null,
      detail text not null,
      figures_json text not null,
      about_json text not null
    )`,
    `insert into mail_of_ours
      select id, kind, day, state, raw, recipients_json, at, detail, figures_json, '[]' from sent_mail`,
    'drop table sent_mail',
    'alter table mail_of_ours rename to sent_mail',
  ],
}

/** Readings that a decision keeps from being taken over. */
const proposed: Migration = {
  version: 4,
  statements: () => [
    // What the last reading said of a form that somebody decided about, where that differs from what stands.
    // (none) -> a row, by a reading that says something else -> another, by the next such reading -> (none): a reading
    // says again what stands, or goes through since no decision is in effect any more; or the form itself is gone; or
    // somebody keeps what stands (decision `keep-reading`), and is not asked about that reading again.
    `create table proposal (
      submission_id text primary key references submission (id) on delete cascade,
      message_id text not null references message (id),
      at bigint not null,
      proposed_json text not null
    )`,
  ],
}

/** Who works at the desk, and what is searched there. */
const desk: Migration = {
  version: 5,
  statements: words => [
    // An account. active 1 <-> 0; the row stays, since the history names it.
    `create table account (
      name text primary key,
      shown text not null,
      role text not null check (role in ('viewer', 'clerk', 'administrator')),
      password text not null,
      active bigint not null check (active in (0, 1))
    )`,
    // Somebody signed in: the row goes when they sign out, are shut out, get a new password, or time is up.
    `create table session (
      id text primary key,
      account text not null references account (name),
      since bigint not null,
      last_seen bigint not null
    )`,
    'create index session_of_account on session (account)',
    // Name, model and note without marks, as they are searched (`foldBare`).
    `alter table registration add column folded text not null default ''`,
    `update registration set folded = ${words.fold("name || ' ' || model || ' ' || note")}`,
    // What a search goes through, without the rows themselves.
    'drop index registration_of_submission',
    'create index registration_searched on registration (submission_id, section, sector, folded)',
    'create index message_by_standing on message (standing)',
    'create index submission_standing on submission (standing, superseded_by, unit_id, unit_name, id)',
  ],
}

/** In order, from 1 without a gap. */
export const migrations: readonly Migration[] = [first, cellsOfEveryFormat, decided, proposed, desk]
