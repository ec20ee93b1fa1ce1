/** The people who work at the desk: who they are, and what each may do. Shapes only; passwords are the desk's business. */
import { z } from 'zod'

/** Looks; decides; decides, and says who may. Each may what those before it may. */
export const roles = ['viewer', 'clerk', 'administrator'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** May somebody of this role do what takes that one? */
export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)

export interface Account {
  /** What is typed to sign in: lower case, `a` to `z`, digits, `.`, `-`, `_`. Lasting. */
  readonly name: string
  /** The full name, as decisions and the history show it. */
  readonly shown: string
  readonly role: Role
  /** Its hash with its parameters, as `desk/people` writes it. */
  readonly password: string
  /** Nobody who is not signs in, and open sessions end. Never taken away: the history names it. */
  readonly active: boolean
}

/** What `password` holds of an account whose owner has not chosen one yet: no password is right. */
export const noPassword = 'none'

/** Names that can be typed on any keyboard, and stand in an address as they are. */
export const isAccountName = (text: string): boolean => /^[a-z][a-z0-9._-]{1,39}$/.test(text)
/** Full names as the history shows them: one line, no letters that cannot be seen. */
export const isShownName = (text: string): boolean =>
  text === text.trim() && text.length >= 2 && text.length <= 100 && !/\p{C}/u.test(text)

/** Lets whoever holds it choose the password of one account, once: SHA-256 of its token, hex, and until when, ms. */
export interface AccountKey {
  readonly hash: string
  readonly until: number
}
/** Facts: the key in force of an account, and the one with which the first account is made; null: none. */
export const accountKeyFact = (name: string): string => `account-key ${name}`
export const firstKeyFact = 'first-account-key'

/** A change of an account, with the decision that records it. */
export interface AccountChange {
  /** As it becomes. */
  readonly account: Account
  readonly by: string
  /** Milliseconds. */
  readonly at: number
  /** How many decisions about it were seen. */
  readonly seen: number
  /** The key in force from now on; an older one is void. */
  readonly key: AccountKey | null
  /** Only where there is no account at all. */
  readonly isFirst?: boolean
}

/** Somebody signed in. Times are milliseconds. */
export interface Session {
  /** SHA-256 of the token that the browser holds, hex. */
  readonly id: string
  readonly account: string
  readonly since: number
  readonly lastSeen: number
}
