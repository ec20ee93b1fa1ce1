/** What waits, by what the clerk will have to do about it: one kind a thing, that of its heaviest reason. */
import type { Waiting } from '../../../consolidation/waiting.ts'
import type { FindingCode } from '../../../domain/finding.ts'

/** In the order in which they are worked through. */
export const reasonKinds = [
  'unit',
  'second',
  'rows',
  'look',
  'form',
  'sender',
  'file',
  'job',
  'other',
] as const
export type ReasonKind = (typeof reasonKinds)[number]

const codes: Readonly<Record<Exclude<ReasonKind, 'job' | 'other'>, readonly FindingCode[]>> = {
  unit: [
    ...(['no-unit', 'unit-ambiguous', 'unit-not-on-roster', 'unit-suggested'] as const),
    ...(['unit-contradicted', 'unit-parent-only'] as const),
  ],
  form: ['blank-form', 'nothing-registered', 'other-letter', 'form-unclear', 'form-unmarked', 'form-quoted'],
  rows: [
    ...([
      'no-model',
      'no-name',
      'no-sector',
      'mark-as-model',
      'count-as-model',
      'ditto-without-source',
    ] as const),
    ...(['model-split-unclear', 'model-over-sectors', 'model-over-rows', 'model-repeated'] as const),
    ...(['model-too-long', 'model-elsewhere', 'sector-unknown', 'sector-unclear', 'sample-row'] as const),
    'section-unclear',
  ],
  look: [
    ...([
      'struck-out',
      'unread-residue',
      'unread-text',
      'not-confirmed',
      'two-readings',
      'body-adds',
    ] as const),
    ...(['legacy-letters', 'text-from-ocr', 'row-over-pages', 'embedded-part'] as const),
  ],
  sender: ['authentication-failed'],
  second: ['second-submission', 'same-as-superseded'],
  file: [
    ...(['unreadable-part', 'empty-part', 'encrypted-part', 'old-word', 'macro-part'] as const),
    ...(['format-not-read', 'container-not-opened', 'archive-volume', 'archive-volume-missing'] as const),
    ...(['archive-cut', 'archive-link', 'picture-not-read', 'part-too-large', 'hostile-part'] as const),
    ...(['reader-stopped', 'reader-timeout', 'reader-memory', 'unreadable-message', 'form-in-body'] as const),
    ...(['link-in-body', 'forwarded-not-opened', 'sealed-message', 'partial-message'] as const),
  ],
}
const kindOf = new Map<FindingCode, ReasonKind>(
  Object.entries(codes).flatMap(([kind, all]) => all.map(code => [code, kind as ReasonKind] as const)),
)

export const reasonKindOf = (code: FindingCode): ReasonKind => kindOf.get(code) ?? 'other'

/** Whose form it is comes before what it says, and what it says before how it stands to another. */
const heaviest: readonly ReasonKind[] = ['unit', 'form', 'rows', 'look', 'sender', 'second', 'file', 'other']

export const kindOfWaiting = (one: Waiting): ReasonKind => {
  if (one.kind === 'job') return 'job'
  const kinds = new Set(one.reasons.map(reason => reasonKindOf(reason.code)))
  return heaviest.find(kind => kinds.has(kind)) ?? 'other'
}
