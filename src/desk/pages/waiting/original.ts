/** The original beside what was read of it. */
import { html } from 'hono/html'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import type { Item } from './find-item.ts'
import type { ItemWords } from './item-words.ts'

export const originalOf = async ({ say }: Desk, { waiting }: Item, words: ItemWords): Promise<Html> => {
  const { message } = waiting
  return html`<h2>${say('waiting.original')}</h2>
${message ? html`<p><a href="/thu/${message.id}">${words.file(waiting) || say('waiting.mail')}</a></p>` : ''}`
}
