/** Instants as commands show them: `16:30 11/02/2022`, in the campaign's zone. */
import { localTime, writtenDay } from '../domain/zoned-time.ts'

export const writtenTime =
  (timeZone: string) =>
  (instant: number): string => {
    const { day, time } = localTime(instant, timeZone)
    return `${time} ${writtenDay(day)}`
  }
