/** An office for tests of the daily mails: a real ledger, archive and SMTP server, and a clock that the test sets. */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { SentMail } from '../../src/domain/ledger.ts'
import { makeAlone } from '../../src/platform/alone.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeSmtpOutbox } from '../../src/platform/smtp-outbox.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Clock } from '../../src/ports.ts'
import { type DailyParts, firstStart } from '../../src/summary/send-daily.ts'
import { campaignFolder, rosterOf, unitOf } from '../consolidation/snapshots.ts'
import { makeSampleStore, sampleReading } from '../support/ledger.ts'
import { type SmtpBehaviour, type SmtpFixture, startSmtp } from '../support/smtp.ts'
import { tempFolder } from '../support/temp-folder.ts'

const { wording } = campaignFolder
export const { campaign } = campaignFolder
/** An instant of February 2022 on the campaign's clock: `11 16:30`. */
export const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)

export interface Office {
  readonly parts: DailyParts
  readonly server: SmtpFixture
  /** Sets the clock: `11 16:30`. */
  goTo(moment: string): void
  /** The same folder opened anew, as after the process was killed; `broken` replaces some of its parts. */
  restart(broken?: (parts: DailyParts) => Partial<DailyParts>): DailyParts
  rows(): Promise<Pick<SentMail, 'id' | 'state'>[]>
}

/** An office with one unit's form registered, first started on Wednesday 09/02/2022 at 08:00. */
export const makeOffice = async (behaviour: SmtpBehaviour = {}): Promise<Office> => {
  const folder = tempFolder()
  const server = await startSmtp(behaviour)
  onTestFinished(() => server.stop())
  const sample = makeSampleStore(folder)
  await sample.receive(sampleReading({ unit: 'Trường Sao Mai' }), { unitId: 'sao-mai' })
  await sample.store.close()
  let now = at('09 08:00')
  const clock: Clock = { now: () => now, sleep: async () => {} }
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  const restart: Office['restart'] = (broken = () => ({})) => {
    const store = makeSqliteStore({
      file: path.join(folder, 'ledger.sqlite'),
      campaign: { id: campaign.id, code: campaign.code },
    })
    onTestFinished(() => store.close())
    // Nothing here says nothing: what a loaded machine takes its time over is no failure.
    const timeouts = { connection: 10_000, greeting: 10_000, socket: 10_000 }
    const parts: DailyParts = {
      store,
      archive,
      outbox: makeSmtpOutbox(`smtp://127.0.0.1:${server.port}`, timeouts),
      clock,
      alone: makeAlone(folder, 'sending'),
      campaign: {
        ...campaign,
        mails: {
          ...campaign.mails,
          summary: { ...campaign.mails.summary, to: ['tt@example.vn'], cc: ['bdv@example.vn'] },
          digest: { ...campaign.mails.digest, to: ['canbo@example.vn'] },
        },
      },
      wording,
      findingTexts: campaignFolder.findingTexts,
      faults: async () => [],
      notices: async () => [],
      tablesFolder: 'C:\\tonghop\\bieu',
      roster: async () => rosterOf(unitOf('sao-mai', { name: 'Trường Sao Mai' }), unitOf('khac')),
      tables: async snapshot =>
        ['bieu.xlsx', 'bieu.pdf'].map(name => ({
          name,
          bytes: Buffer.from(`${name} of ${snapshot.revision}`),
        })),
    }
    return { ...parts, ...broken(parts) }
  }
  const parts = restart()
  await firstStart(parts)
  return {
    parts,
    server,
    goTo: moment => {
      now = at(moment)
    },
    restart,
    rows: async () => (await parts.store.sentMails()).map(({ id, state }) => ({ id, state })),
  }
}
