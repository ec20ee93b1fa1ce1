/** Units received and registrations by block, in the roster's order; the bar is the block's registrations. */
import { html } from 'hono/html'
import type { Overview } from '../../../consolidation/overview.ts'
import { drawBar } from '../../charts/bar.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const showBlocks = ({ say }: Desk, { figures: { blocks, counts, registrations } }: Overview): Html => {
  const most = Math.max(0, ...blocks.map(one => one.registrations.all))
  const units = ({ received, confirmedTotal }: { received: number; confirmedTotal: number | null }) =>
    confirmedTotal === null ? received : say('home.fraction', { received, total: confirmedTotal })
  return html`<section class="card" id="blocks" data-live>
<table class="bars">
<caption>${say('home.byBlock')}</caption>
<thead><tr><th scope="col">${say('home.block')}</th><th scope="col" class="number">${say('home.blockUnits')}</th><th scope="col" class="number">${say('home.blockModels')}</th></tr></thead>
<tbody>
${blocks.map(
  ({ block, part, registrations: { all } }) =>
    html`<tr><th scope="row">${block || say('home.offRoster')}${drawBar(all, most)}</th><td class="number">${units(part)}</td><td class="number">${all}</td></tr>`,
)}
</tbody>
<tfoot><tr><th scope="row">${say('home.total')}</th><td class="number">${units(counts)}</td><td class="number">${registrations.all}</td></tr></tfoot>
</table>
</section>`
}
