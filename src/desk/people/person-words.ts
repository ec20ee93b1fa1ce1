/** What several pages say of an account: which role it may have, and how it stands. */
import { html } from 'hono/html'
import { type Account, type AccountKey, noPassword, roles } from '../../domain/account.ts'
import type { Desk } from '../desk.ts'
import type { Html } from '../layout.ts'

/** What each may do stands beside it: who chooses knows what it means. */
export const roleChoice = (
  { say }: Desk,
  chosen: string,
): Html => html`<fieldset class="roles"><legend>${say('people.role')}</legend>
${roles.map(
  role =>
    html`<label class="choice"><input type="radio" name="role" value="${role}" required${
      role === chosen ? html` checked` : ''
    }> <span>${say(`people.role-${role}`)} <span class="hint">${say(`people.may-${role}`)}</span></span></label>`,
)}</fieldset>`

/** `invited`: an address was given out, and no password chosen yet; `stuck`: neither password nor address. */
export const stateOf = (
  one: Account,
  key: AccountKey | null,
  now: number,
): 'active' | 'off' | 'invited' | 'stuck' => {
  if (!one.active) return 'off'
  if (one.password !== noPassword) return 'active'
  return key !== null && now < key.until ? 'invited' : 'stuck'
}
