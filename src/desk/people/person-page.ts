/** `/nguoi-dung/NAME`: one account, and what an administrator may do about it. One's own password is not changed here. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { type Account, isShownName } from '../../domain/account.ts'
import { accountSubject } from '../../domain/decision.ts'
import { isAppError } from '../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { isOver, smallBody } from '../guard.ts'
import { type Html, showPage, withDone } from '../layout.ts'
import { ownOriginAt } from '../own-address.ts'
import { when } from '../when.ts'
import { keyAddress } from './account-keys.ts'
import { wrongNote } from './new-password.ts'
import { changePerson, getAccount, giveKey, isRole, keyOf, seenOf } from './people.ts'
import { stateOf } from './person-state.ts'
import { roleChoice } from './person-words.ts'
import { typedShown } from './typed-names.ts'

export const personPages = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const show = async (c: DeskContext, name: string, wrong?: string) =>
    showPage(c, desk, {
      title: say('people.personTitle', { shown: (await getAccount(app, name)).shown }),
      at: 'people',
      styles: ['people.css'],
      body: await body(desk, c, name, wrong),
      ...(wrong === undefined ? {} : { status: 400 as const }),
    })
  /** What is refused of the change is said on the page itself. */
  const attempt = async (c: DeskContext, name: string, done: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      if (isAppError(error, 'last-administrator')) return show(c, name, say('people.lastAdministrator'))
      if (isAppError(error, 'name-taken')) return show(c, name, say('people.shownTaken'))
      throw error
    }
    return c.redirect(withDone(`/nguoi-dung/${name}`, done), 303)
  }
  return new Hono<DeskEnv>()
    .get('/nguoi-dung/:name', c => show(c, c.req.param('name')))
    .post('/nguoi-dung/:name', smallBody(desk), async c => {
      const name = c.req.param('name')
      const typed = await c.req.parseBody()
      const shown = typedShown(typed.shown)
      const role = String(typed.role ?? '')
      if (!isShownName(shown)) return show(c, name, say('people.wrong-shown'))
      if (!isRole(role)) return show(c, name, say('people.wrong-role'))
      const who = { by: c.get('person').shown, seen: Number(typed.seen) }
      return attempt(c, name, 'people.done-changed', () => changePerson(app, name, { shown, role }, who))
    })
    .post('/nguoi-dung/:name/khoa', smallBody(desk), async c => {
      const name = c.req.param('name')
      const typed = await c.req.parseBody()
      const active = typed.active === 'yes'
      const who = { by: c.get('person').shown, seen: Number(typed.seen) }
      return attempt(c, name, active ? 'people.done-let-in' : 'people.done-shut-out', () =>
        changePerson(app, name, { active }, who),
      )
    })
    .post('/nguoi-dung/:name/mat-khau', smallBody(desk), async c => {
      const account = await getAccount(app, c.req.param('name'))
      const typed = await c.req.parseBody()
      // Whoever resets their own has no password until the address is used, and nobody to ask if it is lost.
      if (account.name === c.get('person').name) return show(c, account.name, say('people.ownPassword'))
      if (!account.active) return show(c, account.name, say('people.offPassword'))
      const who = { by: c.get('person').shown, seen: Number(typed.seen) }
      const token = await giveKey(app, account.name, { isVoid: true }, who)
      return showKey(c, desk, account, token, 'people.reset')
    })
    .post('/nguoi-dung/:name/dang-xuat', async c => {
      const { name } = await getAccount(app, c.req.param('name'))
      await app.store.endSessions(name)
      return c.redirect(withDone(`/nguoi-dung/${name}`, 'people.done-signed-out'), 303)
    })
}

