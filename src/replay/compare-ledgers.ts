/**
 * What two snapshots of one ledger say otherwise, form by form: outcome, unit, registrations by what they say, findings.
 * Pure, and words nothing. Versions, places of cells and the like are no difference to a person.
 */
import type { Finding } from '../domain/finding.ts'
import { asRead } from '../domain/identity.ts'
import type { KeptMessage, KeptPart, KeptSubmission, Proposal, Snapshot } from '../domain/ledger.ts'
import type { Standing } from '../domain/outcome.ts'
import type { FormReading } from '../domain/reading.ts'
import { type Difference, findingsBetween, isNone, type Said, saidBetween } from './difference.ts'

/** A ledger as it is compared: its snapshot, with what is proposed. */
export interface Compared {
  readonly snapshot: Snapshot
  readonly proposals: readonly Proposal[]
}

export interface Change extends Difference {
  /** `proposed`: somebody decided about the form, so that nothing of this becomes so by itself. */
  readonly kind: 'appeared' | 'vanished' | 'changed' | 'proposed'
  readonly of: 'submission' | 'part' | 'message'
  readonly id: string
  readonly message: KeptMessage
  /** The file, where it is one or stands in one. */
  readonly part: KeptPart | undefined
  /** 0-based among the forms of its file. */
  readonly place: number
  /** The unit as it was last, for the heading. */
  readonly unitName: string
}

/** Oldest mail first, then as things stand in the mail. */
export const compareLedgers = (before: Compared, after: Compared): Change[] => {
  const [old, now] = [indexOf(before), indexOf(after)]
  return after.snapshot.messages.flatMap(message => {
    const earlier = old.messages.get(message.id)
    if (!earlier) return []
    const forms = union(old.forms.get(message.id), now.forms.get(message.id))
    const parts = union(old.parts.get(message.id), now.parts.get(message.id))
    const partOf = (one: KeptSubmission): KeptPart | undefined =>
      parts.map(([was, is]) => is ?? was).find(part => part?.path === one.partPath)
    const ofForms = forms.flatMap(([was, is]): Change[] => {
      const either = is ?? was
      if (!either) return []
      const { place, unitName } = was ?? either
      const base = {
        of: 'submission',
        id: either.id,
        message,
        part: partOf(either),
        place,
        unitName,
      } as const
      const difference = between(was && old.formOf(was), is && now.formOf(is))
      const kind = was && is ? 'changed' : is ? 'appeared' : 'vanished'
      const ofProposal = proposedOf(before, after, is)
      return [
        ...(kind !== 'changed' || !isNone(difference) ? [{ ...base, kind, ...difference } as const] : []),
        ...(ofProposal ? [{ ...base, kind: 'proposed', ...ofProposal } as const] : []),
      ]
    })
    const withForms = new Set(forms.flatMap(([was, is]) => [was?.partPath, is?.partPath]))
    const ofParts = parts.flatMap(([was, is]): Change[] => {
      const either = is ?? was
      // What becomes of a file with forms is what becomes of its forms.
      if (!either || withForms.has(either.path)) return []
      const difference = between(was && plain(was), is && plain(is))
      const base = { of: 'part', id: either.id, message, part: either, place: 0, unitName: '' } as const
      const kind = was && is ? 'changed' : is ? 'appeared' : 'vanished'
      return kind === 'changed' && isNone(difference) ? [] : [{ ...base, kind, ...difference }]
    })
    const whole = between(plain(earlier), plain(message))
    // The standing of a mail follows from what is in it; its own findings do not.
    const isNews =
      whole.newFindings.length + whole.goneFindings.length > 0 ||
      (whole.outcome !== undefined && ofForms.length + ofParts.length === 0)
    const ofMessage = isNews
      ? ([
          {
            kind: 'changed',
            of: 'message',
            id: message.id,
            message,
            part: undefined,
            place: 0,
            unitName: '',
            ...whole,
          },
        ] as const)
      : []
    return [...ofMessage, ...ofForms, ...ofParts]
  })
}

