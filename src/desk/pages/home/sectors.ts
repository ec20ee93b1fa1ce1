/** Registrations by sector, in the campaign's order. */
import { html } from 'hono/html'
import type { Overview } from '../../../consolidation/overview.ts'
import { sectorName } from '../../../domain/campaign.ts'
import { drawBar } from '../../charts/bar.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const showSectors = ({ app, say }: Desk, { figures }: Overview): Html => {
  const most = Math.max(...figures.sectors.map(one => one.count))
  return html`<section class="card" id="sectors" data-live>
<table class="bars">
<caption>${say('home.bySector')}</caption>
<thead><tr><th scope="col">${say('home.sector')}</th><th scope="col" class="number">${say('home.count')}</th></tr></thead>
<tbody>
${figures.sectors.map(
  ({ sector, count }) =>
    html`<tr><th scope="row">${sectorName(app.folder.campaign, sector) ?? say('home.noSector')}${drawBar(count, most)}</th><td class="number">${count}</td></tr>`,
)}
</tbody>
<tfoot><tr><th scope="row">${say('home.total')}</th><td class="number">${figures.registrations.all}</td></tr></tfoot>
</table>
</section>`
}
