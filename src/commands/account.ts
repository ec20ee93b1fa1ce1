/**
 * `tonghop account …`: who may use the desk, for whoever may read its ledger anyway: the way in for the first
 * administrator, and for one who has forgotten the password.
 */
import type { App } from '../app.ts'
import { keyAddress } from '../desk/people/account-keys.ts'
import { weaknessOf } from '../desk/people/password-rules.ts'
import { addPerson, changePerson, getAccount, giveKey, setPassword } from '../desk/people/people.ts'
import { stateOf } from '../desk/people/person-state.ts'
import { type DeskFact, deskFact, originOn } from '../desk/serve-desk.ts'
import { type AccountKey, accountKeyFact } from '../domain/account.ts'
import { AppError } from '../domain/errors.ts'
import type { Say } from '../platform/messages.ts'
import type { AccountAsked } from './asked-account.ts'
import type { Output } from './output.ts'
import { askPassword, type Keyboard, passwordOfFile } from './read-password.ts'

export const accountCommand = async (
  app: App,
  asked: AccountAsked & { readonly by: string },
  say: Say,
  output: Output,
  keyboard: Keyboard,
): Promise<number> => {
  const { what, name, role, by } = asked
  if (what === 'list') return listAccounts(app, say, output)
  if (what === 'add') {
    const shown = asked.shown ?? ''
    const password = await passwordOf(asked, [name, shown], say, keyboard)
    const token = await addPerson(app, { name, shown, role: role ?? 'viewer', password }, { by })
    output.line(say('accounts.added', { name, shown, role: say(`accounts.role-${role}`) }))
    if (token !== undefined) await printAddress(app, name, token, say, output)
    return 0
  }
  const account = await getAccount(app, name)
  if (what === 'password') {
    const password = await passwordOf(asked, [name, account.shown], say, keyboard)
    if (password === undefined) {
      // What it has stays good until the address is used: nobody is locked out by a command that was not finished.
      await printAddress(app, name, await giveKey(app, name, { isVoid: false }, { by }), say, output)
      return 0
    }
    await setPassword(app, name, password, { by })
    output.line(say('accounts.passwordSet', { name }))
    return 0
  }
  const to = what === 'role' ? { role: role ?? account.role } : { active: what === 'on' }
  await changePerson(app, name, to, { by })
  output.line(say(`accounts.done-${what}`, { name, role: say(`accounts.role-${to.role ?? account.role}`) }))
  return 0
}

const listAccounts = async ({ store, clock }: App, say: Say, output: Output): Promise<number> => {
  const accounts = await store.accounts()
  if (accounts.length === 0) output.line(say('accounts.none'))
  for (const one of accounts) {
    const key = (await store.fact<AccountKey | null>(accountKeyFact(one.name))) ?? null
    const state = say(`accounts.state-${stateOf(one, key, clock.now())}`)
    output.line(
      say('accounts.row', {
        name: one.name,
        shown: one.shown,
        role: say(`accounts.role-${one.role}`),
        state,
      }),
    )
  }
  return 0
}

/** @returns undefined: its owner chooses it. @throws AppError bad-usage for one that is not taken */
const passwordOf = async (
  { password }: AccountAsked,
  names: readonly string[],
  say: Say,
  keyboard: Keyboard,
): Promise<string | undefined> => {
  if (password === 'address') return undefined
  const given =
    password === 'typed'
      ? await askPassword(keyboard, {
          ...{ ask: say('accounts.ask'), again: say('accounts.askAgain'), differ: say('accounts.differ') },
        })
      : passwordOfFile(password.file, say('cli.cannotOpen', { path: password.file }))
  const weakness = weaknessOf(given, names)
  if (weakness) throw new AppError('bad-usage', say(`accounts.weak-${weakness}`))
  return given
}

const printAddress = async (
  app: App,
  name: string,
  token: string,
  say: Say,
  output: Output,
): Promise<void> => {
  const { host, port, url } = app.config.desk
  const open = await app.store.fact<DeskFact | null>(deskFact)
  const origin = open?.url ?? url ?? originOn(host, port)
  output.line(say('accounts.address', { name, url: keyAddress(origin, name, token) }))
  if (!open) output.problem(say('accounts.deskClosed'))
}
