/** The fields of Tra cứu: the words first, what is seldom needed folded away. Sent by GET, so that the address says it all. */
import { html } from 'hono/html'
import { sections } from '../../../domain/reading.ts'
import type { Roster } from '../../../domain/unit.ts'
import { wishedStates } from '../../../domain/wishes.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { noSector, orders, type SearchQuery, searchedMarks } from './query.ts'

type Option = readonly [value: string, words: string]

export const searchForm = (desk: Desk, query: SearchQuery, { units }: Roster): Html => {
  const { say } = desk
  const { sectors } = desk.app.folder.campaign.form
  const all = ['', say('search.all')] as const
  const field = (name: string, label: string, chosen: string, options: readonly Option[]): Html =>
    html`<label>${label}<select name="${name}">${options.map(one => option(one, chosen))}</select></label>`
  const day = (name: string, label: string, value: string): Html =>
    html`<label>${label}<input type="date" name="${name}" value="${value}"></label>`
  const blocks = [...new Set(units.map(unit => unit.block))]
  const folded = [query.unit, query.section, query.mark, query.from, query.to].filter(one => one !== '')
  return html`<form method="get" action="/tra-cuu" class="card search" role="search">
<div class="words"><label for="tim">${say('search.words')}</label>
<input type="search" id="tim" name="tim" value="${query.text}" aria-describedby="tim-hint" autocomplete="off" maxlength="200">
<button class="main">${say('search.find')}</button></div>
<p class="hint" id="tim-hint">${say('search.wordsHint', { code: `${desk.app.folder.campaign.code}-0137` })}</p>
<div class="filters">
${field('khoi', say('search.block'), query.block, [all, ...blocks.map(one => [one, one] as const)])}
${field('linh-vuc', say('search.sector'), query.sector, [
  all,
  ...sectors.map(one => [one.id, one.name] as const),
  [noSector, say('search.noSector')],
])}
${field(
  'trang-thai',
  say('search.state'),
  query.state,
  wishedStates.map(one => [one, say(`search.state-${one}`)] as const),
)}
${field(
  'xep',
  say('search.order'),
  query.order,
  orders.map(one => [one, say(`search.order-${one}`)] as const),
)}
</div>
<details${folded.length > 0 ? html` open` : ''}><summary>${say('search.more')}</summary>
<div class="filters">
<label class="wide">${say('search.unit')}<select name="don-vi">${option(all, query.unit)}${blocks.map(
    block =>
      html`<optgroup label="${block}">${units
        .filter(unit => unit.block === block)
        .map(unit => option([unit.id, unit.name], query.unit))}</optgroup>`,
  )}</select></label>
${field('phan', say('search.section'), query.section, [
  all,
  ...sections.map(one => [one, say(`search.section-${one}`)] as const),
])}
${field('dau', say('search.mark'), query.mark, [
  all,
  ...searchedMarks.map(one => [one, say(`search.mark-${one}`)] as const),
])}
${day('tu', say('search.from'), query.from)}
${day('den', say('search.to'), query.to)}
</div></details>
</form>`
}

const option = ([value, words]: Option, chosen: string): Html =>
  html`<option value="${value}"${value === chosen ? html` selected` : ''}>${words}</option>`
