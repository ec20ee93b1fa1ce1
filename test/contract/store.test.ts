/** The store's contract over SQLite; and what belongs to one file: its schema, other processes, versions, a full disk. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../src/platform/store/migrations.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { asStoreError, sqliteWords } from '../../src/platform/store/sqlite-connection.ts'
import type { Store } from '../../src/ports.ts'
import { sampleCampaign, sampleJudge, sampleMessage, sampleReading, sampleTime } from '../support/ledger.ts'
import { eventually, stopProcess } from '../support/server-process.ts'
import { damagesLedger, tempFolder } from '../support/temp-folder.ts'
import { decidedReadingsContract } from './decided-readings.contract.ts'
import { entriesContract } from './entries.contract.ts'
import { excerptsContract } from './excerpts.contract.ts'
import { registrationsContract } from './registrations.contract.ts'
import { storeContract } from './store.contract.ts'

const ledgerOf = (folder: string): string => path.join(folder, 'ledger.sqlite')
const open = (folder: string, campaign = sampleCampaign): Store => {
  const store = makeSqliteStore({ file: ledgerOf(folder), campaign })
  onTestFinished(() => store.close())
  return store
}
/** The file itself, behind the store's back. */
const raw = (folder: string): DatabaseSync => {
  const database = new DatabaseSync(ledgerOf(folder), { timeout: 5000 })
  onTestFinished(() => database.close())
  return database
}

storeContract('SQLite', {
  open: async folder => makeSqliteStore({ file: ledgerOf(folder), campaign: sampleCampaign }),
})

describe('SQLite: what was decided', decidedReadingsContract)
describe('SQLite: parts of the ledger', excerptsContract)
describe('SQLite: registrations looked for', registrationsContract)
describe('SQLite: what is put in by hand', entriesContract)

describe('SQLite: the schema', () => {
  test('is what schema.sql says (UPDATE_SCHEMA=1 writes it anew)', () => {
    const folder = tempFolder()
    open(folder)
    const rows = raw(folder)
      .prepare(
        `select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`,
      )
      .all() as { sql: string }[]
    const dump = `${rows.map(row => `${row.sql.replace(/\n {4}/g, '\n')};`).join('\n')}\n`
    const file = path.join(import.meta.dirname, 'schema.sql')
    if (process.env.UPDATE_SCHEMA) writeFileSync(file, dump)
    expect(dump).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'))
  })

  test('opening again changes nothing', async () => {
    const folder = tempFolder()
    await open(folder).close()
    const before = raw(folder).prepare('select * from sqlite_schema').all()
    open(folder)
    expect(raw(folder).prepare('select * from sqlite_schema').all()).toEqual(before)
  })

  test('rows of the first schema are brought to that of today', async () => {
    const folder = tempFolder()
    damagesLedger(folder, 'one row of a table alone, without the mail that it came in')
    const before = raw(folder)
    before.exec('create table migration (version bigint primary key); insert into migration values (1)')
    for (const statement of migrations[0]!.statements(sqliteWords)) before.exec(statement)
    before.exec(`
      pragma foreign_keys = off;
      insert into registration values ('r', 's', 0, 'collective', 'Chi bộ 1', null, 'Vườn rau', '',
        '{"kind":"docx","part":"word/document.xml","table":0,"row":2,"cell":2}', 0);
      insert into sent_mail values ('summary 2022-02-11', 'summary', '2022-02-11', 'sent', 'ab', '[]', 1, 'ok', '{}')`)
    open(folder)
    expect(raw(folder).prepare('select source_json from registration').get()).toEqual({
      source_json: '{"kind":"cell","part":"word/document.xml","table":0,"row":2,"cell":2}',
    })
    // Without marks, as it is searched.
    expect(raw(folder).prepare('select folded from registration').get()).toEqual({
      folded: 'chi bo 1 vuon rau',
    })
    expect(raw(folder).prepare('select id, state, about_json from sent_mail').all()).toEqual([
      { id: 'summary 2022-02-11', state: 'sent', about_json: '[]' },
    ])
  })

  test('of a newer program is refused', async () => {
    const folder = tempFolder()
    await open(folder).close()
    raw(folder).exec('insert into migration values (99)')
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'store-newer' }))
  })

  test('of another campaign, or with another code, is refused', async () => {
    const folder = tempFolder()
    await open(folder).close()
    const other = { id: 'dan-van-kheo-2023', code: 'DVK23' }
    expect(() => open(folder, other)).toThrow(expect.objectContaining({ code: 'bad-config' }))
    expect(() => open(folder, { ...sampleCampaign, code: 'X1' })).toThrow(
      expect.objectContaining({ code: 'bad-campaign' }),
    )
  })

  test('decisions can be neither changed nor deleted, whoever tries', async () => {
    const folder = tempFolder()
    const database = raw(folder)
    open(folder)
    database.exec(
      `insert into decision (subject, version, decided_by, at, kind, before_json, after_json)
       values ('s', 1, 'clerk', 0, 'k', '1', '2')`,
    )
    expect(() => database.exec(`update decision set decided_by = 'x'`)).toThrow('append-only')
    expect(() => database.exec('delete from decision')).toThrow('append-only')
  })

  test('commits are durable: write-ahead log, and synchronous in full', async () => {
    const folder = tempFolder()
    open(folder)
    expect(raw(folder).prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  })
})

