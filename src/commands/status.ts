/** `tonghop status`: is it well? The mailbox, the balance, the tables, the mails; then all that is wrong, in words. */
import type { App } from '../app.ts'
import { balanceOf, type Tally } from '../consolidation/balance.ts'
import { findSetAside } from '../consolidation/set-aside.ts'
import type { TablesFact } from '../consolidation/write-tables.ts'
import { dailyKinds } from '../domain/campaign.ts'
import { campaignState, closingOf } from '../domain/closing.ts'
import { AppError } from '../domain/errors.ts'
import { mailId } from '../domain/identity.ts'
import type { MailKind, MailState, SentMail, Snapshot } from '../domain/ledger.ts'
import { outcomes } from '../domain/outcome.ts'
import { localTime, writtenMoment } from '../domain/zoned-time.ts'
import { type MailboxFact, mailboxFact } from '../intake/keep.ts'
import { type Say, writtenError } from '../platform/messages.ts'
import { isRoleHeld } from '../platform/service-lock.ts'
import { withoutReturnPath } from '../replies/due-receipts.ts'
import { receiptsSinceFact } from '../replies/send-receipts.ts'
import { holdOf } from '../summary/hold.ts'
import { isOnlyWritten } from '../summary/only-written.ts'
import { latestDay, nextTime } from '../summary/schedule.ts'
import type { Output } from './output.ts'

/** Tables edited by hand are told of for so long, ms. */
const news = 24 * 60 * 60_000

/** @returns 1 when something is wrong */
export const statusCommand = async (app: App, say: Say, output: Output): Promise<number> => {
  const { store, clock, folder } = app
  const { campaign } = folder
  const when = (at: number): string => writtenMoment(at, campaign.timeZone)
  const now = clock.now()
  const snapshot = await store.snapshot()
  const faults = await app.faults(snapshot)
  output.line(say('status.title', { campaign: campaign.id, when: when(now) }))
  try {
    output.line(say(isRoleHeld(app.config.dataDir, 'mailbox') ? 'status.running' : 'status.stopped'))
  } catch (error) {
    // On a full disk the lock cannot be looked at; the rest can.
    if (!(error instanceof AppError)) throw error
    faults.push(writtenError(error, say))
  }

  const mailbox = await store.fact<MailboxFact>(mailboxFact)
  const closing = closingOf(snapshot.decisions)
  if (closing) output.line(say('status.closed', { when: when(closing.at), by: closing.by }))
  else if (!mailbox) output.line(say('status.mailboxNever'))
  else if (!mailbox.trouble && mailbox.lastGoodLook !== null)
    output.line(say('status.mailboxGood', { when: when(mailbox.lastGoodLook), account: mailbox.account }))

  const { lines, even } = balanceLines(snapshot, say)
  for (const line of lines) output.line(line)

  const tables = await store.fact<TablesFact>('tables')
  if (!tables || tables.at === null) output.line(say('status.tablesNever'))
  else output.line(say('status.tables', { when: when(tables.at), folder: app.tablesFolder }))
  for (const one of await findSetAside(store, now - news))
    output.line(say('status.setAside', { when: when(one.at), message: one.message }))

  for (const line of mailLines(app, snapshot, now, say)) output.line(line)
  for (const line of await replyLines(app, snapshot, now, say)) output.line(line)
  // The balance has been said.
  const unsaid = faults.filter(line => !lines.includes(line))
  if (unsaid.length > 0) output.line(say('status.faults', { count: unsaid.length }))
  for (const line of unsaid) output.line(line)
  return even && faults.length === 0 ? 0 : 1
}

/** Of each kind of daily mail: the last one, the next one, and what is held back. */
const mailLines = (app: App, { sentMails, decisions }: Snapshot, now: number, say: Say): string[] => {
  const { campaign } = app.folder
  const when = (at: number): string => writtenMoment(at, campaign.timeZone)
  const state = campaignState(decisions)
  return dailyKinds.flatMap(kind => {
    const mail = say(`mailKind.${kind}`)
    const own = sentMails.filter(one => one.kind === kind)
    const last = own.at(-1)
    const moment = { kind, now, campaign, state }
    const next = nextTime(moment)
    // Today's, which may have come to its time, and the next.
    const days = [latestDay(moment), next === undefined ? undefined : localTime(next, campaign.timeZone).day]
    const held = [...new Set(days)].flatMap(day => {
      if (day === undefined || day < localTime(now, campaign.timeZone).day) return []
      const id = mailId(kind, day)
      const hold = holdOf(decisions, id)
      return hold.kind === 'held'
        ? [say('status.mailHeld', { mail, id, by: hold.by, since: when(hold.at) })]
        : []
    })
    return [
      ...(last ? [say('status.lastMail', { mail, id: last.id, state: writtenState(last, say) })] : []),
      ...held,
      next === undefined
        ? say('status.noMailMore', { mail })
        : say('status.nextMail', { mail, when: when(next), target: app.outbox.target }),
    ]
  })
}

/** Only written to a file, no server being set: nobody got it. */
const writtenState = (mail: SentMail, say: Say): string =>
  say(`mailState.${isOnlyWritten(mail) ? 'written' : mail.state}`)

/** What goes back to units, where it is on. */
const replyLines = async (app: App, snapshot: Snapshot, now: number, say: Say): Promise<string[]> => {
  const { campaign } = app.folder
  const { receipts, reminders } = campaign.mails
  const since = await app.store.fact<number | null>(receiptsSinceFact)
  const count = (kind: MailKind, ...states: MailState[]): number =>
    snapshot.sentMails.filter(one => one.kind === kind && states.includes(one.state)).length
  const counts = (kind: MailKind) => ({
    sent: count(kind, 'sent'),
    sending: count(kind, 'sending'),
    failed: count(kind, 'refused', 'doubtful'),
  })
  const moment = { campaign, now, since: since ?? now, units: [] }
  const noPath = receipts ? withoutReturnPath(snapshot, moment) : 0
  return [
    ...(receipts ? [say('status.receipts', counts('receipt'))] : []),
    ...(noPath > 0 ? [say('status.receiptsNoPath', { count: noPath })] : []),
    ...(reminders
      ? [say('status.reminders', { ...counts('reminder'), drafts: count('reminder', 'draft') })]
      : []),
  ]
}

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
