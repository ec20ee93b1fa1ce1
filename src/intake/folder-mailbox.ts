/**
 * A folder of .eml files as a mailbox: the embedded default, and how an exported mailbox comes in. Files are read and
 * left as they are. A message's UID is its path below the folder; its bytes stand for UIDVALIDITY, and there is no cursor. Other kinds of
 * files are not mails here: `import` takes them.
 */
import { type FSWatcher, type Stats, watch } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { fileValidity } from '../domain/identity.ts'
import type { FetchedMessage } from '../domain/ledger.ts'
import type { Clock, Collector, Mailbox } from '../ports.ts'
import { readReceipt } from './receipt.ts'

const batchMessages = 25
const batchBytes = 8 * 1024 * 1024
/** A file touched so recently may still be written to; how soon it is looked at again. Milliseconds. */
const settling = 1000

export interface FolderMailboxParts {
  readonly clock: Clock
  /** Hosts whose Received header is believed. */
  readonly receivedBy: readonly string[]
}

/** @param folder made absolute; it must exist when `collect` is called. @throws (collect) AppError mailbox-unreachable */
export const makeFolderMailbox = (folder: string, { clock, receivedBy }: FolderMailboxParts): Mailbox => {
  const root = path.resolve(folder)
  // The path is part of it: another folder may use the same file names.
  const account = `folder:${root}`
  /** What each file was when it was last taken or passed over; the first look after a start takes every file again. */
  const taken = new Map<string, string>()
  let unsettled = false

  const take = async (uid: string): Promise<(FetchedMessage & { stamp: string }) | undefined> => {
    const file = path.join(root, ...uid.split('/'))
    const before = await statOrGone(file)
    if (!before || taken.get(uid) === stampOf(before)) return undefined
    // Either way of now: a clock may be shifted, and a file copied with a time to come.
    const young = Math.abs(clock.now() - before.mtimeMs) < settling
    const bytes = young ? undefined : await readOrGone(file)
    const after = await statOrGone(file)
    if (!after) return undefined
    if (!bytes || stampOf(after) !== stampOf(before) || bytes.length !== after.size) {
      unsettled = true
      return undefined
    }
    const location = { account, folder: '.', uidValidity: fileValidity(bytes), uid }
    return {
      location,
      bytes,
      stamp: stampOf(after),
      ...readReceipt(bytes, receivedBy, Math.floor(after.mtimeMs)),
    }
  }

  const collect = async (collector: Collector): Promise<number> => {
    const names = (await mailFiles(root)).sort()
    unsettled = false
    let brought = 0
    let bytes = 0
    let trouble: AppError | undefined
    let batch: (FetchedMessage & { stamp: string })[] = []
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return
      const messages = batch.map(({ stamp: _, ...message }) => message)
      await collector.keep(messages, { folder: '.', uidValidity: '0', uid: 0 })
      for (const one of batch) taken.set(one.location.uid, one.stamp)
      brought += batch.length
      bytes = 0
      batch = []
    }
    for (const uid of names) {
      if (collector.signal.aborted) return brought
      const message = await take(uid).catch((error: unknown) => {
        // One file that Outlook or a virus scanner holds must not keep the others from being read.
        if (!(error instanceof AppError)) throw error
        trouble ??= error
        return undefined
      })
      if (!message) continue
      if (message.receivedAt < collector.since) {
        taken.set(uid, message.stamp)
        continue
      }
      batch.push(message)
      bytes += message.bytes.length
      if (batch.length >= batchMessages || bytes >= batchBytes) await flush()
    }
    await flush()
    if (trouble) throw trouble
    return brought
  }

  return {
    account,
    collect,
    wait: (ms, signal) => waitForChange(root, clock, unsettled ? Math.min(ms, settling) : ms, signal),
    close: async () => {},
  }
}

const stampOf = (stats: Stats): string => `${stats.size} ${stats.mtimeMs} ${stats.ino}`

/** Paths below the folder with `/`, of every .eml; folders are gone into, links to folders are not. */
const mailFiles = async (root: string): Promise<string[]> => {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    return entries
      .filter(
        entry =>
          (entry.isFile() || entry.isSymbolicLink()) &&
          /\.eml$/i.test(entry.name) &&
          !entry.name.startsWith('.'),
      )
      .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  } catch (cause) {
    throw new AppError('mailbox-unreachable', `${root} cannot be listed; check MAILBOX_DIR`, { cause })
  }
}

const statOrGone = (file: string): Promise<Stats | undefined> => unlessGone(stat(file))
const readOrGone = (file: string): Promise<Buffer | undefined> => unlessGone(readFile(file))

/** The clerk may move a file at any moment; one that cannot be read for another reason is the mailbox's trouble. */
const unlessGone = async <T>(looking: Promise<T>): Promise<T | undefined> => {
  try {
    return await looking
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new AppError(
      'mailbox-unreachable',
      'a file of MAILBOX_DIR cannot be read; check its permissions and what holds it open',
      {
        cause,
      },
    )
  }
}

/** Where the system gives no notice (a network share, too many watches) it sleeps: the poll finds what came. */
const waitForChange = async (root: string, clock: Clock, ms: number, signal: AbortSignal): Promise<void> => {
  const over = new AbortController()
  let watcher: FSWatcher | undefined
  const changed = new Promise<void>(resolve => {
    try {
      watcher = watch(root, { recursive: true }, () => resolve())
      watcher.on('error', () => watcher?.close())
    } catch {
      watcher = undefined
    }
  })
  await Promise.race([changed, clock.sleep(ms, AbortSignal.any([signal, over.signal]))])
  over.abort()
  watcher?.close()
}