describe('SQLite: errors', () => {
  test('a full disk', () => {
    const folder = tempFolder()
    damagesLedger(folder, 'a file with one table of another kind')
    const database = raw(folder)
    database.exec('create table t (x); pragma max_page_count = 3')
    let error: unknown
    try {
      database.exec(`insert into t values (zeroblob(100000))`)
    } catch (full) {
      error = asStoreError(full, 'ledger.sqlite')
    }
    expect(error).toMatchObject({ code: 'disk-full', message: expect.stringContaining('ledger.sqlite') })
  })

  test('a file that is none of ours, or no file at all', async () => {
    const folder = tempFolder()
    damagesLedger(folder, 'no database at all')
    writeFileSync(ledgerOf(folder), 'this is not a ledger. '.repeat(100))
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'store-unreachable' }))
    expect(() => open(path.join(ledgerOf(folder), 'below'))).toThrow(
      expect.objectContaining({ code: 'store-unreachable' }),
    )
  })

  test('a bug stays a bug', async () => {
    const store = open(tempFolder())
    await expect(
      store.keepMessages([{ ...sampleMessage(1), receiptSource: 'x' as 'file' }], null, 0),
    ).rejects.toThrow(/CHECK constraint/)
  })
})

/** Another process on the same ledger: runs `code` with `store` and `ledger` (the sample builders) at hand. */
const elsewhere = (folder: string, code: string): ChildProcess => {
  const file = JSON.stringify(ledgerOf(folder))
  const at = (module: string) => JSON.stringify(new URL(module, import.meta.url).href)
  const program = `
    import { makeSqliteStore } from ${at('../../src/platform/store/sqlite.ts')}
    import * as ledger from ${at('../support/ledger.ts')}
    const store = makeSqliteStore({ file: ${file}, campaign: ledger.sampleCampaign })
    ${code}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => stopProcess(child))
  return child
}

describe('SQLite: several processes', () => {
  test('two that write at once: each row once, and nobody is refused', async () => {
    const folder = tempFolder()
    const keep = (from: number) => `
      for (let at = 0; at < 60; at++)
        await store.keepMessages([ledger.sampleMessage(${from} + at), ledger.sampleMessage(1000 + at)], null, 0)
      await store.close()`
    // The file is not there yet: both make it.
    const children = [elsewhere(folder, keep(0)), elsewhere(folder, keep(100))]
    const codes = await Promise.all(children.map(async child => (await once(child, 'exit'))[0]))
    expect(codes).toEqual([0, 0])
    const store = open(folder)
    expect((await store.snapshot()).messages).toHaveLength(180)
    expect(await store.pendingJobs('read', 0, 1000)).toHaveLength(180)
  })

  test('a writer who holds on for a while is waited for', async () => {
    const folder = tempFolder()
    const store = open(folder)
    const other = raw(folder)
    other.exec('begin immediate')
    const kept = store.keepMessages([sampleMessage(1)], null, 0)
    await new Promise(resolve => setTimeout(resolve, 300))
    other.exec('commit')
    expect((await kept).fresh).toHaveLength(1)
  })

  test('killed in the middle: what was said to be kept is kept, and the rest of the work is still there', async () => {
    const folder = tempFolder()
    const child = elsewhere(
      folder,
      `for (let at = 0; ; at++) {
        const { jobs } = await store.keepMessages([ledger.sampleMessage(at)], null, 0)
        const job = await store.lease('read', jobs[0], 0, 1000)
        const [validate] = await store.saveReading(job, ledger.sampleReading(), 0)
        process.stdout.write(at + '\\n')
        const next = await store.lease('validate', validate, 0, 1000)
        await store.settle(next, 'u', ledger.sampleJudge(next.subject), 0)
      }`,
    )
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', chunk => (said += chunk))
    await eventually(() => said.split('\n').length > 20)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const promised = said.split('\n').length - 1

    const store = open(folder)
    const later = 10_000
    for (const id of await store.pendingJobs('read', later, 1000)) {
      const job = await store.lease('read', id, later, 1000)
      await store.saveReading(job!, sampleReading(), later)
    }
    for (const id of await store.pendingJobs('validate', later, 1000)) {
      const job = await store.lease('validate', id, later, 1000)
      await store.settle(job!, 'u', sampleJudge(job!.subject), sampleTime)
    }
    const { messages, submissions, registrations } = await store.snapshot()
    expect(messages.length).toBeGreaterThanOrEqual(promised)
    expect(messages.every(one => one.standing === 'registered')).toBe(true)
    expect(submissions).toHaveLength(messages.length)
    const codes = registrations.map(one => one.codeNumber).sort((a, b) => a! - b!)
    expect(codes).toEqual(messages.map((_, at) => at + 1))
  })
})
