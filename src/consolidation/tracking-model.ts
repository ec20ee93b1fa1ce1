/**
 * The tệp theo dõi as data: the clerk's own workbook, sheet by sheet, as cells of text, numbers and instants. Pure; it
 * knows no fonts and no file. Sheets, columns and names of ranges keep their places from build to build: the clerk's own
 * formulas hang on them. Nothing here goes to anybody but the clerk.
 */
import { countFigures } from './figures.ts'
import { balanceSheet } from './sheet-balance.ts'
import { decisionSheet } from './sheet-decisions.ts'
import { messageSheet } from './sheet-messages.ts'
import { newsSheet } from './sheet-news.ts'
import { registrationSheet } from './sheet-registrations.ts'
import { statisticsSheet } from './sheet-statistics.ts'
import { supersededSheet } from './sheet-superseded.ts'
import { unitSheet } from './sheet-units.ts'
import { waitingSheet } from './sheet-waiting.ts'
import { makeSheetWords } from './sheet-words.ts'
import type { TrackingInput, TrackingSheet } from './tracking-sheet.ts'
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
  const words = makeSheetWords(input)
  const waiting = listWaiting(input.snapshot)
  const figures = countFigures(input.snapshot, input.roster, campaign)
  return {
    title: words.phrase('tracking.title', { year: campaign.year }),
    revision: input.snapshot.revision,
    asOf: input.now,
    timeZone: campaign.timeZone,
    sheets: [
      registrationSheet(words),
      waitingSheet(words, waiting),
      messageSheet(words),
      balanceSheet(words),
      unitSheet(words, figures),
      // New sheets come at the end, new columns at the right: see `test/consolidation/tracking-shape.test.ts`.
      statisticsSheet(words, figures),
      newsSheet(words, waiting),
      supersededSheet(words),
      decisionSheet(words),
    ],
  }
}
