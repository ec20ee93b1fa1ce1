/** `tonghop doctor`: looks at everything the service needs, one line each, and says what to mend. Sends and keeps nothing. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { openApp } from '../app.ts'
import type { Config } from '../config.ts'
import { AppError } from '../domain/errors.ts'
import { makeImapMailbox } from '../intake/imap-mailbox.ts'
import { openCampaignFolder } from '../platform/campaign-folder.ts'
import { makeSystemClock } from '../platform/clock.ts'
import { makeLog } from '../platform/logging.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { type Say, writtenError } from '../platform/messages.ts'
import { checkRedis } from '../platform/queue/redis-connection.ts'
import { isolation } from '../platform/sandbox/child-process.ts'
import { makeReader } from '../platform/sandbox/reader.ts'
import { isRoleHeld } from '../platform/service-lock.ts'
import { checkSmtp } from '../platform/smtp-outbox.ts'
import type { RosterTroubleFact } from '../units/roster-file.ts'
import { checkDeskUrl, checkPort, isInTheClear } from './doctor-desk.ts'
import type { Output } from './output.ts'
import { readStartingRoster } from './starting-roster.ts'

/** @returns 1 when something is wrong; what is merely left out (no SMTP_URL) is a note */
export const doctorCommand = async (config: Config, say: Say, output: Output): Promise<number> => {
  let bad = 0
  const check = async (what: string, look: () => Promise<string | undefined>): Promise<void> => {
    try {
      output.line(say('doctor.ok', { what: (await look()) ?? what }))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      bad++
      output.line(say('doctor.bad', { what, reason: writtenError(error, say) }))
    }
  }
  const note = (what: string, reason: string): void => output.line(say('doctor.note', { what, reason }))
  const log = makeLog('silent')
  const clock = makeSystemClock()

  output.line(say('doctor.ok', { what: say('doctor.node', { version: process.versions.node }) }))
  await check(say('doctor.campaign', { id: path.basename(config.campaignFolder) }), async () => {
    readStartingRoster(openCampaignFolder(config.campaignFolder).unitsFile)
    return undefined
  })
  await check(say('doctor.data', { folder: config.dataDir }), async () => checkWritable(config.dataDir))
  if (bad > 0) return 1

  const app = await openApp(config, clock, log)
  try {
    const { campaign } = app.folder
    await check(say('doctor.store'), async () => {
      await app.store.revision()
      return undefined
    })
    await check(path.basename(app.roster.file), async () => {
      const { units } = await app.roster.roster()
      // An older list may be in force while the clerk's file has faults.
      const trouble = await app.store.fact<RosterTroubleFact>('roster-trouble')
      if (trouble) throw new AppError('bad-roster', trouble.message)
      return say('doctor.roster', {
        count: units.length,
        confirmed: units.filter(one => one.confirmed).length,
      })
    })
    await check(say('doctor.sandbox'), async () => {
      const reader = makeReader(campaign, 1)
      try {
        await reader.readFile(Buffer.from('tonghop'), 'doctor.txt')
      } finally {
        reader.close()
      }
      return undefined
    })
    if (!isolation.network) note(say('doctor.sandbox'), say('doctor.sandboxNetwork'))
    if (!isolation.memory) note(say('doctor.sandbox'), say('doctor.sandboxMemory'))
    const { imap, redisUrl, smtpUrl } = config
    if (imap)
      await check(say('doctor.imap'), async () => {
        const mailbox = makeImapMailbox(imap, { clock, log })
        const never = new AbortController()
        // A look that begins in three days signs in, opens every folder and brings nothing.
        await mailbox
          .collect({
            since: clock.now() + 3 * 86_400_000,
            cursor: async () => undefined,
            keptUids: async () => new Set(),
            keep: async () => {},
            signal: never.signal,
          })
          .finally(() => mailbox.close())
        return undefined
      })
    else note(say('doctor.noImap'), say('doctor.noImapWhy', { folder: app.mailboxFolder }))
    if (redisUrl)
      await check(say('doctor.redis'), async () => {
        await checkRedis(redisUrl)
        return undefined
      })
    const smtp = say('doctor.smtp', { target: app.outbox.target })
    if (smtpUrl)
      await check(smtp, async () => {
        await checkSmtp(smtpUrl)
        return undefined
      })
    else note(smtp, say('doctor.noSmtpWhy', { folder: app.outbox.target }))
    const { desk } = config
    const listens = say('doctor.desk', { address: `${desk.host}:${desk.port}` })
    if (isRoleHeld(config.dataDir, 'desk')) {
      note(listens, say('doctor.deskRuns'))
      if (desk.url !== undefined)
        await check(`DESK_URL ${desk.url}`, async () => checkDeskUrl(desk.url ?? '').then(() => undefined))
    } else await check(listens, async () => checkPort(desk).then(() => undefined))
    if (isInTheClear(desk)) note(say('doctor.deskClear'), say('doctor.deskClearWhy'))
    if ((await app.store.accounts()).length === 0) note(say('doctor.accounts'), say('doctor.accountsWhy'))
    const { to, cc } = campaign.mails.summary
    if (to.every(one => one === campaign.office.address))
      note(say('doctor.recipients'), say('doctor.recipientsWhy'))
    if (cc.length === 0) note(say('doctor.copies'), say('doctor.copiesWhy'))
    if (campaign.receivedBy.length === 0) {
      note(say('doctor.receivedBy'), say('doctor.receivedByWhy'))
      if (campaign.mails.receipts) note(say('doctor.receipts'), say('doctor.receiptsWhy'))
    }
  } finally {
    await app.close()
  }
  return bad > 0 ? 1 : 0
}

const checkWritable = (folder: string): undefined => {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new AppError(
      'bad-config',
      'DATA_DIR cannot be written to: check the path and who may write there',
      { cause },
    )
  }
}
