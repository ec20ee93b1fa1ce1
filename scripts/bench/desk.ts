/**
 * `npm run bench:desk`: how long the desk's pages take, from the request to the last byte, over HTTP on 127.0.0.1, for
 * somebody signed in, with every worker of `npm start` in the same process and nothing coming in: a district of 250 units
 * and 2,000 registrations, and one of 100,000. The first page also right after a decision. Exit 1 where a target is missed.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Unit } from '../../src/domain/unit.ts'
import { openCampaignFolder } from '../../src/platform/campaign-folder.ts'
import { makeSystemClock } from '../../src/platform/clock.ts'
import { makeLog } from '../../src/platform/logging.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import { keepRosterFile } from '../../src/units/roster-file.ts'
import { campaignFolder } from '../corpus/folder.ts'
import { say, table } from './bench.ts'
import { makeLargeDistrict } from './workbook/district.ts'
import { fillLedger } from './workbook/fill-ledger.ts'

/** Milliseconds that the first page may take, for 95 of 100. */
const sizes = [
  { registrations: 2000, units: 250, target: 50, changes: 5 },
  { registrations: 100_000, units: 30_000, target: 200, changes: 3 },
]
/** `-- 2000` measures that size alone; `-- first` the first page alone. */
const chosen = process.argv.slice(2).filter(word => word !== 'first')
const requests = 50
/** For the record; the first is the one with a target. */
const pages = process.argv.includes('first')
  ? ['/']
  : ['/', '/can-xu-ly', '/don-vi', '/tra-cuu', '/thu', '/bao-cao', '/tai-bieu']
/** As `npm start` has them. */
const flags = ['--max-semi-space-size=4', '--heap-growing-percent=20']
const folder = mkdtempSync(path.join(tmpdir(), 'tonghop-desk-'))

interface Server {
  readonly url: string
  ask(word: string): Promise<void>
  stop(): Promise<void>
}

const start = async (dataDir: string, campaign: string): Promise<Server> => {
  const server: ChildProcess = spawn(
    process.execPath,
    [...flags, path.join(import.meta.dirname, 'desk', 'server.ts'), dataDir, campaign],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = once(server, 'exit')
  const died = ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)))
  // Also when nobody asks it any more.
  died.catch(() => {})
  const waiting: ((line: { url?: string; done?: string }) => void)[] = []
  createInterface({ input: server.stdout! }).on('line', line => waiting.shift()?.(JSON.parse(line)))
  const next = (): Promise<{ url?: string; done?: string }> =>
    Promise.race([new Promise<{ url?: string; done?: string }>(resolve => waiting.push(resolve)), died])
  const { url = '' } = await next()
  const ask = async (word: string): Promise<void> => {
    server.stdin!.write(`${word}\n`)
    await next()
  }
  const stop = async (): Promise<void> => {
    server.stdin!.write('stop\n')
    await ended
  }
  return { url, ask, stop }
}

/** A connection that the server closed at that very moment is no measure of anything: asked once more. */
const timeOf = (url: string): Promise<{ ms: number; status: number }> =>
  timeOnce(url).catch(() => timeOnce(url))

const timeOnce = async (url: string): Promise<{ ms: number; status: number }> => {
  const begun = performance.now()
  const answer = await fetch(url, {
    headers: { cookie: 'tonghop=bench', accept: 'text/html' },
    redirect: 'manual',
  })
  await answer.arrayBuffer()
  return { ms: performance.now() - begun, status: answer.status }
}

const share = (times: readonly number[], part: number): number =>
  [...times].sort((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))] ??
  Number.NaN

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const csvOf = (units: readonly Unit[]): string =>
  ['id,name,block,group,aliases,confirmed']
    .concat(
      units.map(one =>
        [one.id, one.name, one.block, one.group, '', one.confirmed ? 'yes' : 'no'].map(quoted).join(','),
      ),
    )
    .join('\n')

/** As a service that runs since days has it: the forms, which were settled by hand, are not settled anew. */
const takeRosterIn = async (dataDir: string, campaign: string): Promise<void> => {
  const opened = openCampaignFolder(campaign)
  const store = makeSqliteStore({
    file: path.join(dataDir, 'tonghop.sqlite'),
    campaign: opened.campaign,
  })
  await keepRosterFile({
    ...{ folder: dataDir, campaignFolder: opened, store, clock: makeSystemClock(), log: makeLog('silent') },
    onChange: async () => {},
  }).roster()
  await store.close()
}

const heads = ['page', 'status', 'requests', 'p50 ms', 'p95 ms', 'target']
say(`${new Date().toISOString()}  Node ${process.version}  ${cpus()[0]?.model ?? ''} x ${cpus().length}`)
const missed: string[] = []
try {
  for (const { registrations, units, target, changes } of sizes) {
    if (chosen.length > 0 && !chosen.includes(String(registrations))) continue
    const dataDir = path.join(folder, String(registrations))
    const campaign = path.join(folder, 'campaigns', String(registrations), campaignFolder.campaign.id)
    mkdirSync(dataDir, { recursive: true })
    cpSync(campaignFolder.folder, campaign, { recursive: true })
    const district = makeLargeDistrict(registrations, 1, units)
    writeFileSync(path.join(campaign, 'units.csv'), csvOf(district.roster.units))
    await fillLedger(path.join(dataDir, 'tonghop.sqlite'), campaignFolder.campaign, district.snapshot)
    await takeRosterIn(dataDir, campaign)
    const rows: string[][] = []
    say(`${registrations} registrations are in the ledger`)
    const server = await start(dataDir, campaign)
    try {
      await server.ask('current')
      const size = `${registrations} of ${units} units`
      const note = (page: string, times: readonly number[], status: number, limit?: number): void => {
        const [half, most] = [share(times, 0.5), share(times, 0.95)]
        rows.push([
          page,
          status === 200 ? '' : String(status),
          String(times.length),
          half.toFixed(1),
          most.toFixed(1),
          limit === undefined ? '' : String(limit),
        ])
        if (limit !== undefined && !(most < limit))
          missed.push(`${size}: ${page} in ${most.toFixed(1)} ms, at most ${limit}`)
      }
      for (const page of pages) {
        const times: number[] = []
        let status = 0
        // The first three warm up, as a morning's first look does.
        // A page that takes seconds is known after a few.
        for (let at = -3; at < requests && times.reduce((sum, one) => sum + one, 0) < 10_000; at++) {
          const taken = await timeOf(server.url + page)
          status = taken.status
          if (at >= 0) times.push(taken.ms)
        }
        note(page, times, status, page === '/' ? target : undefined)
      }
      const after: number[] = []
      for (let at = 0; at < changes; at++) {
        await server.ask('decide')
        after.push((await timeOf(`${server.url}/`)).ms)
        await server.ask('current')
      }
      note('/ right after a decision', after, 200, target)
      await server.ask('decide')
      const during: number[] = []
      const settled = server.ask('current').then(() => true)
      while (!(await Promise.race([settled, new Promise(resolve => setTimeout(() => resolve(false), 20))])))
        during.push((await timeOf(`${server.url}/`)).ms)
      note('/ while tables are written', during, 200)
      say(`\n${size}\n${table(heads, rows)}`)
    } finally {
      await server.stop()
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}

for (const one of missed) say(`MISSED ${one}`)
process.exitCode = missed.length > 0 ? 1 : 0
