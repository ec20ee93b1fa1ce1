/** What several pages say of an account: which role it may have. */
import { html } from 'hono/html'
import { roles } from '../../domain/account.ts'
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
