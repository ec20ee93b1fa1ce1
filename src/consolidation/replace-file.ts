/**
 * Steps of replacing a file that people open: written beside, asked what it is and who holds it, named where it would
 * collide. What is done with the answers is put-down's business.
 */
import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import { isDiskFull, systemCode, unlessGone, writeBeside } from '../platform/durable-file.ts'

/** Bytes on the disk, fsynced, under a name beside `file`. @throws AppError disk-full, table-locked */
export const writeTemporary = async (file: string, bytes: Uint8Array): Promise<string> => {
  try {
    return await writeBeside(file, bytes)
  } catch (cause) {
    throw asFolderError(cause, path.dirname(file))
  }
}

/** SHA-256 of a file; undefined where there is none, `held` where it cannot be read now, `not-a-file` for a folder or a link. */
export const hashOf = async (file: string): Promise<string | 'held' | 'not-a-file' | undefined> => {
  try {
    // A link is somebody's arrangement: neither what it points to nor the link itself is ours to replace.
    if (!(await lstat(file)).isFile()) return 'not-a-file'
    return sha256(await readFile(file))
  } catch (cause) {
    if (isGone(cause)) return undefined
    if (isHeld(cause)) return 'held'
    throw cause
  }
}

/** A name beside `file`, of the same kind, that nothing has yet. @param made gives it from the file's own, both without `.xlsx` */
export const freeName = async (file: string, made: (name: string) => string): Promise<string> => {
  const { dir, name: own, ext } = path.parse(file)
  const wanted = path.join(dir, made(own))
  for (let number = 1; ; number++) {
    const name = `${wanted}${number === 1 ? '' : ` ${number}`}${ext}`
    if ((await unlessGone(lstat(name))) === undefined) return name
  }
}

/** Windows refuses a file that Excel holds with one of the first three; EISDIR: somebody made a folder of that name. */
export const isHeld = (error: unknown): boolean =>
  ['EPERM', 'EBUSY', 'EACCES', 'EISDIR'].includes(systemCode(error))
export const isGone = (error: unknown): boolean => systemCode(error) === 'ENOENT'
export const isTaken = (error: unknown): boolean => systemCode(error) === 'EEXIST'

/** A folder that cannot be written to, said so that the IT person can mend it. */
export const asFolderError = (cause: unknown, folder: string): unknown => {
  const code = systemCode(cause)
  if (isDiskFull(cause))
    return new AppError('disk-full', `no room on the disk for ${folder}; make room on it`, { cause })
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return new AppError(
      'table-locked',
      `the tables cannot be written to ${folder} (${code}); check that it is a folder and may be written to`,
      { cause },
    )
  return cause
}
