/** Whether a world is whole: nothing lost, nothing doubled, the tables always open, no mail of ours sent twice. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { read, utils } from '@e965/xlsx'
import { projectFolder } from '../../src/config.ts'
import type { TablesFact } from '../../src/consolidation/write-tables.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { stands } from '../../src/domain/outcome.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Store } from '../../src/ports.ts'
import { auditLedger, type Seen } from '../../test/support/ledger-audit.ts'
import type { World } from './world.ts'

const { campaign } = openCampaignFolder(path.join(projectFolder, 'templates', 'dan-van-kheo-2022'))

export const ledgerOf = (world: World): string => path.join(world.dataDir, 'tonghop.sqlite')

/** Where a mail's bytes are kept. */
export const archived = (world: World, id: string): string =>
  path.join(world.dataDir, 'archive', id.slice(0, 2), `${id}.eml`)

/** @throws AppError store-unreachable: the ledger is damaged */
export const openLedger = (world: World): Store => makeSqliteStore({ file: ledgerOf(world), campaign })

/** Right after a death: each table that stands is whole. */
export const checkTables = (world: World): string[] => {
  const folder = path.join(world.dataDir, 'bieu')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.endsWith('.xlsx'))
    .flatMap(name => {
      const rows = wordsIn(path.join(folder, name))
      return rows.length > 0 ? [] : [`${name} does not open, or is empty`]
    })
}

const modelsOf = (world: World): string[] => [...world.mails.values()].flatMap(one => one.model ?? [])

/** Every text of every cell of the first two sheets; empty: it is no workbook. */
const wordsIn = (file: string): string[] => {
  try {
    const book = read(readFileSync(file), { dense: true })
    return book.SheetNames.slice(0, 2).flatMap(name =>
      utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1 }).flat().map(String),
    )
  } catch {
    return []
  }
}

/** The service runs no more, or is quiet. @param seen what the ledger held at the last check */
export const checkWorld = async (
  world: World,
  seen: Seen | undefined,
): Promise<{ complaints: string[]; seen: Seen }> => {
  const { complaints: ofLedger, seen: now } = await auditLedger(ledgerOf(world), seen)
  const store = openLedger(world)
  try {
    const complaints = [...ofLedger]
    const { messages, submissions, registrations, sentMails } = await store.snapshot()
    const kept = new Set(messages.map(one => one.id))
    const purged = new Set(messages.filter(one => one.purgedAt !== null).map(one => one.id))
    for (const id of world.mails.keys()) {
      if (!kept.has(id)) complaints.push(`lost: mail ${id} is not in the ledger`)
      const file = archived(world, id)
      if (purged.has(id)) continue
      if (!existsSync(file) || sha256(readFileSync(file)) !== id)
        complaints.push(`lost: mail ${id} is not in the archive as it came`)
    }
    if (messages.length !== world.mails.size)
      complaints.push(`${messages.length} messages of ${world.mails.size} mails`)
    for (const one of messages)
      if (one.standing !== (world.mails.get(one.id)?.model ? 'registered' : 'not-a-form'))
        complaints.push(`mail ${one.id} stands at ${one.standing}`)
    const counting = new Set(submissions.filter(stands).map(one => one.id))
    complaints.push(
      ...differences(
        modelsOf(world),
        registrations.filter(one => counting.has(one.submissionId)).map(one => one.model),
        'the ledger',
      ),
    )
    const tables = await store.fact<TablesFact>('tables')
    const consolidated = tables?.files.find(one => one.kind === 'consolidated')
    const models = new Set(modelsOf(world))
    complaints.push(
      ...differences(
        [...models],
        consolidated ? wordsIn(consolidated.path).filter(text => models.has(text)) : [],
        'the table',
      ),
    )
    complaints.push(...mailComplaints(world, sentMails))
    return { complaints, seen: now }
  } finally {
    await store.close()
  }
}

const differences = (wanted: readonly string[], found: readonly string[], where: string): string[] => {
  const count = (all: readonly string[]) => Map.groupBy(all, one => one)
  const has = count(found)
  return [
    ...[...count(wanted)].flatMap(([model, all]) =>
      (has.get(model)?.length ?? 0) === all.length
        ? []
        : [`${where} has "${model}" ${has.get(model)?.length ?? 0} times`],
    ),
    ...[...has.keys()]
      .filter(model => !wanted.includes(model))
      .map(model => `${where} has "${model}" of nowhere`),
  ]
}

/** The server's own count, by Message-ID; a row that says `sent` is there, one that nobody knows of is `doubtful`. */
const mailComplaints = (
  { smtp }: World,
  rows: Awaited<ReturnType<Store['snapshot']>>['sentMails'],
): string[] => {
  const ids = smtp.mails.map(one => /^message-id:\s*<([^>]+)>/im.exec(one.raw.toString('latin1'))?.[1] ?? '?')
  const byHash = Map.groupBy(smtp.mails, one => sha256(one.raw))
  return [
    ...[...Map.groupBy(ids, one => one)]
      .filter(([, all]) => all.length > 1)
      .map(([id]) => `mail ${id} went twice`),
    ...rows
      .filter(one => one.state === 'sending')
      .map(one => `mail ${one.id} is still being sent, and nobody is at it`),
    ...(rows.filter(one => one.state === 'sent').length > byHash.size
      ? ['more mails are said to be sent than the server took']
      : []),
  ]
}
