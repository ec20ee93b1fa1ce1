/**
 * A campaign in a process of its own, on a machine set to one zone after another: mails arrive, are read and settled,
 * tables are written, mails go out, at the moments that it is told. Prints, as JSON, all that people would see of it. The
 * clock is told; everything else is the program's own.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { openApp } from '../../src/app.ts'
import { statusCommand } from '../../src/commands/status.ts'
import { workbookCommand } from '../../src/commands/workbook.ts'
import { readConfig } from '../../src/config.ts'
import { opening } from '../../src/domain/campaign.ts'
import { sha256 } from '../../src/domain/identity.ts'
import { collectOnce } from '../../src/intake/keep.ts'
import { makeReadJob } from '../../src/jobs/read-job.ts'
import { makeValidateJob } from '../../src/jobs/validate-job.ts'
import { makeLog } from '../../src/platform/logging.ts'
import type { Reader } from '../../src/platform/sandbox/reader.ts'
import { readMessage } from '../../src/reading/read-message.ts'
import { lookAtReplies } from '../../src/replies/look.ts'
import { releaseDrafts } from '../../src/replies/reminders.ts'
import { previewMail, sendDueMail } from '../../src/summary/send-daily.ts'

export interface ZoneTask {
  /** In turn; each leaves its DATA_DIR in the current folder, by its number. */
  readonly zones: readonly string[]
  readonly campaignFolder: string
  /** The clerk's list of units. */
  readonly rosterFile: string
  /** A mail that arrives at a moment: its file, and the name that it gets in the mailbox. */
  readonly mails: readonly { readonly file: string; readonly at: number }[]
  /** Milliseconds, ascending. */
  readonly moments: readonly number[]
  /** Those at which tables are written, and `status` is asked. */
  readonly tablesAt: readonly number[]
  /** Before these tables somebody edits one. */
  readonly editedAt: number
  /** A mail that is sent then has its tables with it. */
  readonly mailWithTablesAt: number
  /** At which mails are looked at that are not sent. */
  readonly previewAt: number
}

export interface ZoneResult {
  /** `new Date(2022, 1, 15).getTimezoneOffset()`: that the machine really is set so. */
  readonly offset: number
  /** What was taken in and sent at each moment, in words. */
  readonly events: readonly (readonly string[])[]
  /** Files that people get, by name: the hash of their bytes. */
  readonly files: Readonly<Record<string, string>>
  /** The heads of mails, by their file. */
  readonly heads: Readonly<Record<string, string>>
  /** By the mail's name: standing and codes with their values. */
  readonly messages: Readonly<Record<string, string>>
  readonly status: readonly string[]
  readonly snapshot: string
}

/** Relative, and the same for each: where it is stands in what is sent. */
const data = 'data'
const absolute = path.resolve(data)

