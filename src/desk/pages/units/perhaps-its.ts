/** What waits for the clerk and may be a unit's: a form that names it, or a mail from one of its addresses. */
import { html } from 'hono/html'
import type { Waiting } from '../../../consolidation/waiting.ts'
import type { Unit } from '../../../domain/unit.ts'
import { makeUnitMatcher } from '../../../units/match.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const perhapsIts = async (desk: Desk, unit: Unit): Promise<Html> => {
  const { items } = await desk.waiting()
  const matcher = makeUnitMatcher({ units: [unit] }, desk.app.folder.campaign)
  const isIts = ({ message, submission }: Waiting): boolean =>
    submission?.unitId !== unit.id &&
    (unit.addresses.includes(message?.headers?.fromAddress.toLowerCase() ?? '') ||
      (submission?.reading.evidence ?? []).some(one => matcher.named(one.text).length > 0))
  const mails = [...new Set(items.filter(isIts).flatMap(one => one.message ?? []))]
  if (mails.length === 0) return html``
  return html`<p class="note">${desk.say('units.perhapsIts', { count: mails.length })} ${mails
    .slice(0, 5)
    .map(
      (mail, at) =>
        html`${at > 0 ? ', ' : ''}<a href="/thu/${mail.id}">${mail.headers?.subject || desk.say('units.noSubject')}</a>`,
    )}</p>`
}
