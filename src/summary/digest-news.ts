/** What came in since the last digest, and the balance, as the digest says them. Pure. */
import { balanceOf } from '../consolidation/balance.ts'
import { opening } from '../domain/campaign.ts'
import { type Outcome, outcomes, type Standing, stands } from '../domain/outcome.ts'
import { writtenTimeAndDay } from '../domain/zoned-time.ts'
import { tidy } from '../text/fold.ts'
import { heading, type MailBlock, said } from './mail-blocks.ts'
import { lastBefore, type MailMatter } from './mail-matter.ts'
import { writtenCount } from './written-count.ts'

/** Names of units on a phone: a paragraph, not a page. */
const mostUnits = 15
const mostAddresses = 5

const standings: readonly Standing[] = [...outcomes, 'in-progress']

/** Since when things are news, milliseconds: the last digest, the campaign's opening before the first. */
export const newsSince = (matter: MailMatter): number =>
  lastBefore(matter.snapshot.sentMails, 'digest', matter)?.figures.asOf ?? opening(matter.parts.campaign)

export const wordNews = (matter: MailMatter): MailBlock[] => {
  const { parts, phrase, snapshot } = matter
  const { campaign } = parts
  const previous = lastBefore(snapshot.sentMails, 'digest', matter)?.figures
  const since = newsSince(matter)
  const fresh = snapshot.messages.filter(one => one.receivedAt >= since)
  // The mailbox may have been out of reach: what is new to us did not all come since.
  const late =
    previous?.messages === undefined ? 0 : snapshot.messages.length - previous.messages - fresh.length
  const count = (standing: Standing): number => fresh.filter(one => one.standing === standing).length
  const counts = standings
    .filter(one => count(one) > 0)
    .map(one =>
      phrase('digest.counted', { count: writtenCount(count(one)), outcome: phrase(`outcome.${one}`) }),
    )
  const ids = new Set(fresh.map(one => one.id))
  const units = [
    ...new Set(
      snapshot.submissions
        .filter(one => stands(one) && ids.has(one.messageId))
        .map(one => tidy(one.unitName))
        .filter(name => name !== ''),
    ),
  ]
  const left = units.length - mostUnits
  const names = units.slice(0, mostUnits).join('; ')
  return [
    heading(phrase('digest.news', writtenTimeAndDay(since, campaign.timeZone))),
    said(
      fresh.length === 0
        ? phrase('digest.noNews')
        : phrase('digest.received', { count: writtenCount(fresh.length), counts: counts.join(', ') }),
    ),
    ...(late > 0 ? [said(phrase('digest.late', { count: writtenCount(late) }))] : []),
    ...(units.length > 0
      ? [said(phrase(left > 0 ? 'digest.unitsAndMore' : 'digest.units', { names, count: left }))]
      : []),
  ]
}

/** Mails to units that did not come, or may not have: the clerk has to call. */
export const wordLostReplies = (matter: MailMatter): MailBlock[] => {
  const { phrase, snapshot } = matter
  const since = newsSince(matter)
  // Withdrawn by ourselves, since the unit has sent in the meantime: nothing was lost.
  const withdrawn = phrase('reminder.dropped-late')
  const lost = snapshot.sentMails.filter(
    ({ kind, state, at, detail }) =>
      detail !== withdrawn &&
      (kind === 'receipt' || kind === 'reminder') &&
      (state === 'refused' || state === 'doubtful') &&
      at >= since,
  )
  const left = lost.length - mostAddresses
  const addresses = lost.slice(0, mostAddresses).flatMap(one => one.recipients)
  const words = phrase(left > 0 ? 'digest.lostAndMore' : 'digest.lost', {
    count: left,
    addresses: addresses.map(tidy).join('; '),
  })
  return lost.length > 0 ? [said(words)] : []
}

/** Outcomes as rows: on a phone three columns of numbers fit, six do not. */
export const wordBalance = ({ phrase, snapshot }: MailMatter): MailBlock[] => {
  const balance = balanceOf(snapshot)
  const tallies = [balance.messages, balance.parts, balance.submissions]
  const row = (name: string, key: Outcome | 'in-progress' | 'received'): string[] => [
    name.slice(0, 1).toLocaleUpperCase('vi') + name.slice(1),
    ...tallies.map(tally => writtenCount(tally[key])),
  ]
  return [
    heading(phrase('digest.balance')),
    {
      kind: 'table',
      columns: ['balanceOf', 'messages', 'parts', 'submissions'].map(key => phrase(`digest.${key}Column`)),
      rows: [
        row(phrase('tracking.received'), 'received'),
        ...standings.map(one => row(phrase(`outcome.${one}`), one)),
      ],
    },
    said(phrase(balance.even ? 'digest.even' : 'digest.uneven'), !balance.even),
  ]
}
