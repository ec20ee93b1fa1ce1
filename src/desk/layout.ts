/** The frame of every page: where one is, what waits, who one is; and what was just done. Nothing is loaded from outside. */
import { html } from 'hono/html'
import type { Account } from '../domain/account.ts'
import { isAtLeast } from '../domain/account.ts'
import type { Desk, DeskContext } from './desk.ts'
import { asset } from './public-files.ts'
import { takeBackForm } from './take-back.ts'

export type Html = ReturnType<typeof html>

export interface Page {
  readonly title: string
  /** Of the menu, which is marked; absent: none. */
  readonly at?: MenuEntry
  readonly body: Html
  /** Files of `public/`, beside `desk.css` and `desk.js`. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
  readonly status?: 200 | 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503
}

/** The menu, in order. What a role may not see is not in it. */
const menu = [
  { id: 'home', href: '/', role: 'viewer' },
  { id: 'waiting', href: '/can-xu-ly', role: 'viewer' },
  { id: 'enter', href: '/nhap', role: 'clerk' },
  { id: 'units', href: '/don-vi', role: 'viewer' },
  { id: 'search', href: '/tra-cuu', role: 'viewer' },
  { id: 'messages', href: '/thu', role: 'viewer' },
  { id: 'reports', href: '/bao-cao', role: 'viewer' },
] as const
const moreMenu = [
  { id: 'history', href: '/nhat-ky', role: 'viewer' },
  { id: 'health', href: '/tinh-trang', role: 'viewer' },
  { id: 'people', href: '/nguoi-dung', role: 'administrator' },
] as const
export type MenuEntry = (typeof menu)[number]['id'] | (typeof moreMenu)[number]['id'] | 'account'

/** A whole page for somebody signed in. */
export const showPage = async (c: DeskContext, desk: Desk, page: Page): Promise<Response> => {
  const person = c.get('person')
  const { items, revision } = await desk.lastWaiting()
  const header = bar(desk, page, person, { count: items.length, revision })
  return c.html(frame(c, desk, page, header, doneOf(c, desk)), page.status ?? 200)
}

/** A page for somebody who is not (yet). */
export const showBarePage = (c: DeskContext, desk: Desk, page: Page): Response | Promise<Response> =>
  c.html(frame(c, desk, page, html``, html``), page.status ?? 200)

/** What answers a form has an address that nothing can be fetched from anew: it stays as it is. */
const frame = (c: DeskContext, desk: Desk, page: Page, header: Html, done: Html): Html => html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} - ${desk.say('layout.product')}</title>
<link rel="icon" href="${asset('icon.svg')}">
<link rel="stylesheet" href="${asset('desk.css')}">
${(page.styles ?? []).map(name => html`<link rel="stylesheet" href="${asset(name)}">`)}
<script type="module" src="${asset('desk.js')}"></script>
${(page.scripts ?? []).map(name => html`<script type="module" src="${asset(name)}"></script>`)}
</head>
<body${c.req.method === 'GET' ? '' : html` data-still`}>
<a class="skip" href="#main">${desk.say('layout.skip')}</a>
${header}
<main id="main" tabindex="-1">
${done}
${page.body}
</main>
</body>
</html>`

const bar = (
  desk: Desk,
  page: Page,
  person: Account,
  waiting: { readonly count: number; readonly revision: number },
): Html => {
  const { say } = desk
  const { campaign } = desk.app.folder
  const link = ({ id, href }: { id: string; href: string }): Html =>
    html`<li><a href="${href}"${
      page.at === id ? html` aria-current="page"` : ''
    }>${say(`layout.menu-${id}`)}${
      id === 'waiting' && waiting.count > 0
        ? html` <span class="count" aria-label="${say('layout.waitingCount', { count: waiting.count })}">${waiting.count}</span>`
        : ''
    }</a></li>`
  const mine = (entries: readonly { id: string; href: string; role: Account['role'] }[]): Html[] =>
    entries.filter(one => isAtLeast(person.role, one.role)).map(link)
  return html`<header class="bar" id="bar" data-live data-revision="${waiting.revision}">
<p class="office"><strong>${campaign.office.name}</strong> <span>${say('layout.campaign', { year: campaign.year })}</span></p>
<nav aria-label="${say('layout.menu')}"><ul>${mine(menu)}</ul></nav>
<nav class="more" aria-label="${say('layout.moreMenu')}"><ul>${mine(moreMenu)}
<li><a href="/tai-khoan"${page.at === 'account' ? html` aria-current="page"` : ''}>${person.shown}</a></li>
<li><form method="post" action="/dang-xuat"><button class="plain">${say('layout.signOut')}</button></form></li>
</ul></nav>
</header>`
}

/**
 * `?xong=KEY`: what was just done, in words of ours (`done-not-…`: what could not be); `rut` names the decision that can be
 * taken back, `ve` its subject.
 */
const doneOf = (c: DeskContext, desk: Desk): Html => {
  const { xong: key, rut: decision, ve: subject } = c.req.query()
  if (key === undefined || !/^[a-z-]+\.done-[a-zA-Z-]+$/.test(key) || !desk.say.has(key)) return html``
  const back = ownPath(c.req.query('lai') ?? c.req.path)
  const look = key.includes('.done-not-') ? 'note' : 'done'
  // Said above the next item, it must not be taken for something that was done to that one.
  const elsewhere = new URL(back, c.req.url).pathname !== c.req.path
  return html`<div class="${look}" role="status"><p>${desk.say(key)}${
    elsewhere ? html` <a href="${back}">${desk.say('layout.lookBack')}</a>` : ''
  }</p>${
    decision && subject && isAtLeast(c.get('person').role, 'clerk')
      ? takeBackForm(desk, { decision, subject, back, again: key === 'layout.done-undone' })
      : ''
  }</div>`
}

/** A page that only says something. */
export const sentence = (title: string, text: string): Html => html`<h1>${title}</h1>
<p class="lead">${text}</p>`

/**
 * The address of a page, with what was just done there. `back`: where what is taken back is shown again, where that is
 * another page.
 */
export const withDone = (
  path: string,
  key: string,
  undo?: { readonly decision: number; readonly subject: string; readonly back?: string },
): string => {
  const [base = '', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  search.set('xong', key)
  if (undo) {
    search.set('rut', String(undo.decision))
    search.set('ve', undo.subject)
    if (undo.back !== undefined) search.set('lai', undo.back)
  }
  return `${base}?${search}`
}

/** A path of the desk itself, as a form may carry it; anything else, and what no header holds, is the first page. */
export const ownPath = (text: unknown): string =>
  typeof text === 'string' && /^\/(?![/\\])[^\s\p{C}]*$/u.test(text) ? text : '/'
