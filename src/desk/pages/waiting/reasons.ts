/** Why it waits, in a clerk's words, with what may be done about each reason; and what else was noticed. */
import { html } from 'hono/html'
import { writtenSource } from '../../../consolidation/written-source.ts'
import type { Finding } from '../../../domain/finding.ts'
import type { Html } from '../../layout.ts'
import { sourceAnchor, sourceMark } from '../../original/source-mark.ts'
import { adviceOf } from './advice.ts'
import { settledRows } from './find-item.ts'
import { itemForm } from './form.ts'
import type { ItemView } from './item-page.ts'
import { makeProposals, type Proposal } from './proposals.ts'

export const proposalsOf = ({ desk, item }: Pick<ItemView, 'desk' | 'item'>): Proposal[] =>
  makeProposals(settledRows(item), item.waiting.reasons, { sectors: desk.app.folder.campaign.form.sectors })

export const reasons = (view: ItemView): Html => {
  const { desk, item, words, mayDecide } = view
  const { say } = desk
  const { waiting } = item
  const all = mayDecide ? proposalsOf(view) : []
  return html`<section aria-labelledby="reasons"><h2 id="reasons">${say('waiting.why')}</h2>
${
  waiting.kind === 'job'
    ? html`<p>${say('waiting.jobText')}</p><p class="detail">${waiting.jobError}</p>`
    : waiting.reasons.length === 0
      ? html`<p>${say('waiting.noReason')}</p>`
      : html`<ol class="reasons">${waiting.reasons.map(
          one => html`<li id="reason-${waiting.reasons.indexOf(one)}"><p>${words.finding(one)} ${placeOf(view, one)}</p>
<p class="hint">${say(`waiting.advice-${adviceOf(one, waiting.kind)}`)}</p>
${all.filter(proposal => proposal.finding === one).map(proposal => proposalForm(view, proposal))}</li>`,
        )}</ol>`
}</section>`
}

/** The place in the file, which lights up in the original. */
const placeOf = ({ words }: ItemView, { source }: Finding): Html =>
  source && source.kind !== 'part'
    ? html`<a class="place" href="#${sourceAnchor(source)}" data-source="${sourceMark(source)}">${writtenSource(source, words.phrase)}</a>`
    : html``

const proposalForm = (view: ItemView, { number, label, values }: Proposal): Html => {
  const text = view.desk.say(`waiting.propose-${label}`, values)
  return itemForm(
    view,
    'de-xuat',
    html`<input type="hidden" name="so" value="${number}">
<button class="proposal"${number < 10 ? html` data-key="${number}" aria-keyshortcuts="${number}"` : ''}>${text}${
      number < 10 ? html` <kbd>${number}</kbd>` : ''
    }</button>`,
  )
}

export const warnings = ({ desk, item, words }: ItemView): Html => {
  const { warnings: all } = item.waiting
  if (all.length === 0) return html``
  return html`<section aria-labelledby="warnings"><h2 id="warnings">${desk.say('waiting.warnings')}</h2>
<ul>${[...new Set(all.map(one => words.finding(one)))].map(text => html`<li>${text}</li>`)}</ul></section>`
}
