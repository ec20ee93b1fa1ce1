/**
 * Puts the files of one snapshot where people find them: temporary file beside, fsync, rename, so that a reader sees
 * the old file or the new one, never half. A file that somebody edited by hand is renamed aside, never overwritten; a
 * file that is held open (Excel on Windows) is left alone and the new one stands beside it until it is let go.
 *
 * States of a target:
 *   missing ─────────────→ written          known hash ──→ replaced
 *   unknown hash ────────→ set aside, then written
 *   held (at any step) ──→ written beside; the next build tries again and takes the beside copy away
 *
 * Facts: `tables` (TablesFact) and `table-hashes` {path: SHA-256 of what we wrote there, newest last}. A hash is noted
 * before its rename: after a crash in between, the file is still known as ours.
 */
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { sha256 } from '../domain/identity.ts'
import { localTime } from '../domain/zoned-time.ts'
import { removeDeadTemporaries, syncFolder } from '../platform/durable-file.ts'
import type { Clock, Store } from '../ports.ts'
import { type DrawnFile, drawConsolidated, drawTracking, type TablesInput } from './draw-tables.ts'
import { makePhrase, type Phrase } from './phrases.ts'
import { asFolderError, freeName, hashOf, isHeld, writeTemporary } from './replace-file.ts'

export interface WrittenTable {
  readonly kind: 'consolidated' | 'tracking'
  /** Where it belongs. Absolute. */
  readonly file: string
  /** Where it is now: `file`, or beside it while `file` is held. */
  readonly path: string
  readonly sha256: string
  /** Copies beside it that could not be taken away yet. */
  readonly leftBeside: readonly string[]
}
/** `message` is Vietnamese, for the clerk. `at` in milliseconds. */
export interface TableNotice {
  readonly file: string
  readonly at: number
  readonly message: string
}
export interface TablesFact {
  /** Of the snapshot that the files show; null before the first. */
  readonly revision: number | null
  readonly at: number | null
  readonly files: readonly WrittenTable[]
  /** Files edited by hand, renamed aside; the newest last, at most 20 in the fact, only this build's in the result. */
  readonly setAside: readonly TableNotice[]
  /** Why a file is not where it belongs, or not up to date. Empty: all is well. */
  readonly trouble: readonly TableNotice[]
}
export type TablesStore = Pick<Store, 'fact' | 'saveFact'>

export interface WriteTablesInput extends TablesInput {
  /** Absolute; made when missing. */
  readonly folder: string
  readonly store: TablesStore
  readonly clock: Pick<Clock, 'sleep'>
  /** Default `tables`. For another folder than the service's own: a name of its own, so that `status` is not misled. */
  readonly factName?: string
  /** Aborted: a held file is not waited for. */
  readonly signal?: AbortSignal
}

/** Milliseconds between tries of a rename that was refused: two seconds in all. */
const patience = [100, 300, 600, 1000]
const hashesKept = 5
const noticesKept = 20

/**
 * @returns what was written, which is also the fact `tables`
 * @throws AppError disk-full, table-locked (the folder cannot be written to), bad-campaign
 */
export const writeTables = async (input: WriteTablesInput): Promise<TablesFact> => {
  const { folder, store, now, snapshot, campaignFolder, factName = 'tables' } = input
  const drawn = [
    ...(await drawConsolidated(input)).map(one => ({ kind: 'consolidated', ...one }) as const),
    { kind: 'tracking', ...(await drawTracking(input)) } as const,
  ]
  await makeFolder(folder)
  const before = await store.fact<TablesFact>(factName)
  const { day, time } = localTime(now, campaignFolder.campaign.timeZone)
  const target: Target = {
    ...input,
    phrase: makePhrase(campaignFolder.wording),
    when: `${day} ${time.replace(':', '.')}`,
  }
  const done: PutDown[] = []
  for (const one of drawn) {
    const file = path.resolve(folder, one.name)
    const left = before?.files.find(other => other.file === file)
    done.push(await putDown(one.kind, file, one, left, target))
  }
  await syncFolder(folder)
  const result: TablesFact = {
    revision: snapshot.revision,
    at: now,
    files: done.map(one => one.written),
    setAside: done.flatMap(one => one.setAside),
    trouble: done.flatMap(one => one.trouble),
  }
  await store.saveFact(factName, {
    ...result,
    setAside: [...(before?.setAside ?? []), ...result.setAside].slice(-noticesKept),
  } satisfies TablesFact)
  return result
}

