/**
 * One drawing in a process of its own: `node draw.ts consolidated|tracking LEDGER ROSTER OUT`. Reads the ledger as the
 * program does, draws, writes the file, and says what it took, as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { drawConsolidated, drawTracking } from '../../../src/consolidation/draw-tables.ts'
import { openCampaignFolder } from '../../../src/platform/campaign-folder.ts'
import { makeSqliteStore } from '../../../src/platform/store/sqlite.ts'

/** Milliseconds; MB of resident memory at its highest (VmHWM, Linux). */
export interface Taken {
  readonly reading: number
  readonly drawing: number
  readonly peak: number
}

const [kind, ledger = '', rosterFile = '', out = ''] = process.argv.slice(2)
const campaignFolder = openCampaignFolder(
  path.join(import.meta.dirname, '../../../templates/dan-van-kheo-2022'),
)
const roster = JSON.parse(readFileSync(rosterFile, 'utf8'))
const store = makeSqliteStore({ file: ledger, campaign: campaignFolder.campaign })
const start = performance.now()
const snapshot = await store.snapshot()
const read = performance.now()
const input = { snapshot, roster, campaignFolder, now: Date.UTC(2022, 1, 14, 9, 5) }
const file = kind === 'tracking' ? await drawTracking(input) : (await drawConsolidated(input, ['xlsx']))[0]!
const drawn = performance.now()
writeFileSync(out, file.bytes)
await store.close()
const status = readFileSync('/proc/self/status', 'latin1')
const taken: Taken = {
  reading: read - start,
  drawing: drawn - read,
  peak: Math.round(Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) / 1024),
}
process.stdout.write(JSON.stringify(taken))
