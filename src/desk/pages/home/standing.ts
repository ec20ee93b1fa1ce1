/** How the campaign stands: the figures of the last tables, large, then by sector, by block, by day, and the balance. */
import { html } from 'hono/html'
import type { Overview } from '../../../consolidation/overview.ts'
import { writtenTimeAndDay } from '../../../domain/zoned-time.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { showArrivals } from './arrivals.ts'
import { showBalance } from './balance.ts'
import { showBlocks } from './blocks.ts'
import { showSectors } from './sectors.ts'

export const showStanding = (desk: Desk, overview: Overview, isOld: boolean): Html => {
  const { say } = desk
  const { timeZone } = desk.app.folder.campaign
  return html`<section id="standing" aria-labelledby="standing-title">
<h2 id="standing-title">${say('home.standing')}</h2>
<div id="figures" data-live>
<p class="hint" role="status">${say('home.asOf', writtenTimeAndDay(overview.at, timeZone))}${isOld ? html` ${say('home.coming')}` : ''}</p>
${overview.balance.even ? '' : html`<p class="wrong" role="alert">${say('home.balanceUnevenText')}</p>`}
${figures(desk, overview)}
</div>
<div class="charts">
${showSectors(desk, overview)}
${showArrivals(desk, overview)}
${showBlocks(desk, overview)}
${showBalance(desk, overview)}
</div>
</section>`
}

const figures = (
  { say }: Desk,
  { figures: { counts, registrations, messagesWithoutUnit } }: Overview,
): Html => {
  const { confirmedTotal, received, verifying, missing, outside } = counts
  const { all, collective, individual } = registrations
  const figure = (name: string, value: string | number, more: Html | string = ''): Html =>
    html`<div class="figure"><dt>${name}</dt><dd><strong class="figure-value">${value}</strong>${more && html` <span class="hint">${more}</span>`}</dd></div>`
  const fraction =
    confirmedTotal === null ? received : say('home.fraction', { received, total: confirmedTotal })
  return html`<dl class="figures">
${figure(say('home.unitsReceived'), fraction)}
${figure(say('home.unitsVerifying'), verifying)}
${missing === null ? '' : figure(say('home.unitsMissing'), missing)}
${figure(say('home.models'), all, say('home.modelsBy', { collective, individual }))}
</dl>
${confirmedTotal === null ? html`<p class="note">${say('home.unconfirmed')} <a href="/don-vi">${say('home.unconfirmedDo')}</a></p>` : ''}
${outside.received + outside.verifying > 0 ? html`<p>${say('home.outside', { ...outside })}</p>` : ''}
${messagesWithoutUnit > 0 ? html`<p>${say('home.withoutUnit', { count: messagesWithoutUnit })}</p>` : ''}`
}