const runCampaign = async (task: ZoneTask): Promise<ZoneResult> => {
  const { campaignFolder, rosterFile, mails, moments, tablesAt, editedAt, previewAt, mailWithTablesAt } = task
  let now = moments[0]!
  const clock = { now: () => now, sleep: async () => {} }
  for (const folder of ['', 'bieu', 'outbox']) mkdirSync(path.join(data, folder))
  copyFileSync(rosterFile, path.join(data, path.basename(rosterFile)))
  const config = { ...readConfig({}), dataDir: data, campaignFolder }
  const app = await openApp(config, clock, makeLog('silent'))
  const { store, archive } = app
  const { campaign } = app.folder
  const queue = await app.queue()
  const mailbox = await app.mailbox()
  // In this process: the child that reads has an empty environment, and with it the machine's own zone.
  const none = () => Promise.reject(new Error('mails alone are read here'))
  const reader: Reader = {
    readMessage: bytes => readMessage(bytes, campaign),
    ...{ readFile: none, readBook: none, openPart: none, close: () => {} },
  }
  const roster = () => app.roster.roster()
  const handlers = {
    read: makeReadJob({ archive, store, queue, clock, reader, campaign }),
    validate: makeValidateJob({ store, clock, campaign, roster }),
  }

  const takeIn = async (): Promise<number> => {
    const brought = await collectOnce({
      ...{ mailbox, store, archive, clock, queue },
      since: opening(campaign),
      signal: new AbortController().signal,
    })
    for (const kind of ['read', 'validate'] as const)
      for (;;) {
        const job = await store.lease(kind, null, now, 60_000)
        if (!job) break
        await handlers[kind](job)
      }
    return brought
  }

  const files: Record<string, string> = {}
  const heads: Record<string, string> = {}
  const look = (folder: string, when: string): void => {
    for (const name of readdirSync(path.join(data, folder)).sort()) {
      const bytes = readFileSync(path.join(data, folder, name))
      files[`${name}${when}`] = sha256(bytes)
      if (name.endsWith('.eml')) heads[name] = bytes.toString('latin1').split('\r\n\r\n')[0]!
    }
  }

  const status: string[] = []
  const events: string[][] = []
  const mailParts = app.mailParts()
  const parts: typeof mailParts = {
    ...mailParts,
    // Drawing takes most of the time: only one mail has its tables.
    tables: async (...wanted) => (now === mailWithTablesAt ? mailParts.tables(...wanted) : []),
  }
  const arrived = new Set<string>()
  for (const moment of moments) {
    now = moment
    const happened: string[] = []
    for (const { file, at } of mails) {
      const name = path.basename(file)
      if (at > now || arrived.has(name)) continue
      arrived.add(name)
      copyFileSync(file, path.join(app.mailboxFolder, name))
      utimesSync(path.join(app.mailboxFolder, name), at / 1000, at / 1000 - 10)
    }
    const brought = await takeIn()
    if (brought > 0) happened.push(`${brought} mails`)
    for (const kind of ['digest', 'summary'] as const) {
      const step = await sendDueMail(parts, kind)
      if (step.kind !== 'nothing') happened.push(`${step.id} ${step.kind}`)
    }
    for (const one of await lookAtReplies(parts))
      happened.push(`${one.id.replace(/[0-9a-f]{32}/, '')} ${one.kind}`)
    const drafts = (await store.sentMails()).filter(one => one.state === 'draft').map(one => one.id)
    if (drafts.length > 0) {
      happened.push(...drafts.map(id => `${id} drafted`))
      await releaseDrafts(parts, drafts, 'x')
    }
    if (moment === previewAt)
      for (const kind of ['digest', 'summary'] as const) {
        const mail = await previewMail(parts, kind)
        files[`preview ${kind}`] = sha256(mail.raw)
        happened.push(`${mail.id}: ${mail.subject}`)
      }
    if (tablesAt.includes(moment)) {
      const said: string[] = []
      const say = (text: string): void => void said.push(text.replaceAll(absolute, 'DATA_DIR'))
      const output = { line: say, problem: say, progress: () => {}, endProgress: () => {} }
      if (moment === editedAt) writeFileSync(path.join(data, 'bieu', 'Bieu tong hop DVK 2022.xlsx'), 'x')
      await workbookCommand(app, undefined, app.say, output)
      look('bieu', ` at ${moment}`)
      await statusCommand(app, app.say, output)
      status.push(...said)
    }
    events.push(happened)
  }

  look('outbox', '')
  const snapshot = await store.snapshot()
  const messages = Object.fromEntries(
    snapshot.messages.map(message => {
      const own = snapshot.submissions.filter(one => one.messageId === message.id)
      const found = own.flatMap(one =>
        one.findings.map(found => `${found.code} ${Object.values(found.args).join(' ')}`.trim()),
      )
      return [message.locations[0]?.uid ?? '', [message.standing, ...found.sort()].join('; ')]
    }),
  )
  const offset = new Date(2022, 1, 15).getTimezoneOffset()
  await mailbox.close()
  await app.close()
  return {
    ...{ offset, events, files, heads, messages, status },
    snapshot: JSON.stringify(snapshot).replaceAll(absolute, 'DATA_DIR'),
  }
}

const task: ZoneTask = JSON.parse(process.argv[2] ?? '{}')
const results: ZoneResult[] = []
for (const [index, zone] of task.zones.entries()) {
  // Node tells V8 and ICU of it: what is made after this is made in that zone.
  process.env.TZ = zone
  results.push(await runCampaign(task))
  renameSync(data, `data-${index}`)
}
process.stdout.write(JSON.stringify(results))
