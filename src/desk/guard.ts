/**
 * Who is let in, and what a browser may do with what it gets. Mails and documents are hostile, and so may be the page in
 * the next tab: no script but ours, nothing from outside, no frame around us, no request that another page had sent.
 */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { type Account, isAtLeast, type Session } from '../domain/account.ts'
import { sha256 } from '../domain/identity.ts'
import type { Desk, DeskContext, DeskEnv } from './desk.ts'
import { type Page, sentence, showBarePage, showPage } from './layout.ts'
import { ownOriginAt } from './own-address.ts'

export type Guard = MiddlewareHandler<DeskEnv>

/** The cookie that holds a session's token; with TLS under a name that no neighbour may set (RFC 6265bis, 4.1.3). */
export const cookieName = (desk: Desk): string => (isSecure(desk) ? '__Host-tonghop' : 'tonghop')
export const isSecure = (desk: Desk): boolean => desk.origin().startsWith('https:')

/** Since when it was not used, and since when it was opened, ms: what ends a session. */
const idle = 12 * 60 * 60_000
const longest = 7 * 24 * 60 * 60_000
export const isOver = ({ since, lastSeen }: Session, now: number): boolean =>
  now - lastSeen > idle || now - since > longest

export const securityHeaders =
  (desk: Desk): Guard =>
  async (c, next) => {
    await next()
    const set = (name: string, value: string): void => {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    set(
      'Content-Security-Policy',
      [
        ...[
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "font-src 'self'",
        ],
        ...["connect-src 'self'", "frame-src 'self'", "form-action 'self'", "base-uri 'none'"],
        "frame-ancestors 'none'",
      ].join('; '),
    )
    set('X-Content-Type-Options', 'nosniff')
    // Not no-referrer: a browser would then say `Origin: null` with our own forms.
    set('Referrer-Policy', 'same-origin')
    set('Cross-Origin-Opener-Policy', 'same-origin')
    set('Cross-Origin-Resource-Policy', 'same-origin')
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    set('Cache-Control', 'no-store')
    if (isSecure(desk)) set('Strict-Transport-Security', 'max-age=31536000')
  }

/** A name that an outsider made point to this machine (DNS rebinding) is not ours. */
export const ownHost =
  (desk: Desk): Guard =>
  async (c, next) => {
    if (ownOriginAt(desk, c.req.header('host')) === undefined)
      return c.text(desk.say('layout.foreignHost', { url: desk.origin() }), 421)
    return next()
  }

/**
 * What changes anything comes from a page of ours (Origin: RFC 6454, 7; every browser sends it with POST): of the very
 * host that was asked, with its scheme, so that whoever can alter what comes by http cannot send forms by https.
 * `Origin: null` (a sandboxed frame, a file on the disk) is nobody's.
 */
export const ownOrigin =
  (desk: Desk): Guard =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const from = c.req.header('origin')
    const ours = ownOriginAt(desk, c.req.header('host'))
    const site = c.req.header('sec-fetch-site') ?? 'same-origin'
    if (from === undefined || from !== ours || site !== 'same-origin')
      return showBarePage(c, desk, refused(desk, 'layout.foreignRequest'))
    return next()
  }

/** Who is signed in, where it still counts. A session that time has ended is ended. */
export const personOf = async (desk: Desk, c: DeskContext): Promise<Account | undefined> => {
  const { store, clock } = desk.app
  const token = getCookie(c, cookieName(desk))
  const found = token === undefined ? undefined : await store.session(sha256(Buffer.from(token)))
  if (!found) return undefined
  const now = clock.now()
  if (isOver(found.session, now)) {
    await store.endSession(found.session.id)
    return undefined
  }
  // Noted no finer than a minute: a page that is looked at writes nothing each time.
  if (now - found.session.lastSeen > 60_000) await store.touchSession(found.session.id, now)
  return found.account
}

/** Whoever is not signed in is sent to where one does, and back afterwards. */
export const signedIn =
  (desk: Desk): Guard =>
  async (c, next) => {
    const person = await personOf(desk, c)
    if (!person) {
      const isPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html')
      const { pathname, search } = new URL(c.req.url)
      const back = isPage && pathname !== '/' ? `?ve=${encodeURIComponent(pathname + search)}` : ''
      return c.redirect(`/dang-nhap${back}`, 303)
    }
    c.set('person', person)
    return next()
  }

/** Whoever only looks changes nothing, whatever the page shows. */
export const mayChange =
  (desk: Desk): Guard =>
  async (c, next) => {
    const needed = c.req.path.startsWith('/nguoi-dung') ? 'administrator' : 'clerk'
    const isOwn = c.req.path === '/dang-xuat' || c.req.path.startsWith('/tai-khoan')
    const isLook = c.req.method === 'GET' || c.req.method === 'HEAD'
    const isClosed = isLook ? needed === 'administrator' : !isOwn
    if (isClosed && !isAtLeast(c.get('person').role, needed))
      return showPage(c, desk, refused(desk, 'layout.notAllowed'))
    return next()
  }

/** Whoever is not signed in sends a name and a password, and nothing larger. */
export const smallBody = (desk: Desk): Guard =>
  bodyLimit({ maxSize: 16 * 1024, onError: c => showBarePage(c, desk, tooLarge(desk)) })

export const tooLarge = ({ say }: Desk): Page => ({
  title: say('layout.tooLarge'),
  body: sentence(say('layout.tooLarge'), say('layout.tooLargeText')),
  status: 413,
})

/** @param key why, in words of ours */
export const refused = ({ say }: Desk, key: string): Page => ({
  title: say('layout.refused'),
  body: sentence(say('layout.refused'), say(key)),
  status: 403,
})
