/**
 * The end of the campaign: what still waits, closing with open eyes, opening again, and who did so when. Archive and purge
 * are the IT person's, who is told the commands.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isAtLeast } from '../../../domain/account.ts'
import { closingOf } from '../../../domain/closing.ts'
import { campaignSubject, type Decision } from '../../../domain/decision.ts'
import { isAppError } from '../../../domain/errors.ts'
import { mailboxUnseenSince } from '../../../health/before-closing.ts'
import { type Desk, type DeskContext, type DeskEnv, type DeskRoutes, take } from '../../desk.ts'
import { type Html, showPage, withDone } from '../../layout.ts'
import { when } from '../../when.ts'

const at = '/bao-cao/ket-thuc'

export const closingPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  return new Hono<DeskEnv>()
    .get(at, async c => {
      const decisions = await app.store.decisions(campaignSubject)
      const closing = closingOf(decisions)
      const left = closing ? [] : await waits(desk)
      const mayChange = isAtLeast(c.get('person').role, 'clerk')
      return showPage(c, desk, {
        ...{ title: say('closing.title'), at: 'reports', styles: ['reports.css'] },
        body: html`<p><a href="/bao-cao">${say('reports.back')}</a></p><h1>${say('closing.title')}</h1>
${
  closing
    ? html`<p class="lead">${say('closing.isClosed', { when: when(desk, closing.at), by: closing.by })}</p>${afterwards(desk)}`
    : html`<p class="lead">${say('closing.isOpen')}</p>${waitingList(desk, left)}`
}
${mayChange ? (closing ? reopenForm(desk, decisions.length) : closeForm(desk, decisions.length, left.length)) : ''}
${history(desk, decisions)}`,
      })
    })
    .post(`${at}/:what{ket-thuc|mo-lai}`, async c => {
      const typed = await c.req.parseBody()
      const kind = c.req.param('what') === 'mo-lai' ? 'reopen' : 'close'
      const seen = Number(typed.seen)
      if (!Number.isInteger(seen)) return c.notFound()
      if (typed.sure !== '1') return c.redirect(withDone(at, 'closing.done-not-sure'), 303)
      return c.redirect(withDone(at, await decide(desk, c, kind, seen)), 303)
    })
}

const decide = async (
  desk: Desk,
  c: DeskContext,
  kind: 'close' | 'reopen',
  seen: number,
): Promise<string> => {
  const before = closingOf(await desk.app.store.decisions(campaignSubject))
  try {
    await take(desk, c.get('person'), { subject: campaignSubject, kind, before, after: {} }, seen)
    return `closing.done-${kind}`
  } catch (error) {
    // Somebody else closed or opened it: the page says who and when.
    if (!isAppError(error, 'stale-version')) throw error
    return 'closing.done-not-stale'
  }
}

interface Wait {
  readonly text: string
  readonly href: string
}

/** What is not done yet; counted where there is a page that lists it. */
const waits = async ({ say, app, waiting }: Desk): Promise<Wait[]> => {
  const { store, clock, config } = app
  const unseen = await mailboxUnseenSince({
    ...{ store, clock, hasMailbox: Boolean(config.imap || config.mailboxDir) },
    pollMs: config.pollSeconds * 1000,
  })
  const { items } = await waiting()
  const jobs = await Promise.all(
    (['read', 'validate'] as const).map(kind => store.pendingJobs(kind, Number.MAX_SAFE_INTEGER, 1000)),
  )
  const drafts = (await store.sentMails()).filter(one => one.state === 'draft')
  const entry = (count: number, key: string, href: string): Wait[] =>
    count > 0 ? [{ text: say(`closing.waits-${key}`, { count }), href }] : []
  return [
    ...(unseen === undefined ? [] : [{ text: say('closing.waits-mailbox'), href: '/tinh-trang' }]),
    ...entry(items.length, 'items', '/can-xu-ly'),
    ...entry(jobs.flat().length, 'reading', '/thu'),
    ...entry(drafts.length, 'drafts', '/bao-cao/nhac'),
    ...entry((await store.proposals()).length, 'proposals', '/bao-cao/de-xuat'),
  ]
}

const waitingList = ({ say }: Desk, all: readonly Wait[]): Html =>
  html`<div id="waits" data-live><h2>${say('closing.waitsHeading')}</h2>${
    all.length === 0
      ? html`<p>${say('closing.waitsNone')}</p>`
      : html`<ul class="ways">${all.map(({ text, href }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>`
  }</div>`

const closeForm = ({ say }: Desk, seen: number, waiting: number): Html =>
  html`<section class="card"><h2>${say('closing.close')}</h2><p>${say('closing.closeMeans')}</p>
<form method="post" action="${at}/ket-thuc"><input type="hidden" name="seen" value="${seen}">
<p><label class="tick"><input type="checkbox" name="sure" value="1" required> ${say(
    waiting > 0 ? 'closing.sureAnyway' : 'closing.sure',
  )}</label></p><button class="danger">${say('closing.close')}</button></form></section>`

const reopenForm = ({ say }: Desk, seen: number): Html =>
  html`<section class="card"><h2>${say('closing.reopen')}</h2><p>${say('closing.reopenMeans')}</p>
<form method="post" action="${at}/mo-lai"><input type="hidden" name="seen" value="${seen}">
<p><label class="tick"><input type="checkbox" name="sure" value="1" required> ${say('closing.sureReopen')}</label></p>
<button>${say('closing.reopen')}</button></form></section>`

const afterwards = ({ say }: Desk): Html => html`<section class="card"><h2>${say('closing.afterHeading')}</h2>
<p>${say('closing.afterLead')}</p>
<ol><li>${say('closing.afterArchive')}<br><code>npm run -s tonghop -- archive "Dot dang ky.zip"</code></li>
<li>${say('closing.afterCheck')}<br><code>npm run -s tonghop -- archive --check "Dot dang ky.zip"</code></li>
<li>${say('closing.afterPurge')}<br><code>npm run -s tonghop -- purge</code></li></ol></section>`

const history = (desk: Desk, decisions: readonly Decision[]): Html => {
  const { say } = desk
  const own = decisions.filter(one => one.kind === 'close' || one.kind === 'reopen')
  return own.length === 0
    ? html``
    : html`<h2>${say('closing.historyHeading')}</h2><ul>${own.map(
        one =>
          html`<li>${say(`closing.history-${one.kind === 'close' ? 'close' : 'reopen'}`, { by: one.by, when: when(desk, one.at) })}</li>`,
      )}</ul>`
}
