/** Where a one-time address leads: its holder chooses a password, and is signed in. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Account } from '../../domain/account.ts'
import { isAppError } from '../../domain/errors.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../desk.ts'
import { smallBody } from '../guard.ts'
import { type Html, sentence, showBarePage, withDone } from '../layout.ts'
import { opens } from './account-keys.ts'
import { newPasswordFields, readNewPassword, wrongNote } from './new-password.ts'
import { keyOf, seenOf, setPassword } from './people.ts'
import { openSession } from './sign-in.ts'

export const choosePasswordPage = (desk: Desk): DeskRoutes => {
  const { say } = desk
  const { store, clock } = desk.app
  /** Nobody learns whether it is the name or the token that is not right. */
  const find = async (name: string, token: string): Promise<Account | undefined> => {
    const account = (await store.accounts()).find(one => one.name === name && one.active)
    return account && opens(token, await keyOf(desk.app, name), clock.now()) ? account : undefined
  }
  const refuse = (c: DeskContext) =>
    showBarePage(c, desk, {
      title: say('password.title'),
      body: sentence(say('password.void'), say('password.voidText')),
      status: 403,
    })
  const show = (c: DeskContext, account: Account, token: string, wrong?: string) =>
    showBarePage(c, desk, {
      title: say('password.title'),
      body: form(desk, account, token, wrong),
      ...(wrong === undefined ? {} : { status: 400 as const }),
    })
  return new Hono<DeskEnv>()
    .get('/dat-mat-khau', async c => {
      const token = c.req.query('ma') ?? ''
      const account = await find(c.req.query('ten') ?? '', token)
      return account ? show(c, account, token) : refuse(c)
    })
    .post('/dat-mat-khau', smallBody(desk), async c => {
      const typed = await c.req.parseBody()
      const name = String(typed.name ?? '')
      const token = String(typed.token ?? '')
      // Before the key is looked at: of two who use it at once, the second has seen too little.
      const seen = await seenOf(desk.app, name)
      const account = await find(name, token)
      if (!account) return refuse(c)
      const read = readNewPassword(desk, typed, [account.name, account.shown])
      if ('wrong' in read) return show(c, account, token, read.wrong)
      try {
        await setPassword(desk.app, name, read.password, { by: account.shown, seen })
      } catch (error) {
        if (isAppError(error, 'stale-version')) return refuse(c)
        throw error
      }
      await openSession(desk, c, name)
      return c.redirect(withDone('/', 'password.done-chosen'), 303)
    })
}

const form = (desk: Desk, account: Account, token: string, wrong?: string): Html => {
  const { say, app } = desk
  return html`<div class="narrow">
<p class="office"><strong>${app.folder.campaign.office.name}</strong></p>
<h1>${say('password.title')}</h1>
<p>${say('password.lead', { shown: account.shown, name: account.name })}</p>
${wrongNote(wrong)}
<form method="post" action="/dat-mat-khau" class="fields">
<input type="hidden" name="name" value="${account.name}"><input type="hidden" name="token" value="${token}">
${newPasswordFields(desk, account.name)}
<button class="main">${say('password.submit')}</button>
</form></div>`
}
