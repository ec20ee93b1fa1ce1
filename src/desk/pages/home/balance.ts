/** The balance: everything received, by what became of it; even, or an alarm. */
import { html } from 'hono/html'
import type { Overview } from '../../../consolidation/overview.ts'
import { makePhrase } from '../../../consolidation/phrases.ts'
import { outcomes } from '../../../domain/outcome.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const showBalance = ({ app, say }: Desk, { balance }: Overview): Html => {
  const phrase = makePhrase(app.folder.wording)
  const { messages, parts, submissions } = balance
  const all = [messages, parts, submissions]
  const row = (name: string, values: readonly number[]): Html =>
    html`<tr><th scope="row">${name}</th>${values.map(value => html`<td class="number">${value}</td>`)}</tr>`
  return html`<section class="card" id="balance" data-live>
<div class="scroll" tabindex="0" role="group" aria-labelledby="balance-title">
<table class="list">
<caption id="balance-title">${say('home.balance')}</caption>
<thead><tr><th scope="col">${say('home.balanceOf')}</th><th scope="col" class="number">${phrase('tracking.messages')}</th><th scope="col" class="number">${say('home.parts')}</th><th scope="col" class="number">${phrase('tracking.submissions')}</th></tr></thead>
<tbody>
${[...outcomes, 'in-progress' as const].map(one =>
  row(
    phrase(`outcome.${one}`),
    all.map(tally => tally[one]),
  ),
)}
</tbody>
<tfoot>${row(
    phrase('tracking.received'),
    all.map(tally => tally.received),
  )}</tfoot>
</table>
</div>
<p>${balance.even ? html`<span class="tag registered">${say('home.balanceEven')}</span>` : html`<span class="tag failed">${say('home.balanceUneven')}</span>`}</p>
</section>`
}
