/**
 * What is wrong now: the one list that `status` prints and the clerk's digest tells. Facts and rows of the store become
 * faults; words are `templates/messages.yaml`'s, under `fault`. It repairs nothing.
 */
import { balanceOf } from '../consolidation/balance.ts'
import type { TablesFact } from '../consolidation/write-tables.ts'
import { type Campaign, dailyKinds, isDailyKind } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import type { Say } from '../platform/messages.ts'
import type { Clock, Outbox, Store } from '../ports.ts'
import { repliesFaultFact } from '../replies/reply-rounds.ts'
import { readStopped } from '../summary/hand-over.ts'
import { isWithdrawn } from '../summary/hold.ts'
import { type MailFault, mailFaultFact } from '../summary/keep-mails.ts'
import type { RosterTroubleFact } from '../units/roster-file.ts'
import { type WorkerTrouble, workerNames, workerTroubleFact } from '../worker-names.ts'

export interface FaultParts {
  readonly store: Pick<Store, 'fact'>
  readonly clock: Pick<Clock, 'now'>
  readonly campaign: Campaign
  readonly outbox: Pick<Outbox, 'target'>
  readonly say: Say
  /** Bytes free on the disk of DATA_DIR; undefined where the system does not say. */
  readonly freeBytes: () => Promise<number | undefined>
  /** How often the mailbox is looked at, milliseconds. */
  readonly pollMs: number
}

/** A mailbox that was well, and has not been looked at for so long (ms, and three polls), no longer has its worker. */
const silence = 60 * 60_000
/** Bytes. A day's mails, both tables and the ledger's journal need less; the next day may not. */
const littleSpace = 500 * 1024 * 1024

export const faultCodes = [
  ...(['worker', 'mailbox', 'mailboxSilent', 'disk', 'uneven', 'failed', 'tables', 'roster'] as const),
  ...(['mailDoubtful', 'mailRefused', 'mailStopped', 'mailFault'] as const),
] as const
export type FaultCode = (typeof faultCodes)[number]
export interface Fault {
  readonly code: FaultCode
  /** One line, in Vietnamese. */
  readonly text: string
}
/** What of the ledger shows faults. */
export interface FaultLedger extends Pick<Snapshot, 'decisions' | 'failedJobs' | 'sentMails'> {
  /** Does the balance add up? */
  readonly isEven: boolean
}

/** @returns one line a fault, in Vietnamese; empty: all is well */
export const findFaults = async (parts: FaultParts, snapshot: Snapshot): Promise<string[]> =>
  (await listFaults(parts, { ...snapshot, isEven: balanceOf(snapshot).even })).map(one => one.text)

/** The same of what is asked for alone, each with its code. */
export const listFaults = async (parts: FaultParts, ledger: FaultLedger): Promise<Fault[]> => [
  ...(await ofWorkers(parts)),
  ...(await ofMailbox(parts, ledger)),
  ...(await ofDisk(parts)),
  ...ofLedger(parts, ledger),
  ...(await ofTables(parts)),
  ...(await ofMails(parts, ledger)),
]

const fault = (
  say: Say,
  code: Exclude<FaultCode, 'uneven'>,
  values: Readonly<Record<string, string | number>>,
): Fault => ({ code, text: say(`fault.${code}`, values) })

const reasonOf = (one: { readonly code: ErrorCode; readonly message: string }, say: Say): string =>
  `${say(`error.${one.code}`)} ${one.message}`

const ofWorkers = async ({ store, campaign, say }: FaultParts): Promise<Fault[]> => {
  const lines: Fault[] = []
  for (const worker of workerNames) {
    const one = await store.fact<WorkerTrouble | null>(workerTroubleFact(worker))
    if (!one) continue
    const since = writtenMoment(one.since, campaign.timeZone)
    lines.push(fault(say, 'worker', { worker, since, reason: reasonOf(one, say) }))
  }
  return lines
}

