/**
 * Steps of replacing a file that people open: written beside, asked who holds it, named where it would collide. What is
 * done with the answers is write-tables' business.
 */
import { open, readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'

let temporaries = 0
/** Bytes on the disk, fsynced, under a name beside `file`. @throws AppError disk-full, table-locked */
export const writeTemporary = async (file: string, bytes: Uint8Array): Promise<string> => {
  const temporary = `${file}.${process.pid}-${++temporaries}.tmp`
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return temporary
  } catch (cause) {
    await rm(temporary, { force: true })
    throw asFolderError(cause, path.dirname(file))
  }
}

/** What a process left that died while writing one of `names`. A name tells whose it is. */
export const removeDeadTemporaries = async (folder: string, names: readonly string[]): Promise<void> => {
  for (const entry of await readdir(folder)) {
    const [, name = '', pid = ''] = entry.match(/^(.*)\.(\d+)-\d+\.tmp$/) ?? []
    if (names.includes(name) && !isAlive(Number(pid))) await rm(path.join(folder, entry), { force: true })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // EPERM: it lives, and is somebody else's.
    return codeOf(cause) !== 'ESRCH'
  }
}

/** SHA-256 of a file; undefined where there is none, `held` where it cannot be read now. */
export const hashOf = async (file: string): Promise<string | 'held' | undefined> => {
  try {
    return sha256(await readFile(file))
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    if (isHeld(cause)) return 'held'
    throw cause
  }
}

/** A name beside `file` that nothing has yet. @param made gives it from the file's own name, without `.xlsx` */
export const freeName = async (file: string, made: (name: string) => string): Promise<string> => {
  const wanted = path.join(path.dirname(file), made(path.basename(file, '.xlsx')))
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : wanted.replace(/\.xlsx$/, ` ${number}.xlsx`)
    if (!(await isThere(name))) return name
  }
}

const isThere = async (file: string): Promise<boolean> => {
  try {
    await stat(file)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false
    throw cause
  }
}

/** Windows refuses a file that Excel holds with one of the first three; EISDIR: somebody made a folder of that name. */
export const isHeld = (error: unknown): boolean =>
  ['EPERM', 'EBUSY', 'EACCES', 'EISDIR'].includes(codeOf(error))
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** A folder that cannot be written to, said so that the IT person can mend it. */
export const asFolderError = (cause: unknown, folder: string): unknown => {
  const code = codeOf(cause)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('disk-full', `no room on the disk for ${folder}; make room on it`, { cause })
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return new AppError(
      'table-locked',
      `the tables cannot be written to ${folder} (${code}); check that it is a folder and may be written to`,
      { cause },
    )
  return cause
}
