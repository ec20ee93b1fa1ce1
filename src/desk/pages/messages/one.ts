/** One mail: who sent it, when it was received and who says so, what became of it; the mail itself below. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { AppError } from '../../../domain/errors.ts'
import type { KeptMessage } from '../../../domain/ledger.ts'
import { writtenMoment } from '../../../domain/zoned-time.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { originalPane, originalScripts, originalStyles } from '../../original/pane.ts'
import { writtenSize } from '../../original/written-size.ts'
import { maySee } from './files.ts'

export const messagePage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/thu/:id{[0-9a-f]{64}}', async c => {
    const id = c.req.param('id')
    const { messages } = await desk.app.store.excerpt({ messages: [id] })
    const message = messages[0]
    if (!message || !maySee(c, message)) throw new AppError('not-found', `no message ${id}`)
    const title = message.headers?.subject || desk.say('messages.noSubject')
    return showPage(c, desk, {
      ...{ title, at: 'messages', styles: originalStyles, scripts: originalScripts },
      body: html`<h1>${title}</h1>
${facts(desk, message)}
${await originalPane(desk, c, { message: id })}`,
    })
  })

const facts = ({ say, app }: Desk, message: KeptMessage): Html => {
  const { timeZone } = app.folder.campaign
  const { fromName = '', fromAddress = '' } = message.headers ?? {}
  return html`<dl class="facts">
<dt>${say('messages.sender')}</dt><dd>${fromName} ${fromAddress === '' ? '' : html`&lt;${fromAddress}&gt;`}</dd>
<dt>${say('messages.receivedAt')}</dt><dd>${writtenMoment(message.receivedAt, timeZone)} (${say(`messages.receipt-${message.receiptSource}`)})</dd>
<dt>${say('messages.raw')}</dt><dd><a href="/thu/${message.id}/eml" download>${say('messages.downloadRaw', { size: writtenSize(message.size) })}</a></dd>
</dl>`
}
