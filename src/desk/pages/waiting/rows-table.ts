/** What was read, row by row; each value names the cell that it stood in, so that the two light up together. */
import { html } from 'hono/html'
import type { SettledRegistration } from '../../../domain/decision.ts'
import type { Html } from '../../layout.ts'
import { sourceMark } from '../../original/source-mark.ts'
import { settledRows } from './find-item.ts'
import type { ItemView } from './item-page.ts'
import { itemPath } from './item-path.ts'
import { rowsAbout } from './proposals.ts'

export const rowsTable = (view: ItemView): Html => {
  const { desk, item, words, mayDecide } = view
  const { say } = desk
  const rows = settledRows(item)
  const doubted = new Map<string, number[]>()
  for (const [at, reason] of item.waiting.reasons.entries())
    if (reason.source)
      for (const row of rowsAbout(rows, reason)) doubted.set(row.id, [...(doubted.get(row.id) ?? []), at + 1])
  const edit = mayDecide
    ? html`<p><a class="button" href="${editPath(view)}" data-key="s">${say('waiting.edit')} <kbd>S</kbd></a></p>`
    : html``
  return html`<section aria-labelledby="rows"><h2 id="rows">${say('waiting.read', { count: rows.length })}</h2>
${rows.length === 0 ? html`<p>${say('waiting.noRows')}</p>` : ''}
${(['collective', 'individual'] as const).map(section => {
  const own = rows.filter(row => row.section === section)
  if (own.length === 0) return html``
  return html`<div class="scroll"><table class="list stack"><caption>${words.phrase(`section.${section}`)}</caption><thead><tr>
<th scope="col">${say('waiting.name')}</th><th scope="col">${say('waiting.sector')}</th><th scope="col">${say('waiting.model')}</th><th scope="col">${say('waiting.note')}</th></tr></thead>
<tbody>${own.map(row => rowOf(view, row, doubted.get(row.id) ?? []))}</tbody></table></div>`
})}
${edit}</section>`
}

const rowOf = ({ desk, words }: ItemView, row: SettledRegistration, doubts: readonly number[]): Html => {
  const { say } = desk
  const gap = html`<span class="gap">${say('waiting.gap')}</span>`
  const marks =
    doubts.length === 0
      ? ''
      : html` <span class="tag review">${say('waiting.seeReason', { numbers: doubts.join(', ') })}</span>`
  return html`<tr data-source="${sourceMark(row.source)}" tabindex="0"${doubts.length > 0 ? html` class="doubted"` : ''}>
<th scope="row" data-label="${say('waiting.name')}">${row.name === '' ? gap : row.name}${marks}</th>
<td data-label="${say('waiting.sector')}">${row.sector === null ? gap : words.sectorName(row.sector)}</td>
<td data-label="${say('waiting.model')}">${row.model === '' ? gap : row.model}</td>
<td data-label="${say('waiting.note')}">${row.note}</td></tr>`
}

export const editPath = ({ item, kept }: Pick<ItemView, 'item' | 'kept'>): string => {
  const path = itemPath(item.waiting, kept)
  return `${path}${path.includes('?') ? '&' : '?'}sua=1`
}
