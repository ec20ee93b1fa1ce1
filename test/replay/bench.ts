/** A ledger with its archive, and a reader that says what a test wants of each mail: read, settled, replayed. */
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { readStartingRoster } from '../../src/commands/starting-roster.ts'
import type { DecisionKind } from '../../src/domain/decision.ts'
import { sha256 } from '../../src/domain/identity.ts'
import type { MessageReading } from '../../src/domain/reading.ts'
import { makeReadJob, makeReadMessage } from '../../src/jobs/read-job.ts'
import { makeValidateJob } from '../../src/jobs/validate-job.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeShiftedClock } from '../../src/platform/clock.ts'
import type { Reader } from '../../src/platform/sandbox/reader.ts'
import { copySqlite, makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Store } from '../../src/ports.ts'
import { applyReadings, type Rehearsal, rehearse } from '../../src/replay/replay.ts'
import { campaign } from '../support/forms.ts'

const clock = makeShiftedClock(Date.parse('2022-02-11T09:00:00+07:00'))
const received = Date.parse('2022-02-10T08:00:00+07:00')
export const roster = readStartingRoster(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022/units.csv'),
)

export interface Bench {
  readonly store: Store
  readonly archiveFolder: string
  /** Keeps a mail that is read as `reading`, reads and settles it. @returns its id */
  receive(reading: MessageReading): Promise<string>
  /** Keeps a mail, and leaves it unread. */
  keep(reading: MessageReading): Promise<string>
  /** From now on the reader says this of it. */
  reads(id: string, reading: MessageReading): void
  decide(subject: string, kind: DecisionKind, after: object): Promise<void>
  /** @param between runs before what was read is written */
  replay(options?: {
    apply?: boolean
    messages?: readonly string[]
    between?: () => Promise<void>
  }): Promise<Rehearsal & { busy: readonly string[] }>
  settleAll(): Promise<void>
  close(): Promise<void>
}

export const makeBench = (folder: string): Bench => {
  const file = path.join(folder, 'ledger.sqlite')
  const store = makeSqliteStore({ file, campaign, isScratch: true })
  const archiveFolder = path.join(folder, 'archive')
  const archive = makeFolderArchive(archiveFolder)
  const said = new Map<string, MessageReading>()
  const reader: Pick<Reader, 'readMessage'> = {
    readMessage: async bytes => structuredClone(said.get(sha256(bytes))!),
  }
  const queue = { announce: async () => {} }
  const parts = { archive, store, clock, campaign, reader: reader as Reader, queue: queue as never }
  const readJob = makeReadJob(parts)
  const validateJob = makeValidateJob({ ...parts, roster: async () => roster })
  let uid = 0

  const settleAll = async (): Promise<void> => {
    for (;;) {
      const job = await store.lease('validate', null, clock.now() + 1e12, 60_000)
      if (!job) return
      await validateJob(job)
    }
  }
  const keep = async (reading: MessageReading): Promise<string> => {
    const bytes = Buffer.from(`Subject: ${++uid}\r\n\r\n`)
    const [id] = await archive.put([bytes])
    said.set(id!, reading)
    const location = { account: 'ban', folder: 'INBOX', uidValidity: '1', uid: String(uid) }
    const message = { id: id!, bytes, location, receiptSource: 'server' as const }
    await store.keepMessages([{ ...message, receivedAt: received + uid * 60_000 }], null, clock.now())
    return id!
  }
  return {
    ...{ store, archiveFolder, keep, settleAll },
    receive: async reading => {
      const id = await keep(reading)
      await readJob((await store.lease('read', null, clock.now(), 60_000))!)
      await settleAll()
      return id
    },
    reads: (id, reading) => void said.set(id, reading),
    decide: async (subject, kind, after) => {
      const version = subject.includes('#')
        ? (await store.submission(subject)).version
        : (await store.decisions(subject)).length
      await store.decide({ subject, by: 'ai đó', at: clock.now(), kind, before: null, after }, version)
      await settleAll()
    },
    replay: async ({ apply = false, messages, between } = {}) => {
      const own = mkdtempSync(path.join(folder, 'replay-'))
      copySqlite(file, path.join(own, 'ledger.sqlite'))
      const copy = makeSqliteStore({ file: path.join(own, 'ledger.sqlite'), campaign, isScratch: true })
      try {
        const read = path.join(own, 'read')
        const rehearsal = await rehearse(
          {
            ...{ copy, folder: read, clock, concurrency: 2, progress: () => {} },
            read: makeReadMessage(parts),
            validate: makeValidateJob({ ...parts, store: copy, roster: async () => roster }),
          },
          messages ? new Set(messages) : null,
        )
        await between?.()
        const busy = apply
          ? await applyReadings({ store, queue, clock, folder: read }, rehearsal.touched)
          : []
        await settleAll()
        return { ...rehearsal, busy }
      } finally {
        await copy.close()
      }
    },
    close: () => store.close(),
  }
}

/** The ledger as a person sees it, without the numbers that count changes. */
export const shownOf = async (store: Store) => {
  const { revision: _, submissions, ...rest } = await store.snapshot()
  return {
    ...rest,
    submissions: submissions.map(({ version: _, ...one }) => one),
    proposals: await store.proposals(),
  }
}
