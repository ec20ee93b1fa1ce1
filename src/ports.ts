/**
 * The borders of the program: what it needs from the world, and nothing of how. The only interfaces; adapters are in
 * `platform/` (and `intake/` for mailboxes), one contract suite for each port runs over every adapter.
 */
import type { Decision, NewDecision, SettledRegistration } from './domain/decision.ts'
import type { Finding } from './domain/finding.ts'
import type {
  Excerpt,
  FetchedMessage,
  KeptSubmission,
  Location,
  Proposal,
  ReceiptSource,
  SentMail,
  Snapshot,
} from './domain/ledger.ts'
import type { Standing } from './domain/outcome.ts'
import type { MessageReading } from './domain/reading.ts'
import type { ExcerptWish, ProposalAnswer } from './domain/wishes.ts'
import type { AccountStore } from './ports/account-store.ts'
import type { SearchStore } from './ports/search-store.ts'

/** The time, injected: nothing else reads it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`, or at once when the signal aborts (never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Raw bytes by their SHA-256. Write-once. */
export interface Archive {
  /**
   * Keeps every one of `files`; resolves once all are on disk (fsync of files and folders; a batch shares what can be
   * shared). Already there: left as it is. @returns their ids, in order. @throws AppError disk-full
   */
  put(files: readonly Uint8Array[]): Promise<string[]>
  /** @throws AppError not-found, archive-damaged (the bytes no longer have their hash) */
  get(id: string): Promise<Uint8Array>
  /** Lasting when it resolves; what is not there is passed over. */
  remove(ids: readonly string[]): Promise<void>
}

/** How far a folder was read. */
export interface FolderCursor {
  readonly uidValidity: string
  /** Every message at or below it was kept or lay before the opening. 0: nothing yet. */
  readonly uid: number
}

/** What the mailbox asks of its caller while it collects. */
export interface Collector {
  /** Messages received before it (milliseconds) are not brought. */
  readonly since: number
  cursor(folder: string): Promise<FolderCursor | undefined>
  /** The `uid`s already kept from this folder. */
  keptUids(folder: string, uidValidity: string): Promise<ReadonlySet<string>>
  /** Resolves once the batch is durable; only then may the cursor go past it. */
  keep(batch: readonly FetchedMessage[], cursor: { folder: string } & FolderCursor): Promise<void>
  readonly signal: AbortSignal
}

