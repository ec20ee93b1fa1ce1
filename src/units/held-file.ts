/** A file that somebody else works with: was it saved meanwhile, and is it held open? */
import { stat } from 'node:fs/promises'
import { systemCode } from '../platform/durable-file.ts'

/** Changes whenever the file is saved; undefined where there is none. */
export const markOf = async (file: string): Promise<string | undefined> => {
  try {
    const { mtimeNs, size, ino } = await stat(file, { bigint: true })
    return `${mtimeNs} ${size} ${ino}`
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined
    // Locked or forbidden: reading will say so.
    if (isHeld(cause)) return 'held'
    throw cause
  }
}

/** What `work` gives; undefined where something else holds the file or folder: Excel on Windows, a read-only share. */
export const unlessHeld = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (cause) {
    if (isHeld(cause)) return undefined
    throw cause
  }
}

const isHeld = (error: unknown): boolean =>
  ['EBUSY', 'EPERM', 'EACCES', 'EROFS', 'EISDIR', 'ENOENT'].includes(systemCode(error))
