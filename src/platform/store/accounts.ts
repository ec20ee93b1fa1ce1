/** Accounts of the desk and their open sessions. Passwords come hashed, tokens too: nothing here could sign anybody in. */
import type { Account, Session } from '../../domain/account.ts'
import type { Ledger, Tables } from './tables.ts'

const accountOf = (row: Tables['account']): Account => ({ ...row, active: row.active === 1 })

/** By name. */
export const readAccounts = async (db: Ledger): Promise<Account[]> =>
  (await db.selectFrom('account').selectAll().orderBy('name').execute()).map(accountOf)

/** Whoever has the account open was let in by what it was: a new password, or none of it, ends that. */
export const saveAccount = async (db: Ledger, account: Account): Promise<void> => {
  const row = { ...account, active: account.active ? (1 as const) : (0 as const) }
  const before = await db
    .selectFrom('account')
    .select('password')
    .where('name', '=', account.name)
    .executeTakeFirst()
  await db
    .insertInto('account')
    .values(row)
    .onConflict(conflict => conflict.column('name').doUpdateSet(row))
    .execute()
  if (!account.active || (before && before.password !== account.password))
    await db.deleteFrom('session').where('account', '=', account.name).execute()
}

export const touchSession = async (db: Ledger, id: string, now: number): Promise<void> => {
  await db.updateTable('session').set({ last_seen: now }).where('id', '=', id).execute()
}

export const findSession = async (
  db: Ledger,
  id: string,
): Promise<{ session: Session; account: Account } | undefined> => {
  const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const account = await db
    .selectFrom('account')
    .selectAll()
    .where('name', '=', row.account)
    .executeTakeFirstOrThrow()
  if (account.active === 0) return undefined
  return {
    session: { id, account: row.account, since: row.since, lastSeen: row.last_seen },
    account: accountOf(account),
  }
}

/** However long it lasts, ms: what was forgotten and never closed does not stay in the ledger. */
const longForgotten = 30 * 24 * 60 * 60_000

export const openSession = async (db: Ledger, session: Session): Promise<void> => {
  const { lastSeen, ...row } = session
  await db
    .deleteFrom('session')
    .where('since', '<', session.since - longForgotten)
    .execute()
  await db
    .insertInto('session')
    .values({ ...row, last_seen: lastSeen })
    .execute()
}

export const endSession = async (db: Ledger, id: string): Promise<void> => {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

/** All that are open, or were left open. */
export const readSessions = async (db: Ledger): Promise<Session[]> =>
  (await db.selectFrom('session').selectAll().orderBy('since').execute()).map(
    ({ last_seen: lastSeen, ...row }) => ({ ...row, lastSeen }),
  )

export const endSessions = async (db: Ledger, account: string): Promise<void> => {
  await db.deleteFrom('session').where('account', '=', account).execute()
}
