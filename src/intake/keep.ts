/**
 * From a mailbox into the ledger, in the one order that loses nothing: bytes to the archive (durable), then the rows
 * and the cursor (one transaction), then word to the workers. A crash between any two is met by the next look, which
 * brings again what has no row yet, or by the queue's sweep, which finds a row that nobody announced.
 *
 * watchMailbox:  look → kept → wait for mail or `pollMs` → look …
 *                look fails, retryable → back-off 1 s, 2 s … 60 s → look …     final → saved as trouble, thrown
 *                the campaign is closed → nothing is looked at until it is reopened → look …, from where it stood
 */
import { closingOf } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { AppError, type ErrorCode } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { FetchedMessage } from '../domain/ledger.ts'
import { failpoint } from '../failpoints.ts'
import { errorFields, type Log } from '../platform/logging.ts'
import type { Archive, Clock, FolderCursor, Mailbox, Queue, Store } from '../ports.ts'

/** What intake uses of the store. */
export type IntakeStore = Pick<
  Store,
  'keepMessages' | 'cursor' | 'keptUids' | 'decisions' | 'purged' | 'fact' | 'saveFact'
>

export interface KeepParts {
  readonly archive: Archive
  readonly store: IntakeStore
  readonly queue: Pick<Queue, 'announce'>
  readonly clock: Clock
  /** Of the mailbox; goes with the cursor. */
  readonly account: string
}

/**
 * Keeps a batch. @param cursor null where the source has none (import). @returns ids of the messages that are new.
 * @throws AppError disk-full, campaign-closed; the store's
 */
export type KeepBatch = (
  batch: readonly FetchedMessage[],
  cursor: ({ readonly folder: string } & FolderCursor) | null,
) => Promise<string[]>

export const keepBatch =
  ({ archive, store, queue, clock, account }: KeepParts): KeepBatch =>
  async (batch, cursor) => {
    failpoint('intake.fetched')
    const ids = batch.map(message => sha256(message.bytes))
    // What was no form and was purged stays so when it comes again.
    const gone = await store.purged(ids)
    await archive.put(batch.filter((_, at) => !gone.has(ids[at]!)).map(message => message.bytes))
    failpoint('intake.bytes-kept')
    const rows = batch.map((message, index) => ({ ...message, id: ids[index]! }))
    const { fresh, jobs } = await store.keepMessages(rows, cursor && { account, ...cursor }, clock.now())
    failpoint('intake.rows-kept')
    if (jobs.length > 0) await queue.announce('read', jobs)
    failpoint('intake.announced')
    return fresh
  }

/** As many at once as a mailbox brings: bounded in memory. */
const batchMessages = 25
const batchBytes = 8 * 1024 * 1024

/** Keeps a stream of messages (import) in batches. @returns how many came, and how many of them were new */
export const keepAll = async (
  messages: AsyncIterable<FetchedMessage>,
  keep: KeepBatch,
): Promise<{ seen: number; fresh: number }> => {
  let batch: FetchedMessage[] = []
  let bytes = 0
  let seen = 0
  let fresh = 0
  const flush = async (): Promise<void> => {
    if (batch.length > 0) fresh += (await keep(batch, null)).length
    batch = []
    bytes = 0
  }
  for await (const message of messages) {
    batch.push(message)
    bytes += message.bytes.length
    seen++
    if (batch.length >= batchMessages || bytes >= batchBytes) await flush()
  }
  await flush()
  return { seen, fresh }
}

/** The store's fact `mailbox`: what `status` says of it. Times are milliseconds since 1970. */
export interface MailboxFact {
  readonly account: string
  /** When everything that could be seen had last been kept; null: not yet. */
  readonly lastGoodLook: number | null
  readonly trouble: { readonly code: ErrorCode; readonly message: string; readonly since: number } | null
}
export const mailboxFact = 'mailbox'

