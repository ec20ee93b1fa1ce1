/** What the daily mails are made from and of: shapes shared by their makers; nothing is worded or sent here. */
import type { Figures } from '../consolidation/figures.ts'
import type { Phrase } from '../consolidation/phrases.ts'
import type { Campaign, DailyKind } from '../domain/campaign.ts'
import { lastSent, type SentMail, type Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { Store } from '../ports.ts'
import type { NamedFile } from './missing-units.ts'

/** What daily mails are made from. */
export interface MailParts {
  readonly store: Store
  readonly campaign: Campaign
  /** Texts by dotted key. */
  readonly wording: Readonly<Record<string, string>>
  /** The clerk's text of every finding. */
  readonly findingTexts: Readonly<Record<string, string>>
  /** The roster in force. */
  readonly roster: () => Promise<Roster>
  /** The biểu tổng hợp of this snapshot, to attach: one file for each form it is drawn in. */
  readonly tables: (snapshot: Snapshot, roster: Roster, now: number) => Promise<readonly NamedFile[]>
  /** What is wrong now, in words for people, one line each; empty: all is well. `status` says the same. */
  readonly faults: (snapshot: Snapshot) => Promise<readonly string[]>
  /** What happened since then (milliseconds) that the clerk should know and that is no fault, one line each. */
  readonly notices: (since: number) => Promise<readonly string[]>
  /** Where the clerk finds the tables. */
  readonly tablesFolder: string
}

/** What a mail gave, kept with it: the next one says what has grown. */
export type KeptFigures = Readonly<Record<string, number>>

/** The fact: the service's first start on this store, milliseconds. */
export const startedAtFact = 'startedAt'

/** What both kinds are worded from. */
export interface MailMatter {
  readonly parts: MailParts
  readonly phrase: Phrase
  readonly snapshot: Snapshot
  readonly roster: Roster
  readonly figures: Figures
  readonly day: string
  /** The time it is worded for, milliseconds. */
  readonly asOf: number
  /** The service's first start on this store, milliseconds; undefined: it never started. */
  readonly startedAt: number | undefined
}

export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly figures: KeptFigures
  readonly attachments: readonly NamedFile[]
}

/** The last mail of a kind that surely went for a day before the one in hand. */
export const lastBefore = (
  mails: readonly SentMail[],
  kind: DailyKind,
  wanted: { readonly day: string },
): SentMail | undefined => lastSent(mails.filter(one => one.kind === kind && one.day < wanted.day))
