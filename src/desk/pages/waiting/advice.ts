/** What a clerk may do about a reason, and which reasons may be let pass. */
import type { Finding, FindingCode } from '../../../domain/finding.ts'
import { findGaps } from '../../../validation/completeness.ts'
import { type Item, settledRows } from './find-item.ts'
import { reasonKindOf } from './reason-kinds.ts'

/** Which advice of `templates/desk/waiting.yaml` (`advice-…`) is given with each reason, where its kind alone does not tell. */
const advice: Partial<Record<FindingCode, string>> = {
  ...{ 'model-split-unclear': 'split', 'model-over-rows': 'split' },
  ...{ 'model-over-sectors': 'sector', 'model-repeated': 'sector', 'sector-unknown': 'sector' },
  ...{
    'sector-unclear': 'sector',
    'no-sector': 'sector',
    'section-unclear': 'section',
    'sample-row': 'sample',
  },
  ...{ 'blank-form': 'blank', 'nothing-registered': 'nothing' },
  ...{ 'reader-stopped': 'again', 'reader-timeout': 'again', 'reader-memory': 'again' },
  ...{ 'unit-not-on-roster': 'new-unit', 'same-as-superseded': 'same', 'unread-residue': 'residue' },
  'body-adds': 'residue',
}

export const adviceOf = ({ code }: Finding, kind: Item['waiting']['kind']): string =>
  kind === 'submission' ? (advice[code] ?? reasonKindOf(code)) : code.startsWith('reader-') ? 'again' : 'file'

/** Whose form it is, and how it stands to another, nobody can let pass: the answer is a unit, or another word. */
const isAnswerable = (one: Finding): boolean => !['unit', 'second'].includes(reasonKindOf(one.code))

/** Reasons that may be let pass as they stand: none as long as a row lacks what a table cannot do without. */
export const acceptable = (item: Item): readonly Finding[] => {
  const { kind, reasons } = item.waiting
  if (kind === 'message') return reasons
  if (kind !== 'submission' || findGaps(settledRows(item)).length > 0) return []
  return reasons.filter(isAnswerable)
}
export const hasGaps = (item: Item): boolean => findGaps(settledRows(item)).length > 0
