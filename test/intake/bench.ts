/** A mail server, an archive and a ledger of one test, and a look at the mailbox through all of them. */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { makeImapMailbox } from '../../src/intake/imap-mailbox.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Archive, Clock, Mailbox, Store } from '../../src/ports.ts'
import { type Dovecot, type DovecotOptions, startDovecot } from '../support/dovecot.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** The campaign's opening: 09/02/2022 00:00 in Việt Nam. */
export const opening = Date.parse('2022-02-09T00:00:00+07:00')
export const log = makeLog('silent')
export const clock = makeSystemClock()

/** Intake's own parts, in a folder of their own. `told` collects what workers were told. */
export interface Ledger {
  readonly folder: string
  readonly archive: Archive
  readonly store: Store
  readonly told: number[]
  readonly queue: { announce(kind: string, ids: readonly number[]): Promise<void> }
  /** One look. @returns how many messages the mailbox brought */
  look(mailbox: Mailbox, changes?: { store?: Store; since?: number; signal?: AbortSignal }): Promise<number>
}

export const makeLedger = (folder: string = tempFolder()): Ledger => {
  const store = makeSqliteStore({
    file: path.join(folder, 'ledger.sqlite'),
    campaign: { id: 'dan-van-kheo-2022', code: 'DVK22' },
  })
  onTestFinished(() => store.close())
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  const told: number[] = []
  const queue: Ledger['queue'] = {
    announce: async (_, ids) => {
      told.push(...ids)
    },
  }
  const look: Ledger['look'] = (mailbox, changes = {}) =>
    collectOnce({
      ...{ mailbox, archive, store, queue, clock, since: opening },
      signal: new AbortController().signal,
      ...changes,
    })
  return { folder, archive, store, told, queue, look }
}

/** A server for the running test; gone when it ends. */
export const server = async (options: DovecotOptions = {}): Promise<Dovecot> => {
  const dovecot = await startDovecot(options)
  onTestFinished(() => dovecot.remove())
  return dovecot
}

/** The service's mailbox on that server, by the settings a person would write. */
export const mailboxOf = (
  dovecot: Dovecot,
  env: Record<string, string> = {},
  deadlines = { connect: 10_000, command: 10_000 },
  time: Clock = clock,
): Mailbox => {
  const settings = readConfig({ IMAP_URL: dovecot.url, ...env }).imap
  const mailbox = makeImapMailbox(settings!, { clock: time, log, deadlines })
  onTestFinished(() => mailbox.close())
  return mailbox
}

/** Every message of the ledger as `folder uid`, sorted; one with two locations stands twice. */
export const places = async (store: Store): Promise<string[]> =>
  (await store.snapshot()).messages
    .flatMap(one => one.locations.map(location => `${location.folder} ${location.uid}`))
    .sort()
