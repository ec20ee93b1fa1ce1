/** Units received by the end of each day, against the deadline: a chart, and its numbers as a table. */
import { html } from 'hono/html'
import type { Overview } from '../../../consolidation/overview.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import { drawDayChart } from '../../charts/day-chart.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'

export const showArrivals = ({ app, say }: Desk, { arrivals, figures: { counts } }: Overview): Html => {
  const { lastDay } = app.folder.campaign
  const days = arrivals.map(({ day, received }) => ({ day, count: received, isLate: day > lastDay }))
  const last = days.at(-1)
  if (!last) return html``
  const inTime = days.findLast(one => !one.isLate)?.count ?? 0
  const said = { day: writtenDay(last.day), count: last.count, lastDay: writtenDay(lastDay), inTime }
  const text = say(last.isLate ? 'home.arrivalsText' : 'home.arrivalsTextBefore', said)
  const whole = counts.confirmedTotal
  return html`<section class="card" aria-labelledby="arrivals-title">
<h3 id="arrivals-title">${say('home.arrivals')}</h3>
<div id="arrivals" data-live>
<p class="hint">${text}</p>
${drawDayChart({
  ...{ id: 'arrivals-chart', days, whole },
  words: {
    ...{ title: say('home.arrivals'), text, deadline: say('home.arrivalsDeadline') },
    whole: whole === null ? '' : say('home.arrivalsAll', { count: whole }),
  },
})}
</div>
<details id="arrivals-table" data-live><summary>${say('home.arrivalsTable')}</summary>
<table class="list">
<thead><tr><th scope="col">${say('home.arrivalsDay')}</th><th scope="col" class="number">${say('home.arrivalsCount')}</th></tr></thead>
<tbody>${days.map(
    ({ day, count, isLate }) =>
      html`<tr><th scope="row">${writtenDay(day)}${isLate ? html` (${say('home.arrivalsLate')})` : ''}</th><td class="number">${count}</td></tr>`,
  )}</tbody>
</table></details>
</section>`
}
