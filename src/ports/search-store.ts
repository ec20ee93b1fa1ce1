/** The part of the store's port by which people look for something: registrations, mails, entries, the history, whether all is well. */
import type { FoundMessages, MessageWish } from '../domain/message-wish.ts'
import type {
  DecisionWish,
  FoundRegistration,
  FoundRegistrations,
  ModelWording,
  PastDecision,
  Pulse,
  RegistrationOrder,
  RegistrationPage,
  RegistrationWish,
  ScanBeside,
} from '../domain/wishes.ts'

export interface SearchStore {
  /** Scans that came beside a form that was read, oldest mail first. */
  scansBeside(): Promise<ScanBeside[]>
  /** Registrations as they are looked for, a page of them, and what all of them add up to. */
  findRegistrations(wish: RegistrationWish, page: RegistrationPage): Promise<FoundRegistrations>
  /** The ids of all of them, in order. */
  findRegistrationIds(wish: RegistrationWish, order: RegistrationOrder): Promise<string[]>
  /** Those of these that are there still, in this order. */
  registrations(ids: readonly string[]): Promise<FoundRegistration[]>
  /** The registration that a lasting code was given to, whether or not it is there still. */
  coded(number: number): Promise<string | undefined>
  /** The names of models that stand, each with its registrations. */
  wordings(): Promise<ModelWording[]>
  /** Messages as they are looked for, newest first. */
  findMessages(wish: MessageWish): Promise<FoundMessages>

  /** The messages that were entered last (`enter`), those taken back too; the last one first. */
  entries(count: number): Promise<string[]>
  /** Newest first, with whether each was taken back. */
  decisionsBefore(wish: DecisionWish): Promise<PastDecision[]>
  /** The names of all who ever decided anything. */
  deciders(): Promise<string[]>

  /** What shows whether all is well; costs little however large the ledger is. */
  pulse(): Promise<Pulse>
}