/** Messages of which any row is otherwise, whether a person would see it or not. */
export const changedMessages = (before: Compared, after: Compared): Set<string> => {
  const rows = ({ snapshot, proposals }: Compared): Map<string, string> => {
    const of = new Map<string, unknown[]>()
    const add = (message: string, row: unknown): void => {
      const others = of.get(message)
      if (others) others.push(row)
      else of.set(message, [row])
    }
    for (const one of snapshot.messages) add(one.id, one)
    for (const one of snapshot.parts) add(one.messageId, one)
    for (const { version: _, ...one } of snapshot.submissions) add(one.messageId, one)
    const forms = new Map(snapshot.submissions.map(one => [one.id, one.messageId]))
    for (const one of snapshot.registrations) add(forms.get(one.submissionId) ?? '', one)
    for (const { at: _, ...one } of proposals) add(one.messageId, one)
    return new Map([...of].map(([id, all]) => [id, JSON.stringify(all)]))
  }
  const [old, now] = [rows(before), rows(after)]
  return new Set([...now].flatMap(([id, said]) => (old.get(id) === said ? [] : [id])))
}

interface Form {
  readonly standing: Standing | 'superseded'
  readonly unitName: string
  readonly said: readonly (Said & { readonly id: string })[]
  readonly findings: readonly Finding[]
}
const plain = ({ standing, findings }: KeptPart | KeptMessage): Form => ({
  ...{ standing, findings },
  ...{ unitName: '', said: [] },
})

const indexOf = ({ snapshot }: Compared) => {
  const said = Map.groupBy(snapshot.registrations, one => one.submissionId)
  return {
    messages: new Map(snapshot.messages.map(one => [one.id, one])),
    parts: Map.groupBy(snapshot.parts, one => one.messageId),
    forms: Map.groupBy(snapshot.submissions, one => one.messageId),
    formOf: (one: KeptSubmission): Form => ({
      standing: one.standing === 'registered' && one.supersededBy !== null ? 'superseded' : one.standing,
      ...{ unitName: one.unitName, findings: one.findings },
      said: said.get(one.id) ?? [],
    }),
  }
}

/** Those of both, by id, in the order of the first and then of the second. */
const union = <T extends { readonly id: string }>(
  old: readonly T[] = [],
  now: readonly T[] = [],
): (readonly [T | undefined, T | undefined])[] => {
  const [was, is] = [new Map(old.map(one => [one.id, one])), new Map(now.map(one => [one.id, one]))]
  return [...new Set([...was.keys(), ...is.keys()])].map(id => [was.get(id), is.get(id)] as const)
}

const between = (was: Form | undefined, is: Form | undefined): Difference => ({
  ...(was?.standing === is?.standing
    ? {}
    : { outcome: { from: was?.standing ?? null, to: is?.standing ?? null } }),
  ...(was?.unitName === is?.unitName ? {} : { unit: { from: was?.unitName ?? '', to: is?.unitName ?? '' } }),
  ...saidBetween(was?.said ?? [], is?.said ?? []),
  ...findingsBetween(was?.findings ?? [], is?.findings ?? []),
})

/** A proposal that is new, or says something new, against what stands. */
const proposedOf = (
  before: Compared,
  after: Compared,
  form: KeptSubmission | undefined,
): Difference | undefined => {
  const said = ({ proposals }: Compared): Proposal | undefined =>
    proposals.find(one => one.submissionId === form?.id)
  const [was, is] = [said(before), said(after)]
  if (!form || !is || JSON.stringify(was?.reading) === JSON.stringify(is.reading)) return undefined
  const { form: read, findings } = is.reading
  const codes = new Map(after.snapshot.registrations.map(one => [one.id, one.codeNumber]))
  const coded = (reading: FormReading | null): (Said & { id: string })[] =>
    reading === null
      ? []
      : asRead(form.id, reading).map(one => ({ ...one, codeNumber: codes.get(one.id) ?? null }))
  return {
    ...(read === null ? { outcome: { from: form.standing, to: null } } : {}),
    ...saidBetween(coded(form.reading), coded(read)),
    ...findingsBetween(form.reading.findings, [...(read?.findings ?? []), ...findings]),
  }
}
