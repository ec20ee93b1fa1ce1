/**
 * The workers: what each keeps doing, and which of them there may be only one of. `run` starts some of them in this
 * process and resolves when all have stopped, with nothing half-done.
 */
import type { App } from './app.ts'
import { keepTables } from './consolidation/keep-tables.ts'
import { opening } from './domain/campaign.ts'
import { AppError } from './domain/errors.ts'
import { backOff, watchMailbox } from './intake/keep.ts'
import { makeReadJob } from './jobs/read-job.ts'
import { makeValidateJob } from './jobs/validate-job.ts'
import { findBlankForm } from './platform/campaign-folder.ts'
import { errorFields } from './platform/logging.ts'
import { makeReader, type Reader } from './platform/sandbox/reader.ts'
import { type HeldRole, holdRole } from './platform/service-lock.ts'
import { makeReplyRounds } from './replies/reply-rounds.ts'
import { keepMails } from './summary/keep-mails.ts'
import { type WorkerName, type WorkerTrouble, workerTroubleFact } from './worker-names.ts'

/** Any number may read and validate; of the others one to a DATA_DIR. */
const alone: ReadonlySet<WorkerName> = new Set(['mailbox', 'consolidation', 'summary', 'desk'])

export interface WorkOptions {
  /** Jobs of a kind at once; reading takes a child process for each. */
  readonly concurrency: number
  /** A service waits until a passing trouble is over; a command that someone watches ends with it. */
  readonly patient: boolean
  /** Told where the desk is, when it is open. */
  readonly deskOpen?: (url: string, firstStart: string | undefined) => void
}

/** @throws AppError already-running; what a worker throws for good ends the others and is thrown when they have stopped */
export const runWorkers = async (
  app: App,
  names: readonly WorkerName[],
  options: WorkOptions,
  signal: AbortSignal,
): Promise<void> => {
  const held: HeldRole[] = []
  // One worker's failure stops its neighbours: half a service that looks alive is worse than none.
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for (const name of names) if (alone.has(name)) held.push(holdRole(app.config.dataDir, name))
    const running = names.map(async name => {
      try {
        await keepWorking(app, name, options, stopping.signal)
      } finally {
        stop()
      }
    })
    const ends = await Promise.allSettled(running)
    const failed = ends.find(end => end.status === 'rejected')
    if (failed) throw failed.reason
  } finally {
    signal.removeEventListener('abort', stop)
    for (const role of held) role.release()
  }
}

/** A full disk, or Redis away: the worker is begun again after 1 s, 2 s … 60 s, and `status` says why it stands. */
const keepWorking = async (
  app: App,
  name: WorkerName,
  options: WorkOptions,
  signal: AbortSignal,
): Promise<void> => {
  let failures = 0
  for (;;) {
    const ended = new AbortController()
    // A worker that has worked for ten seconds is well, also when it was another process's that stopped.
    const well = app.clock.sleep(10_000, ended.signal).then(async () => {
      if (ended.signal.aborted) return
      failures = 0
      await noteTrouble(app, name, undefined)
    })
    try {
      return await work[name](app, options, signal)
    } catch (error) {
      failures++
      if (!options.patient || signal.aborted || !(error instanceof AppError && error.retryable)) throw error
      app.log.warn({ worker: name, failures, ...errorFields(error) }, 'the worker stopped; begun again soon')
      const { code, message } = error
      await noteTrouble(app, name, { code, message, since: app.clock.now() })
    } finally {
      ended.abort()
      await well
    }
    await app.clock.sleep(backOff(failures), signal)
    if (signal.aborted) return
  }
}

const noteTrouble = async (
  { store, log }: App,
  name: WorkerName,
  trouble: WorkerTrouble | undefined,
): Promise<void> => {
  try {
    const before = await store.fact<WorkerTrouble | null>(workerTroubleFact(name))
    if (trouble)
      await store.saveFact(workerTroubleFact(name), { ...trouble, since: before?.since ?? trouble.since })
    else if (before) await store.saveFact(workerTroubleFact(name), null)
  } catch (error) {
    // A disk that is full keeps no notes either; the log has it.
    if (!(error instanceof AppError)) throw error
    log.warn({ worker: name, ...errorFields(error) }, 'the trouble could not be noted')
  }
}

/** The campaign's own blank form is read first: the child is up, and its libraries loaded, before the first mail comes. */
const warmUp = async (reader: Reader, { folder }: App): Promise<void> => {
  const blank = findBlankForm(folder.folder)
  if (blank) await reader.readFile(blank.bytes, blank.name)
}

type Work = (app: App, options: WorkOptions, signal: AbortSignal) => Promise<void>

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  )

const work: Record<WorkerName, Work> = {
  mailbox: async (app, _, signal) => {
    const { archive, store, clock, log, config } = app
    await watchMailbox({
      mailbox: await app.mailbox(),
      archive,
      store,
      queue: await app.queue(),
      clock,
      log,
      since: opening(app.folder.campaign),
      pollMs: config.pollSeconds * 1000,
      signal,
    })
  },
  reading: async (app, { concurrency }, signal) => {
    const reader = makeReader(app.folder.campaign, concurrency)
    try {
      await warmUp(reader, app)
      const queue = await app.queue()
      const handler = makeReadJob({ ...app, queue, reader, campaign: app.folder.campaign })
      const worker = queue.process('read', handler, { concurrency })
      await stopped(signal)
      await worker.stop()
    } finally {
      reader.close()
    }
  },
  validation: async (app, { concurrency }, signal) => {
    const { clock, roster } = app
    const handler = makeValidateJob({ ...app, campaign: app.folder.campaign, roster: () => roster.roster() })
    const worker = (await app.queue()).process('validate', handler, { concurrency })
    try {
      while (!signal.aborted) {
        // The clerk edits the roster in Excel: what waits for a unit is looked at again.
        await roster.roster()
        await clock.sleep(2000, signal)
      }
    } finally {
      await worker.stop()
    }
  },
  consolidation: (app, _, signal) =>
    keepTables({
      ...app,
      campaignFolder: app.folder,
      folder: app.tablesFolder,
      roster: () => app.roster.roster(),
      signal,
    }),
  desk: async (app, { deskOpen }, signal) => {
    const { serveDesk } = await import('./desk/serve-desk.ts')
    await serveDesk(app, signal, deskOpen)
  },
  summary: (app, _, signal) => {
    const parts = { ...app.mailParts(), log: app.log, signal, caughtUp: app.caughtUp }
    return keepMails({ ...parts, afterwards: makeReplyRounds(parts) })
  },
}
