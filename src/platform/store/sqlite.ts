/**
 * The ledger in one SQLite file: opens it, brings its schema up to date, and runs transactions, again and again while
 * another process writes. Queries are in the files beside this one.
 */
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { AppError } from '../../domain/errors.ts'
import type { Store } from '../../ports.ts'
import { makeFolder } from '../make-folder.ts'
import { makeLedgerStore } from './ledger-store.ts'
import { migrations } from './migrations.ts'
import { asStoreError, isBusy, makeSqliteDialect, openSqlite, sqliteWords } from './sqlite-connection.ts'
import type { Ledger, Tables, Transactions } from './tables.ts'

export interface SqliteStoreOptions {
  /** Made when missing, with its folder. On a local disk: SQLite's locks do not hold over network shares. */
  readonly file: string
  /** Whose ledger it is: written when the file is made, and held against it ever after. */
  readonly campaign: { readonly id: string; readonly code: string }
  /** A copy that is thrown away: written without waiting for the disk. */
  readonly isScratch?: boolean
}

/**
 * Transactions that find the file busy try again for about this many times (50 ms of waiting within SQLite, which holds
 * up this process, then some milliseconds without): some ten seconds in all.
 */
const busyTries = 150

/**
 * @throws AppError store-newer (written by a newer version of the program), bad-config (another campaign's ledger),
 * bad-campaign (the code was changed after codes were given), store-unreachable, disk-full; the store's methods throw the
 * last two as well
 */
export const makeSqliteStore = ({ file, campaign, isScratch = false }: SqliteStoreOptions): Store => {
  const database = opened(file, campaign)
  if (isScratch) database.exec('pragma synchronous = off')
  const db = new Kysely<Tables>({ dialect: makeSqliteDialect(database) })
  const run = async <T>(access: 'read only' | 'read write', work: (db: Ledger) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await db.transaction().setAccessMode(access).execute(work)
      } catch (error) {
        if (!isBusy(error) || tries === busyTries) throw asStoreError(error, file)
        await wait(5 + Math.random() * 20)
      }
    }
  }
  const transactions: Transactions = {
    read: work => run('read only', work),
    write: work => run('read write', work),
    close: async () => {
      await db.destroy()
      if (database.isOpen) database.close()
    },
  }
  return makeLedgerStore(transactions)
}

/**
 * The ledger of one moment as another file, whole, whoever writes meanwhile. @param target must not be there; its folder
 * is made. @throws AppError store-unreachable, disk-full
 */
export const copySqlite = (file: string, target: string): void => {
  let database: DatabaseSync | undefined
  try {
    makeFolder(path.dirname(target))
    database = openSqlite(file)
    database.exec('pragma busy_timeout = 10000')
    database.prepare('vacuum into ?').run(target)
  } catch (error) {
    throw asStoreError(error, file)
  } finally {
    database?.close()
  }
}

const opened = (file: string, campaign: SqliteStoreOptions['campaign']): DatabaseSync => {
  let database: DatabaseSync | undefined
  try {
    database = openSqlite(file)
    migrate(database, file, campaign)
    return database
  } catch (error) {
    database?.close()
    throw asStoreError(error, file)
  }
}

/** One transaction for all steps: a program that is killed here leaves the file as it was. */
const migrate = (database: DatabaseSync, file: string, campaign: SqliteStoreOptions['campaign']): void => {
  database.exec('pragma busy_timeout = 10000; begin immediate')
  try {
    database.exec('create table if not exists migration (version bigint primary key)')
    const { version } = database
      .prepare('select coalesce(max(version), 0) as version from migration')
      .get() as {
      version: number
    }
    const known = migrations.length
    if (version > known)
      throw new AppError(
        'store-newer',
        `${file} was written by a newer version of the program (schema ${version}, this one knows ${known}): install that version`,
      )
    for (const migration of migrations.slice(version)) {
      for (const statement of migration.statements(sqliteWords)) database.exec(statement)
      database.prepare('insert into migration (version) values (?)').run(migration.version)
    }
    claim(database, file, campaign)
    database.exec('commit; pragma busy_timeout = 50')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

const claim = (database: DatabaseSync, file: string, campaign: SqliteStoreOptions['campaign']): void => {
  const { id, code } = campaign
  database.prepare('insert into meta values (1, ?, ?, 0) on conflict do nothing').run(id, code)
  const meta = database.prepare('select campaign, code from meta').get() as { campaign: string; code: string }
  if (meta.campaign !== id)
    throw new AppError(
      'bad-config',
      `${file} is the ledger of campaign ${meta.campaign}, not of ${id}: set CAMPAIGN back, or give this campaign a DATA_DIR of its own`,
    )
  if (meta.code !== code)
    throw new AppError(
      'bad-campaign',
      `campaign.yaml: code is "${code}", but this ledger gives codes that begin "${meta.code}": set it back`,
    )
}
