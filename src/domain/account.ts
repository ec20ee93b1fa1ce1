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

/** Somebody signed in. Times are milliseconds. */
export interface Session {
  /** SHA-256 of the token that the browser holds, hex. */
  readonly id: string
  readonly account: string
  readonly since: number
  readonly lastSeen: number
}
