/** A form of an item: what was seen goes with it, so that nobody decides over what somebody else decided meanwhile. */
import { html } from 'hono/html'
import type { Html } from '../../layout.ts'
import { lastKnown } from './find-item.ts'
import type { ItemView } from './item-page.ts'
import { itemPath } from './item-path.ts'

export const seenFields = ({
  item,
  kept,
}: Pick<ItemView, 'item' | 'kept'>): Html => html`<input type="hidden" name="seen" value="${item.version}">
<input type="hidden" name="shown" value="${item.shown}"><input type="hidden" name="known" value="${lastKnown(item)}">
<input type="hidden" name="kept" value="${kept}">`

/** @param work what is asked for: `viec` of the request */
export const itemForm = (
  view: ItemView,
  work: string,
  body: Html,
): Html => html`<form method="post" action="${itemPath(view.item.waiting)}">
${seenFields(view)}<input type="hidden" name="viec" value="${work}">${body}</form>`

/** A button that is pressed by a letter, too. */
export const keyButton = (key: string, label: string | Html, isMain = false): Html =>
  html`<button${isMain ? html` class="main"` : ''} data-key="${key.toLowerCase()}" aria-keyshortcuts="${key}">${label} <kbd>${key}</kbd></button>`
