/**
 * The first account, an administrator's: made by whoever holds the address that the service printed at its start, while
 * there is no account at all.
 */
import { Hono } from 'hono'
import { html } from 'hono/html'
import { type AccountKey, firstKeyFact, isAccountName, isShownName } from '../../domain/account.ts'
import { isAppError } from '../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { smallBody } from '../guard.ts'
import { type Html, sentence, showBarePage, withDone } from '../layout.ts'
import { opens } from './account-keys.ts'
import { newPasswordFields, readNewPassword, wrongNote } from './new-password.ts'
import { addFirst } from './people.ts'
import { openSession } from './sign-in.ts'
import { typedName, typedShown } from './typed-names.ts'

export const firstStartPage = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const { store, clock } = desk.app
  const mayStart = async (token: string): Promise<boolean> =>
    (await store.accounts()).length === 0 &&
    opens(token, await store.fact<AccountKey | null>(firstKeyFact), clock.now())
  const refuse = (c: DeskContext) =>
    showBarePage(c, desk, {
      title: say('first-start.title'),
      body: sentence(say('first-start.void'), say('first-start.voidText')),
      status: 403,
    })
  const show = (c: DeskContext, typed: Typed, wrong?: string) =>
    showBarePage(c, desk, {
      title: say('first-start.title'),
      body: form(desk, typed, wrong),
      ...(wrong === undefined ? {} : { status: 400 as const }),
    })
  return new Hono<DeskEnv>()
    .get('/bat-dau', async c => {
      const token = c.req.query('ma') ?? ''
      return (await mayStart(token)) ? show(c, { token, name: '', shown: '' }) : refuse(c)
    })
    .post('/bat-dau', smallBody(desk), async c => {
      const body = await c.req.parseBody()
      const typed = {
        token: String(body.token ?? ''),
        name: typedName(body.name),
        shown: typedShown(body.shown),
      }
      if (!(await mayStart(typed.token))) return refuse(c)
      if (!isShownName(typed.shown)) return show(c, typed, say('people.wrong-shown'))
      if (!isAccountName(typed.name)) return show(c, typed, say('people.wrong-name'))
      const read = readNewPassword(desk, body, [typed.name, typed.shown])
      if ('wrong' in read) return show(c, typed, read.wrong)
      try {
        await addFirst(desk.app, { ...typed, ...read })
      } catch (error) {
        if (isAppError(error, 'stale-version')) return refuse(c)
        throw error
      }
      desk.app.log.info({}, 'the first account was made')
      await openSession(desk, c, typed.name)
      return c.redirect(withDone('/nguoi-dung', 'first-start.done-made'), 303)
    })
}

interface Typed {
  readonly token: string
  readonly name: string
  readonly shown: string
}

const form = (desk: Desk, { token, name, shown }: Typed, wrong?: string): Html => {
  const { say, app } = desk
  return html`<div class="narrow">
<p class="office"><strong>${app.folder.campaign.office.name}</strong></p>
<h1>${say('first-start.title')}</h1>
<p>${say('first-start.lead')}</p>
${wrongNote(wrong)}
<form method="post" action="/bat-dau" class="fields">
<input type="hidden" name="token" value="${token}">
<label>${say('people.shown')} <span class="hint" id="shown-rule">${say('people.shownHint')}</span>
<input name="shown" autocomplete="name" required autofocus aria-describedby="shown-rule" value="${shown}"></label>
<label>${say('people.name')} <span class="hint" id="name-rule">${say('people.nameHint')}</span>
<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="name-rule" value="${name}"></label>
${newPasswordFields(desk)}
<button class="main">${say('first-start.submit')}</button>
</form></div>`
}
