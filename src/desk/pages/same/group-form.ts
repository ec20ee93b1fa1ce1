/** One group: the wording that is proposed, and a row for each registration, ticked where nothing but the writing differs. */
import { html } from 'hono/html'
import type { FoundRegistration } from '../../../domain/wishes.ts'
import type { ModelGroup } from '../../../validation/same-models.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { codeOf, modelPath } from '../search/search-rows.ts'

/** Of a group; of a name that half the district has, the rest comes when these are done. */
const rowsShown = 200

export const groupForm = (
  desk: Desk,
  {
    group,
    rows,
    at,
    isClerk,
  }: { group: ModelGroup; rows: ReadonlyMap<string, FoundRegistration>; at: number; isClerk: boolean },
): Html => {
  const { say } = desk
  const [proposed] = group.wordings
  const listed = group.wordings
    .flatMap(one => one.registrations.map(id => ({ id, isSame: one.isSame })))
    .flatMap(({ id, isSame }) => {
      const row = rows.get(id)
      return row ? [{ row, isSame }] : []
    })
    .slice(0, rowsShown)
  return html`<form method="post" action="/tra-cuu/cung-mo-hinh" class="card same" aria-labelledby="group-${at}">
<h3 id="group-${at}">${proposed?.model ?? ''}</h3>
${group.wordings.map(one => html`<input type="hidden" name="model" value="${one.model}">`)}
<div class="scroll"><table class="list found"><thead><tr>${isClerk ? html`<th scope="col">${say('same.take')}</th>` : ''}
<th scope="col">${say('search.code')}</th><th scope="col">${say('search.unit')}</th><th scope="col">${say('search.name')}</th><th scope="col">${say('same.written')}</th></tr></thead>
<tbody>${listed.map(
    ({ row, isSame }) => html`<tr>${
      isClerk
        ? html`<td class="take"><label class="tick"><input type="checkbox" name="row" value="${row.version} ${row.id}"${isSame ? html` checked` : ''}> <span class="hidden-words">${say('same.takeRow', { code: codeOf(desk, row), model: row.model })}</span></label></td>`
        : ''
    }<th scope="row"><a href="${modelPath(desk, row)}">${codeOf(desk, row)}</a></th>
<td data-label="${say('search.unit')}">${row.unitName}</td><td data-label="${say('search.name')}">${row.name}</td>
<td data-label="${say('same.written')}">${row.model}${isSame ? '' : html` <span class="hint">${say('same.onlyAlike')}</span>`}</td></tr>`,
  )}</tbody></table></div>
${
  isClerk
    ? html`<div class="row"><label class="wording">${say('same.wording')}<input name="wording" value="${proposed?.model ?? ''}" required maxlength="2000"></label>
<button class="main">${say('same.give')}</button>
<button formaction="/tra-cuu/cung-mo-hinh/de-nguyen" formnovalidate>${say('same.leave')}</button></div>`
    : ''
}
</form>`
}
