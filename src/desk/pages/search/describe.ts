/** What is asked for, in words: for the foot of a table and the name of a file. */
import { sectorName } from '../../../domain/campaign.ts'
import type { Roster } from '../../../domain/unit.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import type { SearchQuery } from './query.ts'

export const writtenQuery = ({ say, app }: Desk, query: SearchQuery, { units }: Roster): string => {
  const sector = sectorName(app.folder.campaign, query.sector)
  return [
    query.text,
    units.find(unit => unit.id === query.unit)?.name ?? query.unit,
    query.block,
    query.section && say(`search.section-${query.section}`),
    query.sector && (sector ?? say('search.noSector')),
    query.mark && say(`search.mark-${query.mark}`),
    query.from && say('search.fromDay', { day: writtenDay(query.from) }),
    query.to && say('search.toDay', { day: writtenDay(query.to) }),
    say(`search.state-${query.state}`),
  ]
    .filter(Boolean)
    .join(', ')
}
