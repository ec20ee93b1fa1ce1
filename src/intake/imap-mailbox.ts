/**
 * The mailbox on an IMAP server, opened read-only and left as it is: EXAMINE, BODY.PEEK, UIDs; no flag is ever set, and
 * seen, flagged or deleted ones are brought like any other. One connection, used by one caller at a time: `collect`,
 * then `wait`. When to try again after a failure is the caller's (keep.ts).
 */
import type { ImapSettings } from '../config.ts'
import { isAppError } from '../domain/errors.ts'
import type { Log } from '../platform/logging.ts'
import type { Clock, Collector, Mailbox } from '../ports.ts'
import { collectFolder } from './imap-collect.ts'
import { type ImapDeadlines, makeImapConnection, usualDeadlines } from './imap-connection.ts'
import { type Doubts, makeDoubts } from './imap-doubts.ts'
import { chooseFolders, missingFolders, usualFolderNames } from './imap-folders.ts'
import { waitForMail } from './imap-wait.ts'

/** Between two full looks at a folder. Milliseconds. */
const fullLookEvery = 3_600_000

export interface ImapMailboxParts {
  readonly clock: Clock
  readonly log: Log
  /** Names of folders to pass over where the server announces no roles. */
  readonly folderNames?: typeof usualFolderNames
  readonly deadlines?: ImapDeadlines
}

export const makeImapMailbox = (settings: ImapSettings, parts: ImapMailboxParts): Mailbox => {
  const { clock, log, folderNames = usualFolderNames, deadlines = usualDeadlines } = parts
  const account = `imap://${encodeURIComponent(settings.user)}@${settings.host}`
  const connection = makeImapConnection(settings, clock, deadlines)
  /** When each folder last had a full look, on this connection. */
  const fullLooks = new Map<string, number>()
  const doubts = new Map<string, Doubts>()
  const doubtsOf = (folder: string, uidValidity: string): Doubts => {
    const key = `${uidValidity} ${folder}`
    const known = doubts.get(key) ?? makeDoubts(clock)
    doubts.set(key, known)
    return known
  }
  /** The folder that IDLE listens to, and its state at the last look. */
  let listening: { folder: string; state: string } | undefined

  /** A folder's own trouble does not keep the others from being read; a lost connection does. */
  const look = async (folder: string, collector: Collector): Promise<{ brought: number; state: string }> => {
    const now = clock.now()
    const full = now - (fullLooks.get(folder) ?? Number.NEGATIVE_INFINITY) >= fullLookEvery
    try {
      const one = { account, folder, full, doubtsOf: (validity: string) => doubtsOf(folder, validity) }
      const seen = await collectFolder(connection, one, collector)
      if (full) fullLooks.set(folder, now)
      return seen
    } catch (error) {
      fullLooks.delete(folder)
      throw error
    }
  }

  const collectAll = async (collector: Collector): Promise<number> => {
    if (await connection.open()) fullLooks.clear()
    const listed = await connection.ask('LIST', client => client.list())
    const { paths, missing } = chooseFolders(listed, settings.folders, folderNames)
    const troubles = missing.length > 0 ? [missingFolders(missing)] : []
    let brought = 0
    listening = undefined
    for (const folder of paths) {
      if (collector.signal.aborted) break
      try {
        const seen = await look(folder, collector)
        brought += seen.brought
        // INBOX is the first where it is read at all.
        listening ??= { folder, state: seen.state }
      } catch (error) {
        if (!(isAppError(error, 'mailbox-protocol') && connection.isOpen)) throw error
        // Gone since the list was made: the clerk's tidying, no trouble.
        if (!isMissing(error.cause)) troubles.push(error)
      }
    }
    log.debug({ folders: paths.length, brought }, 'looked at the mailbox')
    if (troubles[0]) throw troubles[0]
    return brought
  }

  return {
    account,
    collect: async collector => {
      const stop = (): void => connection.drop()
      collector.signal.addEventListener('abort', stop, { once: true })
      try {
        return collector.signal.aborted ? 0 : await collectAll(collector)
      } finally {
        collector.signal.removeEventListener('abort', stop)
      }
    },
    wait: (ms, signal) => waitForMail(connection, clock, listening, ms, signal),
    close: () => connection.close(),
  }
}

/** imapflow asks again whether a folder exists when it cannot be opened. */
const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'mailboxMissing' in cause && cause.mailboxMissing === true
