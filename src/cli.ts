/**
 * `tonghop COMMAND`: words to functions, and every outcome to an exit code: 0 done, 1 failed, 2 wrong use. Holds no logic
 * of its own. Each command's code is loaded when it is asked for: `read` needs no queue and no mailbox.
 */
import path from 'node:path'
import type { App } from './app.ts'
import { type Asked, readAsked } from './commands/asked.ts'
import { makeOutput, type Output } from './commands/output.ts'
import { projectFolder, readConfig } from './config.ts'
import { AppError } from './domain/errors.ts'
import { openCampaignFolder } from './platform/campaign-folder.ts'
import { makeSystemClock } from './platform/clock.ts'
import { makeLog } from './platform/logging.ts'
import { openMessages, type Say, writtenError } from './platform/messages.ts'

/** @returns the exit code */
export const main = async (argv: readonly string[]): Promise<number> => {
  const say = openMessages(path.join(projectFolder, 'templates'))
  const output = makeOutput(process.stdout, process.stderr)
  try {
    const asked = readAsked(argv, say)
    if (asked === 'help') {
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

const run = async (asked: Asked, say: Say, output: Output): Promise<number> => {
  const config = readConfig()
  if (asked.command === 'read') {
    const { readCommand } = await import('./commands/read.ts')
    return readCommand(asked.words, openCampaignFolder(config.campaignFolder), say, output)
  }
  if (asked.command === 'doctor') {
    const { doctorCommand } = await import('./commands/doctor.ts')
    return doctorCommand(config, say, output)
  }
  if (asked.command === 'archive' && asked.check) {
    const { checkArchiveCommand } = await import('./commands/archive.ts')
    const { campaign } = openCampaignFolder(config.campaignFolder)
    return checkArchiveCommand(asked.words[0]!, campaign, say, output)
  }
  const { openApp } = await import('./app.ts')
  if (asked.command === 'restore') {
    const { restoreCommand } = await import('./commands/backup.ts')
    const open = (): Promise<App> => openApp(config, makeSystemClock(), makeLog('error'))
    return restoreCommand(config, asked.words[0]!, open, say, output)
  }
  // A command says what it did in words; at the usual level its log would only be noise beside them.
  const isService = asked.command === 'serve' || asked.command === 'work'
  const level = isService || config.logLevel !== 'info' ? config.logLevel : 'error'
  const app = await openApp(config, makeSystemClock(), makeLog(level))
  try {
    return await inApp(app, asked, say, output)
  } finally {
    await app.close()
  }
}

const inApp = async (app: App, asked: Asked, say: Say, output: Output): Promise<number> => {
  const { words, workers, out, date, mail, reminders, concurrency, by, anyway, takeOver } = asked
  switch (asked.command) {
    case 'import':
      return (await import('./commands/import.ts')).importCommand(app, words, say, output)
    case 'status':
      return (await import('./commands/status.ts')).statusCommand(app, say, output)
    case 'workbook':
      return (await import('./commands/workbook.ts')).workbookCommand(app, out, say, output)
    case 'summary':
      return (await import('./commands/summary.ts')).summaryCommand(
        app,
        { ...mail, day: date, by },
        say,
        output,
      )
    case 'sent': {
      // An id has a space in it, and few people quote.
      const id = words.length > 0 ? words.join(' ') : undefined
      return (await import('./commands/sent.ts')).sentCommand(app, { id, out }, say, output)
    }
    case 'replay':
      return (await import('./commands/replay.ts')).replayCommand(app, asked, say, output)
    case 'remind':
      return (await import('./commands/remind.ts')).remindCommand(
        app,
        { what: reminders, units: words, by },
        say,
        output,
      )
    case 'archive':
      return (await import('./commands/archive.ts')).archiveCommand(app, words[0]!, asked, say, output)
    case 'backup':
      return (await import('./commands/backup.ts')).backupCommand(app, words[0]!, say, output)
    case 'purge':
      return (await import('./commands/purge.ts')).purgeCommand(app, asked, say, output)
    case 'close':
      return (await import('./commands/close.ts')).closeCommand(app, { by, anyway }, say, output)
    case 'reopen':
      return (await import('./commands/close.ts')).reopenCommand(app, by, say, output)
    case 'account':
      return (await import('./commands/account.ts')).accountCommand(
        app,
        { ...asked.account!, by },
        say,
        output,
        { input: process.stdin, output: process.stderr },
      )
    case 'edits':
      return (await import('./commands/edits.ts')).editsCommand(
        app,
        { file: words[0], takeOver, by },
        say,
        output,
      )
    default:
      return (await import('./commands/serve.ts')).serveCommand(
        app,
        workers,
        { concurrency, patient: true },
        say,
        output,
      )
  }
}
