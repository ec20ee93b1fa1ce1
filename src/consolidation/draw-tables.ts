/** The two files of one snapshot, named and drawn: the biểu tổng hợp for the Thường trực, the tệp theo dõi for the clerk. */
import type { Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import { makePhrase } from './phrases.ts'
import { renderConsolidated } from './render-consolidated.ts'
import { renderTracking } from './render-tracking.ts'
import { makeTable } from './table-model.ts'
import { makeTracking } from './tracking-model.ts'

export interface TablesInput {
  readonly snapshot: Snapshot
  readonly roster: Roster
  readonly campaignFolder: CampaignFolder
  /** Milliseconds: the moment that the files say they are of. */
  readonly now: number
}
/** A file's name (ASCII: it travels in mails and on old disks) and bytes. */
export interface DrawnFile {
  readonly name: string
  readonly bytes: Buffer
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const drawConsolidated = async (input: TablesInput): Promise<DrawnFile> => {
  const phrase = makePhrase(input.campaignFolder.wording)
  const bytes = await renderConsolidated(makeTable(input), {
    sheet: phrase('table.sheet'),
    ...propertiesOf(input),
  })
  return { name: phrase('table.fileName'), bytes }
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const drawTracking = async (input: TablesInput): Promise<DrawnFile> => {
  const phrase = makePhrase(input.campaignFolder.wording)
  const bytes = await renderTracking(makeTracking(input), {
    ...propertiesOf(input),
    tooLong: count => phrase('tracking.tooLong', { count }),
  })
  return { name: phrase('tracking.fileName'), bytes }
}

const propertiesOf = ({
  campaignFolder: { campaign },
}: TablesInput): { author: string; campaign: string } => ({
  author: `${campaign.office.name} ${campaign.office.parent}`,
  campaign: campaign.id,
})
