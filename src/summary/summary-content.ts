/** The báo cáo nhanh of one moment: its words, the table, and from two days before the deadline the list of units missing. */
import { campaignState } from '../domain/closing.ts'
import { figuresToKeep, renderSummary } from './daily-summary.ts'
import { lastBefore, type MailContent, type MailMatter } from './mail-matter.ts'
import { renderMissingUnits } from './missing-units.ts'

/** @throws AppError bad-campaign where the wording lacks a text */
export const summaryContent = async (matter: MailMatter): Promise<MailContent> => {
  const { parts, phrase, snapshot, roster, figures, asOf } = matter
  const { campaign } = parts
  const state = campaignState(snapshot.decisions)
  const words = renderSummary({
    figures,
    previous: lastBefore(snapshot.sentMails, 'summary', matter)?.figures,
    now: asOf,
    closedAt: state.open ? undefined : state.since,
    campaign,
    phrase,
  })
  const missing = renderMissingUnits(figures, asOf, campaign, phrase)
  const attachments = [...(await parts.tables(snapshot, roster, asOf)), ...(missing ? [missing] : [])]
  return { ...words, figures: figuresToKeep(figures), attachments }
}
