/** `/nguoi-dung`, for administrators: who works here, what each may do, and letting somebody in. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Session } from '../../domain/account.ts'
import { type Account, type AccountKey, isAccountName, isShownName } from '../../domain/account.ts'
import { isAppError } from '../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { isOver, smallBody } from '../guard.ts'
import { type Html, showPage } from '../layout.ts'
import { when } from '../when.ts'
import { wrongNote } from './new-password.ts'
import { addPerson, isRole, keyOf } from './people.ts'
import { personPages, showKey } from './person-page.ts'
import { stateOf } from './person-state.ts'
import { roleChoice } from './person-words.ts'
import { typedName, typedShown } from './typed-names.ts'

interface Typed {
  readonly name: string
  readonly shown: string
  readonly role: string
}
const nothing: Typed = { name: '', shown: '', role: 'clerk' }

export const peoplePages = (desk: Desk): DeskRoutes => {
  const { say, app } = desk
  const show = async (c: DeskContext, typed = nothing, wrong?: string) =>
    showPage(c, desk, {
      title: say('people.title'),
      at: 'people',
      styles: ['people.css'],
      body: await body(desk, c, typed, wrong),
      ...(wrong === undefined ? {} : { status: 400 as const }),
    })
  return new Hono<DeskEnv>()
    .get('/nguoi-dung', c => show(c))
    .post('/nguoi-dung', smallBody(desk), async c => {
      const form = await c.req.parseBody()
      const typed = {
        name: typedName(form.name),
        shown: typedShown(form.shown),
        role: String(form.role ?? ''),
      }
      const { name, shown, role } = typed
      if (!isShownName(shown)) return show(c, typed, say('people.wrong-shown'))
      if (!isAccountName(name)) return show(c, typed, say('people.wrong-name'))
      if (!isRole(role)) return show(c, typed, say('people.wrong-role'))
      try {
        const by = c.get('person').shown
        const token = await addPerson(app, { name, shown, role, password: undefined }, { by })
        return await showKey(c, desk, { name, shown }, token ?? '', 'people.added')
      } catch (error) {
        if (!isAppError(error, 'name-taken', 'stale-version')) throw error
        const isName = (await app.store.accounts()).some(one => one.name === name)
        return show(c, typed, say(isName ? 'people.nameTaken' : 'people.shownTaken'))
      }
    })
    .route('/', personPages(desk))
}

const body = async (desk: Desk, c: DeskContext, typed: Typed, wrong: string | undefined): Promise<Html> => {
  const { say, app } = desk
  const now = app.clock.now()
  const accounts = await app.store.accounts()
  const sessions = (await app.store.sessions()).filter(one => !isOver(one, now))
  const keys = await Promise.all(accounts.map(one => keyOf(app, one.name)))
  const rows = accounts.map((one, at) =>
    row(
      desk,
      one,
      keys[at] ?? null,
      sessions.filter(session => session.account === one.name),
      c.get('person'),
    ),
  )
  return html`<h1>${say('people.title')}</h1>
<p>${say('people.lead')}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say('people.list')}"><table class="list people">
<caption>${say('people.list')}</caption>
<thead><tr><th scope="col">${say('people.shown')}</th><th scope="col">${say('people.name')}</th>
<th scope="col">${say('people.role')}</th><th scope="col">${say('people.state')}</th>
<th scope="col">${say('people.sessions')}</th><th scope="col"><span class="hidden-words">${say('people.edit')}</span></th></tr></thead>
<tbody>${rows}</tbody></table></div>
<section class="card" aria-labelledby="add-person"><h2 id="add-person">${say('people.add')}</h2>
<p>${say('people.addLead')}</p>
${wrongNote(wrong)}
<form method="post" action="/nguoi-dung" class="fields narrow-fields">
<label>${say('people.shown')} <span class="hint" id="shown-rule">${say('people.shownHint')}</span>
<input name="shown" autocomplete="off" required aria-describedby="shown-rule" value="${typed.shown}"></label>
<label>${say('people.name')} <span class="hint" id="name-rule">${say('people.nameHint')}</span>
<input name="name" autocomplete="off" autocapitalize="none" spellcheck="false" required aria-describedby="name-rule" value="${typed.name}"></label>
${roleChoice(desk, typed.role)}
<div><button class="main">${say('people.addSubmit')}</button></div>
</form></section>`
}

const row = (
  { say, app }: Desk,
  one: Account,
  key: AccountKey | null,
  sessions: readonly Session[],
  person: Account,
): Html => {
  const last = Math.max(0, ...sessions.map(session => session.lastSeen))
  const state = stateOf(one, key, app.clock.now())
  return html`<tr><th scope="row">${one.shown}${one.name === person.name ? html` <span class="hint">${say('people.you')}</span>` : ''}</th>
<td data-label="${say('people.name')}">${one.name}</td>
<td data-label="${say('people.role')}">${say(`people.role-${one.role}`)}</td>
<td data-label="${say('people.state')}"><span class="tag ${state === 'active' ? 'received' : state === 'invited' ? 'verifying' : 'missing'}">${say(`people.state-${state}`)}</span></td>
<td data-label="${say('people.sessions')}">${
    sessions.length === 0
      ? say('people.notSignedIn')
      : say('people.signedIn', { count: sessions.length, when: when({ app }, last) })
  }</td>
<td><a class="button" href="/nguoi-dung/${one.name}">${say('people.edit')}<span class="hidden-words"> ${one.shown}</span></a></td></tr>`
}
