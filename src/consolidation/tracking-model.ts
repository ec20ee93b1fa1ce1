/**
 * The tệp theo dõi as data: the clerk's own workbook, sheet by sheet, as cells of text, numbers and instants. Pure; it
 * knows no fonts and no file. Sheets, columns and names of ranges keep their places from build to build: the clerk's own
 * formulas hang on them. Nothing here goes to anybody but the clerk.
 */
import { writtenCode } from '../domain/identity.ts'
import { writtenFinding } from '../validation/finding-text.ts'
import { countFigures } from './figures.ts'
import { makePhrase } from './phrases.ts'
import { balanceSheet } from './sheet-balance.ts'
import { decisionSheet } from './sheet-decisions.ts'
import { messageSheet } from './sheet-messages.ts'
import { newsSheet } from './sheet-news.ts'
import { registrationSheet } from './sheet-registrations.ts'
import { statisticsSheet } from './sheet-statistics.ts'
import { supersededSheet } from './sheet-superseded.ts'
import { unitSheet } from './sheet-units.ts'
import { waitingSheet } from './sheet-waiting.ts'
import type { Desk, TrackingInput, TrackingSheet } from './tracking-sheet.ts'
import { listWaiting } from './waiting.ts'

export interface TrackingModel {
  readonly title: string
  readonly revision: number
  readonly asOf: number
  readonly timeZone: string
  readonly sheets: readonly TrackingSheet[]
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const makeTracking = (input: TrackingInput): TrackingModel => {
  const { campaign } = input.campaignFolder
  const desk = makeDesk(input)
  const waiting = listWaiting(input.snapshot)
  const figures = countFigures(input.snapshot, input.roster, campaign)
  return {
    title: desk.phrase('tracking.title', { year: campaign.year }),
    revision: input.snapshot.revision,
    asOf: input.now,
    timeZone: campaign.timeZone,
    sheets: [
      registrationSheet(desk),
      waitingSheet(desk, waiting),
      messageSheet(desk),
      balanceSheet(desk),
      unitSheet(desk, figures),
      // New sheets come at the end, new columns at the right: see `test/consolidation/tracking-shape.test.ts`.
      statisticsSheet(desk, figures),
      newsSheet(desk, waiting),
      supersededSheet(desk),
      decisionSheet(desk),
    ],
  }
}

/** The words that every sheet is written with. */
export const makeDesk = (input: TrackingInput): Desk => {
  const { campaign, wording, findingTexts } = input.campaignFolder
  const sectors = new Map(campaign.form.sectors.map(one => [one.id, one.name]))
  const units = new Map(input.roster.units.map(unit => [unit.id, unit]))
  const messages = new Map(input.snapshot.messages.map(one => [one.id, one]))
  return {
    ...input,
    phrase: makePhrase(wording),
    sectorName: id => (id === null ? '' : (sectors.get(id) ?? id)),
    texts: findings => [...new Set(findings.map(one => writtenFinding(one, findingTexts)))].join('\n'),
    unitOf: form => units.get(form?.unitId ?? '') ?? { name: form?.unitName ?? '', block: '' },
    messageOf: id => messages.get(id ?? ''),
    codeOf: ({ codeNumber }) => (codeNumber === null ? '' : writtenCode(campaign.code, codeNumber)),
  }
}
