/** Whatever comes in, whenever it is looked at: a sender gets one a day, nobody else gets anything, and nobody is forgotten. */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SentMail, Snapshot } from '../../src/domain/ledger.ts'
import { localTime } from '../../src/domain/zoned-time.ts'
import { dueReceipts } from '../../src/replies/due-receipts.ts'
import { campaignFolder, type Mail, snapshotOf } from '../consolidation/snapshots.ts'
import { at, routeOf } from './routes.ts'

const { timeZone } = campaignFolder.campaign
const campaign = {
  ...campaignFolder.campaign,
  mails: { ...campaignFolder.campaign.mails, receipts: { afterMinutes: 15, returnPath: 'empty' as const } },
}
const since = at('10 08:00')
const minute = 60_000

const hows = [
  ...(['form', 'form', 'form', 'settling', 'program', 'list'] as const),
  ...(['empty', 'other-path', 'forged', 'no-form'] as const),
] as const

interface Coming {
  readonly minutes: number
  readonly sender: number
  /** What makes a mail one that nobody answers; `form`: nothing does. */
  readonly how: (typeof hows)[number]
}
const addressOf = (sender: number): string => `truong${sender}@hanoiedu.example`

const ledgerOf = (comings: readonly Coming[], now: number, sentMails: readonly SentMail[]): Snapshot => {
  const here = comings.filter(one => since + one.minutes * minute <= now)
  const snapshot = snapshotOf(
    here.map(({ minutes, sender, how }): Mail => {
      const receivedAt = since + minutes * minute
      const isSettling = how === 'settling' && now < receivedAt + 30 * minute
      return {
        ...{ receivedAt, fromAddress: addressOf(sender), rows: [{}] },
        ...(how === 'no-form' ? { partOnly: { standing: 'not-a-form', findings: [] } } : {}),
        ...(isSettling ? { standing: 'in-progress' } : {}),
      }
    }),
    { sentMails },
  )
  return {
    ...snapshot,
    messages: snapshot.messages.map((message, index) => {
      const { sender, how } = here[index]!
      const returnPath = how === 'empty' ? '' : how === 'other-path' ? 'x@y.vn' : addressOf(sender)
      const sentBy = how === 'program' || how === 'list' ? how : 'person'
      const authentication = how === 'forged' ? 'fail' : 'none'
      const route = routeOf({ returnPath, sentBy })
      return { ...message, headers: { ...message.headers!, authentication, route } }
    }),
  }
}

test('over three days of mails and looks', () => {
  const coming: fc.Arbitrary<Coming> = fc.record({
    minutes: fc.integer({ min: 0, max: 2 * 24 * 60 }),
    sender: fc.integer({ min: 0, max: 3 }),
    how: fc.constantFrom(...hows),
  })
  const answerable = ({ how }: Coming): boolean => how === 'form' || how === 'settling'
  fc.assert(
    fc.property(
      fc.array(coming, { maxLength: 25 }),
      fc.array(fc.integer({ min: 0, max: 4 * 24 * 60 }), { maxLength: 40 }),
      (unsorted, looks) => {
        const comings = unsorted.sort((a, b) => a.minutes - b.minutes)
        const sent: SentMail[] = []
        // The evening of the last day, and the next morning.
        const ends = [2 * 24 * 60 + 12 * 60, 3 * 24 * 60]
        for (const minutes of [...looks.filter(one => one < ends[0]!), ...ends].sort((a, b) => a - b)) {
          const now = since + minutes * minute
          for (const due of dueReceipts(ledgerOf(comings, now, sent), { campaign, now, since, units: [] })) {
            expect(due.day).toBe(localTime(now, timeZone).day)
            sent.push({
              ...{ id: due.id, kind: 'receipt', day: due.day, state: 'sent', raw: '', at: now, detail: '' },
              ...{
                recipients: [due.address],
                figures: { known: 1 },
                about: due.mails.map(one => one.message.id),
              },
            })
          }
        }
        // One a sender a day, and to nobody but those who sent a form.
        const keys = sent.map(one => `${one.day} ${one.recipients[0]}`)
        expect(new Set(keys).size).toBe(keys.length)
        const senders = new Set(comings.filter(answerable).map(one => addressOf(one.sender)))
        expect(sent.every(one => senders.has(one.recipients[0]!))).toBe(true)
        // Each mail in one receipt, and none is left.
        const told = sent.flatMap(one => one.about)
        expect(new Set(told).size).toBe(told.length)
        expect(told).toHaveLength(comings.filter(answerable).length)
      },
    ),
    { numRuns: 150 },
  )
})

test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])(
  'days and hours are those of Hanoi on a machine set to %s',
  zone => {
    const script = `
      const [path, given] = process.argv.slice(1)
      const { dueReceipts } = await import(path)
      const { ledger, campaign, since } = JSON.parse(given)
      const days = []
      for (const minutes of [20, 7 * 60 + 25, 7 * 60 + 35]) {
        const now = since + minutes * 60000
        const [due] = dueReceipts(ledger, { campaign, now, since, units: [] })
        days.push(due ? due.day : '-')
      }
      process.stdout.write(days.join(' '))`
    const run = (first: number): string => {
      const ledger = ledgerOf([{ minutes: 1, sender: 0, how: 'form' }], first + 60 * minute, [])
      const [message] = ledger.messages
      const moved = { ...ledger, messages: [{ ...message!, receivedAt: first + minute }] }
      return execFileSync(
        process.execPath,
        [
          ...['--input-type=module', '-e', script],
          new URL('../../src/replies/due-receipts.ts', import.meta.url).href,
          JSON.stringify({ ledger: moved, campaign, since: first }),
        ],
        { env: { ...process.env, TZ: zone }, encoding: 'utf8' },
      )
    }
    // Received at 00:01: of that day, and answered in it at once.
    expect(run(at('11 00:00'))).toBe('2022-02-11 2022-02-11 2022-02-11')
    // Received at 23:56, and quiet only after midnight: of the day before, in office hours.
    expect(run(at('10 23:55'))).toBe('- - 2022-02-11')
  },
)
