/**
 * Node's own SQLite under Kysely: the connection with its settings, the dialect, and what SQLite's errors mean to us.
 * Knows nothing of the ledger.
 */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { AppError } from '../../domain/errors.ts'
import { failpoint } from '../../failpoints.ts'
import { foldBare } from '../../text/fold.ts'
import { isDiskFull, systemCode } from '../durable-file.ts'
import { makeFolder } from '../make-folder.ts'
import type { DialectWords } from './migrations.ts'

/**
 * Opens (or makes) the file. Write-ahead log, so that readers of other processes never wait for a writer; synchronous
 * FULL: what was committed survives a power cut. `busy_timeout` is short because it blocks the whole process: whoever
 * runs transactions tries again, see `sqlite.ts`.
 */
export const openSqlite = (file: string): DatabaseSync => {
  makeFolder(path.dirname(file))
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5000 })
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 50')
    // SQLite's own lower() and LIKE know no letter beyond ASCII.
    database.function('fold_bare', { deterministic: true }, text => foldBare(String(text ?? '')))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Kysely's SQLite dialect over node:sqlite. Kysely itself lets one transaction at a time onto the one connection. */
export const makeSqliteDialect = (database: DatabaseSync): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new ImmediateDriver(database),
  createIntrospector: db => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

/** What Kysely asks of better-sqlite3, from node:sqlite. */
const adapt = (database: DatabaseSync): SqliteDatabase => ({
  close: () => database.close(),
  prepare: sql => {
    const statement = database.prepare(sql)
    const values = (parameters: readonly unknown[]) => parameters as (string | number | bigint | null)[]
    return {
      reader: statement.columns().length > 0,
      all: parameters => statement.all(...values(parameters)),
      run: parameters => statement.run(...values(parameters)),
      iterate: parameters => statement.iterate(...values(parameters)),
    }
  },
})

/**
 * Writers take the write lock when they begin: a transaction that read first and then wants to write is refused at once
 * by SQLite when another process wrote in between, whatever the time-out.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  constructor(database: DatabaseSync) {
    super({ database: adapt(database) })
    this.#database = database
  }
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
    if (begin !== 'begin') failpoint('store.begun')
  }
  override async commitTransaction(connection: DatabaseConnection) {
    failpoint('store.committing')
    await super.commitTransaction(connection)
    failpoint('store.committed')
  }
  override async rollbackTransaction(connection: DatabaseConnection) {
    // On a full disk SQLite has rolled back by itself; a second rollback would hide the reason.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

export const sqliteWords: DialectWords = {
  rowId: 'integer primary key autoincrement',
  fold: text => `fold_bare(${text})`,
  appendOnly: table =>
    ['update', 'delete'].map(
      change =>
        `create trigger ${table}_refuses_${change} before ${change} on ${table}
      begin select raise(abort, '${table} is append-only'); end`,
    ),
}

/** The primary result code (https://www.sqlite.org/rescode.html), without the extension in the upper bytes. */
const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26

/** Another process (or connection) is writing: worth trying again. */
export const isBusy = (error: unknown): boolean => [BUSY, LOCKED].includes(resultCode(error))

/** SQLite's error as one of ours; anything that the file and the disk are not to blame for is a bug and stays as it is. */
export const asStoreError = (error: unknown, file: string): unknown => {
  const unreachable = (what: string) =>
    new AppError('store-unreachable', `${file}: ${what}`, { cause: error })
  const full = () =>
    new AppError('disk-full', `the disk that holds ${file} is full; make room on it`, { cause: error })
  switch (resultCode(error)) {
    case FULL:
      return full()
    case BUSY:
    case LOCKED:
      return unreachable(
        'another program has been writing to the ledger for too long; close what has it open',
      )
    case READONLY:
      return unreachable('the ledger cannot be written; check the permissions of DATA_DIR')
    case CANTOPEN:
      return unreachable('the ledger cannot be opened; check that DATA_DIR is there and may be written')
    case IOERR:
      return unreachable('the disk failed to read or write the ledger; check the disk of DATA_DIR')
    case CORRUPT:
    case NOTADB:
      return unreachable('the ledger is damaged; put back the last backup of DATA_DIR')
  }
  // The folder that the file was to be made in.
  if (isDiskFull(error)) return full()
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(systemCode(error)))
    return unreachable('its folder cannot be made; check DATA_DIR and its permissions')
  return error
}
