/**
 * One service to a DATA_DIR for each role. Held by an exclusive transaction on a small SQLite file of its own, because the
 * system lets go of it whatever way the process ends, on Windows too, and no stale lock is ever left to be judged.
 */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, isAppError } from '../domain/errors.ts'
import { makeFolder } from './make-folder.ts'
import { asStoreError, isBusy } from './store/sqlite-connection.ts'

/** Collected as garbage, a connection closes, and the lock would go with it: it stays as long as it is held. */
const holding = new Set<DatabaseSync>()

export interface HeldRole {
  release(): void
}

/**
 * @param role kebab-case, as `service`: the name of the file `DATA_DIR/locks/<role>.lock`
 * @throws AppError already-running, store-unreachable
 */
export const holdRole = (dataDir: string, role: string): HeldRole => {
  const file = path.join(dataDir, 'locks', `${role}.lock`)
  let database: DatabaseSync | undefined
  try {
    makeFolder(path.dirname(file))
    // Half a second: `status` holds the lock for a moment to see whether it is free.
    database = new DatabaseSync(file, { timeout: 500 })
    database.exec('begin exclusive')
  } catch (error) {
    database?.close()
    if (isBusy(error))
      throw new AppError(
        'already-running',
        `"${role}" is running already on ${dataDir}: stop that one first, or set DATA_DIR to another folder`,
        { cause: error },
      )
    throw asStoreError(error, file)
  }
  const held = database
  holding.add(held)
  // Closing rolls the transaction back, and with it goes the lock.
  return {
    release: () => {
      holding.delete(held)
      if (held.isOpen) held.close()
    },
  }
}

/** Whether some process holds the role now; it may have changed when this returns. @throws AppError store-unreachable */
export const isRoleHeld = (dataDir: string, role: string): boolean => {
  try {
    holdRole(dataDir, role).release()
    return false
  } catch (error) {
    if (isAppError(error, 'already-running')) return true
    throw error
  }
}
