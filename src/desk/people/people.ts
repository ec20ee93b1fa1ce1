/**
 * What can be done to accounts, for the desk's pages and for the command line alike: each is a decision, and a password is
 * only ever known to whom it belongs. It renders nothing, and asks nobody who may.
 */
import {
  type Account,
  type AccountKey,
  accountKeyFact,
  isAccountName,
  isShownName,
  noPassword,
  type Role,
  roles,
} from '../../domain/account.ts'
import { accountSubject } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import type { Clock, Store } from '../../ports.ts'
import { makeKey } from './account-keys.ts'
import { hashPassword } from './passwords.ts'

export interface PeopleParts {
  readonly store: Pick<Store, 'accounts' | 'changeAccount' | 'decisions' | 'fact'>
  readonly clock: Pick<Clock, 'now'>
}
/** By whom, and how many decisions about the account that person had seen; absent: as it is now. */
export interface Who {
  readonly by: string
  readonly seen?: number
}

export const seenOf = async ({ store }: PeopleParts, name: string): Promise<number> =>
  (await store.decisions(accountSubject(name))).length

/** @throws AppError not-found */
export const getAccount = async ({ store }: PeopleParts, name: string): Promise<Account> => {
  const found = (await store.accounts()).find(one => one.name === name)
  if (!found) throw new AppError('not-found', `there is no account ${name}`)
  return found
}

export type NewPerson = Pick<Account, 'name' | 'shown' | 'role'> & { readonly password: string | undefined }

/**
 * @returns the token of its one-time address, where it has no password yet
 * @throws AppError bad-usage (no name), name-taken
 */
export const addPerson = async (
  parts: PeopleParts,
  { name, shown, role, password }: NewPerson,
  { by }: Who,
): Promise<string | undefined> => {
  if (!isAccountName(name) || !isShownName(shown))
    throw new AppError('bad-usage', `"${name}" is no name for an account`)
  if ((await parts.store.accounts()).some(one => one.name === name))
    throw new AppError('name-taken', `there is an account ${name} already`)
  const hash = password === undefined ? noPassword : await hashPassword(password)
  const { token, key } = makeKey(parts.clock.now())
  const isOpen = password === undefined
  const account: Account = { name, shown, role, password: hash, active: true }
  await change(parts, account, { by, seen: 0 }, isOpen ? key : null)
  return isOpen ? token : undefined
}

/** The first of all, an administrator. @throws AppError stale-version when there is one already */
export const addFirst = async (
  { store, clock }: PeopleParts,
  { name, shown, password }: { name: string; shown: string; password: string },
): Promise<void> => {
  const account: Account = {
    name,
    shown,
    role: 'administrator',
    password: await hashPassword(password),
    active: true,
  }
  await store.changeAccount({ account, by: shown, at: clock.now(), seen: 0, key: null, isFirst: true })
}

/** @throws AppError stale-version, not-found, name-taken, last-administrator */
export const changePerson = async (
  parts: PeopleParts,
  name: string,
  to: Partial<Pick<Account, 'shown' | 'role' | 'active'>>,
  who: Who,
): Promise<void> => {
  const account = await getAccount(parts, name)
  // Whoever is shut out keeps no address to come back by.
  const key = to.active === false ? null : await keyOf(parts, name)
  await change(parts, { ...account, ...to }, who, key)
}

/** Ends every session of it, and the address that it had. */
export const setPassword = async (
  parts: PeopleParts,
  name: string,
  password: string,
  who: Who,
): Promise<void> => {
  const account = await getAccount(parts, name)
  await change(parts, { ...account, password: await hashPassword(password) }, who, null)
}

/** @param isVoid the password that it has is no good any more. @returns the token of a new one-time address */
export const giveKey = async (
  parts: PeopleParts,
  name: string,
  { isVoid }: { isVoid: boolean },
  who: Who,
): Promise<string> => {
  const account = await getAccount(parts, name)
  const { token, key } = makeKey(parts.clock.now())
  await change(parts, isVoid ? { ...account, password: noPassword } : account, who, key)
  return token
}

export const keyOf = async ({ store }: PeopleParts, name: string): Promise<AccountKey | null> =>
  (await store.fact<AccountKey | null>(accountKeyFact(name))) ?? null

const change = async (
  parts: PeopleParts,
  account: Account,
  { by, seen }: Who,
  key: AccountKey | null,
): Promise<void> =>
  parts.store.changeAccount({
    ...{ account, by, at: parts.clock.now(), key },
    seen: seen ?? (await seenOf(parts, account.name)),
  })

/** Which roles there are to be chosen, as they stand in forms. */
export const isRole = (text: string): text is Role => roles.some(role => role === text)
