/**
 * What waits for the clerk, and why: each form, file and mail that stands at review, with what was read of it, and jobs
 * that failed for good. Pure; findings stay findings, the words are put where they are shown. Nothing at review is left
 * out: what has no reason of its own is listed without one.
 */
import { type Finding, isError, isEvidence, severityOf } from '../domain/finding.ts'
import { messageAround } from '../domain/identity.ts'
import {
  type Excerpt,
  type KeptMessage,
  type KeptPart,
  type KeptSubmission,
  rowsOf,
} from '../domain/ledger.ts'
import { type Standing, stands } from '../domain/outcome.ts'
import { compareRows, type RowDifference, type RowValues } from '../validation/differences.ts'
import { byReceipt } from './registration-order.ts'

export interface Waiting {
  readonly kind: 'submission' | 'part' | 'message' | 'job'
  /** The id of what waits. */
  readonly subject: string
  readonly message: KeptMessage | undefined
  readonly part: KeptPart | undefined
  readonly submission: KeptSubmission | undefined
  /** Errors: why it waits. May be empty only where the ledger holds no reason. */
  readonly reasons: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** As people's decisions leave it. */
  readonly read: readonly RowValues[]
  /** The unit's form that stands, where it is asked whether this one replaces it or adds to it, row by row. */
  readonly against:
    | { readonly submission: KeptSubmission; readonly rows: readonly RowDifference[] }
    | undefined
  /** Of a job only: what the program said, for the IT person. */
  readonly jobError: string
}

const natural = new Intl.Collator('en', { numeric: true })

/** Oldest mail first, then as things stand in the mail; failed jobs last. */
export const listWaiting = (snapshot: Excerpt): Waiting[] => {
  const messages = new Map(snapshot.messages.map(one => [one.id, one]))
  const isAtReview = (one: { readonly standing: Standing }): boolean => one.standing === 'review'
  const ids = new Set([
    ...snapshot.messages.filter(isAtReview).map(one => one.id),
    ...snapshot.parts.filter(isAtReview).map(one => one.messageId),
    ...snapshot.submissions.filter(isAtReview).map(one => one.messageId),
  ])
  const of = <T extends { readonly messageId: string }>(all: readonly T[]): Map<string, T[]> =>
    Map.groupBy(
      all.filter(one => ids.has(one.messageId)),
      one => one.messageId,
    )
  const partsOf = of(snapshot.parts)
  const formsOf = of(snapshot.submissions)
  const standing = Map.groupBy(snapshot.submissions.filter(stands), one => one.unitId)
  return [
    ...[...ids]
      .sort((a, b) => byReceipt(messages.get(a), messages.get(b)))
      .flatMap(id => waitingIn(messages.get(id), partsOf.get(id) ?? [], formsOf.get(id) ?? [], standing)),
    ...snapshot.failedJobs.map((job): Waiting => {
      const id = messageAround(job.subject)
      return {
        ...nothing,
        kind: 'job',
        subject: job.subject,
        message: messages.get(id),
        submission: snapshot.submissions.find(one => one.id === job.subject),
        jobError: job.error,
      }
    }),
  ]
}

const nothing = {
  message: undefined,
  part: undefined,
  submission: undefined,
  reasons: [],
  warnings: [],
  read: [],
  against: undefined,
  jobError: '',
}

const waitingIn = (
  message: KeptMessage | undefined,
  parts: readonly KeptPart[],
  forms: readonly KeptSubmission[],
  standing: ReadonlyMap<string | null, readonly KeptSubmission[]>,
): Waiting[] => {
  const held = message?.findings.filter(isError) ?? []
  const partOf = (one: KeptSubmission): KeptPart | undefined => parts.find(part => part.path === one.partPath)
  const waitingForms = forms
    .filter(one => one.standing === 'review')
    .map((submission): Waiting => {
      const own = submission.findings.filter(isError)
      return {
        ...nothing,
        kind: 'submission',
        subject: submission.id,
        message,
        part: partOf(submission),
        submission,
        // An error of the mail holds every form in it.
        reasons: [...own, ...held.filter(one => !own.some(other => other.code === one.code))],
        warnings: warningsOf(submission.findings),
        read: rowsOf(submission),
        against: againstOf(submission, standing),
      }
    })
  const atReview = parts.filter(part => part.standing === 'review')
  // A part may wait only because something in it does (a form, a file in an archive): then that is listed.
  const explained = (part: KeptPart): boolean =>
    waitingForms.some(one => one.part === part) ||
    atReview.some(inner => inner.path.startsWith(`${part.path}/`))
  const waitingParts = atReview
    .filter(part => part.findings.some(isError) || !explained(part))
    .map(
      (part): Waiting => ({
        ...nothing,
        kind: 'part',
        subject: part.id,
        message,
        part,
        reasons: part.findings.filter(isError),
        warnings: warningsOf(part.findings),
      }),
    )
  const inside = [...waitingForms, ...waitingParts].sort(
    (a, b) =>
      natural.compare(
        a.part?.path ?? a.submission?.partPath ?? '',
        b.part?.path ?? b.submission?.partPath ?? '',
      ) || (a.submission?.place ?? -1) - (b.submission?.place ?? -1),
  )
  const saidAlready = inside.length > 0 && (held.length === 0 || waitingForms.length > 0)
  if (message?.standing !== 'review' || saidAlready) return inside
  const itself: Waiting = {
    ...nothing,
    kind: 'message',
    subject: message.id,
    message,
    reasons: held,
    warnings: warningsOf(message.findings),
  }
  return [itself, ...inside]
}

/** What it was held against when it was settled may have been replaced since: the unit's last form that stands. */
const againstOf = (
  submission: KeptSubmission,
  standing: ReadonlyMap<string | null, readonly KeptSubmission[]>,
): Waiting['against'] => {
  const isAsked = submission.findings.some(one => one.code === 'second-submission')
  const other = isAsked ? standing.get(submission.unitId)?.at(-1) : undefined
  return other && { submission: other, rows: compareRows(rowsOf(other), rowsOf(submission)) }
}

/** Marks, and the evidence that the clerk decides by. */
const warningsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(one => severityOf(one) === 'warning' || isEvidence(one))
