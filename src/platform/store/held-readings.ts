/**
 * What a new reading may not touch: forms that somebody decided about, with as much of their part and mail as the rules
 * look at. For them a reading is only proposed (`proposal`), and waits for a person; their neighbours in the same file
 * or mail are read anew like any other.
 *
 * A form is held while a decision about it, its part or its mail is in effect (not that it be read again, or stay as it
 * is), or one that it takes the place of another form names it. Once these are taken back, the next reading (`replay --apply`) goes through, and its proposal goes.
 */
import { type Decision, decisionShapes, holdingReading, inEffect, lastOf } from '../../domain/decision.ts'
import { partsAround, sha256 } from '../../domain/identity.ts'
import type { Proposal, ProposedReading } from '../../domain/ledger.ts'
import type { MessageHeaders, MessageReading, PartReading } from '../../domain/reading.ts'
import { readDecisions } from './read-decisions.ts'
import type { Ledger, Tables } from './tables.ts'

type Row = Tables['submission']

/** What stays of a message as it is, whatever is read. */
export interface Held {
  /** Ids of submissions. */
  readonly submissions: ReadonlySet<string>
  /** Does this part's row stay? It does where a held form would lose it, or would be known by another file's name. */
  keepsPart(row: { readonly path: string; readonly name: string }, read: PartReading | undefined): boolean
  /** Do the headers and findings stay? They do where a rule would see others. */
  readonly keepsMessage: boolean
}

export const findHeld = async (
  db: Ledger,
  message: Pick<Tables['message'], 'id' | 'headers_json' | 'findings_json'>,
  submissions: readonly Row[],
  reading: MessageReading,
): Promise<Held> => {
  const decided = await decidedAmong(db, message.id, submissions)
  const held = submissions.filter(row => decided.has(row.id))
  const isAbove = (path: string): boolean =>
    held.some(row => row.part_path === path || row.part_path.startsWith(`${path}/`))
  return {
    submissions: decided,
    keepsPart: (row, read) => isAbove(row.path) && (read?.standing !== 'forms' || read.name !== row.name),
    keepsMessage: held.length > 0 && !isSameToRules(message, reading),
  }
}

const decidedAmong = async (db: Ledger, message: string, rows: readonly Row[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const above = rows.flatMap(row => partsAround(message, row.part_path))
  const decisions = await readDecisions(db, [...new Set([message, ...above, ...rows.map(row => row.id)])])
  const subjects = new Set(
    [...Map.groupBy(decisions, one => one.subject)].flatMap(([subject, all]) =>
      holdingReading(all).length > 0 ? [subject] : [],
    ),
  )
  const replaced = await replacedByDecision(db)
  const isUnder = (row: Row): boolean =>
    subjects.has(message) ||
    [...subjects].some(subject => row.part_id === subject || row.part_id.startsWith(`${subject}/`))
  return new Set(
    rows.flatMap(row => (subjects.has(row.id) || replaced.has(row.id) || isUnder(row) ? [row.id] : [])),
  )
}

/** The submissions whose place was taken by a decision about another one. */
const replacedByDecision = async (db: Ledger): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('decision')
    .select('subject')
    .distinct()
    .where('kind', '=', 'replace')
    .execute()
  const decisions = await readDecisions(
    db,
    rows.map(row => row.subject),
  )
  return new Set(
    [...Map.groupBy(decisions, one => one.subject).values()].flatMap((all: readonly Decision[]) =>
      inEffect(all).flatMap(one =>
        one.kind === 'replace' ? [decisionShapes.replace.parse(one.after).of] : [],
      ),
    ),
  )
}

/** Rules see the sender, the subject and what was found of the mail; other headers may be read better at any time. */
const isSameToRules = (
  { headers_json, findings_json }: Pick<Tables['message'], 'headers_json' | 'findings_json'>,
  reading: MessageReading,
): boolean => {
  const seen = ({ fromName, fromAddress, subject }: MessageHeaders): string =>
    JSON.stringify([fromName, fromAddress, subject])
  const before: MessageHeaders | null = headers_json === null ? null : JSON.parse(headers_json)
  return (
    before !== null &&
    seen(before) === seen(reading.headers) &&
    findings_json === JSON.stringify(reading.findings)
  )
}

/** Notes what a reading says otherwise of each held form, and takes back what it no longer does. */
export const writeProposals = async (
  db: Ledger,
  messageId: string,
  rows: readonly (Row & { readonly partStays: boolean })[],
  context: { readonly held: Held; readonly reading: MessageReading; readonly now: number },
): Promise<void> => {
  const { held, reading, now } = context
  for (const row of rows) {
    const part = reading.parts.find(one => one.path === row.part_path)
    const form = part?.forms.find(one => one.place === row.place) ?? null
    const differs =
      held.submissions.has(row.id) &&
      (JSON.stringify(form) !== row.reading_json || row.partStays || held.keepsMessage)
    await db.deleteFrom('proposal').where('submission_id', '=', row.id).execute()
    if (!differs) continue
    const { forms: _, ...ofPart } = part ?? { forms: [] }
    const proposed: ProposedReading = {
      ...{ form, part: part ? (ofPart as Omit<PartReading, 'forms'>) : null },
      ...{ headers: reading.headers, findings: reading.findings },
    }
    const proposed_json = JSON.stringify(proposed)
    if (await wasDeclined(db, row.id, proposed_json)) continue
    await db
      .insertInto('proposal')
      .values({
        ...{ submission_id: row.id, message_id: messageId, at: now },
        proposed_json,
      })
      .execute()
  }
}

/** Somebody looked at this very reading, and kept the form as it was. */
const wasDeclined = async (db: Ledger, id: string, proposed_json: string): Promise<boolean> => {
  const last = lastOf(await readDecisions(db, [id]), 'keep-reading')
  return (
    last !== undefined &&
    decisionShapes['keep-reading'].parse(last.decision.after).reading === readingMark(proposed_json)
  )
}

/** What names a proposed reading. */
export const readingMark = (proposed_json: string): string => sha256(Buffer.from(proposed_json))

/** In order of the submissions' ids. */
export const readProposals = async (db: Ledger): Promise<Proposal[]> => {
  const rows = await db.selectFrom('proposal').selectAll().orderBy('submission_id').execute()
  return rows.map(row => ({
    ...{ submissionId: row.submission_id, messageId: row.message_id, at: row.at },
    reading: JSON.parse(row.proposed_json),
  }))
}
