/**
 * Việc cần xử lý, the clerk's daily mail: what is wrong, what needs a decision, what came in, the balance, and the report
 * that will go out. It goes also when there is nothing to say: silence and death must not look alike.
 */
import { writtenTimeAndDay } from '../domain/zoned-time.ts'
import { tidy } from '../text/fold.ts'
import { newsSince, wordBalance, wordLostReplies, wordNews } from './digest-news.ts'
import { wordReport } from './digest-report.ts'
import { wordWaiting } from './digest-waiting.ts'
import { heading, type MailBlock, renderBlocks, said } from './mail-blocks.ts'
import type { MailContent, MailMatter } from './mail-matter.ts'
import { writtenCount } from './written-count.ts'

/** @throws AppError bad-campaign where the wording lacks a text */
export const digestContent = async (matter: MailMatter): Promise<MailContent> => {
  const { parts, phrase, snapshot, asOf } = matter
  const { campaign } = parts
  const when = writtenTimeAndDay(asOf, campaign.timeZone)
  const faults = await parts.faults(snapshot)
  const notices = await parts.notices(newsSince(matter))
  const drafts = snapshot.sentMails.filter(one => one.state === 'draft').length
  const waiting = wordWaiting(matter)
  const report = await wordReport(matter)
  const work =
    waiting.count > 0
      ? phrase('digest.work', { count: writtenCount(waiting.count) })
      : phrase('digest.noWork')
  const trouble = faults.length > 0 ? phrase('digest.trouble', { count: faults.length }) : ''
  const subject = phrase('digest.subject', {
    ...when,
    head: `${work}${trouble && `, ${trouble}`}`,
    year: campaign.year,
  })
  const blocks: MailBlock[] = [
    said(phrase('digest.addressee'), true),
    said(
      phrase('digest.lead', {
        ...when,
        work: work.slice(0, 1).toLocaleLowerCase('vi') + work.slice(1),
        trouble: trouble || phrase('digest.noTrouble'),
        held: report.isHeld ? phrase('digest.held') : '',
      }),
    ),
    ...(faults.length > 0
      ? [heading(phrase('digest.faults')), ...faults.map(text => said(`- ${tidy(text)}`))]
      : []),
    ...(waiting.blocks.length > 0
      ? [heading(phrase('digest.waiting', { count: writtenCount(waiting.count) })), ...waiting.blocks]
      : []),
    ...(drafts > 0 ? [said(phrase('digest.drafts', { count: drafts }))] : []),
    ...(notices.length > 0
      ? [heading(phrase('digest.notices')), ...notices.map(text => said(`- ${tidy(text)}`))]
      : []),
    ...wordNews(matter),
    ...wordLostReplies(matter),
    ...wordBalance(matter),
    heading(phrase('digest.report')),
    ...report.blocks,
    said(phrase('digest.closing')),
  ]
  return {
    ...renderBlocks(subject, blocks),
    figures: { asOf, messages: snapshot.messages.length, waiting: waiting.count },
    attachments: report.attachments,
  }
}
