/** `tonghop workbook [--out DIR]`: the tables, now. */
import path from 'node:path'
import type { App } from '../app.ts'
import { writeTables } from '../consolidation/write-tables.ts'
import type { Say } from '../platform/messages.ts'
import { holdRole } from '../platform/service-lock.ts'
import type { Output } from './output.ts'

/** Into the service's own folder only while no service keeps it. @throws AppError already-running, table-locked, disk-full */
export const workbookCommand = async (
  app: App,
  out: string | undefined,
  say: Say,
  output: Output,
): Promise<number> => {
  const role = out === undefined ? holdRole(app.config.dataDir, 'consolidation') : undefined
  try {
    const result = await writeTables({
      snapshot: await app.store.snapshot(),
      roster: await app.roster.roster(),
      campaignFolder: app.folder,
      now: app.clock.now(),
      folder: out === undefined ? app.tablesFolder : path.resolve(out),
      recordFolder: app.recordFolder,
      readBook: app.readBook,
      store: app.store,
      clock: app.clock,
      ...(out === undefined ? {} : { factName: 'tables-elsewhere' }),
    })
    for (const one of result.setAside) output.problem(one.message)
    for (const one of result.trouble) output.problem(one.message)
    for (const one of result.files) output.line(say('cli.written', { file: one.path }))
    return result.trouble.length === 0 ? 0 : 1
  } finally {
    role?.release()
  }
}
