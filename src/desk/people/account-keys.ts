/**
 * One-time addresses: whoever holds one chooses the password of one account, so that nobody ever knows another's. Kept as
 * hashes; void once used, after a day, or when a newer one is made. Only a form that is sent uses one up: programs that
 * look ahead at what stands in a message (Zalo, scanners of mail) open the address and change nothing.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { App } from '../../app.ts'
import { type AccountKey, firstKeyFact } from '../../domain/account.ts'
import { sha256 } from '../../domain/identity.ts'

const lasts = 24 * 60 * 60_000

export const makeKey = (now: number): { readonly token: string; readonly key: AccountKey } => {
  const token = randomBytes(32).toString('base64url')
  return { token, key: { hash: sha256(Buffer.from(token)), until: now + lasts } }
}

/** Is it the token of that key, and still in time? */
export const opens = (token: string, key: AccountKey | null | undefined, now: number): boolean =>
  key !== null &&
  key !== undefined &&
  now < key.until &&
  timingSafeEqual(Buffer.from(sha256(Buffer.from(token))), Buffer.from(key.hash))

export const keyAddress = (origin: string, name: string, token: string): string =>
  `${origin}/dat-mat-khau?${new URLSearchParams({ ten: name, ma: token })}`

/** While there is no account, each start makes a new address for the first one; the one before is void. */
export const renewFirstKey = async (
  { store, clock }: Pick<App, 'store' | 'clock'>,
  origin: string,
): Promise<string | undefined> => {
  if ((await store.accounts()).length > 0) return undefined
  const { token, key } = makeKey(clock.now())
  await store.saveFact(firstKeyFact, key)
  return `${origin}/bat-dau?${new URLSearchParams({ ma: token })}`
}
