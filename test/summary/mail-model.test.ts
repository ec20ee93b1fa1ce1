/**
 * Whatever happens in whatever order over a week (looks, wishes to hold and to release, mails by hand, a server that is
 * away or breaks off, a process that dies): real store, an outbox that does as it is told.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DailyKind, dailyKinds } from '../../src/domain/campaign.ts'
import { AppError } from '../../src/domain/errors.ts'
import { localTime } from '../../src/domain/zoned-time.ts'
import { makeAlone } from '../../src/platform/alone.ts'
import { makeFolderArchive } from '../../src/platform/archive.ts'
import type { Outbox } from '../../src/ports.ts'
import { markDoubtful } from '../../src/summary/hand-over.ts'
import { holdMail, releaseMail } from '../../src/summary/hold-mail.ts'
import { type DailyParts, firstStart, sendDueMail, sendMailByHand } from '../../src/summary/send-daily.ts'
import { campaignFolder, rosterOf } from '../consolidation/snapshots.ts'
import { makeSampleStore } from '../support/ledger.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { at, campaign } from './office.ts'

const weather = ['well', 'away', 'refuses', 'breaks', 'dies'] as const
type Step =
  | { readonly what: 'wait'; readonly minutes: number }
  | { readonly what: 'look' | 'hold' | 'release' | 'by-hand'; readonly kind: DailyKind }
  | { readonly what: 'weather'; readonly is: (typeof weather)[number] }

const kind = fc.constantFrom(...dailyKinds)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('wait' as const),
      minutes: fc.constantFrom(1, 5, 15, 30, 60, 240, 720),
    }),
  },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('look' as const), kind }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('hold' as const, 'release', 'by-hand'), kind }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('weather' as const), is: fc.constantFrom(...weather) }),
  },
)

class Killed extends Error {}

test('no mail twice, none while it is held, no doubt resolved by itself', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
      const temporary = makeTempFolder()
      const { folder } = temporary
      const { store } = makeSampleStore(folder)
      let now = at('10 15:00')
      let is: (typeof weather)[number] = 'well'
      const held = new Set<string>()
      /** Mails that the server has, or may have. */
      const gone: string[] = []
      const outbox: Outbox = {
        target: 'told',
        send: async raw => {
          const id = /^Message-ID: <((?:summary|digest)-\d{4}-\d\d-\d\d)/im.exec(
            Buffer.from(raw).toString('latin1'),
          )![1]!
          expect(held.has(id)).toBe(false)
          if (is === 'away') throw new AppError('smtp-unreachable', 'away')
          if (is === 'refuses') throw new AppError('smtp-refused', 'refused')
          gone.push(id)
          if (is === 'breaks') throw new AppError('smtp-doubtful', 'lost')
          return 'taken'
        },
      }
      const whole: DailyParts = {
        ...{ store, outbox, campaign, archive: makeFolderArchive(`${folder}/archive`) },
        ...{ wording: campaignFolder.wording, findingTexts: campaignFolder.findingTexts, tablesFolder: '' },
        ...{ clock: { now: () => now, sleep: async () => {} }, alone: makeAlone(folder, 'sending') },
        ...{
          roster: async () => rosterOf(),
          tables: async () => [],
          faults: async () => [],
          notices: async () => [],
        },
      }
      const dying: DailyParts = {
        ...whole,
        store: {
          ...store,
          endSending: async () => {
            throw new Killed()
          },
        },
      }
      /** A process that dies after the server took the mail leaves its row as it is. */
      const survive = async (work: (parts: DailyParts) => Promise<unknown>): Promise<void> => {
        try {
          await work(is === 'dies' ? dying : whole)
        } catch (error) {
          if (!(error instanceof Killed)) throw error
        }
        await markDoubtful(whole)
      }
      try {
        await firstStart(whole)
        for (const one of steps) {
          const day = localTime(now, campaign.timeZone).day
          switch (one.what) {
            case 'wait':
              now += one.minutes * 60_000
              break
            case 'weather':
              is = one.is
              break
            case 'look':
              await survive(parts => sendDueMail(parts, one.kind))
              break
            case 'by-hand':
              await survive(parts => sendMailByHand(parts, one.kind))
              break
            case 'hold': {
              const answer = await holdMail(whole, { kind: one.kind, day, by: 'x' })
              if (answer === 'held' || answer === 'already-held') held.add(`${one.kind}-${day}`)
              else
                expect(answer === 'gone' ? gone : ['no-mail', 'past']).toContain(
                  answer === 'gone' ? `${one.kind}-${day}` : answer,
                )
              break
            }
            case 'release':
              held.delete(`${one.kind}-${day}`)
              await survive(parts => releaseMail(parts, { kind: one.kind, day, by: 'x' }))
          }
          expect(gone.length).toBe(new Set(gone).size)
        }
        const rows = await store.sentMails()
        for (const id of gone) {
          const [mailKind, ...on] = id.split('-')
          const own = rows.filter(row => row.kind === mailKind && row.day === on.join('-'))
          expect(own.filter(row => row.state === 'sent' || row.state === 'doubtful')).toHaveLength(1)
        }
        expect(rows.filter(row => row.state === 'sent' || row.state === 'doubtful')).toHaveLength(gone.length)
      } finally {
        await store.close()
        await temporary.remove()
      }
    }),
    { numRuns: 40 },
  )
})
