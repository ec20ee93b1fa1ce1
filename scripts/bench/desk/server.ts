/**
 * The service as `npm start` runs it, for `bench:desk`: `node server.ts DATA_DIR CAMPAIGN_FOLDER`. All workers in one
 * process, a mailbox with nothing new in it, a person signed in. Prints, as JSON lines, where the desk is and when the
 * tables stand; on a line of its input `decide` it decides something as a page would, and says when it is done.
 */
import { createInterface } from 'node:readline'
import { openApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { type OverviewMark, overviewMarkFact } from '../../../src/consolidation/overview.ts'
import { sha256 } from '../../../src/domain/identity.ts'
import { makeShiftedClock } from '../../../src/platform/clock.ts'
import { makeLog } from '../../../src/platform/logging.ts'
import { workerNames } from '../../../src/worker-names.ts'
import { runWorkers } from '../../../src/workers.ts'

const [dataDir = '', campaignFolder = ''] = process.argv.slice(2)
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

const config = { ...readConfig({ DATA_DIR: dataDir, PORT: '0', POLL_SECONDS: '3600' }), campaignFolder }
const app = await openApp(
  config,
  makeShiftedClock(Date.parse('2022-02-14T09:05:00+07:00')),
  makeLog('silent'),
)
const { store, clock } = app
await store.saveAccount({
  name: 'hoa',
  shown: 'Nguyễn Thị Hoa',
  role: 'administrator',
  active: true,
  password: 'none',
})
const now = clock.now()
await store.openSession({ id: sha256(Buffer.from('bench')), account: 'hoa', since: now, lastSeen: now })
const stopping = new AbortController()

/** Until the tables show the ledger as it is. */
const current = async (): Promise<void> => {
  for (;;) {
    const mark = await store.fact<OverviewMark>(overviewMarkFact)
    const revision = await store.revision()
    await clock.sleep(300)
    if (mark?.revision === revision && (await store.revision()) === revision) return
  }
}

let decided = 0
const decide = async (): Promise<void> => {
  const { submissions } = await store.excerpt({ waiting: true })
  const one = submissions.filter(form => form.standing === 'review')[decided++]
  if (!one) throw new Error('nothing waits any more')
  const decision = { subject: one.id, kind: 'dismiss' as const, before: null, after: { reason: 'bench' } }
  const { jobs } = await store.decide({ ...decision, by: 'Nguyễn Thị Hoa', at: clock.now() }, one.version)
  await (await app.queue()).announce('validate', jobs)
  while ((await store.jobsLeft(jobs)) > 0) await clock.sleep(2)
}

createInterface({ input: process.stdin }).on('line', async line => {
  if (line === 'decide') await decide()
  if (line === 'current') await current()
  if (line === 'stop') stopping.abort()
  say({ done: line })
})
await runWorkers(
  app,
  workerNames,
  { concurrency: 1, patient: true, deskOpen: url => say({ url }) },
  stopping.signal,
)
await app.close()
process.exit()
