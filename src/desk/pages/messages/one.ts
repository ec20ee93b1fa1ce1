/** One mail: who sent it, when it was received and who says so, what became of it and of each of its parts; the mail itself. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { listWaiting } from '../../../consolidation/waiting.ts'
import { lastOf } from '../../../domain/decision.ts'
import { AppError } from '../../../domain/errors.ts'
import { messageAround, shortCode } from '../../../domain/identity.ts'
import { type Excerpt, importAccount, type KeptMessage } from '../../../domain/ledger.ts'
import { localTime, writtenDay } from '../../../domain/zoned-time.ts'
import type { Desk, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage } from '../../layout.ts'
import { originalPane, originalScripts, originalStyles } from '../../original/pane.ts'
import { partLabel } from '../../original/part-names.ts'
import { writtenSize } from '../../original/written-size.ts'
import { itemPath } from '../waiting/item-path.ts'
import { maySee } from './files.ts'
import { historyOf } from './history.ts'
import { makeMessageWords } from './message-words.ts'
import { partList } from './parts.ts'
import { readAgainForm } from './read-again.ts'
import { type MessageView, reasonList } from './reasons.ts'
import { standingTag } from './standing-tag.ts'

export const messagePage = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().get('/thu/:id{[0-9a-f]{64}}', async c => {
    const id = c.req.param('id')
    const excerpt = await withRelated(desk, id)
    const message = excerpt.messages.find(one => one.id === id)
    if (!message || !maySee(c, message)) throw new AppError('not-found', `no message ${shortCode(id)}`)
    const { say } = desk
    const title = message.headers?.subject || say('messages.noSubject')
    const words = await makeMessageWords(desk, excerpt)
    const view: MessageView = { desk, id, excerpt, words, isKept: message.purgedAt === null }
    const seen = excerpt.decisions.filter(one => one.subject === id).length
    return showPage(c, desk, {
      ...{ title, at: 'messages', scripts: originalScripts },
      styles: [...originalStyles, 'messages.css'],
      body: html`<p class="back no-print"><a href="/thu">${say('messages.back')}</a></p>
<h1>${title} ${standingTag(desk, message.standing)}</h1>
<div id="mail-parts" data-live>
${waitsFor(view)}
${excerpt.failedJobs.map(job => html`<p class="wrong">${words.sheet.phrase('tracking.jobFailed', { error: job.error })}</p>`)}
${facts(view, message)}
${reasonList(view, message.findings)}
<h2>${say('messages.parts')}</h2>
${partList(view)}
</div>
${await originalPane(desk, c, { message: id })}
${historyOf(view)}
${readAgainForm(desk, c, message, seen)}`,
    })
  })

/** What waits of it, each with the way to where it is decided. */
const waitsFor = ({ desk, excerpt, id }: MessageView): Html => {
  const items = listWaiting(excerpt).filter(one => one.message?.id === id)
  if (items.length === 0) return html``
  return html`<p class="note">${desk.say('messages.waits')} ${items.map((one, at) => {
    const name = one.submission?.unitName || (one.part && partLabel(desk, one.part, excerpt.parts))
    return html`${at > 0 ? '; ' : ''}<a href="${itemPath(one)}">${name || desk.say('messages.toWaiting')}</a>`
  })}</p>`
}

/** With the mails whose forms its own replaced, repeat, or were replaced by. */
const withRelated = async ({ app: { store } }: Desk, id: string): Promise<Excerpt> => {
  const own = await store.excerpt({ messages: [id] })
  const others = own.submissions
    .flatMap(one => [one.duplicateOf, one.supersededBy])
    .flatMap(one => (one === null ? [] : [messageAround(one)]))
    .filter(one => one !== id)
  return others.length === 0 ? own : store.excerpt({ messages: [id, ...others] })
}

const facts = ({ desk, words, excerpt, id }: MessageView, message: KeptMessage): Html => {
  const { say, app } = desk
  const { fromName = '', fromAddress = '', date = null, authentication = 'none' } = message.headers ?? {}
  const line = (key: string, value: Html | string): Html =>
    html`<dt>${say(`messages.${key}`)}</dt><dd>${value}</dd>`
  const entered = lastOf(
    excerpt.decisions.filter(one => one.subject === id),
    'enter',
  )
  const places = [
    ...new Set(
      message.locations.map(one => (one.account === importAccount ? say('messages.imported') : one.folder)),
    ),
  ]
  const isOdd = date !== null && Math.abs(date - message.receivedAt) > 15 * 60_000
  return html`<dl class="facts">
${
  entered
    ? line('entered', `${words.decision(entered.decision)} (${entered.decision.by})`)
    : line(
        'sender',
        html`${fromName || fromAddress || say('messages.noSender')}${
          fromName !== '' && fromAddress !== '' ? html` &lt;${fromAddress}&gt;` : ''
        }${authentication === 'none' ? '' : html` <span class="detail">${say(`messages.auth-${authentication}`)}</span>`}`,
      )
}
${line(
  'receivedAt',
  html`${words.moment(message.receivedAt)} <span class="detail">${say(`messages.receipt-${message.receiptSource}`)}</span>`,
)}
${isOdd && date !== null ? line('sentAt', words.moment(date)) : ''}
${places.length > 0 ? line('places', places.join('; ')) : ''}
${line('code', shortCode(id))}
${
  message.purgedAt === null
    ? line(
        'raw',
        html`<a href="/thu/${id}/eml" download>${say('messages.downloadRaw', { size: writtenSize(message.size) })}</a>`,
      )
    : line(
        'raw',
        say('original.purged', {
          day: writtenDay(localTime(message.purgedAt, app.folder.campaign.timeZone).day),
        }),
      )
}
</dl>`
}
