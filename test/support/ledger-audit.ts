/**
 * The balance of a ledger that a test leaves: what `balanceOf` says of its snapshot, and what it cannot say, since it
 * sees nothing but the snapshot: that the snapshot holds every row of the file, that the figures add up to what the file
 * holds, that work not done yet waits as a job, and that nothing kept or given before has gone. Looks only; who calls it
 * and when is `temp-folder.ts` and `every-test.ts`.
 */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { balanceOf, isEven } from '../../src/consolidation/balance.ts'
import { countFigures } from '../../src/consolidation/figures.ts'
import type { KeptRegistration, Snapshot } from '../../src/domain/ledger.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { readSnapshot } from '../../src/platform/store/snapshot.ts'
import { makeSqliteDialect } from '../../src/platform/store/sqlite-connection.ts'
import type { Tables } from '../../src/platform/store/tables.ts'

/** What a ledger held when it was last looked at. */
export interface Seen {
  readonly messages: readonly string[]
  /** As JSON, oldest first. */
  readonly decisions: readonly string[]
  readonly codes: readonly number[]
  /** A registration with its words, and its code. */
  readonly coded: ReadonlyMap<string, number>
}

export interface Audit {
  /** Empty: all is well. */
  readonly complaints: readonly string[]
  readonly messages: number
  readonly seen: Seen
}

const { campaign } = openCampaignFolder(
  path.resolve(import.meta.dirname, '../../templates/dan-van-kheo-2022'),
)

/** @param before what the same ledger held when it was last looked at */
export const auditLedger = async (file: string, before?: Seen): Promise<Audit> => {
  // Not opened by `makeSqliteStore`: that would bring an older file up to date, and hide what the test left.
  const database = new DatabaseSync(file, { timeout: 5000 })
  database.exec('pragma query_only = 1')
  const db = new Kysely<Tables>({ dialect: makeSqliteDialect(database) })
  try {
    const read = db.transaction().setAccessMode('read only')
    return await read.execute(async ledger => audit(await readSnapshot(ledger), database, before))
  } finally {
    await db.destroy()
    if (database.isOpen) database.close()
  }
}

const audit = (snapshot: Snapshot, database: DatabaseSync, before: Seen | undefined): Audit => {
  const seen = seenIn(snapshot, database)
  const complaints = [
    ...balanceComplaints(snapshot),
    ...fileComplaints(snapshot, database),
    ...figureComplaints(snapshot, database),
    ...workComplaints(database),
    ...lastingComplaints(seen, before),
  ]
  return { complaints, messages: snapshot.messages.length, seen }
}

const balanceComplaints = (snapshot: Snapshot): string[] => {
  const balance = balanceOf(snapshot)
  const tallies = { messages: balance.messages, parts: balance.parts, submissions: balance.submissions }
  return [
    ...(balance.even ? [] : ['the balance is not even']),
    ...balance.oddities.map(one => `${one.kind}: ${one.subject}`),
    ...Object.entries(tallies).flatMap(([name, tally]) =>
      isEven(tally) ? [] : [`${name}: ${JSON.stringify(tally)}`],
    ),
  ]
}

const count = (database: DatabaseSync, sql: string): number =>
  Number((database.prepare(`select count(*) as n from ${sql}`).get() as { n: number }).n)

/** The snapshot against the file behind it: no row left out, none twice. */
const fileComplaints = (snapshot: Snapshot, database: DatabaseSync): string[] => {
  const rows = {
    message: snapshot.messages,
    part: snapshot.parts,
    submission: snapshot.submissions,
    registration: snapshot.registrations,
  }
  return [
    ...Object.entries(rows).flatMap(([table, all]) => {
      const kept = count(database, table)
      const ids = new Set(all.map(one => one.id))
      return all.length === kept && ids.size === kept
        ? []
        : [`${table}: ${kept} rows, ${all.length} in the snapshot, ${ids.size} of them different`]
    }),
    ...snapshot.submissions.flatMap(one => {
      const kept = snapshot.registrations.filter(row => row.submissionId === one.id).length
      const said = (one.corrected ?? one.reading.registrations).length
      return kept === said ? [] : [`${said} registrations read, ${kept} kept: ${one.id}`]
    }),
    ...snapshot.messages
      .filter(one => one.locations.length === 0)
      .map(one => `message was seen nowhere: ${one.id}`),
    ...snapshot.submissions
      .filter(
        one => one.supersededBy !== null && !snapshot.submissions.some(by => by.id === one.supersededBy),
      )
      .map(one => `superseded by what is not there: ${one.id}`),
  ]
}

