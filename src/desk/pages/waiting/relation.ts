/** How the form stands to the unit's other ones: does it take the place of one, or add to it? Their rows are compared. */
import { html } from 'hono/html'
import { rowsOf } from '../../../domain/ledger.ts'
import { compareRows } from '../../../validation/differences.ts'
import type { Html } from '../../layout.ts'
import { differenceTable } from './difference-table.ts'
import { itemForm, keyButton } from './form.ts'
import type { ItemView } from './item-page.ts'
import { itemPath } from './item-path.ts'
import { reasonKindOf } from './reason-kinds.ts'

/** More than these are not offered: a unit with so many forms is looked at on its own page. */
const most = 5

export const relation = (view: ItemView): Html => {
  const { desk, item, words, mayDecide } = view
  const { say } = desk
  const { waiting, others, excerpt } = item
  const { submission } = waiting
  if (!submission || others.length === 0) return html``
  const isAsked = waiting.reasons.some(one => reasonKindOf(one.code) === 'second')
  const messages = new Map(excerpt.messages.map(one => [one.id, one]))
  const body = others.slice(0, most).map((other, at) => {
    const message = messages.get(other.messageId)
    const rows = compareRows(rowsOf(other), rowsOf(submission))
    return html`<div class="earlier"><h3>${say('waiting.earlier', { when: message ? words.moment(message.receivedAt) : '' })}
<span class="tag ${other.standing}">${words.phrase(`outcome.${other.standing}`)}</span></h3>
<p><a href="${itemPath({ kind: 'submission', subject: other.id })}">${say('waiting.openForm')}</a></p>
${differenceTable(view, rows, [say('waiting.earlierRows'), say('waiting.theseRows')])}
${
  mayDecide && item.isWaiting
    ? itemForm(
        view,
        'thay',
        html`<input type="hidden" name="of" value="${other.id}">${
          at === 0
            ? keyButton('T', say('waiting.replace'), isAsked)
            : html`<button>${say('waiting.replace')}</button>`
        }`,
      )
    : ''
}</div>`
  })
  const add = mayDecide && item.isWaiting ? itemForm(view, 'bo-sung', keyButton('B', say('waiting.add'))) : ''
  const content = html`${body}${add}`
  return isAsked
    ? html`<section aria-labelledby="relation"><h2 id="relation">${say('waiting.relation')}</h2>${content}</section>`
    : html`<section aria-labelledby="relation"><h2 id="relation">${say('waiting.relation')}</h2>
<details><summary>${say('waiting.otherForms', { count: others.length })}</summary>${content}</details></section>`
}
