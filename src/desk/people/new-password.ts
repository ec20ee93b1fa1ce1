/** A new password as forms ask for it: twice, with what makes a good one; and what is said where it is not. */
import { html } from 'hono/html'
import type { Desk } from '../desk.ts'
import type { Html } from '../layout.ts'
import { shortest, weaknessOf } from './password-rules.ts'

/** @param name of the account, so that the browser's own store of passwords keeps it under that; absent: a field of the form has it */
export const newPasswordFields = ({ say }: Desk, name?: string): Html => html`${
  name === undefined
    ? ''
    : html`<input class="hidden-words" name="username" autocomplete="username" value="${name}" readonly tabindex="-1" aria-hidden="true">`
}
<label>${say('password.new')} <span class="hint" id="password-rule">${say('password.rule', { count: shortest })}</span>
<input name="password" type="password" autocomplete="new-password" required aria-describedby="password-rule"></label>
<label>${say('password.again')} <input name="again" type="password" autocomplete="new-password" required></label>`

/** @returns the password, or what is wrong with it, in words */
export const readNewPassword = (
  { say }: Desk,
  typed: Readonly<Record<string, unknown>>,
  names: readonly string[],
): { readonly password: string } | { readonly wrong: string } => {
  const password = String(typed.password ?? '')
  if (password !== String(typed.again ?? '')) return { wrong: say('password.wrong-again') }
  const weakness = weaknessOf(password, names)
  return weakness ? { wrong: say(`password.wrong-${weakness}`, { count: shortest }) } : { password }
}

export const wrongNote = (wrong: string | undefined): Html =>
  wrong === undefined ? html`` : html`<p class="wrong" role="alert">${wrong}</p>`
