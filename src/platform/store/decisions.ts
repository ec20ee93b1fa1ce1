/** What people decided about submissions: appended, never changed. What a decision means is the rules' business. */
import {
  campaignSubject,
  type DecisionKind,
  decisionShapes,
  type NewDecision,
  withoutUndo,
} from '../../domain/decision.ts'
import { AppError } from '../../domain/errors.ts'
import { partsAround } from '../../domain/identity.ts'
import { mailKinds } from '../../domain/ledger.ts'
import type { DecisionTaken } from '../../ports.ts'
import { addJobs } from './jobs.ts'
import { raiseRevision } from './meta.ts'
import { deriveStandings } from './standings.ts'
import type { Ledger } from './tables.ts'

/**
 * Appends, and asks for what hangs on it to be settled again, since that is how a decision takes effect. Of two who saw
 * the same version the second is refused.
 * @param version a submission's own; of any other subject, how many decisions on it were seen
 * @throws AppError not-found, stale-version
 */
export const decide = async (db: Ledger, decision: NewDecision, version: number): Promise<DecisionTaken> => {
  const { subject, at, kind } = decision
  // A decision that nobody could read again would be no history.
  const after = decisionShapes[kind].parse(decision.after)
  const { submissions, message } = await hangingOn(db, subject, version)
  await requireSubject(db, decision, after, submissions)
  const { id } = await db
    .insertInto('decision')
    .values({
      ...{ subject, version, at, kind, decided_by: decision.by },
      before_json: JSON.stringify(decision.before ?? null),
      after_json: JSON.stringify(decision.after ?? null),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (message !== undefined) await deriveStandings(db, message)
  await raiseRevision(db)
  return { id, jobs: await addJobs(db, 'validate', submissions, at) }
}

interface Hanging {
  readonly submissions: readonly string[]
  /** Whose standings may change at once, with no submission to settle. */
  readonly message?: string
}

/** Holds the decision against the version that was seen. */
const hangingOn = async (db: Ledger, subject: string, version: number): Promise<Hanging> => {
  const row = await db.selectFrom('submission').select('version').where('id', '=', subject).executeTakeFirst()
  if (row) {
    const [raised] = await db
      .updateTable('submission')
      .set({ version: version + 1 })
      .where('id', '=', subject)
      .where('version', '=', version)
      .returning('id')
      .execute()
    if (!raised) throw stale(version, row.version)
    return { submissions: [subject] }
  }
  const known = await db.selectFrom('decision').select('id').where('subject', '=', subject).execute()
  if (known.length !== version) throw stale(version, known.length)
  return hangingOnOther(db, subject)
}

const stale = (seen: number, now: number): AppError =>
  new AppError('stale-version', `decided on version ${seen}, but it is at ${now}: look again`)

/** @throws AppError not-found for what is neither a message, a part, the campaign, a mail of ours, a unit nor an account */
const hangingOnOther = async (db: Ledger, subject: string): Promise<Hanging> => {
  const isElsewhere = [...mailKinds, 'unit', 'account'].some(kind => subject.startsWith(`${kind} `))
  if (subject === campaignSubject || isElsewhere) return { submissions: [] }
  const whole = await db.selectFrom('message').select('id').where('id', '=', subject).executeTakeFirst()
  const part = await db.selectFrom('part').select('message_id').where('id', '=', subject).executeTakeFirst()
  const message = whole?.id ?? part?.message_id
  if (message === undefined) throw new AppError('not-found', 'what was decided is not in the ledger')
  const rows = await db
    .selectFrom('submission')
    .select(['id', 'part_path'])
    .where('message_id', '=', message)
    .orderBy('id')
    .execute()
  const hanging = rows.filter(row => whole || partsAround(message, row.part_path).includes(subject))
  return { submissions: hanging.map(row => row.id), message }
}

/** Of which form rows, a unit's other form or a place in the totals are said must be beyond doubt. */
const ofSubmissions: ReadonlySet<DecisionKind> = new Set(['correct', 'replace', 'add', 'keep-reading'])

/**
 * Is the kind one for this subject, and is what `undo` names a decision about it? Else it would be history without effect,
 * or with one that nobody meant: rows of one form put into every form of its mail.
 * @throws AppError not-found; no-undo
 */
const requireSubject = async (
  db: Ledger,
  { subject, kind }: NewDecision,
  after: unknown,
  submissions: readonly string[],
): Promise<void> => {
  if (ofSubmissions.has(kind) && !submissions.includes(subject))
    throw new AppError('not-found', `${kind} is decided of a form, and ${subject} is none`)
  if (kind !== 'undo') return
  const { decision } = decisionShapes.undo.parse(after)
  const row = await db
    .selectFrom('decision')
    .select('kind')
    .where('id', '=', decision)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (!row) throw new AppError('not-found', `decision ${decision} is not about ${subject}`)
  if ((withoutUndo as ReadonlySet<string>).has(row.kind))
    throw new AppError('no-undo', `decision ${decision} (${row.kind}) is changed by another, not taken back`)
}
