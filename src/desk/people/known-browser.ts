/**
 * Browsers in which somebody signed in before, told by a cookie that only we can write (OWASP, "device cookies"). It lets
 * nobody in: it only says that tries from there are not a stranger's, so that strangers cannot slow them.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { Desk, DeskContext } from '../desk.ts'
import { isSecure } from '../guard.ts'

const keyFact = 'desk-browser-key'
/** People who share a machine. */
const most = 4
const lasts = 400 * 24 * 60 * 60

const cookieName = (desk: Desk): string => (isSecure(desk) ? '__Host-tonghop-may' : 'tonghop-may')

/** @returns a name for this browser where `account` signed in there before */
export const knownBrowser = async (
  desk: Desk,
  c: DeskContext,
  account: string,
): Promise<string | undefined> => {
  const key = await desk.app.store.fact<string>(keyFact)
  if (key === undefined) return undefined
  return marksOf(desk, c).find(mark => {
    const [nonce = '', sign = ''] = mark.split('.')
    const wanted = Buffer.from(signOf(key, account, nonce))
    const found = Buffer.from(sign)
    return wanted.length === found.length && timingSafeEqual(wanted, found)
  })
}

/** From now on `account` is known in this browser. */
export const noteBrowser = async (desk: Desk, c: DeskContext, account: string): Promise<void> => {
  const { store } = desk.app
  if ((await knownBrowser(desk, c, account)) !== undefined) return
  let key = await store.fact<string>(keyFact)
  if (key === undefined) {
    key = randomBytes(32).toString('base64url')
    await store.saveFact(keyFact, key)
  }
  const nonce = randomBytes(12).toString('base64url')
  const marks = [`${nonce}.${signOf(key, account, nonce)}`, ...marksOf(desk, c)].slice(0, most)
  setCookie(c, cookieName(desk), marks.join('~'), {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(desk), maxAge: lasts },
  })
}

const marksOf = (desk: Desk, c: DeskContext): string[] =>
  (getCookie(c, cookieName(desk)) ?? '')
    .split('~')
    .filter(one => /^[\w-]{16}\.[\w-]{43}$/.test(one))
    .slice(0, most)

const signOf = (key: string, account: string, nonce: string): string =>
  createHmac('sha256', key).update(`${account} ${nonce}`).digest('base64url')
