/**
 * `tonghop COMMAND`: words to functions, and every outcome to an exit code: 0 done, 1 failed, 2 wrong use. Holds no logic
 * of its own. Each command's code is loaded when it is asked for: `read` needs no queue and no mailbox.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { App } from './app.ts'
import { makeOutput, type Output } from './commands/output.ts'
import { projectFolder, readConfig } from './config.ts'
import { AppError } from './domain/errors.ts'
import { openCampaignFolder } from './platform/campaign-folder.ts'
import { makeSystemClock } from './platform/clock.ts'
import { makeLog } from './platform/logging.ts'
import { openMessages, type Say, writtenError } from './platform/messages.ts'
import { workerNames } from './worker-names.ts'

interface Asked {
  readonly command: string
  readonly words: readonly string[]
  readonly options: {
    readonly out?: string
    readonly date?: string
    readonly 'dry-run'?: boolean
    readonly concurrency?: string
  }
}

/** @returns the exit code */
export const main = async (argv: readonly string[]): Promise<number> => {
  const say = openMessages(path.join(projectFolder, 'templates'))
  const output = makeOutput(process.stdout, process.stderr)
  try {
    const asked = parse(argv)
    if (asked.command === 'help') {
      output.line(say('cli.usage'))
      return 0
    }
    return await run(asked, say, output)
  } catch (error) {
    // Anything else is a bug: it keeps its stack.
    if (!(error instanceof AppError)) throw error
    if (error.code === 'bad-usage') {
      output.problem(say('cli.wrongUse', { reason: error.message }))
      output.problem(say('cli.usage'))
      return 2
    }
    output.problem(writtenError(error, say))
    return 1
  }
}

const usage = (reason: string): AppError => new AppError('bad-usage', reason)

const parse = (argv: readonly string[]): Asked => {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        date: { type: 'string' },
        'dry-run': { type: 'boolean' },
        concurrency: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { help, ...options } = values
    const [command, ...words] = positionals
    if (help || command === undefined) return { command: 'help', words: [], options: {} }
    return { command, words, options }
  } catch (cause) {
    if (cause instanceof TypeError)
      throw new AppError('bad-usage', cause.message.split('. ')[0] ?? '', { cause })
    throw cause
  }
}

/** The options that each command takes; others are wrong use, not ignored. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  read: [],
  import: [],
  status: [],
  workbook: ['out'],
  summary: ['date', 'dry-run'],
  serve: ['concurrency'],
  work: ['concurrency'],
  doctor: [],
}

const run = async ({ command, words, options }: Asked, say: Say, output: Output): Promise<number> => {
  const known = allowed[command]
  if (!known) throw usage(command)
  const strange = Object.keys(options).find(name => !known.includes(name))
  if (strange) throw usage(`${command} --${strange}`)
  if (!['read', 'import', 'work'].includes(command) && words.length > 0) throw usage(`${command} ${words[0]}`)
  if (['read', 'import', 'work'].includes(command) && words.length === 0) throw usage(command)
  const config = readConfig()
  if (command === 'read')
    return (await import('./commands/read.ts')).readCommand(
      words,
      openCampaignFolder(config.campaignFolder),
      say,
      output,
    )
  if (command === 'doctor') return (await import('./commands/doctor.ts')).doctorCommand(config, say, output)
  const { openApp } = await import('./app.ts')
  const app = await openApp(config, makeSystemClock(), makeLog(config.logLevel))
  try {
    return await inApp(app, { command, words, options }, say, output)
  } finally {
    await app.close()
  }
}

const inApp = async (
  app: App,
  { command, words, options }: Asked,
  say: Say,
  output: Output,
): Promise<number> => {
  switch (command) {
    case 'import':
      return (await import('./commands/import.ts')).importCommand(app, words, say, output)
    case 'status':
      return (await import('./commands/status.ts')).statusCommand(app, say, output)
    case 'workbook':
      return (await import('./commands/workbook.ts')).workbookCommand(app, options.out, say, output)
    case 'summary':
      return (await import('./commands/summary.ts')).summaryCommand(
        app,
        { day: checkedDay(options.date), dryRun: options['dry-run'] ?? false },
        say,
        output,
      )
    default: {
      const names = command === 'serve' ? workerNames : words.map(checkedWorker)
      return (await import('./commands/serve.ts')).serveCommand(
        app,
        names,
        { concurrency: checkedCount(options.concurrency) },
        say,
        output,
      )
    }
  }
}

const checkedDay = (text: string | undefined): string | undefined => {
  if (text !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))))
    throw usage(`--date ${text} (YYYY-MM-DD)`)
  return text
}
const checkedWorker = (name: string): (typeof workerNames)[number] => {
  const known = workerNames.find(one => one === name)
  if (!known) throw usage(`work ${name} (${workerNames.join(', ')})`)
  return known
}
const checkedCount = (text: string | undefined): number => {
  if (text === undefined) return 1
  if (!/^[1-9]\d?$/.test(text)) throw usage(`--concurrency ${text} (1-99)`)
  return Number(text)
}