/** The address to hand over. It is shown here and nowhere else: what is kept is its hash. */
export const showKey = (
  c: DeskContext,
  desk: Desk,
  { name, shown }: Pick<Account, 'name' | 'shown'>,
  token: string,
  key: 'people.added' | 'people.reset',
): Promise<Response> => {
  const { say } = desk
  // By the address that the administrator uses; the guard has looked at it.
  const address = keyAddress(ownOriginAt(desk, c.req.header('host')) ?? desk.origin(), name, token)
  return showPage(c, desk, {
    title: say('people.keyTitle'),
    at: 'people',
    styles: ['people.css'],
    scripts: ['people.js'],
    body: html`<h1>${say('people.keyTitle')}</h1>
<p class="done" role="status">${say(key, { shown })}</p>
<p>${say('people.keyLead', { shown })}</p>
<div class="card"><label class="fields">${say('people.keyAddress')}
<textarea id="key-address" readonly rows="3" class="address">${address}</textarea></label>
<p><button type="button" data-copy="key-address" data-copied="${say('people.copied')}" hidden>${say('people.copy')}</button> <span role="status"></span></p></div>
<ul><li>${say('people.keyOnce')}</li><li>${say('people.keyShownOnce')}</li></ul>
<p><a href="/nguoi-dung">${say('people.back')}</a></p>`,
  })
}

const body = async (desk: Desk, c: DeskContext, name: string, wrong: string | undefined): Promise<Html> => {
  const { say, app } = desk
  const one = await getAccount(app, name)
  const now = app.clock.now()
  const key = await keyOf(app, name)
  const state = stateOf(one, key, now)
  const seen = html`<input type="hidden" name="seen" value="${await seenOf(app, name)}">`
  const sessions = (await app.store.sessions()).filter(
    session => session.account === name && !isOver(session, now),
  )
  const isSelf = name === c.get('person').name
  return html`<p><a href="/nguoi-dung">${say('people.back')}</a></p>
<h1>${say('people.personTitle', { shown: one.shown })}</h1>
${wrongNote(wrong)}
<dl class="facts">
<dt>${say('people.name')}</dt><dd>${name}</dd>
<dt>${say('people.state')}</dt><dd>${say(`people.state-${state}`)}${
    state === 'invited' && key ? html` (${say('people.keyUntil', { when: when(desk, key.until) })})` : ''
  }</dd>
<dt>${say('people.history')}</dt><dd><a href="/nhat-ky?${new URLSearchParams({ nguoi: one.shown })}">${say('people.hasDone')}</a>,
<a href="/nhat-ky?${new URLSearchParams({ muc: accountSubject(name) })}">${say('people.hasChanged')}</a></dd>
</dl>
<section class="card" aria-labelledby="change"><h2 id="change">${say('people.change')}</h2>
<form method="post" action="/nguoi-dung/${name}" class="fields narrow-fields">${seen}
<label>${say('people.shown')} <input name="shown" autocomplete="off" required value="${one.shown}"></label>
${roleChoice(desk, one.role)}
<div><button>${say('people.save')}</button></div></form></section>
<section class="card" aria-labelledby="reset"><h2 id="reset">${say('people.password')}</h2>
${
  isSelf
    ? html`<p>${say('people.ownPassword')} <a href="/tai-khoan">${say('account.title')}</a></p>`
    : html`<p>${say('people.resetLead')}</p>
<form method="post" action="/nguoi-dung/${name}/mat-khau">${seen}<button${one.active ? '' : html` disabled`}>${say('people.resetSubmit')}</button></form>`
}</section>
<section class="card" aria-labelledby="open"><h2 id="open">${say('people.sessions')}</h2>
${
  sessions.length === 0
    ? html`<p>${say('people.notSignedIn')}</p>`
    : html`<ul>${sessions.map(
        session =>
          html`<li>${say('people.session', { since: when(desk, session.since), last: when(desk, session.lastSeen) })}</li>`,
      )}</ul>
<form method="post" action="/nguoi-dung/${name}/dang-xuat"><button>${say('people.signOut')}</button></form>`
}</section>
<section class="card" aria-labelledby="off"><h2 id="off">${say(one.active ? 'people.shutOut' : 'people.letIn')}</h2>
<p>${say(one.active ? 'people.shutOutLead' : 'people.letInLead')}</p>
<form method="post" action="/nguoi-dung/${name}/khoa">${seen}<input type="hidden" name="active" value="${one.active ? 'no' : 'yes'}">
<button${one.active ? html` class="danger"` : ''}>${say(one.active ? 'people.shutOut' : 'people.letIn')}</button></form></section>`
}
