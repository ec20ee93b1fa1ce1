/** The history as people look through it: newest first, a page at a time, whatever its length. */
import { takenBack } from '../../domain/decision.ts'
import type { DecisionWish, PastDecision } from '../../domain/wishes.ts'
import { decisionOf, readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

export const readDecisionsBefore = async (
  db: Ledger,
  { before, count, by, kind, subject, between }: DecisionWish,
): Promise<PastDecision[]> => {
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .$if(before !== null, query => query.where('id', '<', before ?? 0))
    .$if(by !== undefined, query => query.where('decided_by', '=', by ?? ''))
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? 'undo'))
    .$if(subject !== undefined, query => query.where('subject', '=', subject ?? ''))
    .$if(between !== undefined, query =>
      query.where('at', '>=', between?.[0] ?? 0).where('at', '<', between?.[1] ?? 0),
    )
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  // What takes one back is about the same subject, and may be newer than the page.
  const around = rows.length === 0 ? [] : await readDecisions(db, [...new Set(rows.map(row => row.subject))])
  const gone = new Set(
    [...Map.groupBy(around, one => one.subject).values()].flatMap(all => [...takenBack(all)]),
  )
  return rows.map(row => ({ ...decisionOf(row), isTakenBack: gone.has(row.id) }))
}

export const readDeciders = async (db: Ledger): Promise<string[]> =>
  (await db.selectFrom('decision').select('decided_by').distinct().orderBy('decided_by').execute()).map(
    row => row.decided_by,
  )