export interface WatchParts extends Omit<KeepParts, 'account'> {
  readonly mailbox: Mailbox
  readonly log: Log
  /** The opening: messages received before it are not brought. */
  readonly since: number
  /** A look is taken at least this often, whatever the mailbox announces. */
  readonly pollMs: number
  readonly signal: AbortSignal
}

/** One look. @returns how many messages were brought. @throws what the mailbox, archive and store throw */
export const collectOnce = (parts: Omit<WatchParts, 'log' | 'pollMs'>): Promise<number> => {
  const { mailbox, store, since, signal } = parts
  const { account } = mailbox
  const keep = keepBatch({ ...parts, account })
  return mailbox.collect({
    since,
    signal,
    cursor: folder => store.cursor(account, folder),
    keptUids: (folder, uidValidity) => store.keptUids(account, folder, uidValidity),
    keep: async (batch, cursor) => void (await keep(batch, cursor)),
  })
}

/** How soon a campaign that is reopened is noticed, milliseconds. */
const closedLook = 5000

/** Looks until `signal` aborts, then closes the mailbox and resolves. @throws AppError with a final code; bugs */
export const watchMailbox = async (parts: WatchParts): Promise<void> => {
  const { mailbox, store, clock, log, pollMs, signal } = parts
  let state: MailboxFact = { ...(await lastState(store)), account: mailbox.account }
  let failures = 0
  let closed = false
  try {
    while (!signal.aborted) {
      try {
        if (closingOf(await store.decisions(campaignSubject))) {
          if (!closed) log.info({}, 'the campaign is closed: no more mail is brought')
          closed = true
          state = { ...state, trouble: null }
          await store.saveFact(mailboxFact, state)
          await clock.sleep(Math.min(pollMs, closedLook), signal)
          continue
        }
        if (closed) log.info({}, 'the campaign was reopened: mail is brought again')
        closed = false
        const brought = await collectOnce(parts)
        failpoint('intake.looked')
        if (signal.aborted) break
        if (state.trouble) log.info({ after: failures }, 'the mailbox answers again')
        if (brought > 0) log.info({ brought }, 'mails brought')
        failures = 0
        state = { ...state, lastGoodLook: clock.now(), trouble: null }
        await store.saveFact(mailboxFact, state)
        failpoint('intake.look-noted')
      } catch (error) {
        // Stopping closes the connection under whatever was being asked.
        if (signal.aborted && error instanceof AppError && error.retryable) break
        if (!(error instanceof AppError)) throw error
        // Closed during a look: what was kept stays, and the cursor stands before what was not.
        if (error.code === 'campaign-closed') continue
        const { code, message } = error
        const trouble = { code, message, since: state.trouble?.since ?? clock.now() }
        state = { ...state, trouble }
        await saveTrouble(store, state, log)
        if (!error.retryable) throw error
        failures++
        log.warn({ ...errorFields(error), failures }, 'the look at the mailbox failed')
        await clock.sleep(backOff(failures), signal)
        continue
      }
      await mailbox.wait(pollMs, signal)
    }
  } finally {
    await mailbox.close()
  }
}

/** The trouble may be the store's own (a full disk): it is then saved at a later try, as it stays in `state`. */
const saveTrouble = async (store: IntakeStore, state: MailboxFact, log: Log): Promise<void> => {
  try {
    await store.saveFact(mailboxFact, state)
  } catch (error) {
    if (!(error instanceof AppError && error.retryable)) throw error
    log.warn(errorFields(error), 'the trouble could not be saved')
  }
}

const lastState = async (
  store: IntakeStore,
): Promise<{ lastGoodLook: number | null; trouble: MailboxFact['trouble'] }> => {
  const last = await store.fact<MailboxFact>(mailboxFact)
  return { lastGoodLook: last?.lastGoodLook ?? null, trouble: last?.trouble ?? null }
}

/** 1 s, doubling to 60 s, each up to a fifth longer by chance: a district's machines do not all come back at once. */
export const backOff = (failures: number): number =>
  Math.min(60_000, 1000 * 2 ** Math.min(failures - 1, 6)) * (1 + Math.random() / 5)
