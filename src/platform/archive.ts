/**
 * Raw bytes on disk under their SHA-256: `<folder>/<ab>/<sha256>.eml`. Write-once; what is here was received, or sent,
 * exactly so. Durable when `put` resolves ("kept before touched"); a batch shares the fsyncs of the folders. What a crash
 * left half-written is never looked at, and goes when its folder is next written to. It knows nothing of mail or the store.
 */
import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { Archive } from '../ports.ts'
import {
  isDiskFull,
  placeFile,
  removeDeadTemporaries,
  syncFolder,
  systemCode,
  unlessGone,
} from './durable-file.ts'
import { makeFolder } from './make-folder.ts'

/** Files written at once: their fsyncs then share the disk's journal. */
const together = 16

/** @param folder made when it is not there. @throws AppError (from `put` and `get`) as the port says; archive-unreachable for whatever else the system refuses */
export const makeFolderArchive = (folder: string): Archive => {
  const fileOf = (id: string): string => path.join(folder, id.slice(0, 2), `${id}.eml`)

  const swept = new Set<string>()

  const write = async (id: string, bytes: Uint8Array): Promise<void> => {
    const file = fileOf(id)
    const own = path.dirname(file)
    makeFolder(own)
    if (!swept.has(own)) {
      swept.add(own)
      await removeDeadTemporaries(own)
    }
    if (!(await isThere(file))) await placeFile(file, bytes)
  }

  return {
    put: async files => {
      const ids = files.map(sha256)
      const byId = [...new Map(ids.map((id, index) => [id, files[index]!]))]
      try {
        for (let from = 0; from < byId.length; from += together)
          await Promise.all(byId.slice(from, from + together).map(([id, bytes]) => write(id, bytes)))
        // Also for bytes that were there already: who wrote them may have died before this point.
        const folders = new Set(ids.map(id => path.dirname(fileOf(id))))
        await Promise.all([...folders].map(syncFolder))
        if (folders.size > 0) await syncFolder(folder)
      } catch (cause) {
        throw asAppError(cause, folder)
      }
      return ids
    },

    remove: async ids => {
      const files = ids.map(id => fileOf(checked(id)))
      try {
        const folders = new Set<string>()
        for (const file of files) {
          if (!(await isThere(file))) continue
          await rm(file, { force: true })
          folders.add(path.dirname(file))
        }
        await Promise.all([...folders].map(syncFolder))
      } catch (cause) {
        throw asAppError(cause, folder)
      }
    },

    get: async id => {
      checked(id)
      let bytes: Buffer
      try {
        bytes = await readFile(fileOf(id))
      } catch (cause) {
        if (systemCode(cause) === 'ENOENT')
          throw new AppError('not-found', `${id} is not in the archive ${folder}`, { cause })
        throw asAppError(cause, folder)
      }
      if (sha256(bytes) !== id)
        throw new AppError(
          'archive-damaged',
          `${fileOf(id)} no longer holds the bytes it was named for; restore it from a backup of DATA_DIR`,
        )
      return bytes
    },
  }
}

/** @throws AppError not-found for what could be a path of somebody else's */
const checked = (id: string): string => {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new AppError('not-found', 'not an id of the archive')
  return id
}

const isThere = async (file: string): Promise<boolean> => {
  const handle = await unlessGone(open(file, 'r'))
  await handle?.close()
  return handle !== undefined
}

const asAppError = (cause: unknown, folder: string): unknown => {
  const code = systemCode(cause)
  if (isDiskFull(cause))
    return new AppError(
      'disk-full',
      `no space left for ${folder}; free some on the disk of DATA_DIR (mails wait in the mailbox meanwhile)`,
      { cause },
    )
  if (code === '') return cause
  // Whatever it is, the mail still waits in the mailbox: on Windows a virus scanner holds, or takes, a fresh file.
  return new AppError(
    'archive-unreachable',
    `${folder} cannot be written or read (${code}); check who may write to DATA_DIR, and what scans it`,
    { cause },
  )
}
