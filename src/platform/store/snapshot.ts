/** Everything that tables and mails are made from, as it stood at one moment. */
import { campaignSubject } from '../../domain/decision.ts'
import type { Finding } from '../../domain/finding.ts'
import { messageAround } from '../../domain/identity.ts'
import type {
  Excerpt,
  KeptMessage,
  KeptPart,
  KeptRegistration,
  KeptSubmission,
  Snapshot,
} from '../../domain/ledger.ts'
import { oneOf } from './lists.ts'
import { readSentMails } from './mails.ts'
import { readLocations } from './messages.ts'
import { readRevision } from './meta.ts'
import { byArrival, byPath } from './order.ts'
import { keptSubmission } from './peers.ts'
import { readDecisions } from './read-decisions.ts'
import { readFailedJobs } from './read-failed-jobs.ts'
import type { Ledger } from './tables.ts'

/**
 * Messages, their parts and their submissions in order of arrival, registrations in the form's order. Reads every table
 * once, row by row, and keeps each text once: the largest campaigns have a hundred thousand registrations, and whoever
 * asks for a snapshot makes workbooks beside it.
 */
export const readSnapshot = async (db: Ledger): Promise<Snapshot> => ({
  ...(await readRows(db, null)),
  sentMails: await readSentMails(db),
})

/** All but the mails of ours. @param ids of messages, to which it is limited; null: all */
export const readRows = async (db: Ledger, ids: readonly string[] | null): Promise<Excerpt> => {
  const once = makeOnce()
  const parse = makeParse()
  const revision = await readRevision(db)
  const messages = await readMessages(db, ids, once, parse)
  const arrival = new Map(messages.map((message, at) => [message.id, at]))
  const at = (row: { messageId: string }): number => arrival.get(row.messageId) ?? 0

  const parts = (await readParts(db, ids, once, parse)).sort((a, b) => at(a) - at(b) || byPath(a, b))
  const submissions = await readSubmissions(db, ids, once)
  submissions.sort(
    (a, b) => at(a) - at(b) || byPath({ path: a.partPath }, { path: b.partPath }) || a.place - b.place,
  )
  const failed = await readFailedJobs(db)
  return {
    ...{ revision, messages, parts, submissions },
    registrations: await readRegistrations(db, ids, submissions),
    decisions: await readDecisions(db, ids && subjectsOf({ messages, parts, submissions })),
    failedJobs: ids ? failed.filter(row => arrival.has(messageAround(row.subject))) : failed,
  }
}

const subjectsOf = (rows: Pick<Excerpt, 'messages' | 'parts' | 'submissions'>): string[] => [
  campaignSubject,
  ...[...rows.messages, ...rows.parts, ...rows.submissions].map(one => one.id),
]

/** The same text, as the instance that was met first: of ids, standings, formats there are few, and many rows. */
type Once = <T extends string | null>(text: T) => T
const makeOnce = (): Once => {
  const known = new Map<string | null, string | null>()
  return <T extends string | null>(text: T): T => {
    const before = known.get(text)
    if (before !== undefined) return before as T
    known.set(text, text)
    return text
  }
}

/** Findings repeat from part to part: what is short is parsed once, and shared. */
type Parse = (json: string) => readonly Finding[]
const makeParse = (): Parse => {
  const known = new Map<string, readonly Finding[]>()
  return json => {
    if (json.length > 100) return JSON.parse(json)
    const before = known.get(json)
    if (before !== undefined) return before
    const parsed: readonly Finding[] = JSON.parse(json)
    known.set(json, parsed)
    return parsed
  }
}

// Objects are made whole below: one that is put together from several takes half as much memory again.