const ofMailbox = async (
  { store, clock, campaign, say, pollMs }: FaultParts,
  { decisions }: FaultLedger,
): Promise<Fault[]> => {
  const mailbox = await store.fact<MailboxFact>(mailboxFact)
  // Of a closed campaign nobody looks at the mailbox.
  if (!mailbox || closingOf(decisions)) return []
  const { trouble, lastGoodLook } = mailbox
  if (trouble)
    return [
      fault(say, 'mailbox', {
        since: writtenMoment(lastGoodLook ?? trouble.since, campaign.timeZone),
        reason: reasonOf(trouble, say),
      }),
    ]
  return lastGoodLook !== null && clock.now() - lastGoodLook > Math.max(silence, 3 * pollMs)
    ? [fault(say, 'mailboxSilent', { since: writtenMoment(lastGoodLook, campaign.timeZone) })]
    : []
}

const ofDisk = async ({ freeBytes, say }: FaultParts): Promise<Fault[]> => {
  const free = await freeBytes()
  return free !== undefined && free < littleSpace
    ? [fault(say, 'disk', { megabytes: Math.floor(free / 1024 / 1024) })]
    : []
}

const ofLedger = ({ say }: FaultParts, ledger: FaultLedger): Fault[] => {
  const [failed] = ledger.failedJobs
  return [
    ...(ledger.isEven ? [] : [{ code: 'uneven' as const, text: say('status.uneven') }]),
    ...(failed ? [fault(say, 'failed', { count: ledger.failedJobs.length, error: failed.error })] : []),
  ]
}

const ofTables = async ({ store, say }: FaultParts): Promise<Fault[]> => {
  const tables = await store.fact<TablesFact>('tables')
  const roster = await store.fact<RosterTroubleFact>('roster-trouble')
  return [
    ...(tables?.trouble ?? []).map(one => fault(say, 'tables', { reason: one.message })),
    ...(roster ? [fault(say, 'roster', { reason: roster.message })] : []),
  ]
}

const ofMails = async (
  { store, campaign, outbox, say }: FaultParts,
  { sentMails, decisions }: FaultLedger,
): Promise<Fault[]> => {
  const lines: Fault[] = []
  const named = ({ kind, id }: SentMail) => ({ mail: say(`mailKind.${kind}`), id })
  for (const one of openMails(sentMails).filter(mail => !isWithdrawn(mail, decisions)))
    lines.push(
      one.state === 'doubtful'
        ? fault(say, 'mailDoubtful', { ...named(one), reason: one.detail })
        : fault(say, 'mailRefused', { ...named(one), again: again(one), reason: one.detail }),
    )
  const stopped = await readStopped({ store })
  for (const one of sentMails) {
    const last = stopped.get(one.id)
    if (one.state !== 'sending' || !last || !isDailyKind(one.kind)) continue
    const since = writtenMoment(one.at, campaign.timeZone)
    const { attempts, reason } = last
    lines.push(
      fault(say, 'mailStopped', {
        ...named(one),
        ...{ again: again(one), since, attempts, reason, target: outbox.target },
      }),
    )
  }
  const made = [
    ...dailyKinds.map(kind => [mailFaultFact(kind), say(`mailKind.${kind}`)] as const),
    [repliesFaultFact, say('fault.replies')] as const,
  ]
  for (const [fact, mail] of made) {
    const one = await store.fact<MailFault | null>(fact)
    if (one) lines.push(fault(say, 'mailFault', { mail, reason: `${one.code}: ${one.message}` }))
  }
  return lines
}

/** The command that sends it by hand. */
const again = ({ kind, day }: SentMail): string =>
  `summary${kind === 'digest' ? ' --digest' : ''} --date ${day}`

/** Daily mails that may not have come or did not go, and that no sent mail of the same or a later day stands for. */
export const openMails = (mails: readonly SentMail[]): SentMail[] =>
  mails.filter(
    one =>
      isDailyKind(one.kind) &&
      (one.state === 'doubtful' || one.state === 'refused') &&
      !mails.some(other => other.kind === one.kind && other.state === 'sent' && other.day >= one.day),
  )
