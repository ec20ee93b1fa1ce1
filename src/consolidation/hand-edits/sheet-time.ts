/** Whether a cell still shows the moment that was written there: by its number, or by its words, to the minute. */
import type { BookCell } from '../../domain/book.ts'
import { localTime } from '../../domain/zoned-time.ts'
import { tidy } from '../../text/fold.ts'

/** 30/12/1899, the day 0 of a sheet's dates (ECMA-376 part 1, 18.17.4.1), in milliseconds. */
const dayZero = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000

/** @param instant milliseconds */
export const saysTime = (cell: BookCell | undefined, instant: number, zone: string): boolean => {
  const { day, time } = localTime(instant, zone)
  if (cell && cell.number !== null) {
    const wall = Date.parse(`${day}T${time}:00Z`)
    return Math.abs(dayZero + cell.number * dayMs - wall) < 60_000
  }
  const [year, month, date] = day.split('-')
  return tidy(cell?.text ?? '') === `${date}/${month}/${year} ${time}`
}
