/**
 * `npm run demo`: the sample mailbox (`fixtures/mailbox`) through the whole program on the embedded default, no server
 * needed: mails kept, read and checked, the tables written, the daily mails put into the outbox folder. Begins anew each
 * time, in `data/demo`; the clock stands at half past four on 16/02/2022.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { openApp } from '../src/app.ts'
import { drain } from '../src/commands/drain.ts'
import { makeOutput } from '../src/commands/output.ts'
import { balanceLines } from '../src/commands/status.ts'
import { projectFolder, readConfig } from '../src/config.ts'
import { writeTables } from '../src/consolidation/write-tables.ts'
import { opening } from '../src/domain/campaign.ts'
import { collectOnce } from '../src/intake/keep.ts'
import { makeShiftedClock } from '../src/platform/clock.ts'
import { makeLog } from '../src/platform/logging.ts'
import { openMessages } from '../src/platform/messages.ts'
import { sendMailByHand } from '../src/summary/send-daily.ts'

const dataDir = path.join(projectFolder, 'data', 'demo')
const mailboxDir = path.join(projectFolder, 'fixtures', 'mailbox')
const say = openMessages(path.join(projectFolder, 'templates'))
const output = makeOutput(process.stdout, process.stderr)
const shown = (file: string): string => path.relative(process.cwd(), file)

rmSync(dataDir, { recursive: true, force: true })
const clock = makeShiftedClock(Date.parse('2022-02-16T16:30:00+07:00'))
const config = readConfig({ DATA_DIR: dataDir, MAILBOX_DIR: mailboxDir })
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
} finally {
  await app.close()
}
