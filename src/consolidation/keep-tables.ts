/**
 * The consolidation worker's loop: looks at the ledger's revision (which other processes raise as well) and at the
 * roster, and writes the tables anew when build-timing says so. A build that fails is logged, stands in the fact
 * `tables` for the clerk, and is tried again; it never ends the service. It waits for nothing but the store and the disk.
 */
import type { ReadBook } from '../domain/book.ts'
import type { Roster } from '../domain/unit.ts'
import { failpoint } from '../failpoints.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import { errorFields } from '../platform/logging.ts'
import type { Clock, Store } from '../ports.ts'
import { isDue, type Pace, timing } from './build-timing.ts'
import { type TablesFact, writeTables } from './write-tables.ts'

export interface KeepTablesInput {
  readonly store: Pick<Store, 'revision' | 'snapshot' | 'fact' | 'saveFact'>
  readonly clock: Clock
  readonly log: {
    info(fields: object, text: string): void
    warn(fields: object, text: string): void
    error(fields: object, text: string): void
  }
  /** The roster in force; cheap when nothing changed. */
  readonly roster: () => Promise<Roster>
  readonly campaignFolder: CampaignFolder
  /** Where the two files stand. Absolute. */
  readonly folder: string
  readonly recordFolder: string
  readonly readBook: ReadBook
  readonly signal: AbortSignal
}

/** The roster is a file that its owner saves by hand: looked at less often than the ledger. */
const rosterEvery = 1000

/** Resolves after `signal` aborts, once what changed until then is written. Never rejects. */
export const keepTables = async (input: KeepTablesInput): Promise<void> => {
  const { clock, log, signal } = input
  let pace: Pace = { changeSeenAt: null, endedAt: null, tookMs: 0, failures: 0, held: false }
  let built: { revision: number; roster: string } | undefined
  let roster: { value: Roster; lookedAt: number } | undefined

  const look = async (): Promise<void> => {
    const now = clock.now()
    if (!roster || Math.abs(now - roster.lookedAt) >= rosterEvery)
      roster = { value: await input.roster(), lookedAt: now }
    if (pace.changeSeenAt !== null) return
    const revision = await input.store.revision()
    if (built?.revision !== revision || built.roster !== keyOf(roster.value))
      pace = { ...pace, changeSeenAt: now }
  }

  const build = async (): Promise<void> => {
    const began = clock.now()
    const used = roster?.value ?? (await input.roster())
    const snapshot = await input.store.snapshot()
    failpoint('tables.snapshot-read')
    const result = await writeTables({ ...input, snapshot, roster: used, now: began })
    const isFirst = built === undefined
    built = { revision: snapshot.revision, roster: keyOf(used) }
    const endedAt = clock.now()
    pace = {
      changeSeenAt: null,
      endedAt,
      // The first build loads its libraries and fonts: how long it took says nothing of the next one.
      tookMs: isFirst ? 0 : Math.max(0, endedAt - began),
      failures: 0,
      held: result.trouble.length > 0,
    }
    log.info({ revision: snapshot.revision, ms: endedAt - began }, 'tables written')
    if (result.setAside.length > 0)
      log.warn({ count: result.setAside.length }, 'a table edited by hand was set aside')
    if (result.trouble.length > 0)
      log.warn({ code: 'table-locked' }, 'a table is held open; written beside it')
  }

  /** One look, and a build where it is time; what fails is remembered and tried later. */
  const step = async (whenDue: () => boolean): Promise<void> => {
    try {
      await look()
      if (whenDue()) await build()
    } catch (error) {
      pace = { ...pace, endedAt: clock.now(), failures: pace.failures + 1 }
      log.error({ ...errorFields(error), failures: pace.failures }, 'tables not written; tried again later')
      await remember(input, error)
    }
  }

  while (!signal.aborted) {
    // While builds fail, nothing is looked at in between either: the store may be what is broken.
    if (pace.failures === 0 || isDue(pace, clock.now())) await step(() => isDue(pace, clock.now()))
    await clock.sleep(timing.lookEvery, signal)
  }
  roster = undefined
  await step(() => pace.changeSeenAt !== null)
}

const keyOf = (roster: Roster): string => JSON.stringify(roster.units)

/** The clerk sees that the files stand still. Where even the store fails there is only the log. */
const remember = async (
  { store, clock, campaignFolder, folder, log }: KeepTablesInput,
  error: unknown,
): Promise<void> => {
  const { code } = errorFields(error)
  const words = campaignFolder.wording['tracking.buildFailed'] ?? '{error}'
  try {
    const before = await store.fact<TablesFact>('tables')
    const message = words.replace('{error}', code)
    await store.saveFact('tables', {
      revision: before?.revision ?? null,
      at: before?.at ?? null,
      files: before?.files ?? [],
      setAside: before?.setAside ?? [],
      trouble: [{ file: folder, at: clock.now(), message }],
    } satisfies TablesFact)
  } catch (second) {
    log.error(errorFields(second), 'the trouble with the tables could not be noted')
  }
}
