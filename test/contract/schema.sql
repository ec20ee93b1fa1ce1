CREATE TABLE migration (version bigint primary key);
CREATE TABLE meta (
  id bigint primary key check (id = 1),
  campaign text not null,
  code text not null,
  revision bigint not null
);
CREATE TABLE message (
  id text primary key,
  size bigint not null,
  received_at bigint not null,
  receipt_source text not null check (receipt_source in ('server', 'received-header', 'date-header', 'file')),
  headers_json text,
  findings_json text not null,
  standing text not null check (standing in ('registered', 'review', 'duplicate', 'not-a-form', 'in-progress'))
, purged_at bigint);
CREATE TABLE location (
  account text not null,
  folder text not null,
  uid_validity text not null,
  uid text not null,
  message_id text not null references message (id),
  primary key (account, folder, uid_validity, uid)
);
CREATE INDEX location_of_message on location (message_id);
CREATE TABLE folder_cursor (
  account text not null,
  folder text not null,
  uid_validity text not null,
  uid bigint not null,
  primary key (account, folder)
);
CREATE TABLE part (
  id text primary key,
  message_id text not null references message (id),
  path text not null,
  ordinal bigint not null,
  name text not null,
  format text not null,
  size bigint not null,
  sha256 text not null,
  read_as text not null check (read_as in ('forms', 'review', 'not-a-form')),
  standing text not null check (standing in ('registered', 'review', 'duplicate', 'not-a-form', 'in-progress')),
  findings_json text not null,
  unique (message_id, path)
);
CREATE TABLE submission (
  id text primary key,
  message_id text not null references message (id),
  part_id text not null references part (id) on delete cascade,
  part_path text not null,
  place bigint not null,
  reading_json text not null,
  content_hash text,
  findings_json text not null,
  standing text not null check (standing in ('registered', 'review', 'duplicate', 'not-a-form', 'in-progress')),
  unit_id text,
  unit_name text not null,
  duplicate_of text,
  version bigint not null
, superseded_by text, corrected_json text);
CREATE INDEX submission_of_message on submission (message_id);
CREATE INDEX submission_of_part on submission (part_id);
CREATE INDEX submission_of_unit on submission (unit_id);
CREATE INDEX submission_of_content on submission (content_hash);
CREATE INDEX submission_repeats on submission (duplicate_of);
CREATE TABLE registration (
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
, folded text not null default '');
CREATE TABLE code (
  number bigint primary key,
  registration_id text not null unique
);
CREATE TABLE decision (
  id integer primary key autoincrement,
  subject text not null,
  version bigint not null,
  decided_by text not null,
  at bigint not null,
  kind text not null,
  before_json text not null,
  after_json text not null
);
CREATE INDEX decision_of_subject on decision (subject);
CREATE TRIGGER decision_refuses_update before update on decision
  begin select raise(abort, 'decision is append-only'); end;
CREATE TRIGGER decision_refuses_delete before delete on decision
  begin select raise(abort, 'decision is append-only'); end;
CREATE TABLE job (
  id integer primary key autoincrement,
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
);
CREATE UNIQUE INDEX job_pending_once on job (kind, subject) where state = 'pending';
CREATE INDEX job_by_state on job (kind, state);
CREATE INDEX job_of_subject on job (subject);
CREATE TABLE fact (
  name text primary key,
  value_json text not null
);
CREATE TABLE "sent_mail" (
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
);
CREATE TABLE proposal (
  submission_id text primary key references submission (id) on delete cascade,
  message_id text not null references message (id),
  at bigint not null,
  proposed_json text not null
);
CREATE TABLE account (
  name text primary key,
  shown text not null,
  role text not null check (role in ('viewer', 'clerk', 'administrator')),
  password text not null,
  active bigint not null check (active in (0, 1))
);
CREATE TABLE session (
  id text primary key,
  account text not null references account (name),
  since bigint not null,
  last_seen bigint not null
);
CREATE INDEX session_of_account on session (account);
CREATE INDEX registration_searched on registration (submission_id, section, sector, folded);
CREATE INDEX message_by_standing on message (standing);
CREATE INDEX submission_standing on submission (standing, superseded_by, unit_id, unit_name, id);
