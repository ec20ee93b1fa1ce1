/**
 * When two texts of a table say the same, and what a cell that somebody typed means: which unit, section, sector. What is
 * not understood is not guessed.
 */
import type { Section } from '../../domain/reading.ts'
import type { Roster, Unit } from '../../domain/unit.ts'
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import { foldBare, placeTones, tidy } from '../../text/fold.ts'
import { makeUnitMatcher } from '../../units/match.ts'
import { cellText } from '../cell-text.ts'
import { makePhrase } from '../phrases.ts'

/** Unicode form, white space and the place of the tone mark (hòa, hoà) are no content; capitals are. */
export const sameWords = (one: string, other: string): boolean =>
  one === other || placeTones(tidy(one)) === placeTones(tidy(other))

/** As it goes into the ledger: NFC, lines tidied. */
export const typed = (text: string): string =>
  text
    .split('\n')
    .map(tidy)
    .filter(line => line !== '')
    .join('\n')

export interface Understanding {
  /** As a cell shows it: a text longer than a cell is cut there. */
  shown(text: string): string
  section(text: string): Section | undefined
  /** A sector's id. */
  sector(text: string): string | undefined
  unit(text: string): Unit | undefined
  unitName(id: string | null): string
  sectionName(section: Section): string
  sectorName(sector: string | null): string
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const understand = ({ campaign, wording }: CampaignFolder, roster: Roster): Understanding => {
  const phrase = makePhrase(wording)
  const { sectors, sections } = campaign.form
  const sectorOf = new Map(
    sectors.flatMap(one =>
      [one.id, one.name, ...one.words].map((word): [string, string] => [foldBare(word), one.id]),
    ),
  )
  const sectionOf = new Map(
    sections.flatMap(one =>
      [phrase(`section.${one.id}`), one.label, one.nameHeading, ...one.heading].map(
        (word): [string, Section] => [foldBare(word), one.id],
      ),
    ),
  )
  const matcher = makeUnitMatcher(roster, campaign)
  const units = new Map(roster.units.map(one => [one.id, one]))
  const names = new Map(sectors.map(one => [one.id, one.name]))
  return {
    shown: text => cellText(text, count => phrase('tracking.tooLong', { count })).replaceAll('_x005F_', '_'),
    section: text => sectionOf.get(foldBare(text)),
    sector: text => sectorOf.get(foldBare(text)),
    unit: text => {
      const named = matcher.named(text)
      return named.length === 1 ? named[0] : undefined
    },
    unitName: id => units.get(id ?? '')?.name ?? '',
    sectionName: section => phrase(`section.${section}`),
    sectorName: sector => (sector === null ? '' : (names.get(sector) ?? sector)),
  }
}
