/**
 * What every page of the desk is given, and the shape of a request once it is let in. A page is a file in `pages/` that
 * takes a `Desk` and gives its routes; it decides nothing by itself: rules are in `validation/`, words in
 * `templates/desk`, and what people decide goes through `take`.
 */
import type { Context, Hono } from 'hono'
import type { App } from '../app.ts'
import {
  type Overview,
  type OverviewMark,
  overviewFact,
  overviewMarkFact,
} from '../consolidation/overview.ts'
import { listWaiting, type Waiting } from '../consolidation/waiting.ts'
import type { Account } from '../domain/account.ts'
import type { DecisionKind, decisionShapes } from '../domain/decision.ts'
import type { Excerpt } from '../domain/ledger.ts'
import { failpoint } from '../failpoints.ts'
import { errorFields } from '../platform/logging.ts'
import type { JobKind } from '../ports.ts'
import type { DeskWords } from './words.ts'

export interface Desk {
  readonly app: App
  readonly say: DeskWords
  /** The origin at which browsers find it: where `DESK_URL` says so, else the address that it listens on. */
  readonly origin: () => string
  /** Where it listens: a name or an address, and the port. */
  readonly listening: () => { readonly host: string; readonly port: number }
  /** What waits, at the ledger's present revision; the same object as long as nothing changed. */
  readonly waiting: () => Promise<WaitingView>
  /** The same for who only counts it: of a large ledger it may be as it was a moment ago. */
  readonly lastWaiting: () => Promise<WaitingView>
  /** How the campaign stood when the tables were last written; undefined: never yet. The same object until they are again. */
  readonly overview: () => Promise<Overview | undefined>
  /** Aborted when the desk closes: what streams to a browser ends then. */
  readonly signal: AbortSignal
}
export interface WaitingView {
  readonly revision: number
  readonly excerpt: Excerpt
  readonly items: readonly Waiting[]
}

export type DeskEnv = { Variables: { person: Account } }
export type DeskContext = Context<DeskEnv>
export type DeskRoutes = Hono<DeskEnv>

type AfterOf<K extends DecisionKind> = ReturnType<(typeof decisionShapes)[K]['parse']>

/** How long an answer waits for what hangs on a decision to be settled, ms; the page after it may then show it as settled. */
const patience = 1500

/**
 * Decides in the name of who is signed in, and waits a moment for what hangs on it.
 * @param seen the submission's version; of any other subject, how many decisions on it were seen
 * @returns the decision's number. @throws AppError stale-version, not-found
 */
export const take = async <K extends DecisionKind>(
  desk: Desk,
  person: Account,
  decision: { subject: string; kind: K; before?: unknown; after: AfterOf<K> },
  seen: number,
): Promise<number> => {
  const { store, clock } = desk.app
  const { subject, kind, before = null, after } = decision
  const { id, jobs } = await store.decide(
    { subject, kind, before, after, by: person.shown, at: clock.now() },
    seen,
  )
  failpoint('decision.taken')
  await haveDone(desk, 'validate', jobs)
  return id
}

/** Tells workers of these jobs, and waits a moment until they are done. */
export const haveDone = async (desk: Desk, kind: JobKind, jobs: readonly number[]): Promise<void> => {
  const { store, clock } = desk.app
  if (jobs.length === 0) return
  await (await desk.app.queue()).announce(kind, jobs)
  failpoint('decision.announced')
  const until = clock.now() + patience
  while (clock.now() < until && (await store.jobsLeft(jobs)) > 0) await clock.sleep(15)
}

/** So long what waits may be read anew while somebody waits for a page that only counts it, ms. */
const quick = 50

/**
 * Reads what waits once for each revision of the ledger, however many ask. `lastWaiting`: as it was last read where reading
 * takes long (a city's ledger); it is then read anew after the answer, and open pages hear of the change anyway.
 */
export const makeWaitingView = ({ store, clock, log }: App): Pick<Desk, 'waiting' | 'lastWaiting'> => {
  let last: { readonly revision: number; readonly view: Promise<WaitingView> } | undefined
  let read: WaitingView | undefined
  let tookMs = 0
  const readAnew = async (): Promise<WaitingView> => {
    const began = clock.now()
    const excerpt = await store.excerpt({ waiting: true })
    read = { revision: excerpt.revision, excerpt, items: listWaiting(excerpt) }
    tookMs = clock.now() - began
    return read
  }
  const waiting = async (): Promise<WaitingView> => {
    const revision = await store.revision()
    if (last?.revision !== revision) {
      const view = readAnew()
      last = { revision, view }
      view.catch(() => {
        last = undefined
      })
    }
    return last.view
  }
  const lastWaiting = async (): Promise<WaitingView> => {
    if (!read || tookMs <= quick || read.revision === (await store.revision())) return waiting()
    setTimeout(() => waiting().catch(error => log.warn(errorFields(error), 'what waits was not read')), quick)
    return read
  }
  return { waiting, lastWaiting }
}

/** Parses the overview once for each time that it was written: of a large campaign it is megabytes. */
export const makeOverviewView = ({ store }: Pick<App, 'store'>): Desk['overview'] => {
  let last: { readonly mark: string; readonly overview: Promise<Overview | undefined> } | undefined
  return async () => {
    const mark = JSON.stringify((await store.fact<OverviewMark>(overviewMarkFact)) ?? null)
    if (last?.mark !== mark) {
      const overview = store.fact<Overview>(overviewFact)
      last = { mark, overview }
      overview.catch(() => {
        last = undefined
      })
    }
    return last.overview
  }
}
