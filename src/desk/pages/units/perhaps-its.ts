/** What waits for the clerk and may be a unit's: a form that names it, a mail from one of its addresses or in its name. */
import { html } from 'hono/html'
import type { Waiting } from '../../../consolidation/waiting.ts'
import type { Unit } from '../../../domain/unit.ts'
import { makeUnitMatcher } from '../../../units/match.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const perhapsIts = async (desk: Desk, unit: Unit): Promise<Html> => {
  const { items } = await desk.waiting()
  const matcher = makeUnitMatcher({ units: [unit] }, desk.app.folder.campaign)
  /** By its sender's name, subject or file name: what nobody could read has nothing else to tell by. */
  const isHinted = ({ message, part }: Waiting): boolean => {
    const { unit: found, findings } = matcher.match([
      { kind: 'sender', text: message?.headers?.fromName ?? '', role: 'own' },
      { kind: 'file-name', text: message?.headers?.subject ?? '', role: 'own' },
      { kind: 'file-name', text: part?.name ?? '', role: 'own' },
    ])
    return found !== undefined || findings.some(one => /^unit-in-(?:sender|file-name)$/.test(one.code))
  }
  const isIts = (one: Waiting): boolean => {
    const { message, submission } = one
    if (submission?.unitId === unit.id) return false
    if (unit.addresses.includes(message?.headers?.fromAddress.toLowerCase() ?? '')) return true
    return submission
      ? submission.reading.evidence.some(each => matcher.named(each.text).length > 0)
      : isHinted(one)
  }
  const mails = [...new Set(items.filter(isIts).flatMap(one => one.message ?? []))]
  if (mails.length === 0) return html``
  return html`<p class="note">${desk.say('units.perhapsIts', { count: mails.length })} ${mails
    .slice(0, 5)
    .map(
      (mail, at) =>
        html`${at > 0 ? ', ' : ''}<a href="/thu/${mail.id}">${mail.headers?.subject || desk.say('units.noSubject')}</a>`,
    )}</p>`
}
