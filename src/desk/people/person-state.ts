/** How an account stands: may its owner sign in, or what is missing? */
import { type Account, type AccountKey, noPassword } from '../../domain/account.ts'

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
