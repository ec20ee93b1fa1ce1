/**
 * The clerk's copy of the roster in `DATA_DIR`: made from the campaign's list at the first start, read again whenever
 * its bytes change, written again when it was deleted. It is never overwritten. A file that cannot be read or taken
 * leaves the last good roster in force, and the trouble stands in the store for the clerk to see.
 *
 * Facts: `roster` {units, sha256 of the file}; `roster-trouble` null | {message, at (ms)}; `roster-announced` the SHA-256
 * of the units that the caller was last told of, written only after it was told: a crash between tells it again.
 */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import { type Roster, Unit } from '../domain/unit.ts'
import { isDiskFull, removeDeadTemporaries, systemCode, writeDurably } from '../platform/durable-file.ts'
import type { Clock, Store } from '../ports.ts'
import { readRosterCsv } from './roster-csv.ts'
import { readRosterWorkbook, renderRosterWorkbook, said, type Wording } from './roster-workbook.ts'

export interface RosterFact {
  readonly units: readonly Unit[]
  /** Of the file that they were read from. */
  readonly sha256: string
}
/** `message` is Vietnamese, for the clerk; `at` is when it was first noticed. */
export type RosterTroubleFact = { readonly message: string; readonly at: number } | null

export interface RosterFile {
  /** Absolute path of the clerk's workbook. */
  readonly file: string
  /**
   * Looks at the file (one `stat` when nothing changed), then gives the roster in force.
   * @throws AppError bad-roster only where none ever was in force; disk-full
   */
  roster(): Promise<Roster>
}

interface Options {
  /** `DATA_DIR`; it exists. */
  readonly folder: string
  readonly campaignFolder: { readonly unitsFile: string; readonly wording: Wording }
  readonly store: Pick<Store, 'fact' | 'saveFact'>
  readonly clock: Clock
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void }
  /** Told once of each roster that differs from the one before, the first included; then submissions are validated again. */
  readonly onChange?: (roster: Roster) => Promise<void>
}

/** Excel saves by deleting and renaming: a file that is gone may be back in a moment. */
const gonePauseMs = 500

/** Writes the clerk's workbook where none stands. @returns the bytes written */
export const writeRosterWorkbook = async (
  roster: Roster,
  file: string,
  wording: Wording,
): Promise<Uint8Array> => {
  const bytes = await renderRosterWorkbook(roster, wording)
  try {
    await removeDeadTemporaries(path.dirname(file))
    await writeDurably(file, bytes)
  } catch (cause) {
    if (isDiskFull(cause))
      throw new AppError('disk-full', 'the disk of DATA_DIR is full; make room on it', { cause })
    throw cause
  }
  return bytes
}

export const keepRosterFile = ({
  folder,
  campaignFolder,
  store,
  clock,
  log,
  onChange,
}: Options): RosterFile => {
  const { wording } = campaignFolder
  const file = path.resolve(folder, said(wording, 'file'))
  let inForce: RosterFact | undefined
  let seen = ''
  let announced: string | undefined
  let last: Promise<unknown> = Promise.resolve()

  const noteTrouble = async (message: string | null): Promise<void> => {
    const before = (await store.fact<RosterTroubleFact>('roster-trouble')) ?? null
    if ((before?.message ?? null) === message) return
    await store.saveFact('roster-trouble', message === null ? null : { message, at: clock.now() })
    if (message !== null) log.warn({ code: 'bad-roster' }, 'the roster file is not taken; see status')
  }

  const takeIn = async (fact: RosterFact): Promise<void> => {
    if (inForce?.sha256 !== fact.sha256) {
      await store.saveFact('roster', fact)
      log.info({ units: fact.units.length }, 'roster in force')
    }
    inForce = fact
  }

  /** Nothing stands there: the roster in force, or at the first start the campaign's, becomes the clerk's copy. */
  const writeAgain = async (): Promise<void> => {
    const roster = inForce ?? readRosterCsv(await textOf(campaignFolder.unitsFile))
    const written = await unlessHeld(() => writeRosterWorkbook(roster, file, wording))
    if (!written) inForce ??= { units: roster.units, sha256: '' }
    else await takeIn({ units: roster.units, sha256: sha256(written) })
    await noteTrouble(written ? null : said(wording, 'trouble-not-written'))
  }

  /** What an earlier version kept may lack what units have by now. */
  const kept = async (): Promise<RosterFact | undefined> => {
    const fact = await store.fact<RosterFact>('roster')
    return fact && { ...fact, units: fact.units.map(unit => Unit.parse(unit)) }
  }

  const look = async (): Promise<void> => {
    inForce ??= await kept()
    let mark = await markOf(file)
    if (mark === undefined && inForce) {
      await clock.sleep(gonePauseMs)
      mark = await markOf(file)
    }
    if (mark === undefined) {
      await writeAgain()
      seen = (await markOf(file)) ?? ''
      return
    }
    if (mark === seen) return
    const bytes = await unlessHeld(() => readFile(file))
    if (!bytes) {
      await refuse(new AppError('bad-roster', said(wording, 'trouble-locked')))
      return
    }
    seen = mark === 'held' ? '' : mark
    const hash = sha256(bytes)
    try {
      if (hash !== inForce?.sha256) {
        const { units } = await readRosterWorkbook(bytes, wording, inForce)
        await takeIn({ units, sha256: hash })
      }
      await noteTrouble(null)
    } catch (cause) {
      if (!(cause instanceof AppError && cause.code === 'bad-roster')) throw cause
      await refuse(cause)
    }
  }

  const refuse = async (trouble: AppError): Promise<void> => {
    await noteTrouble(trouble.message)
    if (!inForce) throw trouble
  }

  const announce = async (units: readonly Unit[]): Promise<void> => {
    const now = sha256(Buffer.from(JSON.stringify(units)))
    announced ??= await store.fact<string>('roster-announced')
    if (announced === now) return
    await onChange?.({ units })
    await store.saveFact('roster-announced', now)
    announced = now
  }

  const roster = async (): Promise<Roster> => {
    await look()
    const { units } = inForce!
    await announce(units)
    return { units }
  }
  return {
    file,
    // One look at a time: two at once would write or announce twice.
    roster: () => {
      const next = last.then(roster, roster)
      last = next.catch(() => {})
      return next
    },
  }
}

/** Changes whenever the file is saved; undefined where there is none. */
const markOf = async (file: string): Promise<string | undefined> => {
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
const unlessHeld = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (cause) {
    if (isHeld(cause)) return undefined
    throw cause
  }
}

const isHeld = (error: unknown): boolean =>
  ['EBUSY', 'EPERM', 'EACCES', 'EROFS', 'EISDIR', 'ENOENT'].includes(systemCode(error))

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError('bad-roster', `${file} cannot be read; check the campaign's folder`, { cause })
  }
}
