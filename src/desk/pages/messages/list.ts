/** Every mail, newest first: found by words without tone marks, and by what became of it. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { senderOf } from '../../../consolidation/tracking-sheet.ts'
import type { Excerpt, KeptMessage } from '../../../domain/ledger.ts'
import type { FoundMessages } from '../../../domain/message-wish.ts'
import type { Standing } from '../../../domain/outcome.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { isWords } from '../../original/part-names.ts'
import { when } from '../../when.ts'
import { type ListQuery, listPath, pageSize, readListQuery, visibleStandings, wishOf } from './list-query.ts'
import { standingTag } from './standing-tag.ts'

export const messageList = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/thu', async c => {
    const { say, app } = desk
    const query = readListQuery(c)
    const found = await app.store.findMessages(wishOf(c, query))
    const excerpt = await app.store.excerpt({ messages: found.ids })
    const byId = new Map(excerpt.messages.map(one => [one.id, one]))
    const messages = found.ids.flatMap(id => byId.get(id) ?? [])
    const visible = visibleStandings(c)
    return showPage(c, desk, {
      ...{ title: say('messages.title'), at: 'messages', styles: ['messages.css'] },
      body: html`<h1>${say('messages.title')}</h1>
${searchForm(desk, query)}
<div id="mails" data-live>
${filters(desk, query, found, visible)}
${
  messages.length === 0
    ? html`<p>${say(query.words === '' ? 'messages.none' : 'messages.noneFound')}</p>`
    : table(desk, messages, excerpt, found, query)
}
${pager(desk, query, found)}
${visible.includes('not-a-form') ? '' : html`<p class="hint">${say('messages.othersHidden')}</p>`}
</div>`,
    })
  })

const searchForm = (
  { say }: Desk,
  { words, standing }: ListQuery,
): Html => html`<form class="row find" method="get" action="/thu" role="search">
<label>${say('messages.find')} <input type="search" name="tim" value="${words}" maxlength="200"></label>
${standing ? html`<input type="hidden" name="ket-qua" value="${standing}">` : ''}
<button>${say('messages.findSubmit')}</button>
<span class="hint">${say('messages.findHint')}</span>
</form>`

const filters = (
  desk: Desk,
  query: ListQuery,
  { counts }: FoundMessages,
  visible: readonly Standing[],
): Html => {
  const all = visible.reduce((sum, one) => sum + counts[one], 0)
  const link = (standing: Standing | undefined, count: number): Html =>
    html`<li><a href="${listPath({
      ...query,
      ...{ standing, page: 1 },
    })}"${query.standing === standing ? html` aria-current="true"` : ''}>${desk.say(
      `messages.filter-${standing ?? 'all'}`,
    )} <span class="number">${count}</span></a></li>`
  return html`<nav class="filters" aria-label="${desk.say('messages.filters')}"><ul>${link(undefined, all)}${visible
    .filter(one => counts[one] > 0 || one === query.standing)
    .map(one => link(one, counts[one]))}</ul></nav>`
}

const table = (
  desk: Desk,
  messages: readonly KeptMessage[],
  { parts, submissions }: Excerpt,
  { total }: FoundMessages,
  { page }: ListQuery,
): Html => {
  const { say } = desk
  const partsOf = Map.groupBy(parts, one => one.messageId)
  const formsOf = Map.groupBy(submissions, one => one.messageId)
  const row = (message: KeptMessage): Html => {
    const files = (partsOf.get(message.id) ?? []).filter(one => !isWords(one))
    const units = [...new Set((formsOf.get(message.id) ?? []).map(one => one.unitName).filter(Boolean))]
    const [first, ...more] = files
    return html`<tr>
<td>${when(desk, message.receivedAt)}</td>
<td class="main"><a href="/thu/${message.id}">${message.headers?.subject || say('messages.noSubject')}</a>
<span class="detail">${senderOf(message) || say('messages.noSender')}</span></td>
<td>${first ? html`<span class="name">${first.name || say('messages.namelessFile')}</span>${more.length > 0 ? html` <span class="detail">${say('messages.moreFiles', { count: more.length })}</span>` : ''}` : ''}</td>
<td>${units.join('; ')}</td>
<td>${standingTag(desk, message.standing)}</td>
</tr>`
  }
  const from = (page - 1) * pageSize
  return html`<table class="list stacked">
<caption>${say('messages.range', { from: from + 1, to: from + messages.length, total })}</caption>
<thead><tr>${['receivedAt', 'mail', 'files', 'units', 'outcome'].map(
    one => html`<th scope="col">${say(`messages.column-${one}`)}</th>`,
  )}</tr></thead>
<tbody>${messages.map(row)}</tbody></table>`
}

const pager = ({ say }: Desk, query: ListQuery, { total }: FoundMessages): Html => {
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1 && query.page === 1) return html``
  const link = (page: number, rel: 'prev' | 'next'): Html | '' =>
    page < 1 || page > last || page === query.page
      ? ''
      : html`<a class="button" rel="${rel}" href="${listPath({ ...query, page })}">${say(`messages.page-${rel}`)}</a>`
  return html`<nav class="row pager" aria-label="${say('messages.pages')}">${link(Math.min(query.page - 1, last), 'prev')}
<span>${say('messages.pageOf', { page: query.page, last })}</span>${link(query.page + 1, 'next')}</nav>`
}
