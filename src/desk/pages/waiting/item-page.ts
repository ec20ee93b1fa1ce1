/** One thing that waits: why, what was read of it and what may be done, beside the original as it was sent. */
import { html } from 'hono/html'
import type { Account } from '../../../domain/account.ts'
import { isAtLeast } from '../../../domain/account.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { actions } from './actions.ts'
import { type Conflict, conflictBox } from './conflict.ts'
import { editor, type TypedRow } from './editor.ts'
import type { Item } from './find-item.ts'
import { history } from './history.ts'
import { itemPath } from './item-path.ts'
import type { ItemWords } from './item-words.ts'
import { putOffValues } from './list-page.ts'
import { reasons, warnings } from './reasons.ts'
import { relation } from './relation.ts'
import { rowsTable } from './rows-table.ts'
import { unitChoice } from './unit-choice.ts'

/** What somebody typed, to be kept when the page comes back. */
export interface Typed {
  /** Undefined: the rows are only shown. */
  readonly rows?: readonly TypedRow[] | undefined
  /** Of reasons that were ticked as looked at, by their place. */
  readonly ticked?: readonly number[]
  readonly fields?: Readonly<Record<string, string>>
  /** What has to be answered first, a key of `waiting.ask-…`. */
  readonly ask?: string
  readonly conflict?: Conflict
}

export interface ItemView {
  readonly desk: Desk
  readonly item: Item
  readonly words: ItemWords
  readonly kept: string
  readonly typed: Typed
  readonly mayDecide: boolean
  readonly original: Html
}

export const itemPage = (view: ItemView): Html => {
  const { desk, item, words, typed, mayDecide } = view
  const { say } = desk
  const { waiting } = item
  const isEdited = mayDecide && typed.rows !== undefined
  return html`<div class="item" data-item="${item.key}" data-seen="${item.version} ${item.shown}">
${heading(view)}
<div class="sides">
<div class="decide">
${typed.conflict ? conflictBox(view, typed.conflict) : ''}
${typed.ask ? html`<div class="wrong" role="alert"><p>${say(`waiting.ask-${typed.ask}`)}</p></div>` : ''}
${item.putOff ? html`<div class="note"><p>${say('waiting.putOffNote', putOffValues(item.putOff, words))}</p></div>` : ''}
${item.isWaiting ? reasons(view) : html`<p class="note">${say('waiting.waitsNoMore')} ${outcome(view)}</p>`}
${waiting.submission ? html`${unitChoice(view)}${isEdited ? editor(view) : rowsTable(view)}${relation(view)}` : ''}
${mayDecide && item.isWaiting && !isEdited ? actions(view) : ''}
${warnings(view)}
${history(view)}
</div>
<div class="beside" id="original" tabindex="-1">${view.original}</div>
</div>
</div>`
}

const heading = ({ desk, item, words, kept }: ItemView): Html => {
  const { say } = desk
  const { waiting, limited } = item
  const place = limited.findIndex(one => one.key === item.key)
  const before = limited[place < 0 ? limited.length - 1 : place - 1]
  const after = limited[place + 1]
  const { message } = waiting
  return html`<nav class="row between" aria-label="${say('waiting.steps')}">
<a href="/can-xu-ly${kept === '' ? '' : `?loai=${kept}`}">${say('waiting.toList')}</a>
<span class="row">${before ? html`<a class="button" rel="prev" href="${itemPath(before.waiting, kept)}" data-key="p">${say('waiting.before')} <kbd>P</kbd></a>` : ''}
${place < 0 ? '' : html`<span>${say('waiting.place', { at: place + 1, count: limited.length })}</span>`}
${after ? html`<a class="button" rel="next" href="${itemPath(after.waiting, kept)}" data-key="n">${say('waiting.after')} <kbd>N</kbd></a>` : ''}</span>
</nav>
<h1 id="item-title" tabindex="-1"><span class="detail">${say(`waiting.thing-${waiting.kind}`)}:</span> ${words.title(waiting)}</h1>
<dl class="facts compact">
${
  message
    ? html`<dt>${say('waiting.received')}</dt><dd>${words.moment(message.receivedAt)}, ${words.sender(waiting)}</dd>
<dt>${say('waiting.mail')}</dt><dd><a href="/thu/${message.id}">${message.headers?.subject || say('waiting.no-subject')}</a></dd>`
    : ''
}
${words.file(waiting) === '' ? '' : html`<dt>${say('waiting.file')}</dt><dd>${words.file(waiting)}</dd>`}
</dl>`
}

const outcome = ({ item, words }: ItemView): Html => {
  const { submission, part, message } = item.waiting
  const standing = (submission ?? part ?? message)?.standing
  return standing ? html`<span class="tag ${standing}">${words.phrase(`outcome.${standing}`)}</span>` : html``
}

export const mayDecideOf = (person: Account): boolean => isAtLeast(person.role, 'clerk')
