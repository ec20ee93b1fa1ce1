/** When a summary is due. 11/02/2022 is a Friday, 14 a Monday, 15 a Tuesday; the campaign's time is 16:30 on working days. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SentMail } from '../../src/domain/ledger.ts'
import { localTime } from '../../src/domain/zoned-time.ts'
import { dueSummary, nextSummaryAt } from '../../src/summary/schedule.ts'
import { campaignFolder } from '../consolidation/snapshots.ts'

const { campaign } = campaignFolder
const at = (text: string): number => Date.parse(`2022-02-${text.replace(' ', 'T')}:00+07:00`)
const mailOf = (day: string, state: SentMail['state'] = 'sent'): SentMail => ({
  id: `summary 2022-02-${day}`,
  kind: 'summary',
  day: `2022-02-${day}`,
  state,
  raw: '',
  recipients: [],
  at: at(`${day} 16:30`),
  detail: '',
  about: [],
  figures: {},
})
const due = (now: string, sent: SentMail[] = [], startedAt = '09 08:00'): string => {
  const one = dueSummary({ now: at(now), campaign, sent, startedAt: at(startedAt) })
  return one ? `${one.id.replace('summary 2022-02-', '')}${one.missed ? ' missed' : ''}` : '-'
}

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
    const one = (now: string) =>
      dueSummary({ now: at(now), campaign: late, sent: [mailOf('10')], startedAt: at('09 08:00') })
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
  ['01 09:00', '09 16:30'],
  ['09 16:29', '09 16:30'],
  ['09 16:30', '10 16:30'],
  ['11 16:30', '14 16:30'],
  ['12 00:30', '14 16:30'],
])('after %s the next is at %s', (now, next) => {
  expect(nextSummaryAt(at(now), campaign)).toBe(at(next))
})

test('every half hour of three weeks: each working day once, at its time, and never another', () => {
  const sent: SentMail[] = []
  const went: string[] = []
  for (let now = at('09 00:00'); now < at('28 00:00'); now += 30 * 60_000) {
    const one = dueSummary({ now, campaign, sent, startedAt: at('09 00:00') })
    if (!one) continue
    sent.push({ ...mailOf(one.day.slice(-2)), at: now })
    const { day, time } = localTime(now, campaign.timeZone)
    went.push(`${one.day === day} ${time} ${day.slice(-2)}`)
  }
  const days = '09 10 11 14 15 16 17 18 21 22 23 24 25'.split(' ')
  expect(went).toEqual(days.map(day => `true 16:30 ${day}`))
})

// A report that goes out at night is for the day the office's clock shows, whatever the machine's clock is set to.
test.each(['UTC', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York'])(
  'on a machine in %s',
  zone => {
    const script = `
      const { dueSummary, nextSummaryAt } = await import(process.argv[1])
      const campaign = JSON.parse(process.argv[2])
      const out = []
      for (const time of ['00:10', '06:50']) {
        campaign.mails.summary.at = time
        const now = Date.parse('2022-02-15T' + time + ':00+07:00')
        for (const moment of [now - 1, now, now + 60_000])
          out.push(dueSummary({ now: moment, campaign, sent: [{ kind: 'summary', day: '2022-02-14' }], startedAt: 0 })?.day ?? '-')
        out.push(new Date(nextSummaryAt(now, campaign)).toISOString())
      }
      process.stdout.write(out.join(' '))`
    const schedule = new URL(`file://${path.resolve(import.meta.dirname, '../../src/summary/schedule.ts')}`)
      .href
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', script, schedule, JSON.stringify(campaign)],
      { env: { ...process.env, TZ: zone }, encoding: 'utf8' },
    )
    expect(output).toBe(
      '- 2022-02-15 2022-02-15 2022-02-15T17:10:00.000Z - 2022-02-15 2022-02-15 2022-02-15T23:50:00.000Z',
    )
  },
)
