/**
 * The one order in which registrations stand in tables: forms as they came in (receipt, UID, part, place), and within a
 * form as the form has them, which is the snapshot's own order. Every build of the same ledger gives the same table.
 * Blocks and units (the roster's order) are the table model's business.
 */
import type { KeptMessage, KeptRegistration, KeptSubmission, Snapshot } from '../domain/ledger.ts'

/** `2` before `10`, `Sheet2` before `Sheet10`, whatever the machine's language. */
const natural = new Intl.Collator('en', { numeric: true })
type Order<T> = (a: T, b: T) => number

/** A registration of the ledger with the rows it hangs on. */
export interface PlacedRegistration {
  readonly registration: KeptRegistration
  readonly submission: KeptSubmission
  /** Undefined only in a damaged ledger; the balance says so. */
  readonly message: KeptMessage | undefined
}

/** Every registration of the submissions that `wanted` lets through, in table order. */
export const placeRegistrations = (
  snapshot: Snapshot,
  wanted: (submission: KeptSubmission) => boolean,
): PlacedRegistration[] => {
  const messages = new Map(snapshot.messages.map(one => [one.id, one]))
  const arrival = bySubmission(messages)
  const submissions = new Map(snapshot.submissions.map(one => [one.id, one]))
  return snapshot.registrations
    .flatMap(registration => {
      const submission = submissions.get(registration.submissionId)
      if (!submission || !wanted(submission)) return []
      return [{ registration, submission, message: messages.get(submission.messageId) }]
    })
    .sort((a, b) => arrival(a.submission, b.submission))
}

/** Submissions as they came in: receipt, then UID, then the place in the mail. */
const bySubmission =
  (messages: ReadonlyMap<string, KeptMessage>): Order<KeptSubmission> =>
  (a, b) =>
    a === b
      ? 0
      : byReceipt(messages.get(a.messageId), messages.get(b.messageId)) ||
        natural.compare(a.messageId, b.messageId) ||
        natural.compare(a.partPath, b.partPath) ||
        a.place - b.place

/** Messages as they came in. A UID counts only between two messages of the same second. */
export const byReceipt: Order<KeptMessage | undefined> = (a, b) =>
  (a?.receivedAt ?? 0) - (b?.receivedAt ?? 0) ||
  natural.compare(a?.locations[0]?.uid ?? '', b?.locations[0]?.uid ?? '') ||
  natural.compare(a?.id ?? '', b?.id ?? '')

/** As they were first registered; one without a code, which should not be, last. */
export const byCode: Order<KeptRegistration> = (a, b) =>
  (a.codeNumber ?? Number.MAX_SAFE_INTEGER) - (b.codeNumber ?? Number.MAX_SAFE_INTEGER)
