/** When the mailbox was last looked at, and whether anything is wrong; what exactly is the page of the state. */
import { html } from 'hono/html'
import type { TablesFact } from '../../../consolidation/write-tables.ts'
import { type MailboxFact, mailboxFact } from '../../../intake/keep.ts'
import type { Desk } from '../../desk.ts'
import type { Html } from '../../layout.ts'
import { when } from '../../when.ts'

export const showMailbox = async ({ app, say }: Desk, isClosed: boolean): Promise<Html> => {
  const { store } = app
  const mailbox = await store.fact<MailboxFact>(mailboxFact)
  const tables = await store.fact<TablesFact>('tables')
  const wrong = [
    ...(mailbox?.trouble && !isClosed
      ? [say('home.mailboxTrouble', { moment: when({ app }, mailbox.trouble.since) })]
      : []),
    ...(tables && tables.trouble.length > 0 ? [say('home.tablesTrouble')] : []),
  ]
  const look = mailbox?.lastGoodLook
  return html`<div class="mailbox" id="mailbox" data-live>
${wrong.map(one => html`<p class="wrong">${one}</p>`)}
<p>${look ? say('home.mailboxGood', { moment: when({ app }, look) }) : say('home.mailboxNever')} ${look && wrong.length === 0 ? say('home.healthGood') : ''} <a href="/tinh-trang">${say('home.health')}</a></p>
</div>`
}
