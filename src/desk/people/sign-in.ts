/** Signing in and out. */
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { isAccountName } from '../../domain/account.ts'
import { isAppError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/identity.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { cookieName, isSecure, smallBody } from '../guard.ts'
import { type Html, ownPath, showBarePage } from '../layout.ts'
import { askerOf } from '../own-address.ts'
import { knownBrowser, noteBrowser } from './known-browser.ts'
import { wrongNote } from './new-password.ts'
import { isPassword } from './passwords.ts'
import { makeThrottle, type TryKey } from './throttle.ts'
import { typedName } from './typed-names.ts'

/** For who is not signed in. */
export const signInPages = (desk: Desk): DeskRoutes => {
  const throttle = makeThrottle()
  const { say } = desk
  const show = (c: DeskContext, back: string | undefined, wrong?: string, status?: 403 | 429 | 503) =>
    showBarePage(c, desk, {
      title: say('sign-in.title'),
      body: form(desk, back, wrong),
      ...(status ? { status } : {}),
    })
  return new Hono<DeskEnv>()
    .get('/dang-nhap', c => show(c, c.req.query('ve')))
    .post('/dang-nhap', smallBody(desk), async c => {
      const { store, clock, log } = desk.app
      const typed = await c.req.parseBody()
      const back = String(typed.back ?? '')
      const name = typedName(typed.name)
      // What is no name is all one name: nobody fills the memory with made-up ones.
      const known = isAccountName(name) ? await knownBrowser(desk, c, name) : undefined
      const keys: TryKey[] =
        known === undefined
          ? [
              { kind: 'account', name: isAccountName(name) ? name : '' },
              { kind: 'address', name: askerOf(desk, c) },
            ]
          : [{ kind: 'browser', name: known }]
      const wait = throttle.ask(keys, clock.now())
      if (wait > 0) {
        log.warn({ seconds: Math.ceil(wait / 1000) }, 'a try to sign in has to wait')
        c.header('Retry-After', String(Math.ceil(wait / 1000)))
        return show(c, back, say('sign-in.wait', { time: writtenWait(desk, wait) }), 429)
      }
      const account = (await store.accounts()).find(one => one.name === name && one.active)
      try {
        const isRight = await isPassword(String(typed.password ?? ''), account?.password, known !== undefined)
        if (!isRight || !account) {
          log.info({ known: known !== undefined }, 'a try to sign in failed')
          return show(c, back, say('sign-in.wrong'), 403)
        }
      } catch (error) {
        if (!isAppError(error, 'too-busy')) throw error
        throttle.forgive(keys, clock.now())
        c.header('Retry-After', '30')
        return show(c, back, say('sign-in.busy'), 503)
      }
      throttle.forgive(keys, clock.now())
      await openSession(desk, c, account.name)
      return c.redirect(ownPath(back), 303)
    })
}

const writtenWait = ({ say }: Desk, ms: number): string =>
  ms > 90_000
    ? say('sign-in.minutes', { count: Math.ceil(ms / 60_000) })
    : say('sign-in.seconds', { count: Math.ceil(ms / 1000) })

/** For who is. */
export const signOutPages = (desk: Desk): DeskRoutes =>
  new Hono<DeskEnv>().post('/dang-xuat', async c => {
    const token = getCookie(c, cookieName(desk))
    if (token !== undefined) await desk.app.store.endSession(sha256(Buffer.from(token)))
    deleteCookie(c, cookieName(desk), { path: '/', secure: isSecure(desk) })
    return c.redirect('/dang-nhap', 303)
  })

/** Lets this browser in from now on, by a token that it never had before; who was signed in there is signed out. */
export const openSession = async (desk: Desk, c: DeskContext, account: string): Promise<void> => {
  const { store, clock, log } = desk.app
  const before = getCookie(c, cookieName(desk))
  if (before !== undefined) await store.endSession(sha256(Buffer.from(before)))
  await noteBrowser(desk, c, account)
  log.info({}, 'somebody signed in')
  log.debug({ account, from: askerOf(desk, c) }, 'signed in')
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
${wrongNote(wrong)}
<form method="post" action="/dang-nhap" class="fields">
<input type="hidden" name="back" value="${back ?? ''}">
<label>${say('sign-in.name')} <input name="name" autocomplete="username" autocapitalize="none" required autofocus></label>
<label>${say('sign-in.password')} <input name="password" type="password" autocomplete="current-password" required></label>
<button class="main">${say('sign-in.submit')}</button>
</form></div>`
