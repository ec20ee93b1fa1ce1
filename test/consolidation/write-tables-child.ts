/** Writes the tables once, for tests that need a process of less rights; prints what it was told, as JSON. */
import path from 'node:path'
import { writeTables } from '../../src/consolidation/write-tables.ts'
import { AppError } from '../../src/domain/errors.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { readBook } from '../../src/reading/read-book.ts'
import { sampleCampaign } from '../support/ledger.ts'
import { at, campaignFolder, rosterOf, snapshotOf, unitOf } from './snapshots.ts'

const { data, folder } = JSON.parse(process.argv[2] ?? '{}')
const store = makeSqliteStore({ file: path.join(data, 'ledger.sqlite'), campaign: sampleCampaign })
const said: unknown[] = []
try {
  said.push(
    await writeTables({
      folder,
      recordFolder: path.join(data, 'written'),
      readBook,
      snapshot: snapshotOf([{ rows: [{ model: 'Một' }] }]),
      roster: rosterOf(unitOf('u1', { name: 'Trường A' })),
      campaignFolder,
      now: at('2022-02-14', '16:30'),
      store,
      clock: makeSystemClock(),
      signal: AbortSignal.abort(),
    }),
  )
} catch (error) {
  if (!(error instanceof AppError)) throw error
  said.push({ code: error.code, message: error.message })
}
await store.close()
process.stdout.write(JSON.stringify(said))
