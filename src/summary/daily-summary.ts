/**
 * The daily summary (báo cáo nhanh) to the Thường trực Huyện ủy, in the words a district writes: what it says, once, and
 * that as plain text and as HTML for a phone. Pure; it neither counts nor sends.
 */
import type { EntryCounts, Figures } from '../consolidation/figures.ts'
import type { Phrase } from '../consolidation/phrases.ts'
import { type Campaign, deadline, sectorName } from '../domain/campaign.ts'
import { addDays, writtenDay, writtenTimeAndDay } from '../domain/zoned-time.ts'
import type { KeptFigures } from './mail-matter.ts'
import { renderSummaryHtml } from './summary-html.ts'
import { writtenCount as written } from './written-count.ts'

export interface SummaryInput {
  readonly figures: Figures
  /** Of the last summary that was sent; undefined: it is the first. */
  readonly previous: KeptFigures | undefined
  /** The time that the figures are said to be of, milliseconds. */
  readonly now: number
  /** When the campaign was closed, milliseconds; undefined: it is open. */
  readonly closedAt?: number | undefined
  readonly campaign: Campaign
  readonly phrase: Phrase
}

/** What a summary says, piece by piece, without any marking up. */
export interface SummaryWords {
  readonly subject: string
  readonly addressee: string
  readonly basis: string
  readonly units: string
  readonly registrations: string
  readonly bySector: string
  readonly sectors: readonly { readonly name: string; readonly count: string }[]
  readonly blocksHeading: string
  readonly blocks: readonly {
    readonly name: string
    readonly units: string
    readonly registrations: string
    readonly line: string
  }[]
  readonly total: { readonly name: string; readonly units: string; readonly registrations: string }
  readonly columns: { readonly block: string; readonly units: string; readonly registrations: string }
  readonly deadline: string
  readonly closing: string
}

export interface RenderedSummary {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export const renderSummary = (input: SummaryInput): RenderedSummary => {
  const words = wordSummary(input)
  return { subject: words.subject, text: renderText(words), html: renderSummaryHtml(words) }
}

/** The figures to keep with a summary. What is not printed (no roster confirmed) is not in it. */
export const figuresToKeep = ({ counts, registrations, lastCode }: Figures): KeptFigures => ({
  received: counts.received,
  verifying: counts.verifying,
  ...(counts.confirmedTotal === null ? {} : { total: counts.confirmedTotal, missing: counts.missing ?? 0 }),
  registrations: registrations.all,
  collective: registrations.collective,
  individual: registrations.individual,
  lastCode,
})

/** @throws AppError bad-campaign where the wording lacks a text */
const wordSummary = (input: SummaryInput): SummaryWords => {
  const { figures, previous, now, campaign, phrase } = input
  const say = (key: string, values: Record<string, string | number> = {}): string =>
    phrase(`summary.${key}`, values)
  const when = { ...writtenTimeAndDay(now, campaign.timeZone), year: campaign.year }
  const { counts, registrations } = figures
  // Confirmed in part, a block's fraction would leave out units that its models come from: plain numbers until it is whole.
  const isWhole = figures.entries.every(one => one.confirmed)
  const unitsOf = (entries: EntryCounts): string =>
    isWhole ? fraction(entries, say) : written(entries.received + entries.outside.received)
  return {
    subject: say('subject', when),
    addressee: say('addressee'),
    basis: say('basis', {
      ...when,
      letter: campaign.letter.number,
      letterDay: writtenDay(campaign.letter.date),
    }),
    units: say('units', {
      received: fraction(counts, say),
      change: change(counts, previous, say),
      verifying: written(counts.verifying),
      partly: partly(figures.verifyingInTables.counted, say),
      missing: counts.missing === null ? '' : say('missing', { count: written(counts.missing) }),
      others: others(figures, say),
    }),
    registrations: say('registrations', {
      all: written(registrations.all),
      collective: written(registrations.collective),
      individual: written(registrations.individual),
    }),
    bySector: say('bySector'),
    sectors: figures.sectors.map(one => ({
      name: sectorName(campaign, one.sector) ?? say('noSector'),
      count: written(one.count),
    })),
    blocksHeading: say('blocks'),
    blocks: figures.blocks.map(block => {
      const name = block.block || say('offRoster')
      const all = written(block.registrations.all)
      const units = unitsOf(block.entries)
      const line = say(block.registrations.all > 0 ? 'block' : 'blockWithoutModels', { name, units, all })
      return { name, units, registrations: all, line }
    }),
    total: { name: say('total'), units: unitsOf(counts), registrations: written(registrations.all) },
    columns: { block: say('blockColumn'), units: say('unitsColumn'), registrations: say('modelsColumn') },
    deadline: deadlineWords(input, say),
    closing: say('closing'),
  }
}

type Say = (key: string, values?: Record<string, string | number>) => string

/** `86/248`; `86` while the roster is not confirmed. Entries outside a confirmed roster are never in a fraction. */
const fraction = (counts: EntryCounts, say: Say): string => {
  if (counts.confirmedTotal === null) return written(counts.received)
  return say('fraction', { received: written(counts.received), total: written(counts.confirmedTotal) })
}

/** Against the last summary, and only where both counted alike: with a roster confirmed, or without. */
const change = (counts: EntryCounts, previous: KeptFigures | undefined, say: Say): string => {
  const before = previous?.received
  if (before === undefined || (previous?.total === undefined) !== (counts.confirmedTotal === null)) return ''
  const grown = counts.received - before
  if (grown === 0) return say('unchanged')
  return say(grown > 0 ? 'grown' : 'shrunk', { count: written(Math.abs(grown)) })
}

/** Else the tables would show more units than the report says have sent, and nobody would know why. */
const partly = (count: number, say: Say): string =>
  count === 0 ? '' : say('partly', { count: written(count) })

const deadlineWords = ({ now, closedAt, campaign }: SummaryInput, say: Say): string => {
  const day = writtenDay(addDays(campaign.lastDay, 1))
  if (closedAt === undefined) return say(now < deadline(campaign) ? 'deadline' : 'deadlinePassed', { day })
  const closed = writtenTimeAndDay(closedAt, campaign.timeZone)
  return say('deadlineClosed', { day, time: closed.time, closed: closed.day })
}

/** What (1) would otherwise leave out: units outside the confirmed roster, mails whose unit is not known yet. */
const others = (
  { counts: { outside }, verifyingInTables, messagesWithoutUnit }: Figures,
  say: Say,
): string => {
  const hasOutside = outside.received + outside.verifying > 0
  return [
    hasOutside
      ? say('outside', {
          received: written(outside.received),
          verifying: written(outside.verifying),
          partly: partly(verifyingInTables.outside, say),
        })
      : '',
    messagesWithoutUnit > 0 ? say('withoutUnit', { count: written(messagesWithoutUnit) }) : '',
  ].join('')
}

const renderText = (words: SummaryWords): string =>
  [
    words.addressee,
    '',
    words.basis,
    '',
    `(1) ${words.units}.`,
    '',
    `(2) ${words.registrations}; ${words.sectors.map(one => `${one.name} ${one.count}`).join(', ')}.`,
    '',
    `(3) ${words.blocksHeading}: ${words.blocks.map(one => one.line).join('; ')}.`,
    '',
    `(4) ${words.deadline}.`,
    '',
    words.closing,
    '',
  ].join('\n')
