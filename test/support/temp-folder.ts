/**
 * Folders of a test's own, gone when it ends. The only place where tests get one, since every ledger in it is audited
 * before it goes, whoever wrote it: the test itself, or programs that it started.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Seen } from './ledger-audit.ts'

interface Watched {
  /** Of each ledger that was looked at. */
  readonly seen: Map<string, Seen>
  /** It goes with the running test, and is looked at then. */
  ofOneTest: boolean
  /** Why its ledgers need not be well. */
  damage: string | undefined
}
const watched = new Map<string, Watched>()

/** Messages in the ledgers that were looked at, of all tests of this file. */
export let audited = 0

/** An empty folder; removed by the caller's `remove`, which fails when a ledger in it is not well. For `beforeAll`. */
export const makeTempFolder = (): { folder: string; remove: () => Promise<void> } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-test-'))
  watched.set(folder, { seen: new Map(), ofOneTest: false, damage: undefined })
  const remove = async (): Promise<void> => {
    try {
      await auditFolder(folder)
    } finally {
      watched.delete(folder)
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { folder, remove }
}

/** An empty folder for the running test; removed when it ends, when every ledger in it must be well. */
export const tempFolder = (): string => {
  const { folder, remove } = makeTempFolder()
  watched.get(folder)!.ofOneTest = true
  onTestFinished(remove)
  return folder
}

/** The test damages a ledger of this folder on purpose: that something is found wrong with it is then demanded. */
export const damagesLedger = (folder: string, why: string): void => {
  const one = watched.get(folder)
  if (!one) throw new Error(`${folder} is no temporary folder of this test`)
  one.damage = why
}

/** Looks at the ledgers of every folder that outlives the running test. */
export const auditFolders = async (): Promise<void> => {
  for (const [folder, { ofOneTest, damage }] of watched)
    if (!ofOneTest && damage === undefined) await auditFolder(folder)
}

const findLedgers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile() && one.name.endsWith('.sqlite'))
    .map(one => path.join(one.parentPath, one.name))

/** @throws Error what is not well */
const auditFolder = async (folder: string): Promise<void> => {
  const own = watched.get(folder)
  if (!own) return
  const complaints: string[] = []
  for (const file of findLedgers(folder))
    try {
      // Most tests have no ledger, and need not load what reads one.
      const { auditLedger } = await import('./ledger-audit.ts')
      const audit = await auditLedger(file, own.seen.get(file))
      own.seen.set(file, audit.seen)
      audited += audit.messages
      complaints.push(...audit.complaints.map(one => `${path.relative(folder, file)}: ${one}`))
    } catch (error) {
      complaints.push(`${path.relative(folder, file)} cannot be read: ${error}`)
    }
  if (own.damage === undefined && complaints.length > 0)
    throw new Error(`the ledger is not well after this test:\n  ${complaints.join('\n  ')}`)
  if (own.damage !== undefined && complaints.length === 0)
    throw new Error(`nothing is wrong with the ledger that was said to be damaged (${own.damage})`)
}
