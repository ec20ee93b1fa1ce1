/** `tonghop archive OUT.zip [--anyway]`: the campaign in one file. `archive --check FILE.zip`: is it whole and does it agree? */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { App } from '../app.ts'
import { makePhrase } from '../consolidation/phrases.ts'
import { type TablesFact, writeTables } from '../consolidation/write-tables.ts'
import type { Campaign } from '../domain/campaign.ts'
import { closingOf } from '../domain/closing.ts'
import { AppError, isAppError } from '../domain/errors.ts'
import { sha256 } from '../domain/identity.ts'
import type { Snapshot } from '../domain/ledger.ts'
import { checkArchive } from '../handover/check-archive.ts'
import { type ArchiveInput, type LooseFile, writeArchive } from '../handover/write-archive.ts'
import type { Say } from '../platform/messages.ts'
import { makeReader } from '../platform/sandbox/reader.ts'
import { holdRole } from '../platform/service-lock.ts'
import { megabytes } from './megabytes.ts'
import type { Output } from './output.ts'

/** Problems that are printed; the others are counted. */
const shown = 50

/** @returns 0 written. @throws AppError already-there, not-found, archive-damaged, not-writable, disk-full */
export const archiveCommand = async (
  app: App,
  file: string,
  { anyway }: { readonly anyway: boolean },
  say: Say,
  output: Output,
): Promise<number> => {
  const { folder, store, archive } = app
  const { campaign } = folder
  const out = path.resolve(file)
  if (existsSync(out)) throw new AppError('already-there', `${out} is there already: nothing is overwritten`)
  const built = await tablesOfNow(app, output)
  if (!built) {
    output.problem(say('archive.tablesBehind'))
    return 1
  }
  const { snapshot, fact } = built
  if (!closingOf(snapshot.decisions)) output.problem(say('archive.open'))
  const tables = tablesIn(app.tablesFolder, fact)
  for (const { path: file } of fact.files)
    if (!tables.some(one => one.name === path.basename(file) && one.kind !== null))
      output.problem(say('archive.edited', { file }))
  const written = await writeArchive({
    ...{ snapshot, archive, out, evenIfMissing: anyway },
    proposals: await store.proposals(),
    roster: await app.roster.roster(),
    campaign: { id: campaign.id, code: campaign.code, sectors: campaign.form.sectors.map(one => one.id) },
    tables,
    campaignFiles: [...filesIn(folder.folder), ...rosterFile(app)],
    readme: say('archive.readme', {
      ...{ office: campaign.office.name, parent: campaign.office.parent, letter: campaign.letter.number },
      ...{ campaign: campaign.id, code: campaign.code, year: campaign.year },
    }),
    progress: (done, total) => output.progress(say('archive.packing'), done, total),
  }).finally(() => output.endProgress())
  for (const id of written.missing) output.problem(say('archive.missing', { id }))
  const values = {
    file: out,
    mails: written.mails,
    megabytes: megabytes(written.bytes),
  }
  output.line(say('archive.written', values))
  output.line(say('archive.howToCheck'))
  return written.missing.length === 0 ? 0 : 1
}

/**
 * The tables are packed as they stand, so they must show the very snapshot that is packed beside them: built here, or,
 * where a service keeps them, waited for. Undefined: it did not catch up.
 */
const tablesOfNow = async (
  app: App,
  output: Output,
): Promise<{ snapshot: Snapshot; fact: TablesFact } | undefined> => {
  const role = holdRoleIfFree(app.config.dataDir)
  if (role) {
    try {
      const snapshot = await app.store.snapshot()
      const fact = await writeTables({
        ...{ snapshot, roster: await app.roster.roster(), campaignFolder: app.folder, now: app.clock.now() },
        ...{ folder: app.tablesFolder, recordFolder: app.recordFolder, store: app.store, clock: app.clock },
        readBook: app.readBook,
      })
      for (const one of [...fact.setAside, ...fact.trouble]) output.problem(one.message)
      return { snapshot, fact }
    } finally {
      role.release()
    }
  }
  for (let tries = 0; tries < 60; tries++) {
    const fact = await app.store.fact<TablesFact>('tables')
    const snapshot = await app.store.snapshot()
    if (fact && fact.revision === snapshot.revision) return { snapshot, fact }
    await app.clock.sleep(500)
  }
  return undefined
}

const holdRoleIfFree = (dataDir: string) => {
  try {
    return holdRole(dataDir, 'consolidation')
  } catch (error) {
    if (isAppError(error, 'already-running')) return undefined
    throw error
  }
}

/** Every table that stands there; only what is as it was written is one of the snapshot's. */
const tablesIn = (folder: string, { files }: TablesFact): ArchiveInput['tables'] =>
  filesIn(folder)
    .filter(one => /^[^~.].*\.(xlsx|pdf|docx)$/i.test(one.name))
    .map(one => {
      const ours = files.find(file => path.basename(file.path) === one.name)
      return { ...one, kind: ours?.sha256 === sha256(one.bytes) ? ours.kind : null }
    })

/** Not those in folders below it. */
const filesIn = (folder: string): LooseFile[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map(entry => ({ name: entry.name, bytes: readFileSync(path.join(folder, entry.name)) }))

const rosterFile = ({ config, folder }: App): LooseFile[] => {
  const name = makePhrase(folder.wording)('roster.file')
  const file = path.join(config.dataDir, name)
  return existsSync(file) ? [{ name, bytes: readFileSync(file) }] : []
}

/** @returns 1 when something is wrong. @throws AppError not-found, handover-damaged */
export const checkArchiveCommand = async (
  file: string,
  campaign: Campaign,
  say: Say,
  output: Output,
): Promise<number> => {
  const reader = makeReader(campaign, 1)
  const checked = await checkArchive(path.resolve(file), reader.readBook, (done, total) =>
    output.progress(say('archive.checking'), done, total),
  ).finally(() => {
    output.endProgress()
    reader.close()
  })
  const { problems, files, mails, summary } = checked
  for (const one of problems.slice(0, shown))
    output.problem(say(`archive.problem-${one.kind}`, { file: one.file, detail: one.detail }))
  if (problems.length > shown) output.problem(say('archive.moreProblems', { count: problems.length - shown }))
  if (summary)
    output.line(
      say('archive.figures', {
        ...{ campaign: summary.campaign, files, mails, registrations: summary.figures.registrations },
        ...{ collective: summary.figures.collective, individual: summary.figures.individual },
      }),
    )
  output.line(say(problems.length === 0 ? 'archive.whole' : 'archive.notWhole', { count: problems.length }))
  return problems.length === 0 ? 0 : 1
}
