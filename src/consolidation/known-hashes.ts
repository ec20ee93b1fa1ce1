/**
 * Which files are ours, unchanged: the SHA-256 of everything that we ever wrote as a table, a fact of its own each. So
 * nothing is read and written back, and two processes that write at the same moment cannot forget each other's; and a file
 * is known wherever it stands, in a data folder that was moved, or as an older copy that was put back.
 */
import type { Store } from '../ports.ts'

export type HashStore = Pick<Store, 'fact' | 'saveFact'>

const factOf = (hash: string): string => `table-hash ${hash}`

/** Before the file stands in its place: after a crash in between it is still known as ours. @param name for whoever looks into the ledger */
export const noteHash = (store: HashStore, hash: string, name: string): Promise<void> =>
  store.saveFact(factOf(hash), name)

export const isOurs = async (store: HashStore, hash: string): Promise<boolean> =>
  (await store.fact(factOf(hash))) !== undefined
