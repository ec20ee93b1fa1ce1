/** How much room is left on a folder's disk. */
import { statfs } from 'node:fs/promises'

/** @returns bytes for a program like ours; undefined where the system does not say (network drives on Windows) */
export const freeBytes = async (folder: string): Promise<number | undefined> => {
  try {
    const { bavail, bsize, blocks } = await statfs(folder)
    return blocks === 0 ? undefined : bavail * bsize
  } catch (cause) {
    // ENOSYS, EINVAL, EPERM: it does not say. What fails for want of room says so itself.
    if (cause instanceof Error && 'code' in cause) return undefined
    throw cause
  }
}
