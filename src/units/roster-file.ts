/**
 * The clerk's copy of the roster in `DATA_DIR`: made from the campaign's list at the first start, read again whenever
 * its bytes change, written again when it was deleted. A file that cannot be read or taken leaves the last good roster
 * in force, and the trouble stands in the store for the clerk to see. What the desk changes is written into the file as
 * it was read just before, units that nobody touched as they are there; a file that somebody saved since we wrote it is
 * kept beside first, and one that was not taken is not written over at all.
 *
 * Facts: `roster` {units, sha256 of the file}; `roster-trouble` null | {message, at (ms)}; `roster-announced` the SHA-256
 * of the units that the caller was last told of, written only after it was told: a crash between tells it again;
 * `roster-written` the SHA-256 of the file as we last wrote it.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError, isAppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import { type Roster, Unit } from '../domain/unit.ts'
import { localTime } from '../domain/zoned-time.ts'
import { findHolder } from '../platform/holder.ts'
import type { Clock, Store } from '../ports.ts'
import { isSameRoster, renderChangedWorkbook } from './changed-workbook.ts'
import { markOf, unlessHeld } from './held-file.ts'
import { readStartingRoster } from './roster-csv.ts'
import { compareRosters, type RosterChange, requireSeen, type UnitChange } from './roster-edits.ts'
import { said, type Wording } from './roster-sheets.ts'
import { readRosterWorkbook } from './roster-workbook.ts'
import { placeRosterFile, writeRosterWorkbook } from './write-roster-workbook.ts'

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
  /**
   * Changes it, in the file and in force; `record` is told what changed before anybody else is. Else nothing was changed:
   * @throws AppError stale-version (a unit is not as it was seen; its name), table-locked (a program holds the file),
   * bad-roster (what is wrong with the change, or with the file as it was saved); the messages are the clerk's
   */
  change(change: RosterChange): Promise<Roster>
}

interface Options {
  /** `DATA_DIR`; it exists. */
  readonly folder: string
  readonly campaignFolder: {
    readonly unitsFile: string
    readonly wording: Wording
    readonly campaign: { readonly timeZone: string }
  }
  readonly store: Pick<Store, 'fact' | 'saveFact'>
  readonly clock: Clock
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void }
  /** Told once of each roster that differs from the one before, the first included; then submissions are validated again. */
  readonly onChange?: (roster: Roster) => Promise<void>
  /** Told what somebody changed by hand in the file, once it is in force. */
  readonly onHandEdit?: (changes: readonly UnitChange[]) => Promise<void>
  /** The system's, unless a test refuses as Windows does. */
  readonly place?: typeof placeRosterFile
}

/** Excel saves by deleting and renaming: a file that is gone may be back in a moment. */
const gonePauseMs = 500
/** A file that is saved again each time that it was read is being worked on. */
const triesOfChange = 3

export const keepRosterFile = ({
  folder,
  campaignFolder,
  store,
  clock,
  log,
  onChange,
  onHandEdit,
  place = placeRosterFile,
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
    const roster = inForce ?? (await readStartingRoster(campaignFolder.unitsFile))
    const written = await unlessHeld(() => writeRosterWorkbook(roster, file, wording))
    if (!written) inForce ??= { units: roster.units, sha256: '' }
    else {
      await store.saveFact('roster-written', sha256(written))
      await takeIn({ units: roster.units, sha256: sha256(written) })
    }
    await noteTrouble(written ? null : said(wording, 'trouble-not-written'))
  }

  const isOurs = async (hash: string): Promise<boolean> =>
    (await store.fact<string>('roster-written')) === hash

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
    if (!bytes) return refuse(new AppError('bad-roster', said(wording, 'trouble-locked')))
    seen = mark === 'held' ? '' : mark
    const hash = sha256(bytes)
    try {
      if (hash !== inForce?.sha256) {
        const before = inForce?.units
        const { units } = await readRosterWorkbook(bytes, wording, inForce)
        const isKnown = (await kept())?.sha256 === hash || (await isOurs(hash))
        await takeIn({ units, sha256: hash })
        // Another process that took it in has told of it; one that wrote it knows whose it is.
        if (before && !isKnown) await onHandEdit?.(compareRosters(before, units))
      }
      await noteTrouble(null)
    } catch (cause) {
      if (!isAppError(cause, 'bad-roster')) throw cause
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

  const isLocked = (): AppError => new AppError('table-locked', said(wording, 'change-locked'))

  /** The file as the roster in force was read from it. @throws AppError table-locked, bad-roster */
  const readForChange = async (): Promise<{ fact: RosterFact; bytes: Uint8Array; mark: string }> => {
    for (let times = 0; times < triesOfChange; times++) {
      await look()
      const mark = await markOf(file)
      const bytes = await unlessHeld(() => readFile(file))
      if (!bytes || mark === undefined) throw isLocked()
      if (sha256(bytes) === inForce?.sha256) return { fact: inForce, bytes, mark }
      const trouble = await store.fact<RosterTroubleFact>('roster-trouble')
      if (trouble)
        throw new AppError('bad-roster', said(wording, 'change-refused', { trouble: trouble.message }))
    }
    throw isLocked()
  }

  /** What somebody saved is kept, whatever else was in it. */
  const keepCopy = async (bytes: Uint8Array): Promise<void> => {
    const hash = sha256(bytes)
    if (await isOurs(hash)) return
    const { day, time } = localTime(clock.now(), campaignFolder.campaign.timeZone)
    const when = `${day} ${time.replaceAll(':', '-')} ${hash.slice(0, 6)}`
    await place(path.resolve(folder, said(wording, 'copy', { when })), bytes)
  }

  const change = async ({ seen: marks, edit, record }: RosterChange): Promise<Roster> => {
    for (let times = 0; times < triesOfChange; times++) {
      const { fact, bytes, mark } = await readForChange()
      const after: Roster = { units: edit(fact.units) }
      requireSeen(compareRosters(fact.units, after.units), marks)
      if (isSameRoster(fact, after)) return roster()
      const made = await renderChangedWorkbook(bytes, fact, after, wording)
      await requireFree()
      const hash = sha256(made.bytes)
      const written = await unlessHeld(async () => {
        // Saved while we were at it: once more, from that.
        if ((await markOf(file)) !== mark) return 'other'
        await keepCopy(bytes)
        await store.saveFact('roster-written', hash)
        await place(file, made.bytes)
        return 'done'
      })
      if (!written) throw isLocked()
      if (written === 'other') continue
      await takeIn({ units: made.roster.units, sha256: hash })
      seen = (await markOf(file)) ?? ''
      await record?.(compareRosters(fact.units, made.roster.units))
      return roster()
    }
    throw isLocked()
  }

  /** Where Windows does not refuse by itself: a program that has the file open would write its own over ours. */
  const requireFree = async (): Promise<void> => {
    const holder = process.platform === 'win32' ? '' : await findHolder(file)
    if (holder !== '') throw new AppError('table-locked', said(wording, 'change-locked-by', { holder }))
  }

  // One at a time: two at once would write or announce twice.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
  return { file, roster: () => inTurn(roster), change: wish => inTurn(() => change(wish)) }
}
