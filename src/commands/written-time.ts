/** Instants as commands show them: `16:30 11/02/2022`, in the campaign's zone. */
import { writtenMoment } from '../domain/zoned-time.ts'

export const writtenTime =
  (timeZone: string) =>
  (instant: number): string =>
    writtenMoment(instant, timeZone)
