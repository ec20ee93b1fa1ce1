/** Changes of accounts, each with its decision in one transaction: no change without a record, no record without its change. */
import {
  type Account,
  type AccountChange,
  accountKeyFact,
  firstKeyFact,
  noPassword,
} from '../../domain/account.ts'
import { accountSubject } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import { foldBare } from '../../text/fold.ts'
import { readAccounts, saveAccount } from './accounts.ts'
import { decide } from './decisions.ts'
import { saveFact } from './facts.ts'
import type { Ledger } from './tables.ts'

/** @throws AppError stale-version, name-taken (a full name that somebody else has), last-administrator */
export const changeAccount = async (db: Ledger, change: AccountChange): Promise<void> => {
  const { account, by, at, seen, key, isFirst = false } = change
  const all = await readAccounts(db)
  const before = all.find(one => one.name === account.name)
  if (isFirst && all.length > 0)
    throw new AppError('stale-version', 'the first account was made meanwhile: look again')
  // The history names people by it.
  if (all.some(one => one.name !== account.name && foldBare(one.shown) === foldBare(account.shown)))
    throw new AppError('name-taken', `another account is shown as "${account.shown}"`)
  if (before && governs(before) && !all.map(one => (one === before ? account : one)).some(governs))
    throw new AppError('last-administrator', `${account.name} is the only administrator`)
  await decide(
    db,
    {
      ...{ subject: accountSubject(account.name), kind: 'change-account', by, at },
      before: before ? saidOf(before, false) : null,
      after: saidOf(account, before?.password !== account.password && account.password !== noPassword),
    },
    seen,
  )
  await saveAccount(db, account)
  await saveFact(db, accountKeyFact(account.name), key)
  if (isFirst) await saveFact(db, firstKeyFact, null)
}

/** May say who may, and can sign in to do so. */
const governs = (one: Account): boolean =>
  one.role === 'administrator' && one.active && one.password !== noPassword

const saidOf = ({ shown, role, active }: Account, isPasswordNew: boolean) => ({
  ...{ shown, role, active, isPasswordNew },
})
