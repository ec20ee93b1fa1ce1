/**
 * What is said to a unit of each finding: the clerk's texts are for who decides, these for who filled in the form. Only
 * what the Ban would ask the unit anyway is asked; everything else is "being looked at", and nothing is to be done. A
 * finding's values are said back only where they are the unit's own words of that place: never a suggestion or another
 * name of the roster.
 */
import { type Finding, type FindingCode, isError } from '../domain/finding.ts'

/** Texts: `receipt.form-…` and `receipt.file-…` of the campaign's wording. */
export const formAsks = [
  ...(['unit', 'name', 'model', 'sector', 'section', 'split', 'sample'] as const),
  ...(['blank', 'nothing', 'other', 'second', 'lookup', 'check'] as const),
] as const
export type FormAsk = (typeof formAsks)[number]

export const fileAsks = [
  ...(['broken', 'empty', 'locked', 'pieces', 'unsafe', 'sealed', 'link'] as const),
  ...(['picture', 'check'] as const),
] as const
export type FileAsk = (typeof fileAsks)[number]

const ofForm: Partial<Record<FindingCode, FormAsk>> = {
  'no-unit': 'unit',
  'unit-ambiguous': 'unit',
  'unit-contradicted': 'unit',
  'unit-parent-only': 'unit',
  'unit-suggested': 'lookup',
  'unit-not-on-roster': 'lookup',
  'no-name': 'name',
  'no-model': 'model',
  'mark-as-model': 'model',
  'count-as-model': 'model',
  'ditto-without-source': 'model',
  'model-elsewhere': 'model',
  'no-sector': 'sector',
  'sector-unknown': 'sector',
  'sector-unclear': 'sector',
  'model-over-sectors': 'sector',
  'model-repeated': 'sector',
  'section-unclear': 'section',
  'model-split-unclear': 'split',
  'sample-row': 'sample',
  'blank-form': 'blank',
  'nothing-registered': 'nothing',
  'other-letter': 'other',
  'second-submission': 'second',
}

const ofFile: Partial<Record<FindingCode, FileAsk>> = {
  'unreadable-part': 'broken',
  'unreadable-message': 'broken',
  'archive-cut': 'broken',
  'empty-part': 'empty',
  'encrypted-part': 'locked',
  'archive-volume': 'pieces',
  'archive-volume-missing': 'pieces',
  'partial-message': 'pieces',
  'hostile-part': 'unsafe',
  'sealed-message': 'sealed',
  'archive-link': 'link',
  'link-in-body': 'link',
  'picture-not-read': 'picture',
  'text-from-ocr': 'picture',
}

/** The unit has nothing to do about these. */
const quiet: ReadonlySet<FormAsk | FileAsk> = new Set(['lookup', 'check', 'picture'])
export const wantsAnswer = (ask: FormAsk | FileAsk): boolean => !quiet.has(ask)

export interface Asked<A extends FormAsk | FileAsk> {
  readonly ask: A
  /** The unit's own words of the places, as they stand in the form; none twice. */
  readonly words: readonly string[]
}

/** What holds a form, by what is asked; in the order of `formAsks`, whichever finding came first. */
export const askedOfForm = (findings: readonly Finding[]): Asked<FormAsk>[] => {
  const errors = Map.groupBy(findings.filter(isError), one => ofForm[one.code] ?? 'check')
  return formAsks.flatMap(ask => {
    const found = errors.get(ask)
    return found ? [{ ask, words: [...new Set(found.flatMap(wordsOf))] }] : []
  })
}

/** Why a file waits: what its first error says of it. */
export const askedOfFile = (findings: readonly Finding[]): FileAsk => {
  const first = findings.find(isError)
  return (first && ofFile[first.code]) ?? 'check'
}

/** Cells that only tick or count say nothing by themselves; and names that may be the roster's. */
const speechless: ReadonlySet<FindingCode> = new Set([
  ...([
    'mark-as-model',
    'count-as-model',
    'ditto-without-source',
    'blank-form',
    'nothing-registered',
  ] as const),
  ...(['unit-ambiguous', 'unit-contradicted', 'unit-suggested', 'second-submission'] as const),
])

const wordsOf = ({ code, args }: Finding): string[] => {
  if (speechless.has(code)) return []
  const words = args.name ?? args.model ?? args.text ?? args.unit ?? ''
  return words === '' ? [] : [words]
}
