/**
 * One summary, complete: snapshot, figures, words, attachments, bytes, all of one moment. It reads the store and writes
 * nothing; sending is send-summary's.
 */
import { countFigures } from '../consolidation/figures.ts'
import { makePhrase } from '../consolidation/phrases.ts'
import type { Campaign } from '../domain/campaign.ts'
import type { SentMail, Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import { instantOf } from '../domain/zoned-time.ts'
import type { Store } from '../ports.ts'
import { composeMail } from './compose.ts'
import { figuresToKeep, type KeptFigures, type RenderedSummary, renderSummary } from './daily-summary.ts'
import { type NamedFile, renderMissingUnits } from './missing-units.ts'

/** What a summary is made from. */
export interface MailParts {
  readonly store: Store
  readonly campaign: Campaign
  /** Texts by dotted key. */
  readonly wording: Readonly<Record<string, string>>
  /** The roster in force. */
  readonly roster: () => Promise<Roster>
  /** The biểu tổng hợp of this snapshot, to attach, in each of the formats that go with a mail. */
  readonly tables: (snapshot: Snapshot, roster: Roster, now: number) => Promise<readonly NamedFile[]>
}

export interface SummaryMail extends RenderedSummary {
  readonly id: string
  readonly day: string
  /** The time it is worded for, milliseconds. */
  readonly asOf: number
  /** When it was made, milliseconds. */
  readonly at: number
  readonly recipients: readonly string[]
  readonly figures: KeptFigures
  readonly attachments: readonly NamedFile[]
  readonly raw: Uint8Array
}

export const makeSummaryMail = async (
  { store, campaign, wording, roster: readRoster, tables }: MailParts,
  /** `asOf` undefined: worded for the campaign's time on `day`. */
  wanted: { id: string; day: string; asOf: number | undefined; at: number },
): Promise<SummaryMail> => {
  const phrase = makePhrase(wording)
  const { summary } = campaign.mails
  const asOf = wanted.asOf ?? instantOf(wanted.day, summary.at, campaign.timeZone)
  const roster = await readRoster()
  const snapshot = await store.snapshot()
  const figures = countFigures(snapshot, roster, campaign)
  const previous = lastSent(snapshot.sentMails, wanted)?.figures
  const words = renderSummary({ figures, previous, now: asOf, campaign, phrase })
  const missing = renderMissingUnits(figures, asOf, campaign, phrase)
  const attachments = [...(await tables(snapshot, roster, asOf)), ...(missing ? [missing] : [])]
  const { id, day, at } = wanted
  const raw = await composeMail(
    { id, senderName: phrase('mail.sender'), to: summary.to, cc: summary.cc, ...words, attachments, at },
    campaign,
  )
  return {
    ...words,
    id,
    day,
    asOf,
    at,
    recipients: [...new Set([...summary.to, ...summary.cc])],
    figures: figuresToKeep(figures),
    attachments,
    raw,
  }
}

/** The last summary that surely went, and is not for a later day than the one in hand. */
const lastSent = (mails: readonly SentMail[], wanted: { day: string }): SentMail | undefined =>
  mails
    .filter(one => one.kind === 'summary' && one.state === 'sent' && one.day <= wanted.day)
    .reduce<SentMail | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)
