/**
 * Puts one table where people find it, and takes care of what stands there: a file that somebody changed is renamed
 * aside; one that is held open (Excel on Windows) is waited for, then left alone, and the new one stands beside it until it
 * is let go. What is said about it is write-tables' business.
 *
 *   missing ─────────────→ written          known hash ──→ replaced
 *   unknown hash ────────→ set aside, then written
 *   held (at any step), a folder, a link ──→ written beside; the next build tries again and takes the beside copy away
 */
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { sha256 } from '../domain/identity.ts'
import { failpoint } from '../failpoints.ts'
import type { Clock } from '../ports.ts'
import { type HashStore, isOurs, noteHash } from './known-hashes.ts'
import { freeName, hashOf, isGone, isHeld, isTaken, writeTemporary } from './replace-file.ts'

export interface PutDown {
  /** Where it stands: the file itself, or beside it. */
  readonly path: string
  readonly sha256: string
  /** Where the file that somebody changed went. */
  readonly aside: string | undefined
  /** Why it stands beside: a program holds the file open; a folder or a link stands in its place. */
  readonly obstacle: 'held' | 'not-a-file' | undefined
  /** Copies beside it that could not be taken away yet. */
  readonly leftBeside: readonly string[]
  /** Such copies that somebody changed: they stay where they are, under their name with the time. */
  readonly editedBeside: readonly string[]
}

export interface PutDownInput {
  readonly store: HashStore
  readonly clock: Pick<Clock, 'sleep'>
  /** Aborted: a held file is not waited for. */
  readonly signal?: AbortSignal
  /** The system's, unless a test refuses as Windows does. */
  readonly rename?: typeof rename
  /** Names for the changed file, and for the copy beside; without `.xlsx`. */
  readonly asideName: (name: string) => string
  readonly besideName: (name: string) => string
  /** Copies beside that an earlier build left. Absolute. */
  readonly besides: readonly string[]
}

/** Milliseconds between tries of a rename that was refused: two seconds in all. */
const patience = [100, 300, 600, 1000]

/** @param file absolute. @throws AppError disk-full, table-locked (the folder cannot be written to) */
export const putDown = async (file: string, bytes: Uint8Array, input: PutDownInput): Promise<PutDown> => {
  const { store } = input
  const hash = sha256(bytes)
  await noteHash(store, hash, path.basename(file))
  failpoint('tables.hash-noted')
  const temporary = await writeTemporary(file, bytes)
  failpoint('tables.beside')
  try {
    const way = await makeWay(file, input)
    const obstacle = way.obstacle ?? ((await renameInto(temporary, file, input)) ? undefined : 'held')
    failpoint('tables.in-place')
    const beside = obstacle && (await reserveName(file, input.besideName))
    if (beside) await rename(temporary, beside)
    return {
      path: beside ?? file,
      sha256: hash,
      aside: way.aside,
      obstacle,
      ...(await takeAway(
        input.besides.filter(one => one !== beside),
        store,
      )),
    }
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

type Way = Partial<Pick<PutDown, 'aside' | 'obstacle'>>

/** Makes sure that what stands at `file` may be replaced. */
const makeWay = async (file: string, input: PutDownInput): Promise<Way> => {
  const hash = await hashOf(file)
  if (hash === 'held' || hash === 'not-a-file') return { obstacle: hash }
  if (hash === undefined || (await isOurs(input.store, hash))) return {}
  const aside = await reserveName(file, input.asideName)
  const moved = await moveAside(file, aside, input)
  failpoint('tables.moved-aside')
  // Another process was at it, too, and has put a new one there since: that one is nobody's work.
  if (moved === 'done' && !(await isOurs(input.store, (await hashOf(aside)) ?? ''))) return { aside }
  await rm(aside, { force: true })
  return moved === 'held' ? { obstacle: 'held' } : {}
}

const moveAside = async (
  file: string,
  aside: string,
  input: PutDownInput,
): Promise<'done' | 'held' | 'gone'> => {
  try {
    return (await renameInto(file, aside, input)) ? 'done' : 'held'
  } catch (cause) {
    if (isGone(cause)) return 'gone'
    throw cause
  }
}

/** A free name, taken by an empty file, so that no other process takes it too; to be renamed over. */
const reserveName = async (file: string, made: (name: string) => string): Promise<string> => {
  for (;;) {
    const name = await freeName(file, made)
    try {
      await (await open(name, 'wx')).close()
      return name
    } catch (cause) {
      if (!isTaken(cause)) throw cause
    }
  }
}

/** @returns false where somebody holds either file, after some patience */
const renameInto = async (
  from: string,
  to: string,
  { clock, signal, rename: move = rename }: PutDownInput,
): Promise<boolean> => {
  for (const pause of [...patience, undefined]) {
    try {
      await move(from, to)
      return true
    } catch (cause) {
      if (!isHeld(cause)) throw cause
      if (pause !== undefined) await clock.sleep(pause, signal)
    }
  }
  return false
}

/** Copies beside, no longer needed, go away if nobody touched them. */
const takeAway = async (
  besides: readonly string[],
  store: HashStore,
): Promise<Pick<PutDown, 'leftBeside' | 'editedBeside'>> => {
  const held: string[] = []
  const edited: string[] = []
  for (const beside of besides) {
    const hash = await hashOf(beside)
    try {
      if (hash === 'held') held.push(beside)
      else if (hash === undefined || hash === 'not-a-file') continue
      else if (await isOurs(store, hash)) await rm(beside)
      else edited.push(beside)
    } catch (cause) {
      if (!isHeld(cause)) throw cause
      held.push(beside)
    }
  }
  return { leftBeside: held, editedBeside: edited }
}
