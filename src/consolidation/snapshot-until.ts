/**
 * The snapshot of now, without what came later than some moment: what a report of that moment may count. How it was read
 * and what was decided of it since stays, for that is what is known of it; a form that one of later replaced stands again.
 */
import { messageAround } from '../domain/identity.ts'
import type { Snapshot } from '../domain/ledger.ts'

/** @param until milliseconds */
export const snapshotUntil = (snapshot: Snapshot, until: number): Snapshot => {
  const messages = snapshot.messages.filter(one => one.receivedAt <= until)
  const known = new Set(messages.map(one => one.id))
  const parts = snapshot.parts.filter(one => known.has(one.messageId))
  const ofThen = snapshot.submissions.filter(one => known.has(one.messageId))
  const forms = new Set(ofThen.map(one => one.id))
  const submissions = ofThen.map(one =>
    one.supersededBy === null || forms.has(one.supersededBy) ? one : { ...one, supersededBy: null },
  )
  return {
    ...{ revision: snapshot.revision, messages, parts, submissions },
    registrations: snapshot.registrations.filter(one => forms.has(one.submissionId)),
    decisions: snapshot.decisions.filter(one => one.at <= until),
    failedJobs: snapshot.failedJobs.filter(one => known.has(messageAround(one.subject))),
    sentMails: snapshot.sentMails.filter(one => one.at <= until),
  }
}
