/** A table that somebody edited, compared with the ledger of now; and taking over what was chosen of it, to the end. */
import type { ReadBook } from '../../domain/book.ts'
import type { Roster } from '../../domain/unit.ts'
import type { CampaignFolder } from '../../platform/campaign-folder.ts'
import type { Clock, Store } from '../../ports.ts'
import { findRecord } from '../record-files.ts'
import { noteSeenTo } from '../set-aside.ts'
import type { Difference } from './difference.ts'
import { type HandEdits, readHandEdits } from './read-hand-edits.ts'

/** Of the program put together, what a comparison needs. */
export interface CompareParts {
  readonly store: Pick<Store, 'snapshot' | 'fact' | 'saveFact'>
  readonly roster: { roster(): Promise<Roster> }
  readonly folder: CampaignFolder
  readonly clock: Pick<Clock, 'now'>
  readonly readBook: ReadBook
  readonly recordFolder: string
}

/** @returns undefined for what is none of our tables. @throws AppError store-*, bad-campaign */
export const compareFile = async (parts: CompareParts, bytes: Uint8Array): Promise<HandEdits | undefined> =>
  readHandEdits({
    bytes,
    readBook: parts.readBook,
    snapshot: await parts.store.snapshot(),
    roster: await parts.roster.roster(),
    campaignFolder: parts.folder,
    now: parts.clock.now(),
    findRecord: name => findRecord(parts.recordFolder, name),
  })

/** Taken over without anybody choosing: neither conflicts nor rows that are gone (a table is easily cut down to a part). */
export const isPlain = ({ kind }: Difference): boolean => kind === 'changed' || kind === 'row-added'

/** Nothing is left of the file that could be taken over: nobody needs to be told of it any more. @param file absolute */
export const endIfTaken = async (
  parts: CompareParts,
  file: string,
  bytes: Uint8Array,
  by: string,
): Promise<void> => {
  const edits = await compareFile(parts, bytes)
  if (edits?.differences.every(one => one.change === null))
    await noteSeenTo(parts.store, file, { at: parts.clock.now(), by })
}
