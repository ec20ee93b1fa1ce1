/** Signing in and out. */
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { sha256 } from '../../domain/identity.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { cookieName, isSecure } from '../guard.ts'
import { type Html, ownPath, showBarePage } from '../layout.ts'
import { isPassword } from './passwords.ts'

/** For who is not signed in. */
export const signInPages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>()
    .get('/dang-nhap', c =>
      showBarePage(c, desk, { title: desk.say('sign-in.title'), body: form(desk, c.req.query('ve')) }),
    )
    .post('/dang-nhap', async c => {
      const typed = await c.req.parseBody()
      const name = String(typed.name ?? '')
        .trim()
        .toLowerCase()
      const account = (await desk.app.store.accounts()).find(one => one.name === name && one.active)
      if (!(await isPassword(String(typed.password ?? ''), account?.password)) || !account)
        return showBarePage(c, desk, {
          title: desk.say('sign-in.title'),
          body: form(desk, String(typed.back ?? ''), desk.say('sign-in.wrong')),
          status: 403,
        })
      await openSession(desk, c, account.name)
      return c.redirect(ownPath(typed.back), 303)
    })

/** For who is. */
export const signOutPages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().post('/dang-xuat', async c => {
    const token = getCookie(c, cookieName(desk))
    if (token !== undefined) await desk.app.store.endSession(sha256(Buffer.from(token)))
    deleteCookie(c, cookieName(desk), { path: '/', secure: isSecure(desk) })
    return c.redirect('/dang-nhap', 303)
  })

/** Lets this browser in from now on. */
export const openSession = async (desk: Desk, c: DeskContext, account: string): Promise<void> => {
  const { store, clock } = desk.app
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  await store.openSession({ id: sha256(Buffer.from(token)), account, since: now, lastSeen: now })
  setCookie(c, cookieName(desk), token, {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(desk) },
  })
}

const form = ({ say, app }: Desk, back: string | undefined, wrong?: string): Html => html`<div class="narrow">
<p class="office"><strong>${app.folder.campaign.office.name}</strong></p>
<h1>${say('sign-in.title')}</h1>
${wrong === undefined ? '' : html`<p class="wrong" role="alert">${wrong}</p>`}
<form method="post" action="/dang-nhap" class="fields">
<input type="hidden" name="back" value="${back ?? ''}">
<label>${say('sign-in.name')} <input name="name" autocomplete="username" autocapitalize="none" required autofocus></label>
<label>${say('sign-in.password')} <input name="password" type="password" autocomplete="current-password" required></label>
<button class="main">${say('sign-in.submit')}</button>
</form></div>`
