/**
 * The program put together: the only file that sees adapters. Which ones is the settings' choice; everything else is given
 * what it needs. The heavy ones (imapflow, BullMQ) are loaded when they are asked for: `status` needs neither.
 */
import path from 'node:path'
import { type Config, projectFolder } from './config.ts'
import { drawConsolidated } from './consolidation/draw-tables.ts'
import { findSetAside } from './consolidation/set-aside.ts'
import type { ReadBook } from './domain/book.ts'
import { closingOf } from './domain/closing.ts'
import { campaignSubject } from './domain/decision.ts'
import { AppError } from './domain/errors.ts'
import type { Snapshot } from './domain/ledger.ts'
import { type Fault, type FaultLedger, type FaultParts, findFaults, listFaults } from './health/faults.ts'
import { makeFolderMailbox } from './intake/folder-mailbox.ts'
import { type MailboxFact, mailboxFact } from './intake/keep.ts'
import { makeAlone } from './platform/alone.ts'
import { makeFolderArchive } from './platform/archive.ts'
import { type CampaignFolder, openCampaignFolder } from './platform/campaign-folder.ts'
import { makeFolderOutbox } from './platform/folder-outbox.ts'
import { freeBytes } from './platform/free-bytes.ts'
import type { Log } from './platform/logging.ts'
import { makeFolder } from './platform/make-folder.ts'
import { openMessages, type Say } from './platform/messages.ts'
import { makeEmbeddedQueue } from './platform/queue/embedded.ts'
import { redisPrefix } from './platform/queue/redis-connection.ts'
import { makePartOpener, type OpenPart } from './platform/sandbox/part-opener.ts'
import { makeReader } from './platform/sandbox/reader.ts'
import { makeSmtpOutbox } from './platform/smtp-outbox.ts'
import { copySqlite, makeSqliteStore } from './platform/store/sqlite.ts'
import type { Archive, Clock, Mailbox, Outbox, Queue, Store } from './ports.ts'
import type { DailyParts } from './summary/send-daily.ts'
import { recordUnitChanges } from './units/record-changes.ts'
import { keepRosterFile, type RosterFile } from './units/roster-file.ts'
import { said } from './units/roster-sheets.ts'

export interface App {
  readonly config: Config
  readonly folder: CampaignFolder
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly archive: Archive
  readonly outbox: Outbox
  readonly roster: RosterFile
  /** Where the tables stand. */
  readonly tablesFolder: string
  /** What they said when they were written. */
  readonly recordFolder: string
  /** In a child process of its own: tables that people edited are files from outside. */
  readonly readBook: ReadBook
  /** A part of a kept message, as it is shown to people; in a child process that is kept warm for them. */
  readonly openPart: OpenPart
  /** Where mails are looked for when no IMAP server is named. */
  readonly mailboxFolder: string
  /** The queue is opened when it is first asked for: `status` needs no Redis. */
  queue(): Promise<Queue>
  mailbox(): Promise<Mailbox>
  /** The program's own words. */
  readonly say: Say
  /** What is wrong now, one line each; empty: all is well. */
  faults(snapshot: Snapshot): Promise<string[]>
  /** The same, with codes, of what is needed for it alone. */
  listFaults(ledger: FaultLedger): Promise<Fault[]>
  /** Bytes left on the disk of DATA_DIR; undefined where the system does not say. */
  freeBytes(): Promise<number | undefined>
  /** Has the mailbox been looked at since then (milliseconds), and is what it brought read? A closed campaign has no more to bring. */
  caughtUp(since: number): Promise<boolean>
  mailParts(): DailyParts
  /** A copy of the ledger as it stands, to be tried on and thrown away. @throws AppError store-unreachable, disk-full */
  copyLedger(file: string): Store
  close(): Promise<void>
}

/**
 * How long a job may be held without a sign of life, milliseconds: what a killed process had in hand is taken up again
 * after that. A lease that was lost to a long pause is refused when its work is written, so short is safe.
 */
const leaseMs = 5_000

