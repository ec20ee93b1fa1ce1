/**
 * Messages as people look for them: by words without marks, what became of them, the beginning of their code. Words are
 * folded here and not kept: a campaign has thousands of mails, not millions.
 */
import { sql } from 'kysely'
import type { FoundMessages, MessageWish } from '../../domain/message-wish.ts'
import type { Standing } from '../../domain/outcome.ts'
import type { MessageHeaders } from '../../domain/reading.ts'
import { foldBare } from '../../text/fold.ts'
import type { Ledger } from './tables.ts'

export const findMessages = async (db: Ledger, wish: MessageWish): Promise<FoundMessages> => {
  if (wish.terms.length === 0 && wish.code === undefined) return newestFirst(db, wish)
  const { standings, from, count } = wish
  const matching = await withWords(db, wish)
  const ids = matching.filter(one => standings.includes(one.standing)).map(one => one.id)
  return {
    counts: countsOf(matching.map(({ standing }) => ({ standing, count: 1 }))),
    total: ids.length,
    ids: ids.slice(from, from + count),
  }
}

interface Row {
  readonly id: string
  readonly standing: Standing
}

const countsOf = (
  rows: readonly { readonly standing: Standing; readonly count: number }[],
): FoundMessages['counts'] => {
  const counts: Record<Standing, number> = {
    ...{ registered: 0, review: 0, duplicate: 0, 'not-a-form': 0, 'in-progress': 0 },
  }
  for (const { standing, count } of rows) counts[standing] += count
  return counts
}

/** All of them: the page alone is read, however many there are. */
const newestFirst = async (db: Ledger, { standings, from, count }: MessageWish): Promise<FoundMessages> => {
  const groups = await db
    .selectFrom('message')
    .select(eb => ['standing', eb.fn.countAll<number>().as('count')])
    .groupBy('standing')
    .execute()
  const counts = countsOf(groups.map(one => ({ standing: one.standing, count: Number(one.count) })))
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('standing', 'in', standings)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .offset(from)
    .limit(count)
    .execute()
  return {
    counts,
    total: standings.reduce((sum, one) => sum + counts[one], 0),
    ids: rows.map(row => row.id),
  }
}

const withWords = async (db: Ledger, { terms, code }: MessageWish): Promise<Row[]> => {
  // One query for all: a query for each message would take as long as reading them does.
  const rows = await db
    .selectFrom('message')
    .select([
      ...(['id', 'standing', 'headers_json'] as const),
      sql<
        string | null
      >`(select group_concat(part.name, ' ') from part where part.message_id = message.id)`.as('files'),
      sql<
        string | null
      >`(select group_concat(submission.unit_name, ' ') from submission where submission.message_id = message.id)`.as(
        'units',
      ),
    ])
    .$if(code !== undefined, query => query.where('id', 'like', `${hex(code)}%`))
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.filter(({ headers_json, files, units }) => {
    const { fromName, fromAddress, subject } = JSON.parse(headers_json ?? '{}') as Partial<MessageHeaders>
    const words = foldBare([fromName, fromAddress, subject, files, units].filter(Boolean).join(' '))
    return terms.every(term => words.includes(term))
  })
}

/** Nothing else can begin an id, nor has a meaning for LIKE. */
const hex = (code = ''): string => (/^[0-9a-f]{1,64}$/.test(code) ? code : 'none')
