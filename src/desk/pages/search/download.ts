/**
 * What is shown, as a file: every page of the filter, in its order. Rows are read some at a time while the file is made, so
 * that a hundred thousand need no more room than a few; what came in meanwhile is not in it, what fits no more is left out.
 */
import { csvLine, csvMark } from '../../../consolidation/csv-line.ts'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { renderTracking } from '../../../consolidation/render-tracking.ts'
import { registrationColumns } from '../../../consolidation/sheet-registrations.ts'
import { columnsOf, type TrackingCell, type TrackingColumn } from '../../../consolidation/tracking-sheet.ts'
import { sectorName } from '../../../domain/campaign.ts'
import type { Roster } from '../../../domain/unit.ts'
import type {
  FoundRegistration,
  RegistrationOrder,
  RegistrationSums,
  RegistrationWish,
} from '../../../domain/wishes.ts'
import { localTime, writtenDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import { writtenQuery } from './describe.ts'
import { marksOf } from './marks.ts'
import type { SearchQuery } from './query.ts'
import { codeOf, stateOf } from './search-rows.ts'

export interface Wanted {
  readonly query: SearchQuery
  readonly wish: RegistrationWish
  readonly order: RegistrationOrder
  readonly units: Roster
}

/** Rows read at once. */
const batch = 1000

async function* batchesOf({ app }: Desk, { wish, order }: Wanted): AsyncGenerator<FoundRegistration[]> {
  const { store } = app
  let revision = await store.revision()
  const ids = await store.findRegistrationIds(wish, order)
  let fitting: ReadonlySet<string> | undefined
  for (let from = 0; from < ids.length; from += batch) {
    const now = await store.revision()
    if (now !== revision) {
      revision = now
      fitting = new Set(await store.findRegistrationIds(wish, order))
    }
    const slice = ids.slice(from, from + batch)
    yield await store.registrations(fitting ? slice.filter(id => fitting?.has(id)) : slice)
  }
}

const columnsIn = (desk: Desk): TrackingColumn[] =>
  columnsOf(makePhrase(desk.app.folder.wording), [
    ...registrationColumns,
    ['state', 16],
    ['warnings', 30],
    ['receivedAt', 17, 'time'],
  ])

const makeCells = (desk: Desk, { units }: Roster): ((row: FoundRegistration) => TrackingCell[]) => {
  const { say, app } = desk
  const known = new Map(units.map(unit => [unit.id, unit]))
  return row => {
    const unit = known.get(row.unitId ?? '')
    return [
      row.codeNumber === null ? '' : codeOf(desk, row),
      unit?.name ?? row.unitName,
      unit?.block ?? '',
      say(`search.section-${row.section}`),
      row.name,
      sectorName(app.folder.campaign, row.sector) ?? row.sector ?? '',
      row.model,
      row.note,
      stateOf(desk, row),
      marksOf(desk, row).join('\n'),
      row.receivedAt,
    ]
  }
}

export const writeFoundXlsx = async (
  desk: Desk,
  wanted: Wanted,
  sums: RegistrationSums,
): Promise<Uint8Array> => {
  const { say, app } = desk
  const { campaign, wording } = app.folder
  const cells = makeCells(desk, wanted.units)
  async function* rows(): AsyncGenerator<TrackingCell[][]> {
    for await (const found of batchesOf(desk, wanted)) yield found.map(cells)
  }
  return renderTracking(
    {
      ...{ title: say('search.title'), asOf: app.clock.now(), timeZone: campaign.timeZone },
      revision: await app.store.revision(),
      sheets: [
        {
          ...{ name: say('search.title'), range: 'TraCuu', printed: 9 },
          columns: columnsIn(desk),
          batches: rows(),
          below: [
            [say('search.condition'), writtenQuery(desk, wanted.query, wanted.units)],
            [say('search.total'), sums.all],
            [say('search.collectives'), sums.bySection.collective],
            [say('search.individuals'), sums.bySection.individual],
            ...sums.bySector.map(
              ({ sector, count }) => [sectorName(campaign, sector) ?? say('search.noSector'), count] as const,
            ),
          ],
        },
      ],
    },
    {
      ...{ author: campaign.office.name, campaign: campaign.id },
      tooLong: count => makePhrase(wording)('tracking.tooLong', { count }),
    },
  )
}

/** Piece by piece, as the browser takes it. */
export const writeFoundCsv = (desk: Desk, wanted: Wanted): ReadableStream<Uint8Array> => {
  const { timeZone } = desk.app.folder.campaign
  const columns = columnsIn(desk)
  const cells = makeCells(desk, wanted.units)
  const written = (value: TrackingCell, at: number): string => {
    if (columns[at]?.kind !== 'time' || typeof value !== 'number') return String(value ?? '')
    const { day, time } = localTime(value, timeZone)
    return `${writtenDay(day)} ${time}`
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder()
    yield encoder.encode(csvMark + csvLine(columns.map(one => one.heading)))
    for await (const found of batchesOf(desk, wanted))
      yield encoder.encode(found.map(row => csvLine(cells(row).map(written))).join(''))
  }
  return ReadableStream.from(pieces())
}

/** `Tra cứu DVK22 - dan van - Kinh tế - 14-02-2022 09h00.xlsx` */
export const foundFileName = (desk: Desk, { query, units }: Wanted, extension: string): string => {
  const { campaign } = desk.app.folder
  const { day, time } = localTime(desk.app.clock.now(), campaign.timeZone)
  const condition = [...writtenQuery(desk, query, units)].slice(0, 80).join('')
  return `${[
    `${desk.say('search.title')} ${campaign.code}`,
    condition,
    `${day.split('-').reverse().join('-')} ${time.replace(':', 'h')}`,
  ].join(' - ')}.${extension}`
}
