/**
 * Reads the archive again with the reader of today. It is done on a copy of the ledger, in the very way in which it
 * would be done on the ledger itself, so that what is shown is what would become so: outcomes, units, codes, neighbours.
 * Then, if that is wished, what was read otherwise is written to the ledger, message by message, under a lease.
 *
 *   copy of the ledger, its own jobs done → each message read, written to the copy, settled there → the two compared
 *   --apply: a message of which any row differed → leased → saveReading → validate jobs, as for a mail that came in
 *
 * Beside a running service: the copy is of one moment, and the lease refuses a message that somebody is reading. What is
 * decided in between is seen by saveReading, in its transaction: such a form is only proposed to. Killed in the middle,
 * the messages written so far are done, and running it again does the rest.
 */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError, isAppError } from '../domain/errors.ts'
import type { KeptMessage } from '../domain/ledger.ts'
import { MessageReading } from '../domain/reading.ts'
import { makeFolder } from '../platform/make-folder.ts'
import type { Clock, LeasedJob, Queue, Store } from '../ports.ts'
import { type Change, type Compared, changedMessages, compareLedgers } from './compare-ledgers.ts'

/** Why a message was not read again. `purged` and `busy` are no fault. */
export type Untouched = 'purged' | 'missing' | 'damaged' | 'stopped' | 'busy'

export interface ReplayParts {
  /** A copy of the ledger, this replay's own. */
  readonly copy: Store
  /** An empty folder of this replay's own: what was read waits here to be written. */
  readonly folder: string
  /** A message of the archive, as the reader of today reads it. @throws AppError not-found, archive-damaged */
  readonly read: (message: string) => Promise<MessageReading>
  /** What a validation worker does, on the copy. */
  readonly validate: (job: LeasedJob) => Promise<void>
  readonly clock: Clock
  /** Messages at once. */
  readonly concurrency: number
  /** From nothing to all twice: read, then settled. */
  readonly progress: (done: number, total: number) => void
}

export interface Rehearsal {
  /** Read again. */
  readonly messages: readonly string[]
  readonly changes: readonly Change[]
  /** Messages to write: those read again of which any row differed. */
  readonly touched: readonly string[]
  readonly untouched: readonly { readonly message: KeptMessage; readonly why: Untouched }[]
  /** Proposals that there would be in all. */
  readonly proposals: number
}

const hour = 3_600_000
/** Later than any job of the copy is put off, or any lease of it holds. */
const farAhead = 100 * 365 * 24 * hour

/** @param wanted ids of messages; null: all. @throws what the archive, the reader and the copy throw */
export const rehearse = async (
  parts: ReplayParts,
  wanted: ReadonlySet<string> | null,
): Promise<Rehearsal> => {
  const { copy, folder, read, clock, concurrency, progress } = parts
  makeFolder(folder)
  await settleAll(parts)
  const before = await look(copy)
  const chosen = before.snapshot.messages.filter(one => wanted?.has(one.id) ?? true)
  const messages: string[] = []
  const untouched: { message: KeptMessage; why: Untouched }[] = []
  let done = 0
  const readOne = async (message: KeptMessage): Promise<Untouched | undefined> => {
    if (message.purgedAt !== null) return 'purged'
    const job = await copy.leaseReading(message.id, clock.now(), farAhead)
    if (!job) return 'busy'
    const reading = await readOrWhy(read, message.id)
    if (typeof reading === 'string') return reading
    if (isStopped(reading) && !wasStopped(before, message.id)) return 'stopped'
    await writeFile(path.join(folder, message.id), JSON.stringify(reading))
    await copy.saveReading(job, reading, clock.now())
    messages.push(message.id)
    return undefined
  }
  const rest = chosen.values()
  const lane = async (): Promise<void> => {
    for (const message of rest) {
      const why = await readOne(message)
      if (why) untouched.push({ message, why })
      progress(++done, chosen.length)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  await settleAll(parts)
  const after = await look(copy)
  const differ = changedMessages(before, after)
  return {
    ...{ messages, changes: compareLedgers(before, after) },
    touched: messages.filter(id => differ.has(id)).sort(),
    untouched: untouched.sort((a, b) => chosen.indexOf(a.message) - chosen.indexOf(b.message)),
    proposals: after.proposals.length,
  }
}

export interface ApplyParts {
  readonly store: Store
  readonly queue: Pick<Queue, 'announce'>
  readonly clock: Clock
  /** Where `rehearse` left what it read. */
  readonly folder: string
}

/** @returns the messages that somebody else was reading, and that were left to them */
export const applyReadings = async (
  { store, queue, clock, folder }: ApplyParts,
  messages: readonly string[],
): Promise<string[]> => {
  const busy: string[] = []
  for (const id of messages) {
    const reading = MessageReading.parse(JSON.parse(await readFile(path.join(folder, id), 'utf8')))
    const now = clock.now()
    const job = await store.leaseReading(id, now, 60_000)
    const jobs = job && (await saveUnlessStale(store, job, reading, now))
    if (jobs) await queue.announce('validate', jobs)
    else busy.push(id)
  }
  return busy
}

const saveUnlessStale = async (
  store: Store,
  job: LeasedJob,
  reading: MessageReading,
  now: number,
): Promise<number[] | undefined> => {
  try {
    return await store.saveReading(job, reading, now)
  } catch (error) {
    if (isAppError(error, 'stale-lease')) return undefined
    throw error
  }
}

const look = async (store: Store): Promise<Compared> => ({
  snapshot: await store.snapshot(),
  proposals: await store.proposals(),
})

/** What fails for good on the copy would on the ledger: it waits for the clerk there as here, and is shown so. */
const settleAll = async ({ copy, validate, clock, progress }: ReplayParts): Promise<void> => {
  const total = (await copy.pendingJobs('validate', clock.now() + farAhead, 1_000_000)).length
  for (let done = 0; ; done++) {
    progress(done, total)
    const job = await copy.lease('validate', null, clock.now() + farAhead, farAhead)
    if (!job) return
    try {
      await validate(job)
    } catch (error) {
      if (error instanceof AppError) throw error
      await copy.giveBack(job, null, `bug: ${error instanceof Error ? error.name : 'unknown'}`)
    }
  }
}

const readOrWhy = async (
  read: ReplayParts['read'],
  id: string,
): Promise<MessageReading | 'missing' | 'damaged'> => {
  try {
    return await read(id)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not-found') return 'missing'
    if (error.code === 'archive-damaged') return 'damaged'
    throw error
  }
}

/** The child died of it: on a machine that is short of time or memory, no reason to drop what was read before. */
const died: ReadonlySet<string> = new Set(['reader-timeout', 'reader-memory', 'reader-stopped'])
const isStopped = ({ parts }: MessageReading): boolean =>
  parts.some(part => part.findings.some(one => died.has(one.code)))
const wasStopped = ({ snapshot }: Compared, id: string): boolean =>
  [
    ...snapshot.messages.filter(one => one.id === id),
    ...snapshot.parts.filter(one => one.messageId === id),
  ].some(row => row.findings.some(one => died.has(one.code)))
