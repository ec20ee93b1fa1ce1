/** When something was, as every page of the desk writes it: in the campaign's zone. */
import { writtenMoment } from '../domain/zoned-time.ts'
import type { Desk } from './desk.ts'

export const when = ({ app }: Pick<Desk, 'app'>, at: number): string =>
  writtenMoment(at, app.folder.campaign.timeZone)