/** The figures of tables and mails against a count by SQL. */
const figureComplaints = (snapshot: Snapshot, database: DatabaseSync): string[] => {
  const figures = countFigures(snapshot, { units: [] }, campaign)
  const counted = `registration join submission on submission.id = submission_id
    where standing = 'registered' and superseded_by is null`
  const all = count(database, counted)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const said = {
    all: figures.registrations.all,
    'of the sections': figures.registrations.collective + figures.registrations.individual,
    'of the sectors': sum(figures.sectors.map(one => one.count)),
    'of the blocks': sum(figures.blocks.map(one => one.registrations.all)),
    'with a code': count(
      database,
      `code join (select registration.id as rid from ${counted}) on rid = registration_id`,
    ),
  }
  return [
    ...Object.entries(said).flatMap(([what, number]) =>
      number === all ? [] : [`registrations: ${all} count, the figures say ${number} (${what})`],
    ),
    ...(['messages', 'submissions'] as const).flatMap(name =>
      Object.entries(figures[name]).flatMap(([standing, number]) => {
        const kept = count(database, `${name.slice(0, -1)} where standing = '${standing}'`)
        return kept === number ? [] : [`${name} ${standing}: ${kept}, the figures say ${number}`]
      }),
    ),
  ]
}

/** What is in progress is so because work on it waits, or is done; else it would be in progress for ever. */
const workComplaints = (database: DatabaseSync): string[] => {
  const forgotten = (table: string, kind: string, more = ''): string[] =>
    (
      database
        .prepare(
          `select id from ${table} where standing = 'in-progress' ${more}
           and not exists (select 1 from job where kind = '${kind}' and subject = ${table}.id)`,
        )
        .all() as { id: string }[]
    ).map(one => `${table} in progress, and no job waits: ${one.id}`)
  return [...forgotten('message', 'read', 'and headers_json is null'), ...forgotten('submission', 'validate')]
}

/** Kept is kept, decided is decided, a code given is given. */
const lastingComplaints = (now: Seen, before: Seen | undefined): string[] => {
  const messages = new Set(now.messages)
  const codes = new Set(now.codes)
  return [
    ...(Math.max(0, ...now.codes) === now.codes.length ? [] : [`codes with a gap: ${now.codes.join(' ')}`]),
    ...(before?.messages ?? []).filter(one => !messages.has(one)).map(one => `message has gone: ${one}`),
    ...(before?.decisions ?? [])
      .filter((one, at) => now.decisions[at] !== one)
      .map(one => `decision has changed: ${one}`),
    ...(before?.codes ?? []).filter(one => !codes.has(one)).map(one => `code has gone: ${one}`),
    ...[...(before?.coded ?? [])].flatMap(([registration, code]) => {
      const other = now.coded.get(registration)
      return other === undefined || other === code ? [] : [`code ${code} is now ${other}: ${registration}`]
    }),
  ]
}

const seenIn = (snapshot: Snapshot, database: DatabaseSync): Seen => ({
  messages: snapshot.messages.map(one => one.id),
  decisions: snapshot.decisions.map(one => JSON.stringify(one)),
  codes: (database.prepare('select number from code order by number').all() as { number: number }[]).map(
    one => one.number,
  ),
  coded: new Map(
    snapshot.registrations.flatMap(one => (one.codeNumber === null ? [] : [[keyOf(one), one.codeNumber]])),
  ),
})

/** Read otherwise, a place may come to hold other words, and their code with them. */
const keyOf = (one: KeptRegistration): string =>
  JSON.stringify([one.id, one.section, one.name, one.sector, one.model, one.note])
