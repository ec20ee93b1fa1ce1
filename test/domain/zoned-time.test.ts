/** Days and times of the campaign's zone, on machines set to any zone: the same, at night too. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  instantOf,
  isDay,
  localTime,
  startOfDay,
  wallClock,
  weekdayOf,
  writtenDay,
  writtenTime,
} from '../../src/domain/zoned-time.ts'

const hanoi = 'Asia/Ho_Chi_Minh'

/** Runs in a process whose machine is set to `zone`: what every function says of hours at which days differ. */
const script = `
  const time = await import(process.argv[1])
  const zone = 'Asia/Ho_Chi_Minh'
  const out = []
  for (const at of ['00:00', '00:10', '06:59', '07:00', '07:01', '16:30', '23:59']) {
    const instant = Date.parse('2022-02-15T' + at + ':00+07:00')
    const local = time.localTime(instant, zone)
    out.push([local.day, local.time, local.weekday, time.instantOf('2022-02-15', at, zone) === instant].join(' '))
  }
  out.push(time.startOfDay('2022-02-15', zone), time.addDays('2022-02-28', 1), time.addDays('2022-03-01', -1))
  out.push(time.weekdayOf('2022-02-15'), time.writtenDay('2022-02-15'), time.isDay('2022-02-31'))
  out.push(new Date(2022, 1, 15).getTimezoneOffset())
  process.stdout.write(JSON.stringify(out))`

describe.each([
  ['UTC', 0],
  [hanoi, -420],
  ['America/Los_Angeles', 480],
  ['Pacific/Kiritimati', -840],
])('on a machine set to %s', (zone, offset) => {
  it("knows Hanoi's day at every hour, those of the night too", () => {
    const module = new URL(`file://${path.resolve(import.meta.dirname, '../../src/domain/zoned-time.ts')}`)
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, module.href], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(JSON.parse(run.stdout || run.stderr)).toEqual([
      ...['00:00', '00:10', '06:59', '07:00', '07:01', '16:30', '23:59'].map(at => `2022-02-15 ${at} 2 true`),
      ...[Date.UTC(2022, 1, 14, 17), '2022-03-01', '2022-02-28'],
      ...[2, '15/02/2022', false],
      // The machine really was set so.
      offset,
    ])
  })
})

describe('in zones with summer time', () => {
  it('takes the first of two, and goes on over an hour that is not there', () => {
    // Berlin: 2022-10-30 03:00 becomes 02:00; 2022-03-27 02:00 becomes 03:00.
    expect(instantOf('2022-10-30', '02:30', 'Europe/Berlin')).toBe(Date.parse('2022-10-30T02:30:00+02:00'))
    expect(instantOf('2022-10-30', '03:30', 'Europe/Berlin')).toBe(Date.parse('2022-10-30T03:30:00+01:00'))
    expect(instantOf('2022-03-27', '03:30', 'Europe/Berlin')).toBe(Date.parse('2022-03-27T03:30:00+02:00'))
    expect(instantOf('2022-03-27', '02:30', 'Europe/Berlin')).toBe(Date.parse('2022-03-27T02:30:00+01:00'))
    expect(instantOf('2022-03-27', '01:59', 'Europe/Berlin')).toBe(Date.parse('2022-03-27T01:59:00+01:00'))
    expect([startOfDay('2022-10-30', 'Europe/Berlin'), startOfDay('2022-10-31', 'Europe/Berlin')]).toEqual([
      Date.parse('2022-10-30T00:00:00+02:00'),
      Date.parse('2022-10-31T00:00:00+01:00'),
    ])
  })
})

describe('for any moment', () => {
  const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) })
  const minute = 60_000

  it('in zones without summer time, reading the clock and setting it are each other undone', () => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(hanoi, 'UTC', 'Asia/Kathmandu', 'Pacific/Honolulu'),
        (at, zone) => {
          const { day, time, weekday } = localTime(at, zone)
          expect(instantOf(day, time, zone)).toBe(Math.floor(at / minute) * minute)
          expect(weekday).toBe(weekdayOf(day))
          expect(isDay(day)).toBe(true)
          expect(startOfDay(day, zone)).toBeLessThanOrEqual(at)
          expect(startOfDay(addDays(day, 1), zone)).toBeGreaterThan(at)
        },
      ),
    )
  })

  it('a day is after the one before, over months and leap years', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -800, max: 800 }), (at, count) => {
        const { day } = localTime(at, hanoi)
        expect(addDays(addDays(day, count), -count)).toBe(day)
        expect(addDays(day, 7)).not.toBe(day)
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
      }),
    )
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01')
    expect(addDays('2022-12-31', 1)).toBe('2023-01-01')
  })
})

describe('a day', () => {
  it.each(['2022-02-28', '2024-02-29', '2022-12-31', '1999-01-01'])('%s is one', text => {
    expect(isDay(text)).toBe(true)
  })
  it.each([
    '2022-02-31',
    '2023-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-2-1',
    '15/02/2022',
    '',
    '2022-02-15T00',
  ])('"%s" is none', text => {
    expect(isDay(text)).toBe(false)
  })
  it('is written as districts write it', () => {
    expect([writtenDay('2022-02-09'), writtenTime('07:05')]).toEqual(['09/02/2022', '07 giờ 05'])
  })
})

it('a sheet’s time is what the clock on the wall shows', () => {
  const zones = fc.constantFrom(hanoi, 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe')
  const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
  fc.assert(
    fc.property(zones, instants, (zone, instant) => {
      const { day, time } = localTime(instant, zone)
      expect(new Date(wallClock(instant, zone)).toISOString().slice(0, 16)).toBe(`${day}T${time}`)
    }),
  )
})