const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true })
    await removeDeadTemporaries(folder)
  } catch (cause) {
    throw asFolderError(cause, folder)
  }
}

interface Target extends WriteTablesInput {
  readonly phrase: Phrase
  /** `2022-02-14 16.30`: for names of files. */
  readonly when: string
}
interface PutDown {
  readonly written: WrittenTable
  readonly setAside: readonly TableNotice[]
  readonly trouble: readonly TableNotice[]
}

const putDown = async (
  kind: WrittenTable['kind'],
  file: string,
  { bytes }: DrawnFile,
  before: WrittenTable | undefined,
  target: Target,
): Promise<PutDown> => {
  const { store, phrase, now, when } = target
  const hash = sha256(bytes)
  const temporary = await writeTemporary(file, bytes)
  try {
    const aside = await makeWay(file, target)
    await noteHash(store, file, hash)
    const held = aside === 'held' || !(await renameInto(temporary, file, target))
    const besides = [...(before?.leftBeside ?? []), ...(before && before.path !== file ? [before.path] : [])]
    const beside = held
      ? await freeName(file, name => phrase('tracking.besideName', { name, when }))
      : undefined
    if (beside) {
      await noteHash(store, beside, hash)
      await rename(temporary, beside)
    }
    return {
      written: {
        kind,
        file,
        path: beside ?? file,
        sha256: hash,
        leftBeside: await takeAway(
          besides.filter(one => one !== beside),
          store,
        ),
      },
      setAside:
        aside === 'held' || aside === undefined
          ? []
          : [{ file: aside, at: now, message: phrase('tracking.setAside', names(file, aside)) }],
      trouble: beside
        ? [{ file: beside, at: now, message: phrase('tracking.heldOpen', names(file, beside)) }]
        : [],
    }
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

const names = (file: string, other: string): { file: string; other: string } => ({
  file: path.basename(file),
  other: path.basename(other),
})

/** Makes sure that what stands at `file` may be replaced. @returns where an edited file went; undefined: nothing to do */
const makeWay = async (file: string, target: Target): Promise<string | 'held' | undefined> => {
  const { store, phrase, when } = target
  const hash = await hashOf(file)
  if (hash === 'held') return 'held'
  if (hash === undefined || (await isOurs(store, hash))) return undefined
  const aside = await freeName(file, name => phrase('tracking.setAsideName', { name, when }))
  return (await renameInto(file, aside, target)) ? aside : 'held'
}

/** By hash alone, wherever we wrote it: a data folder may be moved with the files in it. */
const isOurs = async (store: TablesStore, hash: string): Promise<boolean> =>
  Object.values(await readHashes(store)).some(known => known.includes(hash))

const readHashes = async (store: TablesStore): Promise<Record<string, string[]>> =>
  (await store.fact<Record<string, string[]>>('table-hashes')) ?? {}

const noteHash = async (store: TablesStore, file: string, hash: string): Promise<void> => {
  const hashes = await readHashes(store)
  const own = [...(hashes[file] ?? []).filter(one => one !== hash), hash].slice(-hashesKept)
  await store.saveFact('table-hashes', { ...hashes, [file]: own })
}

const forgetHashes = async (store: TablesStore, file: string): Promise<void> => {
  const { [file]: _, ...rest } = await readHashes(store)
  await store.saveFact('table-hashes', rest)
}

/** @returns false where somebody holds either file, after some patience */
const renameInto = async (from: string, to: string, { clock, signal }: Target): Promise<boolean> => {
  for (const pause of [...patience, undefined]) {
    try {
      await rename(from, to)
      return true
    } catch (cause) {
      if (!isHeld(cause)) throw cause
      if (pause !== undefined) await clock.sleep(pause, signal)
    }
  }
  return false
}

/** Copies beside, no longer needed, go away if nobody touched them. @returns those that are held still */
const takeAway = async (besides: readonly string[], store: TablesStore): Promise<string[]> => {
  const held: string[] = []
  for (const beside of besides) {
    const hash = await hashOf(beside)
    try {
      if (hash === 'held') held.push(beside)
      else {
        if (hash !== undefined && (await isOurs(store, hash))) await rm(beside)
        await forgetHashes(store, beside)
      }
    } catch (cause) {
      if (!isHeld(cause)) throw cause
      held.push(beside)
    }
  }
  return held
}