/** @throws AppError bad-campaign, bad-config, store-*, disk-full */
export const openApp = async (config: Config, clock: Clock, log: Log): Promise<App> => {
  const folder = openCampaignFolder(config.campaignFolder)
  const { campaign } = folder
  makeDataFolder(config.dataDir)
  const ledger = path.join(config.dataDir, 'tonghop.sqlite')
  const store = makeSqliteStore({ file: ledger, campaign })
  const archive = makeFolderArchive(path.join(config.dataDir, 'archive'))
  const outbox = config.smtpUrl
    ? makeSmtpOutbox(config.smtpUrl)
    : makeFolderOutbox(path.join(config.dataDir, 'outbox'), log)
  // Without IMAP_URL and MAILBOX_DIR, mails are put into a folder of DATA_DIR.
  const mailboxFolder = config.mailboxDir ?? path.join(config.dataDir, 'hop-thu')
  let opened: Promise<Queue> | undefined
  const queue = (): Promise<Queue> => {
    // A Redis that was away at first is asked again.
    opened ??= openQueue().catch(error => {
      opened = undefined
      throw error
    })
    return opened
  }
  const openQueue = async (): Promise<Queue> => {
    if (!config.redisUrl) return makeEmbeddedQueue({ store, clock, log, leaseMs })
    const prefix = redisPrefix(campaign.id, config.dataDir)
    const { makeBullQueue } = await import('./platform/queue/bullmq.ts')
    return makeBullQueue({ url: config.redisUrl, store, clock, log, prefix, leaseMs })
  }
  const roster = keepRosterFile({
    folder: config.dataDir,
    campaignFolder: folder,
    store,
    clock,
    log,
    onHandEdit: changes => recordUnitChanges(store, changes, said(folder.wording, 'by-file'), clock.now()),
    onChange: async () => {
      const jobs = await store.requestValidation(null, clock.now())
      if (jobs.length > 0) await (await queue()).announce('validate', jobs)
    },
  })
  const tablesFolder = path.join(config.dataDir, 'bieu')
  const say = openMessages(path.join(projectFolder, 'templates'))
  const space = (): Promise<number | undefined> => freeBytes(config.dataDir)
  const faultParts: FaultParts = {
    ...{ store, clock, campaign, outbox, say, freeBytes: space },
    pollMs: config.pollSeconds * 1000,
  }
  const faults = (snapshot: Snapshot): Promise<string[]> => findFaults(faultParts, snapshot)
  const parts = makePartOpener(() => makeReader(campaign, 1), archive.get)
  return {
    config,
    folder,
    clock,
    log,
    store,
    archive,
    outbox,
    roster,
    tablesFolder,
    recordFolder: path.join(config.dataDir, 'written'),
    readBook: async bytes => {
      const reader = makeReader(campaign, 1)
      try {
        return await reader.readBook(bytes)
      } finally {
        reader.close()
      }
    },
    openPart: parts.openPart,
    mailboxFolder,
    queue,
    mailbox: async () => {
      if (config.imap) {
        const { makeImapMailbox } = await import('./intake/imap-mailbox.ts')
        return makeImapMailbox(config.imap, { clock, log })
      }
      if (!config.mailboxDir) makeDataFolder(mailboxFolder)
      return makeFolderMailbox(mailboxFolder, { clock, receivedBy: campaign.receivedBy })
    },
    say,
    faults,
    listFaults: ledger => listFaults(faultParts, ledger),
    freeBytes: space,
    caughtUp: async since => {
      const mailbox = await store.fact<MailboxFact>(mailboxFact)
      const isLookedAt =
        (mailbox?.lastGoodLook ?? 0) >= since || closingOf(await store.decisions(campaignSubject)) !== null
      if (!isLookedAt) return false
      // Asked every few seconds: of the jobs, not of the whole ledger.
      for (const kind of ['read', 'validate'] as const)
        if ((await store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1)).length > 0) return false
      return true
    },
    mailParts: () => ({
      alone: makeAlone(config.dataDir, 'sending'),
      store,
      archive,
      outbox,
      clock,
      campaign,
      wording: folder.wording,
      findingTexts: folder.findingTexts,
      roster: () => roster.roster(),
      faults,
      notices: async since => (await findSetAside(store, since)).map(one => one.message),
      tablesFolder,
      // The .pdf for phones; the .docx is for whoever writes the report.
      tables: (snapshot, units, now) =>
        drawConsolidated({ snapshot, roster: units, campaignFolder: folder, now }, ['xlsx', 'pdf']),
    }),
    copyLedger: file => {
      copySqlite(ledger, file)
      return makeSqliteStore({ file, campaign, isScratch: true })
    },
    close: async () => {
      parts.close()
      if (opened) await (await opened).close()
      await store.close()
    },
  }
}

const makeDataFolder = (folder: string): void => {
  try {
    makeFolder(folder)
  } catch (cause) {
    throw new AppError(
      'bad-config',
      'DATA_DIR cannot be made or opened: check the path and who may write there',
      { cause },
    )
  }
}
