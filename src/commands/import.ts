/** `tonghop import PATH…`: mails and loose forms that are there as files, kept, read and counted like those of the mailbox. */
import type { App } from '../app.ts'
import { opening } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import { campaignSubject } from '../domain/decision.ts'
import { importAccount } from '../domain/ledger.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import { importPaths } from '../intake/import.ts'
import { keepAll, keepBatch } from '../intake/keep.ts'
import type { Say } from '../platform/messages.ts'
import { drain } from './drain.ts'
import type { Output } from './output.ts'
import { balanceLines } from './status.ts'

/** @returns the exit code. @throws AppError campaign-closed, not-found, disk-full, store-*; what was kept until then stays kept */
export const importCommand = async (
  app: App,
  paths: readonly string[],
  say: Say,
  output: Output,
): Promise<number> => {
  const { campaign } = app.folder
  const closing = closingOf(await app.store.decisions(campaignSubject))
  if (closing) {
    const when = writtenMoment(closing.at, campaign.timeZone)
    output.problem(say('cli.importClosed', { when, by: closing.by }))
    return 1
  }
  const passedOver: string[] = []
  let refused = 0
  const messages = importPaths(paths, {
    since: opening(campaign),
    receivedBy: campaign.receivedBy,
    passedOver: (file, why) => {
      if (why === 'unreadable' || why === 'too-large') refused++
      passedOver.push(say(`cli.passedOver-${why}`, { path: file }))
    },
  })
  const keep = keepBatch({ ...app, queue: await app.queue(), account: importAccount })
  let seen = 0
  const shown = async function* (): AsyncGenerator<Awaited<ReturnType<typeof messages.next>>['value']> {
    for await (const message of messages) {
      output.progress(say('cli.importing'), ++seen, 0)
      yield message
    }
  }
  const result = await keepAll(shown(), keep)
  output.endProgress()
  await drain(app, say('cli.reading'), output)
  for (const line of passedOver) output.problem(line)
  output.line(
    say('cli.imported', { seen: result.seen, fresh: result.fresh, known: result.seen - result.fresh }),
  )
  const { lines, even } = balanceLines(await app.store.snapshot(), say)
  for (const line of lines) output.line(line)
  return even && refused === 0 ? 0 : 1
}
