/** The report that will go out next, as the digest shows it to the clerk: when, to whom, with what, and its words. */
import { dailyMailOf } from '../domain/campaign.ts'
import { campaignState } from '../domain/closing.ts'
import { mailId } from '../domain/identity.ts'
import { localTime, writtenDay, writtenTimeAndDay } from '../domain/zoned-time.ts'
import { holdOf } from './hold.ts'
import { type MailBlock, said } from './mail-blocks.ts'
import type { MailContent, MailMatter } from './mail-matter.ts'
import { dueMail, latestDay, nextTime } from './schedule.ts'
import { summaryContent } from './summary-content.ts'
import { writtenFile } from './written-file.ts'

export interface ReportToCome {
  readonly isHeld: boolean
  readonly blocks: readonly MailBlock[]
  readonly attachments: MailContent['attachments']
}

export const wordReport = async (matter: MailMatter): Promise<ReportToCome> => {
  const { parts, phrase, snapshot, asOf } = matter
  const { campaign } = parts
  const missed = wordMissed(matter)
  const time = nextTime({ kind: 'summary', now: asOf, campaign, state: campaignState(snapshot.decisions) })
  if (time === undefined)
    return { blocks: [...missed, said(phrase('digest.noReport'))], attachments: [], isHeld: false }
  const { day } = localTime(time, campaign.timeZone)
  const at = writtenTimeAndDay(time, campaign.timeZone)
  const content = await summaryContent({ ...matter, day, asOf: time })
  const { to, cc } = dailyMailOf(campaign, 'summary')
  const hold = holdOf(snapshot.decisions, mailId('summary', day))
  const isSent = snapshot.sentMails.some(
    one => one.kind === 'summary' && one.day >= day && (one.state === 'sent' || one.state === 'doubtful'),
  )
  if (isSent)
    return { blocks: [...missed, said(phrase('digest.reportSent', at))], attachments: [], isHeld: false }
  return {
    blocks: [
      ...missed,
      hold.kind === 'held'
        ? said(
            phrase('digest.reportHeld', {
              ...at,
              by: hold.by,
              since: writtenTimeAndDay(hold.at, campaign.timeZone).time,
              sinceDay: writtenTimeAndDay(hold.at, campaign.timeZone).day,
            }),
            true,
          )
        : said(phrase('digest.reportAt', at)),
      said(phrase('digest.reportTo', { to: [...to, ...cc].join(', ') })),
      said(phrase('digest.reportWith', { files: content.attachments.map(writtenFile).join('; ') })),
      ...(hold.kind === 'held' ? [] : [said(phrase('digest.howToHold'))]),
      said(phrase('digest.reportWords')),
      { kind: 'quote', lines: content.text.split(/\n\n+/).map(one => one.trim()) },
    ],
    attachments: content.attachments,
    isHeld: hold.kind === 'held',
  }
}

/** A report that was missed goes together with this mail: nothing is left to be held back. */
const wordMissed = (matter: MailMatter): MailBlock[] => {
  const { parts, phrase, snapshot, asOf, startedAt } = matter
  const moment = {
    kind: 'summary' as const,
    now: asOf,
    campaign: parts.campaign,
    state: campaignState(snapshot.decisions),
  }
  const day = latestDay(moment)
  if (day === undefined || startedAt === undefined) return []
  const hold = holdOf(snapshot.decisions, mailId('summary', day))
  const due = dueMail({ ...moment, sent: snapshot.sentMails, startedAt, hold })
  return due?.missed ? [said(phrase('digest.reportMissed', { day: writtenDay(day) }))] : []
}
