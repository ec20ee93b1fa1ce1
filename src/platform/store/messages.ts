/** Messages as they are kept: by their bytes, with every place where they were seen, and how far folders were read. */
import { closingOf } from '../../domain/closing.ts'
import { campaignSubject } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import type { FetchedMessage, Location, ReceiptSource } from '../../domain/ledger.ts'
import type { FolderCursor } from '../../ports.ts'
import { addJobs } from './jobs.ts'
import { oneOf } from './lists.ts'
import { raiseRevision } from './meta.ts'
import { byLocation } from './order.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

export type MessageToKeep = FetchedMessage & { id: string }
export type CursorToKeep = { account: string; folder: string } & FolderCursor

/** @returns the ids of messages that are new by their bytes, and their read jobs. @throws AppError campaign-closed */
export const keepMessages = async (
  db: Ledger,
  batch: readonly MessageToKeep[],
  cursor: CursorToKeep | null,
  now: number,
): Promise<{ fresh: string[]; jobs: number[] }> => {
  await requireOpen(db)
  const fresh: string[] = []
  let changed = false
  for (const one of batch) {
    const isNew = await insertMessage(db, one)
    const isElsewhere = await insertLocation(db, one)
    if (isNew) fresh.push(one.id)
    else if ((await correctReceipt(db, one)) || isElsewhere) {
      changed = true
      await settleAgain(db, one.id, now)
    }
  }
  if (cursor) await moveCursor(db, cursor)
  const jobs = await addJobs(db, 'read', fresh, now)
  if (fresh.length > 0 || changed) await raiseRevision(db)
  return { fresh, jobs }
}

/** Held here, in the transaction, whoever brings it: a look that was under way when somebody closed keeps nothing more. */
const requireOpen = async (db: Ledger): Promise<void> => {
  if (closingOf(await readDecisions(db, [campaignSubject])))
    throw new AppError('campaign-closed', 'the campaign is closed: `reopen` it to take in more')
}

const insertMessage = async (db: Ledger, one: MessageToKeep): Promise<boolean> => {
  const [row] = await db
    .insertInto('message')
    .values({
      ...{ id: one.id, size: one.bytes.byteLength },
      ...{ received_at: one.receivedAt, receipt_source: one.receiptSource },
      ...{ headers_json: null, findings_json: '[]', standing: 'in-progress', purged_at: null },
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return row !== undefined
}

const insertLocation = async (db: Ledger, one: MessageToKeep): Promise<boolean> => {
  const { account, folder, uidValidity, uid } = one.location
  const [row] = await db
    .insertInto('location')
    .values({ account, folder, uid_validity: uidValidity, uid, message_id: one.id })
    .onConflict(conflict => conflict.columns(['account', 'folder', 'uid_validity', 'uid']).doNothing())
    .returning('uid')
    .execute()
  return row !== undefined
}

/** Who is believed first about the time of receipt. */
const receiptSources: readonly ReceiptSource[] = ['server', 'received-header', 'date-header', 'file']

/**
 * The same bytes in a second folder, or from a mailbox after an import from files: the better source's time counts, of
 * equal ones the earliest, so that it does not matter which was seen first.
 */
const correctReceipt = async (db: Ledger, one: MessageToKeep): Promise<boolean> => {
  const kept = await getMessageRow(db, one.id)
  const better =
    receiptSources.indexOf(one.receiptSource) - receiptSources.indexOf(kept.receipt_source) ||
    one.receivedAt - kept.received_at
  if (better >= 0) return false
  await db
    .updateTable('message')
    .set({ received_at: one.receivedAt, receipt_source: one.receiptSource })
    .where('id', '=', one.id)
    .execute()
  return true
}

/** The time and, within a second, the UID of its first place say which of a unit's forms came first. */
const settleAgain = async (db: Ledger, message: string, now: number): Promise<void> => {
  const rows = await db.selectFrom('submission').select('id').where('message_id', '=', message).execute()
  const subjects = rows.map(row => row.id)
  await addJobs(db, 'validate', subjects, now)
}

/** Never back within one UIDVALIDITY. */
const moveCursor = async (db: Ledger, cursor: CursorToKeep): Promise<void> => {
  const { account, folder, uidValidity } = cursor
  const kept = await findCursor(db, account, folder)
  const uid = kept?.uidValidity === uidValidity ? Math.max(kept.uid, cursor.uid) : cursor.uid
  await db
    .insertInto('folder_cursor')
    .values({ account, folder, uid_validity: uidValidity, uid })
    .onConflict(conflict =>
      conflict.columns(['account', 'folder']).doUpdateSet({ uid_validity: uidValidity, uid }),
    )
    .execute()
}

export const findCursor = async (
  db: Ledger,
  account: string,
  folder: string,
): Promise<FolderCursor | undefined> => {
  const row = await db
    .selectFrom('folder_cursor')
    .select(['uid_validity', 'uid'])
    .where('account', '=', account)
    .where('folder', '=', folder)
    .executeTakeFirst()
  return row && { uidValidity: row.uid_validity, uid: row.uid }
}

export const readKeptUids = async (
  db: Ledger,
  account: string,
  folder: string,
  uidValidity: string,
): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('location')
    .select('uid')
    .where('account', '=', account)
    .where('folder', '=', folder)
    .where('uid_validity', '=', uidValidity)
    .execute()
  return new Set(rows.map(row => row.uid))
}

const getMessageRow = async (db: Ledger, id: string) => {
  const row = await db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', `message ${id} is not in the ledger`)
  return row
}

/** @throws AppError not-found */
export const getMessage = async (
  db: Ledger,
  id: string,
): Promise<{ id: string; receivedAt: number; locations: Location[]; receiptSource: ReceiptSource }> => {
  const row = await getMessageRow(db, id)
  const locations = await readLocations(db, [id])
  return {
    ...{ id, receivedAt: row.received_at, receiptSource: row.receipt_source },
    locations: locations.get(id) ?? [],
  }
}

/** Where messages were seen, by message, in the one order that does not depend on which was seen first. */
export const readLocations = async (
  db: Ledger,
  messages: readonly string[] | null,
): Promise<Map<string, Location[]>> => {
  const rows = db
    .selectFrom('location')
    .selectAll()
    .$if(messages !== null, query => query.where(oneOf('message_id', messages ?? [])))
    .stream()
  const found = new Map<string, Location[]>()
  for await (const row of rows) {
    const locations = found.get(row.message_id) ?? []
    locations.push({ account: row.account, folder: row.folder, uidValidity: row.uid_validity, uid: row.uid })
    found.set(row.message_id, locations)
  }
  for (const locations of found.values()) locations.sort(byLocation)
  return found
}
