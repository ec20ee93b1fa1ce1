/**
 * `tonghop close [--by NAME] [--anyway]` and `reopen`: decisions about the campaign, taken on what was seen. Closing is
 * refused while something waits, and shows it, unless it is wished anyway. What a closed campaign takes in (nothing) is
 * the store's to hold; mails and tables follow the decision by themselves.
 */
import type { App } from '../app.ts'
import { listWaiting, type Waiting } from '../consolidation/waiting.ts'
import { closingOf } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { shortCode } from '../domain/identity.ts'
import type { Snapshot } from '../domain/ledger.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import { mailboxUnseenSince } from '../health/before-closing.ts'
import type { Say } from '../platform/messages.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import type { Output } from './output.ts'

/** As many of what waits as are shown; the tracking workbook lists all. */
const shown = 20

/** @returns 0 closed now or before; 1 something waits. @throws AppError stale-version, store-* */
export const closeCommand = async (
  app: App,
  { by, anyway }: { readonly by: string; readonly anyway: boolean },
  say: Say,
  output: Output,
): Promise<number> => {
  const { store, clock, folder } = app
  const when = (at: number): string => writtenMoment(at, folder.campaign.timeZone)
  const decisions = await store.decisions(campaignSubject)
  const before = closingOf(decisions)
  if (before) {
    output.line(say('cli.closedAlready', { when: when(before.at), by: before.by }))
    return 0
  }
  const waits = [...(await mailboxWaits(app, say)), ...waitingLines(await store.snapshot(), app, say)]
  if (waits.length > 0) {
    output.problem(say('cli.closeWaits', { count: waits.length }))
    for (const line of waits.slice(0, shown)) output.problem(`  - ${line}`)
    if (waits.length > shown) output.problem(say('cli.closeWaitsMore', { count: waits.length - shown }))
    if (!anyway) {
      output.problem(say('cli.closeRefused'))
      return 1
    }
  }
  const at = clock.now()
  const decision = { subject: campaignSubject, by, at, kind: 'close', before: null, after: {} } as const
  await store.decide(decision, decisions.length)
  output.line(say('cli.closed', { campaign: folder.campaign.id, when: when(at), by }))
  return 0
}

/** @returns 0 open now or before. @throws AppError stale-version, store-* */
export const reopenCommand = async (
  { store, clock, folder }: App,
  by: string,
  say: Say,
  output: Output,
): Promise<number> => {
  const decisions = await store.decisions(campaignSubject)
  const before = closingOf(decisions)
  if (!before) {
    output.line(say('cli.openAlready'))
    return 0
  }
  const at = clock.now()
  await store.decide(
    { subject: campaignSubject, by, at, kind: 'reopen', before, after: {} },
    decisions.length,
  )
  output.line(say('cli.reopened', { campaign: folder.campaign.id, by }))
  return 0
}

const mailboxWaits = async ({ store, clock, config, folder }: App, say: Say): Promise<string[]> => {
  const hasMailbox = Boolean(config.imap || config.mailboxDir)
  const since = await mailboxUnseenSince({ store, clock, hasMailbox, pollMs: config.pollSeconds * 1000 })
  if (since === undefined) return []
  return since === null
    ? [say('cli.waitsMailboxNever')]
    : [say('cli.waitsMailbox', { since: writtenMoment(since, folder.campaign.timeZone) })]
}

/** One line for each form, file or mail that waits, each mail that is not settled yet, each draft not released. */
const waitingLines = (snapshot: Snapshot, { folder }: App, say: Say): string[] => {
  const when = (at: number): string => writtenMoment(at, folder.campaign.timeZone)
  const reason = ({ reasons, jobError }: Waiting): string =>
    reasons[0] ? writtenFinding(reasons[0], folder.findingTexts) : jobError
  return [
    ...listWaiting(snapshot).map(one =>
      say('cli.waits', {
        when: one.message ? when(one.message.receivedAt) : '',
        from: one.submission?.unitName || one.message?.headers?.fromAddress || shortCode(one.subject),
        file: one.part?.name || one.message?.headers?.subject || one.kind,
        reason: reason(one),
      }),
    ),
    ...snapshot.messages
      .filter(one => one.standing === 'in-progress')
      .map(one => say('cli.waitsReading', { when: when(one.receivedAt) })),
    ...snapshot.sentMails
      .filter(one => one.state === 'draft')
      .map(one => say('cli.waitsDraft', { id: one.id })),
  ]
}
