/**
 * The files of one snapshot, named and drawn: the biểu tổng hợp for the Thường trực, in three formats from one model, and
 * the tệp theo dõi for the clerk.
 */
import type { Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import { makePhrase } from './phrases.ts'
import { type ConsolidatedNames, renderConsolidated } from './render-consolidated.ts'
import { renderConsolidatedDocx } from './render-consolidated-docx.ts'
import { renderConsolidatedPdf } from './render-consolidated-pdf.ts'
import { renderTracking } from './render-tracking.ts'
import { type ConsolidatedTable, makeTable } from './table-model.ts'
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

export type TableFormat = 'xlsx' | 'pdf' | 'docx'
type Draw = (table: ConsolidatedTable, names: ConsolidatedNames) => Buffer | Promise<Buffer>
const drawings: Readonly<Record<TableFormat, Draw>> = {
  xlsx: renderConsolidated,
  pdf: renderConsolidatedPdf,
  docx: renderConsolidatedDocx,
}

/**
 * One model, drawn once for each format. All of them at every build, so that none ever shows an older snapshot than the
 * others: a district (2,000 registrations) takes the .pdf 0.7 s and the .docx 0.2 s, 10,000 registrations 2.5 s and 0.8 s.
 * A city of 100,000 waits half a minute for a .pdf of 13,000 pages; build-timing then rests three times as long between builds.
 * @throws AppError bad-campaign where a text is missing from the wording
 */
export const drawConsolidated = async (
  input: TablesInput,
  formats: readonly TableFormat[] = ['xlsx', 'pdf', 'docx'],
): Promise<DrawnFile[]> => {
  const phrase = makePhrase(input.campaignFolder.wording)
  const table = makeTable(input)
  const names = { sheet: phrase('table.sheet'), ...propertiesOf(input) }
  const files: DrawnFile[] = []
  for (const format of formats)
    files.push({
      name: `${phrase('table.fileName')}.${format}`,
      bytes: await drawings[format](table, names),
    })
  return files
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
