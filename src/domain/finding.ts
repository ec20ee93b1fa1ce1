/**
 * Findings: what was noticed about a part or a submission. The list of codes is closed; each has one severity.
 *
 * An `error` holds its whole submission (or part) for the clerk, never its neighbours; a `warning` is registered and
 * marked; `info` is for the record. The Vietnamese texts are in `templates/<campaign>/findings.yaml`, one for each code,
 * with `{placeholders}` filled from `args`. This file holds no text for people.
 */
import { z } from 'zod'
import { Source } from './source.ts'

export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Every code there is. The text beside each code is in the campaign's findings.yaml; a test holds them together. */
export const findingSeverity = {
  // unit
  'no-unit': 'error',
  'unit-ambiguous': 'error',
  'unit-not-on-roster': 'error',
  'unit-suggested': 'error',
  'unit-contradicted': 'error',
  'unit-parent-only': 'error',
  'unit-from-file-name': 'warning',
  'sender-differs': 'warning',
  'sender-new': 'info',
  'unit-in-line': 'info',
  'unit-in-letterhead': 'info',
  'unit-in-signature': 'info',
  'unit-in-file-name': 'info',
  'unit-in-sender': 'info',
  // rows and cells
  'no-model': 'error',
  'no-name': 'error',
  'mark-as-model': 'error',
  'count-as-model': 'error',
  'ditto-without-source': 'error',
  'model-split-unclear': 'error',
  'model-over-sectors': 'error',
  'model-over-rows': 'error',
  'model-repeated': 'error',
  'model-too-long': 'error',
  'model-elsewhere': 'error',
  'sector-unknown': 'error',
  'sector-unclear': 'error',
  'no-sector': 'error',
  'sample-row': 'error',
  'section-unclear': 'error',
  'struck-out': 'error',
  'unread-residue': 'error',
  'unread-text': 'error',
  'not-confirmed': 'error',
  'ditto-resolved': 'warning',
  'split-by-line': 'warning',
  'repeated-row': 'warning',
  'column-passed-over': 'warning',
  // form
  'blank-form': 'error',
  'nothing-registered': 'error',
  'other-letter': 'error',
  'form-unclear': 'error',
  'form-unmarked': 'error',
  'form-headings': 'info',
  'two-readings': 'error',
  'table-repaired': 'warning',
  'hidden-passed-over': 'warning',
  'tracked-changes': 'info',
  // file and container
  'unreadable-part': 'error',
  'empty-part': 'error',
  'encrypted-part': 'error',
  'old-word': 'error',
  'macro-part': 'error',
  'format-not-read': 'error',
  'container-not-opened': 'error',
  'archive-volume': 'error',
  'archive-volume-missing': 'error',
  'archive-cut': 'error',
  'archive-link': 'error',
  'picture-not-read': 'error',
  'embedded-part': 'error',
  'part-too-large': 'error',
  'hostile-part': 'error',
  'reader-stopped': 'error',
  'reader-timeout': 'error',
  'reader-memory': 'error',
  'legacy-letters': 'error',
  'text-from-ocr': 'error',
  'row-over-pages': 'error',
  'unreadable-message': 'error',
  'form-in-body': 'error',
  'form-quoted': 'error',
  'body-adds': 'error',
  'link-in-body': 'error',
  'forwarded-not-opened': 'error',
  'sealed-message': 'error',
  'partial-message': 'error',
  'scan-beside-form': 'warning',
  'signature-picture': 'info',
  'lock-file': 'info',
  'technical-part': 'info',
  'no-form-words': 'info',
  'body-read': 'info',
  'own-letter': 'info',
  'form-read': 'info',
  // message and unit, across submissions
  late: 'warning',
  'on-due-day': 'warning',
  'says-replacement': 'info',
  'says-replacement-of-some': 'info',
  'says-addition': 'info',
  'same-content': 'info',
  'same-as-superseded': 'error',
  'second-submission': 'error',
  superseded: 'info',
  'alike-in-unit': 'warning',
  'alike-across-units': 'warning',
  'person-in-two-units': 'warning',
  'authentication-failed': 'error',
  'authentication-doubtful': 'info',
  'no-authentication-result': 'info',
  'receipt-from-header': 'info',
  'receipt-unknown': 'info',
  'awaiting-paper': 'warning',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof findingSeverity
export const findingCodes = Object.keys(findingSeverity) as FindingCode[]

export const Finding = z.object({
  code: z.enum(findingCodes as [FindingCode, ...FindingCode[]]),
  /** Values for the text's placeholders; as the unit wrote them, escaped where they are shown. */
  args: z.record(z.string(), z.string()).default({}),
  source: Source.optional(),
})
export type Finding = z.infer<typeof Finding>

/** A finding with its severity looked up; `args` values are cut to 200 characters: they explain, they do not carry. */
export const finding = (code: FindingCode, args: Record<string, string> = {}, source?: Source): Finding => ({
  code,
  args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, shorten(value)])),
  ...(source ? { source } : {}),
})

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

export const severityOf = (one: Finding): Severity => findingSeverity[one.code]
export const isError = (one: Finding): boolean => severityOf(one) === 'error'

/** What speaks for one answer or another, where the clerk is asked: shown with the reason, nothing by itself. */
const evidence: ReadonlySet<FindingCode> = new Set([
  'unit-in-line',
  'unit-in-letterhead',
  'unit-in-signature',
  'unit-in-file-name',
  'unit-in-sender',
  'form-headings',
  'sender-new',
  'says-replacement',
  'says-replacement-of-some',
  'says-addition',
  'authentication-doubtful',
])
export const isEvidence = (one: Finding): boolean => evidence.has(one.code)
