/** Some of the ledger's messages with all that hangs on them, for a page that is about these. */
import { messageAround } from '../../domain/identity.ts'
import type { Excerpt } from '../../domain/ledger.ts'
import type { ExcerptWish } from '../../domain/wishes.ts'
import { readRows } from './snapshot.ts'
import type { Ledger } from './tables.ts'

/**
 * Messages as the wish says, whole, so that what is told of one of them can be told from it. What
 * waits, and what a unit sent, come with every form of the units that are touched. What waits is found by the message
 * alone, the smallest of the tables: in the same transaction it comes to stand at review whenever something in it does, and
 * the balance raises the alarm where it does not.
 */
export const readExcerpt = async (db: Ledger, wish: ExcerptWish): Promise<Excerpt> =>
  readRows(db, await wishedMessages(db, wish))

const wishedMessages = async (db: Ledger, wish: ExcerptWish): Promise<string[]> => {
  if ('messages' in wish) return [...new Set(wish.messages)]
  const waiting =
    'unit' in wish
      ? []
      : [
          ...(await db.selectFrom('message').select('id').where('standing', '=', 'review').execute()),
          ...(await db.selectFrom('job').select('subject as id').where('state', '=', 'failed').execute()),
        ].map(row => messageAround(row.id))
  const units =
    'unit' in wish
      ? db.selectFrom('submission').select('message_id').where('unit_id', '=', wish.unit)
      : db
          .selectFrom('submission')
          .select('message_id')
          .where('unit_id', 'in', eb =>
            eb
              .selectFrom('submission')
              .select('unit_id')
              .where('message_id', 'in', of =>
                of.selectFrom('message').select('id').where('standing', '=', 'review'),
              )
              .where('standing', '=', 'review'),
          )
  return [...new Set([...waiting, ...(await units.execute()).map(row => row.message_id)])]
}
