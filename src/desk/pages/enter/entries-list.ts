/** What was put in by hand lately, with what became of it. */
import { html } from 'hono/html'
import { decisionShapes, lastOf } from '../../../domain/decision.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { when } from '../../when.ts'
import { stateOf } from './entry-state.ts'
import { unitNameOf } from './entry-unit.ts'

const shown = 20

export const entriesList = async (desk: Desk): Promise<Html> => {
  const { say, app } = desk
  const ids = await app.store.entries(shown)
  if (ids.length === 0) return html``
  const excerpt = await app.store.excerpt({ messages: ids })
  const roster = await app.roster.roster()
  const decisions = Map.groupBy(excerpt.decisions, one => one.subject)
  const messages = new Map(excerpt.messages.map(one => [one.id, one]))
  const rows = ids.flatMap(id => {
    const message = messages.get(id)
    const own = decisions.get(id) ?? []
    const enter = lastOf(own, 'enter')
    if (!message || !enter) return []
    const { way } = decisionShapes.enter.parse(enter.decision.after)
    const state = stateOf(excerpt, message)
    return [
      html`<tr><td data-label="${say('enter.received')}">${when(desk, message.receivedAt)}</td>
<th scope="row"><a href="/nhap/${id}">${unitNameOf(own, roster)}</a></th>
<td data-label="${say('enter.way-short')}">${say(`enter.way-${way}`)}</td>
<td data-label="${say('enter.by')}">${enter.decision.by}</td>
<td data-label="${say('enter.state')}"><span class="tag ${state.tag}">${say(`enter.state-${state.key}`)}</span></td></tr>`,
    ]
  })
  return html`<section id="entries" data-live aria-labelledby="entries-title"><h2 id="entries-title">${say('enter.entries')}</h2>
<table class="list restack"><thead><tr><th scope="col">${say('enter.received')}</th><th scope="col">${say('enter.unit')}</th><th scope="col">${say('enter.way-short')}</th><th scope="col">${say('enter.by')}</th><th scope="col">${say('enter.state')}</th></tr></thead>
<tbody>${rows}</tbody></table></section>`
}
