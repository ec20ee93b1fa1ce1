/**
 * The ledger as JSON lines, one file a kind, for whoever opens a handed-over campaign in ten years: names of fields are
 * lasting and stand in the README beside them (`archive.readme` in messages.yaml; a test holds that). Times are ISO 8601
 * in UTC. What is written here is what the check parses.
 */
import { z } from 'zod'
import { decisionKinds } from '../domain/decision.ts'
import { Finding } from '../domain/finding.ts'
import { writtenCode } from '../domain/identity.ts'
import { mailKinds, type Proposal, type Snapshot } from '../domain/ledger.ts'
import { Standing, stands } from '../domain/outcome.ts'
import { FormReading, MessageHeaders, PartReading, Section } from '../domain/reading.ts'
import { Source } from '../domain/source.ts'
import { type Roster, Unit } from '../domain/unit.ts'

const text = z.string()
const orNull = text.nullable()
const instant = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().min(0)

/** By file, without `.jsonl`. */
export const lineSchemas = {
  messages: z.strictObject({
    ...{
      id: hash,
      size: count,
      receivedAt: instant,
      receiptSource: text,
      headers: MessageHeaders.nullable(),
    },
    ...{ outcome: Standing, findings: z.array(Finding), purgedAt: instant.nullable(), mail: orNull },
  }),
  locations: z.strictObject({ message: hash, account: text, folder: text, uidValidity: text, uid: text }),
  parts: z.strictObject({
    ...{ id: text, message: hash, path: text, name: text, format: text, size: count, sha256: text },
    ...{ outcome: Standing, findings: z.array(Finding) },
  }),
  submissions: z.strictObject({
    ...{ id: text, message: hash, part: text, place: count, unit: orNull, unitName: text, outcome: Standing },
    ...{ duplicateOf: orNull, supersededBy: orNull, counts: z.boolean(), corrected: z.boolean() },
    ...{ findings: z.array(Finding), reading: FormReading },
  }),
  registrations: z.strictObject({
    ...{ id: text, submission: text, code: orNull, counts: z.boolean(), section: Section, name: text },
    ...{ sector: orNull, model: text, note: text, source: Source, place: count },
  }),
  decisions: z.strictObject({
    ...{
      id: count,
      subject: text,
      by: text,
      at: instant,
      kind: z.enum(decisionKinds as [string, ...string[]]),
    },
    ...{ before: z.unknown(), after: z.unknown() },
  }),
  'sent-mails': z.strictObject({
    ...{ id: text, kind: z.enum(mailKinds), day: text, state: text, recipients: z.array(text), at: instant },
    ...{ detail: text, figures: z.record(text, z.number()), about: z.array(text), raw: hash, mail: orNull },
  }),
  proposals: z.strictObject({
    ...{ submission: text, message: hash, at: instant, form: FormReading.nullable() },
    ...{
      part: PartReading.omit({ forms: true }).nullable(),
      headers: MessageHeaders,
      findings: z.array(Finding),
    },
  }),
  units: Unit,
} as const satisfies Record<string, z.ZodType>

export type LineKind = keyof typeof lineSchemas
export const lineKinds = Object.keys(lineSchemas) as LineKind[]
export type Line<K extends LineKind> = z.infer<(typeof lineSchemas)[K]>

/** What the lines add up to, and which tables show it. */
export const Summary = z.strictObject({
  /** Of this layout; goes up when a field changes its meaning. */
  format: z.literal(1),
  campaign: text,
  code: text,
  revision: count,
  closed: z.strictObject({ by: text, at: instant }).nullable(),
  /** Registrations that count. */
  figures: z.strictObject({
    registrations: count,
    collective: count,
    individual: count,
    /** In the campaign's order. */
    bySector: z.array(z.strictObject({ sector: text, count })),
  }),
  tables: z.array(z.strictObject({ kind: z.enum(['consolidated', 'tracking']), file: text })),
  /** Mails that could not be packed. */
  missing: z.array(hash),
})
export type Summary = z.infer<typeof Summary>

export interface LinesInput {
  readonly snapshot: Snapshot
  readonly proposals: readonly Proposal[]
  readonly roster: Roster
  readonly codePrefix: string
  /** Where a message's (or sent mail's) bytes stand in the archive; undefined: they are not in it. */
  readonly mailOf: (id: string) => string | undefined
}

type Lines = { readonly [K in LineKind]: () => Iterable<Line<K>> }

export const makeLines = (input: LinesInput): Lines => {
  const { snapshot, proposals, roster, codePrefix, mailOf } = input
  const counted = new Set(snapshot.submissions.filter(stands).map(one => one.id))
  return {
    messages: () =>
      snapshot.messages.map(({ id, size, receiptSource, headers, ...one }) => ({
        ...{ id, size, receivedAt: iso(one.receivedAt), receiptSource, headers, outcome: one.standing },
        ...{ findings: [...one.findings], purgedAt: one.purgedAt === null ? null : iso(one.purgedAt) },
        mail: mailOf(id) ?? null,
      })),
    locations: () =>
      snapshot.messages.flatMap(({ id, locations }) => locations.map(one => ({ message: id, ...one }))),
    parts: () =>
      snapshot.parts.map(({ id, messageId, path, name, format, size, sha256, standing, findings }) => ({
        ...{ id, message: messageId, path, name, format, size, sha256, outcome: standing },
        findings: [...findings],
      })),
    submissions: () =>
      snapshot.submissions.map(({ id, place, unitName, duplicateOf, supersededBy, reading, ...one }) => ({
        ...{ id, message: one.messageId, part: one.partPath, place, unit: one.unitId, unitName },
        ...{ outcome: one.standing, duplicateOf, supersededBy, counts: counted.has(id) },
        ...{ corrected: one.corrected !== null, findings: [...one.findings], reading },
      })),
    registrations: () =>
      snapshot.registrations.map(({ id, submissionId, codeNumber, section, name, sector, ...one }) => ({
        ...{ id, submission: submissionId },
        code: codeNumber === null ? null : writtenCode(codePrefix, codeNumber),
        ...{ counts: counted.has(submissionId), section, name, sector },
        ...{ model: one.model, note: one.note, source: one.source, place: one.place },
      })),
    decisions: () => snapshot.decisions.map(one => ({ ...one, at: iso(one.at) })),
    'sent-mails': () =>
      snapshot.sentMails.map(({ id, kind, day, state, detail, figures, raw, ...one }) => ({
        ...{ id, kind, day, state, recipients: [...one.recipients], at: iso(one.at), detail },
        ...{ figures: { ...figures }, about: [...one.about], raw, mail: mailOf(raw) ?? null },
      })),
    proposals: () =>
      proposals.map(({ submissionId, messageId, at, reading: { form, part, headers, findings } }) => ({
        ...{ submission: submissionId, message: messageId, at: iso(at), form, part, headers, findings },
      })),
    units: () => roster.units,
  }
}

const iso = (instant: number): string => new Date(instant).toISOString()

/** @param sectors ids, in the campaign's order */
export const figuresOf = (
  registrations: Iterable<Pick<Line<'registrations'>, 'counts' | 'section' | 'sector'>>,
  sectors: readonly string[],
): Summary['figures'] => {
  const counted = [...registrations].filter(one => one.counts)
  const collective = counted.filter(one => one.section === 'collective').length
  return {
    ...{ registrations: counted.length, collective, individual: counted.length - collective },
    bySector: sectors.map(sector => ({ sector, count: counted.filter(one => one.sector === sector).length })),
  }
}
