/** The sheet `Cân đối`: the balance in words, and of which moment and campaign the file is. */
import { outcomes, type Standing, stands } from '../domain/outcome.ts'
import { localTime, writtenDay } from '../domain/zoned-time.ts'
import { balanceOf, isEven, sumOf, type Tally } from './balance.ts'
import { placeRegistrations } from './registration-order.ts'
import type { SheetWords } from './sheet-words.ts'
import { capital, columnsOf, type TrackingCell, type TrackingSheet } from './tracking-sheet.ts'

export const balanceSheet = (words: SheetWords): TrackingSheet => {
  const { phrase, snapshot, now, campaignFolder } = words
  const { campaign } = campaignFolder
  const balance = balanceOf(snapshot)
  const even = (is: boolean): string => phrase(is ? 'tracking.even' : 'tracking.uneven')
  const row = (key: string, tally: Tally): TrackingCell[] => [
    phrase(`tracking.${key}`),
    tally.received,
    ...standingsInOrder.map(one => tally[one]),
    sumOf(tally),
    even(isEven(tally)),
  ]
  const at = localTime(now, campaign.timeZone)
  const registrations = placeRegistrations(snapshot, stands).length
  return {
    name: phrase('tracking.balanceSheet'),
    range: 'CanDoi',
    columns: [
      ...columnsOf(phrase, [
        ['balanceOf', 34],
        ['received', 22, 'number'],
      ]),
      ...standingsInOrder.map(one => ({
        heading: capital(phrase(`outcome.${one}`)),
        width: 14,
        kind: 'number' as const,
      })),
      ...columnsOf(phrase, [
        ['sum', 10, 'number'],
        ['result', 16],
      ]),
    ],
    printed: 9,
    rows: [
      row('messages', balance.messages),
      row('parts', balance.parts),
      row('submissions', balance.submissions),
    ],
    below: [
      [phrase('tracking.balance'), even(balance.even)],
      ...[...Map.groupBy(balance.oddities, one => one.kind)].map(([kind, all]): [string, string] => [
        phrase(`tracking.odd-${kind}`),
        all.map(one => one.subject.slice(0, 80)).join('\n'),
      ]),
      [phrase('tracking.registeredModels'), registrations],
      [phrase('tracking.failedJobs'), snapshot.failedJobs.length],
      [
        phrase('tracking.supersededForms'),
        snapshot.submissions.filter(one => one.supersededBy !== null).length,
      ],
      [phrase('tracking.campaign'), phrase('tracking.campaignName', { year: campaign.year })],
      [
        phrase('tracking.letter'),
        phrase('tracking.letterWords', {
          number: campaign.letter.number,
          date: writtenDay(campaign.letter.date),
        }),
      ],
      [phrase('tracking.asOf'), `${writtenDay(at.day)} ${at.time}`],
      [phrase('tracking.revision'), snapshot.revision],
    ],
  }
}

const standingsInOrder: readonly Standing[] = [...outcomes, 'in-progress']
