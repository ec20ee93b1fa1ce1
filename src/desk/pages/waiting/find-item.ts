/** One thing that waits, or that somebody decided already, with all that a page or a decision about it needs. */
import type { Waiting } from '../../../consolidation/waiting.ts'
import { type Decision, idsInEffect, type SettledRegistration } from '../../../domain/decision.ts'
import { AppError } from '../../../domain/errors.ts'
import { asRead, messageAround, partsAround, sha256 } from '../../../domain/identity.ts'
import type { Excerpt, KeptSubmission } from '../../../domain/ledger.ts'
import { rowsOf } from '../../../domain/ledger.ts'
import { stands } from '../../../domain/outcome.ts'
import type { Desk } from '../../desk.ts'
import { itemKey, readItemKey } from './item-path.ts'
import { limitedTo, lineOf, type PutOff, putOffOf, type Queued } from './line.ts'

export interface Item {
  readonly key: string
  readonly waiting: Waiting
  /** False: somebody or something decided it already; `waiting` then has no reasons. */
  readonly isWaiting: boolean
  /** What a decision is about: of a job, the mail. */
  readonly subject: string
  /** What `decide` wants to have been seen. */
  readonly version: number
  /** Of what is shown as reasons: an error that came later was not looked at. */
  readonly shown: string
  /** About it, the files around it and its mail, oldest first. */
  readonly decisions: readonly Decision[]
  readonly putOff: PutOff | undefined
  /** The unit's other forms that count or wait, those that count first. */
  readonly others: readonly KeptSubmission[]
  readonly excerpt: Excerpt
  /** The whole line as it stood, and those of it that the list is limited to. */
  readonly line: readonly Queued[]
  readonly limited: readonly Queued[]
}

/** @param key of the address. @param kept what the list is limited to. @throws AppError not-found */
export const getItem = async (desk: Desk, key: string, kept = ''): Promise<Item> => {
  const view = await desk.waiting()
  const line = lineOf(view)
  const name = readItemKey(key)
  const queued = line.find(
    one => one.waiting.subject === name.subject && (one.waiting.kind === 'job') === name.isJob,
  )
  const excerpt = queued
    ? view.excerpt
    : await desk.app.store.excerpt({ messages: [messageAround(name.subject)] })
  const waiting = queued?.waiting ?? decided(excerpt, name.subject)
  const subject = waiting.kind === 'job' ? (waiting.message?.id ?? waiting.subject) : waiting.subject
  const around = new Set([subject, ...subjectsAround(waiting)])
  const decisions = excerpt.decisions.filter(one => around.has(one.subject))
  const own = decisions.filter(one => one.subject === subject)
  const { submission } = waiting
  return {
    ...{ key: itemKey(waiting), waiting, isWaiting: queued !== undefined, subject, decisions, excerpt },
    version: waiting.kind !== 'job' && submission ? submission.version : own.length,
    shown: sha256(Buffer.from(JSON.stringify(waiting.reasons))).slice(0, 16),
    putOff: queued?.putOff ?? (queued ? undefined : putOffOf(own)),
    others: submission ? othersOf(submission, excerpt) : [],
    ...{ line, limited: limitedTo(line, kept) },
  }
}

/** Its rows as they count, with their lasting ids. */
export const settledRows = ({ waiting: { submission } }: Item): readonly SettledRegistration[] =>
  submission ? (submission.corrected ?? asRead(submission.id, submission.reading)) : []

/** The number of the last decision that was there. */
export const lastKnown = ({ decisions }: Item): number => decisions.at(-1)?.id ?? 0

/** Those that can be taken back. */
export const standingDecisions = ({ decisions }: Item): ReadonlySet<number> => idsInEffect(decisions)

const subjectsAround = ({ message, part, submission }: Waiting): string[] => [
  ...(message ? [message.id] : []),
  ...(submission ? partsAround(submission.messageId, submission.partPath) : []),
  ...(part ? partsAround(part.messageId, part.path) : []),
]

const othersOf = (submission: KeptSubmission, excerpt: Excerpt): KeptSubmission[] => {
  const all = excerpt.submissions.filter(
    one =>
      one.id !== submission.id &&
      submission.unitId !== null &&
      one.unitId === submission.unitId &&
      (stands(one) || one.standing === 'review'),
  )
  return [...all.filter(stands), ...all.filter(one => !stands(one))]
}

/** @throws AppError not-found */
const decided = (excerpt: Excerpt, subject: string): Waiting => {
  const submission = excerpt.submissions.find(one => one.id === subject)
  const part = excerpt.parts.find(
    one => one.id === subject || (submission && one.path === submission.partPath),
  )
  const message = excerpt.messages[0]
  if (!message || (subject !== message.id && !submission && !part))
    throw new AppError('not-found', `${subject} is not in the ledger`)
  return {
    ...{ kind: submission ? 'submission' : part ? 'part' : 'message', subject, message, part, submission },
    ...{ reasons: [], warnings: [], against: undefined, jobError: '' },
    read: submission ? rowsOf(submission) : [],
  }
}
