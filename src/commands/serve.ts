/** `tonghop serve` and `tonghop work NAME…`: runs workers until SIGTERM or Ctrl+C, then stops with nothing half-done. */
import type { App } from '../app.ts'
import type { Say } from '../platform/messages.ts'
import type { WorkerName } from '../worker-names.ts'
import { runWorkers, type WorkOptions } from '../workers.ts'
import type { Output } from './output.ts'

/** @throws AppError already-running and what workers throw for good */
export const serveCommand = async (
  app: App,
  names: readonly WorkerName[],
  options: WorkOptions,
  say: Say,
  output: Output,
): Promise<number> => {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  // A second signal ends it at once: the ledger holds what was not finished.
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  app.log.info({ workers: names, campaign: app.folder.campaign.id }, 'started')
  if (names.includes('mailbox'))
    output.problem(
      say('cli.starting', {
        mailbox: app.config.imap ? 'IMAP' : app.mailboxFolder,
        tables: app.tablesFolder,
      }),
    )
  try {
    await runWorkers(
      app,
      names,
      {
        ...options,
        deskOpen: (url, firstStart) => {
          output.problem(say('cli.desk', { url }))
          // Whoever reads this terminal may make the first account; a log that is kept must not say it.
          if (firstStart !== undefined)
            output.problem(
              output.isTerminal ? say('cli.firstStart', { url: firstStart }) : say('cli.noAccount'),
            )
        },
      },
      stopping.signal,
    )
  } finally {
    process.off('SIGTERM', stop)
    process.off('SIGINT', stop)
  }
  app.log.info({ workers: names }, 'stopped')
  return 0
}
