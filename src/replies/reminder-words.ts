/** What a reminder says. Pure; every word of it is ours: the campaign's, and the roster's names. */
import type { Phrase } from '../consolidation/phrases.ts'
import type { Campaign } from '../domain/campaign.ts'
import { writtenDay, writtenTimeAndDay } from '../domain/zoned-time.ts'
import { type MailBlock, said } from '../summary/mail-blocks.ts'
import type { Reminder } from './plan-reminders.ts'

export const wordReminder = (
  { units, dueDay }: Reminder,
  { now, campaign, phrase }: { readonly now: number; readonly campaign: Campaign; readonly phrase: Phrase },
): { readonly subject: string; readonly blocks: readonly MailBlock[] } => {
  const { letter, office, year } = campaign
  return {
    subject: phrase('reminder.subject', { year }),
    blocks: [
      said(phrase('reminder.addressee', { units: units.map(unit => unit.name).join('; ') }), true),
      said(
        phrase('reminder.basis', {
          letter: letter.number,
          letterDay: writtenDay(letter.date),
          issuer: letter.issuer,
          ...writtenTimeAndDay(now, campaign.timeZone),
          year,
        }),
      ),
      said(phrase('reminder.request', { address: office.address, due: writtenDay(dueDay) })),
      said(
        phrase('reminder.sentAlready', {
          phone: office.phone === '' ? '' : phrase('receipt.phone', { phone: office.phone }),
        }),
      ),
      said(phrase('reminder.closing')),
    ],
  }
}
