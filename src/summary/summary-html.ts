/** A summary's words as HTML: where the text has sentences, a phone gets two small tables. */
import type { SummaryWords } from './daily-summary.ts'
import { htmlPage, htmlSaid, htmlTable } from './mail-html.ts'

/** @returns a whole document */
export const renderSummaryHtml = (words: SummaryWords): string =>
  htmlPage(words.subject, [
    htmlSaid(words.addressee, 'font-weight:bold'),
    htmlSaid(words.basis),
    htmlSaid(`(1) ${words.units}.`),
    htmlSaid(`(2) ${words.registrations}; ${words.bySector}:`),
    htmlTable(words.sectors.map(one => [one.name, one.count])),
    htmlSaid(`(3) ${words.blocksHeading}:`),
    htmlTable(
      words.blocks.map(one => [one.name, one.units, one.registrations]),
      {
        columns: [words.columns.block, words.columns.units, words.columns.registrations],
        total: [words.total.name, words.total.units, words.total.registrations],
      },
    ),
    htmlSaid(`(4) ${words.deadline}.`),
    htmlSaid(words.closing),
  ])
