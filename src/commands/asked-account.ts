/** The words of `account …`, checked before anything is opened. A password is never among them: other people see them. */
import { isAccountName, isShownName, type Role, roles } from '../domain/account.ts'
import type { AppError } from '../domain/errors.ts'

const things = ['list', 'add', 'password', 'role', 'off', 'on'] as const

export interface AccountAsked {
  readonly what: (typeof things)[number]
  /** '' with `list`. */
  readonly name: string
  readonly role: Role | undefined
  readonly shown: string | undefined
  /** Where the password comes from: typed here, a file, or chosen by its owner at a one-time address. */
  readonly password: 'typed' | 'address' | { readonly file: string }
}

type Values = {
  readonly role?: string | undefined
  readonly shown?: string | undefined
  readonly password?: boolean | undefined
  readonly 'password-file'?: string | undefined
}

/** The options of those that have any. */
const takes: Partial<Record<AccountAsked['what'], readonly (keyof Values)[]>> = {
  add: ['role', 'shown', 'password', 'password-file'],
  password: ['password', 'password-file'],
  role: ['role'],
}

export const readAccountAsked = (
  [word = '', name = '', ...more]: readonly string[],
  values: Values,
  wrong: (reason: string, text: string) => AppError,
): AccountAsked => {
  const what = things.find(one => one === word)
  if (!what) throw wrong('account', word)
  const isList = what === 'list'
  if (isList ? name !== '' : more.length > 0)
    throw wrong('words', `account ${word} ${isList ? name : more[0]}`)
  if (!isList && !isAccountName(name)) throw wrong('account-name', name)
  const strange = (Object.keys(values) as (keyof Values)[]).find(
    key => values[key] !== undefined && !takes[what]?.includes(key),
  )
  if (strange) throw wrong('option-of-command', `account ${word} --${strange}`)
  const role = roles.find(one => one === values.role)
  if ((what === 'add' || what === 'role') && !role) throw wrong('account-role', values.role ?? '')
  const shown = values.shown?.trim().normalize('NFC')
  if (what === 'add' && !isShownName(shown ?? '')) throw wrong('account-shown', '')
  if (values.password && values['password-file'] !== undefined)
    throw wrong('together', '--password --password-file')
  const file = values['password-file']
  const password = values.password ? 'typed' : file === undefined ? 'address' : { file }
  return { what, name, role, shown, password }
}
