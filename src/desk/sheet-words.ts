/** The words of the tệp theo dõi over a part of the ledger: units, codes and decisions are called on a page as they are there. */
import { makeSheetWords, type SheetWords } from '../consolidation/sheet-words.ts'
import type { Excerpt } from '../domain/ledger.ts'
import type { Roster } from '../domain/unit.ts'
import type { Desk } from './desk.ts'

export const sheetWordsOf = (
  { app: { folder, clock } }: Desk,
  excerpt: Excerpt,
  roster: Roster,
): SheetWords =>
  makeSheetWords({
    ...{ snapshot: { ...excerpt, sentMails: [] }, roster },
    ...{ campaignFolder: folder, now: clock.now() },
  })
