/** What the ledger holds of one unit, as tables: its forms in order, registrations, mails of ours, decisions. */
import { html } from 'hono/html'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { byCode, byReceipt } from '../../../consolidation/registration-order.ts'
import { partName, senderOf } from '../../../consolidation/tracking-sheet.ts'
import { sectorName } from '../../../domain/campaign.ts'
import { type Decision, decisionShapes } from '../../../domain/decision.ts'
import { writtenCode } from '../../../domain/identity.ts'
import type { Excerpt, KeptSubmission, SentMail } from '../../../domain/ledger.ts'
import { stands } from '../../../domain/outcome.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { when } from '../../when.ts'
import { itemPath } from '../waiting/item-path.ts'
import { changeLines, fieldChanges } from './unit-words.ts'

/** Oldest mail first, then as they stand in it. */
const inOrder = (id: string, { submissions, messages }: Excerpt): KeptSubmission[] => {
  const of = new Map(messages.map(one => [one.id, one]))
  return submissions
    .filter(one => one.unitId === id)
    .sort((a, b) => byReceipt(of.get(a.messageId), of.get(b.messageId)) || a.place - b.place)
}

export const formsOf = (desk: Desk, id: string, excerpt: Excerpt): Html => {
  const { say, app } = desk
  const phrase = makePhrase(app.folder.wording)
  const forms = inOrder(id, excerpt)
  const messages = new Map(excerpt.messages.map(one => [one.id, one]))
  const counted = Map.groupBy(excerpt.registrations, one => one.submissionId)
  if (forms.length === 0) return html`<h2>${say('units.forms')}</h2><p>${say('units.noForms')}</p>`
  return html`<h2>${say('units.forms')}</h2>
<table class="list stack"><thead><tr><th scope="col">${say('units.receivedAt')}</th><th scope="col">${say('units.mail')}</th><th scope="col">${say('units.file')}</th><th scope="col">${say('units.outcome')}</th><th scope="col" class="number">${say('units.models')}</th></tr></thead>
<tbody>${forms.map(form => {
    const message = messages.get(form.messageId)
    const part = excerpt.parts.find(one => one.messageId === form.messageId && one.path === form.partPath)
    const state = form.supersededBy !== null && form.standing === 'registered' ? 'superseded' : form.standing
    return html`<tr><th scope="row">${message ? when(desk, message.receivedAt) : ''}</th>
<td><a href="/thu/${form.messageId}">${message?.headers?.subject || say('units.noSubject')}</a> <span class="detail">${senderOf(message)}</span></td>
<td data-label="${say('units.file')}">${partName(part, form.partPath, phrase)}</td><td>${outcome(desk, form, state)}</td>
<td class="number" data-label="${say('units.models')}">${counted.get(form.id)?.length ?? 0}</td></tr>`
  })}</tbody></table>`
}

/** What waits leads to where it is decided. */
const outcome = ({ say }: Desk, form: KeptSubmission, state: string): Html => {
  const tag = html`<span class="tag ${state}">${say(`units.outcome-${state}`)}</span>`
  return state === 'review'
    ? html`<a href="${itemPath({ kind: 'submission', subject: form.id })}">${tag}</a>`
    : tag
}

/** Those that count first; what was replaced stays to be seen with its form. */
export const registrationsOf = (desk: Desk, id: string, excerpt: Excerpt): Html => {
  const { say, app } = desk
  const { campaign } = app.folder
  const forms = new Map(inOrder(id, excerpt).map(one => [one.id, one]))
  const rows = excerpt.registrations.filter(one => forms.has(one.submissionId)).sort(byCode)
  if (rows.length === 0) return html``
  const sector = (one: string | null): string => sectorName(campaign, one) ?? say('units.noSector')
  return html`<h2>${say('units.registrations')}</h2>
<table class="list stack"><thead><tr><th scope="col">${say('units.code')}</th><th scope="col">${say('units.section')}</th><th scope="col">${say('units.who')}</th><th scope="col">${say('units.sector')}</th><th scope="col">${say('units.model')}</th><th scope="col">${say('units.note')}</th><th scope="col">${say('units.outcome')}</th></tr></thead>
<tbody>${rows.map(one => {
    const form = forms.get(one.submissionId)!
    const code = one.codeNumber === null ? '' : writtenCode(campaign.code, one.codeNumber)
    return html`<tr><th scope="row">${code}</th><td>${say(`units.section-${one.section}`)}</td><td data-label="${say('units.who')}">${one.name}</td><td data-label="${say('units.sector')}">${sector(one.sector)}</td>
<td data-label="${say('units.model')}">${one.model}</td><td data-label="${say('units.note')}">${one.note}</td><td>${say(stands(form) ? 'units.counts-yes' : 'units.counts-no')}</td></tr>`
  })}</tbody></table>`
}

/** Reminders and receipts. */
export const mailsOf = (desk: Desk, mails: readonly SentMail[]): Html => {
  const { say } = desk
  if (mails.length === 0) return html``
  return html`<h2>${say('units.ourMails')}</h2><ul>${[...mails]
    .sort((a, b) => a.at - b.at)
    .map(
      mail =>
        html`<li>${when(desk, mail.at)}: ${say(`units.mail-${mail.kind}`)}, ${say(`units.mailState-${mail.state}`)} <span class="detail">${mail.recipients.join(', ')}</span></li>`,
    )}</ul>`
}

/** Newest first: what was changed of the unit, and what was decided of its forms. */
export const historyOf = (desk: Desk, id: string, excerpt: Excerpt, ofUnit: readonly Decision[]): Html => {
  const { say, app } = desk
  const phrase = makePhrase(app.folder.wording)
  const forms = inOrder(id, excerpt)
  const about = (subject: string): boolean =>
    forms.some(form => form.id === subject || form.messageId === subject || form.id.startsWith(`${subject}/`))
  const all = [...ofUnit, ...excerpt.decisions.filter(one => about(one.subject))].sort((a, b) => b.id - a.id)
  if (all.length === 0) return html`<h2>${say('units.history')}</h2><p>${say('units.noHistory')}</p>`
  return html`<h2>${say('units.history')}</h2><ol class="history">${all.map(
    one =>
      html`<li><strong>${when(desk, one.at)}</strong> ${one.by}: ${
        one.kind === 'change-unit' ? unitChange(desk, one) : phrase(`tracking.decision-${one.kind}`)
      }</li>`,
  )}</ol>`
}

const unitChange = (desk: Desk, one: Decision): Html => {
  const { say } = desk
  const before = decisionShapes['change-unit'].safeParse(one.before).data?.unit
  const after = decisionShapes['change-unit'].safeParse(one.after).data?.unit
  if (!after) return html`${say('units.removed')}`
  if (!before) return html`${say('units.added')}`
  return html`${say('units.changed')} ${changeLines(desk, fieldChanges(desk, before, after))}`
}
