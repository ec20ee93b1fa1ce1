/**
 * A backup becomes a DATA_DIR again. Everything is held against its hash before anything is written; the ledger comes
 * last, so that a restore that was killed is no ledger. What may have happened since the backup is not known, and nothing
 * may happen twice: `forgetWhatMayHaveGone`. What came in since comes again from the mailbox, which was left as it is.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import { isDiskFull, systemCode, unlessGone, writeDurably } from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'
import type { Store } from '../ports.ts'
import { archiveName, type BackupNote, ledgerName, mailName, readNote } from './backup.ts'

export interface RestoreInput {
  /** The backup's folder. Absolute. */
  readonly from: string
  /** Must be missing or empty. */
  readonly dataDir: string
  readonly campaign: { readonly id: string }
}

/** @throws AppError not-found, backup-damaged, already-there, bad-config (another campaign's), not-writable, disk-full */
export const restore = async ({ from, dataDir, campaign }: RestoreInput): Promise<BackupNote> => {
  const note = await readNote(from)
  if (note.campaign !== campaign.id)
    throw new AppError('bad-config', `${from} is the backup of campaign ${note.campaign}: set CAMPAIGN to it`)
  const there = (await unlessGone(readdir(dataDir))) ?? []
  if (there.length > 0) throw new AppError('already-there', `${dataDir} is not empty: nothing is overwritten`)
  const pieces = [
    ...note.mails.map(id => ({
      from: path.join(from, archiveName, mailName(id)),
      to: path.join(archiveName, mailName(id)),
      hash: id,
    })),
    ...note.files
      .toSorted((a, b) => Number(a.path === ledgerName) - Number(b.path === ledgerName))
      .map(one => ({
        from: path.join(from, note.folder, ...one.path.split('/')),
        to: one.path,
        hash: one.sha256,
      })),
  ]
  for (const one of pieces) await readPiece(one)
  try {
    for (const one of pieces) {
      const file = path.resolve(dataDir, one.to)
      // A note is a file like any other: one that was tampered with writes nowhere else.
      if (!file.startsWith(path.resolve(dataDir) + path.sep))
        throw new AppError('backup-damaged', `${one.to} does not lie below DATA_DIR`)
      makeFolder(path.dirname(file))
      await writeDurably(file, await readPiece(one))
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (isDiskFull(cause)) throw new AppError('disk-full', `no room on the disk of ${dataDir}`, { cause })
    if (systemCode(cause) === '') throw cause
    throw new AppError('not-writable', `${dataDir} cannot be written (${systemCode(cause)})`, { cause })
  }
  return note
}

/** @throws AppError backup-damaged */
const readPiece = async (one: { readonly from: string; readonly hash: string }): Promise<Buffer> => {
  const bytes = await unlessGone(readFile(one.from))
  if (!bytes || sha256(bytes) !== one.hash)
    throw new AppError('backup-damaged', `${one.from} is missing, or no longer what was backed up`)
  return bytes
}

/**
 * Mails of ours may have gone since: nothing that was due before now is sent by itself. A draft is put away, a mail that
 * was on its way is doubtful, daily mails begin anew with the next, and only what comes from now on is answered.
 * @param facts names of the facts that say since when mails go
 */
export const forgetWhatMayHaveGone = async (
  store: Pick<Store, 'sentMails' | 'dropDraft' | 'endSending' | 'fact' | 'saveFact'>,
  {
    facts,
    stoppedFact,
    detail,
    now,
  }: { facts: readonly string[]; stoppedFact: string; detail: string; now: number },
): Promise<void> => {
  for (const mail of await store.sentMails()) {
    if (mail.state === 'draft') await store.dropDraft(mail.id, detail, now)
    if (mail.state === 'sending') await store.endSending(mail.id, 'doubtful', detail, now)
  }
  await store.saveFact(stoppedFact, {})
  for (const name of facts) if ((await store.fact(name)) != null) await store.saveFact(name, now)
}
