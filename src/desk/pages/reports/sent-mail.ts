/**
 * One mail of ours, as it was sent: its bytes are kept, and nothing of it is made anew. What it means that a mail is
 * doubtful or was refused, and sending it once more when somebody says that it did not arrive.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { isAppError } from '../../../domain/errors.ts'
import { writtenDay } from '../../../domain/zoned-time.ts'
import { readStopped } from '../../../summary/hand-over.ts'
import { isWithdrawn } from '../../../summary/hold.ts'
import { isPath } from '../../../summary/only-written.ts'
import { maySendAgain, sendAgain, sentAgainAs } from '../../../summary/send-again.ts'
import { openSentMail, type SentMailAsSent } from '../../../summary/sent-mails.ts'
import { sendAttachment } from '../../attachment.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'
import { mailView, sendMailFile, sendMailHtml } from './mail-view.ts'
import { mailPath, shownState, stateTag } from './mail-words.ts'

export const sentMailPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const at = '/bao-cao/thu/:id'
  const open = (c: DeskContext): Promise<SentMailAsSent> => openSentMail(app, c.req.param('id') ?? '')
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const mail = await open(c)
      const { row } = mail
      const title = say(`reports.title-${row.kind}`, { day: writtenDay(row.day) })
      return showPage(c, desk, {
        ...{ title, at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p>
<h1>${title}</h1>
<section class="card" aria-labelledby="state-heading" id="mail-state" data-live>
<h2 id="state-heading">${say('reports.stateHeading')}</h2>
${await stateOf(desk, c, mail)}</section>
<section class="card" aria-labelledby="mail-heading">
<h2 id="mail-heading">${say(row.state === 'draft' ? 'reports.draftHeading' : 'reports.asSentHeading')}</h2>
${mailView(desk, mail, mailPath(row.id))}
<p class="no-print"><a href="${mailPath(row.id)}/eml" download>${say('reports.eml')}</a></p>
</section>`,
      })
    })
    .get(`${at}/html`, async c => sendMailHtml(c, await open(c)))
    .get(`${at}/tep/:number`, async c => sendMailFile(c, await open(c), c.req.param('number') ?? ''))
    .get(`${at}/eml`, async c => {
      const mail = await open(c)
      return sendAttachment(c, mail.raw, `${mail.row.id}.eml`, 'message/rfc822')
    })
    .post(`${at}/gui-lai`, async c => {
      const typed = await c.req.parseBody()
      const id = c.req.param('id') ?? ''
      const seen = Number(typed.seen)
      if (!Number.isInteger(seen)) return c.notFound()
      if (typed.sure !== '1') return c.redirect(withDone(mailPath(id), 'reports.done-not-sure'), 303)
      return c.redirect(await sendOnceMore(desk, id, seen, c.get('person').shown), 303)
    })
}

/** @returns where one is shown what became of it */
const sendOnceMore = async (desk: Desk, id: string, seen: number, by: string): Promise<string> => {
  const parts = desk.app.mailParts()
  try {
    const answer = await sendAgain(parts, { id, by, seen })
    if (typeof answer === 'string') return withDone(mailPath(id), `reports.done-not-${answer}`)
    if (answer.kind !== 'sent') return withDone(mailPath(answer.id), `reports.done-not-${answer.kind}`)
    return withDone(mailPath(answer.id), isPath(answer.detail) ? 'reports.done-written' : 'reports.done-sent')
  } catch (error) {
    // Somebody else was quicker: the page says what was decided.
    if (!isAppError(error, 'stale-version')) throw error
    return withDone(mailPath(id), 'reports.done-not-stale')
  }
}

const stateOf = async (desk: Desk, c: DeskContext, { row }: SentMailAsSent): Promise<Html> => {
  const { say, app } = desk
  const decisions = await app.store.decisions(row.id)
  const stopped = (await readStopped(app)).get(row.id)
  const state = shownState(row, stopped !== undefined)
  const again = await sentAgainAs(app, row.id)
  const last = decisions.findLast(one => one.kind === 'send-again')
  const isHeldBack = isWithdrawn(row, decisions)
  const said =
    again !== undefined && last
      ? html`<p>${say('reports.sentAgain', { by: last.by, when: when(desk, last.at) })} <a href="${mailPath(again)}">${say('reports.sentAgainLink')}</a></p>`
      : html`<p>${say(isHeldBack ? 'reports.means-withdrawn' : `reports.means-${state}`)}</p>`
  return html`<p>${stateTag(desk, state)} ${when(desk, row.at)}</p>
${said}
${row.detail === '' || state === 'written' ? '' : html`<p class="detail">${say('reports.serverSaid')} ${row.detail}</p>`}
${stopped ? html`<p class="detail">${say('reports.serverSaid')} ${stopped.reason}</p>` : ''}
<p class="hint">${say('reports.recipientCount', { count: row.recipients.length })} ${row.recipients.join(', ')}</p>
${
  maySendAgain(row) && !isHeldBack && again === undefined && isAtLeast(c.get('person').role, 'clerk')
    ? askAgain(desk, row.id, row.state === 'doubtful' ? 'doubtful' : 'refused', decisions.length)
    : ''
}`
}

const askAgain = ({ say }: Desk, id: string, why: 'doubtful' | 'refused', seen: number): Html =>
  html`<form method="post" action="${mailPath(id)}/gui-lai">
<input type="hidden" name="seen" value="${seen}">
<p><label class="tick"><input type="checkbox" name="sure" value="1" required> ${say(`reports.sure-${why}`)}</label></p>
<button class="main">${say('reports.sendAgain')}</button> <span class="hint">${say('reports.sendAgainHint')}</span></form>`