const readMessages = async (
  db: Ledger,
  ids: readonly string[] | null,
  once: Once,
  parse: Parse,
): Promise<KeptMessage[]> => {
  const locations = await readLocations(db, ids)
  const messages: KeptMessage[] = []
  for await (const row of db
    .selectFrom('message')
    .selectAll()
    .$if(ids !== null, query => query.where(oneOf('id', ids ?? [])))
    .stream())
    messages.push({
      id: once(row.id),
      size: row.size,
      receivedAt: row.received_at,
      receiptSource: once(row.receipt_source),
      headers: row.headers_json === null ? null : JSON.parse(row.headers_json),
      standing: once(row.standing),
      findings: parse(row.findings_json),
      locations: locations.get(row.id) ?? [],
      purgedAt: row.purged_at,
    })
  const place = (one: KeptMessage) => ({
    ...{ receivedAt: one.receivedAt, uid: one.locations[0]?.uid ?? '', messageId: one.id },
    ...{ partPath: '', place: 0 },
  })
  return messages.sort((a, b) => byArrival(place(a), place(b)))
}

const readParts = async (
  db: Ledger,
  ids: readonly string[] | null,
  once: Once,
  parse: Parse,
): Promise<KeptPart[]> => {
  const parts: KeptPart[] = []
  for await (const row of db
    .selectFrom('part')
    .selectAll()
    .$if(ids !== null, query => query.where(oneOf('message_id', ids ?? [])))
    .stream())
    parts.push({
      id: row.id,
      messageId: once(row.message_id),
      path: once(row.path),
      name: row.name,
      format: once(row.format),
      size: row.size,
      sha256: row.sha256,
      standing: once(row.standing),
      findings: parse(row.findings_json),
    })
  return parts
}

const readSubmissions = async (
  db: Ledger,
  ids: readonly string[] | null,
  once: Once,
): Promise<KeptSubmission[]> => {
  const submissions: KeptSubmission[] = []
  for await (const row of db
    .selectFrom('submission')
    .selectAll()
    .$if(ids !== null, query => query.where(oneOf('message_id', ids ?? [])))
    .stream()) {
    const submission = keptSubmission({
      ...{ ...row, message_id: once(row.message_id), part_path: once(row.part_path) },
      ...{ standing: once(row.standing), unit_id: once(row.unit_id), unit_name: once(row.unit_name) },
    })
    // Just made from the row's JSON, and nobody else's yet.
    for (const one of submission.reading.registrations) {
      one.section = once(one.section)
      one.sector = once(one.sector)
      one.note = once(one.note)
      if (one.source.kind === 'cell') one.source.part = once(one.source.part)
    }
    submissions.push(submission)
  }
  return submissions
}

const readRegistrations = async (
  db: Ledger,
  ids: readonly string[] | null,
  submissions: readonly KeptSubmission[],
): Promise<KeptRegistration[]> => {
  const forms = new Map(submissions.map((one, at) => [one.id, at]))
  const ofForm: KeptRegistration[][] = submissions.map(() => [])
  const rows = db
    .selectFrom('registration')
    .leftJoin('code', 'code.registration_id', 'registration.id')
    .selectAll('registration')
    .select('code.number as code_number')
    .$if(ids !== null, query =>
      query.where('submission_id', 'in', eb =>
        eb
          .selectFrom('submission')
          .select('id')
          .where(oneOf('message_id', ids ?? [])),
      ),
    )
    .stream()
  for await (const row of rows) {
    const at = forms.get(row.submission_id)
    const form = at === undefined ? undefined : submissions[at]
    if (at === undefined || !form) throw new Error(`registration ${row.id} hangs on no submission`)
    // What the form says stands in its reading as well: the same words are kept once.
    const read = (form.corrected ?? form.reading.registrations)[row.ordinal]
    const same = <T extends string | null>(text: T, other: T | undefined): T =>
      text === other ? other : text
    ofForm[at]![row.ordinal] = {
      id: row.id,
      section: same(row.section, read?.section),
      name: same(row.name, read?.name),
      sector: same(row.sector, read?.sector),
      model: same(row.model, read?.model),
      note: same(row.note, read?.note),
      source: JSON.stringify(read?.source) === row.source_json ? read!.source : JSON.parse(row.source_json),
      place: row.place,
      submissionId: form.id,
      codeNumber: row.code_number,
    }
  }
  return ofForm.flat()
}