/** A mailbox, opened read-only and left as it is. */
export interface Mailbox {
  /** Names the account in locations; no password in it. */
  readonly account: string
  /**
   * Brings every message received since `since` that was not kept yet, oldest first in each folder, in batches.
   * @returns how many were brought. @throws AppError mailbox-*
   */
  collect(collector: Collector): Promise<number>
  /** Resolves when something may have arrived, the connection broke, or `ms` passed. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export type JobKind = 'read' | 'validate'

/** A job is a row of the store; what a worker holds is a lease on it. */
export interface LeasedJob {
  readonly id: number
  readonly kind: JobKind
  /** The message's or submission's id. */
  readonly subject: string
  /** 1 for the first try. */
  readonly attempt: number
  /** Proves the lease; the store refuses what comes with one that ran out and was given to another. */
  readonly lease: string
}

/**
 * Carries the ids of pending job rows to workers. It may lose or repeat anything: the row is the truth, and `process`
 * sweeps for rows that nobody brought.
 */
export interface Queue {
  /** Tells workers that rows wait. Best effort: resolves even when nobody could be told. */
  announce(kind: JobKind, ids: readonly number[]): Promise<void>
  /**
   * Starts working: leases rows of `kind` and hands them to `handler`, at most `concurrency` at once. The handler
   * finishes its job through the store (`saveReading`, `settle`), with the lease. When it throws, the job is given back
   * to be tried later (a retryable AppError, with back-off, without end), tried a bounded number of times (any other
   * error), and then stands as failed for the clerk to see.
   */
  process(
    kind: JobKind,
    handler: (job: LeasedJob) => Promise<void>,
    options: { concurrency: number },
  ): QueueWorker
  close(): Promise<void>
}
export interface QueueWorker {
  /** No new jobs; resolves when those in hand are done. */
  stop(): Promise<void>
}

/** What validation says of one submission. */
export interface Settlement {
  readonly submissionId: string
  readonly standing: Standing
  readonly unitId: string | null
  readonly unitName: string
  readonly duplicateOf: string | null
  readonly supersededBy: string | null
  /** Its registrations as decisions leave them; null: as read. */
  readonly corrected: readonly SettledRegistration[] | null
  readonly findings: readonly Finding[]
}

/** A submission with what rules across a unit need of its message, in their order. */
export interface Peer extends KeptSubmission {
  readonly receivedAt: number
  readonly receiptSource: ReceiptSource
  readonly uid: string
  /** As in the message's headers; '' where it has none. */
  readonly senderAddress: string
  readonly senderName: string
  /** Of the part that holds the form. */
  readonly fileName: string
  readonly messageFindings: readonly Finding[]
  readonly subject: string
  /** About it, its part, those around it and its message, oldest first, those taken back too. */
  readonly decisions: readonly Decision[]
}

/** A decision with what was seen of its subject: as `decide` takes it. */
export interface DecisionToTake {
  readonly decision: NewDecision
  readonly version: number
}

/** Its number, and the validate jobs by which it takes effect. */
export interface DecisionTaken {
  readonly id: number
  readonly jobs: number[]
}

/** The ledger. Every method is one transaction. What people look for in it, and their accounts: `ports/`. */
export interface Store extends AccountStore, SearchStore {
  /**
   * Inserts messages that are new by their bytes, their locations, the cursor, and a `read` job for each new one.
   * @throws AppError campaign-closed: nothing is taken in, no cursor moves
   */
  keepMessages(
    batch: readonly (FetchedMessage & { id: string })[],
    cursor: ({ account: string; folder: string } & FolderCursor) | null,
    now: number,
  ): Promise<{ fresh: string[]; jobs: number[] }>
  cursor(account: string, folder: string): Promise<FolderCursor | undefined>
  keptUids(account: string, folder: string, uidValidity: string): Promise<ReadonlySet<string>>

  /** Leases a pending (or run-out) job until `now + leaseMs`: this one, or the oldest of the kind when `id` is null. */
  lease(kind: JobKind, id: number | null, now: number, leaseMs: number): Promise<LeasedJob | undefined>
  /** Keeps a lease alive. False: it was lost. */
  renew(job: LeasedJob, now: number, leaseMs: number): Promise<boolean>
  /** Back to pending, not before `notBefore`; or failed for good when null. */
  giveBack(job: LeasedJob, notBefore: number | null, error: string): Promise<void>
  /** Ids of jobs of the kind that could be leased now, oldest first. */
  pendingJobs(kind: JobKind, now: number, limit: number): Promise<number[]>
  /** A validate job for each of these submissions (all, when null) that has none pending. @returns the jobs' ids */
  requestValidation(submissions: readonly string[] | null, now: number): Promise<number[]>

  message(
    id: string,
  ): Promise<{ id: string; receivedAt: number; locations: Location[]; receiptSource: string }>
  /**
   * A read job for a message that was read before, leased at once, so that what was just read can be written.
   * @returns undefined when another reading of it waits or is under way, or its bytes were purged
   * @throws AppError not-found
   */
  leaseReading(message: string, now: number, leaseMs: number): Promise<LeasedJob | undefined>
  /**
   * Writes parts, submissions (in progress) and registrations of a message, a validate job for each submission, and
   * finishes the job. Forms that somebody decided about stay as they are: for them it leaves a proposal.
   * @throws AppError stale-lease
   */
  saveReading(job: LeasedJob, reading: MessageReading, now: number): Promise<number[]>
  /**
   * Decides submissions. Inside one transaction: the peers (the submission itself, those whose unit is `unitId` or the
   * one it had before, those with the same content and, whole, the units of these) in order of (receipt, UID, part, place) go to `judge`, a pure
   * function; what it says is written, message and part standings derived, codes given, and the job finished.
   * @throws AppError stale-lease
   */
  settle(
    job: LeasedJob,
    unitId: string | null,
    judge: (peers: readonly Peer[]) => readonly Settlement[],
    now: number,
  ): Promise<void>
  submission(id: string): Promise<Peer>
  /** What later readings say otherwise of forms that somebody decided about. */
  proposals(): Promise<Proposal[]>

