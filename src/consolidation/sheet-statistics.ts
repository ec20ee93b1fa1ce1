/**
 * The sheet `Thống kê`: blocks of units by state, section and sector, with bars. Every number is one of `figures.ts`; the
 * rows add up to its totals.
 */
import type { EntryCounts, Figures } from './figures.ts'
import type { SheetWords } from './sheet-words.ts'
import { columnsOf, type TrackingCell, type TrackingColumn, type TrackingSheet } from './tracking-sheet.ts'

export const statisticsSheet = (words: SheetWords, figures: Figures): TrackingSheet => {
  const { phrase, sectorName, campaignFolder } = words
  const sectors: readonly (string | null)[] = [
    ...campaignFolder.campaign.form.sectors.map(one => one.id),
    // Registered under a sector that the campaign has no more; the last, so that the others keep their columns.
    null,
  ]
  const number = (key: string, width: number, bars?: string): TrackingColumn => ({
    heading: phrase(`tracking.${key}`),
    kind: 'number',
    width,
    ...(bars ? { bars } : {}),
  })
  return {
    name: phrase('tracking.statisticsSheet'),
    range: 'ThongKe',
    columns: [
      ...columnsOf(phrase, [['block', 34]]),
      number('entries', 11),
      number('entriesReceived', 11, 'entries'),
      number('entriesVerifying', 11, 'entries'),
      number('entriesMissing', 11, 'entries'),
      number('outsideReceived', 13, 'outside'),
      number('outsideVerifying', 13, 'outside'),
      number('allModels', 12, 'all'),
      number('collectiveModels', 12, 'sections'),
      number('individualModels', 12, 'sections'),
      ...sectors.map(
        (id): TrackingColumn => ({
          heading: id === null ? phrase('tracking.noSector') : sectorName(id),
          kind: 'number',
          width: 12,
          bars: 'sectors',
        }),
      ),
      number('collectives', 11, 'names'),
      number('individuals', 11, 'names'),
    ],
    printed: 17,
    rows: figures.blocks.map(one => [
      one.block || phrase('table.offRoster'),
      ...numbersOf(one.part, one, sectors),
    ]),
    total: [phrase('tracking.sum'), ...numbersOf(figures.counts, figures, sectors)],
    below: [
      [phrase('tracking.entriesNote'), null],
      ...(figures.counts.confirmedTotal === null ? ([[phrase('tracking.noRosterNote'), null]] as const) : []),
    ],
  }
}

const numbersOf = (
  entries: EntryCounts,
  {
    registrations,
    sectors: counted,
    collectives,
    individuals,
  }: Pick<Figures, 'registrations' | 'sectors' | 'collectives' | 'individuals'>,
  sectors: readonly (string | null)[],
): TrackingCell[] => [
  entries.confirmedTotal,
  entries.received,
  entries.verifying,
  entries.missing,
  entries.outside.received,
  entries.outside.verifying,
  registrations.all,
  registrations.collective,
  registrations.individual,
  ...sectors.map(id => counted.find(one => one.sector === id)?.count ?? 0),
  collectives,
  individuals,
]
