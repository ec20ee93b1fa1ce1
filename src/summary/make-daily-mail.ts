/**
 * One daily mail, complete: snapshot, figures, words, attachments, bytes, all of one moment. It reads the store and writes
 * nothing; sending is send-daily's, what each kind says is the business of `summary-content.ts` and `digest-content.ts`.
 */
import { countFigures } from '../consolidation/figures.ts'
import { makePhrase } from '../consolidation/phrases.ts'
import { snapshotUntil } from '../consolidation/snapshot-until.ts'
import { type DailyKind, dailyMailOf } from '../domain/campaign.ts'
import { composeMail } from './compose.ts'
import { digestContent } from './digest-content.ts'
import { type MailContent, type MailMatter, type MailParts, startedAtFact } from './mail-matter.ts'
import { timeOf } from './schedule.ts'
import { summaryContent } from './summary-content.ts'

export interface DailyMailMade extends MailContent {
  readonly id: string
  readonly day: string
  /** The time it is worded for, milliseconds. */
  readonly asOf: number
  /** When it was made, milliseconds. */
  readonly at: number
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** Both, each address once. */
  readonly recipients: readonly string[]
  readonly raw: Uint8Array
}

export const makeDailyMail = async (
  parts: MailParts,
  kind: DailyKind,
  /** `asOf` undefined: of the campaign's time on `day`, and of what had come by then; of now, where that has not come. */
  wanted: { id: string; day: string; asOf: number | undefined; at: number },
): Promise<DailyMailMade> => {
  const { campaign } = parts
  const phrase = makePhrase(parts.wording)
  const { id, day, at } = wanted
  const asOf = wanted.asOf ?? Math.min(timeOf(kind, day, campaign), at)
  const roster = await parts.roster()
  const whole = await parts.store.snapshot()
  // Never of a mail that goes at its time: a server's clock may be ahead of ours.
  const snapshot = wanted.asOf === undefined && asOf < at ? snapshotUntil(whole, asOf) : whole
  const figures = countFigures(snapshot, roster, campaign)
  const startedAt = await parts.store.fact<number>(startedAtFact)
  const content = await contents[kind]({ parts, phrase, snapshot, roster, figures, day, asOf, startedAt })
  const { to, cc } = dailyMailOf(campaign, kind)
  const raw = await composeMail(
    { id, senderName: phrase('mail.sender'), to, cc, ...content, attachments: content.attachments, at },
    campaign,
  )
  return { ...content, id, day, asOf, at, to, cc, recipients: [...new Set([...to, ...cc])], raw }
}

const contents: Record<DailyKind, (matter: MailMatter) => Promise<MailContent>> = {
  summary: summaryContent,
  digest: digestContent,
}
