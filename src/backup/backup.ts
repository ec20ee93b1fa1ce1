/**
 * A copy of DATA_DIR that can be gone on with, made while the service works:
 *
 *   1. the ledger of one moment, whole (`copyLedger`), into a folder named for the moment
 *   2. every mail that it knows of: the archive is write-once and stands before its rows, so all are there already; those
 *      that an earlier backup brought are left as they are, those that were purged since go
 *   3. all other files of DATA_DIR: the roster as the clerk has it, tables, their records, mails of ours as files
 *   4. `BACKUP.json`, which names the moment, every file and its hash: only now it is a backup; folders of before go
 *
 * Killed anywhere, the backup of before is whole. It knows nothing of the rows in a ledger.
 */
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import {
  isDiskFull,
  placeFile,
  syncFolder,
  systemCode,
  unlessGone,
  writeDurably,
} from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'

export const backupFile = 'BACKUP.json'
export const ledgerName = 'tonghop.sqlite'
export const archiveName = 'archive'
/** Belong to running processes, or are made anew: never copied. */
const passedOver = /^(?:tonghop\.sqlite.*|locks|replay|archive)$/

export const BackupNote = z.strictObject({
  campaign: z.string(),
  code: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The folder of the moment, below the backup's. */
  folder: z.string().regex(/^[0-9TZ.-]+$/),
  mails: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  /** By path below the moment's folder, with `/`. */
  files: z.array(z.strictObject({ path: z.string().min(1), size: z.number(), sha256: z.string() })),
})
export type BackupNote = z.infer<typeof BackupNote>

export interface BackupInput {
  readonly dataDir: string
  /** Absolute; made when missing. Empty, or an earlier backup of the same campaign. */
  readonly target: string
  readonly campaign: { readonly id: string; readonly code: string }
  /** Milliseconds. */
  readonly now: number
  /** Writes the ledger of this moment to a file that is not there. @returns the ids of its mails whose bytes are kept */
  readonly copyLedger: (file: string) => Promise<readonly string[]>
}

/** @throws AppError already-there (the folder holds something else), not-writable, disk-full, archive-damaged; the store's */
export const writeBackup = async (input: BackupInput): Promise<{ note: BackupNote; fresh: number }> => {
  const { dataDir, target, campaign, now } = input
  try {
    await requireOwn(target, campaign.id)
    const moment = new Date(now).toISOString()
    const folder = moment.replaceAll(':', '.')
    const own = path.join(target, folder)
    makeFolder(own)
    const mails = await input.copyLedger(path.join(own, ledgerName))
    const fresh = await copyMails(path.join(dataDir, archiveName), path.join(target, archiveName), mails)
    // The database wrote its copy without waiting for the disk: read for its hash, it is put down once more, lasting.
    const files = [await copyOne(own, own, ledgerName)]
    for (const name of await filesBelow(dataDir)) files.push(await copyOne(dataDir, own, name))
    await syncFolder(target)
    const note = {
      campaign: campaign.id,
      code: campaign.code,
      at: moment,
      folder,
      mails: [...mails],
      files: files.flatMap(one => one ?? []),
    }
    await writeDurably(path.join(target, backupFile), Buffer.from(`${JSON.stringify(note, null, 1)}\n`))
    await removeOld(target, folder, new Set(mails))
    return { note, fresh }
  } catch (cause) {
    throw asAppError(cause, target)
  }
}

/** @throws AppError not-found: no backup stands there; backup-damaged */
export const readNote = async (folder: string): Promise<BackupNote> => {
  const bytes = await unlessGone(readFile(path.join(folder, backupFile)))
  if (!bytes) throw new AppError('not-found', `${folder} holds no backup (${backupFile})`)
  try {
    return BackupNote.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new AppError('backup-damaged', `${path.join(folder, backupFile)} cannot be understood`, { cause })
  }
}

const requireOwn = async (target: string, campaign: string): Promise<void> => {
  makeFolder(target)
  const there = await readdir(target)
  if (there.length === 0) return
  // A first backup that was killed has no note yet, and nothing else of anybody's either.
  const isOurs = there.every(
    name => name === archiveName || name === backupFile || /^\d{4}-\d\d-\d\dT/.test(name),
  )
  if (!isOurs) throw new AppError('already-there', `${target} holds other files: give an empty folder`)
  if (there.includes(backupFile) && (await readNote(target)).campaign !== campaign)
    throw new AppError('already-there', `${target} is the backup of another campaign: give an empty folder`)
}

/** @returns how many were not there yet. @throws AppError archive-damaged */
const copyMails = async (from: string, to: string, mails: readonly string[]): Promise<number> => {
  const touched = new Set<string>()
  let fresh = 0
  for (const id of mails) {
    const file = path.join(to, mailName(id))
    if (await unlessGone(stat(file))) continue
    const bytes = await unlessGone(readFile(path.join(from, mailName(id))))
    if (!bytes || sha256(bytes) !== id)
      throw new AppError(
        'archive-damaged',
        `mail ${id} is not in the archive as it came: nothing was backed up`,
      )
    makeFolder(path.dirname(file))
    await placeFile(file, bytes)
    touched.add(path.dirname(file)).add(to)
    fresh++
  }
  for (const folder of touched) await syncFolder(folder)
  return fresh
}

/** Below `archive`. */
export const mailName = (id: string): string => path.join(id.slice(0, 2), `${id}.eml`)

/** Lasting when it resolves. @returns undefined where it went since it was listed: a table that is being replaced */
const copyOne = async (
  from: string,
  to: string,
  name: string,
): Promise<BackupNote['files'][number] | undefined> => {
  const bytes = await unlessGone(readFile(path.join(from, name)))
  if (!bytes) return undefined
  const file = path.join(to, name)
  makeFolder(path.dirname(file))
  await writeDurably(file, bytes)
  return { path: name.split(path.sep).join('/'), size: bytes.length, sha256: sha256(bytes) }
}

/** Paths below DATA_DIR of what is copied as it stands. */
const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter(name => !passedOver.test(name.split(path.sep)[0]!))
    .sort()
}

const removeOld = async (target: string, folder: string, mails: ReadonlySet<string>): Promise<void> => {
  for (const name of await readdir(target))
    if (/^\d{4}-\d\d-\d\dT/.test(name) && name !== folder)
      await rm(path.join(target, name), { recursive: true, force: true })
  const archive = path.join(target, archiveName)
  for (const name of (await unlessGone(readdir(archive, { recursive: true }))) ?? []) {
    const id = path.basename(name, '.eml')
    if (name.endsWith('.eml') && !mails.has(id)) await rm(path.join(archive, name), { force: true })
  }
}

const asAppError = (cause: unknown, target: string): unknown => {
  if (cause instanceof AppError) return cause
  if (isDiskFull(cause)) return new AppError('disk-full', `no room on the disk of ${target}`, { cause })
  const code = systemCode(cause)
  return code === ''
    ? cause
    : new AppError('not-writable', `${target} cannot be written (${code})`, { cause })
}
