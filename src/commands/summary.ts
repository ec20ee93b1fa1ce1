/** `tonghop summary [--date D] [--dry-run]`: the daily summary by hand; once a day all the same. */
import type { App } from '../app.ts'
import type { Say } from '../platform/messages.ts'
import { previewSummary, type SummaryStep, sendSummaryByHand } from '../summary/send-summary.ts'
import type { Output } from './output.ts'

const words: Readonly<Record<SummaryStep['kind'], string>> = {
  nothing: 'cli.summaryNothing',
  sent: 'cli.summarySent',
  already: 'cli.summaryAlready',
  waiting: 'cli.summaryWaiting',
  busy: 'cli.summaryBusy',
  refused: 'cli.summaryRefused',
  doubtful: 'cli.summaryDoubtful',
}

/** @returns 0 when it was sent, had been, or was only shown. @throws AppError bad-usage, bad-campaign, store-* */
export const summaryCommand = async (
  app: App,
  asked: { day: string | undefined; dryRun: boolean },
  say: Say,
  output: Output,
): Promise<number> => {
  const parts = app.summaryParts()
  if (asked.dryRun) {
    const mail = await previewSummary(parts, asked.day)
    output.line(mail.subject)
    output.line('')
    output.line(mail.text)
    for (const one of mail.attachments) output.line(`[${one.name}, ${one.bytes.length} byte]`)
    return 0
  }
  const { kind, id, detail } = await sendSummaryByHand(parts, asked.day)
  output.line(say(words[kind], { id, detail }))
  return kind === 'sent' || kind === 'already' || kind === 'nothing' ? 0 : 1
}
