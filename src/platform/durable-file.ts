/**
 * The one way in which a file comes to stand on the disk: temporary file beside it, fsync, rename, fsync of the folder.
 * Whoever looks sees the old file, the new one or none, never half; and what was said to be written is there after a power
 * cut. What a process left that died in the middle is told by its name. Which errors mean what is the caller's business.
 */
import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { failpoint } from '../failpoints.ts'

/** Containers share a folder and have each their own process 7. */
const host = hostname().replace(/[^A-Za-z0-9-]+/g, '-') || 'host'
const temporaryName = /^.+\.tonghop-([A-Za-z0-9-]+)-(\d+)-[0-9a-f]{8}\.tmp$/

/** A name beside `file` that nobody else uses, and that tells a file left there from one in use. */
export const temporaryBeside = (file: string): string =>
  `${file}.tonghop-${host}-${process.pid}-${randomUUID().slice(0, 8)}.tmp`

/** Bytes on the disk, fsynced, under a name of their own beside `file`. @returns that name. @throws what the system says; nothing is left */
export const writeBeside = async (file: string, bytes: Uint8Array): Promise<string> => {
  const temporary = temporaryBeside(file)
  try {
    const handle = await open(temporary, 'wx')
    try {
      failpoint('file.begun')
      await handle.writeFile(bytes)
      failpoint('file.written')
      await handle.sync()
      failpoint('file.synced')
    } finally {
      await handle.close()
    }
    return temporary
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

/** In place of whatever stands at `file`, but not yet lasting: `syncFolder` makes it so, once for many. */
export const placeFile = async (file: string, bytes: Uint8Array): Promise<void> => {
  const temporary = await writeBeside(file, bytes)
  try {
    await rename(temporary, file)
    failpoint('file.renamed')
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

/** In place of whatever stands at `file`, and lasting when it resolves. */
export const writeDurably = async (file: string, bytes: Uint8Array): Promise<void> => {
  await placeFile(file, bytes)
  await syncFolder(path.dirname(file))
}

/** Makes renames in it lasting. Windows has no such call on a folder; NTFS keeps renames in its journal. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
    failpoint('folder.synced')
  } finally {
    await handle.close()
  }
}

const dayMs = 24 * 60 * 60 * 1000

/** Takes away what processes left in `folder` that died while writing. Of another machine's, or container's, only a day later. */
export const removeDeadTemporaries = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder)) {
    const [, owner, pid] = temporaryName.exec(entry) ?? []
    if (owner === undefined) continue
    const file = path.join(folder, entry)
    if (owner === host ? !isAlive(Number(pid)) : await isOld(file, folder)) await rm(file, { force: true })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // EPERM: it lives, and is somebody else's.
    return systemCode(cause) !== 'ESRCH'
  }
}

/** By the disk's own clock: something came or went in the folder a day after the file was last written. */
const isOld = async (file: string, folder: string): Promise<boolean> => {
  const both = await unlessGone(Promise.all([stat(folder), stat(file)]))
  return both !== undefined && both[0].mtimeMs - both[1].mtimeMs > dayMs
}

/** `ENOENT`, `EPERM` …; '' for what is no error of the system. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** A quota that is used up is a full disk. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(systemCode(error))

/** Undefined where the file is not there, or went while it was looked at. @throws everything else that the system says */
export const unlessGone = async <T>(looking: Promise<T>): Promise<T | undefined> => {
  try {
    return await looking
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined
    throw cause
  }
}
