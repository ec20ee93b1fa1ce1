/** The sheet `Đăng ký`: every registration that is in the totals, one row each, with where it came from. */
import { type Finding, severityOf } from '../domain/finding.ts'
import { stands } from '../domain/outcome.ts'
import { sourceKey } from '../domain/source.ts'
import { type PlacedRegistration, placeRegistrations } from './registration-order.ts'
import {
  columnsOf,
  type Desk,
  findPart,
  partName,
  senderOf,
  shortCode,
  type TrackingSheet,
} from './tracking-sheet.ts'
import { writtenSource } from './written-source.ts'

/** One row a registration, in order of the lasting codes, which is the order in which they were first registered. */
export const registrationSheet = (desk: Desk): TrackingSheet => {
  const { phrase, snapshot, roster } = desk
  const partOf = findPart(snapshot)
  const units = new Map(roster.units.map(unit => [unit.id, unit]))
  const placed = placeRegistrations(snapshot, stands).sort(
    (a, b) =>
      (a.registration.codeNumber ?? Number.MAX_SAFE_INTEGER) -
      (b.registration.codeNumber ?? Number.MAX_SAFE_INTEGER),
  )
  const inForm = Map.groupBy(placed, one => one.submission.id)
  return {
    name: phrase('tracking.registrationsSheet'),
    range: 'DangKy',
    columns: columnsOf(phrase, [
      ['code', 13],
      ['unit', 26],
      ['block', 20],
      ['section', 10],
      ['name', 26],
      ['sector', 18],
      ['model', 44],
      ['note', 20],
      ['receivedAt', 17, 'time'],
      ['sender', 28],
      ['subject', 28],
      ['file', 26],
      ['place', 24],
      ['warnings', 36],
      ['messageCode', 13],
    ]),
    rows: placed.map(one => {
      const { registration, submission, message } = one
      const unit = units.get(submission.unitId ?? '')
      return [
        desk.codeOf(registration),
        unit?.name ?? submission.unitName,
        unit?.block ?? '',
        phrase(`section.${registration.section}`),
        registration.name,
        desk.sectorName(registration.sector),
        registration.model,
        registration.note,
        message?.receivedAt ?? null,
        senderOf(message),
        message?.headers?.subject ?? '',
        partName(partOf(submission), submission.partPath, phrase),
        writtenSource(registration.source, phrase),
        desk.texts(warningsOf(one, inForm.get(submission.id) ?? [])),
        shortCode(submission.messageId),
      ]
    }),
    below: [],
  }
}

/** The form's warnings that are about this registration's cell, or about no cell of a registration at all. */
const warningsOf = (one: PlacedRegistration, form: readonly PlacedRegistration[]): Finding[] => {
  const cells = new Set(form.map(other => sourceKey(other.registration.source)))
  const own = sourceKey(one.registration.source)
  return [...(one.message?.findings ?? []), ...one.submission.findings].filter(finding => {
    if (severityOf(finding) !== 'warning') return false
    const place = finding.source && sourceKey(finding.source)
    return place === undefined || place === own || !cells.has(place)
  })
}
