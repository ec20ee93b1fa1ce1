/**
 * An office with a real store, archive and SMTP server, and a clock that the test sets; mails come in as an IMAP server
 * hands them over. Names are invented and stand for no one.
 */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { MailKind, SentMail } from '../../src/domain/ledger.ts'
import type { MessageHeaders, ReturnRoute } from '../../src/domain/reading.ts'
import type { Unit } from '../../src/domain/unit.ts'
import { makeAlone } from '../../src/platform/alone.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import { makeSmtpOutbox } from '../../src/platform/smtp-outbox.ts'
import { makeSqliteStore } from '../../src/platform/store/sqlite.ts'
import type { Clock } from '../../src/ports.ts'
import { lookAtReplies } from '../../src/replies/look.ts'
import type { ReplyParts } from '../../src/replies/send-receipts.ts'
import { campaignFolder, rosterOf } from '../consolidation/snapshots.ts'
import {
  makeSampleStore,
  type SampleReading,
  type SampleVerdict,
  sampleForm,
  sampleNote,
  samplePart,
  sampleReading,
} from '../support/ledger.ts'
import { type SmtpBehaviour, type SmtpFixture, startSmtp } from '../support/smtp.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { at, routeOf, school } from './routes.ts'

const { campaign, wording } = campaignFolder
export interface ReplyOffice {
  readonly parts: ReplyParts
  readonly server: SmtpFixture
  readonly folder: string
  /** Sets the clock: `11 16:30`. */
  goTo(moment: string): void
  /** A mail from the school, received at the clock's time, unless said. @returns its id */
  receive(
    reading?: SampleReading & { route?: Partial<ReturnRoute> | null; from?: string },
    verdict?: SampleVerdict | readonly (SampleVerdict | null)[],
    receivedAt?: number,
  ): Promise<string>
  setRoster(...units: Unit[]): void
  /** One look of the worker. @returns `receipt sent`… */
  look(): Promise<string[]>
  rows(kind: MailKind): Promise<SentMail[]>
  /** The same folder opened by another process; `broken` replaces some of its parts. */
  restart(broken?: (parts: ReplyParts) => Partial<ReplyParts>): ReplyParts
}

/** @param mails what the campaign turns on */
export const makeReplyOffice = async (
  mails: Pick<ReplyParts['campaign']['mails'], 'receipts' | 'reminders'>,
  behaviour: SmtpBehaviour = {},
): Promise<ReplyOffice> => {
  const folder = tempFolder()
  const server = await startSmtp(behaviour)
  onTestFinished(() => server.stop())
  const sample = makeSampleStore(folder)
  onTestFinished(() => sample.store.close())
  let now = at('10 08:00')
  let roster = rosterOf()
  const clock: Clock = { now: () => now, sleep: async () => {} }
  const archive = makeFolderArchive(path.join(folder, 'archive'))
  const restart: ReplyOffice['restart'] = (broken = () => ({})) => {
    const store = makeSqliteStore({
      file: path.join(folder, 'ledger.sqlite'),
      campaign: { id: campaign.id, code: campaign.code },
    })
    onTestFinished(() => store.close())
    const timeouts = { connection: 10_000, greeting: 10_000, socket: 10_000 }
    const parts: ReplyParts = {
      ...{ store, archive, clock, wording },
      outbox: makeSmtpOutbox(`smtp://127.0.0.1:${server.port}`, timeouts),
      alone: makeAlone(folder, 'sending'),
      campaign: { ...campaign, mails: { ...campaign.mails, ...mails } },
      roster: async () => roster,
    }
    return { ...parts, ...broken(parts) }
  }
  const parts = restart()
  const look = async (): Promise<string[]> =>
    (await lookAtReplies(parts)).map(one => `${one.id.split(' ')[0]} ${one.kind}`)
  // The first look notes since when receipts are on.
  await look()
  return {
    ...{ parts, server, folder, look, restart },
    goTo: moment => {
      now = at(moment)
    },
    receive: (
      { route, from = school, ...reading } = {},
      verdict = { unitId: 'sao-mai' },
      receivedAt = now,
    ) => {
      const headers: Partial<MessageHeaders> = {
        fromAddress: from,
        ...(route === null ? {} : { route: routeOf({ returnPath: from, ...route }) }),
        ...reading.headers,
      }
      const forms = (reading.forms ?? [reading]).map((one, place) => sampleForm({ place, ...one }))
      const parts = reading.parts ?? [sampleNote({ path: 'body' }), samplePart({ path: '1', forms })]
      return sample.receive(sampleReading({ ...reading, parts, headers }), verdict, { receivedAt })
    },
    setRoster: (...units) => {
      roster = rosterOf(...units)
    },
    rows: async kind => (await parts.store.sentMails()).filter(one => one.kind === kind),
  }
}
