/**
 * `npm run demo`: the sample mailbox (`fixtures/mailbox`) through the whole program on the embedded default, no server
 * needed: mails kept, read and checked, the tables written, the daily mails put into the outbox folder. Begins anew each
 * time, in `data/demo`; the clock stands at half past four on 16/02/2022.
 *
 * `npm run demo -- --desk` then opens the clerk's desk over it, with every worker: what is decided there takes effect,
 * and the clock goes on. Until Ctrl+C.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openApp } from '../src/app.ts'
import { drain } from '../src/commands/drain.ts'
import { makeOutput } from '../src/commands/output.ts'
import { balanceLines } from '../src/commands/status.ts'
import { projectFolder, readConfig } from '../src/config.ts'
import { writeTables } from '../src/consolidation/write-tables.ts'
import { hashPassword } from '../src/desk/people/passwords.ts'
import { opening } from '../src/domain/campaign.ts'
import { AppError } from '../src/domain/errors.ts'
import { collectOnce } from '../src/intake/keep.ts'
import { makeShiftedClock } from '../src/platform/clock.ts'
import { makeLog } from '../src/platform/logging.ts'
import { openMessages, writtenError } from '../src/platform/messages.ts'
import { sendMailByHand } from '../src/summary/send-daily.ts'
import { workerNames } from '../src/worker-names.ts'
import { runWorkers } from '../src/workers.ts'

const words = process.argv.slice(2)
const withDesk = words.includes('--desk')
// `--in FOLDER`, which must not be there yet: what is there is thrown away in the demo's own folder only.
const elsewhere = words.includes('--in') ? words[words.indexOf('--in') + 1] : undefined
const dataDir = path.resolve(elsewhere ?? path.join(projectFolder, 'data', 'demo'))
const mailboxDir = path.join(projectFolder, 'fixtures', 'mailbox')
const say = openMessages(path.join(projectFolder, 'templates'))
const output = makeOutput(process.stdout, process.stderr)
const shown = (file: string): string => path.relative(process.cwd(), file)

/** With an account of its own: the ledger is thrown away at the next demo. */
const openDesk = async (): Promise<void> => {
  const name = 'canbo'
  const password = randomBytes(6).toString('base64url')
  const shown = say('demo.person')
  await app.store.saveAccount({
    ...{ name, shown, role: 'administrator', active: true, password: await hashPassword(password) },
  })
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  const deskOpen = (url: string): void => {
    output.line('')
    output.line(say('demo.desk', { url }))
    output.line(say('demo.account', { name, password }))
    output.line(say('demo.end'))
  }
  await runWorkers(app, workerNames, { concurrency: 1, patient: true, deskOpen }, stopping.signal)
}

if (elsewhere === undefined) rmSync(dataDir, { recursive: true, force: true })
else if (existsSync(dataDir)) throw new Error(`${dataDir} is there already`)
const clock = makeShiftedClock(Date.parse('2022-02-16T16:30:00+07:00'))
const { PORT, DESK_HOST, DESK_URL } = process.env
const config = readConfig({
  ...{ DATA_DIR: dataDir, MAILBOX_DIR: mailboxDir, POLL_SECONDS: '5' },
  ...(withDesk ? { PORT, DESK_HOST, DESK_URL } : {}),
})
const app = await openApp(config, clock, makeLog('silent'))
try {
  const { store, folder } = app
  output.line(say('demo.mailbox', { folder: shown(mailboxDir) }))
  const mailbox = await app.mailbox()
  const brought = await collectOnce({
    ...app,
    mailbox,
    queue: await app.queue(),
    since: opening(folder.campaign),
    signal: new AbortController().signal,
  })
  await mailbox.close()
  output.line(say('demo.kept', { count: brought }))
  await drain(app, say('cli.reading'), output)
  const snapshot = await store.snapshot()
  const { lines, even } = balanceLines(snapshot, say)
  for (const line of lines) output.line(line)
  const roster = await app.roster.roster()
  const tables = await writeTables({
    ...app,
    snapshot,
    roster,
    campaignFolder: folder,
    now: clock.now(),
    folder: app.tablesFolder,
  })
  for (const one of tables.files) output.line(say(`demo.${one.kind}`, { file: shown(one.path) }))
  const digest = await sendMailByHand(app.mailParts(), 'digest', '2022-02-16')
  output.line(say('demo.digest', { file: shown(digest.detail) }))
  const mail = await sendMailByHand(app.mailParts(), 'summary')
  output.line(say('demo.mail', { file: shown(mail.detail) }))
  output.line(say('demo.roster', { file: shown(app.roster.file) }))
  process.exitCode = even && digest.kind === 'sent' && mail.kind === 'sent' ? 0 : 1
  if (withDesk) await openDesk()
} catch (error) {
  if (!(error instanceof AppError)) throw error
  output.problem(writtenError(error, say))
  process.exitCode = 1
} finally {
  await app.close()
}
