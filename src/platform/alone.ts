/**
 * Work that only one process at a time may do on a DATA_DIR: the role is held for as long as one piece of work lasts, and
 * the system lets go of it when the process dies in the middle. Roles of a whole process are service-lock's.
 */
import { holdRole } from './service-lock.ts'

/** Runs the work while nobody else runs any of the same role. @throws AppError already-running: not run, another is at it */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>

/** @param role kebab-case, of this work only */
export const makeAlone =
  (dataDir: string, role: string): Alone =>
  async work => {
    const held = holdRole(dataDir, role)
    try {
      return await work()
    } finally {
      held.release()
    }
  }
