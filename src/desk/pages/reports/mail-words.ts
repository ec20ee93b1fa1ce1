/** What became of a mail of ours, in a word and a colour, the same wherever it is listed. */
import { html } from 'hono/html'
import { type MailKind, mailKinds, type SentMail } from '../../../domain/ledger.ts'
import { localTime, writtenDay } from '../../../domain/zoned-time.ts'
import { isOnlyWritten } from '../../../summary/only-written.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

/** Of the kinds of mails, as addresses have them. */
export const slugs: Readonly<Record<MailKind, string>> = {
  summary: 'bao-cao-nhanh',
  digest: 'viec-can-xu-ly',
  receipt: 'xac-nhan',
  reminder: 'nhac',
}
export const kindOf = (slug: string | undefined): MailKind | undefined =>
  mailKinds.find(kind => slugs[kind] === slug)

export const mailPath = (id: string): string => `/bao-cao/thu/${encodeURIComponent(id)}`

/** A mail stopped on its way is surely still here. */
export type ShownState = SentMail['state'] | 'waiting' | 'written'

export const shownState = (mail: SentMail, isStopped: boolean): ShownState =>
  isOnlyWritten(mail) ? 'written' : mail.state === 'sending' && isStopped ? 'waiting' : mail.state

const looks: Readonly<Record<ShownState, string>> = {
  ...{ draft: 'review', dropped: 'superseded', sending: 'in-progress', waiting: 'review' },
  ...{ sent: 'registered', written: 'review', refused: 'failed', doubtful: 'failed' },
}

export const stateTag = ({ say }: Desk, state: ShownState): Html =>
  html`<span class="tag ${looks[state]}">${say(`reports.state-${state}`)}</span>`

/** `16:30 hôm nay`, `16:30 ngày 15/02/2022`. */
export const timeAndDay = (desk: Desk, at: number): string => {
  const { timeZone } = desk.app.folder.campaign
  const { day, time } = localTime(at, timeZone)
  const today = localTime(desk.app.clock.now(), timeZone).day
  return desk.say(day === today ? 'reports.today' : 'reports.onDay', { time, day: writtenDay(day) })
}
