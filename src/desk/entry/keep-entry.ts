/**
 * Keeps an entry: its bytes to the archive, then message and decisions in one transaction, then word to the workers. And
 * takes one back: what was typed is dismissed, and the scans that it was typed from wait again.
 */
import type { Account } from '../../domain/account.ts'
import { type Decision, decisionShapes, lastOf } from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import { fileValidity, sha256 } from '../../domain/identity.ts'
import { deskAccount, type FetchedMessage } from '../../domain/ledger.ts'
import type { DecisionToTake } from '../../ports.ts'
import { type Desk, haveDone } from '../desk.ts'
import { composeEntry } from './compose.ts'
import type { Entry } from './entry-input.ts'

/** @returns the message's id. @throws AppError campaign-closed, stale-version, not-found, disk-full */
export const keepEntry = async (desk: Desk, person: Account, entry: Entry): Promise<string> => {
  const { store, archive, clock, folder } = desk.app
  const { way, unit, receivedAt, rows, files, key, from, of, seen } = entry
  const composed = { key, way, receivedAt, unitName: unit.name, rows, files }
  const bytes = await composeEntry(composed, folder.campaign, desk.say)
  const id = sha256(bytes)
  await archive.put([bytes])
  const now = clock.now()
  const decide = (
    subject: string,
    kind: DecisionToTake['decision']['kind'],
    after: unknown,
    version: number,
  ): DecisionToTake => ({
    decision: { subject, kind, before: null, after, by: person.shown, at: now },
    version,
  })
  const message: FetchedMessage & { id: string } = {
    ...{ id, bytes, receivedAt, receiptSource: 'file' },
    location: { account: deskAccount, folder: way, uidValidity: fileValidity(bytes), uid: '1' },
  }
  const { read } = await store.keepEntry(
    message,
    [
      decide(id, 'enter', { way, from, of: [...of] }, 0),
      decide(id, 'unit', { unitId: unit.id }, 1),
      ...of.map(part => decide(part, 'typed', { as: id }, seen.get(part) ?? 0)),
    ],
    now,
  )
  await haveDone(desk, 'read', read)
  return id
}

/**
 * @param seen how many decisions about the entry's message the page had seen
 * @throws AppError stale-version, not-found for what nobody entered
 */
export const takeEntryBack = async (
  desk: Desk,
  person: Account,
  message: string,
  seen: number,
): Promise<void> => {
  const { store, clock } = desk.app
  const enter = lastOf(await store.decisions(message), 'enter')
  if (!enter) throw new AppError('not-found', `${message} was not entered by anybody`)
  const at = clock.now()
  const by = person.shown
  const undone: DecisionToTake[] = []
  for (const part of decisionShapes.enter.parse(enter.decision.after).of) {
    const all = await store.decisions(part)
    const typed = typedAs(all, message)
    if (typed)
      undone.push({
        decision: { subject: part, kind: 'undo', before: null, after: { decision: typed.id }, by, at },
        version: all.length,
      })
  }
  const reason = desk.say('enter.reason-taken-back')
  const dismiss = { subject: message, kind: 'dismiss', before: null, after: { reason }, by, at } as const
  await haveDone(
    desk,
    'validate',
    await store.decideTogether([{ decision: dismiss, version: seen }, ...undone]),
  )
}

const typedAs = (decisions: readonly Decision[], message: string): Decision | undefined => {
  const last = lastOf(decisions, 'typed')
  return last && decisionShapes.typed.parse(last.decision.after).as === message ? last.decision : undefined
}
