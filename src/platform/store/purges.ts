/** Messages whose raw bytes are gone by wish. The order of row and file is the caller's (`handover/purge.ts`). */
import { campaignSubject } from '../../domain/decision.ts'
import { decide } from './decisions.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

/**
 * Notes those of `messages` that may be purged now: not a form, with no submission, nothing waiting in it and no reading
 * under way; the others are passed over. What was noted is a decision about the campaign. @returns the ids noted
 */
export const notePurged = async (
  db: Ledger,
  messages: readonly string[],
  wish: { readonly by: string; readonly at: number; readonly before: string | null },
): Promise<string[]> => {
  const noted: { id: string; size: number }[] = []
  for (const id of messages) {
    const [row] = await db
      .updateTable('message')
      .set({ purged_at: wish.at })
      .where('id', '=', id)
      .where('standing', '=', 'not-a-form')
      .where('purged_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('submission').select('id').where('message_id', '=', id))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('sent_mail').select('id').where('raw', '=', id))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('job').select('id').where('kind', '=', 'read').where('subject', '=', id))),
      )
      .returning(['id', 'size'])
      .execute()
    if (row) noted.push(row)
  }
  if (noted.length === 0) return []
  const ids = noted.map(one => one.id)
  const bytes = noted.reduce((sum, one) => sum + one.size, 0)
  const { by, at, before } = wish
  const after = { messages: ids, bytes, before }
  const seen = (await readDecisions(db, [campaignSubject])).length
  await decide(db, { subject: campaignSubject, by, at, kind: 'purge', before: null, after }, seen)
  return ids
}

/** Those of `messages` that were purged. */
export const readPurged = async (db: Ledger, messages: readonly string[]): Promise<Set<string>> => {
  if (messages.length === 0) return new Set()
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('purged_at', 'is not', null)
    .where('id', 'in', messages)
    .execute()
  return new Set(rows.map(row => row.id))
}
