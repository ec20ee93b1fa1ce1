/** The sheet `Đăng ký`: every registration that is in the totals, one row each, with where it came from. */
import { type Finding, severityOf } from '../domain/finding.ts'
import { shortCode } from '../domain/identity.ts'
import type { KeptMessage, KeptRegistration, KeptSubmission, Snapshot } from '../domain/ledger.ts'
import { stands } from '../domain/outcome.ts'
import { sourceKey } from '../domain/source.ts'
import { findAlike } from '../validation/alike.ts'
import { makeNoteStatuses } from '../validation/note-status.ts'
import { findLastReport, isNewRegistration } from './news.ts'
import { byCode } from './registration-order.ts'
import type { SheetWords } from './sheet-words.ts'
import {
  columnsOf,
  findPart,
  partName,
  rowsOf,
  senderOf,
  type TrackingCell,
  type TrackingSheet,
} from './tracking-sheet.ts'
import { writtenSource } from './written-source.ts'

/** What a registration is, in whatever table of ours one stands a row each: the word for it, and its width. */
export const registrationColumns = [
  ['code', 13],
  ['unit', 26],
  ['block', 20],
  ['section', 10],
  ['name', 26],
  ['sector', 18],
  ['model', 44],
  ['note', 20],
] as const

/** One row a registration, in order of the lasting codes, which is the order in which they were first registered. */
export const registrationSheet = (words: SheetWords): TrackingSheet => {
  const { phrase } = words
  return {
    name: phrase('tracking.registrationsSheet'),
    range: 'DangKy',
    columns: columnsOf(phrase, [
      ...registrationColumns,
      ['receivedAt', 17, 'time'],
      ['sender', 28],
      ['subject', 28],
      ['file', 26],
      ['place', 24],
      ['warnings', 36],
      ['messageCode', 13],
      ['noteStatus', 16],
      ['sinceReport', 12],
    ]),
    printed: 8,
    rows: rowsOf(() => registrationRows(words)),
    below: [],
  }
}

function* registrationRows(words: SheetWords): Generator<TrackingCell[]> {
  const { phrase, snapshot } = words
  const partOf = findPart(snapshot)
  const report = findLastReport(snapshot)
  const statusesOf = makeNoteStatuses(words.campaignFolder.campaign.form.noteStatuses)
  const alike = findAlike(snapshot)
  const standing = new Map(snapshot.submissions.filter(stands).map(one => [one.id, one]))
  const listed = snapshot.registrations.filter(one => standing.has(one.submissionId)).sort(byCode)
  const warned = warnings(snapshot, standing, words.messageOf)
  for (const registration of listed) {
    const submission = standing.get(registration.submissionId)!
    const message = words.messageOf(submission.messageId)
    const unit = words.unitOf(submission)
    yield [
      words.codeOf(registration),
      unit.name,
      unit.block,
      phrase(`section.${registration.section}`),
      registration.name,
      words.sectorName(registration.sector),
      registration.model,
      registration.note,
      message?.receivedAt ?? null,
      senderOf(message),
      message?.headers?.subject ?? '',
      partName(partOf(submission), submission.partPath, phrase),
      writtenSource(registration.source, phrase),
      words.texts([...warned(registration), ...(alike.get(registration.id) ?? [])]),
      shortCode(submission.messageId),
      statusesOf(registration.note)
        .map(one => one.label)
        .join(', '),
      report && isNewRegistration(report, registration, message) ? phrase('tracking.new') : '',
    ]
  }
}

/** The form's warnings that are about this registration's cell, or about no cell of a registration at all. */
const warnings = (
  { registrations }: Snapshot,
  standing: ReadonlyMap<string, KeptSubmission>,
  messageOf: (id: string) => KeptMessage | undefined,
): ((one: KeptRegistration) => readonly Finding[]) => {
  const ofForm = new Map<string, readonly Finding[]>()
  for (const { id, messageId, findings } of standing.values()) {
    const own = [...(messageOf(messageId)?.findings ?? []), ...findings].filter(
      one => severityOf(one) === 'warning',
    )
    if (own.length > 0) ofForm.set(id, own)
  }
  const cells = new Map<string, Set<string>>()
  for (const { submissionId, source } of registrations)
    if (ofForm.has(submissionId)) {
      const known = cells.get(submissionId) ?? new Set()
      cells.set(submissionId, known.add(sourceKey(source)))
    }
  return ({ submissionId, source }) => {
    const all = ofForm.get(submissionId)
    if (!all) return []
    const own = sourceKey(source)
    return all.filter(one => {
      const place = one.source && sourceKey(one.source)
      return place === undefined || place === own || !cells.get(submissionId)?.has(place)
    })
  }
}
