/**
 * The files of one snapshot, named and drawn: the biểu tổng hợp for the Thường trực, in three formats from one model, and
 * the tệp theo dõi for the clerk.
 */
import type { Snapshot } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { CampaignFolder } from '../platform/campaign-folder.ts'
import { makePhrase } from './phrases.ts'
import { type ConsolidatedNames, renderConsolidated } from './render-consolidated.ts'
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
/** Most commands draw nothing, and the library of the .pdf is the slowest of all to load. */
const drawings: Readonly<Record<TableFormat, Draw>> = {
  xlsx: renderConsolidated,
  pdf: async (table, names) =>
    (await import('./render-consolidated-pdf.ts')).renderConsolidatedPdf(table, names),
  docx: async (table, names) =>
    (await import('./render-consolidated-docx.ts')).renderConsolidatedDocx(table, names),
}

/**
 * All files of one snapshot, one after the other, the workbooks first: whoever waits for a new mail to show looks there.
 * All at every build, so that none is ever older than the others without a word: of a district (2,000 registrations) the
 * .pdf takes 0.7 s and the .docx 0.2 s, of 10,000 registrations 2.5 s and 0.8 s. A city of 100,000 waits half a minute for
 * a .pdf of 13,000 pages; build-timing then rests three times as long between builds.
 * @throws AppError bad-campaign where a text is missing from the wording
 */
export async function* drawTables(
  input: TablesInput,
): AsyncGenerator<DrawnFile & { readonly kind: 'consolidated' | 'tracking' }> {
  const draw = makeDrawing(input)
  yield { kind: 'consolidated', ...(await draw('xlsx')) }
  yield { kind: 'tracking', ...(await drawTracking(input)) }
  for (const format of ['pdf', 'docx'] as const) yield { kind: 'consolidated', ...(await draw(format)) }
}

/** @throws AppError bad-campaign where a text is missing from the wording */
export const drawConsolidated = async (
  input: TablesInput,
  formats: readonly TableFormat[] = ['xlsx', 'pdf', 'docx'],
): Promise<DrawnFile[]> => {
  const draw = makeDrawing(input)
  const files: DrawnFile[] = []
  for (const format of formats) files.push(await draw(format))
  return files
}

/** One model, drawn in any of its formats. */
const makeDrawing = (input: TablesInput): ((format: TableFormat) => Promise<DrawnFile>) => {
  const phrase = makePhrase(input.campaignFolder.wording)
  const table = makeTable(input)
  const names = { sheet: phrase('table.sheet'), ...propertiesOf(input) }
  return async format => ({
    name: `${phrase('table.fileName')}.${format}`,
    bytes: await drawings[format](table, names),
  })
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
