/**
 * Puts the files of one snapshot where people find them, and says what was in the way. How a file is replaced, set aside
 * or written beside is put-down's; what was written is recorded first, so that an edited copy can be compared with it.
 *
 * Facts: `tables` (TablesFact); `overview` and its mark (overview.ts); those of known-hashes.
 */
import { readFile, type rename } from 'node:fs/promises'
import path from 'node:path'
import type { ReadBook } from '../domain/book.ts'
import { localTime } from '../domain/zoned-time.ts'
import { failpoint } from '../failpoints.ts'
import { removeDeadTemporaries, syncFolder } from '../platform/durable-file.ts'
import { findHolder } from '../platform/holder.ts'
import { makeFolder } from '../platform/make-folder.ts'
import type { Clock, Store } from '../ports.ts'
import { type DrawnFile, drawTables, type TablesInput } from './draw-tables.ts'
import { readHandEdits } from './hand-edits/read-hand-edits.ts'
import { makeOverview, type OverviewMark, overviewFact, overviewMarkFact } from './overview.ts'
import { makePhrase, type Phrase } from './phrases.ts'
import { type PutDown, putDown } from './put-down.ts'
import { findRecord, saveRecord } from './record-files.ts'
import { asFolderError, isGone, isHeld } from './replace-file.ts'
import { streamRecord } from './written-record.ts'

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
  /** Where records of written tables are kept. Absolute; made when missing. */
  readonly recordFolder: string
  /** Looks into what somebody changed. */
  readonly readBook: ReadBook
  readonly store: TablesStore
  readonly clock: Pick<Clock, 'sleep'>
  /** Default `tables`. For another folder than the service's own: a name of its own, so that `status` is not misled. */
  readonly factName?: string
  /** Aborted: a held file is not waited for. */
  readonly signal?: AbortSignal
  /** The system's, unless a test refuses as Windows does. */
  readonly rename?: typeof rename
}

const noticesKept = 20

/**
 * @returns what was written, which is also the fact `tables`
 * @throws AppError disk-full, table-locked (the folder cannot be written to), bad-campaign
 */
export const writeTables = async (input: WriteTablesInput): Promise<TablesFact> => {
  const { folder, store, now, snapshot, campaignFolder, factName = 'tables' } = input
  await openFolder(folder)
  await saveRecord(input.recordFolder, streamRecord(input))
  failpoint('tables.recorded')
  const before = await store.fact<TablesFact>(factName)
  const { day, time } = localTime(now, campaignFolder.campaign.timeZone)
  const target: Target = {
    ...input,
    phrase: makePhrase(campaignFolder.wording),
    when: `${day} ${time.replace(':', '.')}`,
  }
  const done: Done[] = []
  for await (const one of drawTables(input)) {
    const file = path.resolve(folder, one.name)
    const left = before?.files.find(other => other.file === file)
    done.push(await putOne(one.kind, file, one, left, target))
    failpoint('tables.down')
  }
  await syncFolder(folder)
  failpoint('tables.folder-synced')
  const result: TablesFact = {
    revision: snapshot.revision,
    at: now,
    files: done.map(one => one.written),
    setAside: done.flatMap(one => one.setAside),
    trouble: done.flatMap(one => one.trouble),
  }
  const save = (setAside: readonly TableNotice[]): Promise<void> =>
    store.saveFact(factName, {
      ...result,
      setAside: [...(before?.setAside ?? []), ...setAside].slice(-noticesKept),
    } satisfies TablesFact)
  // Said at once, and in full when the files were looked into, which may fail in ways that nobody has thought of.
  await save(result.setAside)
  failpoint('tables.noted')
  // Of the service's own tables: the desk shows what they say.
  if (factName === 'tables') {
    await store.saveFact(overviewFact, makeOverview(snapshot, input.roster, campaignFolder.campaign, now))
    await store.saveFact(overviewMarkFact, { revision: snapshot.revision, at: now } satisfies OverviewMark)
  }
  failpoint('tables.overview-kept')
  if (result.setAside.length === 0) return result
  const setAside: TableNotice[] = []
  for (const one of result.setAside)
    setAside.push({ ...one, message: `${one.message} ${await whatChanged(one.file, target)}` })
  await save(setAside)
  return { ...result, setAside }
}

const openFolder = async (folder: string): Promise<void> => {
  try {
    makeFolder(folder)
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
interface Done {
  readonly written: WrittenTable
  readonly setAside: readonly TableNotice[]
  readonly trouble: readonly TableNotice[]
}

const putOne = async (
  kind: WrittenTable['kind'],
  file: string,
  { bytes }: DrawnFile,
  before: WrittenTable | undefined,
  target: Target,
): Promise<Done> => {
  const { phrase, when, now } = target
  const put = await putDown(file, bytes, {
    ...target,
    asideName: name => phrase('tracking.setAsideName', { name, when }),
    besideName: name => phrase('tracking.besideName', { name, when }),
    besides: [...(before?.leftBeside ?? []), ...(before && before.path !== file ? [before.path] : [])],
  })
  const { leftBeside, obstacle } = put
  const changed = [...(put.aside ? [put.aside] : []), ...put.editedBeside]
  return {
    written: { kind, file, path: put.path, sha256: put.sha256, leftBeside },
    setAside: changed.map(one => ({
      file: one,
      at: now,
      message: phrase('tracking.setAside', names(file, one)),
    })),
    trouble: obstacle
      ? [{ file: put.path, at: now, message: await whyBeside(file, put.path, obstacle, phrase) }]
      : [],
  }
}

/** What it says differently, in a sentence for the clerk. */
const whatChanged = async (file: string, { phrase, ...input }: Target): Promise<string> => {
  if (path.extname(file) !== '.xlsx') return phrase('tracking.editsNotCompared')
  const bytes = await readUnlessHeld(file)
  const edits =
    bytes &&
    (await readHandEdits({
      ...input,
      bytes,
      findRecord: name => findRecord(input.recordFolder, name),
    }))
  if (!edits) return phrase('tracking.editsUnread')
  const count = edits.differences.length
  return count === 0 ? phrase('tracking.editsNone') : phrase('tracking.editsSome', { count })
}

/** A virus scanner may hold it, or somebody has taken it away. */
const readUnlessHeld = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file)
  } catch (cause) {
    if (isHeld(cause) || isGone(cause)) return undefined
    throw cause
  }
}

const whyBeside = async (
  file: string,
  beside: string,
  obstacle: NonNullable<PutDown['obstacle']>,
  phrase: Phrase,
): Promise<string> => {
  const words = names(file, beside)
  if (obstacle === 'not-a-file') return phrase('tracking.notAFile', words)
  const who = await findHolder(file)
  return who === '' ? phrase('tracking.heldOpen', words) : phrase('tracking.heldOpenBy', { ...words, who })
}

const names = (file: string, other: string): { file: string; other: string } => ({
  file: path.basename(file),
  other: path.basename(other),
})
