/** `tonghop purge [--before DAY] [--by NAME] [--yes]`: the raw bytes of what was no form are removed from the archive. */
import type { App } from '../app.ts'
import { closingOf } from '../domain/closing.ts'
import { startOfDay } from '../domain/zoned-time.ts'
import { planPurge, purge } from '../handover/purge.ts'
import type { Say } from '../platform/messages.ts'
import { megabytes } from './megabytes.ts'
import type { Output } from './output.ts'

/** @returns 0 done, or only shown; 1 the campaign is open and no day was given. @throws AppError store-*, archive-unreachable */
export const purgeCommand = async (
  { store, archive, clock, folder }: App,
  asked: { readonly before: string | undefined; readonly yes: boolean; readonly by: string },
  say: Say,
  output: Output,
): Promise<number> => {
  const snapshot = await store.snapshot()
  if (asked.before === undefined && !closingOf(snapshot.decisions)) {
    output.problem(say('purge.open'))
    return 1
  }
  const before = asked.before ?? null
  const plan = planPurge(snapshot, before === null ? null : startOfDay(before, folder.campaign.timeZone))
  const written = { count: plan.messages.length, megabytes: megabytes(plan.bytes) }
  if (plan.decided > 0) output.line(say('purge.decided', { count: plan.decided }))
  if (!asked.yes) {
    output.line(say('purge.would', written))
    if (plan.messages.length > 0) output.line(say('purge.howTo'))
    return 0
  }
  // Also when nothing is left to note: a crash may have left files behind.
  const count = await purge({ store, archive }, plan, { by: asked.by, at: clock.now(), before })
  output.line(say('purge.done', { ...written, count }))
  return 0
}