  /**
   * Somebody's word on such a proposal: `accept` takes the decisions back that hold the form, and asks for its mail to be
   * read again; `keep` notes that it stays as it is, and the proposal goes. @returns the read jobs, or the validate jobs
   * @throws AppError stale-version: the proposal or the form is not as it was seen
   */
  answerProposal(answer: ProposalAnswer): Promise<number[]>

  /**
   * Appends a decision and asks for what hangs on it to be settled again.
   * @param version a submission's own; of any other subject, how many decisions on it were seen
   * @throws AppError stale-version when the subject is not at `version` any more; not-found
   */
  decide(decision: NewDecision, version: number): Promise<DecisionTaken>
  /** Several, all of them or none: what one action decides. @returns the validate jobs. @throws as `decide` does, for the first that is refused */
  decideTogether(decisions: readonly DecisionToTake[]): Promise<number[]>
  /**
   * Keeps a message that somebody put in, with what was decided in doing so (`enter`, `unit`, `typed` of what it was typed
   * from): all or nothing. Its bytes are in the archive already. The same bytes again are kept once, and decided once.
   * @returns the read and validate jobs; none where it was there already. @throws as `keepMessages` and `decide` do
   */
  keepEntry(
    message: FetchedMessage & { id: string },
    decisions: readonly DecisionToTake[],
    now: number,
  ): Promise<{ read: number[]; validate: number[] }>
  /** Oldest first. */
  decisions(subject: string): Promise<Decision[]>
  /**
   * Notes those of these messages that were no form as purged, and that as a decision about the campaign; their bytes go
   * after. Passed over: what has a form, waits, is being read, is a mail of ours, or was purged. @returns those noted
   */
  notePurged(
    messages: readonly string[],
    wish: { readonly by: string; readonly at: number; readonly before: string | null },
  ): Promise<string[]>
  /** Those of these messages whose bytes were removed. */
  purged(messages: readonly string[]): Promise<ReadonlySet<string>>

  revision(): Promise<number>
  snapshot(): Promise<Snapshot>
  excerpt(wish: ExcerptWish): Promise<Excerpt>
  /** A read job for each of these messages; passed over: what waits to be read already, and what was purged. @returns the jobs' ids */
  requestReading(messages: readonly string[], now: number): Promise<number[]>
  /** How many of these jobs are not done yet; one that failed for good is. */
  jobsLeft(ids: readonly number[]): Promise<number>

  /** Keeps a mail that waits to be released. False: that id is there already, nothing was written. */
  keepDraft(mail: Omit<SentMail, 'state' | 'detail'>): Promise<boolean>
  /** @throws AppError not-found when there is no such draft */
  dropDraft(id: string, detail: string, now: number): Promise<void>
  /** Commits `sending` before a mail leaves, a draft or a new one. False: that id was sent, or is being sent, already. */
  beginSending(mail: Omit<SentMail, 'state' | 'detail'>): Promise<boolean>
  endSending(id: string, state: 'sent' | 'refused' | 'doubtful', detail: string, now: number): Promise<void>
  sentMails(): Promise<SentMail[]>

  /** Small facts by name (JSON): the roster in force, hashes of tables as written, the mailbox's last good look. */
  fact<T>(name: string): Promise<T | undefined>
  saveFact(name: string, value: unknown): Promise<void>

  close(): Promise<void>
}

/** Sends finished mails. */
export interface Outbox {
  /** Where mails go, for `status`: `smtp://host` or the folder; no password in it. */
  readonly target: string
  /**
   * @param raw the whole mail as RFC 5322 bytes.
   * @returns the server's word, or the file's path.
   * @throws AppError smtp-unreachable (surely not sent), smtp-refused, smtp-doubtful (may have been sent)
   */
  send(raw: Uint8Array, envelope: { from: string; to: readonly string[] }): Promise<string>
}
