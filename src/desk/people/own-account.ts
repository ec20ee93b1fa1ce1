/** One's own account: the full name that the history shows, the password, and signing out wherever one is signed in. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { isShownName } from '../../domain/account.ts'
import { accountSubject } from '../../domain/decision.ts'
import { isAppError } from '../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { isOver, smallBody } from '../guard.ts'
import { type Html, showPage, withDone } from '../layout.ts'
import { newPasswordFields, readNewPassword, wrongNote } from './new-password.ts'
import { isPassword } from './passwords.ts'
import { changePerson, seenOf, setPassword } from './people.ts'
import { openSession } from './sign-in.ts'
import { makeThrottle } from './throttle.ts'
import { typedShown } from './typed-names.ts'

/** Which of the page's forms something was wrong with. */
type Wrong = { readonly in: 'name' | 'password'; readonly text: string }

export const ownAccountPage = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const { store, clock } = app
  // Whoever finds the clerk's screen open does not get to guess the password there either.
  const throttle = makeThrottle(500)
  const show = async (c: DeskContext, wrong?: Wrong) =>
    showPage(c, desk, {
      title: say('account.title'),
      at: 'account',
      styles: ['people.css'],
      body: await body(desk, c, wrong),
      ...(wrong ? { status: 400 as const } : {}),
    })
  return new Hono<DeskEnv>()
    .get('/tai-khoan', c => show(c))
    .post('/tai-khoan/ten', smallBody(desk), async c => {
      const person = c.get('person')
      const typed = await c.req.parseBody()
      const shown = typedShown(typed.shown)
      if (!isShownName(shown)) return show(c, { in: 'name', text: say('people.wrong-shown') })
      if (shown === person.shown) return c.redirect('/tai-khoan', 303)
      try {
        await changePerson(app, person.name, { shown }, { by: person.shown, seen: Number(typed.seen) })
      } catch (error) {
        if (!isAppError(error, 'name-taken')) throw error
        return show(c, { in: 'name', text: say('people.shownTaken') })
      }
      return c.redirect(withDone('/tai-khoan', 'account.done-named'), 303)
    })
    .post('/tai-khoan/mat-khau', smallBody(desk), async c => {
      const person = c.get('person')
      const typed = await c.req.parseBody()
      const key = { kind: 'browser', name: person.name } as const
      if (throttle.ask([key], clock.now()) > 0) return show(c, { in: 'password', text: say('account.wait') })
      if (!(await isPassword(String(typed.old ?? ''), person.password, true)))
        return show(c, { in: 'password', text: say('account.wrongOld') })
      throttle.forgive([key], clock.now())
      const read = readNewPassword(desk, typed, [person.name, person.shown])
      if ('wrong' in read) return show(c, { in: 'password', text: read.wrong })
      await setPassword(app, person.name, read.password, { by: person.shown, seen: Number(typed.seen) })
      // All others end; this one goes on, by a new token.
      await openSession(desk, c, person.name)
      return c.redirect(withDone('/tai-khoan', 'account.done-password'), 303)
    })
    .post('/tai-khoan/dang-xuat', async c => {
      await store.endSessions(c.get('person').name)
      return c.redirect('/dang-nhap', 303)
    })
}

const body = async (desk: Desk, c: DeskContext, wrong: Wrong | undefined): Promise<Html> => {
  const { say, app } = desk
  const person = c.get('person')
  const now = app.clock.now()
  const open = (await app.store.sessions()).filter(one => one.account === person.name && !isOver(one, now))
  const seen = await seenOf(app, person.name)
  const wrongIn = (where: Wrong['in']): Html => wrongNote(wrong?.in === where ? wrong.text : undefined)
  return html`<h1>${say('account.title')}</h1>
<dl class="facts">
<dt>${say('people.name')}</dt><dd>${person.name}</dd>
<dt>${say('people.role')}</dt><dd>${say(`people.role-${person.role}`)}: ${say(`people.may-${person.role}`)}</dd>
<dt>${say('account.history')}</dt><dd><a href="/nhat-ky?${new URLSearchParams({ nguoi: person.shown })}">${say('account.ownHistory')}</a>,
<a href="/nhat-ky?${new URLSearchParams({ muc: accountSubject(person.name) })}">${say('account.changes')}</a></dd>
</dl>
<section class="card" aria-labelledby="own-name"><h2 id="own-name">${say('people.shown')}</h2>
${wrongIn('name')}
<form method="post" action="/tai-khoan/ten" class="row">
<input type="hidden" name="seen" value="${seen}">
<label>${say('account.shown')} <input name="shown" autocomplete="name" required value="${person.shown}"></label>
<button>${say('account.saveName')}</button>
</form><p class="hint">${say('account.nameHint')}</p></section>
<section class="card" aria-labelledby="own-password"><h2 id="own-password">${say('account.password')}</h2>
${wrongIn('password')}
<form method="post" action="/tai-khoan/mat-khau" class="fields narrow-fields">
<input type="hidden" name="seen" value="${seen}">
<label>${say('account.old')} <input name="old" type="password" autocomplete="current-password" required></label>
${newPasswordFields(desk, person.name)}
<div><button>${say('account.change')}</button></div>
</form></section>
<section class="card" aria-labelledby="own-sessions"><h2 id="own-sessions">${say('account.sessions')}</h2>
<p>${say('account.sessionsOpen', { count: open.length })}</p>
<form method="post" action="/tai-khoan/dang-xuat"><button>${say('account.everywhere')}</button></form></section>`
}
