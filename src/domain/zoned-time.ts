/**
 * Days and times of a campaign: its zone's wall clock, whatever zone the machine is set to. Instants are milliseconds
 * since 1970 (UTC), days are `YYYY-MM-DD`, times of day `HH:MM`. Built on Intl, which knows every IANA zone.
 */

/** A wall-clock reading in the campaign's zone. `weekday`: 0 Sunday to 6 Saturday. */
export interface LocalTime {
  readonly day: string
  readonly time: string
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}

const fieldsOf = (instant: number, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(part => [part.type, part.value]),
  )

/** What the clock on the wall shows in `timeZone` at `instant`. */
export const localTime = (instant: number, timeZone: string): LocalTime => {
  const at = fieldsOf(instant, timeZone)
  const day = `${at.year}-${at.month}-${at.day}`
  return { day, time: `${at.hour}:${at.minute}`, weekday: weekdayOf(day) }
}

/**
 * What the clock on the wall shows in `timeZone` at `instant`, as the milliseconds at which a clock in UTC would show it:
 * for sheets, whose times have no zone.
 */
export const wallClock = (instant: number, timeZone: string): number => {
  // Clocks are changed at whole quarters of an hour, and asking Intl for each of a hundred thousand mails is slow.
  const quarter = Math.floor(instant / 900_000)
  const key = `${timeZone} ${quarter}`
  const known = aheadOfUtc.get(key)
  if (known !== undefined) return instant + known
  const at = fieldsOf(quarter * 900_000, timeZone)
  const shown = Date.parse(`${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:${at.second}Z`)
  const ahead = shown - quarter * 900_000
  if (aheadOfUtc.size >= 10_000) aheadOfUtc.clear()
  aheadOfUtc.set(key, ahead)
  return instant + ahead
}
const aheadOfUtc = new Map<string, number>()

/**
 * Whether `text` is a day of the calendar, `YYYY-MM-DD`: 2022-02-31 is none, though `Date` takes it for 3 March. Nor is one
 * that nobody lives to see, before or after which there are days that cannot be written so.
 */
export const isDay = (text: string): boolean => {
  const instant = /^(?:1[89]|2\d)\d{2}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The day `count` days after `day` (before, when negative). */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)

/**
 * The instant at which the clock in `timeZone` shows `day` `time`: the first where there are two; where the clock skips
 * that time, the instant at which it would have come without the skip.
 */
export const instantOf = (day: string, time: string, timeZone: string): number => {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const shown = (instant: number): number => {
    const at = fieldsOf(instant, timeZone)
    return Date.parse(`${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:${at.second}Z`)
  }
  // How far the zone is ahead of UTC a day before and after: the two differ where a clock is changed in between.
  const candidates = [asUtc - 86_400_000, asUtc + 86_400_000]
    .map(near => asUtc - (shown(near) - near))
    .sort((one, other) => one - other)
  return candidates.find(one => shown(one) === asUtc) ?? candidates[1]!
}

/** The first instant of `day`. */
export const startOfDay = (day: string, timeZone: string): number => instantOf(day, '00:00', timeZone)

/** `11/02/2022`, as districts write a date. */
export const writtenDay = (day: string): string => day.split('-').reverse().join('/')

/** `16 giờ 00`, as districts write a time. */
export const writtenTime = (time: string): string => time.replace(':', ' giờ ')

/** An instant as a sentence has it, `{time}, ngày {day}`: `16 giờ 00` and `11/02/2022`, on the wall clock of `timeZone`. */
export const writtenTimeAndDay = (instant: number, timeZone: string): { time: string; day: string } => {
  const { day, time } = localTime(instant, timeZone)
  return { time: writtenTime(time), day: writtenDay(day) }
}

/** `16:30 11/02/2022`: an instant on the wall clock of `timeZone`, short. */
export const writtenMoment = (instant: number, timeZone: string): string => {
  const { day, time } = localTime(instant, timeZone)
  return `${time} ${writtenDay(day)}`
}
