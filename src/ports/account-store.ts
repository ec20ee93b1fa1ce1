/** The part of the store's port that is about the people at the desk: their accounts, and who is signed in. */
import type { Account, AccountChange, Session } from '../domain/account.ts'

export interface AccountStore {
  accounts(): Promise<Account[]>
  /** Makes it, or changes it whole; a new password, or not being active any more, ends its sessions. */
  saveAccount(account: Account): Promise<void>
  /** With the account, where that is active. */
  session(id: string): Promise<{ session: Session; account: Account } | undefined>
  openSession(session: Session): Promise<void>
  /** Notes that it was used. */
  touchSession(id: string, now: number): Promise<void>
  endSession(id: string): Promise<void>
  /**
   * Makes or changes it, with the decision that says so, and the key in force.
   * @throws AppError stale-version, name-taken, last-administrator
   */
  changeAccount(change: AccountChange): Promise<void>
  /** All that were opened and not ended; those that time has ended may be among them. */
  sessions(): Promise<Session[]>
  endSessions(account: string): Promise<void>
}
