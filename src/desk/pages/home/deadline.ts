/** How long until the deadline, or since, in words. */
import type { Closing } from '../../../domain/closing.ts'
import { addDays, localTime, writtenDay, writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'

export const deadlineWords = ({ app, say }: Desk, closing: Closing | null): string => {
  const { timeZone, opens, lastDay } = app.folder.campaign
  if (closing) {
    const { time, day: closed } = writtenTimeAndDay(closing.at, timeZone)
    return say('home.days-closed', { time, closed, by: closing.by })
  }
  const today = localTime(app.clock.now(), timeZone).day
  const due = addDays(lastDay, 1)
  const day = writtenDay(due)
  if (today < opens) return say('home.days-notOpen', { opens: writtenDay(opens), day })
  if (today < lastDay) return say('home.days-many', { count: daysBetween(today, due), day })
  if (today === lastDay) return say('home.days-last', { day })
  if (today === due) return say('home.days-due', { day })
  return say('home.days-over', { count: daysBetween(due, today), day })
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
