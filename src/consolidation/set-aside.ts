/**
 * Tables that somebody edited by hand and that were set aside: which there are, and which still need somebody. A file is
 * done with once all that can be taken over of it was, or somebody says so; nobody is told of it any more, and it stays
 * where it is.
 */
import type { Store } from '../ports.ts'
import type { TableNotice, TablesFact } from './write-tables.ts'

export interface SetAside extends TableNotice {
  /** Null: it waits for somebody. */
  readonly done: SeenTo | null
}
export interface SeenTo {
  /** Milliseconds. */
  readonly at: number
  /** A name. */
  readonly by: string
}

/** The fact: files that are done with, by path. */
const handEditsDoneFact = 'hand-edits-done'
/** As many are remembered; the fact `tables` knows twenty. */
const remembered = 60

/** The newest last. */
export const listSetAside = async (store: Pick<Store, 'fact'>): Promise<SetAside[]> => {
  const tables = await store.fact<TablesFact>('tables')
  const done = (await store.fact<Record<string, SeenTo>>(handEditsDoneFact)) ?? {}
  return (tables?.setAside ?? []).map(one => ({ ...one, done: done[one.file] ?? null }))
}

/** Those that somebody should look at: set aside since then (milliseconds), not done with, and saying something else than the ledger. */
export const findSetAside = async (store: Pick<Store, 'fact'>, since: number): Promise<SetAside[]> =>
  (await listSetAside(store)).filter(one => one.at >= since && one.done === null)

export const noteSeenTo = async (
  store: Pick<Store, 'fact' | 'saveFact'>,
  file: string,
  seen: SeenTo,
): Promise<void> => {
  const before = (await store.fact<Record<string, SeenTo>>(handEditsDoneFact)) ?? {}
  const others = Object.entries(before).filter(([other]) => other !== file)
  await store.saveFact(handEditsDoneFact, Object.fromEntries([...others, [file, seen]].slice(-remembered)))
}
