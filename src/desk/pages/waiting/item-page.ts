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
import { decisionLine, history } from './history.ts'
import { itemPath } from './item-path.ts'
import type { ItemWords } from './item-words.ts'
import { keyList } from './key-list.ts'
import { putOffValues } from './list-page.ts'
import { reasons, warnings } from './reasons.ts'
import { relation } from './relation.ts'
import { rowsTable } from './rows-table.ts'
import { asksForUnit, unitChoice } from './unit-choice.ts'

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
  /** What refused it, in words for the clerk. */
  readonly trouble?: string
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
${changedNote(view)}
<div class="sides">
<div class="decide">
${typed.conflict ? conflictBox(view, typed.conflict) : ''}
${typed.ask ? html`<div class="wrong" role="alert"><p>${say(`waiting.ask-${typed.ask}`)}</p></div>` : ''}
${typed.trouble ? html`<div class="wrong" role="alert"><p>${typed.trouble}</p></div>` : ''}
${item.putOff ? html`<div class="note"><p>${say('waiting.putOffNote', putOffValues(item.putOff, words))}</p></div>` : ''}
${item.isWaiting ? reasons(isEdited ? { ...view, mayDecide: false } : view) : html`<p class="note">${say('waiting.waitsNoMore')} ${outcome(view)}</p>`}
${waiting.submission ? (isEdited ? editor(view) : inOrder(view)) : ''}
${mayDecide && item.isWaiting && !isEdited ? actions(view) : ''}
${warnings(view)}
${history(view)}
</div>
<div class="beside" id="original" tabindex="-1">${view.original}</div>
</div>
</div>`
}

/** What is asked comes first: the unit, else the rows. */
const inOrder = (view: ItemView): Html =>
  asksForUnit(view.item)
    ? html`${unitChoice(view)}${rowsTable(view)}${relation(view)}`
    : html`${relation(view)}${rowsTable(view)}${unitChoice(view)}`

/** Fetched anew while the page is open, and shown by `waiting.js` once somebody else changed what is seen here. */
const changedNote = (view: ItemView): Html => {
  const { desk, item, kept } = view
  const last = item.decisions.at(-1)
  return html`<div id="item-state" class="note" data-live data-now="${item.version} ${item.shown}" role="status" hidden>
<p>${desk.say('waiting.changed')} ${last ? decisionLine(view, last) : ''}</p><a class="button" href="${itemPath(item.waiting, kept)}">${desk.say('waiting.lookAgain')}</a></div>`
}

const heading = ({ desk, item, words, kept }: ItemView): Html => {
  const { say } = desk
  const { waiting, limited } = item
  const place = limited.findIndex(one => one.key === item.key)
  const before = limited[place < 0 ? limited.length - 1 : place - 1]
  const after = limited[place + 1]
  const { message } = waiting
  return html`<nav class="row between" aria-label="${say('waiting.steps')}">
<span class="row"><a href="/can-xu-ly${kept === '' ? '' : `?loai=${kept}`}">${say('waiting.toList')}</a>${keyList(desk)}</span>
<span class="row"><a class="button" href="#goc" data-key="g" aria-keyshortcuts="G">${say('waiting.toOriginal')} <kbd>G</kbd></a>
${before ? html`<a class="button" rel="prev" aria-keyshortcuts="P" href="${itemPath(before.waiting, kept)}" data-key="p">${say('waiting.before')} <kbd>P</kbd></a>` : ''}
${place < 0 ? '' : html`<span>${say('waiting.place', { at: place + 1, count: limited.length })}</span>`}
${after ? html`<a class="button" rel="next" aria-keyshortcuts="N" href="${itemPath(after.waiting, kept)}" data-key="n">${say('waiting.after')} <kbd>N</kbd></a>` : ''}</span>
</nav>
<h1 id="item-title" tabindex="-1"><span class="detail">${say(`waiting.thing-${waiting.kind}`)}:</span> ${words.title(waiting)}</h1>
<dl class="facts compact">
${
  message
    ? html`<div><dt>${say('waiting.received')}</dt><dd>${words.moment(message.receivedAt)}, ${words.sender(waiting)}</dd></div>
<div><dt>${say('waiting.mail')}</dt><dd><a href="/thu/${message.id}">${message.headers?.subject || say('waiting.no-subject')}</a></dd></div>`
    : ''
}
${words.file(waiting) === '' ? '' : html`<div><dt>${say('waiting.file')}</dt><dd>${words.file(waiting)}</dd></div>`}
</dl>`
}

const outcome = ({ item, words }: ItemView): Html => {
  const { submission, part, message } = item.waiting
  const standing = (submission ?? part ?? message)?.standing
  return standing ? html`<span class="tag ${standing}">${words.phrase(`outcome.${standing}`)}</span>` : html``
}

export const mayDecideOf = (person: Account): boolean => isAtLeast(person.role, 'clerk')
