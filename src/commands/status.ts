/** `tonghop status`: is it well? The mailbox, the balance, the tables, the mails; troubles in words. */
import type { App } from '../app.ts'
import { balanceOf, type Tally } from '../consolidation/balance.ts'
import type { TablesFact } from '../consolidation/write-tables.ts'
import { closingOf } from '../domain/closing.ts'
import { AppError } from '../domain/errors.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import { outcomes } from '../domain/outcome.ts'
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import { type Say, writtenError } from '../platform/messages.ts'
import { isRoleHeld } from '../platform/service-lock.ts'
import { readStopped } from '../summary/hand-over.ts'
import { type SummaryFault, summaryFaultFact } from '../summary/keep-summaries.ts'
import { nextSummaryAt } from '../summary/schedule.ts'
import type { RosterTroubleFact } from '../units/roster-file.ts'
import { workerNames } from '../worker-names.ts'
import { type WorkerTrouble, workerTroubleFact } from '../workers.ts'
import type { Output } from './output.ts'
import { writtenTime } from './written-time.ts'

/** @returns 1 when something is wrong */
export const statusCommand = async (app: App, say: Say, output: Output): Promise<number> => {
  const { store, clock, folder } = app
  const { campaign } = folder
  const when = writtenTime(campaign.timeZone)
  const now = clock.now()
  const snapshot = await store.snapshot()
  output.line(say('status.title', { campaign: campaign.id, when: when(now) }))
  const troubles: string[] = []
  const trouble = (line: string): void => {
    troubles.push(line)
    output.line(line)
  }
  try {
    output.line(say(isRoleHeld(app.config.dataDir, 'mailbox') ? 'status.running' : 'status.stopped'))
  } catch (error) {
    // On a full disk the lock cannot be looked at; the rest can.
    if (!(error instanceof AppError)) throw error
    trouble(writtenError(error, say))
  }
  for (const worker of workerNames) {
    const one = await store.fact<WorkerTrouble | null>(workerTroubleFact(worker))
    if (!one) continue
    trouble(
      say('status.workerTrouble', {
        worker,
        since: when(one.since),
        reason: `${say(`error.${one.code}`)} ${one.message}`,
      }),
    )
  }

  const mailbox = await store.fact<MailboxFact>(mailboxFact)
  const closing = closingOf(snapshot.decisions)
  if (closing) output.line(say('status.closed', { when: when(closing.at), by: closing.by }))
  else if (!mailbox) output.line(say('status.mailboxNever'))
  else if (mailbox.trouble)
    trouble(
      say('status.mailboxTrouble', {
        since: when(mailbox.trouble.since),
        reason: `${say(`error.${mailbox.trouble.code}`)} ${mailbox.trouble.message}`,
      }),
    )
  else if (mailbox.lastGoodLook !== null)
    output.line(say('status.mailboxGood', { when: when(mailbox.lastGoodLook), account: mailbox.account }))

  const { lines, even } = balanceLines(snapshot, say)
  for (const line of lines) output.line(line)
  const [failed] = snapshot.failedJobs
  if (failed) trouble(say('status.failed', { count: snapshot.failedJobs.length, error: failed.error }))

  const tables = await store.fact<TablesFact>('tables')
  if (!tables || tables.at === null) output.line(say('status.tablesNever'))
  else output.line(say('status.tables', { when: when(tables.at), folder: app.tablesFolder }))
  for (const one of tables?.trouble ?? []) trouble(say('status.tablesTrouble', { reason: one.message }))

  const roster = await store.fact<RosterTroubleFact>('roster-trouble')
  if (roster) trouble(say('status.rosterTrouble', { reason: roster.message }))

  const last = snapshot.sentMails.at(-1)
  if (last) output.line(say('status.lastSummary', { id: last.id, state: say(`mailState.${last.state}`) }))
  for (const { id, state, day, detail } of openMails(snapshot.sentMails))
    if (state === 'doubtful') trouble(say('status.mailDoubtful', { id, reason: detail }))
    else trouble(say('status.mailRefused', { id, day, reason: detail }))
  const stopped = await readStopped(app)
  for (const { id, day, at, state } of snapshot.sentMails) {
    const last = stopped.get(id)
    if (state !== 'sending' || !last) continue
    const { attempts, reason } = last
    const where = { id, day, since: when(at), target: app.outbox.target }
    trouble(say('status.mailNotHandedOver', { ...where, attempts, reason }))
  }
  const fault = await store.fact<SummaryFault | null>(summaryFaultFact)
  if (fault) trouble(say('status.summaryFault', { reason: fault.message }))
  output.line(
    say('status.nextSummary', { when: when(nextSummaryAt(now, campaign)), target: app.outbox.target }),
  )
  return even && troubles.length === 0 ? 0 : 1
}

/** Mails that may not have come or did not go, and that no sent mail of the same or a later day stands for. */
export const openMails = (mails: readonly SentMail[]): SentMail[] =>
  mails.filter(
    one =>
      (one.state === 'doubtful' || one.state === 'refused') &&
      !mails.some(other => other.kind === one.kind && other.state === 'sent' && other.day >= one.day),
  )

/** The balance as a table of fixed width, and whether it is even. */
export const balanceLines = (snapshot: Snapshot, say: Say): { lines: string[]; even: boolean } => {
  const balance = balanceOf(snapshot)
  const row = (label: string, tally: Tally): string =>
    label.padEnd(14) +
    [tally.received, ...outcomes.map(one => tally[one]), tally['in-progress']]
      .map((count, at) => String(count).padStart([6, 11, 11, 11, 12, 11][at] ?? 0))
      .join('')
  return {
    lines: [
      say('status.balanceHead'),
      row(say('status.messages'), balance.messages),
      row(say('status.parts'), balance.parts),
      row(say('status.submissions'), balance.submissions),
      say(balance.even ? 'status.even' : 'status.uneven'),
    ],
    even: balance.even,
  }
}
