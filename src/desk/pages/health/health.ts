/**
 * Whether all is well, for people, for monitors and for `/metrics` alike: taken at most every few seconds, however often
 * one asks, and never from the whole ledger. Balance and counts are those of the tables, which are at most a build behind.
 */
import type { Overview } from '../../../consolidation/overview.ts'
import type { TablesFact } from '../../../consolidation/write-tables.ts'
import type { Pulse } from '../../../domain/wishes.ts'
import type { Fault } from '../../../health/faults.ts'
import { type MailboxFact, mailboxFact } from '../../../intake/keep.ts'
import type { Desk } from '../../desk.ts'

export interface Health {
  /** Milliseconds. */
  readonly at: number
  readonly faults: readonly Fault[]
  readonly pulse: Pulse
  /** Undefined: no table was built yet. */
  readonly overview: Overview | undefined
  readonly mailbox: MailboxFact | undefined
  readonly tables: TablesFact | undefined
  readonly freeBytes: number | undefined
}

/** Whoever asks all the time costs no more than one a few seconds. */
const fresh = 3000

export const makeHealth = ({ app, overview: readOverview }: Desk): (() => Promise<Health>) => {
  const { store, clock } = app
  let last: { readonly at: number; readonly health: Promise<Health> } | undefined
  const read = async (at: number): Promise<Health> => {
    const pulse = await store.pulse()
    const overview = await readOverview()
    return {
      ...{ at, pulse, overview },
      faults: await app.listFaults({ ...pulse, isEven: overview?.balance.even ?? true }),
      mailbox: await store.fact<MailboxFact>(mailboxFact),
      tables: await store.fact<TablesFact>('tables'),
      freeBytes: await app.freeBytes(),
    }
  }
  return () => {
    const now = clock.now()
    if (!last || now - last.at >= fresh) {
      const health = read(now)
      last = { at: now, health }
      health.catch(() => {
        last = undefined
      })
    }
    return last.health
  }
}
