/**
 * The places between two lasting effects, by name, where a power cut would hurt most. Each is a call that does nothing:
 * `scripts/torture` arms one, and kills the process there. Nothing in the program arms any.
 */

export const failpoints = [
  // A mail comes in.
  'intake.looked',
  'intake.fetched',
  'intake.bytes-kept',
  'intake.rows-kept',
  'intake.announced',
  'intake.look-noted',
  // A file comes to stand on the disk (mails, tables, records, the roster, mails of ours).
  'file.begun',
  'file.written',
  'file.synced',
  'file.renamed',
  'folder.synced',
  // A transaction.
  'store.begun',
  'store.committing',
  'store.committed',
  // A job.
  'job.leased',
  'job.handled',
  'job.giving-back',
  'job.given-back',
  'job.told-to-redis',
  'read.bytes-had',
  'read.read',
  'read.saved',
  'read.announced',
  'validate.judged',
  'validate.settled',
  // Tables.
  'tables.snapshot-read',
  'tables.recorded',
  'tables.hash-noted',
  'tables.beside',
  'tables.moved-aside',
  'tables.in-place',
  'tables.down',
  'tables.folder-synced',
  'tables.noted',
  'tables.overview-kept',
  // A mail of ours.
  'mail.composed',
  'mail.archived',
  'mail.sending',
  'mail.connected',
  'mail.handed-over',
  'mail.ended',
  'mail.stopped-noted',
  // What people do.
  'decision.taken',
  'decision.announced',
  'purge.noted',
  'purge.removed',
] as const
export type Failpoint = (typeof failpoints)[number]

let armed: ((name: Failpoint) => void) | undefined

/** The process has come to this place. */
export const failpoint = (name: Failpoint): void => armed?.(name)

/** For torture alone: told of every place that the process comes to. */
export const armFailpoints = (tell: ((name: Failpoint) => void) | undefined): void => {
  armed = tell
}
