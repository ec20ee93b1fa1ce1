/** When a daily mail is due. 11/02/2022 is a Friday, 14 a Monday, 15 a Tuesday; times are 15:30 and 16:30 on working days. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Campaign, type DailyKind, dailyKinds } from '../../src/domain/campaign.ts'
import type { CampaignState } from '../../src/domain/closing.ts'
import type { SentMail } from '../../src/domain/ledger.ts'
import { localTime } from '../../src/domain/zoned-time.ts'
import type { Hold } from '../../src/summary/hold.ts'
import { type DueMail, dueMail, latestDay, nextTime, timeOf } from '../../src/summary/schedule.ts'
import { campaignFolder } from '../consolidation/snapshots.ts'

const { campaign } = campaignFolder
const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)
const mailOf = (day: string, state: SentMail['state'] = 'sent', kind: DailyKind = 'summary'): SentMail => ({
  id: `${kind} 2022-02-${day}`,
  kind,
  day: `2022-02-${day}`,
  state,
  raw: '',
  recipients: [],
  at: at(`${day} ${kind === 'summary' ? '16:30' : '15:30'}`),
  detail: '',
  about: [],
  figures: {},
})
interface Given {
  readonly kind?: DailyKind
  readonly sent?: readonly SentMail[]
  readonly startedAt?: number
  readonly state?: CampaignState
  readonly hold?: Hold
  readonly on?: Campaign
}
const open: CampaignState = { open: true, since: undefined }
const free: Hold = { kind: 'free' }
const dueAt = (now: number, given: Given = {}): DueMail | undefined =>
  dueMail({
    ...{ kind: 'summary', sent: [], startedAt: at('09 08:00'), state: open, hold: free, ...given },
    ...{ now, campaign: given.on ?? campaign },
  })
const shown = (one: DueMail | undefined): string =>
  one ? `${one.day.slice(-2)}${one.missed ? ' missed' : ''}` : '-'
const due = (now: string, sent: SentMail[] = [], startedAt = '09 08:00'): string =>
  shown(dueAt(at(now), { sent, startedAt: at(startedAt) }))

describe('a working day', () => {
  test.each([
    ['11 16:29', '-'],
    ['11 16:30', '11'],
    ['11 16:45', '11'],
    // Up again late in the afternoon: still office hours.
    ['11 17:29', '11'],
    ['11 17:30', '-'],
    ['11 20:00', '-'],
  ])('at %s: %s', (now, expected) => {
    expect(due(now, [mailOf('10')])).toBe(expected)
  })

  test.each(['sending', 'sent', 'refused', 'doubtful'] as const)(
    'once a day, also when the mail is %s',
    state => {
      expect(due('11 16:31', [mailOf('11', state)])).toBe('-')
    },
  )

  test('other mails of ours do not stand for it', () => {
    expect(due('11 16:31', [{ ...mailOf('11'), kind: 'digest' }])).toBe('11')
  })

  test('a time outside office hours is kept all the same', () => {
    const late = structuredClone(campaign)
    late.mails.summary.at = '19:00'
    const one = (now: string) => dueAt(at(now), { on: late, sent: [mailOf('10')] })
    expect([one('11 18:59'), one('11 19:00')?.day, one('11 19:31')]).toEqual([
      undefined,
      '2022-02-11',
      undefined,
    ])
  })
})

describe('after a time down', () => {
  test.each([
    // Down over Tuesday 16:30, back on Wednesday morning: one for Tuesday, and Wednesday's own.
    ['Wednesday 07:29', '16 07:29', ['14'], '-'],
    ['Wednesday 09:00', '16 09:00', ['14'], '15 missed'],
    ['Wednesday 09:01, sent', '16 09:01', ['14', '15'], '-'],
    ['Wednesday 16:30, sent in the morning', '16 16:30', ['14', '15'], '16'],
    // Its own is due within half an hour, and serves.
    ['Wednesday 16:05', '16 16:05', ['14'], '-'],
    ['Wednesday 16:30, nothing sent', '16 16:30', ['14'], '16'],
    ['Tuesday 20:00', '15 20:00', ['14'], '-'],
    // Friday missed: not on the weekend, but on Monday morning; Friday to Monday missed: one mail.
    ['Saturday 09:00', '12 09:00', ['10'], '-'],
    ['Sunday 16:30', '13 16:30', ['10'], '-'],
    ['Monday 07:30', '14 07:30', ['10'], '11 missed'],
    ['Thursday to Tuesday missed, Wednesday 09:00', '16 09:00', ['09'], '15 missed'],
    ['the same, sent', '16 09:10', ['09', '15'], '-'],
    ['nothing was missed over the weekend', '14 09:00', ['11'], '-'],
  ])('%s', (_, now, days, expected) => {
    expect(
      due(
        now,
        days.map(day => mailOf(day)),
      ),
    ).toBe(expected)
  })

  test('a row of a later day stands for the earlier ones', () => {
    expect(due('16 09:00', [mailOf('16')])).toBe('-')
  })
})

describe('the beginning', () => {
  test.each([
    ['first started this morning: nothing was missed', '10 10:00', '10 09:59', '-'],
    ['the first day has its own', '10 16:30', '10 09:59', '10'],
    ['first started after the time: not today', '10 17:00', '10 16:40', '-'],
    ['and not tomorrow morning for it', '11 09:00', '10 16:40', '-'],
    ['first started just before the time, and down at it', '11 09:00', '10 16:29', '10 missed'],
  ])('%s', (_, now, startedAt, expected) => {
    expect(due(now, [], startedAt)).toBe(expected)
  })

  test('nothing before the campaign opens, and nothing for the days before it', () => {
    expect(due('08 16:30', [], '01 08:00')).toBe('-')
    expect(due('09 09:00', [], '01 08:00')).toBe('-')
    expect(due('09 16:30', [], '01 08:00')).toBe('09')
  })

  test('it goes on after the deadline', () => {
    expect(due('23 16:30', [mailOf('22')])).toBe('23')
  })
})

test.each([
  ['01 09:00', '09 15:30', '09 16:30'],
  ['09 15:29', '09 15:30', '09 16:30'],
  ['09 15:30', '10 15:30', '09 16:30'],
  ['09 16:30', '10 15:30', '10 16:30'],
  ['11 16:30', '14 15:30', '14 16:30'],
  ['12 00:30', '14 15:30', '14 16:30'],
])('after %s the next are at %s and %s', (now, digest, summary) => {
  const next = (kind: DailyKind) => nextTime({ kind, now: at(now), campaign, state: open })
  expect([next('digest'), next('summary')]).toEqual([at(digest), at(summary)])
})

test.each(dailyKinds)(
  '%s: every half hour of three weeks: each working day once, at its time, and never another',
  kind => {
    const sent: SentMail[] = []
    const went: string[] = []
    for (let now = at('09 00:00'); now < at('28 00:00'); now += 30 * 60_000) {
      const one = dueAt(now, { kind, sent, startedAt: at('09 00:00') })
      if (!one) continue
      sent.push({ ...mailOf(one.day.slice(-2), 'sent', kind), at: now })
      const { day, time } = localTime(now, campaign.timeZone)
      went.push(`${one.day === day} ${time} ${day.slice(-2)}`)
    }
    const days = '09 10 11 14 15 16 17 18 21 22 23 24 25'.split(' ')
    expect(went).toEqual(days.map(day => `true ${campaign.mails[kind].at} ${day}`))
  },
)

test.each([
  ['America/New_York', '-05:00'],
  ['Europe/London', '+00:00'],
  ['Pacific/Auckland', '+13:00'],
  ['Pacific/Pago_Pago', '-11:00'],
  ['Asia/Kathmandu', '+05:45'],
])(
  'a campaign in %s, over the weeks in which clocks change: each working day once, at its time',
  (timeZone, offset) => {
    const on: Campaign = { ...campaign, timeZone, opens: '2022-03-07', lastDay: '2022-03-14' }
    const start = Date.parse(`2022-03-07T00:00:00${offset}`)
    for (const kind of dailyKinds) {
      const sent: SentMail[] = []
      for (let now = start; now < start + 35 * 86_400_000; now += 15 * 60_000) {
        const one = dueAt(now, { kind, on, sent, startedAt: start })
        if (!one) continue
        const { day, time } = localTime(now, timeZone)
        expect([one.day, time, one.missed]).toEqual([day, campaign.mails[kind].at, false])
        sent.push({ ...mailOf('01', 'sent', kind), day: one.day, at: now })
      }
      expect(sent.map(one => one.day)).toEqual([...new Set(sent.map(one => one.day))])
      expect(sent).toHaveLength(25)
    }
  },
)

describe('public holidays', () => {
  const withHolidays = (...holidays: string[]): Campaign => ({
    ...campaign,
    mails: { ...campaign.mails, holidays },
  })

  test('none on them; what was missed before is sent on the first day after, and nothing for them', () => {
    const on = withHolidays('2022-02-14', '2022-02-15')
    expect(shown(dueAt(at('14 16:30'), { on, sent: [mailOf('11')] }))).toBe('-')
    expect(shown(dueAt(at('15 09:00'), { on, sent: [mailOf('10')] }))).toBe('-')
    expect(shown(dueAt(at('16 09:00'), { on, sent: [mailOf('10')] }))).toBe('11 missed')
    expect(shown(dueAt(at('16 09:00'), { on, sent: [mailOf('11')] }))).toBe('-')
    expect(nextTime({ kind: 'summary', now: at('11 17:00'), campaign: on, state: open })).toBe(at('16 16:30'))
  })

  test('a fortnight of them ends all the same', () => {
    const days = Array.from({ length: 14 }, (_, ahead) => `2022-02-${10 + ahead}`)
    const on = withHolidays(...days)
    expect(nextTime({ kind: 'digest', now: at('09 17:00'), campaign: on, state: open })).toBe(at('24 15:30'))
    expect(shown(dueAt(at('24 09:00'), { on }))).toBe('09 missed')
  })
})

describe('a campaign that is closed', () => {
  const closed = (moment: string): CampaignState => ({ open: false, since: at(moment) })

  test.each([
    // In the morning: that day's report is the last.
    ['14 10:00', '14 16:30', ['11'], '14'],
    ['14 10:00', '15 09:00', ['11', '14'], '-'],
    ['14 10:00', '15 16:30', ['11', '14'], '-'],
    // After the report of its day: none any more.
    ['14 17:00', '15 16:30', ['11', '14'], '-'],
    // On a Saturday: Friday's was the last.
    ['12 10:00', '14 16:30', ['11'], '-'],
    // What was missed comes after all, once.
    ['14 10:00', '15 09:00', ['11'], '14 missed'],
    ['14 10:00', '21 09:00', ['11'], '14 missed'],
    ['14 10:00', '22 09:00', ['11'], '-'],
    ['14 17:00', '15 09:00', ['10'], '14 missed'],
    ['12 10:00', '14 09:00', ['10'], '11 missed'],
  ])('at %s: at %s, sent %s: %s', (when, now, days, expected) => {
    const sent = days.map(day => mailOf(day))
    expect(shown(dueAt(at(now), { state: closed(when), sent }))).toBe(expected)
  })

  test('no time is announced after the last', () => {
    const next = (now: string, when: string) =>
      nextTime({ kind: 'summary', now: at(now), campaign, state: closed(when) })
    expect(next('14 10:00', '14 10:00')).toBe(at('14 16:30'))
    expect(next('14 16:30', '14 10:00')).toBeUndefined()
    expect(next('14 17:00', '12 10:00')).toBeUndefined()
  })

  test('opened again: from then on, and nothing for the days between', () => {
    const state: CampaignState = { open: true, since: at('16 10:00') }
    const sent = [mailOf('11')]
    expect(shown(dueAt(at('16 10:01'), { state, sent }))).toBe('-')
    expect(shown(dueAt(at('16 16:30'), { state, sent }))).toBe('16')
  })
})

describe('held back', () => {
  const held: Hold = { kind: 'held', at: at('11 14:00'), by: 'B' }
  const released = (moment: string): Hold => ({ kind: 'released', at: at(moment), by: 'B' })
  const sent = [mailOf('10')]

  test('at no time of its day, nor the next morning', () => {
    for (const now of ['11 16:30', '11 17:00', '14 09:00'])
      expect(shown(dueAt(at(now), { sent, hold: held }))).toBe('-')
  })

  test.each([
    ['before its time', '11 15:00', '11 16:29', '-'],
    ['before its time: as if nothing had been', '11 15:00', '11 16:30', '11'],
    ['before its time, then down', '11 15:00', '14 09:00', '11 missed'],
    ['after its time: at once', '11 16:50', '11 16:50', '11'],
    ['late in its office hours', '11 17:29', '11 17:29', '11'],
    ['after office hours', '11 17:31', '11 17:31', '-'],
    ['in the evening: not the next morning either', '11 20:00', '14 09:00', '-'],
    ['the next morning', '14 08:00', '14 09:00', '-'],
  ])('released %s', (_, when, now, expected) => {
    expect(shown(dueAt(at(now), { sent, hold: released(when) }))).toBe(expected)
  })

  test('what was refused or withdrawn before the release is followed by another; what went, or may have gone, is not', () => {
    const followed = (state: SentMail['state'], hold: Hold) =>
      shown(dueAt(at('11 16:50'), { sent: [...sent, mailOf('11', state)], hold }))
    expect(followed('refused', released('11 16:50'))).toBe('11')
    expect(followed('refused', free)).toBe('-')
    // Refused after it was released: that is what the server says.
    expect(followed('refused', released('11 16:29'))).toBe('-')
    for (const state of ['sent', 'doubtful', 'sending'] as const)
      expect(followed(state, released('11 16:50'))).toBe('-')
  })
})

test('whatever the moments at which the machine is up: at most one a day, for no day twice, in office hours or punctual', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...dailyKinds),
      fc.uniqueArray(fc.integer({ min: 0, max: 20 * 24 * 12 }), { maxLength: 60 }),
      fc.option(fc.integer({ min: 0, max: 20 * 24 * 12 }), { nil: undefined }),
      (kind, steps, closing) => {
        const start = at('09 00:00')
        const state: CampaignState =
          closing === undefined ? open : { open: false, since: start + closing * 300_000 }
        const sent: SentMail[] = []
        for (const step of steps.sort((a, b) => a - b)) {
          const now = start + step * 300_000
          const told = step < (closing ?? Number.POSITIVE_INFINITY) ? open : state
          const one = dueAt(now, { kind, sent, startedAt: start, state: told })
          if (!one) continue
          const { day, time } = localTime(now, campaign.timeZone)
          const its = timeOf(kind, one.day, campaign)
          expect(sent.every(before => before.day < one.day)).toBe(true)
          expect(
            sent.filter(before => localTime(before.at, campaign.timeZone).day === day).length,
          ).toBeLessThan(2)
          expect(now).toBeGreaterThanOrEqual(its)
          expect(now - its < 30 * 60_000 || (time >= '07:30' && time < '17:30')).toBe(true)
          expect(latestDay({ kind, now, campaign, state: told })).toBe(one.day)
          if (!told.open) expect(one.day <= localTime(told.since!, campaign.timeZone).day).toBe(true)
          sent.push({ ...mailOf(one.day.slice(-2), 'sent', kind), at: now })
        }
      },
    ),
    { numRuns: 300 },
  )
})

// A report that goes out at night is for the day the office's clock shows, whatever the machine's clock is set to.
test.each(['UTC', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York'])(
  'on a machine in %s',
  zone => {
    const script = `
      const { dueMail, nextTime } = await import(process.argv[1])
      const campaign = JSON.parse(process.argv[2])
      const state = { open: true }
      const out = []
      for (const kind of ['summary', 'digest'])
        for (const time of ['00:10', '06:50']) {
          campaign.mails[kind].at = time
          const now = Date.parse('2022-02-15T' + time + ':00+07:00')
          for (const moment of [now - 1, now, now + 60_000]) {
            const sent = [{ kind, day: '2022-02-14' }]
            const given = { kind, now: moment, campaign, state, sent, startedAt: 0, hold: { kind: 'free' } }
            out.push(dueMail(given)?.day ?? '-')
          }
          out.push(new Date(nextTime({ kind, now, campaign, state })).toISOString())
          const closed = { open: false, since: Date.parse('2022-02-15T23:59:59+07:00') }
          out.push(nextTime({ kind, now, campaign, state: closed }) ?? 'none')
        }
      process.stdout.write(out.join(' '))`
    const schedule = new URL(`file://${path.resolve(import.meta.dirname, '../../src/summary/schedule.ts')}`)
      .href
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', script, schedule, JSON.stringify(campaign)],
      { env: { ...process.env, TZ: zone }, encoding: 'utf8' },
    )
    const each =
      '- 2022-02-15 2022-02-15 2022-02-15T17:10:00.000Z none - 2022-02-15 2022-02-15 2022-02-15T23:50:00.000Z none'
    expect(output).toBe(`${each} ${each}`)
  },
)
