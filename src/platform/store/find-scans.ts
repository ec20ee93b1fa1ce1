/** Scans that came beside a form that was read, and whether somebody held them against it: by their own marks, unread. */
import { inEffect } from '../../domain/decision.ts'
import type { ScanBeside } from '../../domain/wishes.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

/** Oldest mail first. */
export const findScansBeside = async (db: Ledger): Promise<ScanBeside[]> => {
  const rows = await db
    .selectFrom('part')
    .innerJoin('message', 'message.id', 'part.message_id')
    .select(['part.id', 'part.message_id', 'part.path'])
    .where('part.findings_json', 'like', '%"scan-beside-form"%')
    .orderBy('message.received_at')
    .orderBy('part.id')
    .execute()
  const decided = await db
    .selectFrom('decision')
    .select('subject')
    .distinct()
    .where('kind', '=', 'checked')
    .execute()
  const subjects = decided.map(row => row.subject)
  const decisions = Map.groupBy(
    subjects.length > 0 ? await readDecisions(db, subjects) : [],
    one => one.subject,
  )
  return rows.map(({ id, message_id, path }) => ({
    ...{ part: id, message: message_id, path },
    isChecked: inEffect(decisions.get(id) ?? []).some(one => one.kind === 'checked'),
  }))
}
