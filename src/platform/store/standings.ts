/** Standings of parts and messages, derived from what is in them and written where they changed. */
import { type DecisionKind, inEffect } from '../../domain/decision.ts'
import type { Finding } from '../../domain/finding.ts'
import { partsAround } from '../../domain/identity.ts'
import { deriveOutcome, messageOutcome, type Standing } from '../../domain/outcome.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger } from './tables.ts'

/**
 * Works out one message that was read, parts first. @returns whether anything changed
 * - a part read as forms: its submissions', and those of the parts inside it; nothing in it after all is `review`
 * - a message or a part that somebody dismissed, a container too: nothing in it waits any more, and its forms are
 *   dismissed with it
 * - a part, or all of a message, that somebody typed: what it says counts elsewhere, it is a duplicate, unless something
 *   in it still counts or waits for itself
 * - the message: its parts'; an error of the message as a whole makes it `review` once nothing is in progress, unless
 *   forms carry it (each of them is held by it) or it was looked at and let pass
 */
export const deriveStandings = async (db: Ledger, messageId: string): Promise<boolean> => {
  const message = await db
    .selectFrom('message')
    .select(['standing', 'findings_json', 'headers_json'])
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow()
  // Not read yet: it has no parts, and is not nothing for that.
  if (message.standing === 'in-progress' && message.headers_json === null) return false
  const parts = await db
    .selectFrom('part')
    .select(['id', 'path', 'read_as', 'standing'])
    .where('message_id', '=', messageId)
    .execute()
  const submissions = await db
    .selectFrom('submission')
    .select(['part_path', 'standing'])
    .where('message_id', '=', messageId)
    .execute()

  const decisions = await readDecisions(db, [messageId, ...parts.map(part => part.id)])
  const decided = (kind: DecisionKind): Set<string> =>
    new Set(inEffect(decisions).flatMap(one => (one.kind === kind ? [one.subject] : [])))
  const dismissed = decided('dismiss')
  const typed = decided('typed')
  // The deepest first: a container needs the standings of what is in it.
  const derived = new Map<string, Standing>()
  for (const part of parts.toSorted((a, b) => b.path.split('/').length - a.path.split('/').length)) {
    const own = submissions.filter(one => one.part_path === part.path).map(one => one.standing)
    const inside = [...derived].filter(([path]) => path.startsWith(`${part.path}/`)).map(([, one]) => one)
    const members = [...own, ...inside]
    const ofForms = members.length > 0 ? deriveOutcome(members) : 'review'
    const read = part.read_as === 'forms' ? ofForms : part.read_as
    const around = [messageId, ...partsAround(messageId, part.path)]
    const isOut = around.some(one => dismissed.has(one))
    const isTyped = read === 'review' && around.some(one => typed.has(one))
    const asTyped = deriveOutcome([...members, 'duplicate'])
    derived.set(part.path, isOut ? deriveOutcome(members) : isTyped ? asTyped : read)
  }

  const findings: Finding[] = JSON.parse(message.findings_json)
  const isAnswered =
    submissions.length > 0 || [dismissed, typed, decided('accept')].some(one => one.has(messageId))
  const whole = messageOutcome([...derived.values()], isAnswered ? [] : findings)

  let changed = false
  for (const part of parts) {
    const standing = derived.get(part.path)
    if (!standing || standing === part.standing) continue
    await db.updateTable('part').set({ standing }).where('id', '=', part.id).execute()
    changed = true
  }
  if (whole !== message.standing) {
    await db.updateTable('message').set({ standing: whole }).where('id', '=', messageId).execute()
    changed = true
  }
  return changed
}
