/** `tonghop backup DIR`: a copy to go on with, while the service works. `tonghop restore DIR`: into an empty DATA_DIR. */
import path from 'node:path'
import type { App } from '../app.ts'
import { writeBackup } from '../backup/backup.ts'
import { forgetWhatMayHaveGone, restore } from '../backup/restore.ts'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { writtenMoment } from '../domain/zoned-time.ts'
import type { Say } from '../platform/messages.ts'
import { receiptsSinceFact } from '../replies/send-receipts.ts'
import { mailsStoppedFact } from '../summary/hand-over.ts'
import { startedAtFact } from '../summary/mail-matter.ts'
import { megabytes } from './megabytes.ts'
import type { Output } from './output.ts'

/** @throws AppError as `writeBackup` */
export const backupCommand = async (app: App, target: string, say: Say, output: Output): Promise<number> => {
  const { config, folder, clock } = app
  const out = path.resolve(target)
  if (isWithin(out, config.dataDir) || isWithin(config.dataDir, out))
    throw new AppError('already-there', `${out} and DATA_DIR lie in each other: choose a folder elsewhere`)
  const { note, fresh } = await writeBackup({
    ...{ dataDir: config.dataDir, target: out, campaign: folder.campaign, now: clock.now() },
    copyLedger: async file => {
      const copy = app.copyLedger(file)
      try {
        const { messages, sentMails } = await copy.snapshot()
        const kept = messages.filter(one => one.purgedAt === null).map(one => one.id)
        return [...new Set([...kept, ...sentMails.map(one => one.raw)])].filter(id => id !== '').sort()
      } finally {
        await copy.close()
      }
    },
  })
  const bytes = note.files.reduce((sum, one) => sum + one.size, 0)
  output.line(say('backup.done', { folder: out, mails: note.mails.length, fresh, size: megabytes(bytes) }))
  return 0
}

/** Before anything is opened: DATA_DIR is not there yet. @throws AppError as `restore` */
export const restoreCommand = async (
  config: Config,
  from: string,
  open: () => Promise<App>,
  say: Say,
  output: Output,
): Promise<number> => {
  const campaign = { id: path.basename(config.campaignFolder) }
  const note = await restore({ from: path.resolve(from), dataDir: config.dataDir, campaign })
  const app = await open()
  try {
    const { timeZone } = app.folder.campaign
    const when = writtenMoment(Date.parse(note.at), timeZone)
    await forgetWhatMayHaveGone(app.store, {
      facts: [startedAtFact, receiptsSinceFact],
      stoppedFact: mailsStoppedFact,
      detail: say('backup.mayHaveGone', { when }),
      now: app.clock.now(),
    })
    output.line(say('backup.restored', { folder: config.dataDir, when, mails: note.mails.length }))
    return 0
  } finally {
    await app.close()
  }
}

const isWithin = (one: string, other: string): boolean =>
  `${one}${path.sep}`.startsWith(`${other}${path.sep}`)
